//! The cookies page. Both cookies are strictly necessary, so nobody is asked for consent.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;

use crate::app::App;
use crate::locale::Words;
use crate::web::kept;
use crate::web::lists::Head;
use crate::web::page::{Shell, page};
use crate::web::visit::Visit;

#[derive(Template)]
#[template(path = "public/cookies.html")]
pub(super) struct Cookies {
    t: &'static Words,
    shell: Shell,
    heads: Vec<Head>,
    /// Name of the session's cookie; it has a prefix where the service is reached over https.
    session: &'static str,
}
page!(Cookies);

/// Shows it.
pub(super) async fn show(State(app): State<Arc<App>>, visit: Visit) -> Cookies {
    let t = visit.t;
    let heads = [t.msg_public_cookies_name(), t.msg_public_cookies_purpose(), t.msg_public_cookies_expires()];
    let session = kept::cookie(app.config.server.is_https());
    Cookies { t, shell: visit.shell, heads: heads.into_iter().map(Head::new).collect(), session }
}
