//! Where codes may be sent.

use domain::RedirectUri;

#[test]
fn only_https_and_ones_own_machine_can_be_registered() {
    for good in [
        "https://app.example/back",
        "https://app.example/",
        "https://app.example:8443/back?from=nhs",
        "http://127.0.0.1/back",
        "http://127.0.0.1:4000/back",
        "http://[::1]/back",
    ] {
        assert!(RedirectUri::parse(good).is_ok(), "{good}");
    }
    for bad in [
        "http://app.example/back",
        "http://localhost/back",
        "http://127.0.0.1.evil.example/back",
        "http://127.0.0.1@evil.example/back",
        "https://user:word@app.example/back",
        "https://app.example/back#part",
        "https://app.example",
        "https://APP.example/back",
        "https://app.example/a/../back",
        "https://app.example/a b",
        "care.planner:/back",
        "javascript:alert(1)",
        "//app.example/back",
        "/back",
        "",
    ] {
        assert!(RedirectUri::parse(bad).is_err(), "{bad}");
    }
}

#[test]
fn the_port_is_free_on_ones_own_machine_and_nowhere_else() {
    let admits = |registered: &str, asked: &str| RedirectUri::parse(registered).expect("good").admits(asked);
    assert!(admits("http://127.0.0.1/back", "http://127.0.0.1:51234/back"));
    assert!(admits("http://127.0.0.1:4000/back", "http://127.0.0.1/back"));
    assert!(admits("http://[::1]:1/back", "http://[::1]:2/back"));
    for asked in [
        "http://127.0.0.1:51234/other",
        "http://127.0.0.1:51234/back/more",
        "http://127.0.0.1:99999/back",
        "http://127.0.0.1:/back",
        "http://127.0.0.1:1:2/back",
        "http://[::1]:51234/back",
        "http://127.0.0.1:1@evil.example/back",
    ] {
        assert!(!admits("http://127.0.0.1/back", asked), "{asked}");
    }
    assert!(!admits("https://app.example/back", "https://app.example:8443/back"));
    assert!(!admits("https://app.example/back", "https://app.example/back/"));
}
