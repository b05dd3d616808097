use reqwest::{Client, Method};
use scraper::{Html, Selector};

use super::{Caller, RIVERSIDE, json as ask, send};
use crate::mesh::Status;

async fn page(caller: &Caller, path: &str) -> Html {
    let answer = send(Client::new().get(format!("{}{path}", caller.sandbox.url()))).await;
    assert_eq!(answer.status(), 200, "{path}");
    Html::parse_document(&answer.text().await.expect("a page"))
}

fn texts(html: &Html, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    html.select(&selector).map(|element| element.text().collect::<String>().trim().to_owned()).collect()
}

async fn press(caller: &Caller, button: &str, id: &str) {
    let url = format!("{}/mesh/{RIVERSIDE}/{id}/{button}", caller.sandbox.url());
    assert_eq!(send(Client::new().post(url)).await.status(), 200, "back at the list");
}

#[tokio::test]
async fn a_practice_reads_what_it_was_sent_and_acknowledges_it() {
    let caller = Caller::new().await;
    let body = r#"{"reference":"abc","text":"Open http://127.0.0.1:3000/staff. <b>"}"#;
    let (_, answer) = ask(caller.message().body(body)).await;
    let id = answer["message_id"].as_str().expect("an id").to_owned();
    let overview = page(&caller, "/mesh").await;
    assert_eq!(texts(&overview, "tbody tr:nth-child(2) td"), ["A81001", RIVERSIDE, "1", "1"]);
    assert!(texts(&overview, "p").contains(&"Meadow Surgery (D84004) has no mailbox.".to_owned()));

    let list = page(&caller, &format!("/mesh/{RIVERSIDE}")).await;
    assert_eq!(texts(&list, "tbody th"), ["A request waits"]);
    assert_eq!(texts(&list, "tbody code"), ["PROXY_ACCESS_REQUEST", "our-1"]);
    let message = page(&caller, &format!("/mesh/{RIVERSIDE}/{id}")).await;
    assert_eq!(texts(&message, "pre a"), ["http://127.0.0.1:3000/staff"]);
    let shown = texts(&message, "pre");
    assert!(shown[0].ends_with("<b>") && shown[1].contains("\"reference\": \"abc\""), "{shown:?}");
    assert_eq!(texts(&message, "form button").len(), 2);

    press(&caller, "acknowledge", &id).await;
    assert_eq!(caller.sandbox.mesh().arrived("A81001")[0].status, Status::Acknowledged);
    let message = page(&caller, &format!("/mesh/{RIVERSIDE}/{id}")).await;
    assert!(texts(&message, "form button").is_empty());
}

#[tokio::test]
async fn a_message_given_up_by_hand_lies_in_our_mailbox_as_a_report() {
    let caller = Caller::new().await;
    let id = caller.sent().await;
    press(&caller, "give-up", &id).await;
    let report = caller.sandbox.mesh().arrived_for_us().remove(0);
    assert!(report.is_report && report.local_id == "our-1");
    let message = page(&caller, &format!("/mesh/X26PROXY01/{}", report.id)).await;
    assert!(texts(&message, "p").contains(&"It holds no data.".to_owned()));
    for path in [format!("/mesh/{RIVERSIDE}/{id}"), "/mesh/NOBODY".to_owned()] {
        let call = Client::new().request(Method::GET, format!("{}{path}", caller.sandbox.url()));
        assert_eq!(send(call).await.status(), 404, "{path}");
    }
}
