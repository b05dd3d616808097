use std::collections::BTreeMap;

use reqwest::{Client, Method, StatusCode};
use scraper::{Html, Selector};
use serde_json::{Value, json};
use time::OffsetDateTime;

use crate::switches::{PdsSwitches, SwitchFault};
use crate::tests::test_sandbox;
use crate::{Received, Sandbox};

async fn page(sandbox: &Sandbox, path: &str) -> Html {
    let answer = Client::new().get(format!("{}{path}", sandbox.url())).send().await.expect("answers");
    assert_eq!(answer.status(), 200, "{path}");
    let policy = answer.headers()["content-security-policy"].to_str().expect("text").to_owned();
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("script"), "{policy}");
    let html = Html::parse_document(&answer.text().await.expect("a page"));
    assert_eq!(html.root_element().attr("lang"), Some("en"));
    assert_eq!((count(&html, "h1"), count(&html, "main"), count(&html, "script, style, [style]")), (1, 1, 0));
    html
}

fn count(html: &Html, selector: &str) -> usize {
    html.select(&Selector::parse(selector).expect("a selector")).count()
}

fn texts(html: &Html, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    html.select(&selector).map(|element| element.text().collect::<String>().trim().to_owned()).collect()
}

async fn send(sandbox: &Sandbox, method: Method, path: &str, body: &str) -> StatusCode {
    let url = format!("{}{path}", sandbox.url());
    let request = Client::new().request(method, url).header("content-type", "application/json");
    request.body(body.to_owned()).send().await.expect("answers").status()
}

fn letter(id: &str, html: Option<&str>) -> Received {
    Received {
        id: id.into(),
        from: "service@nhs.test".into(),
        to: vec!["david@example.test".into()],
        subject: "You <are> asked".into(),
        headers: BTreeMap::from([("x-message-id".into(), "key-1".into())]),
        text: Some("Answer at http://127.0.0.1:3000/respond.".into()),
        html: html.map(str::to_owned),
        received_at: OffsetDateTime::UNIX_EPOCH,
    }
}

#[tokio::test]
async fn the_start_page_names_the_cast_and_links_everything() {
    let sandbox = test_sandbox().await;
    sandbox.set_service_url("http://127.0.0.1:4000/");
    let start = page(&sandbox, "/").await;
    let names = texts(&start, "tbody th");
    assert!(
        names.contains(&"Margaret O'Neill".to_owned()) && names.contains(&"Tessa Two".to_owned()),
        "{names:?}"
    );
    assert!(texts(&start, "td").contains(&"9990000050".to_owned()), "the number to ask for is the old one");
    for link in ["http://127.0.0.1:4000/", "/inbox", "/mesh", "/switches"] {
        assert!(count(&start, &format!("main a[href='{link}']")) == 1, "{link}");
    }
    assert_eq!(send(&sandbox, Method::GET, "/sandbox.css", "").await, 200);
    sandbox.stop().await;
}

#[tokio::test]
async fn mail_can_be_read_as_text_as_html_and_by_programs() {
    let sandbox = test_sandbox().await;
    sandbox.inbox().keep(letter("one", Some("<p style=\"color: red\">Hello</p>")));
    sandbox.inbox().keep(letter("two", None));
    assert_eq!(count(&page(&sandbox, "/inbox").await, "tbody tr"), 2);
    let message = page(&sandbox, "/inbox/one").await;
    assert_eq!(texts(&message, "h1"), ["You <are> asked"]);
    assert_eq!(texts(&message, "pre a"), ["http://127.0.0.1:3000/respond"]);
    assert_eq!(count(&message, "a[href='/inbox/one/html']"), 1);

    let answer =
        Client::new().get(format!("{}/inbox/one/html", sandbox.url())).send().await.expect("answers");
    let policy = answer.headers()["content-security-policy"].to_str().expect("text").to_owned();
    assert!(policy.contains("default-src 'none'") && policy.contains("form-action 'none'"), "{policy}");
    assert!(answer.text().await.expect("text").contains("<p style"));
    assert_eq!(send(&sandbox, Method::GET, "/inbox/two/html", "").await, 404);

    let answer = Client::new().get(format!("{}/inbox.json", sandbox.url())).send().await.expect("answers");
    let all: Value = answer.json().await.expect("JSON");
    assert_eq!((&all[0]["id"], &all[0]["received_at"]), (&json!("one"), &json!("1970-01-01T00:00:00Z")));
    assert_eq!(send(&sandbox, Method::DELETE, "/inbox", "").await, 204);
    assert!(sandbox.inbox().messages().is_empty());
    sandbox.stop().await;
}

#[tokio::test]
async fn switches_are_set_by_programs_and_by_hand() {
    let sandbox = test_sandbox().await;
    let put = |system, body| send(&sandbox, Method::PUT, system, body);
    assert_eq!(put("/switches/pds", r#"{"down":true}"#).await, 204);
    assert_eq!(sandbox.switches().pds(), PdsSwitches { down: true, ..Default::default() });
    assert_eq!(put("/switches/nhs-login", r#"{"mode":"expired"}"#).await, 204);
    assert_eq!(put("/switches/pds", r#"{"dwon":true}"#).await, 400);
    assert_eq!(put("/switches/cis2", r#"{"mode":"nonsense"}"#).await, 400);
    assert_eq!(put("/switches/fax", "{}").await, 404);
    assert_eq!(sandbox.switches().set("fax", json!({})), Err(SwitchFault::NoSuchSystem));

    let switches = page(&sandbox, "/switches").await;
    assert_eq!((count(&switches, "select"), count(&switches, "label[for]")), (9, 9));
    assert_eq!(send(&sandbox, Method::DELETE, "/switches", "").await, 204);
    assert_eq!(sandbox.switches().pds(), PdsSwitches::default());
    sandbox.stop().await;
}

#[tokio::test]
async fn every_choice_of_the_page_is_understood() {
    let sandbox = test_sandbox().await;
    let switches = page(&sandbox, "/switches").await;
    let selector = Selector::parse("form[action^='/switches/'] option").expect("a selector");
    let choices: Vec<(String, String)> = switches
        .select(&selector)
        .map(|option| {
            let form =
                option.ancestors().filter_map(scraper::ElementRef::wrap).find(|e| e.value().name() == "form");
            let action = form.and_then(|form| form.attr("action")).expect("an action");
            (action.to_owned(), option.attr("value").expect("a value").to_owned())
        })
        .collect();
    assert!(choices.len() > 60);
    let client = Client::builder().redirect(reqwest::redirect::Policy::none()).build().expect("a client");
    for (action, faults) in choices {
        let form = client.post(format!("{}{action}", sandbox.url())).form(&[("faults", &faults)]);
        assert_eq!(form.send().await.expect("answers").status(), 303, "{action} {faults}");
    }
    sandbox.stop().await;
}
