//! One account as the practice sees it, with everything about it, dated: six statements.

use sqlx::PgExecutor;
use time::Date;
use uuid::Uuid;

use domain::account::{Account, AccountId, AgeRules, Ages, AssociationId, Offers};
use domain::aggregate::Recorded;
use domain::{EmailAddress, NhsNumber, OdsCode, PersonId, PersonName};

use crate::storage::accounts::letters::{self, Letter};
use crate::storage::accounts::{kept, options, switches};
use crate::storage::event_log::{Row as EventRow, row};
use crate::storage::{PgPool, StorageError};

/// Somebody in an account, as the practice described them, or as NHS login named them.
#[derive(Debug, Clone)]
pub struct Person {
    /// Who.
    pub id: PersonId,
    /// Name.
    pub name: PersonName,
    /// When they were born.
    pub born: Option<Date>,
    /// NHS number.
    pub nhs_number: NhsNumber,
    /// E-mail address: that of NHS login, or else the one that the practice wrote down.
    pub email: Option<EmailAddress>,
}

/// Whose account it is, with what the practice wrote down of them. No `Debug`: it tells where they live.
#[derive(Clone)]
pub struct Holder {
    /// Who.
    pub person: Person,
    /// Title; empty for none.
    pub title: String,
    /// Address, line by line; empty for none.
    pub address: String,
    /// Telephone number; empty for none.
    pub phone: String,
    /// Whether they signed in here with identity proofed to P9.
    pub proofed: bool,
    /// Where they are registered, as far as we know.
    pub practice: Option<OdsCode>,
    /// Its name, where it is known here.
    pub practice_name: Option<String>,
    /// The tag of the language that they chose here; none for whoever has never signed in.
    pub language: Option<String>,
}

/// Something that happened to the account.
#[derive(Debug, Clone)]
pub struct Dated {
    /// What, by whom, when.
    pub recorded: Recorded<Account>,
    /// The name of the member of staff who did it.
    pub staff: Option<String>,
    /// What was written to it.
    pub remark: Option<String>,
}

/// One account.
#[derive(Clone)]
pub struct Shown {
    /// How it stands.
    pub account: Account,
    /// Whose it is.
    pub holder: Holder,
    /// Those whom it is or was associated with, the holder left out.
    pub patients: Vec<Person>,
    /// All that happened, in order.
    pub history: Vec<Dated>,
    /// What the practice offers, to all and to each of them.
    pub offers: Offers,
    /// What the practice has set about ages.
    pub rules: AgeRules,
    /// When associations were last used, within some weeks.
    pub used: Vec<(AssociationId, Date)>,
    /// The messages sent about it, oldest first.
    pub letters: Vec<Letter>,
}

impl Shown {
    /// What counts of a patient's age.
    pub fn ages(&self, patient: PersonId) -> Ages {
        let found = self.patients.iter().find(|one| one.id == patient);
        Ages { born: found.and_then(|one| one.born), rules: self.rules }
    }

    /// When an association was last used.
    pub fn used_on(&self, association: AssociationId) -> Option<Date> {
        self.used.iter().find(|(id, _)| *id == association).map(|(_, day)| *day)
    }
}

/// The account, if it is this practice's.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn one(db: &PgPool, practice: &OdsCode, id: AccountId) -> Result<Option<Shown>, StorageError> {
    let Some(account) = kept::load(db, id).await?.filter(|account| account.practice == *practice) else {
        return Ok(None);
    };
    let patients: Vec<Uuid> = account.associations.iter().map(|one| one.patient.0).collect();
    let everybody = [&patients[..], &[account.person.0]].concat();
    let (found, history, offers, letters, options) = tokio::try_join!(
        people(db, (practice, id), &everybody),
        history(db, id),
        switches::offers(db, practice, &patients),
        letters::of_account(db, id),
        options::find(db, practice)
    )?;
    let used = found.iter().flat_map(|(_, used)| used.iter().copied()).collect();
    let people = found.into_iter().map(|(one, _)| one);
    let (holder, patients): (Vec<_>, Vec<_>) = people.partition(|one| one.person.id == account.person);
    let Some(holder) = holder.into_iter().next() else { return Ok(None) };
    let patients = patients.into_iter().map(|one| one.person).collect();
    let rules = options.ages();
    Ok(Some(Shown { account, holder, patients, history, offers, rules, used, letters }))
}

