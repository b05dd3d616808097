//! The practice has set access again that had ended.

use crate::actions::{Done, Failed, reactivate};
use crate::app::App;
use crate::locale::Words;
use domain::delegation::{Checklist, CommandKind, Granted, Refusal};

use crate::web::staff::access_form::{AccessPage, Page};
use crate::web::staff::opened::Opened;
use crate::web::staff::place::Place;

pub struct Reactivate;

impl AccessPage for Reactivate {
    const PAGE: Page = Page {
        place: Place {
            command: CommandKind::Reactivate,
            ask: "/staff/cases/{id}/reactivate",
            done: "/staff/cases/{id}/reactivated",
        },
        needs_checklist: true,
        begins_with: |delegation| delegation.set.as_ref().unwrap_or(&delegation.asked),
        title: Words::msg_reactivate_title,
        first: Words::msg_access_form_part_set_text,
        ticked: |t, _| t.msg_reactivate_services_hint(),
        then: Words::msg_access_form_then,
        send: Words::msg_reactivate_title,
        done: Words::msg_reactivate_done,
    };

    async fn record(
        app: &App,
        opened: &Opened,
        (checklist, granted): (Option<Checklist>, Granted),
    ) -> Result<Done, Failed> {
        let checklist = checklist.ok_or(Refusal::ChecksNeeded)?;
        reactivate::reactivate(app, &opened.staff.actor(), opened.on(), (checklist, granted)).await
    }
}
