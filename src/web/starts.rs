//! Sign-ins that began in one browser: several tabs may each have one under way, and each is finished by itself.

use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime};

use crate::integrations::oidc::Pending;

use super::whose::Owner;

/// Under which name a session keeps them.
pub const STARTS: &str = "starts";
/// How long one sign-in may be under way.
pub const PENDING_FOR: Duration = Duration::minutes(10);
/// How many of each kind one browser keeps; the oldest goes first.
const MOST: usize = 5;

/// A sign-in under way.
#[derive(Serialize, Deserialize)]
pub struct SigningIn {
    /// State, nonce and verifier.
    pub pending: Pending,
    /// Path to go to afterwards.
    pub return_to: Option<String>,
    /// Whether the NHS App vouches for the person; what fails leads back there.
    #[serde(default)]
    pub from_app: bool,
    /// When it began.
    #[serde(with = "time::serde::timestamp")]
    pub began_at: OffsetDateTime,
}

/// A sign-in that is over: of no use to sign in, but it is known where its person was going.
#[derive(Serialize, Deserialize)]
struct Finished {
    state: String,
    return_to: Option<String>,
    by: Owner,
}

/// All sign-ins of one browser.
#[derive(Default, Serialize, Deserialize)]
pub struct Starts {
    under_way: Vec<SigningIn>,
    finished: Vec<Finished>,
}

impl Starts {
    /// One more is under way; those whose time is up go.
    pub fn add(&mut self, start: SigningIn) {
        let now = start.began_at;
        self.under_way.retain(|other| now - other.began_at <= PENDING_FOR);
        self.under_way.push(start);
        self.under_way.drain(..self.under_way.len().saturating_sub(MOST));
    }

    /// The one of this state, which is then used up.
    pub fn take(&mut self, state: &str) -> Option<SigningIn> {
        let at = self.under_way.iter().position(|start| start.pending.state == state)?;
        Some(self.under_way.remove(at))
    }

    /// This person has finished this one. What others finished here is forgotten.
    pub fn finish(&mut self, start: &SigningIn, by: &Owner) {
        self.forget_others(Some(by));
        let (state, return_to) = (start.pending.state.clone(), start.return_to.clone());
        self.finished.push(Finished { state, return_to, by: by.clone() });
        self.finished.drain(..self.finished.len().saturating_sub(MOST));
    }

    /// Forgets what anybody but this person finished here.
    pub fn forget_others(&mut self, person: Option<&Owner>) {
        self.finished.retain(|done| Some(&done.by) == person);
    }

    /// Where the finished one of this state led.
    pub fn led_to(&self, state: &str) -> Option<String> {
        self.finished.iter().find(|done| done.state == state)?.return_to.clone()
    }

    /// Whether there is none of either kind.
    pub fn is_empty(&self) -> bool {
        self.under_way.is_empty() && self.finished.is_empty()
    }

    /// Whether one that is under way came from the NHS App.
    pub fn is_one_from_app(&self) -> bool {
        self.under_way.iter().any(|start| start.from_app)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEGAN: OffsetDateTime = OffsetDateTime::UNIX_EPOCH;

    fn start(state: &str, began_at: OffsetDateTime) -> SigningIn {
        let pending = Pending {
            issuer: "https://op".to_owned(),
            state: state.to_owned(),
            nonce: "n".to_owned(),
            verifier: None,
        };
        SigningIn { pending, return_to: Some(format!("/{state}")), from_app: false, began_at }
    }

    #[test]
    fn each_is_taken_once_and_the_oldest_goes_first() {
        let mut starts = Starts::default();
        for state in ["a", "b", "c", "d", "e", "f"] {
            starts.add(start(state, BEGAN));
        }
        assert!(starts.take("a").is_none(), "more are kept than may be");
        assert!(starts.take("c").is_some() && starts.take("c").is_none());
        assert!(starts.take("f").is_some() && starts.take("").is_none());
    }

    #[test]
    fn what_is_too_old_makes_room() {
        let mut starts = Starts::default();
        starts.add(start("old", BEGAN));
        starts.add(start("new", BEGAN + PENDING_FOR + Duration::SECOND));
        assert!(starts.take("old").is_none() && starts.take("new").is_some());
    }

    #[test]
    fn it_is_known_where_one_led_until_somebody_else_comes() {
        let mut starts = Starts::default();
        let (first, second) = (Owner::named("first".to_owned()), Owner::named("second".to_owned()));
        starts.finish(&start("a", BEGAN), &first);
        assert_eq!(starts.led_to("a").as_deref(), Some("/a"));
        starts.finish(&start("b", BEGAN), &second);
        assert_eq!((starts.led_to("a"), starts.led_to("b").as_deref()), (None, Some("/b")));
    }
}
