//! NHS Digital's MESH sandbox, in the clear and with mutual TLS: the whole way of a message, and every refusal.

use std::fs;
use std::path::Path;
use std::time::Duration;

use domain::OdsCode;
use domain::clock::Clock;
use proxy_access::config::{self, ClientCertificate};
use proxy_access::integrations::mesh::{Found, MessageType, Outgoing};
use proxy_access::integrations::{Kind, Mesh, MeshCode, System, Upstream};
use serde_json::json;

use crate::started::variable;

const KEY: &str = "TestKey";
const PRACTICE: &str = "A81001OT001";

/// One running sandbox.
#[derive(Clone, Copy, PartialEq)]
enum Server {
    Plain,
    MutualTls,
}

const BOTH: [Server; 2] = [Server::Plain, Server::MutualTls];

fn pem(name: &str) -> String {
    fs::read_to_string(Path::new(&variable("INTEROP_MESH_TLS_FILES")).join(name)).unwrap()
}

fn settings(server: Server, mailbox: &str, password: &str) -> config::Mesh {
    let is_tls = server == Server::MutualTls;
    let url = if is_tls { "INTEROP_MESH_TLS_URL" } else { "INTEROP_MESH_URL" };
    let client =
        is_tls.then(|| ClientCertificate { certificate: pem("client.pem"), key: pem("client.key").into() });
    config::Mesh {
        base_url: variable(url),
        mailbox: mailbox.to_owned(),
        password: password.into(),
        shared_key: KEY.into(),
        workflow: "PROXY_ACCESS_REQUEST".to_owned(),
        client,
        authorities: is_tls.then(|| pem("ca.pem")),
        timeout: Duration::from_secs(10),
    }
}

fn client(config: &config::Mesh) -> Mesh {
    Mesh::new(config, Clock::system()).unwrap()
}

fn ours(server: Server) -> Mesh {
    client(&settings(server, "X26PROXY01", "pw-ours"))
}

fn practices(server: Server) -> Mesh {
    client(&settings(server, PRACTICE, "pw-gp"))
}

fn message(to: &str, body: &[u8]) -> Outgoing {
    let local_id = Clock::system().new_id().to_string();
    Outgoing {
        to: to.to_owned(),
        subject: "Trusted person access".to_owned(),
        file_name: format!("{local_id}.json"),
        local_id,
        content_type: "application/json",
        body: body.to_vec(),
    }
}

fn refused<T: std::fmt::Debug>(outcome: Result<T, Upstream>) -> Kind {
    let fault = outcome.unwrap_err();
    assert_eq!(fault.system, System::Mesh);
    fault.kind
}

#[tokio::test]
async fn a_message_goes_all_the_way() {
    for server in BOTH {
        let (ours, practice) = (ours(server), practices(server));
        ours.handshake().await.unwrap();
        let code = OdsCode::parse("A81001").unwrap();
        assert_eq!(ours.mailbox_of(&code).await.unwrap().as_deref(), Some(PRACTICE));
        let body = json!({"reference": "1", "text": "Siân"}).to_string();
        let message = message(PRACTICE, body.as_bytes());
        assert_eq!(ours.find_sent(&message.local_id).await.unwrap(), Found::Nothing);
        let id = ours.send(&message).await.unwrap();
        assert_eq!(ours.track(&id).await.unwrap().unwrap().status, "accepted");
        let Found::One(found) = ours.find_sent(&message.local_id).await.unwrap() else { panic!("one") };
        assert_eq!(found.message_id, id);

        assert!(practice.inbox().await.unwrap().contains(&id));
        let received = practice.fetch(&id).await.unwrap().unwrap();
        assert_eq!(received.message_type, MessageType::Data);
        assert_eq!(
            (received.body, received.workflow),
            (body.into_bytes(), "PROXY_ACCESS_REQUEST".to_owned())
        );
        assert_eq!(received.local_id.as_ref(), Some(&message.local_id));
        practice.acknowledge(&id).await.unwrap();
        practice.acknowledge(&id).await.unwrap();
        assert!(!practice.inbox().await.unwrap().contains(&id));
        assert_eq!(ours.track(&id).await.unwrap().unwrap().status, "acknowledged");
    }
}

