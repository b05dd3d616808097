//! What the layout of every page needs, and how a page becomes an answer.

use std::fmt;

use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::locale::Language;
use crate::web::assets;
use crate::web::nhs_app::InApp;
use crate::web::session::Remaining;

/// Who reads the page.
#[derive(Clone, Default)]
pub enum Viewer {
    /// Nobody is signed in.
    #[default]
    Visitor,
    /// A citizen, by NHS login.
    Citizen {
        /// Their name as shown in the header.
        name: String,
    },
    /// Somebody of a practice, by CIS2.
    Staff {
        /// Their name as shown in the header.
        name: String,
        /// The practice they act for.
        practice: String,
        /// Whether CIS2 knows other roles of theirs.
        has_other_roles: bool,
    },
}

impl fmt::Debug for Viewer {
    /// Names are personal data (docs/architecture.md#parse-once-and-never-tell-peoples-data): only the kind is shown.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Viewer::Visitor => "Visitor",
            Viewer::Citizen { .. } => "Citizen",
            Viewer::Staff { .. } => "Staff",
        })
    }
}

/// The signed-in corner of the header.
pub struct Account<'a> {
    /// Who.
    pub name: &'a str,
    /// The practice, for staff.
    pub practice: Option<&'a str>,
    /// Their first page.
    pub home: &'static str,
    /// Where the sign-out button posts.
    pub sign_out: &'static str,
    /// Where staff with several roles choose another one, to come back to this page with it.
    pub change_role: Option<String>,
}

/// Everything `layout.html` needs; each page struct has one as `shell`, and the words as `t`.
#[derive(Debug, Clone)]
pub struct Shell {
    /// The page's language.
    pub language: Language,
    /// Languages this service offers.
    pub offered: Vec<Language>,
    /// The address's path.
    pub path: String,
    /// The address's query, without `?`; may be empty.
    pub query: String,
    /// What browsers call us, without a trailing slash.
    pub service_url: String,
    /// Who reads.
    pub viewer: Viewer,
    /// The reader's tag, for every form of the page.
    pub whose: Option<String>,
    /// Start page of the sandbox, where there is one.
    pub sandbox_url: Option<String>,
    /// Inside the NHS App, which has a header of its own.
    pub in_app: Option<InApp>,
    /// When the reader's session ends by itself.
    pub session: Option<Remaining>,
    /// A form came back with errors: the title says so.
    pub has_errors: bool,
    /// The page's form came with what somebody typed: it was sent before, or waited.
    pub is_begun: bool,
}

impl Shell {
    /// A plain shell for `path`, for a visitor; the caller fills in the rest.
    pub fn new(language: Language, path: impl Into<String>) -> Shell {
        Shell {
            language,
            offered: Language::ALL.to_vec(),
            path: path.into(),
            query: String::new(),
            service_url: String::new(),
            viewer: Viewer::Visitor,
            whose: None,
            sandbox_url: None,
            in_app: None,
            session: None,
            has_errors: false,
            is_begun: false,
        }
    }

    /// The same shell, saying in the title whether the form came back with errors.
    pub fn with_errors(self, has_errors: bool) -> Shell {
        Shell { has_errors, ..self }
    }

