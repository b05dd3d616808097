//! One look at the feed: what is new for a caller since a place in it.

use std::time::Duration;

use crate::actions::programs::Acts;
use crate::api::problem::Problem;
use crate::app::App;
use crate::storage::views::feed::{self, Numbered, Stretch};
use domain::scope::Scope;

/// Most events at one look, whatever the settings say.
const MOST: u32 = 200;
/// How often a waiting reader looks.
pub(super) const LOOK: Duration = Duration::from_millis(250);

/// What the caller may read after a place, and how far the feed was whole then.
pub(super) async fn read(app: &App, acts: &Acts, after: i64) -> Result<(Vec<Numbered>, i64), Problem> {
    let up_to = app.horizon.now(&app.db).await?;
    if up_to <= after {
        return Ok((Vec::new(), up_to));
    }
    let stretch = Stretch { after, up_to, limit: most(app) };
    let found = match acts {
        Acts::Citizen(id) => feed::of_citizen(&app.db, *id, stretch).await?,
        Acts::Staff { practice, .. } => {
            feed::of_practices(&app.db, std::slice::from_ref(practice), stretch).await?
        }
        Acts::System { practices } => feed::of_practices(&app.db, practices, stretch).await?,
    };
    Ok((found, up_to))
}

/// The same for a system, in one statement that also tells whether it may read now; none where it may not.
pub(super) async fn read_of_system(
    app: &App,
    system: &str,
    after: i64,
) -> Result<Option<(Vec<Numbered>, i64)>, Problem> {
    let up_to = app.horizon.now(&app.db).await?;
    let stretch = Stretch { after, up_to, limit: most(app) };
    let found = feed::of_program(&app.db, (system, Scope::RolesView), stretch).await?;
    Ok(found.map(|found| (found, up_to)))
}

fn most(app: &App) -> i64 {
    app.config.programs.page_size.min(MOST).into()
}

/// Where to go on: behind the last event of a full page, else behind all that is whole.
pub(super) fn next(app: &App, found: &[Numbered], (up_to, after): (i64, i64)) -> i64 {
    let is_full = i64::try_from(found.len()).is_ok_and(|count| count == most(app));
    match found.last() {
        Some(last) if is_full => last.seq,
        _ => up_to.max(after),
    }
}
