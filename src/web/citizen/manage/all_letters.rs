//! All messages we sent to the reader, about everybody, newest first.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;

use crate::app::App;
use crate::locale::Words;
use crate::storage::views::citizen::{self, Sent, Side};
use crate::web::failure::Failure;
use crate::web::lists::Head;
use crate::web::page::{self, Shell};
use crate::web::session::Citizen;
use crate::web::visit::Visit;
use crate::wording::Reader;

use super::letters::{Letter, letters};

/// One line.
struct Line {
    letter: Letter,
    about: String,
    link: String,
}

#[derive(Template)]
#[template(path = "citizen/manage/all_letters.html")]
pub(super) struct AllLetters {
    t: &'static Words,
    shell: Shell,
    heads: Vec<Head>,
    lines: Vec<Line>,
}
page::page!(AllLetters);

/// Shows them.
///
/// # Errors
/// When the database fails.
pub async fn show(State(app): State<Arc<App>>, visit: Visit, reader: Citizen) -> Result<AllLetters, Failure> {
    let (t, language) = (visit.t, visit.language());
    let sent = citizen::messages(&app.db, reader.id).await?;
    let line = |sent: &Sent| {
        let side = match sent.side {
            Side::Delegator => Reader::Delegator,
            Side::Delegate => Reader::Delegate,
        };
        let letter = letters(language, std::slice::from_ref(&sent.entry), side, &sent.practice_name).pop()?;
        let link = format!("/delegations/{}", sent.entry.delegation);
        Some(Line { letter, about: sent.other.full(), link })
    };
    let heads = [t.msg_manage_letters_what(), t.msg_manage_letters_to(), t.msg_manage_letters_when()];
    Ok(AllLetters {
        t,
        heads: heads.map(Head::new).into(),
        lines: sent.iter().filter_map(line).collect(),
        shell: visit.shell,
    })
}