    /// The hashed path of an embedded file.
    pub fn asset(&self, name: &str) -> &'static str {
        assets::asset(name)
    }

    /// Offered languages other than the page's.
    pub fn other_languages(&self) -> Vec<Language> {
        self.offered.iter().copied().filter(|language| *language != self.language).collect()
    }

    /// This page in another language: the same path and query, with `lang` set.
    pub fn switch_to(&self, language: Language) -> String {
        let kept =
            self.query.split('&').filter(|pair| !pair.is_empty() && pair.split('=').next() != Some("lang"));
        let pairs: Vec<String> =
            kept.map(str::to_owned).chain([format!("lang={}", language.tag())]).collect();
        format!("{}?{}", self.path, pairs.join("&"))
    }

    /// Where the browser goes when the session has ended: back to this page after signing in.
    pub fn timed_out(&self) -> String {
        let page = match self.viewer {
            Viewer::Staff { .. } => "/timed-out/staff",
            Viewer::Visitor | Viewer::Citizen { .. } => "/timed-out",
        };
        self.back_from(page)
    }

    /// The address of `page`, which leads back to this one.
    fn back_from(&self, page: &str) -> String {
        let query: String = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("return_to", &here(&self.path, &self.query))
            .finish();
        format!("{page}?{query}")
    }

    /// The signed-in corner; `None` for a visitor.
    pub fn account(&self) -> Option<Account<'_>> {
        match &self.viewer {
            Viewer::Visitor => None,
            Viewer::Citizen { name } => {
                let (practice, change_role) = (None, None);
                Some(Account { name, practice, home: "/home", sign_out: "/sign-out", change_role })
            }
            Viewer::Staff { name, practice, has_other_roles } => {
                let practice = Some(practice.as_str());
                let change_role = has_other_roles.then(|| self.back_from("/auth/cis2/change-role"));
                Some(Account { name, practice, home: "/staff", sign_out: "/sign-out", change_role })
            }
        }
    }
}

/// The item of an address that names a page that is kept (`kept_page`).
pub const KEPT: &str = "kept";
/// The item of a form's address by which it is parked and not done (`half_typed`).
pub const KEEP: &str = "keep";

/// A query without what says how a page is reached once, and is not of the page itself.
pub fn without_passing(query: &str) -> String {
    let stays = |pair: &&str| !pair.is_empty() && !matches!(pair.split('=').next(), Some(KEPT | KEEP));
    query.split('&').filter(stays).collect::<Vec<_>>().join("&")
}

/// The address of a page on our host.
pub fn here(path: &str, query: &str) -> String {
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

/// Renders a page. One that cannot be rendered is a fault of ours: a plain page in place of half a page.
pub fn html(status: StatusCode, page: &impl Template) -> Response {
    const HTML: [(header::HeaderName, &str); 1] = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
    match page.render() {
        Ok(text) => (status, HTML, text).into_response(),
        Err(fault) => {
            tracing::error!(error = %fault, "a page could not be rendered");
            (StatusCode::INTERNAL_SERVER_ERROR, HTML, BROKEN).into_response()
        }
    }
}

/// Shown when the templates themselves fail, so it uses none.
const BROKEN: &str = "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">\
<title>Sorry, there is a problem with the service</title></head><body><main>\
<h1>Sorry, there is a problem with the service</h1><p>Try again in a few minutes.</p>\
<p lang=\"cy\">Mae’n ddrwg gennym, mae problem gyda’r gwasanaeth. Rhowch gynnig arall arni ymhen ychydig funudau.</p>\
</main></body></html>";

/// Lets a handler return page structs as they are: `page!(Home, Sent);`. Another status: `(status, page)`.
#[macro_export]
macro_rules! page {
    ($($page:ty),+ $(,)?) => {$(
        impl ::axum::response::IntoResponse for $page {
            fn into_response(self) -> ::axum::response::Response {
                $crate::web::page::html(::axum::http::StatusCode::OK, &self)
            }
        }
    )+};
}
pub use page;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn switching_language_stays_on_the_page() {
        let shell = Shell { query: "page=2&lang=en".to_owned(), ..Shell::new(Language::En, "/staff") };
        assert_eq!(shell.switch_to(Language::Cy), "/staff?page=2&lang=cy");
        assert_eq!(Shell::new(Language::Cy, "/").switch_to(Language::En), "/?lang=en");
    }

    #[test]
    fn whoever_signs_in_again_comes_back_to_the_same_list() {
        let shell = Shell { query: "tab=active".to_owned(), ..Shell::new(Language::En, "/staff") };
        assert_eq!(shell.timed_out(), "/timed-out?return_to=%2Fstaff%3Ftab%3Dactive");
    }

    #[test]
    fn a_viewer_hides_their_name() {
        let viewer = Viewer::Citizen { name: "Margaret O'Neill".to_owned() };
        assert_eq!(format!("{viewer:?}"), "Citizen");
    }
}
