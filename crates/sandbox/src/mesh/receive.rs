//! Fetching messages: the list, the download, the acknowledgement (docs/sources.md#mesh-api).

use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use serde::Deserialize;
use serde_json::json;
use url::form_urlencoded::Serializer;

use super::answer::{self, Answer};
use super::denial::Denial;
use super::gzip;
use super::message::{Message, Status, TO_THE_SECOND};
use super::sources::Sources;

const RESULTS: usize = 500;
const FEWEST: usize = 10;
const MOST: usize = 5000;

#[derive(Deserialize)]
pub(super) struct Asked {
    max_results: Option<String>,
    continue_from: Option<String>,
    workflow_filter: Option<String>,
}

pub(super) async fn count(State(sources): State<Sources>, Path(mailbox): Path<String>) -> Answer {
    let count = sources.mesh.lock().waiting_in(&mailbox).count();
    let body = json!({"count": count, "allResultsIncluded": true});
    Answer::new(StatusCode::OK, body.clone(), body)
}

pub(super) async fn list(
    State(sources): State<Sources>,
    Path(mailbox): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Answer, Answer> {
    let most = match &asked.max_results {
        None => RESULTS,
        Some(text) => text.parse().ok().filter(|most| (FEWEST..=MOST).contains(most)).ok_or_else(|| {
            Answer::invalid("query", "max_results", &format!("a number from {FEWEST} to {MOST}"))
        })?,
    };
    let store = sources.mesh.lock();
    let filter = asked.workflow_filter.as_deref().unwrap_or_default();
    // Ids start with the time of upload, so that those after one that has gone meanwhile are known.
    let after = asked.continue_from.as_deref().unwrap_or_default();
    let all = store.waiting_in(&mailbox);
    let mut ids: Vec<&str> = all
        .filter(|message| message.id.as_str() > after && matches(message.label("mex-WorkflowID"), filter))
        .map(|message| message.id.as_str())
        .collect();
    ids.sort_unstable();
    let more = ids.len() > most;
    ids.truncate(most);
    let mut links = json!({"self": link(&mailbox, &asked, asked.continue_from.as_deref())});
    if let Some(last) = ids.last().filter(|_| more) {
        links["next"] = link(&mailbox, &asked, Some(last)).into();
    }
    let count = store.waiting_in(&mailbox).count();
    let second = json!({"messages": ids, "links": links, "approx_inbox_count": count});
    Ok(Answer::new(StatusCode::OK, json!({"messages": ids}), second))
}

pub(super) async fn first(
    State(sources): State<Sources>,
    Path((mailbox, id)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Answer> {
    download(&found(&sources, &mailbox, &id)?, 1, &headers)
}

pub(super) async fn chunk(
    State(sources): State<Sources>,
    Path((mailbox, id, number)): Path<(String, String, String)>,
    headers: HeaderMap,
) -> Result<Response, Answer> {
    let message = found(&sources, &mailbox, &id)?;
    let number = number.parse().map_err(|_| Answer::invalid("path", "chunk_number", "a number"))?;
    download(&message, number, &headers)
}

/// Once more is harmless.
pub(super) async fn acknowledge(
    State(sources): State<Sources>,
    Path((mailbox, id)): Path<(String, String)>,
) -> Result<Answer, Answer> {
    match found(&sources, &mailbox, &id) {
        Ok(_) => {
            sources.mesh.acknowledge(&id);
        }
        Err(_) if is_acknowledged(&sources, &mailbox, &id) => {}
        Err(refused) => return Err(refused),
    }
    Ok(Answer::brief(json!({"messageId": id})))
}

fn is_acknowledged(sources: &Sources, mailbox: &str, id: &str) -> bool {
    let store = sources.mesh.lock();
    let message = store.find(id).filter(|message| message.recipient == mailbox);
    message.is_some_and(|message| message.status == Status::Acknowledged)
}

/// The message, if it waits in this mailbox.
fn found(sources: &Sources, mailbox: &str, id: &str) -> Result<Message, Answer> {
    let message = sources.mesh.lock().find(id).cloned();
    let message = message.ok_or_else(|| Answer::error(&answer::NO_MESSAGE, Some(id)))?;
    if message.recipient != mailbox {
        sources.mesh.note(Denial::AnotherInbox);
        return Err(Answer::empty(StatusCode::FORBIDDEN));
    }
    match message.status {
        Status::Accepted => Ok(message),
        Status::Uploading => Err(Answer::error(&answer::NO_MESSAGE, Some(id))),
        Status::Acknowledged | Status::Undeliverable => Err(Answer::error(&answer::GONE, Some(id))),
    }
}

fn download(message: &Message, number: u32, asked: &HeaderMap) -> Result<Response, Answer> {
    let lost = || Answer::error(&answer::NO_MESSAGE, Some(&message.id));
    let plain = message.plain_chunk(number).ok_or_else(lost)?;
    let gzip_taken = asked
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .any(|value| value.to_str().is_ok_and(|text| text.split(',').any(|one| one.trim() == "gzip")));
    let packed = gzip_taken && !message.is_report;
    let body = if packed { gzip::pack(&plain).map_err(|_| lost())? } else { plain };
    let partial = number < message.total;
    let mut response = Body::from(body).into_response();
    *response.status_mut() = if partial { StatusCode::PARTIAL_CONTENT } else { StatusCode::OK };
    for (name, value) in described(message, number, packed) {
        if let (Ok(name), Ok(value)) =
            (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(&value))
        {
            response.headers_mut().insert(name, value);
        }
    }
    Ok(response)
}

/// The headers of a download; a REPORT has no sender and no chunks.
fn described(message: &Message, number: u32, packed: bool) -> Vec<(&'static str, String)> {
    let mut all = message.labels.clone();
    let stamp = message.status_at.format(TO_THE_SECOND).unwrap_or_default();
    all.extend([
        ("mex-To", message.recipient.clone()),
        ("mex-MessageID", message.id.clone()),
        ("mex-StatusTimestamp", stamp),
        ("content-type", "application/octet-stream".to_owned()),
    ]);
    match message.failure.as_ref().filter(|_| message.is_report) {
        Some(failure) => all.extend([
            ("mex-MessageType", "REPORT".to_owned()),
            ("mex-LinkedMsgID", failure.message_id.clone()),
            ("mex-StatusCode", failure.code.to_owned()),
            ("mex-StatusEvent", "SEND".to_owned()),
            ("mex-StatusSuccess", "ERROR".to_owned()),
            ("mex-StatusDescription", failure.description.clone()),
        ]),
        None => all.extend([
            ("mex-From", message.sender.clone()),
            ("mex-MessageType", "DATA".to_owned()),
            ("mex-Chunk-Range", format!("{number}:{}", message.total)),
            ("mex-Total-Chunks", message.total.to_string()),
            ("mex-StatusCode", "00".to_owned()),
            ("mex-StatusEvent", "TRANSFER".to_owned()),
            ("mex-StatusSuccess", "SUCCESS".to_owned()),
            ("mex-StatusDescription", "Transferred to recipient mailbox".to_owned()),
        ]),
    }
    if packed {
        // MESH says so of its own compression too, which is why only Content-Encoding is to be believed.
        all.extend([("content-encoding", "gzip".to_owned()), ("mex-Content-Compressed", "Y".to_owned())]);
    }
    all
}

/// `X`, `X*`, `*X*`, and each with `!` before it; an empty filter lets everything through.
fn matches(workflow: &str, filter: &str) -> bool {
    let (wanted, filter) = filter.strip_prefix('!').map_or((true, filter), |rest| (false, rest));
    let fits = match (filter.strip_prefix('*'), filter.strip_suffix('*')) {
        (Some(rest), _) => workflow.contains(rest.trim_end_matches('*')),
        (None, Some(start)) => workflow.starts_with(start),
        (None, None) => filter.is_empty() || workflow == filter,
    };
    fits == wanted
}

/// A path with its query, as MESH gives it.
fn link(mailbox: &str, asked: &Asked, after: Option<&str>) -> String {
    let mut query = Serializer::new(String::new());
    let told = [
        ("max_results", asked.max_results.as_deref()),
        ("workflow_filter", asked.workflow_filter.as_deref()),
        ("continue_from", after),
    ];
    for (name, value) in told {
        if let Some(value) = value {
            query.append_pair(name, value);
        }
    }
    let query = query.finish();
    let mark = if query.is_empty() { "" } else { "?" };
    format!("/messageexchange/{mailbox}/inbox{mark}{query}")
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_filter_takes_whole_names_beginnings_and_parts_and_their_opposites() {
        let filters =
            ["", "A_B", "A", "A*", "B*", "*_B*", "*C*", "!A_B", "!A", "!A*", "!B*", "!*_B*", "!*C*"];
        let fitting: Vec<&str> = filters.into_iter().filter(|filter| matches("A_B", filter)).collect();
        assert_eq!(fitting, ["", "A_B", "A*", "*_B*", "!A", "!B*", "!*C*"]);
    }
}
