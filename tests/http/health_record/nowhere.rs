//! What is withheld is nowhere: on no page, in no answer to a program, in no e-mail and in no line of the log.

use domain::RecordLevel;

use super::record::{Sight, WITHHELD, WRITTEN};
use crate::api_permissions::{SCOPE, permissions};
use crate::program::Program;
use crate::support::log_capture::LogCapture;

#[tokio::test]
async fn what_is_withheld_is_on_no_page_in_no_answer_in_no_mail_and_in_no_log() {
    let log = LogCapture::start();
    let mut sight = Sight::begin().await;
    let mut told: Vec<String> = sight.everything().await.iter().map(|page| page.body.clone()).collect();
    told.push(sight.margaret.get("/record/looks").await.body.clone());
    assert!(told.iter().any(|page| page.contains(WRITTEN)), "the record itself is read");

    let mut rachel = sight.world.staff_sign_in_as("reception-a").await;
    let levels = format!("/staff/accounts/{}/patients/{}/record", sight.holder.id, sight.alex);
    for level in RecordLevel::ALL {
        let page = rachel.get(&format!("{levels}?from=none&to={}", level.code())).await;
        told.push(page.expect_status(200).body.clone());
    }

    let system = Program::registered(&sight.world, SCOPE, &["A81001"]).await;
    let token = system.token(&sight.world).await;
    for path in
        [permissions(sight.alex, sight.holder.person), format!("/api/v1/roles?patient={}", sight.alex)]
    {
        let answer = system.reads(&token, &path).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        told.push(answer.body.to_string());
    }

    sight.world.deliver_everything().await;
    for mail in sight.world.sandbox.inbox().messages() {
        told.extend([Some(mail.subject), mail.text, mail.html].into_iter().flatten());
    }
    for text in &told {
        assert!(!text.to_lowercase().contains(WITHHELD), "{text}");
    }
    log.expect_none_of(&[WITHHELD]);
}
