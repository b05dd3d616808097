//! When a read is asked again at once, and after how long.

use std::time::Duration;

use super::upstream::{Kind, SpineCode};

/// Further tries after the first.
pub(super) const RETRIES: u32 = 2;
const FIRST_PAUSE_MILLIS: f64 = 200.0;

/// How long to wait before try number `attempt + 1`, or nothing where asking again at once is useless or harmful.
///
/// `chance` is between 0 and 1 and spreads the pause from half to whole. A rate limit is never answered by asking again:
/// the caller's job backs off instead.
pub(super) fn pause(attempt: u32, kind: Kind, chance: f64) -> Option<Duration> {
    let worth_it = match kind {
        Kind::Unreachable | Kind::Timeout => true,
        Kind::Spine(code) => matches!(code, SpineCode::UnableToCallService | SpineCode::ServiceUnavailable),
        Kind::Status(status) => matches!(status, 408 | 502..=504),
        Kind::CircuitOpen | Kind::Held | Kind::RateLimited | Kind::TooLarge | Kind::Malformed => false,
        Kind::Unready | Kind::Oauth(_) | Kind::Vrs(_) => false,
        Kind::MailRefused(_) | Kind::MailDelayed(_) | Kind::MailUnfit | Kind::Mesh(_) => false,
    };
    if !worth_it || attempt > RETRIES {
        return None;
    }
    let whole = FIRST_PAUSE_MILLIS * f64::from(1_u32 << attempt.saturating_sub(1).min(5));
    Some(Duration::from_secs_f64(whole * (0.5 + chance.clamp(0.0, 1.0) / 2.0) / 1000.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outages_are_asked_again_twice_with_growing_pauses() {
        let kind = Kind::Spine(SpineCode::ServiceUnavailable);
        assert_eq!(pause(1, kind, 1.0), Some(Duration::from_millis(200)));
        assert_eq!(pause(2, kind, 1.0), Some(Duration::from_millis(400)));
        assert_eq!(pause(3, kind, 1.0), None);
    }

    #[test]
    fn chance_halves_the_pause_at_most() {
        assert_eq!(pause(1, Kind::Timeout, 0.0), Some(Duration::from_millis(100)));
    }

    #[test]
    fn refusals_and_rate_limits_are_not_asked_again() {
        for kind in [
            Kind::RateLimited,
            Kind::CircuitOpen,
            Kind::Malformed,
            Kind::Status(400),
            Kind::Spine(SpineCode::ResourceNotFound),
            Kind::Spine(SpineCode::UnknownError),
        ] {
            assert_eq!(pause(1, kind, 0.5), None, "{kind}");
        }
    }
}
