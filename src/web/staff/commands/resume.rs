//! The practice ends a pause.

use crate::actions::{Done, Failed, resume};
use crate::app::App;
use crate::locale::Words;
use domain::delegation::{CommandKind, Stage, TellThem};

use crate::web::staff::opened::Opened;
use crate::web::staff::place::Place;
use crate::web::staff::short_form::{About, Page, Said, ShortPage};

pub struct Resume;

impl ShortPage for Resume {
    const PAGE: Page = Page {
        place: Place {
            command: CommandKind::Resume,
            ask: "/staff/cases/{id}/resume",
            done: "/staff/cases/{id}/resumed",
        },
        asks_reason: false,
        tick: Some(Words::msg_resume_tick),
        asks_about: About::Both,
        told_at_first: TellThem::Outcome,
        outcome: Words::msg_told_resumed,
        is_done: |delegation| delegation.stage == Stage::Active,
        title: Words::msg_resume_title,
        means: Words::msg_resume_means,
        done: Words::msg_resume_done,
        next: Words::msg_resume_done_next,
    };

    async fn record(app: &App, opened: &Opened, said: &Said) -> Result<Done, Failed> {
        resume::resume(app, &opened.staff.actor(), opened.on(), (said.tell, said.note.as_deref())).await
    }
}
