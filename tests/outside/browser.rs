//! A browser without scripts that signs people in at the sandbox's providers.

use proxy_access::integrations::oidc::Callback;
use reqwest::Client;
use reqwest::header::LOCATION;
use reqwest::redirect::Policy;
use url::Url;

/// Follows the provider's pages for one person.
pub struct Browser(Client);

impl Browser {
    pub fn new() -> Browser {
        Browser(Client::builder().redirect(Policy::none()).build().unwrap())
    }

    /// Signs in as `person`, answers the last question, and gives what the service would get back.
    pub async fn sign_in(&self, address: &str, person: &str, last: Option<(&str, &str)>) -> Callback {
        let answer = self.0.get(address).send().await.unwrap();
        if answer.status().is_redirection() {
            return callback(&answer);
        }
        let page = answer.text().await.unwrap();
        let request = hidden(&page);
        let base = address.split("/authorize?").next().unwrap();
        let first = self.post(&format!("{base}/sign-in"), &request, ("person", person)).await;
        match last {
            None => callback(&first),
            Some(choice) => {
                let path = if choice.0 == "consent" { "consent" } else { "role" };
                callback(&self.post(&format!("{base}/{path}"), &request, choice).await)
            }
        }
    }

    async fn post(&self, address: &str, request: &str, choice: (&str, &str)) -> reqwest::Response {
        self.0.post(address).form(&[("request", request), choice]).send().await.unwrap()
    }
}

fn hidden(page: &str) -> String {
    let (_, rest) =
        page.split_once(r#"name="request" value=""#).unwrap_or_else(|| panic!("no form in {page}"));
    rest.split('"').next().unwrap().to_owned()
}

fn callback(answer: &reqwest::Response) -> Callback {
    let location =
        answer.headers().get(LOCATION).unwrap_or_else(|| panic!("no redirect: {}", answer.status()));
    let url = Url::parse(location.to_str().unwrap()).unwrap();
    let value =
        |name: &str| url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned());
    Callback {
        code: value("code"),
        state: value("state"),
        error: value("error"),
        error_description: value("error_description"),
        iss: value("iss"),
    }
}
