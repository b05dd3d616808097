//! Stands before every handler: who is it, may they enter, is their time up.

use std::mem;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::Method;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::MethodRouter;
use tower_sessions::Session;
use url::form_urlencoded;

use crate::actions::sign_in::staff::still_allowed;
use crate::app::App;
use crate::locale::Language;
use crate::site::routes;
use crate::storage::people;
use domain::clock::Clock;

use super::correlation::Correlation;
use super::failure::Failure;
use super::half_typed::{self, is_form};
use super::kept_page;
use super::other_person;
use super::page::{Viewer, here, without_passing};
use super::parked::{self, HasParked};
use super::session::{self, CITIZEN_LIMITS, Citizen, Remaining, STAFF_LIMITS, Staff};
use super::visit::{Visit, whole_form};
use super::whose::{Owner, Whose};

/// Signing out is done whoever's page asks for it.
const SIGN_OUT: &str = "/sign-out";

/// Ways in to pages.
pub type Routes = routes::Routes<Who>;

/// Who may enter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Everybody; somebody signed in is recognised.
    Everybody,
    /// Signed-in citizens; staff get "not found".
    Citizen,
    /// Signed-in practice staff; citizens get "not found".
    Staff,
    /// An outside system that proves itself in the body: no cookie, no same-origin check.
    Provider,
}

impl routes::Guard for Who {
    fn before(self, app: &Arc<App>, handler: MethodRouter<Arc<App>>) -> MethodRouter<Arc<App>> {
        match self {
            Who::Provider => handler,
            Who::Everybody | Who::Citizen | Who::Staff => {
                let guarded = Guarded { app: app.clone(), who: self };
                handler.route_layer(from_fn_with_state(guarded, guard))
            }
        }
    }
}

/// What the guard of one route knows.
#[derive(Clone)]
struct Guarded {
    app: Arc<App>,
    who: Who,
}

/// Lets a request in, sends it to sign in, or answers "not found".
async fn guard(
    State(guarded): State<Guarded>,
    session: Session,
    mut request: Request,
    next: Next,
) -> Response {
    let (language, correlation) =
        (request.extensions().get::<Language>().copied(), Correlation::of(&request));
    let visitor = match recognise(&guarded.app, &session, language, &correlation).await {
        Ok(visitor) => visitor,
        // Pages for everybody stay open: signing out and changing role are the ways out of a refused role.
        Err(failure) if guarded.who == Who::Everybody => {
            tracing::warn!(%failure, "shown as to a visitor");
            Visitor::Nobody
        }
        Err(failure) => return failure.into_response(),
    };
    let (viewer, whose) = (visitor.viewer(), visitor.whose(&guarded.app));
    let admitted = visitor.may_enter(guarded.who);
    visitor.announce(&guarded.app, &session, &mut request).await;
    let stopped = stop_form_of_another(&guarded.app, whose, &mut request).await;
    let mut response = match (stopped, admitted) {
        (Ok(Some(answer)), _) => answer,
        (Ok(None), Ok(true)) if half_typed::is_asked(&request) => {
            let answer = half_typed::park_and_return(&guarded.app, &session, request).await;
            answer.unwrap_or_else(IntoResponse::into_response)
        }
        (Ok(None), Ok(true)) => kept_page::shown_or(&guarded.app, &session, request, next).await,
        (Ok(None), Ok(false)) => {
            send_to_sign_in(&guarded, &session, request).await.unwrap_or_else(IntoResponse::into_response)
        }
        (Err(failure), _) | (Ok(None), Err(failure)) => failure.into_response(),
    };
    // The page of a failure is written further out, and shows who is signed in too.
    response.extensions_mut().insert(viewer);
    response
}

enum Visitor {
    Citizen(Citizen),
    Staff(Box<Staff>),
    /// Nobody, since the session of this person ended by itself.
    Ended(Owner),
    Nobody,
}

impl Visitor {
    /// Whether to let in, or else to send to sign in; the wrong kind of person learns nothing.
    fn may_enter(&self, who: Who) -> Result<bool, Failure> {
        match (who, self) {
            (Who::Everybody | Who::Provider, _) => Ok(true),
            (Who::Citizen, Visitor::Citizen(_)) | (Who::Staff, Visitor::Staff(_)) => Ok(true),
            (Who::Citizen, Visitor::Staff(_)) | (Who::Staff, Visitor::Citizen(_)) => Err(Failure::NotFound),
            (Who::Citizen | Who::Staff, Visitor::Ended(_) | Visitor::Nobody) => Ok(false),
        }
    }

    /// When the session ends by itself.
    fn remaining(&self, clock: &Clock) -> Option<Remaining> {
        match self {
            Visitor::Citizen(who) => {
                Some(CITIZEN_LIMITS.remaining(who.signed_in_at, who.seen_at, clock.now()))
            }
            Visitor::Staff(who) => Some(STAFF_LIMITS.remaining(who.signed_in_at, who.seen_at, clock.now())),
            Visitor::Ended(_) | Visitor::Nobody => None,
        }
    }

    /// Whose the forms of this request's page are.
    fn whose(&self, app: &App) -> Option<Whose> {
        let owner = match self {
            Visitor::Citizen(citizen) => Owner::from(citizen),
            Visitor::Staff(staff) => Owner::from(&**staff),
            Visitor::Ended(_) | Visitor::Nobody => return None,
        };
        Some(Whose::of(&app.config.server.link_secret, &owner))
    }

