//! A mail server that answers too late must not mix up the answers to two messages.

use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;

use crate::config;
use crate::integrations::upstream::Kind;
use crate::integrations::{Email, Mailer};
use domain::EmailAddress;
use domain::clock::Clock;

fn letter(id: &str) -> Email {
    Email {
        to: EmailAddress::parse("a@example.test").unwrap(),
        subject: "A request is waiting".into(),
        text: "Hello".into(),
        html: "<p>Hello</p>".into(),
        message_id: id.into(),
    }
}

/// Speaks SMTP on one connection. The first message of all is taken when the client has long given up, every later one
/// is not taken at all.
async fn speak(stream: TcpStream, (is_first, given_up, answered): (bool, Arc<Notify>, Arc<Notify>)) {
    let (read, mut write) = stream.into_split();
    let (mut lines, mut is_late) = (BufReader::new(read).lines(), is_first);
    write.write_all(b"220 ready\r\n").await.unwrap();
    let mut in_body = false;
    while let Ok(Some(line)) = lines.next_line().await {
        let answer: &[u8] = match (in_body, line.as_str()) {
            (true, ".") if is_late => {
                given_up.notified().await;
                b"250 taken, late\r\n"
            }
            (true, ".") => b"452 no room\r\n",
            (true, _) => continue,
            (false, "DATA") => b"354 go on\r\n",
            (false, _) => b"250 fine\r\n",
        };
        let was_late = is_late && line == "." && in_body;
        in_body = line == "DATA" || (in_body && line != ".");
        if write.write_all(answer).await.is_err() {
            return;
        }
        if was_late {
            is_late = false;
            answered.notify_one();
        }
    }
}

#[tokio::test]
async fn a_late_answer_is_not_taken_for_that_of_the_next_message() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let smtp_url = format!("smtp://{}", listener.local_addr().unwrap());
    let (given_up, answered) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let told = (given_up.clone(), answered.clone());
    tokio::spawn(async move {
        let mut is_first = true;
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(speak(stream, (is_first, told.0.clone(), told.1.clone())));
            is_first = false;
        }
    });
    let config = config::Mail {
        smtp_url: smtp_url.into(),
        from: "no-reply@service.test".into(),
        timeout: Duration::from_millis(500),
    };
    let mailer = Mailer::new(&config, Clock::system()).unwrap();
    assert_eq!(mailer.send(letter("1")).await.unwrap_err().kind, Kind::Timeout);
    given_up.notify_one();
    answered.notified().await;
    assert_eq!(mailer.send(letter("2")).await.unwrap_err().kind, Kind::MailDelayed(452));
}
