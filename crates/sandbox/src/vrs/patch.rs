//! Creating a role and changing it; a change is done as a whole or not at all.

use serde_json::Value;

use super::consent::{Said, Strictness, basis, is_instant, nhs_number, said};
use super::life;
use super::outcome::Refusal;
use super::store::{Store, VrsRole};

/// Creates the role; its id is `id`.
pub(super) fn create(store: &mut Store, body: &[u8], (id, now): (String, &str)) -> Result<(), Refusal> {
    let strict = Strictness { as_integration: store.faults.as_integration };
    let bad = || Refusal::new(400, "BAD_REQUEST", "The request could not be processed.");
    let wished: Value = serde_json::from_slice(body).map_err(|_| bad())?;
    if wished["resourceType"] != "Consent" {
        return Err(bad());
    }
    let status = wished["status"].as_str().ok_or_else(|| strict.missing("MISSING_STATUS"))?;
    if wished["scope"]["coding"][0]["code"] != "patient-privacy" {
        return Err(strict.missing("MISSING_SCOPE"));
    }
    if wished["category"][0]["coding"][0]["code"] != "INFA" {
        return Err(strict.missing("MISSING_CATEGORY"));
    }
    let patient = nhs_number(&wished["patient"]["identifier"], strict)?;
    let performers = wished["performer"].as_array().filter(|all| all.len() == 1);
    let performer = performers.ok_or_else(|| strict.missing("MISSING_PERFORMER"))?;
    let proxy = nhs_number(&performer[0]["identifier"], strict)?;
    let made_at = wished["dateTime"].as_str().filter(|text| is_instant(text));
    let made_at = made_at.ok_or_else(|| Refusal::of_value(422, "INVALID_DATETIME"))?.to_owned();
    let extensions =
        wished["extension"].as_array().ok_or_else(|| Refusal::of_value(422, "INVALID_EXTENSION"))?;
    let Said { reason, grantor } = said(extensions, Some(status), strict)?;
    let (reason, text) = reason.ok_or_else(|| Refusal::of_value(422, "INVALID_STATUS_REASON"))?;
    if !life::leads(None, status) {
        return Err(Refusal::of_value(422, "INVALID_STATUS"));
    }
    if !life::fits(None, status, &reason) {
        return Err(Refusal::of_value(422, "INVALID_STATUS_REASON"));
    }
    let basis = basis(&wished["policyRule"])?;
    let edge = |name: &str| match wished["provision"]["period"].get(name) {
        None => Ok(None),
        Some(Value::String(text)) if is_instant(text) => Ok(Some(text.clone())),
        Some(_) => Err(Refusal::of_value(422, "INVALID_PROVISION")),
    };
    let (start, end) = (edge("start")?, edge("end")?);
    if store.roles.iter().any(|role| role.patient == patient && role.proxy == proxy) {
        return Err(Refusal::new(409, "DUPLICATE_RELATIONSHIP", "Request must be for a new proxy role."));
    }
    let (status, updated) = (status.to_owned(), now.to_owned());
    store.roles.push(VrsRole {
        id,
        patient,
        proxy,
        status,
        reason,
        text,
        basis,
        grantor,
        made_at,
        start,
        end,
        updated,
    });
    Ok(())
}

/// What a patch asks for.
#[derive(Default)]
struct Wished {
    status: Option<String>,
    extensions: Vec<Value>,
    end: Option<Option<String>>,
    basis: Option<[String; 3]>,
}

/// Changes the role with this id.
pub(super) fn change(store: &mut Store, id: &str, body: &[u8], now: &str) -> Result<(), Refusal> {
    let strict = Strictness { as_integration: store.faults.as_integration };
    let wished = read(body, strict)?;
    let missing = || Refusal::new(404, "RESOURCE_NOT_FOUND", "Request must be for a existing proxy role.");
    let role = store.roles.iter_mut().find(|role| role.id == id).ok_or_else(missing)?;
    let Said { reason, grantor } = said(&wished.extensions, wished.status.as_deref(), strict)?;
    let mut changed = role.clone();
    if let Some(status) = wished.status {
        let Some((reason, text)) = reason else {
            return Err(Refusal::of_value(422, "INVALID_STATUS_REASON"));
        };
        if !life::leads(Some(&role.status), &status) {
            return Err(Refusal::new(422, "INVALID_STATE_TRANSITION", "Status change is invalid."));
        }
        if !life::fits(Some(&role.status), &status, &reason) {
            return Err(Refusal::new(422, "INVALID_STATUS_REASON", "Status reason is invalid."));
        }
        (changed.status, changed.reason, changed.text) = (status, reason, text);
    } else if let Some((reason, text)) = reason {
        // No published rule says more than that it must fit where the role stands.
        if role.status == "active" || !life::fits(Some("active"), &role.status, &reason) {
            return Err(Refusal::new(422, "INVALID_STATUS_REASON", "Status reason is invalid."));
        }
        (changed.reason, changed.text) = (reason, text);
    }
    changed.grantor = grantor.or(changed.grantor);
    changed.end = wished.end.unwrap_or(changed.end);
    changed.basis = wished.basis.unwrap_or(changed.basis);
    changed.updated = now.to_owned();
    *role = changed;
    Ok(())
}

fn read(body: &[u8], strict: Strictness) -> Result<Wished, Refusal> {
    let malformed = || Refusal::new(400, "INVALID_PATCH_FORMAT", "Request format is invalid.");
    let steps: Vec<Value> = serde_json::from_slice(body).map_err(|_| malformed())?;
    let (mut wished, mut seen) = (Wished::default(), Vec::new());
    for step in &steps {
        let (op, path) = (step["op"].as_str(), step["path"].as_str());
        let (Some(op), Some(path)) = (op, path) else { return Err(malformed()) };
        if seen.contains(&path) {
            return Err(Refusal::new(409, "DUPLICATE_PATCHES", "Patch operations are duplicated."));
        }
        seen.push(path);
        let value = &step["value"];
        match (op, path) {
            ("replace" | "add", "/status") => {
                let status =
                    value.as_str().filter(|status| ["active", "inactive", "rejected"].contains(status));
                let status =
                    status.ok_or_else(|| Refusal::new(422, "INVALID_STATUS_CODE", "Status code is invalid."));
                wished.status = Some(status?.to_owned());
            }
            ("add", "/extension/-") => {
                let all = value.as_array().filter(|all| !all.is_empty());
                wished.extensions = all.ok_or_else(|| Refusal::of_value(422, "INVALID_EXTENSION"))?.clone();
            }
            ("add" | "replace", "/provision/period/end") => {
                let end = value.as_str().filter(|text| is_instant(text));
                let end = end.ok_or_else(|| Refusal::of_value(422, "INVALID_END_DATE"))?;
                wished.end = Some(Some(end.to_owned()));
            }
            ("remove", "/provision/period/end") => wished.end = Some(None),
            ("add" | "replace", "/policyRule") => wished.basis = Some(basis(value)?),
            ("add" | "replace" | "remove", _) => {
                let status = if strict.as_integration { 422 } else { 400 };
                return Err(Refusal::new(status, "INVALID_PATCH_PATH", "Patch target is invalid."));
            }
            _ => return Err(malformed()),
        }
    }
    if steps.is_empty() { Err(malformed()) } else { Ok(wished) }
}
