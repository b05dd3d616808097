//! What several tests do on the way to what they are about.

use reqwest::Method;
use reqwest::header::LOCATION;
use url::Url;

use crate::support::browser::Browser;
use crate::support::page::Page;
use crate::support::world::{cis2_as, nhs_login_as};

/// Headers of a form that was filled in on one of our own pages.
pub const OWN_FORM: [(&str, &str); 2] = [FORM, ("sec-fetch-site", "same-origin")];
/// The type of every form.
pub const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

/// A provider of sign-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    NhsLogin,
    Cis2,
}

impl At {
    pub const BOTH: [At; 2] = [At::NhsLogin, At::Cis2];

    /// Its name among the switches.
    pub fn system(self) -> &'static str {
        match self {
            At::NhsLogin => "nhs-login",
            At::Cis2 => "cis2",
        }
    }

    /// Where signing in begins.
    pub fn start(self) -> &'static str {
        match self {
            At::NhsLogin => "/auth/nhs-login/start",
            At::Cis2 => "/auth/cis2/start",
        }
    }

    /// Where the browser comes back.
    pub fn callback(self) -> &'static str {
        match self {
            At::NhsLogin => "/auth/nhs-login/callback",
            At::Cis2 => "/auth/cis2/callback",
        }
    }

    /// Heading of the page that says that it is away.
    pub fn is_away(self) -> &'static str {
        match self {
            At::NhsLogin => "Sorry, you cannot sign in with NHS login at the moment",
            At::Cis2 => "Sorry, you cannot sign in with CIS2 at the moment",
        }
    }

    /// Somebody who may use the service.
    pub fn somebody(self) -> &'static str {
        match self {
            At::NhsLogin => "margaret",
            At::Cis2 => "reception-a",
        }
    }

    /// From the provider's first page back to the service.
    pub async fn choose(self, browser: &mut Browser, who: &str) -> Page {
        match self {
            At::NhsLogin => nhs_login_as(browser, who).await,
            At::Cis2 => cis2_as(browser, who).await,
        }
    }
}

/// Signs in as far as the provider's answer, which is given in place of followed: the address of our callback.
pub async fn answer_for(browser: &mut Browser, at: At, who: &str) -> Url {
    let mut page = browser.get(at.start()).await;
    for (field, value) in [("person", who), ("consent", "share")] {
        let form = page.forms().into_iter().next().unwrap_or_else(|| panic!("no form on {page}"));
        let body = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(form.values)
            .append_pair(field, value)
            .finish();
        page = browser.raw(Method::POST, form.action.as_str(), &[FORM], &body).await;
        if page.headers.contains_key(LOCATION) {
            return Url::parse(&location(&page)).expect("an address");
        }
    }
    panic!("no answer, but {page}")
}

/// Where an answer leads; empty if nowhere.
pub fn location(page: &Page) -> String {
    let to = page.headers.get(LOCATION).map(|to| to.to_str().expect("an address").to_owned());
    to.unwrap_or_default()
}

/// One value of an address's query.
pub fn query(url: &Url, name: &str) -> String {
    let found = url.query_pairs().find(|(key, _)| key == name);
    found.unwrap_or_else(|| panic!("no {name} in {url}")).1.into_owned()
}

/// Whether pages show somebody as signed in.
pub async fn is_signed_in(browser: &mut Browser) -> bool {
    let page = browser.raw(Method::GET, "/", &[], "").await;
    assert_eq!(page.status, 200, "{page}");
    !page.attributes("form[action='/sign-out']", "action").is_empty()
}
