//! The providers from outside: a browser without scripts, a client that signs its assertions, and strict eyes.

mod asserted;
mod journeys;
mod refusals;
mod switched;

use std::sync::LazyLock;

use axum::Router;
use axum::body::Body;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE};
use axum::http::{Request, StatusCode};
use axum::response::Response;
use http_body_util::BodyExt;
use jsonwebtoken::{DecodingKey, Validation, jwk::JwkSet};
use serde_json::{Value, json};
use tower::ServiceExt;
use url::form_urlencoded::{Serializer, parse};

use super::jose::{self, Signing, claims_of};
use super::keys::{Algorithm, SigningKey};
use super::{Client, Kind, Provider, assertion};
use crate::tests::kept_key;
use crate::{cis2, nhs_login};
use domain::clock::Clock;

const BASE: &str = "http://127.0.0.1:1";
const CALLBACK: &str = "http://service.test/callback";
const NHS_SCOPE: &str = "openid profile profile_extended email phone gp_registration_details";
const CIS2_SCOPE: &str = "openid profile email nationalrbacaccess associatedorgs selectedrole";

static OURS: LazyLock<SigningKey> = LazyLock::new(|| kept_key("ours"));

/// A provider with its browser and its client.
struct Scene {
    provider: Provider,
    router: Router,
    clock: Clock,
    cookie: Option<String>,
}

impl Scene {
    fn nhs_login() -> Scene {
        Scene::new(Kind::NhsLogin)
    }

    fn cis2() -> Scene {
        Scene::new(Kind::Cis2)
    }

    fn new(kind: Kind) -> Scene {
        let clock = Clock::system();
        let client = Client {
            client_id: "us".to_owned(),
            key_id: String::new(),
            public_key_pem: OURS.public_pem().unwrap(),
            redirect_uris: vec![CALLBACK.to_owned()],
            backchannel_logout_uri: None,
        };
        let provider = Provider::new(kind, BASE, clock.clone(), client);
        let routes = match kind {
            Kind::NhsLogin => nhs_login::routes(provider.clone()),
            Kind::Cis2 => cis2::routes(provider.clone()),
        };
        Scene { provider, router: Router::new().nest(kind.path(), routes), clock, cookie: None }
    }

    fn with(self, mode: &str) -> Scene {
        self.provider.set_faults(json!({ "mode": mode })).unwrap();
        self
    }

    /// The parameters of a proper request, some replaced (or left out, where the value is empty).
    fn request<'a>(&self, changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
        let scope = if self.provider.kind() == Kind::NhsLogin { NHS_SCOPE } else { CIS2_SCOPE };
        let mut all = vec![
            ("client_id", "us"),
            ("redirect_uri", CALLBACK),
            ("response_type", "code"),
            ("scope", scope),
            ("state", "a-state"),
            ("nonce", "a-nonce"),
        ];
        all.retain(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
        all.extend(changes.iter().filter(|(_, value)| !value.is_empty()));
        all
    }

    async fn call(&mut self, request: Request<Body>) -> Response {
        let answer = self.router.clone().oneshot(request).await.unwrap();
        if let Some(cookie) = answer.headers().get(SET_COOKIE) {
            self.cookie = cookie.to_str().unwrap().split(';').next().map(str::to_owned);
        }
        answer
    }

    async fn get(&mut self, path: &str) -> Response {
        let mut request = Request::get(format!("{}{path}", self.provider.kind().path()));
        if let Some(cookie) = &self.cookie {
            request = request.header(COOKIE, format!("other=1; {cookie}"));
        }
        self.call(request.body(Body::empty()).unwrap()).await
    }

