//! The practice stops access that is set.

use crate::actions::{Done, Failed, revoke};
use crate::app::App;
use crate::locale::Words;
use crate::web::staff::words as staff_words;
use domain::delegation::{CommandKind, Delegation, RevokeReason, Stage, Tell, Why};

use crate::web::staff::opened::Opened;
use crate::web::staff::place::Place;
use crate::web::staff::reason_form::{Decision, Page, Reason, ReasonPage};

impl Reason for RevokeReason {
    fn code(self) -> &'static str {
        RevokeReason::code(self)
    }

    fn is_other(self) -> bool {
        self == RevokeReason::Other
    }

    fn words(self, t: &Words) -> String {
        staff_words::revoke_reason(t, self)
    }

    fn why(self) -> Why {
        Why::Stopped(self)
    }
}

pub struct Revoke;

impl ReasonPage for Revoke {
    type Reason = RevokeReason;

    const PAGE: Page<RevokeReason> = Page {
        place: Place {
            command: CommandKind::Revoke,
            ask: "/staff/cases/{id}/revoke",
            done: "/staff/cases/{id}/revoked",
        },
        // An end date is reached by itself, and never chosen.
        reasons: || RevokeReason::chosen().collect(),
        decided,
        title: Words::msg_revoke_title,
        question: Words::msg_revoke_reason,
        unsaid: Words::msg_revoke_reason_empty,
        outcome: Words::msg_told_stopped,
        then: Words::msg_revoke_then,
        send: Words::msg_revoke_title,
        variant: "warning",
        done: Words::msg_revoke_done,
        afterwards: Words::msg_revoke_done_remove,
    };

    async fn record(app: &App, opened: &Opened, decision: &Decision<RevokeReason>) -> Result<Done, Failed> {
        let why = (decision.why, decision.tell, decision.remark.as_deref());
        revoke::revoke(app, &opened.staff.actor(), opened.on(), why).await
    }
}

fn decided(delegation: &Delegation) -> Option<(RevokeReason, Tell)> {
    let (_, reason, tell) = delegation.revoked?;
    matches!(delegation.stage, Stage::Ending | Stage::Ended).then_some((reason, tell))
}
