//! What a page with this form says and does for itself.

use crate::actions::{Done, Failed};
use crate::app::App;
use crate::locale::Say;
use crate::web::staff::opened::Opened;
use crate::web::staff::place::Place;
use domain::delegation::{Delegation, TellThem};

use super::form::{About, Questions, Said};

/// A page of the practice with this form.
pub trait ShortPage: 'static {
    /// Its place, its words, and what it asks.
    const PAGE: Page;

    /// Records what was said.
    ///
    /// # Errors
    /// See [`Failed`].
    fn record(app: &App, opened: &Opened, said: &Said) -> impl Future<Output = Result<Done, Failed>> + Send;
}

/// Place, words and questions of one page.
pub struct Page {
    /// The command and its addresses.
    pub place: Place,
    /// Whether a reason must be chosen.
    pub asks_reason: bool,
    /// What must be ticked: that the practice's own system was brought in line first; none where nothing is to be done there.
    pub tick: Option<Say>,
    /// Who is asked about: what they are told of it.
    pub asks_about: About,
    /// What is chosen at first for those who are.
    pub told_at_first: TellThem,
    /// What it is to be told "that it changed" here.
    pub outcome: Say,
    /// Whether the case stands as after it.
    pub is_done: fn(&Delegation) -> bool,
    /// The heading, also on the button.
    pub title: Say,
    /// What it means.
    pub means: Say,
    /// That it is done.
    pub done: Say,
    /// What happens next.
    pub next: Say,
}

impl Page {
    /// What must be answered.
    pub fn questions(&self) -> Questions {
        Questions { reason: self.asks_reason, tick: self.tick.is_some(), about: self.asks_about }
    }
}
