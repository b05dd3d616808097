//! The page that asks.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::locale::Words;
use crate::web::citizen::invite::{how_long_form, services_form};
use crate::web::citizen::own::Own;
use crate::web::page::{self, Shell};
use crate::web::parts::{Problem, problems};
use crate::web::visit::Visit;

use super::form::{Faults, Form};

#[derive(Template)]
#[template(path = "citizen/ask_change/ask.html")]
pub(super) struct Ask {
    t: &'static Words,
    shell: Shell,
    back: String,
    name: String,
    practice: String,
    problems: Vec<Problem>,
    what: services_form::Asked,
    until: how_long_form::Asked,
}
page::page!(Ask);

impl Ask {
    /// The form with its answers, and what is wrong with them.
    pub fn new(visit: Visit, own: &Own, form: &Form, faults: Faults) -> Ask {
        let t = visit.t;
        let (what, until) = (form.what().asked(t, faults.services), form.until().asked(t, faults.how_long));
        let problems = problems(&[&what.services, &what.record, &until.how_long, &until.ends]);
        Ask {
            t,
            back: own.path(""),
            name: own.name(),
            practice: own.mine.practice_name.clone(),
            shell: visit.with_errors(!problems.is_empty()).shell,
            problems,
            what,
            until,
        }
    }

    /// The form again, with what is wrong.
    pub fn again(self) -> Response {
        (StatusCode::UNPROCESSABLE_ENTITY, self).into_response()
    }
}
