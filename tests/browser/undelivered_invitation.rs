//! An invitation that the mail server refused: the patient reads so at home, and sends it to another address.

use proxy_access::locale::Language;
use sandbox::switches::SmtpSwitches;

use super::driver::Scripts;
use super::longest::{is_so_in_pds, longest};
use super::meanwhile::invited;
use super::story::Story;

async fn goes_elsewhere(story: &Story) {
    let (world, guest) = (&story.world, longest());
    is_so_in_pds(story, &guest);
    world.sandbox.switches().set_smtp(SmtpSwitches { reject_rcpt: true, ..SmtpSwitches::default() });
    let (_, path) = invited(world, &guest).await;
    world.sandbox.switches().reset();
    let margaret = story.citizen("margaret").await;
    let t = margaret.t;
    let told = t.msg_manage_undelivered_what(guest.name());
    margaret.open("/home").await;
    margaret.sees("home-undelivered", &t.msg_home_title()).await;
    margaret.reads(&told).await;
    margaret.open(&path).await;
    margaret.sees("details-undelivered", &guest.name()).await;
    margaret.reads(&told).await;
    margaret.follow(&t.msg_manage_undelivered_link()).await;
    margaret.sees("undelivered", &t.msg_manage_undelivered_title()).await;
    margaret.fill("email", "half@").await;
    margaret.press(&t.msg_manage_undelivered_send()).await;
    margaret.sees_errors("undelivered-wrong").await;
    margaret.reads(&t.msg_invite_who_email_unfit()).await;
    margaret.fill("email", "david.elsewhere@example.test").await;
    margaret.press(&t.msg_manage_undelivered_send()).await;
    assert_eq!(margaret.path().await, path, "how it stands");
    margaret.sees("sent-elsewhere", &guest.name()).await;
    let read = margaret.find("//main", "main").await.text().await.expect("a text");
    assert!(!read.contains(&t.msg_manage_undelivered_heading()), "{read}");
}

#[tokio::test]
async fn given_an_invitation_that_came_back_when_she_reads_so_then_it_goes_to_another_address() {
    goes_elsewhere(&Story::begin("undelivered-invitation").await).await;
}

#[tokio::test]
async fn given_a_welsh_reader_without_scripts_when_an_invitation_came_back_then_no_english_is_left() {
    let story = Story::begin_in("undelivered-invitation-cy", Language::Cy, Scripts::Off).await;
    goes_elsewhere(&story).await;
}
