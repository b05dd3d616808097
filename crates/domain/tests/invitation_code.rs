//! Codes of invitations, as they are written, read out and typed.

use std::collections::HashSet;

use domain::InvitationCode;
use domain::invitation_code::ALPHABET;
use proptest::prelude::*;

fn code(number: u32) -> String {
    InvitationCode::from_number(number).grouped()
}

#[test]
fn no_two_of_ten_thousand_are_alike() {
    // Numbers far apart and close together: each has a code of its own.
    let near = 0..5_000_u32;
    let far = (0..5_000_u32).map(|n| 1_000_000 + n * 800_000);
    let codes: HashSet<String> = near.chain(far).map(code).collect();
    assert_eq!(codes.len(), 10_000);
}

#[test]
fn nothing_in_a_code_looks_or_sounds_like_something_else() {
    let letters: HashSet<char> = ALPHABET.iter().map(|letter| char::from(*letter)).collect();
    assert_eq!(letters.len(), 16, "none twice: each stands for four bits");
    for never in "0O1IL5SBUVZG".chars() {
        assert!(!letters.contains(&never), "{never} looks like another");
    }
    for vowel in "AEIOU".chars() {
        assert!(!letters.contains(&vowel), "{vowel} makes words");
    }
    for alike in ["BCDEGPTV3", "AJK", "MN", "FS", "95", "8B"] {
        let taken = alike.chars().filter(|letter| letters.contains(letter)).count();
        assert_eq!(taken, 1, "{alike} sound alike");
    }
}

#[test]
fn a_code_is_two_groups_of_four() {
    assert_eq!(code(0), "2222-2222");
    assert_eq!(code(u32::MAX), "YYYY-YYYY");
    assert_eq!(code(0x0123_4567), "2467-89FH");
}

#[test]
fn however_people_type_it_it_is_the_same_code() {
    let expected = InvitationCode::parse("2F7K-9MTX").expect("a code");
    for typed in
        ["2F7K9MTX", "2f7k-9mtx", " 2f7k 9mtx ", "2 F 7 K 9 M T X", "2F7K\u{2013}9MTX", "2F7K\u{2011}9mtx\t"]
    {
        assert!(InvitationCode::parse(typed) == Some(expected), "{typed}");
    }
}

#[test]
fn what_is_no_code_is_none() {
    for typed in
        ["", "2F7K-9MT", "2F7K-9MTXX", "2F7K-9MT0", "2F7K-9MTI", "2F7K_9MTX", "\u{ff12}F7K-9MTX", "code"]
    {
        assert!(InvitationCode::parse(typed).is_none(), "{typed}");
    }
    assert!(InvitationCode::parse(&"2".repeat(100_000)).is_none());
}

#[test]
fn a_log_tells_no_code() {
    assert_eq!(format!("{:?}", InvitationCode::from_number(7)), "InvitationCode(hidden)");
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(number in any::<u32>()) {
        let read = InvitationCode::parse(&code(number));
        prop_assert_eq!(read.map(InvitationCode::number), Some(number));
    }
}
