//! Whether and since when the access stands on the national list, in a sentence for both people. Nothing else of it is theirs
//! to read here, and no reason.

use crate::app::App;
use crate::locale::{Language, day_long, words};
use crate::storage::views::followed_roles;
use crate::web::failure::Failure;
use crate::web::lists::SummaryRow;
use domain::delegation::{Delegation, Stage};
use domain::role::Status;

/// The row of the access; none where the practice does not use the national store, and while nobody has access.
///
/// # Errors
/// When the database fails.
pub async fn row(
    app: &App,
    delegation: &Delegation,
    language: Language,
) -> Result<Option<SummaryRow>, Failure> {
    if app.vrs.is_none() || delegation.stage != Stage::Active {
        return Ok(None);
    }
    let Some(role) = followed_roles::of(&app.db, delegation).await? else { return Ok(None) };
    let t = words(language);
    let active = role.filter(|role| role.status == Some(Status::Active));
    let sentence = active.map_or_else(
        || t.msg_national_not_listed(),
        |role| t.msg_national_listed(day_long(role.since, language)),
    );
    Ok(Some(SummaryRow::new(t.msg_national_list(), sentence)))
}
