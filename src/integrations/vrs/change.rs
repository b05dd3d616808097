//! A change of a role as the steps of a patch.

use domain::role::Change;

use crate::fhir::lenient::written;
use crate::fhir::r4::{Operation, write_patch};
use crate::fhir::role::{basis, path, reasons, to_status};

/// The patch; none where nothing is to be changed, or it cannot be written.
pub(super) fn patch(change: &Change) -> Option<Vec<u8>> {
    let mut steps: Vec<Operation> = Vec::new();
    match (change.status, &change.why) {
        (Some(status), Some(why)) => steps.extend(to_status(status, why, change.grantor.as_ref())),
        (None, Some(why)) => steps.push(reasons(why)),
        (Some(_), None) | (None, None) => {}
    }
    match change.end {
        Some(Some(end)) => steps.push(Operation::new("add", path::END, written(end).into())),
        Some(None) => {
            steps.push(Operation { op: "remove".to_owned(), path: path::END.to_owned(), value: None });
        }
        None => {}
    }
    if let Some(ground) = change.basis {
        steps.push(Operation::new("add", path::BASIS, serde_json::to_value(basis(ground)).ok()?));
    }
    (!steps.is_empty()).then(|| write_patch(&steps).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::OdsCode;
    use domain::role::{Reason, Reasoned, Status};
    use serde_json::Value;
    use time::macros::datetime;

    fn written_as(change: &Change) -> Vec<String> {
        let steps: Vec<Value> = serde_json::from_slice(&patch(change).unwrap()).unwrap();
        let part = |step: &Value, name: &str| step[name].as_str().unwrap_or_default().to_owned();
        steps.iter().map(|step| format!("{} {}", part(step, "op"), part(step, "path"))).collect()
    }

    #[test]
    fn each_part_is_a_step() {
        let active = Change {
            status: Some(Status::Active),
            why: Some(Reasoned::plain(Reason::Reactivated)),
            grantor: OdsCode::parse("A81001").ok(),
            end: Some(Some(datetime!(2026-12-31 23:59:59 UTC))),
            basis: None,
        };
        assert_eq!(written_as(&active), ["replace /status", "add /extension/-", "add /provision/period/end"]);
        let longer = Change { end: Some(None), ..Change::default() };
        assert_eq!(written_as(&longer), ["remove /provision/period/end"]);
        let why = Change { why: Some(Reasoned::plain(Reason::PatientRequest)), ..Change::default() };
        assert_eq!(written_as(&why), ["add /extension/-"]);
        assert!(patch(&Change::default()).is_none());
    }
}
