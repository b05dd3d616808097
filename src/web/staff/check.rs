//! The answers of a form once more before they are recorded; they travel in hidden inputs.

use askama::Template;

use crate::locale::Words;
use crate::web::lists::SummaryList;
use crate::web::page::{self, Shell};
use crate::web::staff::compared::Compared;

#[derive(Template)]
#[template(path = "staff/check.html")]
pub(super) struct Check {
    pub(super) t: &'static Words,
    pub(super) shell: Shell,
    /// The trusted person and the patient, above the heading.
    pub(super) names: String,
    /// What happens when it is sent.
    pub(super) then: String,
    /// The button that sends it.
    pub(super) send: String,
    /// How that button looks: what cannot be taken back is red.
    pub(super) variant: &'static str,
    pub(super) rows: SummaryList,
    /// What was asked for, is set and is to be set, where access is.
    pub(super) compared: Option<Compared>,
    pub(super) answers: Vec<(&'static str, String)>,
}
page::page!(Check);
