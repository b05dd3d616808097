//! A record in a file, with marks and documents beside it.

use std::path::PathBuf;

use proxy_access::actions::health_record::import::{ImportFailed, Source, take_over};
use proxy_access::storage::health_records::documents::find;
use serde_json::json;

use super::{bundle, kept, observation, riverside, stored};
use crate::support::world::{World, world};

/// A folder of its own; gone when this goes out of scope.
pub struct Folder(pub PathBuf);

impl Folder {
    /// An empty one.
    pub fn new(world: &World) -> Folder {
        let folder = std::env::temp_dir().join(format!("tpa-records-{}", world.clock.new_id().simple()));
        std::fs::create_dir_all(&folder).unwrap();
        Folder(folder)
    }

    /// Writes a file, with the folders above it.
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

#[tokio::test]
async fn what_stands_beside_a_file_belongs_to_it() {
    let world = world().await;
    let folder = Folder::new(&world);
    let attachment = json!({"contentType": "text/plain", "url": "https://gp.example/Binary/b1"});
    let document =
        json!({"resourceType": "DocumentReference", "id": "d", "content": [{"attachment": attachment}]});
    let file = folder.write("ann.json", bundle(&[document.to_string(), observation("o", json!({}))]));
    folder.write("ann.marks.json", r#"{"marks": {"Observation/o": ["restricted"]}}"#);
    folder.write("ann.documents/b1", "a letter");
    let source = Source::beside(&file).unwrap();
    let reader = tokio::fs::File::open(&file).await.unwrap();
    let report = Box::pin(take_over(&world.app, &riverside(), reader, source)).await.unwrap();
    assert_eq!((report.documents, report.refused.len()), (1, 0));
    let record = kept(&world, super::NUMBER).await.unwrap();
    assert_eq!(find(&world.app.db, record.id, "b1").await.unwrap().unwrap().size, 8);
    assert!(stored(&world, &record, true).await[1].marks.restricted);
}

#[tokio::test]
async fn marks_that_cannot_be_read_keep_a_record_out() {
    let world = world().await;
    let folder = Folder::new(&world);
    let file = folder.write("ann.json", bundle(&[]));
    folder.write("ann.marks.json", r#"{"marks": {"Observation/o": ["hidden"]}}"#);
    assert!(matches!(Source::beside(&file), Err(ImportFailed::Marks(_))));
    let alone = folder.write("ben.json", bundle(&[]));
    assert!(Source::beside(&alone).is_ok());
}
