//! What a page with this form says and does for itself.

use crate::actions::{Done, Failed};
use crate::app::App;
use crate::locale::{Say, Words};
use crate::web::staff::opened::Opened;
use crate::web::staff::place::Place;
use domain::Access;
use domain::delegation::{Checklist, Delegation, Granted};

/// A page of the practice with this form.
pub trait AccessPage: 'static {
    /// Its place, its words, and what it asks.
    const PAGE: Page;

    /// Records what was checked and set.
    ///
    /// # Errors
    /// See [`Failed`].
    fn record(
        app: &App,
        opened: &Opened,
        set: (Option<Checklist>, Granted),
    ) -> impl Future<Output = Result<Done, Failed>> + Send;
}

/// Place, words and questions of one page.
pub struct Page {
    /// The command and its addresses.
    pub place: Place,
    /// Whether consent and safety are looked at anew.
    pub needs_checklist: bool,
    /// What the form is filled in with: what is asked for, or else what was set.
    pub begins_with: fn(&Delegation) -> &Access,
    /// The heading.
    pub title: Say,
    /// What is to be done in the practice's own system first.
    pub first: Say,
    /// What the ticks are that stand there already.
    pub ticked: fn(&Words, &Delegation) -> String,
    /// What happens when it is sent.
    pub then: Say,
    /// The button that sends it.
    pub send: Say,
    /// That it is done.
    pub done: Say,
}
