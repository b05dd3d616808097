//! Inside the NHS App, as its web view names itself.

use proxy_access::locale::Language;

use super::driver::Scripts;
use super::story::Story;

const INSIDE: &str =
    "Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) Chrome/126.0.0.0 Mobile nhsapp-android/2.41.0";

/// Opens the service in the App, looks round, and goes back to where `home` says.
async fn there_and_back(story: &Story, home: &str) {
    let sandbox = story.world.sandbox.url();
    let margaret = story.person("margaret").await;
    let t = margaret.t;
    margaret.open(&format!("{sandbox}/nhs-app/open/margaret")).await;
    margaret.press_value("consent", "share").await;
    margaret.sees("home", &t.msg_home_title()).await;
    margaret.open("/auth/no-consent/nhs-app").await;
    margaret.sees("no-consent", &t.msg_nhs_app_no_consent()).await;
    margaret.open("/home").await;
    margaret.follow(&t.msg_nhs_app_back()).await;
    margaret.sees("app", "NHS App").await;
    let here = margaret.client.current_url().await.expect("an address");
    assert_eq!(here.as_str(), format!("{sandbox}{home}"));
}

#[tokio::test]
async fn given_the_nhs_app_when_somebody_opens_us_in_it_then_its_own_script_leads_back() {
    let story = Story::begin("nhs-app").await.named(INSIDE);
    there_and_back(&story, "/nhs-app?by=script").await;
}

#[tokio::test]
async fn given_the_nhs_app_without_scripts_when_somebody_goes_back_then_the_link_does_it() {
    let story = Story::begin_in("nhs-app-plain", Language::En, Scripts::Off).await.named(INSIDE);
    there_and_back(&story, "/nhs-app").await;
}
