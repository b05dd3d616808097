//! What a story happens in: the whole service with its sandbox, and a browser for each person in it.

use proxy_access::locale::Language;

use super::driver::{Driver, Scripts};
use super::findings::{FailsAtEnd, Findings};
use super::person::Person;
use super::support::world::{World, world_with};

/// One story.
pub struct Story {
    /// The service with everything around it.
    pub world: World,
    name: &'static str,
    language: Language,
    scripts: Scripts,
    agent: Option<&'static str>,
    findings: Findings,
    driver: Driver,
    _end: FailsAtEnd,
}

impl Story {
    /// Told in English, with scripts.
    pub async fn begin(name: &'static str) -> Story {
        Story::begin_in(name, Language::En, Scripts::On).await
    }

    /// Told in a language, with or without scripts.
    pub async fn begin_in(name: &'static str, language: Language, scripts: Scripts) -> Story {
        Story::begin_with(name, (language, scripts), &[]).await
    }

    /// The same, of a service with these settings.
    pub async fn begin_with(
        name: &'static str,
        (language, scripts): (Language, Scripts),
        settings: &[(&str, &str)],
    ) -> Story {
        let findings = Findings::default();
        let (driver, end) = (Driver::start(), FailsAtEnd(findings.clone()));
        let world = world_with(settings).await;
        Story { world, name, language, scripts, agent: None, findings, driver, _end: end }
    }

    /// The same, in browsers that name themselves so.
    pub fn named(self, agent: &'static str) -> Story {
        Story { agent: Some(agent), ..self }
    }

    /// Somebody new at a browser of their own, at the start page, reading it in the story's language.
    pub async fn person(&self, who: &str) -> Person {
        let client = self.driver.browser(self.scripts, self.agent).await;
        let name = format!("{}-{who}", self.name);
        let mut person = Person::new((client, self.scripts), &self.world.url, name, self.findings.clone());
        person.open("/").await;
        if self.language != Language::En {
            person.switch_to(self.language).await;
        }
        person
    }

    /// The same, signed in with NHS login.
    pub async fn citizen(&self, who: &str) -> Person {
        let person = self.person(who).await;
        sign_in(&person, who).await;
        person
    }

    /// The same, signed in with CIS2.
    pub async fn staff(&self, who: &str) -> Person {
        let person = self.person(who).await;
        staff_sign_in(&person, who).await;
        person
    }
}

/// From the service to NHS login and back.
pub async fn sign_in(person: &Person, who: &str) {
    person.open("/auth/nhs-login/start").await;
    nhs_login(person, who).await;
}

/// From the service to CIS2 and back, for staff with one role.
pub async fn staff_sign_in(person: &Person, who: &str) {
    person.open("/auth/cis2/start").await;
    cis2(person, who).await;
}

/// From NHS login's page "Choose who to be" back to the service.
pub async fn nhs_login(person: &Person, who: &str) {
    person.press_value("person", who).await;
    // Who shared their details before is not asked again.
    if person.path().await.contains("nhs-login/") {
        person.press_value("consent", "share").await;
    }
}

/// From CIS2's page "Choose who to be" back to the service, for staff with one role.
pub async fn cis2(person: &Person, who: &str) {
    person.press_value("person", who).await;
}
