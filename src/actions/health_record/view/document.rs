//! The file of a document, as far as the document is shown; a part of it is held at a time.

use futures::{Stream, StreamExt, stream};
use hyper::body::Bytes;
use serde_json::Value;
use tokio::sync::mpsc;

use crate::app::App;
use crate::fhir::stu3::attachment;
use crate::storage::StorageError;
use crate::storage::health_records::documents::{self, Document};
use crate::storage::views::health_record::lines;

use super::may_look::Looking;
use super::outline::Outline;

/// A file that may be opened.
pub struct File {
    /// Its bytes, by hash.
    pub sha256: Vec<u8>,
    /// What kind of file, as its system says.
    pub content_type: String,
    /// How many bytes.
    pub size: i64,
}

/// The file of the document with this id; none where the document is not shown, or has none here.
///
/// # Errors
/// When the database fails.
pub async fn file(app: &App, looking: &Looking, id: &str) -> Result<Option<File>, StorageError> {
    const TYPE: &str = "DocumentReference";
    let outline = Outline::new(lines(&app.db, looking.patient.id, &[TYPE]).await?);
    let named = outline.lines.iter().position(|line| line.kind == TYPE && line.id == id);
    let Some(at) = named.filter(|at| outline.seen(*at, &looking.lens).is_shown()) else { return Ok(None) };
    let body = outline.lines.get(at).and_then(|line| line.body.as_deref());
    let body = body.and_then(|body| serde_json::from_str::<Value>(body).ok());
    let Some(name) = body.and_then(|body| attachment::id(&body, 0)) else { return Ok(None) };
    let found = documents::find(&app.db, looking.patient.id, &name).await?;
    Ok(found.map(|Document { sha256, content_type, size, .. }| File { sha256, content_type, size }))
}

/// How many parts are read ahead of whoever takes them.
const AHEAD: usize = 2;

impl File {
    /// Its bytes, part by part. Reading ends when nobody takes them any more.
    pub fn bytes(&self, app: &App) -> impl Stream<Item = Result<Bytes, StorageError>> + Send + use<> {
        let (db, sha256) = (app.db.clone(), self.sha256.clone());
        let (sender, receiver) = mpsc::channel(AHEAD);
        tokio::spawn(async move {
            let mut parts = std::pin::pin!(documents::bytes(&db, sha256));
            while let Some(part) = parts.next().await {
                if sender.send(part).await.is_err() {
                    return;
                }
            }
        });
        stream::unfold(receiver, |mut receiver| async move { Some((receiver.recv().await?, receiver)) })
    }
}
