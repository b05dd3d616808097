//! What a process of this machine has used, Postgres with all of its processes, and what kind of machine it is.

use std::fs::read_to_string;

use anyhow::{Context, Result};
use sqlx::PgPool;

/// Fields of `/proc/<pid>/stat` after the name: parent; time of the process in user and system mode, and of children that it
/// waited for, in ticks of 10 milliseconds.
const PARENT: usize = 1;
const OWN: [usize; 2] = [11, 12];
const OF_CHILDREN: [usize; 2] = [13, 14];

/// Milliseconds of processor time that this process has used.
pub fn processor(pid: u32) -> Result<f64> {
    time(&fields(pid)?, &OWN)
}

fn fields(pid: u32) -> Result<Vec<String>> {
    let stat = read_to_string(format!("/proc/{pid}/stat"))?;
    // The name in brackets may hold spaces.
    let after = stat.rsplit_once(')').context("no name")?.1;
    Ok(after.split_whitespace().map(str::to_owned).collect())
}

fn time(fields: &[String], which: &[usize]) -> Result<f64> {
    let mut all = 0.0;
    for at in which {
        let ticks: f64 = fields.get(*at).context("no figure")?.parse()?;
        all += ticks * 10.0;
    }
    Ok(all)
}

/// The server of a database.
pub struct Postgres {
    postmaster: u32,
    db: PgPool,
    counts_statements: bool,
}

impl Postgres {
    /// The one behind these connections. Statements are counted where it came with the extension that does.
    pub async fn of(db: &PgPool) -> Result<Postgres> {
        let pid: i32 = sqlx::query_scalar("select pg_backend_pid()").fetch_one(db).await?;
        let parent = fields(u32::try_from(pid)?)?.get(PARENT).context("no parent")?.parse()?;
        let make = "create extension if not exists pg_stat_statements";
        let made = sqlx::query(make).execute(db).await.is_ok();
        // It can be made where the server does not load it, and then fails when it is read.
        let read = sqlx::query("select count(*) from pg_stat_statements").execute(db).await.is_ok();
        Ok(Postgres { postmaster: parent, db: db.clone(), counts_statements: made && read })
    }

    /// Milliseconds of processor time that all of its processes have used.
    pub fn processor(&self) -> Result<f64> {
        let mut all = time(&fields(self.postmaster)?, &OF_CHILDREN)?;
        for entry in std::fs::read_dir("/proc")? {
            let name = entry?.file_name();
            let Some(pid) = name.to_str().and_then(|name| name.parse().ok()) else { continue };
            // One that has ended meanwhile counts with its parent.
            let Ok(its) = fields(pid) else { continue };
            let is_own = its.get(PARENT).is_some_and(|parent| *parent == self.postmaster.to_string());
            if is_own || pid == self.postmaster {
                all += time(&its, &OWN)?;
            }
        }
        Ok(all)
    }

    /// Statements that it has done in this database; none where they are not counted.
    pub async fn statements(&self, database: &str) -> Result<Option<f64>> {
        if !self.counts_statements {
            return Ok(None);
        }
        let count = sqlx::query_scalar(
            "select coalesce(sum(calls), 0)::float8 from pg_stat_statements
             where dbid = (select oid from pg_database where datname = $1)",
        );
        Ok(Some(count.bind(database).fetch_one(&self.db).await?))
    }

    /// Its version.
    pub async fn version(&self) -> Result<String> {
        Ok(sqlx::query_scalar("select current_setting('server_version')").fetch_one(&self.db).await?)
    }
}

/// The path of one of Postgres' own programs, of the version that the private server has.
pub fn postgres_tool(name: &str) -> Result<String> {
    let folder = std::process::Command::new("bin/with-postgres").arg("--find").output()?;
    Ok(format!("{}/{name}", String::from_utf8(folder.stdout)?.trim()))
}

/// The processor's name and how many of its cores we have.
pub fn kind() -> String {
    let about = read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = about.lines().find_map(|line| line.strip_prefix("model name"));
    let model = model.map_or("unknown processor", |model| model.trim_start_matches([' ', '\t', ':']));
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    format!("{model}, {cores} cores")
}
