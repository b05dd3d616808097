//! `packaging/stand-ins` sees the stand-ins of the program that the tests use. `bin/test` shows it one that is handed on.

use std::process::Command;

use crate::package::run;

#[test]
fn a_program_with_stand_ins_is_refused_for_its_run_modes_its_symbols_and_its_pages() {
    let seen = run(Command::new("packaging/stand-ins").arg(env!("CARGO_BIN_EXE_proxy-access")));
    let told = String::from_utf8_lossy(&seen.stdout);
    assert_eq!(seen.status.code(), Some(1), "{told}");
    let kinds: Vec<&str> =
        told.lines().filter_map(|line| line.split_once(": ")).map(|(kind, _)| kind).collect();
    assert_eq!(kinds, ["run mode", "symbol", "text"], "{told}");
}

#[test]
fn a_program_in_which_nothing_can_be_seen_is_refused_too() {
    let seen = run(Command::new("packaging/stand-ins").arg("/usr/bin/env"));
    assert_eq!(seen.status.code(), Some(2), "{}", String::from_utf8_lossy(&seen.stderr));
}
