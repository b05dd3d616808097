//! The agreement that a person is asked for: which app it is, and what it would do, in plain words.

use askama::Template;
use axum::http::HeaderValue;
use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::response::{IntoResponse, Response};

use crate::actions::programs::Request;
use crate::locale::Words;
use crate::web::headers::policy_with_forms_to;
use crate::web::page::{self, Shell};
use crate::web::visit::Visit;
use domain::scope::ActsFor;

use super::path::AUTHORISE;
use super::words::in_words;

#[derive(Template)]
#[template(path = "authorise/agreement.html")]
pub(super) struct Page {
    t: &'static Words,
    shell: Shell,
    app: String,
    may: Vec<String>,
    stop: String,
    action: &'static str,
    request: String,
}
page::page!(Page);

/// The page, and where its form may lead: to us, and from there to the app.
pub(super) struct Agreement {
    page: Page,
    target: String,
}

impl Agreement {
    /// For this request.
    pub(super) fn of(visit: Visit, request: &Request) -> Agreement {
        let may = in_words(visit.t, request.acts_for(), request.scopes());
        let stop = match request.acts_for() {
            ActsFor::Citizen | ActsFor::Itself => visit.t.msg_authorise_stop_citizen(),
            ActsFor::Staff => visit.t.msg_authorise_stop_staff(),
        };
        let page = Page {
            t: visit.t,
            shell: visit.shell,
            app: request.app_name().to_owned(),
            may,
            stop,
            action: AUTHORISE,
            request: request.query(),
        };
        Agreement { page, target: request.target() }
    }
}

impl IntoResponse for Agreement {
    fn into_response(self) -> Response {
        let policy = policy_with_forms_to(&format!("'self' {}", self.target));
        let mut response = self.page.into_response();
        if let Ok(policy) = HeaderValue::from_str(&policy) {
            response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
        }
        response
    }
}
