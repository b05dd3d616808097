//! What is needed to say what somebody may do for a patient: accounts, associations and switches of one moment, in one read by index.

use sqlx::PgExecutor;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use domain::account::{Account, Ages, Offer};
use domain::{OdsCode, PersonId};

use super::kept::{Row, whole};
use super::options::ages;
use super::switches::touched;
use crate::storage::StorageError;

/// What counts at one practice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inputs {
    /// The account, with the association with this patient and no other.
    pub account: Account,
    /// What the practice offers to all.
    pub practice: Offer,
    /// What is on for the patient.
    pub patient: Offer,
    /// What counts of the patient's age.
    pub ages: Ages,
    /// When the association was last used.
    pub used_on: Option<Date>,
}

impl Inputs {
    /// The practice at which they count.
    pub fn at(&self) -> &OdsCode {
        &self.account.practice
    }
}

/// A row of outer joins: an association with its account and all that counts, as far as there are any; and names.
pub(in crate::storage) struct Line {
    pub id: Option<Uuid>,
    pub version: Option<i32>,
    pub person_id: Option<Uuid>,
    pub practice: Option<String>,
    pub opened_at: Option<OffsetDateTime>,
    pub key_since: Option<OffsetDateTime>,
    pub linked: Option<Vec<Uuid>>,
    pub linked_at: Option<Vec<OffsetDateTime>>,
    pub by_letter: Option<bool>,
    pub verification: Option<serde_json::Value>,
    pub switched_off: Option<String>,
    pub active: Option<bool>,
    pub association: Option<Uuid>,
    pub patient: Option<Uuid>,
    pub case_id: Option<Uuid>,
    pub tie: Option<serde_json::Value>,
    pub access: Option<serde_json::Value>,
    pub state: Option<String>,
    pub reason: Option<String>,
    pub decided_on: Option<Date>,
    pub told_of: Option<String>,
    pub warned_of: Option<Date>,
    pub review_asked: Option<Date>,
    pub practice_services: Option<Vec<String>>,
    pub practice_record: Option<serde_json::Value>,
    pub patient_services: Option<Vec<String>>,
    pub patient_record: Option<serde_json::Value>,
    pub used_on: Option<Date>,
    pub born: Option<Date>,
    pub verify_first: Option<bool>,
    pub young_age: Option<i16>,
    pub title: Option<String>,
    pub given: Option<String>,
    pub family: Option<String>,
}

/// A checked query for associations `s` of accounts `a` with patients `p`, traced as `t`, in the order of [`Line`]: with the names and
/// all else that it says; or of one pair, whose names nobody asks for, with where its associations come from and which of them.
macro_rules! lines {
    (of_pair $from:literal, $which:literal, $($value:expr),+ $(,)?) => {
        $crate::storage::accounts::permitted::lines!(
            r#"null::text as "title?", null::text as "given?", null::text as "family?" "#,
            $from
                + " left join account a on a.id = s.account_id
                    left join switches w on w.practice = s.practice and w.patient_id is null
                    left join switches v on v.practice = s.practice and v.patient_id = s.patient_id
                    left join association_use u on u.association_id = s.id
                    left join person p on p.id = s.patient_id
                    left join traced_person t on t.practice = s.practice and t.person_id = s.patient_id
                    left join account_options x on x.practice = s.practice "
                + $which,
            $($value),+
        )
    };
    ($names:literal, $rest:literal $(+ $more:literal)*, $($value:expr),+ $(,)?) => {
        sqlx::query_as!(
            Line,
            r#"select a.id as "id?", a.version as "version?", a.person_id as "person_id?", a.practice as "practice?",
                    a.opened_at as "opened_at?", a.key_since as "key_since?", a.linked as "linked?",
                    a.linked_at as "linked_at?", a.by_letter as "by_letter?", s.case_id as "case_id?",
                    a.verification as "verification?", a.switched_off as "switched_off?",
                    a.active as "active?", s.id as "association?", s.patient_id as "patient?", s.tie as "tie?",
                    s.access as "access?", s.state as "state?", s.reason as "reason?", s.decided_on as "decided_on?",
                    s.told_of as "told_of?", s.warned_of as "warned_of?", s.review_asked as "review_asked?",
                    w.services as "practice_services?", w.record as "practice_record?",
                    v.services as "patient_services?", v.record as "patient_record?", u.used_on as "used_on?",
                    coalesce(t.birth_date, p.birth_date) as "born?", x.verify_first as "verify_first?",
                    x.young_age as "young_age?", "#
            + $names
            + $rest
            $(+ $more)*,
            $($value),+
        )
    };
}
pub(in crate::storage) use lines;

/// What counts for a person who acts for a patient (or for themselves), at each practice where they have an association that has not
/// ended.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn inputs(
    db: impl PgExecutor<'_>,
    person: PersonId,
    patient: PersonId,
) -> Result<Vec<Inputs>, StorageError> {
    let lines = lines!(
        of_pair "from association s",
        "where s.person_id = $1 and s.patient_id = $2 and s.state <> 'ended'",
        person.0,
        patient.0
    );
    let found = lines.fetch_all(db).await?.into_iter().filter_map(|line| of_line(line).transpose());
    found.collect()
}

/// What a row says; none where there is no association in it.
pub(in crate::storage) fn of_line(line: Line) -> Result<Option<Inputs>, StorageError> {
    const CORRUPT: StorageError = StorageError::Corrupt("account");
    let practice = touched(line.practice_services, line.practice_record)?.unwrap_or_else(Offer::everything);
    let patient = touched(line.patient_services, line.patient_record)?.unwrap_or_else(Offer::everything);
    let (used_on, ages) = (line.used_on, ages(line.born, (line.verify_first, line.young_age)));
    let Some(association) = line.association else { return Ok(None) };
    let row = Row {
        id: line.id.ok_or(CORRUPT)?,
        version: line.version.ok_or(CORRUPT)?,
        person_id: line.person_id.ok_or(CORRUPT)?,
        practice: line.practice.ok_or(CORRUPT)?,
        opened_at: line.opened_at.ok_or(CORRUPT)?,
        key_since: line.key_since,
        linked: line.linked.ok_or(CORRUPT)?,
        linked_at: line.linked_at.ok_or(CORRUPT)?,
        by_letter: line.by_letter.ok_or(CORRUPT)?,
        verification: line.verification,
        switched_off: line.switched_off,
        active: line.active.ok_or(CORRUPT)?,
        association: Some(association),
        patient: line.patient,
        case_id: line.case_id,
        tie: line.tie,
        access: line.access,
        state: line.state,
        reason: line.reason,
        decided_on: line.decided_on,
        told_of: line.told_of,
        warned_of: line.warned_of,
        review_asked: line.review_asked,
    };
    let account = whole(vec![row])?.pop();
    Ok(account.map(|account| Inputs { account, practice, patient, ages, used_on }))
}
