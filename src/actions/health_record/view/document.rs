//! The file of a document, as far as the document is shown; a part of it is held at a time.

use std::collections::HashSet;

use futures::Stream;
use hyper::body::Bytes;
use serde_json::Value;

use domain::health_record::Kind;

use crate::app::App;
use crate::fhir::stu3::attachment;
use crate::storage::StorageError;
use crate::storage::health_records::documents::{self, Document};
use crate::storage::views::health_record::lines;

use super::may_look::Looking;
use super::outline::Outline;

/// The type of documents.
const TYPE: &str = "DocumentReference";

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
    let outline = Outline::new(lines(&app.db, looking.patient.id, &[TYPE]).await?);
    let named = outline.lines.iter().position(|line| line.kind == TYPE && line.id == id);
    let Some(at) = named.filter(|at| outline.seen(*at, &looking.lens).is_shown()) else { return Ok(None) };
    let Some(name) = body(&outline, at).and_then(|body| attachment::id(&body, 0)) else { return Ok(None) };
    if kept_back(&outline).contains(&name) {
        return Ok(None);
    }
    let found = documents::find(&app.db, looking.patient.id, &name).await?;
    Ok(found.map(|Document { sha256, content_type, size, .. }| File { sha256, content_type, size }))
}

/// The files of a record that are here and may be opened where their document is shown, by id; the outline has the bodies of documents.
///
/// # Errors
/// When the database fails.
pub(super) async fn files(
    app: &App,
    looking: &Looking,
    outline: &Outline,
) -> Result<HashSet<String>, StorageError> {
    let all = documents::of_patient(&app.db, looking.patient.id).await?;
    let kept_back = kept_back(outline);
    Ok(all.into_iter().map(|document| document.id).filter(|id| !kept_back.contains(id)).collect())
}

/// The files of documents that are kept back: whatever other document leads to the same bytes, they are no less its own.
fn kept_back(outline: &Outline) -> HashSet<String> {
    let is_kept_back = |at: &usize| {
        let is_reviewed = outline.lines.get(*at).is_some_and(|line| line.reviewed);
        outline.kind(*at) == Some(Kind::Document) && (outline.is_withheld(*at) || !is_reviewed)
    };
    let ids = |body: Value| -> Vec<String> {
        (0..attachment::all(&body).count()).filter_map(|place| attachment::id(&body, place)).collect()
    };
    let kept_back = (0..outline.lines.len()).filter(is_kept_back);
    kept_back.filter_map(|at| body(outline, at)).flat_map(ids).collect()
}

fn body(outline: &Outline, at: usize) -> Option<Value> {
    serde_json::from_str(outline.lines.get(at)?.body.as_deref()?).ok()
}

impl File {
    /// Its bytes, part by part.
    pub fn bytes(&self, app: &App) -> impl Stream<Item = Result<Bytes, StorageError>> + Send + use<> {
        documents::bytes(&app.db, &self.sha256)
    }
}
