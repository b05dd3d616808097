//! The file of a document. It is saved and never shown here: what is in it comes from outside, and could be a page.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::actions::health_record::view::file;
use crate::app::App;
use crate::web::failure::Failure;
use crate::web::headers::saved;

use super::opened::Opened;

/// The kinds of files that are named as what they are; every other one is bytes.
const KINDS: [(&str, &str); 9] = [
    ("application/pdf", "pdf"),
    ("application/rtf", "rtf"),
    ("application/msword", "doc"),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    ("image/jpeg", "jpg"),
    ("image/png", "png"),
    ("image/gif", "gif"),
    ("image/tiff", "tif"),
    ("text/plain", "txt"),
];

/// Sends it, part by part.
///
/// # Errors
/// When the database fails.
pub async fn send(State(app): State<Arc<App>>, opened: Opened) -> Result<Response, Failure> {
    let id = opened.document.as_deref().ok_or(Failure::NotFound)?;
    let file = file(&app, &opened.looking, id).await?.ok_or(Failure::NotFound)?;
    let (kind, ending) = kind(&file.content_type);
    let headers = saved(kind, &format!("document.{ending}"));
    let length = [(header::CONTENT_LENGTH, file.size.to_string())];
    Ok((headers, length, Body::from_stream(file.bytes(&app))).into_response())
}

/// What it is sent as, and how its name ends.
fn kind(said: &str) -> (&'static str, &'static str) {
    let said = said.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let known = KINDS.into_iter().find(|(kind, _)| *kind == said);
    known.unwrap_or(("application/octet-stream", "bin"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_could_be_a_page_is_bytes() {
        assert_eq!(kind("Application/PDF; version=1"), ("application/pdf", "pdf"));
        for page in ["text/html", "image/svg+xml", "application/xhtml+xml", "text/xml", "", "x\r\ny: z"] {
            assert_eq!(kind(page), ("application/octet-stream", "bin"), "{page}");
        }
    }
}
