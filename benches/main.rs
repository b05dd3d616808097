//! Measures the built service on this machine, beside the least that any service made of the same parts would need, and beside a
//! build of before: start-up, memory, weight of the start page; the main work; the worklist among a million cases; decisions about
//! access; health records given to another practice; our own store of roles; the pace at which roles are moved; what many delegations
//! take.
//! Run it by `bin/bench`, which says what can be chosen; what the figures mean stands in `docs/performance.md`.

mod access;
mod bare;
#[path = "../tests/support/browser.rs"]
#[expect(
    clippy::expect_used,
    clippy::panic,
    dead_code,
    reason = "the browser of the tests: a page that is not as expected ends the task that opened it"
)]
mod browser;
mod connections;
mod copies;
#[path = "../tests/support/crowd.rs"]
#[expect(dead_code, reason = "what only the tests of indexes need is not filled here")]
mod crowd;
mod gp_connect;
mod lists;
mod load;
mod machine;
mod moving;
mod national;
mod options;
#[path = "../tests/support/page.rs"]
#[expect(clippy::expect_used, clippy::panic, dead_code, reason = "what the tests look for on pages, too")]
mod page;
mod process;
mod report;
mod side;
mod size;
mod start;
mod viewer;
mod weight;
mod wire;
mod work;
mod worklist;

use std::io::Write;
use std::net::Ipv4Addr;

use anyhow::{Context, Result, bail};
use domain::clock::Clock;
use sqlx::postgres::PgPoolOptions;

use self::machine::Postgres;
use self::options::{Options, Part};
use self::report::{Figure, Row, keep, report};
use self::side::Side;

/// First argument of this program when it plays the bare server.
const BARE: &str = "--bare-server";
/// This build.
const OURS: &str = env!("CARGO_BIN_EXE_proxy-access");

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().collect();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    if let Some(at) = arguments.iter().position(|argument| argument == BARE) {
        let port: u16 = arguments.get(at + 1).context("a port")?.parse()?;
        return runtime.block_on(bare::serve(port, &database_url()?));
    }
    let options = Options::read(arguments.get(1..).unwrap_or_default())?;
    if options.needs_no_database() {
        return report(&machine::kind(), &[], &lists::measure()?);
    }
    runtime.block_on(measure(options))
}

fn database_url() -> Result<String> {
    #[expect(clippy::disallowed_methods, reason = "the benchmark has no configuration but this")]
    let Ok(database_url) = std::env::var("DATABASE_URL") else {
        bail!("run bin/bench: it starts a private Postgres")
    };
    Ok(database_url)
}

async fn measure(options: Options) -> Result<()> {
    let server_url = database_url()?;
    let own = std::env::current_exe()?;
    let own = own.to_string_lossy().into_owned();
    let about = about(&options, &server_url).await?;
    let (mut rows, mut figures): (Vec<Row>, Vec<Figure>) = (Vec::new(), Vec::new());
    if options.has(Part::Work) {
        say("The main work …")?;
        let measured = Box::pin(work::measure(&server_url, &own, options.program_of_before())).await?;
        rows.extend(measured.0);
        figures.extend(measured.1);
    }
    if options.has(Part::Start) {
        say("Start-up and memory …")?;
        let mut side = Side::settle(OURS, (&server_url, "start")).await?;
        figures.extend(Box::pin(start::measure(&mut side, &own)).await?);
        side.stop().await?;
    }
    if options.has(Part::Worklist) {
        say("The worklist …")?;
        let side = Side::settle(OURS, (&server_url, "worklist")).await?;
        figures.extend(Box::pin(worklist::measure(&side.storage())).await?);
        side.stop().await?;
    }
    if options.has(Part::Accounts) {
        say("Roles and accounts …")?;
        figures.extend(Box::pin(of_accounts(&options, &server_url)).await?);
    }
    if options.has(Part::Records) {
        say("Health records …")?;
        let mut side = Side::settle(OURS, (&server_url, "records")).await?;
        gp_connect::fill(&side.storage()).await?;
        figures.extend(Box::pin(viewer::measure(&mut side)).await?);
        let pds = side.config()?.pds;
        figures.extend(Box::pin(gp_connect::measure(&pds, &side.sandbox, &side.database_url)).await?);
        side.stop().await?;
    }
    if options.has(Part::National) {
        say("Our own store of roles …")?;
        let side = Side::settle(OURS, (&server_url, "national")).await?;
        figures.extend(Box::pin(national::measure(&side.database_url, options.is_large)).await?);
        figures.extend(Box::pin(moving::measure(&side.database_url, &side.variables)).await?);
        side.stop().await?;
    }
    if options.has(Part::Size) {
        say("Many delegations …")?;
        figures.extend(Box::pin(size::measure(&server_url, options.is_large)).await?);
    }
    if options.has(Part::Lists) {
        say("Lists of linked accounts …")?;
        figures.extend(tokio::task::block_in_place(lists::measure)?);
    }
    report(&about, &rows, &figures)?;
    if options.is_kept {
        keep(&about, &rows, &figures)?;
    }
    Ok(())
}

/// What a program asks about access, of this build and of that of before, each with a database of its own.
async fn of_accounts(options: &Options, server_url: &str) -> Result<Vec<Figure>> {
    let count = if options.is_large { access::LARGE } else { access::SMALL };
    let mut ours = Side::settle(OURS, (server_url, "accounts")).await?;
    access::settle(&ours.storage(), count).await?;
    ours.serve(false).await?;
    let token = ours.token(access::CLIENT, "user.roles.view", None)?;
    let before = match options.program_of_before() {
        Some(program) => Some(of_before(program, server_url, count).await?),
        None => None,
    };
    let place = match &before {
        Some(side) => Some((side.port, side.token(access::CLIENT, "user.roles.view", None)?)),
        None => None,
    };
    let measured = access::measure((ours.port, &token), count, place, server_url).await?;
    ours.stop().await?;
    if let Some(before) = before {
        before.stop().await?;
    }
    Ok(measured)
}

async fn of_before(program: &str, server_url: &str, count: u32) -> Result<Side> {
    let mut side = Side::settle(program, (server_url, "accounts_before")).await?;
    access::settle_roles(&side.storage(), count).await?;
    side.serve(false).await?;
    Ok(side)
}

/// On what, when and of which commit it was measured.
async fn about(options: &Options, server_url: &str) -> Result<String> {
    let db = PgPoolOptions::new().max_connections(1).connect(server_url).await?;
    let version = Postgres::of(&db).await?.version().await?;
    db.close().await;
    let (kind, today) = (machine::kind(), Clock::system().today_in_london());
    let before = options.before.as_ref().map(|(_, commit)| format!(", beside {commit}")).unwrap_or_default();
    let commit =
        if options.commit.is_empty() { "a commit that was not told" } else { options.commit.as_str() };
    Ok(format!("{today}, {commit}{before}; {kind}, Postgres {version}; everything on this one machine."))
}

/// Tells the person at the terminal what is done now.
fn say(what: &str) -> Result<()> {
    Ok(writeln!(std::io::stderr(), "{what}")?)
}

fn free_port() -> Result<u16> {
    Ok(std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}
