//! The sandbox's own pages, which newcomers meet first.

use super::invite::DAVID;
use super::meanwhile;
use super::story::Story;

#[tokio::test]
async fn given_the_sandbox_when_a_newcomer_looks_round_then_each_page_is_accessible() {
    let story = Story::begin("sandbox").await;
    let reader = story.person("newcomer").await;
    let sandbox = story.world.sandbox.url().to_owned();
    reader.open(&sandbox).await;
    reader.sees("start", "The world outside the service").await;
    reader.open(&format!("{sandbox}/switches")).await;
    reader.sees("switches", "Switches").await;
    reader.open(&format!("{sandbox}/inbox")).await;
    reader.sees("inbox-empty", "Inbox").await;
    meanwhile::invited(&story.world, &DAVID).await;
    for letter in story.world.sandbox.inbox().messages() {
        reader.open(&format!("{sandbox}/inbox/{}", letter.id)).await;
        reader.sees("letter", &letter.subject).await;
        reader.open(&format!("{sandbox}/inbox/{}/html", letter.id)).await;
        reader.inspect("letter-html").await;
    }
    reader.open("/auth/nhs-login/start").await;
    reader.sees("nhs-login", "Choose who to be").await;
    reader.press_value("person", "zoe").await;
    reader.sees("nhs-login-consent", "Agree to share your NHS login information").await;
    reader.open("/auth/cis2/start").await;
    reader.sees("cis2", "Choose who to be").await;
    reader.press_value("person", "two-roles").await;
    reader.sees("cis2-roles", "Choose your role").await;
}
