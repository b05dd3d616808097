//! Pages that everybody may read.

use proxy_access::locale::Language;

use super::driver::Scripts;
use super::story::Story;

async fn every_page(story: &Story) {
    let reader = story.person("visitor").await;
    let t = reader.t;
    let pages = [
        ("/", t.msg_public_start_title()),
        ("/how-it-works", t.msg_public_how_title()),
        ("/how-it-works/trusted-people", t.msg_public_trusted_title()),
        ("/how-it-works/practices", t.msg_public_practices_title()),
        ("/developers", t.msg_developers_title()),
        ("/developers/reference", t.msg_developers_reference()),
        ("/terms", t.msg_public_terms_title()),
        ("/help/pressure", t.msg_public_pressure_title()),
        ("/accessibility", t.msg_public_accessibility_title()),
        ("/privacy", t.msg_public_privacy_title()),
        ("/cookies", t.msg_public_cookies_title()),
        ("/contact", t.msg_public_contact_title()),
        ("/signed-out", t.msg_sign_in_signed_out()),
        ("/timed-out", t.msg_sign_in_gone()),
        ("/timed-out/staff?return_to=/staff", t.msg_sign_in_gone()),
        ("/auth/no-consent", t.msg_sign_in_no_consent()),
        ("/auth/no-consent/nhs-app", t.msg_nhs_app_no_consent()),
        ("/auth/nhs-app-failed", t.msg_nhs_app_failed()),
        ("/respond/not-a-code", t.msg_respond_missing_title()),
        ("/no/such/page", t.msg_failures_not_found()),
    ];
    for (path, h1) in pages {
        reader.open(path).await;
        let step = path.split('?').next().unwrap_or_default().trim_start_matches('/').replace('/', "-");
        reader.sees(if step.is_empty() { "start" } else { &step }, &h1).await;
    }
}

#[tokio::test]
async fn given_a_visitor_when_they_read_the_public_pages_then_each_is_accessible() {
    every_page(&Story::begin("public").await).await;
}

#[tokio::test]
async fn given_a_welsh_reader_when_they_read_the_public_pages_then_no_english_is_left() {
    every_page(&Story::begin_in("public-cy", Language::Cy, Scripts::On).await).await;
}

#[tokio::test]
async fn given_a_keyboard_when_a_visitor_skips_to_the_content_then_the_focus_is_there() {
    let reader = Story::begin("keyboard").await;
    let person = reader.person("visitor").await;
    person.open("/").await;
    person.type_keys("\u{e004}").await;
    assert_eq!(person.focus().await, "a.nhsuk-skip-link");
    person.inspect("skip-link").await;
    person.type_keys("\u{e007}").await;
    assert_eq!(person.focus().await, "main#maincontent.nhsuk-main-wrapper");
}
