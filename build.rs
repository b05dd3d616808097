//! Prepares what the binary embeds: the words of every language as typed functions, and the front-end files.

#[path = "build/assets.rs"]
mod assets;
#[path = "build/bundle.rs"]
mod bundle;
#[path = "build/words.rs"]
mod words;

use std::path::PathBuf;
use std::process::ExitCode;

/// One plain sentence for the person who runs the build.
type Fault = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            for line in fault.to_string().lines() {
                println!("cargo::error={line}");
            }
            ExitCode::FAILURE
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "cargo talks to build scripts through the environment")]
fn run() -> Result<(), Fault> {
    let package = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    words::build(&package.join("locales"), &out)?;
    assets::build(&package, &out)
}
