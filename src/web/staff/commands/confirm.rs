//! The practice confirms: it has set in its own system what was asked for.

use crate::actions::{Done, Failed, confirm};
use crate::app::App;
use crate::locale::Words;
use domain::delegation::{Checklist, CommandKind, Granted, Refusal};

use crate::web::staff::access_form::{AccessPage, Page};
use crate::web::staff::opened::Opened;
use crate::web::staff::place::Place;

pub struct Confirm;

impl AccessPage for Confirm {
    const PAGE: Page = Page {
        place: Place {
            command: CommandKind::Confirm,
            ask: "/staff/cases/{id}/confirm",
            done: "/staff/cases/{id}/confirmed",
        },
        needs_checklist: true,
        begins_with: |delegation| &delegation.asked,
        title: Words::msg_confirm_title,
        first: Words::msg_access_form_part_set_text,
        ticked: |t, _| t.msg_access_form_services_hint(),
        then: Words::msg_access_form_then,
        send: Words::msg_confirm_send,
        done: Words::msg_confirm_done,
    };

    async fn record(
        app: &App,
        opened: &Opened,
        (checklist, granted): (Option<Checklist>, Granted),
    ) -> Result<Done, Failed> {
        let checklist = checklist.ok_or(Refusal::ChecksNeeded)?;
        confirm::confirm(app, &opened.staff.actor(), opened.on(), (checklist, granted)).await
    }
}
