//! Gives each request to the site, with how it came, and tells the seat when it has been answered.

use std::convert::Infallible;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, Request, Response, header};
use futures::future::BoxFuture;
use http_body::{Body as HttpBody, Frame, SizeHint};
use hyper::body::Incoming;
use hyper::service::Service;
use tokio::time::{Instant, Sleep, sleep_until};
use tower::ServiceExt;

use crate::arrival::{Arrival, Source};
use crate::config::Connections;

use super::crowd::{Phase, Place, Seat};

/// What is served, and how; before it is known whose connection it is for.
#[derive(Clone)]
pub struct Site {
    router: Router,
    settings: Connections,
    mirrors_names: bool,
}

impl Site {
    /// This router, within these limits.
    pub fn new(router: Router, settings: Connections) -> Site {
        // Makes every route ready once, and not for each connection: that was 200 KiB each.
        Site { router: router.with_state(()), settings, mirrors_names: false }
    }

    /// A site in which a header that comes back has its name as the caller wrote it.
    #[must_use]
    pub fn mirroring_names(self) -> Site {
        Site { mirrors_names: true, ..self }
    }

    /// Its limits.
    pub(super) fn settings(&self) -> &Connections {
        &self.settings
    }

    /// The site for one connection.
    pub(super) fn answering(&self, peer: Source, place: &Place) -> Answering {
        Answering { site: self.clone(), peer, seat: place.seat.clone() }
    }
}

/// The site for one connection.
pub(super) struct Answering {
    site: Site,
    peer: Source,
    seat: Arc<Seat>,
}

impl Answering {
    /// Whether a header that comes back has its name as the caller wrote it.
    pub fn mirrors_names(&self) -> bool {
        self.site.mirrors_names
    }
}

impl Service<Request<Incoming>> for Answering {
    type Response = Response<Leaving>;
    type Error = Infallible;
    type Future = BoxFuture<'static, Result<Response<Leaving>, Infallible>>;

    fn call(&self, request: Request<Incoming>) -> Self::Future {
        self.seat.enter(Phase::Busy);
        let answered = Answered(self.seat.clone());
        let arrival = Arrival::from(Source::behind(self.site.settings.proxies, self.peer, request.headers()));
        let (mut parts, body) = request.into_parts();
        // How the caller wrote the names of headers lies in an extension that hyper keeps to itself, and looks for in the
        // answer: it is handed on whole. Nothing else is in there yet.
        let names = self.site.mirrors_names.then(|| parts.extensions.clone());
        let body = if body.is_end_stream() {
            Body::empty()
        } else {
            let (until, arrival) = (Instant::now() + self.site.settings.body_within, arrival.clone());
            Body::new(Coming { body, until, waiting: None, arrival })
        };
        parts.extensions.insert(arrival.clone());
        let answer = self.site.router.clone().oneshot(Request::from_parts(parts, body));
        Box::pin(async move {
            let mut response = answer.await?;
            if let Some(names) = names {
                response.extensions_mut().extend(names);
            }
            if arrival.is_late() {
                response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
            }
            Ok(response.map(|body| Leaving { body, _answered: answered }))
        })
    }
}

/// Tells the seat, once nothing is left to be said.
struct Answered(Arc<Seat>);

impl Drop for Answered {
    fn drop(&mut self) {
        self.0.enter(Phase::Idle);
    }
}

/// The body of an answer.
pub(super) struct Leaving {
    body: Body,
    _answered: Answered,
}

impl HttpBody for Leaving {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.get_mut().body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// The body of a request, which must come in time.
struct Coming {
    body: Incoming,
    until: Instant,
    /// Made when something is waited for: most bodies come with their heads.
    waiting: Option<Pin<Box<Sleep>>>,
    arrival: Arrival,
}

impl HttpBody for Coming {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let this = self.get_mut();
        if let Poll::Ready(frame) = Pin::new(&mut this.body).poll_frame(cx) {
            return Poll::Ready(frame.map(|frame| frame.map_err(axum::Error::new)));
        }
        let until = this.until;
        let waiting = this.waiting.get_or_insert_with(|| Box::pin(sleep_until(until)));
        ready!(waiting.as_mut().poll(cx));
        this.arrival.note_late();
        Poll::Ready(Some(Err(axum::Error::new(io::Error::from(io::ErrorKind::TimedOut)))))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
