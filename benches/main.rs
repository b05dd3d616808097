//! Measures the built service on this machine, beside the least that any service made of the same parts would need:
//! start-up, idle memory, weight of the start page, pages a second; the worklist among a million cases; decisions about access
//! among five million roles; health records given to another practice; our own store of roles; the pace at which roles are moved.
//! Run it by `bin/bench`; with `--lists` it measures instead how a list of a million linked accounts is checked.

mod access;
mod connections;
#[path = "../tests/support/crowd.rs"]
#[expect(dead_code, reason = "what only the tests of indexes need is not filled here")]
mod crowd;
mod gp_connect;
mod lists;
mod load;
mod moving;
mod national;
mod process;
mod report;
mod weight;
mod worklist;

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use domain::clock::Clock;
use proxy_access::app::App;
use proxy_access::run::demo::settings::{ServiceKeys, enable_practices};
use proxy_access::storage;

use self::process::Process;
use self::report::{Figure, report};

/// Starts measured for the median.
const STARTS: usize = 10;
/// First argument of this program when it plays the bare server.
const BARE: &str = "--bare-server";
/// Argument with which only lists of linked accounts are measured: that needs no database.
const LISTS: &str = "--lists";

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().collect();
    if arguments.iter().any(|argument| argument == LISTS) {
        return report(&lists::measure()?);
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    match arguments.iter().position(|argument| argument == BARE) {
        Some(at) => runtime.block_on(bare_server(arguments.get(at + 1).context("a port")?.parse()?)),
        None => runtime.block_on(measure()),
    }
}

/// What axum alone can do: one route, one word.
async fn bare_server(port: u16) -> Result<()> {
    let router = axum::Router::new().route("/", axum::routing::get(|| async { "hello" }));
    let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
    Ok(axum::serve(listener, router).await?)
}

async fn measure() -> Result<()> {
    #[expect(clippy::disallowed_methods, reason = "the benchmark has no configuration but this")]
    let Ok(database_url) = std::env::var("DATABASE_URL") else {
        bail!("run bin/bench: it starts a private Postgres")
    };
    let (clock, any) = (Clock::system(), SocketAddr::from((Ipv4Addr::LOCALHOST, 0)));
    let port = free_port()?;
    let url = format!("http://localhost:{port}");
    let keys = ServiceKeys::generate()?;
    let sandbox = keys.sandbox((any, any), &url, clock.clone()).await?;
    let app = App::build(keys.config(&sandbox, &url, &database_url, &[])?, clock.clone())?;
    storage::migrate(&app.db).await?;
    enable_practices(&app.db, &clock).await?;
    let mut of_worklist = worklist::measure(&app.db).await?;
    access::settle(&app.db).await?;
    let token = access::token(&app)?;
    app.db.close().await;

    let mut variables = keys.variables(&sandbox, &url, &database_url);
    variables.push(("LISTEN".to_owned(), format!("127.0.0.1:{port}")));
    variables.push(("LOG_FILTER".to_owned(), "warn".to_owned()));
    variables.push(("CONNECTIONS_PER_SOURCE".to_owned(), "2000".to_owned()));
    variables.push(("CONNECTIONS".to_owned(), "4000".to_owned()));
    variables.push(("PROGRAM_CALLS_A_SECOND".to_owned(), "1000000".to_owned()));
    let service = || Process::start(env!("CARGO_BIN_EXE_proxy-access"), &["serve"], &variables, port);
    let own = std::env::current_exe()?;
    let own = own.to_string_lossy();
    let port_text = port.to_string();
    let bare_arguments = [BARE, &port_text];
    let bare = || Process::start(&own, &bare_arguments, &[], port);

    let bare_starts = starts(bare).await?;
    let service_starts = starts(service).await?;
    let running = bare().await?;
    let bare_pages = load::pages_a_second(&url).await?;
    let bare_memory = running.memory()?;
    let bare_crowd = connections::measure(&running, port).await?;
    running.stop().await?;

    let running = service().await?;
    tokio::time::sleep(Duration::from_secs(2)).await;
    let memory = running.memory()?;
    let weight = weight::of_page(&url).await?;
    let pages = load::pages_a_second(&url).await?;
    let crowd = connections::measure(&running, port).await?;
    let mut of_access = access::measure(port, &token, &database_url).await?;
    running.stop().await?;
    let mut of_records = gp_connect::measure(&app.config.pds, &sandbox, &database_url).await?;
    sandbox.stop().await;

    let mut figures = vec![
        Figure::at_most("start-up to the first 200, median of 10, ms", service_starts, 150.0)
            .beside(bare_starts),
        Figure::at_most("idle memory (PSS), MiB", memory, 60.0).beside(bare_memory),
        Figure::at_most(
            "start page with all it loads, compressed, with heads, kB",
            weight.bytes / 1000.0,
            40.0,
        ),
        Figure::at_most("start page, requests", weight.requests, 6.0),
        Figure::at_most("start page, other hosts", weight.other_hosts, 0.0),
        Figure::at_most("a connection that has sent nothing, KiB", crowd.silent, 25.0)
            .beside(bare_crowd.silent),
        Figure::at_most("a connection that was answered, KiB", crowd.answered, 25.0)
            .beside(bare_crowd.answered),
        Figure::plain("a connection that has sent nothing, ms of processor", crowd.time)
            .beside(bare_crowd.time),
        Figure::at_most("memory (PSS) with 1,500 connections, MiB", crowd.all, 60.0).beside(bare_crowd.all),
        Figure::plain("start page, a second (16 connections)", pages).beside(bare_pages),
    ];
    figures.append(&mut of_worklist);
    figures.append(&mut of_access);
    figures.append(&mut of_records);
    figures.append(&mut national::measure(&database_url).await?);
    figures.append(&mut moving::measure(&database_url, &variables).await?);
    report(&figures)
}

/// Median milliseconds from the start of the process to its first good answer.
async fn starts<F: Future<Output = Result<Process>>>(start: impl Fn() -> F) -> Result<f64> {
    let mut all = Vec::new();
    for _ in 0..STARTS {
        let running = start().await?;
        all.push(running.started_in.as_secs_f64() * 1000.0);
        running.stop().await?;
    }
    all.sort_by(f64::total_cmp);
    Ok(f64::midpoint(all[(STARTS - 1) / 2], all[STARTS / 2]))
}

fn free_port() -> Result<u16> {
    Ok(std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}
