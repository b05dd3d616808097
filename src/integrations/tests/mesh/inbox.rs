//! Fetching what lies in our mailbox, and certificates that are none.

use serde_json::json;

use super::super::super::mesh::{Mesh, MeshCode, MessageType};
use super::super::super::upstream::Kind;
use super::Stage;
use crate::config;
use domain::clock::Clock;

#[tokio::test]
async fn data_is_put_together_and_a_report_names_what_failed() {
    let stage = Stage::set().await;
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut packer, b"Hello ").unwrap();
    let packed =
        (206, vec![("content-encoding", "gzip"), ("mex-messagetype", "DATA")], packer.finish().unwrap());
    // It says "compressed", but the server unpacked it: what counts is how it comes.
    let plain = (200, vec![("mex-content-compressed", "Y")], b"world".to_vec());
    stage.reply_with(packed).reply_with(plain);
    let data = stage.mesh.fetch("M1").await.unwrap().unwrap();
    assert_eq!((data.message_type, data.body.as_slice()), (MessageType::Data, b"Hello world".as_slice()));
    assert_eq!(stage.lines()[1], "GET /messageexchange/X26ABC1/inbox/M1/2");

    let headers = vec![
        ("mex-messagetype", "REPORT"),
        ("mex-linkedmsgid", "M7"),
        ("mex-statuscode", "14"),
        ("mex-localid", "0190-7f"),
        ("mex-chunk-range", "1:0"),
    ];
    stage.reply_with((200, headers, Vec::new()));
    let report = stage.mesh.fetch("R1").await.unwrap().unwrap();
    let expected = MessageType::Report { linked: Some("M7".to_owned()), code: MeshCode::NotCollected };
    assert_eq!((report.message_type, report.local_id.as_deref()), (expected, Some("0190-7f")));
    stage.reply(410, &json!({}));
    assert_eq!(stage.mesh.fetch("R2").await.unwrap(), None);
}

#[tokio::test]
async fn acknowledging_twice_is_harmless() {
    let stage = Stage::set().await;
    for status in [200, 410, 423] {
        stage.reply_with((status, Vec::new(), Vec::new()));
        stage.mesh.acknowledge("M1").await.unwrap();
    }
    assert_eq!(stage.lines()[0], "PUT /messageexchange/X26ABC1/inbox/M1/status/acknowledged");
    stage.reply(403, &json!({}));
    assert_eq!(stage.mesh.acknowledge("M1").await.unwrap_err().kind, Kind::Status(403));
}

#[test]
fn a_certificate_that_is_none_stops_the_start() {
    let settings = [
        ("MESH_URL", "https://mesh.test"),
        ("MESH_MAILBOX", "X"),
        ("MESH_PASSWORD", "p"),
        ("MESH_SHARED_KEY", "k"),
        ("MESH_CA", "no PEM"),
    ];
    let settings = settings.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let config = config::Mesh::read(&mut config::Reader::from_values(settings)).unwrap();
    let fault = Mesh::new(&config, Clock::system()).unwrap_err();
    assert_eq!(fault.to_string(), "mesh: a certificate or its key is not PEM");
}
