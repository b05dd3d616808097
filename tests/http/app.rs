//! An app that acts for people, as it meets the authorisation server: it listens on its person's own machine.

use std::net::{Ipv4Addr, SocketAddr};

use axum::Router;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::RedirectUri;
use domain::scope::{ActsFor, Scopes};
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use proxy_access::storage::clients::{self, Client};
use reqwest::Method;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tokio::net::TcpListener;
use url::Url;

use crate::program::{Answer, answer, key_pair};
use crate::steps::{location, query};
use crate::support::browser::Browser;
use crate::support::page::Page;
use crate::support::world::{World, cis2_as, nhs_login_as};

/// All that an app of citizens may ask for.
pub const CITIZENS: &str = "proxy.request.create proxy.request.respond proxy.view user.roles.view";
/// All that an app of staff may ask for.
pub const STAFFS: &str = "proxy.request.confirm proxy.view user.roles.view";
/// What its challenges are made from.
pub const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
/// An address of an app that is on the web; nothing listens there.
pub const ON_THE_WEB: &str = "https://app.example.test/back?from=nhs";

/// A registered app.
pub struct App {
    pub id: String,
    /// Where it wants its codes.
    pub redirect: String,
    acts_for: ActsFor,
    url: String,
    key: Option<(EncodingKey, String)>,
    http: reqwest::Client,
}

impl App {
    /// One without a key, on the person's own machine: registered without a port.
    pub async fn on_device(world: &World, acts_for: ActsFor, scopes: &str) -> App {
        let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let router = Router::new().fallback(async || "the app");
        tokio::spawn(async move { axum::serve(listener, router).await.expect("the app serves") });
        let app = App::new(world, acts_for, format!("http://127.0.0.1:{port}/back"));
        app.register(world, scopes, ("http://127.0.0.1/back", json!({ "keys": [] }))).await;
        app
    }

    /// One without a key, in a browser.
    pub async fn in_browser(world: &World, acts_for: ActsFor, scopes: &str) -> App {
        let app = App::new(world, acts_for, ON_THE_WEB.to_owned());
        app.register(world, scopes, (ON_THE_WEB, json!({ "keys": [] }))).await;
        app
    }

    /// One with a key, on a server.
    pub async fn on_server(world: &World, acts_for: ActsFor, scopes: &str) -> App {
        let (pem, public) = key_pair();
        let mut app = App::new(world, acts_for, ON_THE_WEB.to_owned());
        let key = EncodingKey::from_rsa_pem(pem.as_bytes()).expect("a key");
        app.key = Some((key, public.keys[0].common.key_id.clone().expect("a key id")));
        app.register(world, scopes, (ON_THE_WEB, serde_json::to_value(&public).expect("JSON"))).await;
        app
    }

    fn new(world: &World, acts_for: ActsFor, redirect: String) -> App {
        App {
            id: format!("app-{}", world.clock.new_id().simple()),
            redirect,
            acts_for,
            url: world.url.clone(),
            key: None,
            http: reqwest::Client::builder().no_proxy().build().expect("a client"),
        }
    }

    async fn register(&self, world: &World, scopes: &str, (redirect, keys): (&str, Value)) {
        let client = Client {
            id: self.id.clone(),
            name: "Care Planner".to_owned(),
            acts_for: self.acts_for,
            redirects: vec![RedirectUri::parse(redirect).expect("a redirect")],
            scopes: Scopes::parse(scopes).expect("scopes"),
            keys,
            practices: Vec::new(),
            is_disabled: false,
        };
        clients::insert(&world.app.db, &client, world.clock.now()).await.expect("registered");
    }

