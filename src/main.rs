//! Picks the run mode and starts it, nothing else.

use clap::Parser;
use proxy_access::run::{Arguments, start};

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(start(arguments))
}
