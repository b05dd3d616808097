//! `proxy-access record`, in a process of its own.

use serde_json::json;

use super::beside::Folder;
use super::{bundle, kept, observation};
use crate::process::Process;
use crate::support::world::world;

#[tokio::test]
async fn a_folder_of_records_is_taken_in_and_each_refusal_is_told() {
    let world = world().await;
    let folder = Folder::new(&world);
    folder.write("ann.json", bundle(&[observation("o", json!({})), observation("..", json!({}))]));
    folder.write("more/nobody.json", r#"{"resourceType": "Bundle"}"#);
    let path = folder.0.to_str().unwrap();
    let run = ["record", "import", "--practice", "A81001", path];
    let output = Process::output(&world, &run, &[]).await;
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(!output.status.success(), "{told}");
    for words in [
        "entry 3, Observation: not taken: its id",
        "nobody.json: not taken: it has 0 patients",
        "1 records taken: 2 resources",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    assert!(kept(&world, super::NUMBER).await.is_some());
    let unknown = Process::output(&world, &["record", "import", "--practice", "Z99999", path], &[]).await;
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("no practice Z99999"));
}

#[tokio::test]
async fn who_imports_one_document_of_two_patients_is_told_both_records() {
    let world = world().await;
    let folder = Folder::new(&world);
    let letter = json!({"resourceType": "DocumentReference", "id": "d", "content": [{"attachment": {"data": "Zmlyc3Q="}}]});
    let ann = bundle(&[letter.to_string()]);
    folder.write("ann.json", &ann);
    folder.write("ben.json", ann.replace(super::NUMBER, "9990000026"));
    let run = ["record", "import", "--practice", "A81001", folder.0.to_str().unwrap()];
    let output = Process::output(&world, &run, &[]).await;
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(!output.status.success(), "{told}");
    let record = kept(&world, super::NUMBER).await.unwrap().id;
    let whose = format!("ann.json: 2 resources, 1 documents, kept as the record {record}\n");
    let why = format!(
        "  entry 2, DocumentReference/d, its bytes: not taken: another patient of the practice has bytes with the id d: \
         DocumentReference/d of the record {record}."
    );
    assert!(told.contains(&whose) && told.contains(&why), "{told}");
}

#[tokio::test]
async fn whether_records_are_at_another_practice_too_is_told() {
    let world = world().await;
    let folder = Folder::new(&world);
    let file = folder.write("ann.json", bundle(&[observation("o", json!({}))]));
    let path = file.to_str().unwrap();
    assert!(
        Process::output(&world, &["record", "import", "--practice", "A81001", path], &[])
            .await
            .status
            .success()
    );
    let compare = ["record", "compare", "--practice", "A81001", "--other", "B82002"];
    let before = Process::output(&world, &compare, &[]).await;
    assert!(!before.status.success());
    assert!(String::from_utf8_lossy(&before.stdout).contains("the record is not there"));
    assert!(
        Process::output(&world, &["record", "import", "--practice", "B82002", path], &[])
            .await
            .status
            .success()
    );
    let after = Process::output(&world, &compare, &[]).await;
    let told = String::from_utf8_lossy(&after.stdout).into_owned();
    assert!(after.status.success() && told.contains("1 patients: 1 resources and 0 documents"), "{told}");
}

#[tokio::test]
async fn the_sandbox_writes_records_as_they_are_imported() {
    let world = world().await;
    let folder = Folder::new(&world);
    let written = Process::output(&world, &["sandbox", "--records", folder.0.to_str().unwrap()], &[]).await;
    let told = String::from_utf8_lossy(&written.stdout).into_owned();
    assert!(written.status.success() && told.starts_with("200 records"), "{told}");
    let one = folder.0.join("A81001/margaret.json");
    let run = ["record", "import", "--practice", "A81001", one.to_str().unwrap()];
    let output = Process::output(&world, &run, &[]).await;
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success() && told.contains("4 documents. 0 records not taken; 0 entries refused"),
        "{told}"
    );
    let record = kept(&world, super::NUMBER).await.unwrap();
    let withheld = super::stored(&world, &record, true).await.into_iter();
    assert_eq!(withheld.filter(|one| one.marks.restricted || one.marks.confidential).count(), 2);
}