    /// The address it sends browsers to, with some parameters changed; one that is empty is left out.
    pub fn asks(&self, change: &[(&str, &str)]) -> String {
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(VERIFIER));
        let usual = [
            ("response_type", "code"),
            ("client_id", &self.id),
            ("redirect_uri", &self.redirect),
            ("state", "the state"),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
        ];
        let kept = usual.into_iter().filter(|(name, _)| change.iter().all(|(changed, _)| changed != name));
        let pairs = kept.chain(change.iter().copied()).filter(|(_, value)| !value.is_empty());
        let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        format!("/oauth2/authorize?{query}")
    }

    /// Opens that address and signs in; the page after that.
    pub async fn opened_by(&self, browser: &mut Browser, who: &str, change: &[(&str, &str)]) -> Page {
        browser.get(&self.asks(change)).await;
        match self.acts_for {
            ActsFor::Citizen => nhs_login_as(browser, who).await,
            ActsFor::Staff => cis2_as(browser, who).await,
            ActsFor::Itself => panic!("nobody signs in for a system"),
        }
    }

    /// The code, once somebody who had not signed in has allowed it.
    pub async fn code_from(&self, world: &World, who: &str, scopes: &str) -> String {
        let mut browser = world.browser();
        let page = self.opened_by(&mut browser, who, &[("scope", scopes)]).await;
        page.expect(200, "Allow Care Planner to act with your account?");
        query(&self.answers(&mut browser, &page, "allow").await, "code")
    }

    /// Answers the question; the address of the app that the browser is sent to.
    pub async fn answers(&self, browser: &mut Browser, page: &Page, answer: &str) -> Url {
        let form = page.forms().into_iter().find(|form| form.names.iter().any(|name| name == "answer"));
        let form = form.unwrap_or_else(|| panic!("no question on {page}"));
        let body = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(form.values.iter().filter(|(name, _)| name != "answer"))
            .append_pair("answer", answer)
            .finish();
        let headers = crate::steps::OWN_FORM;
        let page = browser.raw(Method::POST, form.action.path(), &headers, &body).await;
        assert_eq!(page.status, 303, "{page}");
        Url::parse(&location(&page)).expect("an address")
    }

    /// A form with its client id, and an assertion if it has a key.
    fn identified(&self, world: &World) -> Vec<(String, String)> {
        let mut form = vec![("client_id".to_owned(), self.id.clone())];
        if self.key.is_some() {
            let kind = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
            form.push(("client_assertion_type".to_owned(), kind.to_owned()));
            form.push(("client_assertion".to_owned(), self.assertion(world)));
        }
        form
    }

    /// A fresh assertion of an app with a key, which names us.
    pub fn assertion(&self, world: &World) -> String {
        self.assertion_for(world, &json!(self.url))
    }

    /// A fresh assertion of an app with a key, for this audience.
    pub fn assertion_for(&self, world: &World, audience: &Value) -> String {
        let (key, key_id) = self.key.as_ref().expect("an app with a key");
        let now = world.clock.now().unix_timestamp();
        let claims = json!({
            "iss": self.id, "sub": self.id, "aud": audience,
            "jti": world.clock.new_id().to_string(), "iat": now, "exp": now + 60,
        });
        let mut header = Header::new(Algorithm::RS256);
        header.kid = Some(key_id.clone());
        encode(&header, &claims, key).expect("an assertion")
    }

    /// Asks an endpoint, saying who it is, with these parameters in place of the usual.
    pub async fn posts(&self, world: &World, path: &str, form: &[(&str, &str)]) -> Answer {
        let mut all = self.identified(world);
        all.retain(|(name, _)| form.iter().all(|(changed, _)| changed != name));
        all.extend(form.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        self.sends(path, &all).await
    }

    /// Asks an endpoint with exactly these parameters.
    pub async fn sends(&self, path: &str, form: &[(String, String)]) -> Answer {
        let request = self.http.post(format!("{}{path}", self.url)).form(form);
        answer(request.send().await.expect("an answer")).await
    }

    /// Brings a code, with some parameters changed.
    pub async fn redeems(&self, world: &World, code: &str, change: &[(&str, &str)]) -> Answer {
        let usual = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", &self.redirect),
            ("code_verifier", VERIFIER),
        ];
        let kept = usual.into_iter().filter(|(name, _)| change.iter().all(|(changed, _)| changed != name));
        let form: Vec<(&str, &str)> = kept.chain(change.iter().copied()).collect();
        self.posts(world, "/oauth2/token", &form).await
    }

    /// Brings a refresh token.
    pub async fn refreshes(&self, world: &World, token: &str, more: &[(&str, &str)]) -> Answer {
        let usual = [("grant_type", "refresh_token"), ("refresh_token", token)];
        self.posts(world, "/oauth2/token", &[&usual, more].concat()).await
    }

    /// Reads a path of the API with a token.
    pub async fn reads(&self, token: &str, path: &str) -> Answer {
        let request = self.http.get(format!("{}{path}", self.url)).bearer_auth(token);
        answer(request.send().await.expect("an answer")).await
    }
}

/// A text of an answer.
pub fn text(answer: &Answer, name: &str) -> String {
    answer.body[name].as_str().unwrap_or_else(|| panic!("no {name} in {answer:?}")).to_owned()
}

/// That the authorisation server refused it so.
pub fn expect_refused(answer: &Answer, status: u16, error: &str) {
    assert_eq!((answer.status.as_u16(), &answer.body["error"]), (status, &json!(error)), "{answer:?}");
    assert_eq!(answer.headers["cache-control"], "no-store");
}
