//! PDS, ODS and mail: what the clients make of every special record and of every fault that can be switched on.

use std::time::Duration;

use domain::clock::Clock;
use domain::{EmailAddress, NhsNumber, OdsCode};
use proxy_access::config;
use proxy_access::integrations::pds::{Patience, PdsRecord};
use proxy_access::integrations::{Email, Kind, Mailer, Ods, Pds, Upstream};
use sandbox::pds::Confidentiality;
use sandbox::switches::{ForcedError, OdsSwitches, PdsSwitches, SmtpSwitches};
use sandbox::{ClientKeys, Options, Registration, Sandbox};
use secrecy::SecretString;

use super::sign_in::KEYS;

struct Scene {
    sandbox: Sandbox,
    clock: Clock,
}

impl Scene {
    async fn new() -> Scene {
        let client = || ClientKeys {
            client_id: "us".to_owned(),
            key_id: "us-1".to_owned(),
            public_key_pem: KEYS.public_pem.clone(),
            redirect_uris: Vec::new(),
            backchannel_logout_uri: None,
        };
        let (clock, any) = (Clock::system(), ([127, 0, 0, 1], 0).into());
        let options = Options {
            listen: any,
            smtp_listen: any,
            service_url: "http://127.0.0.1:9".to_owned(),
            clock: clock.clone(),
            registration: Registration { nhs_login: client(), cis2: client(), pds: client() },
            previews: None,
            programs: None,
        };
        Scene { sandbox: Sandbox::start(options).await.unwrap(), clock }
    }

    /// A client without a token and with a closed circuit.
    fn pds(&self) -> Pds {
        let config = config::Pds {
            base_url: format!("{}/personal-demographics/FHIR/R4", self.sandbox.url()),
            token_url: format!("{}/oauth2/token", self.sandbox.url()),
            api_key: "us".to_owned(),
            key_id: "us-1".to_owned(),
            private_key: SecretString::from(KEYS.private_pem.clone()),
            timeout: Duration::from_millis(500),
            organisation: Some("X26".to_owned()),
        };
        Pds::new(&config, self.clock.clone()).unwrap()
    }

    async fn patient(&self, number: &str) -> Result<PdsRecord, Kind> {
        ask(&self.pds(), number).await
    }

    async fn faulty(&self, faults: PdsSwitches) -> Option<Kind> {
        self.sandbox.switches().set_pds(faults);
        self.patient("9990000018").await.err()
    }

    async fn organisation(&self, code: &str) -> Result<Option<bool>, Kind> {
        let config = config::Ods {
            base_url: format!("{}/organisation-data-terminology-api/fhir", self.sandbox.url()),
            api_key: SecretString::from("key"),
            timeout: Duration::from_millis(500),
        };
        let ods = Ods::new(&config, self.clock.clone()).unwrap();
        let found = ods.organisation(&OdsCode::parse(code).unwrap(), "abc").await;
        found.map(|found| found.map(|one| one.is_gp_practice)).map_err(kind)
    }

    async fn send(&self, key: &str) -> Option<Kind> {
        let config = config::Mail {
            smtp_url: SecretString::from(format!("smtp://{}", self.sandbox.smtp_address())),
            from: "Trusted person <service@example.test>".to_owned(),
            timeout: Duration::from_millis(500),
        };
        let email = Email {
            to: EmailAddress::parse("david.oneill@example.test").unwrap(),
            subject: "Siân asks".to_owned(),
            text: "Helo, Siân.\n.dot".to_owned(),
            html: "<p>Helo, Siân.</p>".to_owned(),
            message_id: key.to_owned(),
        };
        Mailer::new(&config, self.clock.clone()).unwrap().send(email).await.err().map(kind)
    }
}

async fn ask(pds: &Pds, number: &str) -> Result<PdsRecord, Kind> {
    pds.patient(&NhsNumber::parse(number).unwrap(), ("abc", Patience::Long)).await.map_err(kind)
}

fn kind(upstream: Upstream) -> Kind {
    upstream.kind
}

#[tokio::test]
async fn every_special_record_is_seen_for_what_it_is() {
    let scene = Scene::new().await;
    let david = scene.patient("9990000026").await.unwrap();
    assert_eq!(
        (david.family_names.clone(), david.given_names.clone()),
        (vec!["O'Neill".to_owned()], vec![vec!["David".to_owned()]])
    );
    assert!(!david.superseded && !david.deceased && !david.restricted);
    assert_eq!(david.email, EmailAddress::parse("david.oneill@example.test").ok());
    assert_eq!(david.practice, OdsCode::parse("A81001").ok());
    assert_eq!(scene.patient("9990000042").await.unwrap().email, None, "Tomasz has none in PDS");
    let ivy = scene.patient("9990000050").await.unwrap();
    assert!(ivy.superseded && ivy.nhs_number == NhsNumber::parse("9990000069").unwrap());
    assert!(scene.patient("9990000077").await.unwrap().deceased);
    let rosa = scene.patient("9990000085").await.unwrap();
    assert!(rosa.restricted && rosa.email.is_none() && rosa.practice.is_none());
    assert!(scene.patient("9990000166").await.unwrap().restricted);
    assert_eq!(scene.patient("9990000158").await.unwrap_err().code(), "INVALIDATED_RESOURCE");
    assert_eq!(scene.patient("9000000009").await.unwrap_err().code(), "RESOURCE_NOT_FOUND");
    scene.sandbox.pds().set("9990000026", |record| record.confidentiality = Confidentiality::Restricted);
    assert!(scene.patient("9990000026").await.unwrap().restricted);
    scene.sandbox.stop().await;
}

