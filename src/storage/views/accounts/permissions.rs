//! What programs are told of who may do what by an account: for one patient, or for all of an account. One statement each.

use sqlx::PgExecutor;
use uuid::Uuid;

use domain::{OdsCode, PersonId, PersonName};

use crate::storage::StorageError;
use crate::storage::accounts::permitted::{Line, lines, of_line};

pub use crate::storage::accounts::permitted::Inputs;

/// Of whom a program may know.
#[derive(Debug, Clone, Copy)]
pub enum Within<'a> {
    /// A system: what is at those of its own practices that take part in the trial.
    Own,
    /// A member of staff: what is at their practice.
    Practice(&'a OdsCode),
    /// A citizen: what they are part of.
    Person(PersonId),
}

impl Within<'_> {
    /// Practice and person, as queries compare them; both are none for a system.
    pub(in crate::storage) fn parts(&self) -> (Option<&str>, Option<Uuid>) {
        match self {
            Within::Own => (None, None),
            Within::Practice(practice) => (Some(practice.as_str()), None),
            Within::Person(person) => (None, Some(person.0)),
        }
    }
}

/// What counts for a person who acts for a patient (or for themselves) at each practice of which the program `client` may know; none
/// where the program is not welcome any more.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn of_pair(
    db: impl PgExecutor<'_>,
    (client, within): (&str, Within<'_>),
    (patient, actor): (PersonId, PersonId),
) -> Result<Option<Vec<Inputs>>, StorageError> {
    let (practice, person) = within.parts();
    let lines = lines!(
        of_pair "from client c
           left join association s on s.person_id = $3 and s.patient_id = $2 and s.state <> 'ended'
               and (s.practice = $4 or $5 in (s.person_id, s.patient_id)
                   or $4::text is null and $5::uuid is null and s.practice = any(c.practices)
                       and exists (select from practice e where e.ods_code = s.practice and e.enabled))",
        "where c.id = $1 and c.disabled_at is null order by s.practice",
        client,
        patient.0,
        actor.0,
        practice,
        person
    );
    let lines = lines.fetch_all(db).await?;
    if lines.is_empty() {
        return Ok(None);
    }
    let found = lines.into_iter().filter_map(|line| of_line(line).transpose());
    found.collect::<Result<_, _>>().map(Some)
}

/// Somebody as their practice has described them, or as NHS login named them.
#[derive(Clone)]
pub struct Named {
    /// Title, such as Dr; empty for none.
    pub title: String,
    /// Name.
    pub name: PersonName,
}

/// An account, for all whom it is for. No `Debug`: it names them.
pub struct Session {
    /// Whose it is.
    pub holder: Named,
    /// What counts for each patient with whom it has an association that has not ended.
    pub patients: Vec<(Named, Inputs)>,
}

/// The account of somebody at a practice that takes part in the trial, with what counts for each patient; none where they have none
/// there.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn of_account(
    db: impl PgExecutor<'_>,
    holder: PersonId,
    practice: &OdsCode,
) -> Result<Option<Session>, StorageError> {
    // The holder's own row comes first: it has an account and no association.
    let lines = lines!(
        r#"coalesce(t.title, '') as "title?", coalesce(t.given_name, p.given_name, '') as "given?",
           coalesce(t.family_name, p.family_name, '') as "family?" "#,
        r#"from account a
           join practice e on e.ods_code = a.practice and e.enabled
           cross join lateral (
               select null::uuid as id, a.person_id as whom, -1 as place
               union all
               select o.id, o.patient_id, o.place from association o where o.account_id = a.id and o.state <> 'ended'
           ) m
           left join association s on s.id = m.id
           left join person p on p.id = m.whom
           left join traced_person t on t.practice = a.practice and t.person_id = m.whom
           left join switches w on w.practice = a.practice and w.patient_id is null
           left join switches v on v.practice = a.practice and v.patient_id = s.patient_id
           left join association_use u on u.association_id = s.id
           left join account_options x on x.practice = a.practice
           where a.person_id = $1 and a.practice = $2
           order by m.place"#,
        holder.0,
        practice.as_str()
    );
    let mut lines = lines.fetch_all(db).await?.into_iter();
    let Some(own) = lines.next() else { return Ok(None) };
    let mut patients = Vec::new();
    for line in lines {
        let named = named(&line);
        patients.extend(of_line(line)?.map(|inputs| (named, inputs)));
    }
    Ok(Some(Session { holder: named(&own), patients }))
}

fn named(line: &Line) -> Named {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    Named { title: text(&line.title), name: PersonName::new(text(&line.given), text(&line.family)) }
}
