//! Changes that need a reason, and who is told that it is so, and a note where somebody wants to leave one, and no more.

use crate::locale::Words;
use crate::web::lists::SummaryRow;
use crate::web::parts::Choice;
use domain::account::Command;

use super::form::{Form, Question};
use super::kind::Case;
use super::tell::{self, Whom};
use super::wanted::Wanted;

/// How a reason is written in a form, and said.
type Said<T> = (fn(T) -> &'static str, fn(&Words, T) -> String);

/// Asks for one of these reasons, and for those whom it concerns whether they are told; `command` is what is given for it.
pub fn for_a_reason<T: Copy>(
    (case, whom): (&Case<'_>, Whom),
    form: &mut Form<'_>,
    reasons: impl Iterator<Item = T>,
    (code, words): Said<T>,
    command: impl FnOnce(T) -> Command,
) -> Option<Wanted> {
    let t = form.t;
    let choices = reasons.map(|one| (one, Choice::new(code(one), words(t, one)))).collect();
    let question = Question::new(t.msg_accounts_reason());
    let why = form.one("reason", question, choices, Some(t.msg_accounts_reason_empty()));
    let told = tell::ask(case, form, whom);
    let remark = form.note()?;
    let why = why?;
    let mut rows = vec![SummaryRow::new(t.msg_accounts_reason(), words(t, why))];
    rows.extend(tell::row(case, told, whom));
    Some(Wanted { command: command(why), tell: told, rows, remark })
}
