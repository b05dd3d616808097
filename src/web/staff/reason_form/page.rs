//! What a page with this form says and does for itself.

use crate::actions::{Done, Failed};
use crate::app::App;
use crate::locale::{Say, Words};
use crate::web::staff::opened::Opened;
use crate::web::staff::place::Place;
use crate::web::staff::told;
use crate::wording::{self, Reader};
use domain::Party;
use domain::delegation::{Delegation, Tell};

use super::form::Decision;
use super::reason::Reason;

/// A page of the practice with this form.
pub trait ReasonPage: 'static {
    /// What it is decided for.
    type Reason: Reason;

    /// Its place, its words and its reasons.
    const PAGE: Page<Self::Reason>;

    /// Records the decision.
    ///
    /// # Errors
    /// See [`Failed`].
    fn record(
        app: &App,
        opened: &Opened,
        decision: &Decision<Self::Reason>,
    ) -> impl Future<Output = Result<Done, Failed>> + Send;
}

/// Place, words and reasons of one page.
pub struct Page<R> {
    /// The command and its addresses.
    pub place: Place,
    /// The reasons to choose from.
    pub reasons: fn() -> Vec<R>,
    /// Why it was decided so, and what may be told of it; none of a case of which it is not true.
    pub decided: fn(&Delegation) -> Option<(R, Tell)>,
    /// The heading of the question.
    pub title: Say,
    /// "Why …?"
    pub question: Say,
    /// What is said when no reason was chosen.
    pub unsaid: Say,
    /// What it is to be told "that it changed" here.
    pub outcome: Say,
    /// What happens when it is sent.
    pub then: Say,
    /// The button that sends it.
    pub send: Say,
    /// How that button looks: what cannot be taken back is red.
    pub variant: &'static str,
    /// That it is done.
    pub done: Say,
    /// What the practice can, or must, do afterwards.
    pub afterwards: Say,
}

/// Who is told what, and the very words of the reason as each would read it.
pub fn told_words<R: Reason>(t: &Words, reason: R, tell: Tell) -> Vec<String> {
    let mut lines = told::lines(t, tell);
    let read = |party, reader| {
        let is_told = reason.why().told(tell, party).allows_reason();
        if is_told { wording::why(t, reason.why(), reader) } else { None }
    };
    let patient = read(Party::Delegator, Reader::Delegator);
    lines.extend(patient.map(|sentence| t.msg_told_patient_reads(sentence)));
    let trusted = read(Party::Delegate, Reader::Delegate);
    lines.extend(trusted.map(|sentence| t.msg_told_trusted_reads(sentence)));
    lines
}
