//! What the national store says that the two people of a case are to each other, asked for when somebody of the
//! practice looks at their roles there.

use crate::app::App;
use crate::integrations::Upstream;
use crate::storage::views::case::Case;
use domain::role::Relation;

/// Asks for it; nothing where the store says nothing, or is not to be asked (`VRS_RELATIONSHIPS`).
///
/// # Errors
/// What kept us from an answer.
pub async fn relations(app: &App, case: &Case) -> Result<Vec<Relation>, Upstream> {
    let is_asked = app.config.vrs.as_ref().is_some_and(|config| config.shows_relationships);
    let Some(vrs) = app.vrs.as_ref().filter(|_| is_asked) else { return Ok(Vec::new()) };
    let pair = (&case.delegator.nhs_number, &case.delegate.nhs_number);
    vrs.relations(pair, &app.clock.new_id().to_string()).await
}
