//! An outside system as those meet it who run the service. `/health/ready` and `proxy-access doctor` list whatever
//! [`App::outside`](crate::app::App::outside) holds and name no system themselves.

use async_trait::async_trait;

use super::circuit::Circuit;
use super::upstream::Upstream;

/// What every client of an outside system tells its operators.
#[async_trait]
pub trait Outside: Send + Sync {
    /// Its name in sentences.
    fn title(&self) -> &'static str;

    /// Whether it is being called.
    fn circuit(&self) -> &Circuit;

    /// Makes the cheapest call that shows that system, settings and way there are right.
    ///
    /// # Errors
    /// What is wrong, and where to look.
    async fn look(&self, correlation: &str) -> Result<(), Wrong>;
}

/// An outside system that does not do what we need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wrong {
    /// What came of the call.
    pub fault: Upstream,
    /// The settings that may be wrong, in words.
    pub settings: &'static str,
}

impl Wrong {
    /// For a fault of a call that rests on these settings.
    pub(super) fn at(settings: &'static str) -> impl Fn(Upstream) -> Wrong {
        move |fault| Wrong { fault, settings }
    }
}
