//! Sends a message about an account: to its holder, or to a patient for whom they act.

use time::Date;
use uuid::Uuid;

use crate::app::App;
use crate::messages::account::{Facts, compose};
use crate::storage::StorageError;
use crate::storage::accounts::kept;
use crate::storage::accounts::letters::{self, Letter};
use crate::storage::accounts::traced::{self, Described};
use crate::storage::outbox::Job;
use crate::storage::people::{self, Person};
use crate::storage::practices;
use domain::account::{Account, AccountId, Association, Recipient};
use domain::person::is_adult;
use domain::{EmailAddress, OdsCode, PersonId, PersonName};

use super::case::language;
use super::email::{NotSent, mail};

/// Somebody as the practice described them, or as NHS login named them.
struct Known {
    person: Person,
    described: Option<Described>,
}

impl Known {
    async fn find(app: &App, practice: &OdsCode, id: PersonId) -> Result<Option<Known>, StorageError> {
        let (person, described) =
            tokio::try_join!(people::find(&app.db, id), traced::find(&app.db, practice, id))?;
        Ok(person.map(|person| Known { person, described }))
    }

    fn name(&self) -> Option<PersonName> {
        let described = self.described.as_ref().map(|described| described.name.clone());
        described.or_else(|| self.person.name.clone())
    }

    fn born(&self) -> Option<Date> {
        self.described.as_ref().map(|described| described.birth_date).or(self.person.birth_date)
    }

    fn email(&self) -> Option<EmailAddress> {
        let described = self.described.as_ref().and_then(|described| described.email.clone());
        self.person.email.clone().or(described)
    }
}

/// Sends the message `id`, with the key of its job. To whom we cannot write, or who is a child, the practice tells it: the
/// account's page says so.
pub(super) async fn send_news(
    app: &App,
    job: &Job,
    (account, id): (AccountId, Uuid),
) -> Result<Result<(), NotSent>, StorageError> {
    let letter = match letters::find(&app.db, (account, id)).await {
        Ok(letter) => letter,
        // From a newer worker; this one waits for it.
        Err(StorageError::Corrupt(_)) => return Ok(Err(NotSent::Unreadable)),
        Err(error) => return Err(error),
    };
    let account = kept::load(&app.db, account).await?;
    let Some((letter, account)) = letter.zip(account) else { return Ok(Err(NotSent::Unreadable)) };
    let association = letter.association.and_then(|one| account.association(one)).cloned();
    let patient = association.as_ref().map_or(account.person, |one| one.patient);
    let (to, other) = match letter.to {
        Recipient::Holder => (account.person, patient),
        Recipient::Patient => (patient, account.person),
    };
    let (reader, other) = tokio::try_join!(
        Known::find(app, &account.practice, to),
        Known::find(app, &account.practice, other)
    )?;
    let Some((reader, other)) = reader.zip(other) else { return Ok(Err(NotSent::Unreadable)) };
    let today = app.clock.today_in_london();
    let is_grown_up = reader.born().map(|born| is_adult(born, today));
    // A holder whom no practice described came by a case, and nobody under sixteen comes by one.
    let may_write = is_grown_up.unwrap_or(letter.to == Recipient::Holder);
    let Some(address) = reader.email().filter(|_| may_write) else { return Ok(Err(NotSent::ToldByPractice)) };
    let Some(facts) = facts(app, &letter, (account, association), (&reader, &other)).await? else {
        return Ok(Err(NotSent::Unreadable));
    };
    let Ok(composed) = compose(letter.news, &facts) else { return Ok(Err(NotSent::Unreadable)) };
    Ok(mail(app, (letter.id, &job.key), address, (composed, facts.language)).await)
}

async fn facts(
    app: &App,
    letter: &Letter,
    (account, association): (Account, Option<Association>),
    (reader, other): (&Known, &Known),
) -> Result<Option<Facts>, StorageError> {
    let (practice, practice_phone) = tokio::try_join!(
        practices::find(&app.db, &account.practice),
        practices::phone(&app.db, &account.practice)
    )?;
    let path = match letter.to {
        Recipient::Holder => "account",
        Recipient::Patient => "acts-for-me",
    };
    Ok(practice.map(|practice| Facts {
        language: language(Some(&reader.person), &app.config.messages.languages),
        to: letter.to,
        reader: reader.name(),
        other: other.name().unwrap_or_else(|| PersonName::new("", "")),
        practice: practice.name,
        practice_phone,
        account,
        association,
        link: format!("{}/{path}", app.config.server.public_url),
        today: app.clock.today_in_london(),
    }))
}
