//! The practice has changed the access in its own system.

use crate::actions::{Done, Failed, change};
use crate::app::App;
use crate::locale::Words;
use domain::delegation::{Checklist, CommandKind, Granted};

use crate::web::staff::access_form::{AccessPage, Page};
use crate::web::staff::opened::Opened;
use crate::web::staff::place::Place;

pub struct Change;

impl AccessPage for Change {
    const PAGE: Page = Page {
        place: Place {
            command: CommandKind::Change,
            ask: "/staff/cases/{id}/change",
            done: "/staff/cases/{id}/changed",
        },
        needs_checklist: false,
        begins_with: |delegation| {
            let wanted = delegation.change_asked.as_ref().or(delegation.set.as_ref());
            wanted.unwrap_or(&delegation.asked)
        },
        title: Words::msg_change_title,
        first: Words::msg_change_first,
        ticked: |t, delegation| match delegation.change_asked {
            Some(_) => t.msg_access_form_services_hint(),
            None => t.msg_change_services_hint(),
        },
        then: Words::msg_change_then,
        send: Words::msg_change_send,
        done: Words::msg_change_done,
    };

    async fn record(app: &App, opened: &Opened, set: (Option<Checklist>, Granted)) -> Result<Done, Failed> {
        change::change(app, &opened.staff.actor(), opened.on(), set).await
    }
}
