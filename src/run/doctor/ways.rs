//! The ways to the database: a pooler that nobody told us of, an address past it that leads to it, a replica that lags.

use crate::app::App;
use crate::config::Pooler;
use crate::storage::{Between, Standing, what_is_between};

use super::finding::Finding;

/// Looks at each way that is set up.
pub(super) async fn ways(app: &App) -> Vec<Finding> {
    let mut findings = vec![straight(app.db.pooler(), what_is_between(&app.db).await)];
    if let Some(replica) = app.db.replica() {
        let standing = replica.standing(&app.db).await;
        findings.push(Finding::new("the replica", standing.map_or_else(|_| Some(SILENT.to_owned()), wrong)));
    }
    findings
}

const SILENT: &str =
    "does not answer; all is read from the primary. Start it, or correct DATABASE_REPLICA_URL";

/// What is wrong with the way that should have nothing on it.
fn straight(pooler: Pooler, seen: Between) -> Finding {
    let (what, away, found) = match pooler {
        Pooler::None => (
            "the way to the database",
            "does not answer. Start it, or correct DATABASE_URL",
            "has a pooler on it that we were not told of. Set DATABASE_POOLER and DATABASE_DIRECT_URL",
        ),
        Pooler::Transaction | Pooler::Prepared => (
            "the way past the pooler",
            "does not answer. Correct DATABASE_DIRECT_URL",
            "leads to a pooler. Correct DATABASE_DIRECT_URL: listening and migrations need Postgres itself",
        ),
    };
    let wrong = match seen {
        Between::Nothing => None,
        Between::Pooler => Some(found.to_owned()),
        Between::Away => Some(away.to_owned()),
    };
    Finding::new(what, wrong)
}

/// What is wrong with a replica that stands like this.
fn wrong(standing: Standing) -> Option<String> {
    match standing {
        Standing::Near => None,
        Standing::Far(Some(age)) => Some(format!(
            "is {} s behind, more than DATABASE_REPLICA_LAG_SECONDS; all is read from the primary meanwhile",
            age.whole_seconds()
        )),
        Standing::Far(None) => Some("has never replayed anything; all is read from the primary".to_owned()),
        Standing::NotAStandby => Some(
            "is no standby: it follows nobody, and is not read. Correct DATABASE_REPLICA_URL, or make it one \
             anew where it was promoted"
                .to_owned(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_that_is_wrong_names_the_setting_that_mends_it() {
        for (pooler, seen, setting) in [
            (Pooler::None, Between::Pooler, "DATABASE_POOLER"),
            (Pooler::None, Between::Away, "DATABASE_URL"),
            (Pooler::Transaction, Between::Pooler, "DATABASE_DIRECT_URL"),
            (Pooler::Prepared, Between::Away, "DATABASE_DIRECT_URL"),
        ] {
            let told = straight(pooler, seen).wrong.unwrap_or_default();
            assert!(told.contains(setting), "{pooler:?} {seen:?}: {told}");
        }
        assert_eq!(straight(Pooler::None, Between::Nothing).wrong, None);
    }

    #[test]
    fn a_replica_that_is_near_is_no_news() {
        assert_eq!(wrong(Standing::Near), None);
        let far = Standing::Far(Some(time::Duration::seconds(90)));
        assert!(wrong(far).is_some_and(|told| told.contains("90 s")));
        for standing in [Standing::Far(None), Standing::NotAStandby] {
            assert!(wrong(standing).is_some(), "{standing:?}");
        }
    }
}
