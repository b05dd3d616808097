//! Times in a JWT, as other people's programs write them.

use domain::NumericDate;
use time::macros::datetime;

fn read(text: &str) -> Option<NumericDate> {
    serde_json::from_str(text).ok()
}

#[test]
fn rfc_7519_2_a_time_may_have_a_fraction() {
    let at = datetime!(2026-11-24 09:00 UTC);
    for text in ["1795510800", "1795510800.0", "1.7955108e9", "1795510800.9"] {
        let time = read(text).expect(text);
        assert_eq!(time.seconds(), at.unix_timestamp(), "{text}");
    }
    let half = read("1795510800.5").expect("a time");
    assert_eq!(half.0, at + time::Duration::milliseconds(500), "nothing of it is lost");
    assert!(read("-1.5").is_some_and(|time| time.0 < time::OffsetDateTime::UNIX_EPOCH));
}

#[test]
fn what_is_no_time_of_any_calendar_is_refused() {
    for text in ["1e300", "-1e300", "18446744073709551615", "\"1795510800\"", "null", "true", "[1]"] {
        assert_eq!(read(text), None, "{text}");
    }
}