#[tokio::test]
async fn every_fault_of_pds_has_a_name() {
    let scene = Scene::new().await;
    let well = PdsSwitches::default;
    assert_eq!(
        scene.faulty(PdsSwitches { down: true, ..well() }).await.map(Kind::code),
        Some("SERVICE_UNAVAILABLE")
    );
    assert_eq!(scene.faulty(PdsSwitches { slow_ms: 2000, ..well() }).await, Some(Kind::Timeout));
    assert_eq!(scene.faulty(PdsSwitches { rate_limited: true, ..well() }).await, Some(Kind::RateLimited));
    assert_eq!(scene.faulty(PdsSwitches { garbage: true, ..well() }).await, Some(Kind::Malformed));
    for (status, code) in
        [(500, "UNKNOWN_ERROR"), (408, "UNABLE_TO_CALL_SERVICE"), (400, "UNSUPPORTED_SERVICE")]
    {
        let forced = Some(ForcedError { status, code: code.to_owned() });
        let seen = scene.faulty(PdsSwitches { forced, ..well() }).await;
        assert_eq!(seen.map(Kind::code), Some(code), "{code}");
    }
    for faults in [
        PdsSwitches { token_down: true, ..well() },
        PdsSwitches { token_401: true, ..well() },
        PdsSwitches { unsubscribed: true, ..well() },
    ] {
        assert!(scene.faulty(faults.clone()).await.is_some(), "{faults:?}");
    }
    assert_eq!(scene.faulty(well()).await, None);
    scene.sandbox.stop().await;
}

#[tokio::test]
async fn a_token_that_grew_old_or_was_revoked_is_replaced() {
    let scene = Scene::new().await;
    let pds = scene.pds();
    assert!(ask(&pds, "9990000018").await.is_ok());
    scene.clock.advance(time::Duration::minutes(11));
    assert!(ask(&pds, "9990000018").await.is_ok());
    scene.sandbox.revoke_tokens();
    assert!(ask(&pds, "9990000018").await.is_ok());
    assert_eq!(scene.sandbox.pds_calls(), 4, "only the revoked token cost a second call");
    scene.sandbox.stop().await;
}

#[tokio::test]
async fn organisations_are_told_apart() {
    let scene = Scene::new().await;
    assert_eq!(scene.organisation("A81001").await, Ok(Some(true)));
    assert_eq!(scene.organisation("RXX01").await, Ok(Some(false)));
    assert_eq!(scene.organisation("Z99999").await, Ok(None));
    let set = |faults| scene.sandbox.switches().set_ods(faults);
    set(OdsSwitches { closed: vec!["A81001".to_owned()], ..OdsSwitches::default() });
    assert_eq!(scene.organisation("A81001").await, Ok(Some(false)));
    set(OdsSwitches { key_refused: true, ..OdsSwitches::default() });
    assert_eq!(scene.organisation("A81001").await, Err(Kind::Status(401)));
    set(OdsSwitches { down: true, ..OdsSwitches::default() });
    assert_eq!(scene.organisation("A81001").await, Err(Kind::Status(503)));
    set(OdsSwitches { slow_ms: 2000, ..OdsSwitches::default() });
    assert_eq!(scene.organisation("A81001").await, Err(Kind::Timeout));
    scene.sandbox.stop().await;
}

#[tokio::test]
async fn mail_arrives_whole_or_its_failure_is_named() {
    let scene = Scene::new().await;
    assert_eq!(scene.send("one").await, None);
    let mail = scene.sandbox.inbox().messages();
    assert_eq!((mail[0].subject.as_str(), mail[0].key()), ("Siân asks", Some("one")));
    assert_eq!(
        mail[0].text.as_deref().map(|text| text.replace("\r\n", "\n").trim().to_owned()),
        Some("Helo, Siân.\n.dot".to_owned())
    );
    assert!(mail[0].html.as_deref().is_some_and(|html| html.contains("Siân")));
    let set = |faults| scene.sandbox.switches().set_smtp(faults);
    let well = SmtpSwitches::default;
    set(SmtpSwitches { refuse: true, ..well() });
    assert_eq!(scene.send("two").await, Some(Kind::MailDelayed(421)));
    set(SmtpSwitches { reject_rcpt: true, ..well() });
    assert_eq!(scene.send("two").await, Some(Kind::MailRefused(550)));
    set(SmtpSwitches { temp_fail: true, ..well() });
    assert_eq!(scene.send("two").await, Some(Kind::MailDelayed(451)));
    set(SmtpSwitches { slow_ms: 2000, ..well() });
    assert_eq!(scene.send("two").await, Some(Kind::Timeout));
    assert_eq!(scene.sandbox.inbox().messages().len(), 1);
    set(SmtpSwitches { drop_before_ack: true, ..well() });
    assert!(scene.send("two").await.is_some_and(Kind::is_temporary), "nobody knows whether it was taken");
    assert_eq!(scene.sandbox.inbox().messages().len(), 2);
    set(well());
    assert_eq!(scene.send("two").await, None);
    assert_eq!(scene.sandbox.inbox().repeats(), ["two"], "which is what the key is for");
    assert_eq!(scene.sandbox.inbox().messages().len(), 2);
    scene.sandbox.stop().await;
}
