//! How a round stands, by its last run, and how long it takes yet.

use time::{Duration, OffsetDateTime};

use crate::storage::transfers::rounds::Round;
use crate::storage::transfers::runs::Run;
use domain::transfer::{Ending, Estimate, Rate, estimate};

/// After this time without a note, a run is not there any more: it notes twice a second.
const SILENCE: Duration = Duration::seconds(15);
/// Fewer calls in a second are no pace to reckon with.
const LEAST: f64 = 0.1;

/// How a round stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// There was no run.
    NotBegun,
    /// It runs.
    Running,
    /// It runs, and the store is away.
    Away,
    /// It waits for its window, which opens then.
    Paused(OffsetDateTime),
    /// Its process is gone, or does not reach the database.
    Silent,
    /// It ended, in this way.
    Ended(Ending),
}

impl State {
    /// How it stands at `now`, by the last run.
    pub fn of(last: Option<&Run>, now: OffsetDateTime) -> State {
        let Some(run) = last else { return State::NotBegun };
        match (run.ended, run.opens_at) {
            (Some(ended), _) => State::Ended(ended),
            (None, _) if now - run.seen_at > SILENCE => State::Silent,
            (None, Some(opens)) => State::Paused(opens),
            (None, None) if run.is_away => State::Away,
            (None, None) => State::Running,
        }
    }

    /// Whether calls are made now.
    pub fn is_running(self) -> bool {
        self == State::Running
    }
}

/// How long `waiting` rows take from `now` on, at the pace of now where there is one, else at the agreed one. Nothing where
/// nothing waits, or no end is in sight.
pub(super) fn left(
    (round, last): (&Round, Option<&Run>),
    waiting: u64,
    now: OffsetDateTime,
) -> Option<Estimate> {
    let of_now = last.filter(|_| State::of(last, now).is_running()).map(|run| run.per_second);
    let rate = of_now.filter(|rate| *rate >= LEAST).and_then(|rate| Rate::of(rate).ok());
    estimate(waiting, rate.unwrap_or(round.rate), round.window, now).filter(|_| waiting > 0)
}

#[cfg(test)]
mod tests {
    use domain::transfer::Environment;
    use time::macros::datetime;
    use uuid::Uuid;

    use super::*;

    const BEGAN: OffsetDateTime = datetime!(2026-11-28 20:00 UTC);

    fn run() -> Run {
        Run {
            is_retry: false,
            began_at: BEGAN,
            seen_at: BEGAN + Duration::MINUTE,
            calls: 300,
            too_fast: 0,
            per_second: 5.0,
            opens_at: None,
            is_away: false,
            ended: None,
        }
    }

    fn round() -> Round {
        Round {
            id: Uuid::nil(),
            name: "First".to_owned(),
            environment: Environment::Live,
            store: None,
            header: None,
            rate: Rate::default(),
            window: None,
            planned_at: BEGAN,
        }
    }

    #[test]
    fn a_round_stands_as_its_last_run_said_until_that_falls_silent() {
        let (run, opens) = (run(), datetime!(2026-12-05 20:00 UTC));
        let now = run.seen_at + Duration::SECOND;
        assert_eq!(State::of(None, now), State::NotBegun);
        assert_eq!(State::of(Some(&run), now), State::Running);
        assert_eq!(State::of(Some(&Run { is_away: true, ..run.clone() }), now), State::Away);
        assert_eq!(State::of(Some(&Run { opens_at: Some(opens), ..run.clone() }), now), State::Paused(opens));
        assert_eq!(State::of(Some(&run), now + Duration::MINUTE), State::Silent);
        let ended = Run { ended: Some(Ending::Stopped), ..run };
        assert_eq!(State::of(Some(&ended), now + Duration::DAY), State::Ended(Ending::Stopped));
    }

    #[test]
    fn what_is_left_is_reckoned_at_the_pace_of_now_or_as_agreed() {
        let (round, run) = (round(), run());
        let takes = |run: Option<&Run>, now| left((&round, run), 600, now).map(|it| it.working);
        assert_eq!(takes(Some(&run), run.seen_at), Some(Duration::seconds(120)));
        assert_eq!(takes(Some(&run), run.seen_at + Duration::HOUR), Some(Duration::seconds(60)));
        assert_eq!(takes(None, BEGAN), Some(Duration::seconds(60)));
        assert_eq!(left((&round, Some(&run)), 0, run.seen_at), None);
    }
}
