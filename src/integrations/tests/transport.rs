//! ODS and SMTP over real sockets, and a system that is not there at all.

use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde_json::json;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;

use super::super::upstream::Kind;
use super::super::{Email, Mailer, Ods};
use crate::config;
use domain::clock::Clock;
use domain::{EmailAddress, OdsCode};

fn settings<const N: usize>(pairs: [(&str, String); N]) -> config::Reader {
    config::Reader::from_values(pairs.map(|(name, value)| (name.to_owned(), value)))
}

async fn organisation(Path(id): Path<String>, headers: HeaderMap) -> Response {
    assert_eq!(headers["apikey"], "secret");
    match id.as_str() {
        "A81001" => {
            axum::Json(json!({"resourceType": "Organization", "id": id, "active": true, "name": "X"}))
                .into_response()
        }
        "B82002" => StatusCode::TOO_MANY_REQUESTS.into_response(),
        "C83003" => axum::Json(json!({"resourceType": "Organization", "id": "A81001"})).into_response(),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

fn ods(url: &str) -> Ods {
    let mut reader = settings([("ODS_URL", url.to_owned()), ("ODS_API_KEY", "secret".into())]);
    Ods::new(&config::Ods::read(&mut reader), Clock::system()).unwrap()
}

#[tokio::test]
async fn an_organisation_is_found_unknown_or_unclear() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/fhir", listener.local_addr().unwrap());
    let router = Router::new().route("/fhir/Organization/{id}", get(organisation));
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    let ods = ods(&url);
    let ask = async |code: &str| ods.organisation(&OdsCode::parse(code).unwrap(), "c").await;
    let found = ask("A81001").await.unwrap().unwrap();
    assert!(found.active && !found.is_gp_practice, "no roles, no practice");
    assert_eq!(ask("Z99999").await, Ok(None));
    assert_eq!(ask("B82002").await.unwrap_err().kind, Kind::RateLimited);
    assert_eq!(ask("C83003").await.unwrap_err().kind, Kind::Malformed, "the answer is about another one");
}

#[tokio::test]
async fn a_system_that_is_not_there_is_unreachable() {
    let port = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let ods = ods(&format!("http://{port}"));
    let fault = ods.organisation(&OdsCode::parse("A81001").unwrap(), "c").await.unwrap_err();
    assert_eq!(fault.to_string(), "ods: unreachable");
}

/// A mail server that answers `data` to the message; gives back what it was sent.
async fn mail(data: &'static str) -> (Result<(), Kind>, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let (read, mut write) = stream.split();
        let mut lines = BufReader::new(read).lines();
        write.write_all(b"220 ready\r\n").await.unwrap();
        let (mut message, mut in_message) = (String::new(), false);
        while let Ok(Some(line)) = lines.next_line().await {
            let reply = match line.as_str() {
                "." if in_message => data,
                _ if in_message => {
                    message.push_str(&line);
                    message.push('\n');
                    continue;
                }
                "DATA" => {
                    in_message = true;
                    "354 go on"
                }
                "QUIT" => break,
                _ => "250 ok",
            };
            in_message = in_message && reply != data;
            write.write_all(format!("{reply}\r\n").as_bytes()).await.unwrap();
            if reply == data {
                break;
            }
        }
        message
    });
    let mut reader = settings([("SMTP_URL", url), ("MAIL_FROM", "no-reply@service.test".into())]);
    let mailer = Mailer::new(&config::Mail::read(&mut reader), Clock::system()).unwrap();
    let email = Email {
        to: EmailAddress::parse("david@example.test").unwrap(),
        subject: "A request".into(),
        text: "Hello".into(),
        html: "<p>Hello</p>".into(),
        message_id: "0190".into(),
    };
    let outcome = mailer.send(email).await.map_err(|upstream| upstream.kind);
    (outcome, server.await.unwrap())
}

#[tokio::test]
async fn a_taken_message_carries_our_id() {
    let (outcome, message) = mail("250 taken").await;
    assert_eq!(outcome, Ok(()));
    assert!(message.contains("X-Message-Id: 0190") && message.contains("Message-ID: <0190@service.test>"));
}

#[tokio::test]
async fn lasting_and_passing_refusals_are_told_apart() {
    assert_eq!(mail("550 no such person").await.0, Err(Kind::MailRefused(550)));
    assert_eq!(mail("451 later").await.0, Err(Kind::MailDelayed(451)));
}
