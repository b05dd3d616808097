//! An app asks to act for somebody: the question in a real browser, which must let the answer through to the app.

use axum::Router;
use domain::RedirectUri;
use domain::scope::{ActsFor, Scope};
use proxy_access::locale::Language;
use proxy_access::storage::clients::{self, Client};
use serde_json::json;
use tokio::net::TcpListener;

use super::driver::Scripts;
use super::person::Person;
use super::story::{Story, nhs_login};

/// A name that is the same in both languages.
const APP: &str = "Gofal";

/// An app on the person's own machine; where it listens.
async fn app(story: &Story, acts_for: ActsFor) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let at = format!("http://127.0.0.1:{}/back", listener.local_addr().expect("an address").port());
    let page = "<!DOCTYPE html><title>The app</title><h1>The app</h1>";
    let router = Router::new().fallback(async move || axum::response::Html(page));
    tokio::spawn(async move { axum::serve(listener, router).await.expect("the app serves") });
    let world = &story.world;
    let client = Client {
        id: "app-1".to_owned(),
        name: APP.to_owned(),
        acts_for,
        redirects: vec![RedirectUri::parse("http://127.0.0.1/back").expect("a redirect")],
        scopes: Scope::ALL.into_iter().filter(|scope| acts_for.may_hold().has(*scope)).collect(),
        keys: json!({ "keys": [] }),
        practices: Vec::new(),
        is_disabled: false,
    };
    clients::insert(&world.app.db, &client, world.clock.now()).await.expect("registered");
    at
}

fn asked(at: &str) -> String {
    let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    let query = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs([("response_type", "code"), ("client_id", "app-1"), ("redirect_uri", at)])
        .extend_pairs([("state", "s"), ("code_challenge", challenge), ("code_challenge_method", "S256")])
        .finish();
    format!("/oauth2/authorize?{query}")
}

async fn answers(person: &Person, at: &str, value: &str) -> String {
    person.press_value("answer", value).await;
    let here = person.client.current_url().await.expect("an address");
    assert!(here.as_str().starts_with(at), "the browser did not get to the app, but to {here}");
    here.query().unwrap_or_default().to_owned()
}

async fn tell(name: &'static str, language: Language, scripts: Scripts) {
    let story = Story::begin_in(name, language, scripts).await;
    let at = app(&story, ActsFor::Citizen).await;
    let margaret = story.person("margaret").await;
    let t = margaret.t;
    margaret.open("/oauth2/authorize?client_id=unknown").await;
    margaret.sees("wrong", &t.msg_authorise_wrong()).await;
    margaret.open(&asked(&at)).await;
    nhs_login(&margaret, "margaret").await;
    margaret.sees("question", &t.msg_authorise_title(APP)).await;
    assert!(answers(&margaret, &at, "deny").await.starts_with("error=access_denied&"));
    margaret.open("/apps").await;
    margaret.sees("no-apps", &t.msg_authorise_apps()).await;
    margaret.open(&asked(&at)).await;
    assert!(answers(&margaret, &at, "allow").await.starts_with("code="));
    margaret.open("/home").await;
    margaret.follow(&t.msg_authorise_apps()).await;
    margaret.sees("apps", &t.msg_authorise_apps()).await;
    margaret.press(&t.msg_authorise_stop(APP)).await;
    margaret.sees("stopped", &t.msg_authorise_apps()).await;
    margaret.reads(&t.msg_authorise_none()).await;
}

#[tokio::test]
async fn given_an_app_when_a_citizen_allows_it_then_the_browser_gets_there_and_they_can_stop_it() {
    tell("apps", Language::En, Scripts::On).await;
}

#[tokio::test]
async fn given_an_app_when_a_welsh_reader_without_scripts_allows_it_then_it_is_the_same() {
    tell("apps-cy", Language::Cy, Scripts::Off).await;
}

#[tokio::test]
async fn given_an_app_when_staff_allow_it_then_they_find_it_among_their_apps() {
    let story = Story::begin("apps-staff").await;
    let at = app(&story, ActsFor::Staff).await;
    let rachel = story.staff("reception-a").await;
    let t = rachel.t;
    rachel.open(&asked(&at)).await;
    rachel.sees("question", &t.msg_authorise_title(APP)).await;
    assert!(answers(&rachel, &at, "allow").await.starts_with("code="));
    rachel.open("/staff").await;
    rachel.follow(&t.msg_authorise_apps()).await;
    rachel.sees("apps", &t.msg_authorise_apps()).await;
}
