//! What stands in a record, resource by resource. Nothing is parsed here: a resource goes in and comes out as text.

use futures::{Stream, StreamExt};
use sqlx::PgConnection;
use time::Date;
use uuid::Uuid;

use domain::health_record::Marks;

use crate::storage::{PgPool, StorageError};

/// Most resources of one statement.
const ROWS: usize = 500;
/// About how much text goes with one statement.
const TEXT: usize = 1024 * 1024;

/// A resource of a record. No `Debug`: it says what somebody has.
#[derive(Clone)]
pub struct Stored {
    /// Its type.
    pub kind: String,
    /// Its id; of a list without one its code, and of what a list contains `list#contained`.
    pub id: String,
    /// Its day.
    pub day: Option<Date>,
    /// The codes of the primary and secondary lists in which it stands.
    pub areas: Vec<String>,
    /// From whom it is withheld.
    pub marks: Marks,
    /// Whether somebody at the practice has looked at it.
    pub reviewed: bool,
    /// All of it, as JSON.
    pub body: String,
}

/// A resource on its way in.
#[derive(Clone)]
pub struct Arrived {
    /// Where it stands among the record's.
    pub place: i32,
    /// All the rest.
    pub resource: Stored,
}

/// The resources of a record in their order, as the database sends them: one at a time is held here. A connection is in use until
/// the stream ends or is dropped.
pub fn resources(
    db: &PgPool,
    patient: Uuid,
    with_confidential: bool,
) -> impl Stream<Item = Result<Stored, StorageError>> {
    let rows = sqlx::query!(
        r#"select kind, resource_id, day, areas, confidential, nopat, restricted, reviewed, body::text as "body!"
           from health_record_resource where patient_id = $1 and ($2 or not (confidential or in_confidential)) order by place"#,
        patient,
        with_confidential
    )
    .fetch(db);
    rows.map(|row| {
        let row = row?;
        Ok(Stored {
            kind: row.kind,
            id: row.resource_id,
            day: row.day,
            areas: row.areas,
            marks: Marks { confidential: row.confidential, nopat: row.nopat, restricted: row.restricted },
            reviewed: row.reviewed,
            body: row.body,
        })
    })
}

/// Resources as columns, for one statement.
#[derive(Default)]
struct Columns<'a> {
    kinds: Vec<&'a str>,
    ids: Vec<&'a str>,
    places: Vec<i32>,
    days: Vec<Option<Date>>,
    areas: Vec<String>,
    confidential: Vec<bool>,
    nopat: Vec<bool>,
    restricted: Vec<bool>,
    reviewed: Vec<bool>,
    bodies: Vec<&'a str>,
    text: usize,
}

/// Keeps resources, each in place of the one with its type and id. Where `marks_stay`, what was withheld stays withheld.
///
/// # Errors
/// When the database fails, or will not have a body.
pub async fn keep_resources(
    db: &mut PgConnection,
    patient: Uuid,
    arrived: &[Arrived],
    marks_stay: bool,
) -> Result<(), StorageError> {
    let mut columns = Columns::default();
    for one in arrived {
        columns.add(one);
        if columns.ids.len() == ROWS || columns.text > TEXT {
            columns.write(db, patient, marks_stay).await?;
            columns = Columns::default();
        }
    }
    columns.write(db, patient, marks_stay).await
}

/// Notes which resources of a record, by type and id, belong to something confidential; no others do.
///
/// # Errors
/// When the database fails.
pub async fn keep_in_confidential(
    db: &mut PgConnection,
    patient: Uuid,
    names: &[(&str, &str)],
) -> Result<(), StorageError> {
    let (kinds, ids): (Vec<&str>, Vec<&str>) = names.iter().copied().unzip();
    sqlx::query!(
        "update health_record_resource r set in_confidential = not r.in_confidential
         where r.patient_id = $1 and r.in_confidential <> ((r.kind, r.resource_id) in (
             select n.kind, n.id from unnest($2::text[], $3::text[]) as n (kind, id)))",
        patient,
        &kinds as &[&str],
        &ids as &[&str]
    )
    .execute(db)
    .await?;
    Ok(())
}

impl<'a> Columns<'a> {
    fn add(&mut self, arrived: &'a Arrived) {
        let resource = &arrived.resource;
        self.kinds.push(&resource.kind);
        self.ids.push(&resource.id);
        self.places.push(arrived.place);
        self.days.push(resource.day);
        self.areas.push(resource.areas.join(" "));
        self.confidential.push(resource.marks.confidential);
        self.nopat.push(resource.marks.nopat);
        self.restricted.push(resource.marks.restricted);
        self.reviewed.push(resource.reviewed);
        self.bodies.push(&resource.body);
        self.text += resource.body.len();
    }

    async fn write(
        &self,
        db: &mut PgConnection,
        patient: Uuid,
        marks_stay: bool,
    ) -> Result<(), StorageError> {
        sqlx::query!(
            "insert into health_record_resource as r (patient_id, kind, resource_id, place, day, areas, confidential, nopat,
                 restricted, reviewed, body)
             select $1::uuid, n.kind, n.id, n.place, n.day, string_to_array(n.areas, ' '), n.confidential, n.nopat,
                 n.restricted, n.reviewed, n.body::jsonb
             from unnest($2::text[], $3::text[], $4::integer[], $5::date[], $6::text[], $7::boolean[], $8::boolean[],
                 $9::boolean[], $10::boolean[], $11::text[])
                 as n (kind, id, place, day, areas, confidential, nopat, restricted, reviewed, body)
             on conflict (patient_id, kind, resource_id) do update set place = excluded.place, day = excluded.day,
                 areas = excluded.areas, body = excluded.body, nopat = excluded.nopat or ($12::boolean and r.nopat),
                 confidential = excluded.confidential or ($12::boolean and r.confidential),
                 restricted = excluded.restricted or ($12::boolean and r.restricted),
                 reviewed = excluded.reviewed and (r.reviewed or not $12::boolean)",
            patient,
            &self.kinds as &[&str],
            &self.ids as &[&str],
            &self.places,
            &self.days as &[Option<Date>],
            &self.areas,
            &self.confidential,
            &self.nopat,
            &self.restricted,
            &self.reviewed,
            &self.bodies as &[&str],
            marks_stay
        )
        .execute(db)
        .await?;
        Ok(())
    }
}
