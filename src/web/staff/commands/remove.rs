//! The practice says that it has removed access that ended.

use crate::actions::{Done, Failed, remove};
use crate::app::App;
use crate::locale::Words;
use domain::delegation::{CommandKind, Stage, TellThem};

use crate::web::staff::opened::Opened;
use crate::web::staff::place::Place;
use crate::web::staff::short_form::{About, Page, Said, ShortPage};

pub struct Remove;

impl ShortPage for Remove {
    const PAGE: Page = Page {
        place: Place {
            command: CommandKind::Remove,
            ask: "/staff/cases/{id}/removal",
            done: "/staff/cases/{id}/removed",
        },
        asks_reason: false,
        tick: Some(Words::msg_remove_tick),
        asks_about: About::Nobody,
        told_at_first: TellThem::Nothing,
        outcome: Words::msg_told_stopped,
        is_done: |delegation| delegation.stage == Stage::Ended,
        title: Words::msg_remove_title,
        means: Words::msg_remove_means,
        done: Words::msg_remove_done,
        next: Words::msg_remove_done_next,
    };

    async fn record(app: &App, opened: &Opened, said: &Said) -> Result<Done, Failed> {
        remove::remove(app, &opened.staff.actor(), opened.on(), said.note.as_deref()).await
    }
}
