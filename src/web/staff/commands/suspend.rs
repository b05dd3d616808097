//! The practice pauses access.

use crate::actions::{Done, Failed, suspend};
use crate::app::App;
use crate::locale::Words;
use domain::delegation::{CommandKind, Refusal, Stage, TellThem};

use crate::web::staff::opened::Opened;
use crate::web::staff::place::Place;
use crate::web::staff::short_form::{About, Page, Said, ShortPage};

pub struct Suspend;

impl ShortPage for Suspend {
    const PAGE: Page = Page {
        place: Place {
            command: CommandKind::Suspend,
            ask: "/staff/cases/{id}/suspend",
            done: "/staff/cases/{id}/suspended",
        },
        asks_reason: true,
        tick: Some(Words::msg_suspend_tick),
        asks_about: About::Both,
        told_at_first: TellThem::Nothing,
        outcome: Words::msg_told_paused,
        is_done: |delegation| delegation.stage == Stage::Suspended,
        title: Words::msg_suspend_title,
        means: Words::msg_suspend_means,
        done: Words::msg_suspend_done,
        next: Words::msg_suspend_done_next,
    };

    async fn record(app: &App, opened: &Opened, said: &Said) -> Result<Done, Failed> {
        let reason = said.reason.ok_or(Refusal::NotFound)?;
        suspend::suspend(app, &opened.staff.actor(), opened.on(), (reason, said.tell, said.note.as_deref()))
            .await
    }
}
