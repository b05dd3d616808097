//! The feed as server-sent events: one event a line, until the token ends; the reader comes back with `Last-Event-ID`.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::http::{HeaderName, HeaderValue};
use axum::response::sse::{Event, KeepAlive};
use axum::response::{IntoResponse, Response, Sse};
use futures::StreamExt;
use futures::stream::{once, unfold};
use tokio::time::sleep;

use crate::api::bearer::Shown;
use crate::app::App;
use crate::arrival::Stream;

use super::cloud_event::CloudEvent;
use super::look::{LOOK, next, read};

/// How often a line is sent while nothing happens, so that nobody between takes the connection for dead.
const SIGN_OF_LIFE: Duration = Duration::from_secs(15);

struct Following {
    app: Arc<App>,
    shown: Shown,
    place: Stream,
    after: i64,
    waiting: VecDeque<CloudEvent>,
}

/// Tells nginx not to collect the answer before it passes it on, as it does by default.
const PASS_ON: (HeaderName, HeaderValue) =
    (HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));

/// Follows the feed from `after` on, for as long as the reader keeps its `place`. A comment comes at once, so that the reader, and whoever is between, sees that it is on.
pub fn stream(app: Arc<App>, shown: Shown, place: Stream, after: i64) -> Response {
    let following = Following { app, shown, place, after, waiting: VecDeque::new() };
    let first = once(async { Ok::<Event, Infallible>(Event::default().comment("following")) });
    let events = unfold(following, async |mut following| {
        let event = following.next().await?;
        Some((Ok(event), following))
    });
    let sse = Sse::new(first.chain(events)).keep_alive(KeepAlive::new().interval(SIGN_OF_LIFE));
    ([PASS_ON], sse).into_response()
}

impl Following {
    /// The next event; none when the stream ends.
    async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(event) = self.waiting.pop_front() {
                // One block with all three: a parser that sees them apart loses some.
                return Event::default().event("message").id(event.sequence()).json_data(&event).ok();
            }
            if !self.goes_on() {
                return None;
            }
            let before = self.after;
            self.read().await?;
            if self.after == before {
                sleep(LOOK).await;
            }
        }
    }

    fn goes_on(&self) -> bool {
        self.app.clock.now().unix_timestamp() < self.shown.expires_at() && !self.app.stopping.is_cancelled()
    }

    /// Reads on. Who calls is asked anew each time there may be news: what they have lost, they have lost here.
    async fn read(&mut self) -> Option<()> {
        let up_to = self.app.horizon.now(&self.app.db).await.ok()?;
        if up_to <= self.after {
            return Some(());
        }
        let _turn = self.place.turn().await;
        let acts = self.shown.caller(&self.app).await.ok()?.acts;
        let (found, up_to) = read(&self.app, &acts, self.after).await.ok()?;
        self.waiting.extend(found.iter().filter_map(|event| CloudEvent::of(&self.app, &acts, event)));
        self.after = next(&self.app, &found, (up_to, self.after));
        Some(())
    }
}
