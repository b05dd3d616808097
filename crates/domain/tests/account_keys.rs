//! Linkage keys: how they are written and read, how much chance is in them, and when guessing is stopped.

use std::collections::HashSet;

use domain::account::key::{ALPHABET, BITS, LENGTH, TRIES_AN_HOUR, WRONG_IN_A_ROW, is_worn_out};
use domain::account::{LinkageKey, Tries};
use proptest::prelude::*;

#[test]
fn a_key_is_sixteen_of_sixteen_letters_and_so_has_64_bits_of_chance() {
    let letters: HashSet<u8> = ALPHABET.iter().copied().collect();
    assert_eq!(letters.len(), 16, "each stands for four bits");
    assert_eq!(usize::try_from(BITS).expect("a small number"), LENGTH * 4);
    assert_eq!(LinkageKey::from_random([0; 8]).grouped(), "2222-2222-2222-2222");
    assert_eq!(LinkageKey::from_random([255; 8]).grouped(), "YYYY-YYYY-YYYY-YYYY");
    let key = LinkageKey::from_random([0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef]);
    assert_eq!(key.grouped(), "2467-89FH-KMQR-TWXY");
}

#[test]
fn however_a_key_is_typed_it_is_the_same() {
    let expected = LinkageKey::parse("2467-89FH-KMQR-TWXY").expect("a key");
    for typed in ["246789FHKMQRTWXY", " 2467 89fh kmqr twxy", "2467\u{2013}89FH\u{2011}KMQR-twxy\t"] {
        assert!(LinkageKey::parse(typed) == Some(expected.clone()), "{typed}");
    }
    for typed in ["", "2467-89FH-KMQR-TWX", "2467-89FH-KMQR-TWXYY", "0467-89FH-KMQR-TWXY"] {
        assert!(LinkageKey::parse(typed).is_none(), "{typed}");
    }
}

#[test]
fn a_log_tells_no_linkage_key() {
    assert_eq!(format!("{:?}", LinkageKey::from_random([7; 8])), "LinkageKey(hidden)");
}

#[test]
fn guessing_is_stopped_for_the_account_and_for_the_person() {
    let may = |of_account, of_person| Tries { of_account, of_person }.may_go_on();
    assert!(may(0, 0) && may(TRIES_AN_HOUR - 1, TRIES_AN_HOUR - 1));
    assert!(!may(TRIES_AN_HOUR, 0) && !may(0, TRIES_AN_HOUR));
    assert_eq!(TRIES_AN_HOUR, 5);
    assert!(!is_worn_out(WRONG_IN_A_ROW - 1) && is_worn_out(WRONG_IN_A_ROW));
    const { assert!(WRONG_IN_A_ROW <= 100) };
}

proptest! {
    #[test]
    fn what_is_written_of_a_key_is_read_back(bytes in any::<[u8; 8]>()) {
        let key = LinkageKey::from_random(bytes);
        let read = LinkageKey::parse(&key.grouped());
        prop_assert_eq!(read.map(|read| read.bytes()), Some(bytes));
    }
}
