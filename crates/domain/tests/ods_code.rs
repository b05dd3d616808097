//! ODS codes (docs/sources.md#ods-codes).

use domain::OdsCode;

#[test]
fn codes_of_every_published_shape_are_taken() {
    for code in ["A81001", "Y12345", "A82608001", "RR8", "X26", "C4O9I", "RXX01", "V81997", "ABCDEF123456"] {
        assert_eq!(OdsCode::parse(code).as_ref().map(OdsCode::as_str), Ok(code));
    }
}

#[test]
fn case_and_spaces_around_make_no_difference() {
    for text in ["a81001", " A81001", "A81001\n", "\ta81001 "] {
        assert_eq!(OdsCode::parse(text), OdsCode::parse("A81001"), "{text:?}");
    }
}

#[test]
fn other_texts_are_refused() {
    let others = [
        "",
        "  ",
        "A8",
        "ABCDEF1234567",
        "A81 001",
        "A81-001",
        "A81001;",
        "A81001\u{0}",
        "../A81001",
        "\u{410}81001",
        "\u{ff21}81001",
        "A8100\u{661}",
        "ß81001",
        "A81001?x=1",
        "A81001\r\nX: y",
    ];
    for text in others {
        assert!(OdsCode::parse(text).is_err(), "{text:?}");
    }
}

#[test]
fn it_is_written_and_read_as_its_text() {
    let code = OdsCode::parse("a81001").expect("an ODS code");
    assert_eq!(code.to_string(), "A81001");
    assert_eq!(serde_json::to_string(&code).expect("written"), r#""A81001""#);
    assert_eq!(serde_json::from_str::<OdsCode>(r#""A81001""#).expect("read"), code);
    assert!(serde_json::from_str::<OdsCode>(r#""A8""#).is_err());
}
