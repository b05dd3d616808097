//! A program with a key of its own, as it meets the API.

use domain::OdsCode;
use domain::scope::{ActsFor, Scopes};
use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use proxy_access::storage::clients::{self, Client};
use proxy_access::tokens::TokenKeys;
use reqwest::{Method, StatusCode};
use secrecy::SecretString;
use serde_json::{Value, json};

use crate::support::keys::another_key;
use crate::support::world::World;

/// What the API answered.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: reqwest::header::HeaderMap,
    pub body: Value,
}

/// A fresh key pair: the private half as PEM, the public as a key set.
pub fn key_pair() -> (String, JwkSet) {
    let pem = another_key();
    let public = TokenKeys::read(&SecretString::from(pem.clone())).expect("a key").public().clone();
    (pem, public)
}

/// The proxy of a test signs its certificate itself.
fn http() -> reqwest::Client {
    let client = reqwest::Client::builder().no_proxy().tls_danger_accept_invalid_certs(true);
    client.build().expect("a client")
}

/// A registered program.
pub struct Program {
    pub id: String,
    url: String,
    key: EncodingKey,
    key_id: String,
    http: reqwest::Client,
}

impl Program {
    /// One that acts for these practices with these scopes.
    pub async fn registered(world: &World, scopes: &str, practices: &[&str]) -> Program {
        let (pem, public) = key_pair();
        let id = format!("system-{}", world.clock.new_id().simple());
        let client = Client {
            id: id.clone(),
            name: "A GP system".to_owned(),
            acts_for: ActsFor::Itself,
            redirects: Vec::new(),
            scopes: Scopes::parse(scopes).expect("scopes"),
            keys: serde_json::to_value(&public).expect("JSON"),
            practices: practices.iter().map(|code| OdsCode::parse(code).expect("a code")).collect(),
            is_disabled: false,
        };
        clients::insert(&world.app.db, &client, world.clock.now()).await.expect("registered");
        Program {
            id,
            url: world.url.clone(),
            key: EncodingKey::from_rsa_pem(pem.as_bytes()).expect("a key"),
            key_id: public.keys[0].common.key_id.clone().expect("a key id"),
            http: http(),
        }
    }

    /// A fresh assertion, with some claims changed.
    pub fn assertion(&self, world: &World, change: &Value) -> String {
        let now = world.clock.now().unix_timestamp();
        let mut claims = json!({
            "iss": self.id, "sub": self.id, "aud": format!("{}/oauth2/token", self.url),
            "jti": world.clock.new_id().to_string(), "iat": now, "exp": now + 60,
        });
        for (name, value) in change.as_object().expect("an object") {
            claims[name] = value.clone();
        }
        let mut header = Header::new(Algorithm::RS256);
        header.kid = Some(self.key_id.clone());
        encode(&header, &claims, &self.key).expect("an assertion")
    }

    /// Asks the token endpoint with these parameters.
    pub async fn asks(&self, form: &[(&str, &str)]) -> Answer {
        let url = format!("{}/oauth2/token", self.url);
        answer(self.http.post(url).form(form).send().await.expect("an answer")).await
    }

    /// Asks with an assertion, and more.
    pub async fn asks_with(&self, assertion: &str, more: &[(&str, &str)]) -> Answer {
        let form = [
            ("grant_type", "client_credentials"),
            ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
            ("client_assertion", assertion),
        ];
        self.asks(&[&form, more].concat()).await
    }

    /// A token with everything it may have.
    pub async fn token(&self, world: &World) -> String {
        let answer = self.asks_with(&self.assertion(world, &json!({})), &[]).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        answer.body["access_token"].as_str().expect("a token").to_owned()
    }

    /// Reads a path of the API with a token.
    pub async fn reads(&self, token: &str, path: &str) -> Answer {
        self.calls(Method::GET, path, &[("authorization", &format!("Bearer {token}"))]).await
    }

    /// Sends JSON to a path of the API with a token.
    pub async fn sends(&self, token: &str, path: &str, body: &Value, headers: &[(&str, &str)]) -> Answer {
        let auth = format!("Bearer {token}");
        let own = [("authorization", auth.as_str()), ("content-type", "application/json")];
        self.sends_raw(path, &body.to_string(), &[&own, headers].concat()).await
    }

    /// Sends exactly this.
    pub async fn sends_raw(&self, path: &str, body: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = self.http.post(format!("{}{path}", self.url)).body(body.to_owned());
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        answer(request.send().await.expect("an answer")).await
    }

    /// Opens a stream of events, by the usual `Accept` where none is given.
    pub async fn follows(&self, token: &str, path: &str, headers: &[(&str, &str)]) -> reqwest::Response {
        let mut request = self.http.get(format!("{}{path}", self.url)).bearer_auth(token);
        let usual = [("accept", "text/event-stream")];
        let usual = usual.iter().filter(|(name, _)| headers.iter().all(|(given, _)| given != name));
        for (name, value) in usual.chain(headers) {
            request = request.header(*name, *value);
        }
        request.send().await.expect("an answer")
    }

    /// Calls with exactly these headers.
    pub async fn calls(&self, method: Method, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = self.http.request(method, format!("{}{path}", self.url));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        answer(request.send().await.expect("an answer")).await
    }
}

/// Reads an answer.
pub async fn answer(response: reqwest::Response) -> Answer {
    let (status, headers) = (response.status(), response.headers().clone());
    let text = response.text().await.expect("a body");
    Answer { status, headers, body: serde_json::from_str(&text).unwrap_or(Value::String(text)) }
}
