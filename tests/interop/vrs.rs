//! NHS Digital's own sandbox of the national store of roles, started elsewhere: our client against what it answers to numbers that
//! are NHS numbers, and to ids. It asks for no token, so ours is the stand-in's.

use domain::role::{Change, LegalBasis, Period, Reason, Reasoned, Role, Status};
use domain::{NhsNumber, OdsCode};
use proxy_access::integrations::vrs::Created;
use proxy_access::integrations::{Kind, Vrs, VrsCode};
use time::Duration;

use crate::started::variable;
use crate::support::world::{SANDBOXS, World, world_with};

/// Ties our lines in the log to theirs.
const CORRELATION: &str = "01dc6813-3421-4d14-948d-a4888241add1";
const PATIENT: &str = "9000000009";
const PROXY: &str = "9000000017";

async fn client() -> (World, Vrs) {
    let world = world_with(&[("VRS_URL", SANDBOXS)]).await;
    let mut config = world.app.config.vrs.clone().expect("the stand-in's settings");
    variable("VRS_SANDBOX_URL").trim_end_matches('/').clone_into(&mut config.base_url);
    let client = Vrs::new(&config, world.clock.clone()).expect("a client");
    (world, client)
}

fn number(text: &str) -> NhsNumber {
    NhsNumber::parse(text).expect("a number")
}

fn ended() -> Change {
    let why = Some(Reasoned::plain(Reason::PatientRequest));
    Change { status: Some(Status::Inactive), why, ..Change::default() }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sandbox_takes_the_role_that_we_write() {
    let (world, client) = client().await;
    let role = Role {
        patient: number(PATIENT),
        proxy: number(PROXY),
        status: Status::Active,
        why: Reasoned::plain(Reason::Created),
        basis: LegalBasis::Consent,
        grantor: OdsCode::parse("A81001").ok(),
        made_at: world.clock.now(),
        period: Period::default(),
    };
    let made = client.create(&role, CORRELATION).await.expect("it is taken");
    assert!(matches!(&made, Created::As(id) if id.len() == 36), "{made:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn we_read_the_roles_that_the_sandbox_has_and_that_it_has_none() {
    let (_world, client) = client().await;
    for id in ["74eed847-ca25-4e76-8cf2-f2c2d7842a7a", "39df03a2-1b14-4d19-b1dc-d5d8cbf96948"] {
        let role = client.role(id, CORRELATION).await.expect("an answer").expect("a role");
        assert_eq!(role.status, Some(Status::Active), "{role:?}");
    }
    for id in ["a0922245-1072-40c3-8f4e-a7490c10d365", CORRELATION] {
        assert_eq!(client.role(id, CORRELATION).await.expect("an answer"), None, "{id}");
    }
    for proxy in ["9000000025", PATIENT] {
        let roles = client.roles((None, Some(&number(proxy))), CORRELATION).await.expect("an answer");
        assert_eq!(roles, Vec::new(), "{proxy}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn we_understand_what_the_sandbox_says_to_a_change() {
    let (world, client) = client().await;
    let until = Some(Some(world.clock.now() + Duration::days(365)));
    let longer = Change { end: until, ..Change::default() };
    for (id, change) in [
        ("c512b0db-6702-43ee-8c21-bbded2552da9", &ended()),
        ("6b71ac92-baa3-4b76-b0f5-a601257e2722", &longer),
        ("43003db8-ffcd-4bd6-ab2f-b49b9656f9e5", &Change { end: until, ..ended() }),
    ] {
        assert_eq!(client.change(id, change, CORRELATION).await.ok(), Some(true), "{id}");
    }
    for id in ["7b7f47b8-96e5-43eb-b733-283bf1449f2c", CORRELATION] {
        assert_eq!(client.change(id, &ended(), CORRELATION).await.ok(), Some(false), "{id} is read again");
    }
    for id in [
        "849ea584-2318-471b-a24c-cee1b5ad0137",
        "01abb0c5-b1ac-499d-9655-9cd0b8d3588f",
        "78c35330-fa2f-4934-a5dd-fff847f38de5",
        "51fb4df5-815a-45cd-8427-04d6558336b7",
    ] {
        let refused = client.change(id, &ended(), CORRELATION).await.err().map(|upstream| upstream.kind);
        assert_eq!(refused, Some(Kind::Vrs(VrsCode::Unfit)), "{id}");
    }
}
