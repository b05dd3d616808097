//! The practice leaves the access as it is, though a change was asked for.

use crate::actions::{Done, Failed, decline_change};
use crate::app::App;
use crate::locale::Words;
use domain::delegation::{CommandKind, TellThem};

use crate::web::staff::opened::Opened;
use crate::web::staff::place::Place;
use crate::web::staff::short_form::{About, Page, Said, ShortPage};

pub struct DeclineChange;

impl ShortPage for DeclineChange {
    const PAGE: Page = Page {
        place: Place {
            command: CommandKind::DeclineChange,
            ask: "/staff/cases/{id}/keep",
            done: "/staff/cases/{id}/kept",
        },
        asks_reason: false,
        tick: None,
        asks_about: About::Patient,
        told_at_first: TellThem::Outcome,
        outcome: Words::msg_told_kept,
        is_done: |delegation| delegation.change_asked.is_none(),
        title: Words::msg_decline_change_title,
        means: Words::msg_decline_change_means,
        done: Words::msg_decline_change_done,
        next: Words::msg_decline_change_done_next,
    };

    async fn record(app: &App, opened: &Opened, said: &Said) -> Result<Done, Failed> {
        decline_change::decline_change(
            app,
            &opened.staff.actor(),
            opened.on(),
            (said.tell.delegator, said.note.as_deref()),
        )
        .await
    }
}
