use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

use crate::Sandbox;
use crate::switches::SmtpSwitches;
use crate::tests::test_sandbox;

/// A mail client that shows every byte it sends.
struct Client(BufReader<TcpStream>);

impl Client {
    async fn connect(sandbox: &Sandbox) -> Client {
        Client(BufReader::new(TcpStream::connect(sandbox.smtp_address()).await.expect("connects")))
    }

    async fn greeted(sandbox: &Sandbox) -> Client {
        let mut client = Client::connect(sandbox).await;
        assert!(client.hear().await.starts_with("220 "));
        assert!(client.say("EHLO client.test\r\n").await.starts_with("250-"));
        client
    }

    /// The next reply, all its lines; empty where the server hung up.
    async fn hear(&mut self) -> String {
        let mut reply = String::new();
        loop {
            let start = reply.len();
            let read = tokio::time::timeout(Duration::from_secs(5), self.0.read_line(&mut reply)).await;
            if read.expect("no answer").unwrap_or(0) == 0 || reply.as_bytes().get(start + 3) != Some(&b'-') {
                return reply;
            }
        }
    }

    async fn say(&mut self, bytes: &str) -> String {
        self.0.get_mut().write_all(bytes.as_bytes()).await.expect("sent");
        self.hear().await
    }

    async fn send(&mut self, text: &str) -> String {
        assert!(self.say("MAIL FROM:<service@nhs.test>\r\n").await.starts_with("250 "));
        assert!(self.say("RCPT TO:<david@example.test>\r\n").await.starts_with("250 "));
        assert!(self.say("DATA\r\n").await.starts_with("354 "));
        self.say(&format!("{text}\r\n.\r\n")).await
    }
}

const LETTER: &str = "Subject: Hello\r\nX-Message-Id: key-7\r\n\r\nFirst line\r\n..dotted";

#[tokio::test]
async fn a_message_arrives_as_it_was_sent() {
    let sandbox = test_sandbox().await;
    let mut client = Client::greeted(&sandbox).await;
    assert!(client.send(LETTER).await.starts_with("250 2.0.0"));
    assert!(client.say("QUIT\r\n").await.starts_with("221 "));
    let mail = sandbox.inbox().messages();
    assert_eq!(mail.len(), 1);
    assert_eq!(
        (mail[0].from.as_str(), mail[0].to.as_slice()),
        ("service@nhs.test", &["david@example.test".to_owned()][..])
    );
    assert_eq!(mail[0].text.as_deref(), Some("First line\r\n.dotted\r\n"));
    assert_eq!(sandbox.inbox().messages_to("David@example.test").len(), 1);
    sandbox.stop().await;
}

#[tokio::test]
async fn several_commands_may_come_at_once_and_several_messages_on_one_connection() {
    let sandbox = test_sandbox().await;
    let mut client = Client::greeted(&sandbox).await;
    for _ in 0..2 {
        let all =
            "MAIL FROM:<a@b.test> BODY=8BITMIME\r\nRCPT TO:<c@d.test>\r\nRCPT TO:<e@f.test>\r\nDATA\r\n";
        assert!(client.say(all).await.starts_with("250 2.1.0"));
        assert!(client.hear().await.starts_with("250 2.1.5"));
        assert!(client.hear().await.starts_with("250 2.1.5"));
        assert!(client.hear().await.starts_with("354 "));
        assert!(client.say(&format!("{LETTER}\r\n.\r\n")).await.starts_with("250 "));
    }
    assert_eq!(sandbox.inbox().messages().len(), 2);
    sandbox.stop().await;
}

#[tokio::test]
async fn what_comes_again_under_its_message_id_is_dropped_and_counted() {
    let sandbox = test_sandbox().await;
    let mut client = Client::greeted(&sandbox).await;
    let letter = format!("Message-ID: <key-7@nhs.test>\r\n{LETTER}");
    for _ in 0..3 {
        assert!(client.send(&letter).await.starts_with("250 "));
    }
    assert_eq!(sandbox.inbox().messages().len(), 1);
    assert_eq!(sandbox.inbox().repeats(), ["key-7", "key-7"]);
    sandbox.inbox().clear();
    assert!(sandbox.inbox().repeats().is_empty());
    sandbox.stop().await;
}

