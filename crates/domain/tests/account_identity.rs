//! How it is made sure whose an account is, and who may say so.

use domain::StaffId;
use domain::account::{
    Command, Document, Event, EvidenceId, Proof, Refusal, Status, UnverifyReason, Verification, Vouching,
};
use time::Duration;
use uuid::Uuid;

use crate::account_support::*;
use crate::support::{THAT_DAY, our_worker, the_practice};

#[test]
fn cs_31_somebody_vouches_in_one_of_three_ways() {
    let by = StaffId(Uuid::from_u128(0x55));
    for vouching in [Vouching::Personal, Vouching::Information, Vouching::NamedStaff { by }] {
        let verification = Verification { on: THAT_DAY, proof: Proof::Vouching(vouching) };
        given_account([opened()])
            .when(the_practice(), verify_by(verification.clone()))
            .then([Event::IdentityVerified { verification }]);
    }
}

#[test]
fn cs_30_cs_32_documents_are_named_and_no_day_is_in_the_future() {
    let documents = |seen: &[Document]| Verification {
        on: THAT_DAY,
        proof: Proof::Documents { seen: seen.to_vec(), copy: Some(EvidenceId(Uuid::from_u128(7))) },
    };
    let seen = documents(Document::ALL);
    given_account([opened()])
        .when(the_practice(), verify_by(seen.clone()))
        .then([Event::IdentityVerified { verification: seen }]);
    let refused = |verification, refusal| {
        given_account([opened()]).when(the_practice(), verify_by(verification)).then_refused(refusal);
    };
    refused(documents(&[]), Refusal::NoDocument);
    refused(Verification { on: THAT_DAY + Duration::DAY, ..documents(Document::ALL) }, Refusal::InFuture);
}

#[test]
fn our_worker_vouches_for_nobody_and_has_seen_no_document() {
    let seen = Proof::Documents { seen: vec![Document::Passport], copy: None };
    for proof in [seen, Proof::Vouching(Vouching::Personal)] {
        let verification = Verification { on: THAT_DAY, proof };
        let by_worker = Command::Verify { verification, is_proofed: true };
        given_account([opened()]).when(our_worker(), by_worker).then_refused(Refusal::NotFound);
    }
}

#[test]
fn a_proofing_by_nhs_login_counts_only_where_there_is_one() {
    let verification = Verification { on: THAT_DAY, proof: Proof::NhsLogin };
    let by_nhs_login = |is_proofed| Command::Verify { verification: verification.clone(), is_proofed };
    given_account([opened()]).when(our_worker(), by_nhs_login(false)).then_refused(Refusal::NotProofed);
    given_account([opened()])
        .when(our_worker(), by_nhs_login(true))
        .then([Event::IdentityVerified { verification: verification.clone() }]);
    given_account(all_done()).when(the_practice(), Command::Unverify(UnverifyReason::Doubt)).then([
        Event::IdentityUnverified { reason: UnverifyReason::Doubt },
        Event::AccountInactivated { why: Status::NotVerified },
    ]);
}
