//! Sends the letter that tells a practice of a round in which its linked accounts are moved. Nobody is named in it, so that
//! any way may carry it whole.

use uuid::Uuid;

use crate::app::App;
use crate::locale::Language;
use crate::messages::moving::{Facts, compose, document};
use crate::storage::outbox::Job;
use crate::storage::transfers::letters::{self, Letter};
use crate::storage::{StorageError, postings, practice_settings, practices};

use super::email::{NotSent, mail};
use super::posting::{ByMesh, by_mesh};

/// Sends the letter `id`, with the key of its job. One that has waited until the move is over is not true any more.
pub(super) async fn send_moving(app: &App, job: &Job, id: Uuid) -> Result<Result<(), NotSent>, StorageError> {
    let Some(letter) = letters::find(&app.db, id).await? else { return Ok(Err(NotSent::Unreadable)) };
    if app.clock.now() >= letter.closes {
        return Ok(Err(NotSent::TooLate));
    }
    let (practice, kept) = tokio::try_join!(
        practices::find(&app.db, &letter.practice),
        practice_settings::find(&app.db, &letter.practice)
    )?;
    let Some((practice, kept)) = practice.zip(kept) else { return Ok(Err(NotSent::Unreadable)) };
    let facts = facts(app, &letter, &practice.name);
    let body = || document(id, &facts).ok();
    let channel = match by_mesh(app, job, (id, &letter.practice), body).await? {
        ByMesh::Done => return Ok(Ok(())),
        ByMesh::Later(fault) => return Ok(Err(NotSent::Upstream(fault))),
        ByMesh::Mail(channel) => channel,
    };
    let Some(address) = kept.settings.email else { return Ok(Err(NotSent::NoAddress)) };
    postings::goes_by(&app.db, id, channel).await?;
    let Ok(composed) = compose(&facts) else { return Ok(Err(NotSent::Unreadable)) };
    Ok(mail(app, (id, &job.key), address, (composed, facts.language)).await)
}

fn facts<'a>(app: &App, letter: &Letter, practice: &'a str) -> Facts<'a> {
    let first = app.config.messages.languages.first().and_then(|tag| Language::parse(tag));
    Facts {
        language: first.unwrap_or(Language::En),
        practice,
        round: letter.round,
        moves: letter.moves,
        excluded: letter.excluded,
        wrong: letter.wrong,
        opens: letter.opens,
        closes: letter.closes,
        link: format!("{}/staff/moving", app.config.server.public_url),
    }
}