    async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Response {
        let request = Request::post(format!("{}{path}", self.provider.kind().path()))
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(encoded(fields)))
            .unwrap();
        self.call(request).await
    }

    async fn authorize(&mut self, changes: &[(&str, &str)]) -> Response {
        let query = encoded(&self.request(changes));
        self.get(&format!("/authorize?{query}")).await
    }

    /// Signs in as `person` and gives the last question's answer, or the redirect where there was no question.
    async fn sign_in(
        &mut self,
        person: &str,
        changes: &[(&str, &str)],
        last: Option<(&str, &str)>,
    ) -> Response {
        let page = text(self.authorize(changes).await).await;
        let request = hidden(&page);
        let answer = self.post("/sign-in", &[("request", &request), ("person", person)]).await;
        let path = if self.provider.kind() == Kind::NhsLogin { "/consent" } else { "/role" };
        match last {
            Some((name, value)) => self.post(path, &[("request", &request), (name, value)]).await,
            None => answer,
        }
    }

    async fn code(&mut self, person: &str, changes: &[(&str, &str)]) -> String {
        let last = (self.provider.kind() == Kind::NhsLogin).then_some(("consent", "share"));
        let answer = self.sign_in(person, changes, last).await;
        came_back(&answer, "code").unwrap()
    }

    fn assertion(&self) -> String {
        let now = self.clock.now().unix_timestamp();
        let claims = claims_of(json!({"iss": "us", "sub": "us", "aud": self.provider.token_url(),
            "jti": self.clock.secret(), "iat": now, "exp": now + 60}));
        let signing = Signing { key: &OURS, algorithm: Algorithm::Rs512, kid: None, kind: "JWT" };
        jose::signed(&claims, &signing).unwrap()
    }

    async fn exchange(&mut self, code: &str, changes: &[(&str, &str)]) -> (StatusCode, Value) {
        let assertion = self.assertion();
        let mut fields = vec![
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", CALLBACK),
            ("client_assertion_type", assertion::TYPE),
            ("client_assertion", &assertion),
        ];
        fields.retain(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
        fields.extend(changes.iter().filter(|(_, value)| !value.is_empty()));
        let path = self.provider.token_url().strip_prefix(self.provider.issuer()).unwrap().to_owned();
        let answer = self.post(&path, &fields).await;
        (answer.status(), serde_json::from_str(&text(answer).await).unwrap_or(Value::Null))
    }

    /// Signs in and exchanges the code.
    async fn tokens(&mut self, person: &str) -> Value {
        let code = self.code(person, &[]).await;
        self.exchange(&code, &[]).await.1
    }

    async fn userinfo(&mut self, token: &str) -> (StatusCode, Value) {
        let request = Request::get(format!("{}/userinfo", self.provider.kind().path()))
            .header(AUTHORIZATION, format!("Bearer {token}"))
            .body(Body::empty())
            .unwrap();
        let answer = self.call(request).await;
        (answer.status(), serde_json::from_str(&text(answer).await).unwrap_or(Value::Null))
    }

    async fn json(&mut self, path: &str) -> Value {
        serde_json::from_str(&text(self.get(path).await).await).unwrap_or(Value::Null)
    }

    /// The claims of an ID token, if signature, algorithm, key, issuer, audience, times and nonce are right.
    async fn verified(&mut self, token: &str) -> Option<Value> {
        let kind = self.provider.kind();
        let jwks = if kind == Kind::NhsLogin { "/.well-known/jwks.json" } else { "/connect/jwk_uri" };
        let set: JwkSet = serde_json::from_value(self.json(jwks).await).ok()?;
        let header = jsonwebtoken::decode_header(token).ok()?;
        let key = DecodingKey::from_jwk(set.find(&header.kid?)?).ok()?;
        let mut rules = Validation::new(match kind {
            Kind::NhsLogin => jsonwebtoken::Algorithm::RS512,
            Kind::Cis2 => jsonwebtoken::Algorithm::RS256,
        });
        rules.set_audience(&["us"]);
        rules.set_issuer(&[self.provider.issuer()]);
        rules.set_required_spec_claims(&["iss", "aud", "sub", "exp"]);
        let claims: Value = jsonwebtoken::decode(token, &key, &rules).ok()?.claims;
        let now = self.clock.now().unix_timestamp();
        let timely = claims["iat"].as_i64()? <= now && claims["auth_time"].as_i64()? > now - 300;
        let ours = claims.get("azp").is_none_or(|azp| azp == "us") && claims["nonce"] == "a-nonce";
        (timely && ours).then_some(claims)
    }
}

fn encoded(fields: &[(&str, &str)]) -> String {
    Serializer::new(String::new()).extend_pairs(fields).finish()
}

async fn text(answer: Response) -> String {
    let bytes = answer.into_body().collect().await.unwrap().to_bytes();
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hidden(page: &str) -> String {
    let (_, rest) =
        page.split_once(r#"name="request" value=""#).unwrap_or_else(|| panic!("no form in {page}"));
    rest.split('"').next().unwrap().to_owned()
}

/// A parameter of the address that a redirect leads to.
fn came_back(answer: &Response, name: &str) -> Option<String> {
    let location = answer.headers().get(LOCATION)?.to_str().ok()?;
    let (address, query) = location.split_once('?')?;
    assert_eq!(address, CALLBACK);
    parse(query.as_bytes()).find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}
