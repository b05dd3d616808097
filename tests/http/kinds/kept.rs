//! How lamps are kept: the one file of storage that a kind has.

use proxy_access::actions::together::Decided;
use proxy_access::storage::record::{Insert, Stored};
use proxy_access::storage::{PgPool, StorageError};
use sqlx::Row;

use domain::PersonId;

use super::lamp::{Event, Lamp, LampId, Refusal};

/// What its migration would say.
pub const TABLE: &str =
    "create table lamp (id uuid primary key, version integer not null, owner_id uuid not null,
    room text not null constraint lamp_one_a_room unique, brightness integer not null)";

/// Nothing is decided along with a lamp.
impl Decided for Lamp {
    type Beside = ();
}

impl Stored for Lamp {
    const RULES: &'static [(&'static str, Refusal)] = &[("lamp_one_a_room", Refusal::RoomHasOne)];

    async fn load(db: &PgPool, id: LampId) -> Result<Option<Lamp>, StorageError> {
        let row = sqlx::query("select version, owner_id, room, brightness from lamp where id = $1")
            .bind(id.0)
            .fetch_optional(db)
            .await?;
        Ok(row.map(|row| Lamp {
            id,
            version: row.get("version"),
            owner: PersonId(row.get("owner_id")),
            room: row.get("room"),
            brightness: row.get("brightness"),
        }))
    }

    fn rows(&self) -> Vec<Insert<'_>> {
        let own = Insert::over("lamp", "id")
            .column("id", self.id.0)
            .column("version", self.version)
            .column("owner_id", self.owner.0)
            .column("room", self.room.as_str())
            .column("brightness", self.brightness);
        vec![own]
    }

    fn feed(&self, _events: &[Event]) -> Option<&str> {
        Some("A81001")
    }
}