#[tokio::test]
async fn commands_out_of_order_are_refused() {
    let sandbox = test_sandbox().await;
    let mut client = Client::connect(&sandbox).await;
    client.hear().await;
    let cases = [
        ("MAIL FROM:<a@b.test>\r\n", "503"),
        ("HELO client.test\r\n", "250"),
        ("RCPT TO:<c@d.test>\r\n", "503"),
        ("DATA\r\n", "503"),
        ("MAIL FROM:<a@b.test>\r\n", "250"),
        ("MAIL FROM:<a@b.test>\r\n", "503"),
        ("DATA\r\n", "554"),
        ("RSET\r\n", "250"),
        ("RCPT TO:<c@d.test>\r\n", "503"),
        ("NOOP\r\n", "250"),
        ("VRFY david\r\n", "252"),
        ("NONSENSE\r\n", "500"),
        ("NOOP\n", "500"),
    ];
    for (line, code) in cases {
        let reply = client.say(line).await;
        assert!(reply.starts_with(code), "{line:?}: {reply:?}");
    }
    assert_eq!(client.hear().await, "", "hangs up after a bare line feed");
    sandbox.stop().await;
}

#[tokio::test]
async fn a_line_that_is_too_long_or_a_message_too_large_is_refused_and_the_session_goes_on() {
    let sandbox = test_sandbox().await;
    let mut client = Client::greeted(&sandbox).await;
    assert!(client.send(&"x".repeat(999)).await.starts_with("554 "));
    assert!(client.send(&"x".repeat(5000)).await.starts_with("554 "));
    let large = format!("{}\r\n", "x".repeat(900)).repeat(12_000);
    assert!(client.send(&large).await.starts_with("552 "));
    assert!(client.send(LETTER).await.starts_with("250 "));
    assert_eq!(sandbox.inbox().messages().len(), 1);
    sandbox.stop().await;
}

#[tokio::test]
async fn each_switch_does_what_it_says() {
    let sandbox = test_sandbox().await;
    let switches = sandbox.switches();
    let mut open = Client::greeted(&sandbox).await;

    switches.set_smtp(SmtpSwitches { refuse: true, ..Default::default() });
    assert!(Client::connect(&sandbox).await.hear().await.starts_with("421 "));
    assert!(open.say("MAIL FROM:<a@b.test>\r\n").await.starts_with("421 "));

    switches.set_smtp(SmtpSwitches { reject_rcpt: true, ..Default::default() });
    let mut client = Client::greeted(&sandbox).await;
    client.say("MAIL FROM:<a@b.test>\r\n").await;
    assert!(client.say("RCPT TO:<c@d.test>\r\n").await.starts_with("550 "));

    switches.set_smtp(SmtpSwitches { temp_fail: true, ..Default::default() });
    assert!(Client::greeted(&sandbox).await.send(LETTER).await.starts_with("451 "));
    assert_eq!(sandbox.inbox().messages().len(), 0);

    switches.set_smtp(SmtpSwitches { drop_before_ack: true, ..Default::default() });
    let mut client = Client::greeted(&sandbox).await;
    assert_eq!(client.send(LETTER).await, "");
    assert_eq!(sandbox.inbox().messages().len(), 1);

    switches.reset();
    assert!(Client::greeted(&sandbox).await.send(LETTER).await.starts_with("250 "));
    sandbox.stop().await;
}

#[tokio::test]
async fn stopping_hangs_up_and_frees_the_port() {
    let sandbox = test_sandbox().await;
    let address = sandbox.smtp_address();
    let mut client = Client::greeted(&sandbox).await;
    sandbox.stop().await;
    let mut rest = Vec::new();
    client.0.read_to_end(&mut rest).await.expect("ends");
    assert!(TcpStream::connect(address).await.is_err());
}
