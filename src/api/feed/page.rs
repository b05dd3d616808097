//! The feed page by page, waiting for news where wanted; or as a stream (`Accept: text/event-stream`).

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use tokio::time::{Instant, sleep};
use utoipa::{IntoParams, ToSchema};

use crate::actions::programs::{Acts, Caller};
use crate::api::accept::prefers;
use crate::api::bearer::Shown;
use crate::api::problem::{LONGEST_WAIT, Problem};
use crate::app::App;
use crate::arrival::Stream;
use crate::storage::views::feed::Numbered;

use super::cloud_event::CloudEvent;
use super::live;
use super::look::{LOOK, next, read, read_of_system};

/// What is asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// Only what came after this place: the `next` of the last page, or the `sequence` of the last event. From the beginning
    /// where it is left out.
    #[param(value_type = Option<u64>)]
    after: Option<String>,
    /// Wait so many seconds for news, up to 25.
    #[param(value_type = Option<u8>, maximum = 25, example = 20)]
    wait: Option<String>,
}

/// A stretch of the feed.
#[derive(Debug, Serialize, ToSchema)]
pub struct EventPage {
    /// The events, in order.
    events: Vec<CloudEvent>,
    /// Ask with `after=` this for what comes next.
    #[schema(example = "1042")]
    next: String,
}

/// Follow what happens. Each event comes at least once, those of one delegation and of one online account in order.
#[utoipa::path(get, path = "/api/v1/events", operation_id = "feed", tag = "User access store", params(Asked),
    responses((status = 200, body = EventPage)))]
pub async fn events(
    State(app): State<Arc<App>>,
    shown: Shown,
    headers: HeaderMap,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, Problem> {
    if let Some(page) = at_once(&app, &shown, &headers, asked.as_ref().ok()).await? {
        return Ok(page);
    }
    let caller = shown.caller(&app).await?;
    let Query(asked) = asked.map_err(|_| Problem::Parameter("query", "after and wait, each once"))?;
    if prefers(&headers, ("text", "event-stream")) {
        let last = headers.get("last-event-id").and_then(|value| value.to_str().ok());
        let last = last.filter(|last| !last.is_empty());
        let after = place(last.or(asked.after.as_deref()))?;
        let open = open(&app, &caller)?;
        return Ok(live::stream(app, shown, open, after));
    }
    let (mut after, wait) = (place(asked.after.as_deref())?, seconds(asked.wait.as_deref())?);
    let open = (wait > Duration::ZERO).then(|| open(&app, &caller)).transpose()?;
    let until = Instant::now() + wait;
    loop {
        let (found, up_to) = look(&app, &caller, open.as_ref(), after).await?;
        after = next(&app, &found, (up_to, after));
        let events: Vec<CloudEvent> =
            found.iter().filter_map(|event| CloudEvent::of(&app, &caller.acts, event)).collect();
        if !events.is_empty() || Instant::now() >= until || app.stopping.is_cancelled() {
            if open.is_some() {
                shown.caller(&app).await?; // who was stopped while they waited learns nothing more
            }
            return Ok(Json(EventPage { events, next: after.to_string() }).into_response());
        }
        sleep(LOOK).await;
    }
}

/// The page of a system that waits for nothing: one statement has the events, and tells that it may read them now. None where it
/// may not, or where anything else is asked: that is answered step by step.
async fn at_once(
    app: &App,
    shown: &Shown,
    headers: &HeaderMap,
    asked: Option<&Query<Asked>>,
) -> Result<Option<Response>, Problem> {
    let (Some(system), Some(Query(asked))) = (shown.system(), asked) else { return Ok(None) };
    let (Ok(after), Ok(wait)) = (place(asked.after.as_deref()), seconds(asked.wait.as_deref())) else {
        return Ok(None);
    };
    if !wait.is_zero() || prefers(headers, ("text", "event-stream")) {
        return Ok(None);
    }
    let Some((found, up_to)) = read_of_system(app, system, after).await? else { return Ok(None) };
    // At which practices is decided by then; an event tells a practice's program the same at each.
    let acts = Acts::System { practices: Vec::new() };
    let events = found.iter().filter_map(|event| CloudEvent::of(app, &acts, event)).collect();
    let next = next(app, &found, (up_to, after)).to_string();
    Ok(Some(Json(EventPage { events, next }).into_response()))
}

/// A place for an answer that stays open.
fn open(app: &App, caller: &Caller) -> Result<Stream, Problem> {
    app.open_stream(&caller.client_id).ok_or(Problem::TooManyStreams)
}

/// One look; those who wait take turns.
async fn look(
    app: &App,
    caller: &Caller,
    open: Option<&Stream>,
    after: i64,
) -> Result<(Vec<Numbered>, i64), Problem> {
    let _turn = match open {
        Some(open) => open.turn().await,
        None => None,
    };
    read(app, &caller.acts, after).await
}

fn place(text: Option<&str>) -> Result<i64, Problem> {
    let Some(text) = text else { return Ok(0) };
    let place = text.parse().ok().filter(|place| *place >= 0);
    place.ok_or(Problem::Parameter("after", "the `next` of a page or the `sequence` of an event"))
}

fn seconds(text: Option<&str>) -> Result<Duration, Problem> {
    let Some(text) = text else { return Ok(Duration::ZERO) };
    let seconds = text.parse().ok().filter(|seconds| *seconds <= LONGEST_WAIT.unsigned_abs());
    seconds.map(Duration::from_secs).ok_or(Problem::Parameter("wait", "seconds, from 0 to 25"))
}
