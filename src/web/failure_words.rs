//! What the page of a failure says: in plain words why, what the reader can do now, and always a way out.

mod eligible;
mod outside;
mod parts;
mod refused;
mod sign_in;
mod staff;

use super::failure::Failure;
use outside::{outside, problem, stored};

pub use parts::{Reader, Said};

/// The words for `failure`.
pub fn said(reader: &Reader<'_>, failure: &Failure) -> Said {
    let t = reader.t;
    match failure {
        Failure::NotFound => Said::new(t.msg_failures_not_found(), t.msg_failures_not_found_why())
            .also(t.msg_failures_not_found_also())
            .home(reader),
        Failure::BadRequest => Said::new(t.msg_failures_bad_request(), t.msg_failures_bad_request_why())
            .next(t.msg_failures_go_back())
            .home(reader),
        Failure::Late => Said::new(t.msg_failures_late(), t.msg_failures_late_why())
            .next(t.msg_failures_go_back())
            .home(reader),
        Failure::Unanswered => problem(reader),
        Failure::TooManyStarts(wait) => sign_in::too_many(reader, wait.whole_minutes() + 1),
        Failure::TooLarge => Said::new(t.msg_failures_too_large(), t.msg_failures_too_large_why())
            .next(t.msg_failures_too_large_next())
            .home(reader),
        Failure::ForeignOrigin => Said::new(t.msg_failures_foreign(), t.msg_failures_foreign_why())
            .next(t.msg_failures_go_back())
            .next(t.msg_failures_foreign_next())
            .home(reader),
        Failure::Refused(refusal) => refused::said(reader, *refusal),
        Failure::SignIn(fault) => sign_in::said(reader, *fault),
        Failure::NoSignIn => sign_in::not_under_way(reader),
        Failure::NotEligible(reason) => eligible::said(reader, *reason),
        Failure::Restricted => eligible::restricted(reader),
        Failure::Staff(refused) => staff::said(reader, refused),
        Failure::OtherPractice(name) => staff::other_practice(reader, name),
        Failure::Upstream(upstream) => outside(reader, *upstream),
        Failure::Storage(error) => stored(reader, error),
        Failure::Session(_) => problem(reader),
    }
}

#[cfg(test)]
mod tests;
