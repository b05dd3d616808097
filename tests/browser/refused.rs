//! The pages of people who cannot come in, and of outside systems that are away.

use serde_json::json;

use super::story::{Story, cis2, nhs_login};

#[tokio::test]
async fn given_citizens_who_may_not_when_they_sign_in_then_a_page_says_why() {
    let story = Story::begin("refused-citizens").await;
    let reader = story.person("reader").await;
    let t = reader.t;
    let pages = [
        ("peter", t.msg_failures_not_proofed()),
        ("amir", t.msg_failures_too_young()),
        ("clare", t.msg_failures_surgery_not_in_trial()),
    ];
    for (who, h1) in pages {
        reader.open("/auth/nhs-login/start").await;
        match who {
            "peter" => {
                reader.press_value("person", who).await;
                reader.press_value("consent", "share_unproven").await;
            }
            _ => nhs_login(&reader, who).await,
        }
        reader.sees(who, &h1).await;
    }
    reader.open("/auth/nhs-login/start").await;
    reader.press_value("person", "margaret").await;
    reader.press_value("consent", "refuse").await;
    reader.sees("no-consent", &t.msg_sign_in_no_consent()).await;
    reader.open("/auth/nhs-login/callback?state=unknown&code=unknown").await;
    reader.sees("no-sign-in", &t.msg_failures_no_sign_in()).await;
}

#[tokio::test]
async fn given_staff_who_may_not_when_they_sign_in_then_a_page_says_why() {
    let story = Story::begin("refused-staff").await;
    let reader = story.person("reader").await;
    let t = reader.t;
    let pages = [
        ("no-roles", t.msg_failures_no_roles()),
        ("hospital", t.msg_failures_not_a_practice("Northmoor Hospital NHS Trust")),
        ("aal1", t.msg_failures_staff_level()),
        ("pharmacist", t.msg_failures_role_not_allowed()),
        ("outside", t.msg_failures_practice_not_in_trial("Orchard Lane Practice")),
    ];
    for (who, h1) in pages {
        reader.open("/auth/cis2/start").await;
        cis2(&reader, who).await;
        reader.sees(who, &h1).await;
    }
}

#[tokio::test]
async fn given_outside_systems_that_are_away_when_somebody_signs_in_then_a_page_says_so() {
    let story = Story::begin("away").await;
    let reader = story.person("reader").await;
    let t = reader.t;
    let switches = story.world.sandbox.switches();
    switches.set("nhs-login", json!({ "mode": "down" })).expect("a switch");
    switches.set("cis2", json!({ "mode": "down" })).expect("a switch");
    reader.open("/auth/nhs-login/start").await;
    reader.sees("nhs-login-away", &t.msg_failures_nhs_login_away()).await;
    reader.open("/auth/cis2/start").await;
    reader.sees("cis2-away", &t.msg_failures_cis2_away()).await;
}