/// The account of a person at a practice.
///
/// # Errors
/// When the database fails.
pub async fn of_person(
    db: impl PgExecutor<'_>,
    practice: &OdsCode,
    person: PersonId,
) -> Result<Option<AccountId>, StorageError> {
    kept::of(db, person, practice).await
}

/// Somebody, and when the account's associations with them were last used.
type Found = (Holder, Vec<(AssociationId, Date)>);

async fn people(
    db: impl PgExecutor<'_>,
    (practice, id): (&OdsCode, AccountId),
    people: &[Uuid],
) -> Result<Vec<Found>, StorageError> {
    let rows = sqlx::query!(
        r#"select p.id as "id!", coalesce(t.given_name, p.given_name, '') as "given!",
                  coalesce(t.family_name, p.family_name, '') as "family!",
                  coalesce(t.birth_date, p.birth_date) as "born?", p.nhs_number as "nhs_number!",
                  coalesce(t.title, '') as "title!", coalesce(t.address, '') as "address!",
                  coalesce(t.phone, '') as "phone!", coalesce(p.email, t.email) as "email?",
                  p.subject is not null as "proofed!", coalesce(t.registered, p.practice) as "practice?",
                  (select c.name from practice c where c.ods_code = coalesce(t.registered, p.practice)) as "practice_name?",
                  case when p.given_name is not null then p.language end as "language?",
                  array(select u.association_id from association s join association_use u on u.association_id = s.id
                        where s.account_id = $3 and s.patient_id = p.id order by s.place) as "used!",
                  array(select u.used_on from association s join association_use u on u.association_id = s.id
                        where s.account_id = $3 and s.patient_id = p.id order by s.place) as "used_on!"
           from person p left join traced_person t on t.practice = $1 and t.person_id = p.id
           where p.id = any($2) order by p.id"#,
        practice.as_str(),
        people,
        id.0
    )
    .fetch_all(db)
    .await?;
    let found = rows.into_iter().map(|row| {
        let nhs_number =
            NhsNumber::parse(&row.nhs_number).map_err(|_| StorageError::Corrupt("NHS number"))?;
        let name = PersonName::new(row.given, row.family);
        let email = row.email.and_then(|text| EmailAddress::parse(&text).ok());
        let used = row.used.into_iter().map(AssociationId).zip(row.used_on).collect();
        let holder = Holder {
            person: Person { id: PersonId(row.id), name, born: row.born, nhs_number, email },
            title: row.title,
            address: row.address,
            phone: row.phone,
            proofed: row.proofed,
            practice: row.practice.and_then(|text| OdsCode::parse(&text).ok()),
            practice_name: row.practice_name,
            language: row.language,
        };
        Ok((holder, used))
    });
    found.collect()
}

async fn history(db: impl PgExecutor<'_>, id: AccountId) -> Result<Vec<Dated>, StorageError> {
    let rows = sqlx::query!(
        r#"select e.aggregate_id as "aggregate_id!", e.version as "version!", e.payload as "payload!",
                  e.actor as "actor!", e.at as "at!", s.name as "staff?", r.text as "remark?"
           from event e
           left join staff s on e.actor ->> 'kind' = 'staff' and s.id = (e.actor ->> 'id')::uuid
           left join remark r on r.aggregate_id = e.aggregate_id and r.version = e.version
           where e.aggregate_id = $1 and e.kind = 'account' order by e.version"#,
        id.0
    )
    .fetch_all(db)
    .await?;
    let dated = rows.into_iter().map(|event| {
        let (staff, remark) = (event.staff, event.remark);
        let kept: EventRow = row!(event);
        Ok(Dated { recorded: kept.read()?, staff, remark })
    });
    dated.collect()
}
