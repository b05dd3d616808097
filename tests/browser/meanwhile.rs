//! What others do meanwhile, quickly and unseen, so that a story can begin in the middle.

use super::invite::Guest;
use super::support::browser::Browser;
use super::support::world::World;

/// Margaret invites `guest`, who gets the letter. Her browser, at the page after sending, and the path of the request.
pub async fn invited(world: &World, guest: &Guest) -> (Browser, String) {
    let sent = asked(world, guest).await;
    world.deliver_everything().await;
    sent
}

/// The same, before anything was checked.
pub async fn asked(world: &World, guest: &Guest) -> (Browser, String) {
    let mut margaret = world.sign_in_as("margaret").await;
    margaret.get("/invite").await;
    margaret.submit(&[]).await;
    let [day, month, year] = guest.born;
    let who = [
        ("given_name", guest.given),
        ("family_name", guest.family),
        ("born-day", day),
        ("born-month", month),
        ("born-year", year),
        ("nhs_number", guest.number),
        ("email", guest.email),
    ];
    margaret.submit(&who).await;
    margaret.submit(&[("relationship", "partner")]).await;
    margaret.submit(&[("services", "view_record"), ("record", "summary")]).await;
    margaret.submit(&[("how_long", "no_end")]).await;
    margaret.submit(&[("pressure", "no")]).await;
    margaret.submit(&[]).await;
    let sent = margaret.submit(&[("declare", "yes")]).await;
    assert!(sent.path().ends_with("/sent"), "{sent}");
    let path = sent.link("See how your request is going");
    (margaret, path)
}

/// The invited person says yes.
pub async fn accepted(world: &World, (who, path): (&str, &str)) -> Browser {
    let mut browser = world.sign_in_as(who).await;
    browser.get(&format!("{path}/accept")).await;
    let page = browser.submit(&[("declare", "yes")]).await;
    assert!(page.path().ends_with("/accepted"), "{page}");
    world.deliver_everything().await;
    browser
}

/// The practice confirms what was asked for.
pub async fn confirmed(world: &World, path: &str) -> Browser {
    let mut manager = world.staff_sign_in_as("manager-a").await;
    let case = path.replace("/delegations/", "/staff/cases/");
    manager.get(&format!("{case}/confirm")).await;
    let points = ["spoke_to_patient", "coercion_considered", "safeguarding_looked", "identity_seen"];
    let mut answers: Vec<(&str, &str)> = points.map(|point| ("checklist", point)).into();
    answers.push(("consent", "in_person"));
    answers.push(("how_long", "no_end"));
    manager.submit(&answers).await;
    let page = manager.submit(&[("step", "send")]).await;
    assert!(page.path().ends_with("/confirmed"), "{page}");
    world.deliver_everything().await;
    manager
}