    /// Tells the handler and its page who it is, and whether the form there is parked.
    async fn announce(self, app: &App, session: &Session, request: &mut Request) {
        let path = request.uri().path().to_owned();
        request.extensions_mut().insert(self.viewer());
        if let Some(remaining) = self.remaining(&app.clock) {
            request.extensions_mut().insert(remaining);
        }
        if let Some(whose) = self.whose(app) {
            request.extensions_mut().insert(whose);
            if parked::is_parked_for(session, &path).await.is_ok_and(|is_parked| is_parked) {
                request.extensions_mut().insert(HasParked);
            }
        }
        match self {
            Visitor::Citizen(citizen) => drop(request.extensions_mut().insert(citizen)),
            Visitor::Staff(staff) => drop(request.extensions_mut().insert(staff)),
            Visitor::Ended(owner) => drop(request.extensions_mut().insert(owner)),
            Visitor::Nobody => {}
        }
    }

    fn viewer(&self) -> Viewer {
        match self {
            Visitor::Citizen(citizen) => Viewer::Citizen { name: citizen.name.full() },
            Visitor::Staff(staff) => Viewer::Staff {
                name: staff.name.clone(),
                practice: staff.practice_name.clone(),
                has_other_roles: staff.has_other_roles,
            },
            Visitor::Ended(_) | Visitor::Nobody => Viewer::Visitor,
        }
    }
}

/// Reads the session, ends it when its time is up, moves its stamp, and checks staff's role and practice again.
async fn recognise(
    app: &App,
    session: &Session,
    language: Option<Language>,
    correlation: &str,
) -> Result<Visitor, Failure> {
    let now = app.clock.now();
    if let Some(mut citizen) = session::citizen(session).await? {
        if !CITIZEN_LIMITS.allow(citizen.signed_in_at, citizen.seen_at, now) {
            return end(app, session, Owner::from(&citizen)).await;
        }
        let language = language.map_or(citizen.language.clone(), |language| language.tag().to_owned());
        if language != citizen.language {
            // Which language their next e-mail has is not worth a page.
            if let Err(error) = people::set_language(&app.db, citizen.id, &language).await {
                tracing::warn!(?error, "the language of somebody's messages could not be kept");
            }
        }
        if session::should_slide(citizen.seen_at, now) || language != citizen.language {
            (citizen.seen_at, citizen.language) = (now, language);
            session::keep_citizen(session, &citizen).await?;
        }
        return Ok(Visitor::Citizen(citizen));
    }
    let Some(mut staff) = session::staff(session).await? else {
        return Ok(parked::ended(session).await?.map_or(Visitor::Nobody, Visitor::Ended));
    };
    if !STAFF_LIMITS.allow(staff.signed_in_at, staff.seen_at, now) {
        return end(app, session, Owner::from(&staff)).await;
    }
    still_allowed(app, &staff.role, correlation).await?;
    if session::should_slide(staff.seen_at, now) {
        staff.seen_at = now;
        session::keep_staff(session, &staff).await?;
    }
    Ok(Visitor::Staff(Box::new(staff)))
}

async fn end(app: &App, session: &Session, owner: Owner) -> Result<Visitor, Failure> {
    session::end(session, &app.clock, &owner).await?;
    Ok(Visitor::Ended(owner))
}

/// The answer to a form that stands on a page of somebody else than is signed in now: nothing is done. None where the
/// request may go on. It is asked here and not by handlers, so that none can forget it.
async fn stop_form_of_another(
    app: &App,
    whose: Option<Whose>,
    request: &mut Request,
) -> Result<Option<Response>, Failure> {
    let Some(whose) = whose.filter(|_| request.method() == Method::POST && is_form(request)) else {
        return Ok(None);
    };
    if request.uri().path() == SIGN_OUT {
        return Ok(None);
    }
    let (parts, body) = mem::take(request).into_parts();
    let form = whole_form(Request::from_parts(parts.clone(), body)).await?;
    if !whose.has_sent(&form) {
        tracing::warn!("a form of somebody else's page was not taken");
        return Ok(Some(other_person::answer(Visit::of(&parts, app))));
    }
    *request = Request::from_parts(parts, Body::from(form));
    Ok(None)
}

/// To the right sign-in, and back to this page. A form is parked meanwhile, if its writer was signed in a short while ago,
/// and a page of ours stands between: browsers apply our `form-action` to the redirects after a form.
async fn send_to_sign_in(
    guarded: &Guarded,
    session: &Session,
    request: Request,
) -> Result<Response, Failure> {
    let back = here(request.uri().path(), &without_passing(request.uri().query().unwrap_or_default()));
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    half_typed::park_request(&guarded.app, session, request).await?;
    let to = match (guarded.who, reads) {
        (Who::Staff, true) => "/auth/cis2/start",
        (Who::Citizen | Who::Everybody | Who::Provider, true) => "/auth/nhs-login/start",
        (Who::Staff, false) => "/timed-out/staff",
        (Who::Citizen | Who::Everybody | Who::Provider, false) => "/timed-out",
    };
    let query: String =
        form_urlencoded::Serializer::new(String::new()).append_pair("return_to", &back).finish();
    Ok(Redirect::to(&format!("{to}?{query}")).into_response())
}
