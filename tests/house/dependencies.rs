//! One crypto provider, aws-lc-rs: a second one comes in silently with the default features of some crates.

use std::process::Command;

use super::tree::{expect_none, expect_one, top};

const BANNED: &[&str] = &["ring", "openssl", "openssl-sys", "native-tls"];

/// Reads the lines of `cargo tree --prefix none`: `name v1.2.3 …`.
fn faults(tree: &str) -> Vec<String> {
    let names = tree.lines().filter_map(|line| line.split(' ').next());
    let mut found: Vec<String> =
        names.filter(|name| BANNED.contains(name)).map(|name| format!("{name} is banned")).collect();
    found.dedup();
    found
}

#[test]
fn there_is_one_crypto_provider() {
    let arguments = ["tree", "--locked", "--offline", "--edges", "all", "--prefix", "none"];
    let output = Command::new(env!("CARGO")).args(arguments).current_dir(top()).output().expect("cargo runs");
    let tree = String::from_utf8_lossy(&output.stdout);
    assert!(tree.contains("aws-lc-rs v"), "cargo tree: {}", String::from_utf8_lossy(&output.stderr));
    expect_none(&faults(&tree));
}

#[test]
fn a_second_provider_is_seen() {
    expect_one(&faults("proxy-access v0.1.0 (/x)\nrustls v0.23.1\nring v0.17.14\n"), "ring is banned");
    expect_none(&faults("openssl-probe v0.2.0\naws-lc-rs v1.0.0 (*)\n"));
}