#[tokio::test]
async fn a_large_message_arrives_whole() {
    for server in BOTH {
        let body: Vec<u8> = (0..20_500_000_u32).map(|n| u8::try_from(n % 251).unwrap()).collect();
        let id = ours(server).send(&message(PRACTICE, &body)).await.unwrap();
        let practice = practices(server);
        assert!(practice.fetch(&id).await.unwrap().unwrap().body == body);
        practice.acknowledge(&id).await.unwrap();
    }
}

#[tokio::test]
async fn two_with_one_id_of_ours_are_seen_as_several() {
    let (ours, message) = (ours(Server::Plain), message(PRACTICE, b"{}"));
    for _ in 0..2 {
        ours.send(&message).await.unwrap();
    }
    assert_eq!(ours.find_sent(&message.local_id).await.unwrap(), Found::Several);
}

#[tokio::test]
async fn who_proves_nothing_is_refused() {
    for server in BOTH {
        let wrong_password = client(&settings(server, "X26PROXY01", "wrong"));
        assert_eq!(refused(wrong_password.handshake().await), Kind::Status(403));
        let mut config = settings(server, "X26PROXY01", "pw-ours");
        config.shared_key = "OtherKey".into();
        assert_eq!(refused(client(&config).handshake().await), Kind::Status(403));
        let nobody = client(&settings(server, "X26NOBODY", "pw-ours"));
        let unknown = refused(nobody.inbox().await);
        assert!(matches!(unknown, Kind::Status(403) | Kind::Mesh(MeshCode::NoMailbox)), "{unknown}");
    }
}

#[tokio::test]
async fn without_our_certificate_there_is_no_connection_and_without_their_authority_no_trust() {
    let mut config = settings(Server::MutualTls, "X26PROXY01", "pw-ours");
    config.client = None;
    assert_eq!(refused(client(&config).handshake().await), Kind::Unreachable);
    let mut config = settings(Server::MutualTls, "X26PROXY01", "pw-ours");
    config.authorities = None;
    assert_eq!(refused(client(&config).handshake().await), Kind::Unreachable);
}

#[tokio::test]
async fn recipients_that_are_none_are_named() {
    let ours = ours(Server::Plain);
    let kind = refused(ours.send(&message("X26NOBODY", b"{}")).await);
    assert_eq!(kind, Kind::Mesh(MeshCode::Unregistered));
    let ask = async |code: &str| ours.mailbox_of(&OdsCode::parse(code).unwrap()).await;
    assert_eq!(ask("Z99999").await.unwrap(), None);
    assert_eq!(refused(ask("B82002").await), Kind::Mesh(MeshCode::SeveralMailboxes));
    assert_eq!(ours.track("NOSUCH").await.unwrap(), None);
}

#[tokio::test]
async fn a_report_says_which_message_failed_and_why() {
    let ours = ours(Server::Plain);
    let sent = message(PRACTICE, b"{}");
    let id = ours.send(&sent).await.unwrap();
    let report = json!({"mailbox_id": "X26PROXY01", "code": "14", "description": "Message not collected",
        "workflow_id": "PROXY_ACCESS_REQUEST", "status": "error", "linked_message_id": id,
        "local_id": sent.local_id, "subject": "x", "file_name": "x"});
    let url = format!("{}/messageexchange/admin/report", variable("INTEROP_MESH_URL"));
    let made = reqwest::Client::new().post(url).json(&report).send().await.unwrap();
    assert!(made.status().is_success(), "{}", made.status());
    let mut found = None;
    for waiting in ours.inbox().await.unwrap() {
        let received = ours.fetch(&waiting).await.unwrap().unwrap();
        found = found.or((received.local_id.as_ref() == Some(&sent.local_id)).then_some(received));
    }
    let report = found.unwrap();
    let expected = MessageType::Report { linked: Some(id), code: MeshCode::NotCollected };
    assert_eq!((report.message_type, report.body.len()), (expected, 0));
    ours.acknowledge(&report.id).await.unwrap();
    assert!(!ours.inbox().await.unwrap().contains(&report.id));
}
