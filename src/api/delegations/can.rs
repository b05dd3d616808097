//! Which commands a caller could give now: their token reaches so far, and the rules would do it.

use crate::actions::accept;
use crate::actions::programs::Caller;
use crate::api::problem::Problem;
use crate::app::App;
use domain::Actor;
use domain::delegation::{CommandKind, Delegation, could_change};

use super::commands::COMMANDS;

/// The last parts of their paths.
///
/// # Errors
/// When the database fails.
pub async fn can(app: &App, caller: &Caller, delegation: &Delegation) -> Result<Vec<&'static str>, Problem> {
    let (actor, now) = (caller.by(&delegation.practice).actor, app.clock.now());
    let mut can = Vec::new();
    for (name, kind, need) in COMMANDS {
        if need.token().is_some_and(|need| caller.may(need))
            && could_change(delegation, *kind, &actor, now)
            && is_for_them(app, &actor, delegation, *kind).await?
        {
            can.push(*name);
        }
    }
    Ok(can)
}

/// Saying yes is for the very person who was invited, which takes more to know than the delegation tells.
async fn is_for_them(
    app: &App,
    actor: &Actor,
    delegation: &Delegation,
    kind: CommandKind,
) -> Result<bool, Problem> {
    match (kind, actor) {
        (CommandKind::Accept, Actor::Citizen { id }) => {
            Ok(accept::would_be_done(app, *id, delegation).await?)
        }
        _ => Ok(true),
    }
}
