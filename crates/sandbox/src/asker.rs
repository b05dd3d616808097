//! A client for the tests of the APIs behind the token endpoint: it sends what it is told, right or wrong.

use reqwest::{Method, RequestBuilder};
use serde_json::Value;

use crate::Sandbox;
use crate::tests::start;
use crate::token::tests::fresh_token;
use domain::clock::Clock;

/// A client with a good token, of one API of a sandbox of its own.
pub(crate) struct Asker {
    pub(crate) sandbox: Sandbox,
    pub(crate) clock: Clock,
    pub(crate) token: String,
    api: &'static str,
}

impl Asker {
    /// A client of the API at this path.
    pub(crate) async fn new(api: &'static str) -> Asker {
        let clock = Clock::system();
        let sandbox = start(clock.clone()).await;
        let token = fresh_token(&sandbox, &clock).await;
        Asker { sandbox, clock, token, api }
    }

    /// A request for `path`, with nothing yet that it needs.
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        reqwest::Client::new().request(method, format!("{}{}{path}", self.sandbox.url(), self.api))
    }
}

/// The code of an outcome, in FHIR.
pub(crate) fn code(outcome: &Value) -> String {
    outcome["issue"][0]["details"]["coding"][0]["code"].as_str().unwrap_or_default().to_owned()
}
