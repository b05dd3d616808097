//! What a page with this form says and does for itself.

use crate::actions::{Done, Failed};
use crate::app::App;
use crate::locale::{Say, Words};
use crate::web::staff::opened::Opened;
use crate::web::staff::place::Place;
use domain::delegation::{Delegation, TellThem};

use super::form::Decision;
use super::reason::Reason;

/// A page of the practice with this form.
pub trait ReasonPage: 'static {
    /// What it is decided for.
    type Reason: Reason;

    /// Its place, its words and its reasons.
    const PAGE: Page<Self::Reason>;

    /// Records the decision.
    ///
    /// # Errors
    /// See [`Failed`].
    fn record(
        app: &App,
        opened: &Opened,
        decision: &Decision<Self::Reason>,
    ) -> impl Future<Output = Result<Done, Failed>> + Send;
}

/// Place, words and reasons of one page.
pub struct Page<R> {
    /// The command and its addresses.
    pub place: Place,
    /// The reasons to choose from.
    pub reasons: fn() -> Vec<R>,
    /// Why it was decided so, and what may be told of it; none of a case of which it is not true.
    pub decided: fn(&Delegation) -> Option<(R, TellThem)>,
    /// The heading of the question.
    pub title: Say,
    /// "Why …?"
    pub question: Say,
    /// What is said when no reason was chosen.
    pub unsaid: Say,
    /// A way to tell the two, and what it means.
    pub way: fn(&Words, TellThem) -> (String, String),
    /// What safety asks to be thought of.
    pub safety: Say,
    /// What happens when it is sent.
    pub then: Say,
    /// The button that sends it.
    pub send: Say,
    /// That it is done.
    pub done: Say,
    /// What the two are told of it.
    pub told: fn(&Words, TellThem) -> String,
    /// What the practice can, or must, do afterwards.
    pub afterwards: Say,
}
