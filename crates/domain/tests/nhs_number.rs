//! NHS numbers (docs/sources.md#nhs-number).

use domain::NhsNumber;
use domain::nhs_number::NhsNumberFault::{self, NotDigits, WrongCheckDigit, WrongLength};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};

fn fault(text: &str) -> Option<NhsNumberFault> {
    NhsNumber::parse(text).err()
}

#[test]
fn published_numbers_are_taken() {
    let published = [
        "9000000009",
        "9000000017",
        "9000000025",
        "9000000033",
        "9000000041",
        "9111231130",
        "9990003343",
        "9434765919",
        "9876543210",
    ];
    let cast = [
        "9990000018",
        "9990000026",
        "9990000034",
        "9990000042",
        "9990000050",
        "9990000069",
        "9990000077",
        "9990000085",
        "9990000093",
        "9990000107",
        "9990000115",
        "9990000123",
    ];
    for number in published.into_iter().chain(cast) {
        assert_eq!(NhsNumber::parse(number).as_ref().map(NhsNumber::as_str), Ok(number));
    }
}

#[test]
fn a_wrong_check_digit_is_refused() {
    for number in ["9000000000", "9000000015", "9990000000", "9912003072", "9912003073"] {
        assert_eq!(fault(number), Some(WrongCheckDigit), "{number}");
    }
}

#[test]
fn a_number_whose_check_digit_would_be_10_does_not_exist() {
    for last in 0..10 {
        assert_eq!(fault(&format!("999000014{last}")), Some(WrongCheckDigit));
    }
}

#[test]
fn ten_equal_digits_are_refused_although_modulus_11_takes_them() {
    for digit in '0'..='9' {
        let number = String::from_iter([digit; 10]);
        assert!(oracle(&number), "modulus 11 takes {number}");
        assert_eq!(fault(&number), Some(WrongCheckDigit), "{number}");
    }
}

#[test]
fn people_space_it_as_they_like() {
    let spaced = [
        "999 000 0018",
        "999-000-0018",
        "  9990000018\t",
        "999\u{2013}000\u{2013}0018",
        "999\u{2014}000\u{2014}0018",
        "999\u{2010}000\u{2011}0018",
        "999\u{2212}000\u{2212}0018",
        "999\u{a0}000\u{202f}0018",
        "9 9 9 0 0 0 0 0 1 8",
        "9990000018\r\n",
    ];
    for text in spaced {
        assert_eq!(NhsNumber::parse(text).as_ref().map(NhsNumber::as_str), Ok("9990000018"), "{text:?}");
    }
}

#[test]
fn what_is_no_ascii_digit_is_refused() {
    let others = [
        "\u{ff19}\u{ff19}\u{ff19}\u{ff10}\u{ff10}\u{ff10}\u{ff10}\u{ff10}\u{ff11}\u{ff18}", // full width
        "\u{669}990000018",
        "999000001\u{665}",
        "999O000018",
        "999.000.0018",
        "999/000/0018",
        "+9990000018",
        "9990000018x",
        "999\u{0}0000018",
        "999\u{200b}0000018",
        "'; drop table person",
        "NHS",
    ];
    for text in others {
        assert_eq!(fault(text), Some(NotDigits), "{text:?}");
    }
}

#[test]
fn nine_and_eleven_digits_are_refused() {
    for text in ["", "   ", "---", "9", "999000001", "99900000180", "09990000018"] {
        assert_eq!(fault(text), Some(WrongLength), "{text:?}");
    }
    assert_eq!(fault(&"9".repeat(100_000)), Some(WrongLength));
}

#[test]
fn it_hides_itself() {
    let number = NhsNumber::parse("9990000018").expect("an NHS number");
    for shown in [format!("{number:?}"), format!("{number:#?}"), format!("{:?}", Some(&number))] {
        assert!(!shown.contains(|c: char| c.is_ascii_digit()), "{shown}");
    }
    for fault in [NotDigits, WrongLength, WrongCheckDigit] {
        assert!(!format!("{fault} {fault:?}").contains("999"));
    }
}

#[test]
fn it_is_read_3_3_4_by_people_and_as_ten_digits_by_programs() {
    let number = NhsNumber::parse("999-000-0018").expect("an NHS number");
    assert_eq!(number.spaced(), "999 000 0018");
    assert_eq!(serde_json::to_string(&number).expect("written"), r#""9990000018""#);
    assert_eq!(serde_json::from_str::<NhsNumber>(r#""999 000 0018""#).expect("read"), number);
    let refused = serde_json::from_str::<NhsNumber>(r#""9990000019""#).expect_err("refused").to_string();
    assert!(!refused.contains("9990000019"), "{refused}");
}

/// Modulus 11 written another way: with weights 10 down to 1 over all ten digits the sum is a multiple of 11.
fn oracle(number: &str) -> bool {
    let mut sum = 0;
    for (place, digit) in number.bytes().enumerate() {
        sum += usize::from(digit - b'0') * (10 - place);
    }
    sum % 11 == 0
}

proptest! {
    #![proptest_config(Config {
        cases: 256, failure_persistence: None, rng_seed: RngSeed::Fixed(3), ..Config::default()
    })]

    #[test]
    fn for_any_front_exactly_the_oracles_digit_is_taken(front in "[0-9]{9}") {
        for last in '0'..='9' {
            let number = format!("{front}{last}");
            let all_equal = number.bytes().all(|byte| byte == number.as_bytes()[0]);
            prop_assert_eq!(NhsNumber::parse(&number).is_ok(), oracle(&number) && !all_equal, "{}", number);
        }
    }

    #[test]
    fn one_wrong_digit_or_two_swapped_are_always_found(
        front in "[0-9]{9}", place in 0_usize..10, other in 1_u8..10, swapped in 0_usize..9,
    ) {
        let good = ('0'..='9').map(|last| format!("{front}{last}")).find(|one| NhsNumber::parse(one).is_ok());
        if let Some(good) = good {
            let mut wrong = good.clone().into_bytes();
            wrong[place] = b'0' + (wrong[place] - b'0' + other) % 10;
            prop_assert!(NhsNumber::parse(&String::from_utf8(wrong).expect("digits")).is_err());
            let mut turned = good.clone().into_bytes();
            turned.swap(swapped, swapped + 1);
            let turned = String::from_utf8(turned).expect("digits");
            prop_assert!(turned == good || NhsNumber::parse(&turned).is_err());
        }
    }

    #[test]
    fn any_text_is_taken_or_refused_without_a_panic(text in "\\PC*|[0-9 -]{0,14}") {
        if let Ok(number) = NhsNumber::parse(&text) {
            prop_assert_eq!(NhsNumber::parse(&number.spaced()), Ok(number));
        }
    }
}
