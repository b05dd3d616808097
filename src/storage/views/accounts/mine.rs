//! A citizen's accounts: which surgeries, how they stand, and whom they are for.

use time::Date;
use uuid::Uuid;

use domain::account::{Account, AgeRules, Ages, Offers};
use domain::{PersonId, PersonName};

use crate::storage::accounts::kept::{Row, accounts, whole};
use crate::storage::accounts::{options, switches};
use crate::storage::{PgPool, StorageError};

/// One account as its holder sees it.
#[derive(Debug, Clone)]
pub struct Holding {
    /// How it stands.
    pub account: Account,
    /// Name of the practice.
    pub practice_name: String,
    /// Its telephone number.
    pub practice_phone: Option<String>,
    /// The names of those for whom the holder acts, as the practice described them, or as NHS login named them.
    pub patients: Vec<(PersonId, PersonName)>,
    /// When each was born, as far as somebody knows.
    pub born: Vec<(PersonId, Option<Date>)>,
    /// What the practice has set about ages.
    pub rules: AgeRules,
    /// What the practice offers, to all and to each of them.
    pub offers: Offers,
}

impl Holding {
    /// What counts of a patient's age.
    pub fn ages(&self, patient: PersonId) -> Ages {
        let found = self.born.iter().find(|(id, _)| *id == patient);
        Ages { born: found.and_then(|(_, born)| *born), rules: self.rules }
    }
}

/// The accounts of a person, in the order in which they were made.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn held_by(db: &PgPool, person: PersonId) -> Result<Vec<Holding>, StorageError> {
    let rows = accounts!("where a.person_id = $1 order by a.opened_at, a.id, s.place", person.0)
        .fetch_all(db)
        .await?;
    let mut holdings = Vec::new();
    for account in whole(rows)? {
        holdings.push(holding(db, account).await?);
    }
    Ok(holdings)
}

/// Four statements more for each: people have few accounts.
async fn holding(db: &PgPool, account: Account) -> Result<Holding, StorageError> {
    let patients: Vec<Uuid> = account.associations.iter().map(|one| one.patient.0).collect();
    let names = sqlx::query!(
        r#"select p.id as "id!", coalesce(t.given_name, p.given_name, '') as "given!",
                  coalesce(t.family_name, p.family_name, '') as "family!",
                  coalesce(t.birth_date, p.birth_date) as "born?"
           from person p left join traced_person t on t.practice = $1 and t.person_id = p.id
           where p.id = any($2)"#,
        account.practice.as_str(),
        &patients[..]
    )
    .fetch_all(db)
    .await?;
    let at = sqlx::query!("select name, phone from practice where ods_code = $1", account.practice.as_str());
    let at = at.fetch_one(db).await?;
    let offers = switches::offers(db, &account.practice, &patients).await?;
    let rules = options::find(db, &account.practice).await?.ages();
    let born = names.iter().map(|row| (PersonId(row.id), row.born)).collect();
    let names = names.into_iter().map(|row| (PersonId(row.id), PersonName::new(row.given, row.family)));
    Ok(Holding {
        patients: names.filter(|(id, _)| *id != account.person).collect(),
        practice_name: at.name,
        practice_phone: at.phone,
        born,
        rules,
        offers,
        account,
    })
}

/// An account by which somebody else acts for the reader, or may again.
#[derive(Debug, Clone)]
pub struct Acting {
    /// How it stands; of its associations, those with the reader alone.
    pub account: Account,
    /// Who acts, as the practice described them, or as NHS login named them.
    pub holder: PersonName,
    /// Name of the practice.
    pub practice_name: String,
    /// Its telephone number.
    pub practice_phone: Option<String>,
}

/// Those who act for a patient, or are paused, in the order in which their accounts were made.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn acting_for(db: &PgPool, patient: PersonId) -> Result<Vec<Acting>, StorageError> {
    let rows = accounts!(
        "where a.id = any(array(select o.account_id from association o where o.patient_id = $1 and o.state <> 'ended'))
             and a.person_id <> $1
         order by a.opened_at, a.id, s.place",
        patient.0
    );
    let mut acting = Vec::new();
    for mut account in whole(rows.fetch_all(db).await?)? {
        account.associations.retain(|one| one.patient == patient);
        let named = sqlx::query!(
            r#"select coalesce(t.given_name, p.given_name, '') as "given!",
                      coalesce(t.family_name, p.family_name, '') as "family!", c.name as "practice!", c.phone
               from person p
               join practice c on c.ods_code = $1
               left join traced_person t on t.practice = c.ods_code and t.person_id = p.id
               where p.id = $2"#,
            account.practice.as_str(),
            account.person.0
        );
        let named = named.fetch_one(db).await?;
        let holder = PersonName::new(named.given, named.family);
        acting.push(Acting { account, holder, practice_name: named.practice, practice_phone: named.phone });
    }
    Ok(acting)
}
