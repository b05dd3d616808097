//! The practice refuses a request.

use crate::actions::{Done, Failed, refuse};
use crate::app::App;
use crate::locale::Words;
use crate::web::staff::words as staff_words;
use domain::delegation::{CommandKind, Delegation, RefusalReason, Stage, Tell, Why};

use crate::web::staff::opened::Opened;
use crate::web::staff::place::Place;
use crate::web::staff::reason_form::{Decision, Page, Reason, ReasonPage};

impl Reason for RefusalReason {
    fn code(self) -> &'static str {
        RefusalReason::code(self)
    }

    fn is_other(self) -> bool {
        self == RefusalReason::Other
    }

    fn words(self, t: &Words) -> String {
        staff_words::refusal_reason(t, self)
    }

    fn why(self) -> Why {
        Why::Refused(self)
    }
}

pub struct Refuse;

impl ReasonPage for Refuse {
    type Reason = RefusalReason;

    const PAGE: Page<RefusalReason> = Page {
        place: Place {
            command: CommandKind::Refuse,
            ask: "/staff/cases/{id}/refuse",
            done: "/staff/cases/{id}/refused",
        },
        reasons: || RefusalReason::ALL.to_vec(),
        decided,
        title: Words::msg_refuse_title,
        question: Words::msg_refuse_reason,
        unsaid: Words::msg_refuse_reason_empty,
        outcome: Words::msg_told_refused,
        then: Words::msg_refuse_then,
        send: Words::msg_refuse_send,
        variant: "",
        done: Words::msg_refuse_done,
        afterwards: Words::msg_refuse_done_again,
    };

    async fn record(app: &App, opened: &Opened, decision: &Decision<RefusalReason>) -> Result<Done, Failed> {
        let why = (decision.why, decision.tell, decision.remark.as_deref());
        refuse::refuse(app, &opened.staff.actor(), opened.on(), why).await
    }
}

fn decided(delegation: &Delegation) -> Option<(RefusalReason, Tell)> {
    delegation.refused.filter(|_| delegation.stage == Stage::Refused)
}
