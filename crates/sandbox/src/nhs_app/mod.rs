//! The NHS App, as far as it has to do with us: its first page, its script, and how it opens another service
//! (docs/sources.md#nhsl-app).

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use http::{StatusCode, header};
use serde_json::json;

use super::cast::{self, Citizen};
use super::nhs_login::account::account;
use super::nhs_login::claims::ID_TOKEN_LIFE;
use super::oidc::Provider;
use super::oidc::jose::{self, Signing};
use super::oidc::keys::{Algorithm, Slot, key};
use super::oidc::store::Issued;
use super::pages::show;
use super::service_url::ServiceUrl;

/// The App's client id at NHS login.
pub const CLIENT_ID: &str = "nhs-app";
/// Life of its tokens, in seconds.
const LIFE: i64 = 60;

/// In which way a token of the App is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bent {
    /// In none.
    Nothing,
    /// It has expired.
    Expired,
    /// It lives longer than it may.
    LongLived,
    /// It was made in the future.
    IatAhead,
    /// Somebody else's key has signed it.
    WrongSignature,
    /// Its code is no ID token's.
    UnknownCode,
    /// Another client has made it, which may not vouch for anybody.
    OtherClient,
    /// It has no id.
    NoJti,
}

/// What the App sends when this person opens us; none for people without an account.
pub(super) fn token(nhs_login: &Provider, person: &str, bent: Bent) -> Option<String> {
    let (now, code) = (nhs_login.now(), nhs_login.clock().new_id().to_string());
    if bent != Bent::UnknownCode {
        let (client_id, person) = (CLIENT_ID.to_owned(), account(person)?.id.to_owned());
        let issued = Issued { client_id, person, signed_in: now, expires: now + ID_TOKEN_LIFE };
        nhs_login.store().note_id_token(code.clone(), issued);
    }
    let made = match bent {
        Bent::Expired => now - LIFE,
        Bent::IatAhead => now + 30,
        Bent::Nothing | Bent::LongLived | Bent::WrongSignature => now,
        Bent::UnknownCode | Bent::OtherClient | Bent::NoJti => now,
    };
    let life = if bent == Bent::LongLived { LIFE + 1 } else { LIFE };
    let issuer = if bent == Bent::OtherClient { "other-app" } else { CLIENT_ID };
    let mut claims = jose::claims_of(json!({"code": code, "iss": issuer, "iat": made, "exp": made + life}));
    if bent != Bent::NoJti {
        claims.insert("jti".to_owned(), json!(nhs_login.clock().new_id().to_string()));
    }
    let slot = if bent == Bent::WrongSignature { Slot::Stranger } else { Slot::NhsApp };
    let signing = Signing { key: key(slot).ok()?, algorithm: Algorithm::Rs512, kid: None, kind: "JWT" };
    jose::signed(&claims, &signing).ok()
}

/// The App's first page, where links back lead.
#[derive(Template)]
#[template(path = "nhs_app.html")]
struct NhsApp {
    people: Vec<&'static Citizen>,
}

/// What the App knows: NHS login, with which it is registered, and where our service is.
type Known = (Provider, ServiceUrl);

pub(super) fn routes(nhs_login: Provider, service_url: ServiceUrl) -> Router {
    Router::new()
        .route("/nhs-app", get(first_page))
        .route("/nhs-app/nhsapp.js", get(script))
        .route("/nhs-app/open/{person}", get(open))
        .with_state((nhs_login, service_url))
}

async fn first_page() -> Response {
    let people = cast::citizens().iter().filter(|citizen| !citizen.pds_only).collect();
    show(&NhsApp { people })
}

async fn script() -> Response {
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], include_str!("nhsapp.js")).into_response()
}

/// Opens the service as this person, as if they had signed in in the App.
async fn open(State((nhs_login, service_url)): State<Known>, Path(person): Path<String>) -> Response {
    let Some(token) = token(&nhs_login, &person, Bent::Nothing) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let service = service_url.get();
    Redirect::to(&format!("{service}/auth/nhs-login/sso?assertedLoginIdentity={token}")).into_response()
}
