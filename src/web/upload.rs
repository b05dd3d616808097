//! A form with which a file may come. Only a handler that asks for one is sent more than the other forms may have.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;
use url::form_urlencoded;

use crate::actions::accounts::evidence::LARGEST;
use crate::app::App;

use super::failure::Failure;
use super::half_typed::{FORM_LIMIT, is_form};
use super::other_person;
use super::visit::{Fields, Visit};
use super::whose::Whose;

/// As much as is read at all, and thrown away where it is more than may be: browsers show no answer before they have sent everything,
/// and photos of today's telephones are larger than what is kept.
const MOST: usize = 32 * 1024 * 1024;

/// A form with its file. What was typed is cleaned as everywhere ([`Fields`]).
pub struct Upload<T> {
    /// What was typed.
    pub fields: T,
    /// What came along.
    pub file: Attached,
}

/// The file of a form. No `Debug`: it shows somebody's document.
pub enum Attached {
    /// None was chosen.
    Nothing,
    /// One of [`LARGEST`] bytes at most.
    File(Vec<u8>),
    /// One that is larger, and is not kept.
    TooLarge,
}

impl<T: DeserializeOwned> FromRequest<Arc<App>> for Upload<T> {
    type Rejection = Response;

    /// Inputs of files stand last in their forms, so that what was typed is known whatever becomes of the file. Whose page the form
    /// stood on is asked here: the guard has not read it.
    async fn from_request(request: Request, app: &Arc<App>) -> Result<Upload<T>, Response> {
        if is_form(&request) {
            let typed = Fields::from_request(request, app).await;
            let Fields(fields) = typed.map_err(IntoResponse::into_response)?;
            return Ok(Upload { fields, file: Attached::Nothing });
        }
        let (parts, body) = request.into_parts();
        let sent = taken(Request::from_parts(parts.clone(), body), app).await;
        let (form, file) = sent.map_err(IntoResponse::into_response)?;
        let whose = parts.extensions.get::<Whose>();
        if whose.is_some_and(|whose| !whose.has_sent(form.as_bytes())) {
            tracing::warn!("a form of somebody else's page was not taken");
            return Err(other_person::answer(Visit::of(&parts, app)));
        }
        let typed = read(form, app).await;
        typed.map(|fields| Upload { fields, file }).map_err(IntoResponse::into_response)
    }
}

/// What was typed, written as other forms are, and the file.
async fn taken(mut request: Request, app: &Arc<App>) -> Result<(String, Attached), Failure> {
    DefaultBodyLimit::max(MOST).apply(&mut request);
    let form = Multipart::from_request(request, app).await;
    let mut form = form.map_err(|_| Failure::BadRequest)?;
    let (mut typed, mut left, mut file) = (Vec::new(), FORM_LIMIT, Attached::Nothing);
    while let Some(mut field) = form.next_field().await.map_err(unread)? {
        let name = field.name().unwrap_or_default().to_owned();
        if field.file_name().is_none() {
            // A name counts too, and so do fields with nothing in them: each is kept.
            left = left.checked_sub(name.len() + 1).ok_or(Failure::TooLarge)?;
            let bytes = whole(&mut field, left).await?.ok_or(Failure::TooLarge)?;
            left = left.saturating_sub(bytes.len());
            typed.push((name, String::from_utf8(bytes).map_err(|_| Failure::BadRequest)?));
            continue;
        }
        file = match whole(&mut field, LARGEST).await {
            Ok(Some(bytes)) if bytes.is_empty() => Attached::Nothing,
            Ok(Some(bytes)) => Attached::File(bytes),
            Ok(None) => Attached::TooLarge,
            Err(Failure::TooLarge) => return Ok((written(typed), Attached::TooLarge)),
            Err(failure) => return Err(failure),
        };
    }
    Ok((written(typed), file))
}

fn written(typed: Vec<(String, String)>) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(typed).finish()
}

/// What a field holds; none where it is more than may be.
async fn whole(field: &mut Field<'_>, most: usize) -> Result<Option<Vec<u8>>, Failure> {
    let (mut bytes, mut fits) = (Vec::new(), true);
    while let Some(chunk) = field.chunk().await.map_err(unread)? {
        fits = fits && bytes.len() + chunk.len() <= most;
        if fits {
            bytes.extend_from_slice(&chunk);
        } else {
            bytes = Vec::new();
        }
    }
    Ok(fits.then_some(bytes))
}

fn unread(error: MultipartError) -> Failure {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Failure::TooLarge,
        _ => Failure::BadRequest,
    }
}

async fn read<T: DeserializeOwned>(form: String, app: &Arc<App>) -> Result<T, Failure> {
    let request = Request::builder()
        .method("POST")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form))
        .map_err(|_| Failure::BadRequest)?;
    Fields::from_request(request, app).await.map(|Fields(fields)| fields)
}
