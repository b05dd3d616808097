//! A role is changed: all steps of a patch or none, judged by the state table as one change.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::Value;
use uuid::Uuid;

use crate::fhir::lenient::{Edge, instant};
use crate::fhir::r4::{Actor, CodeableConcept, Extension, Operation, Reference, read_patch};
use crate::fhir::role::path;
use crate::storage::national::kept;
use crate::storage::national::write::{self, Mark, Written};
use crate::tokens::Holder;
use domain::NhsNumber;
use domain::role::{Change, Status, change as judge};

use super::super::answer::done;
use super::super::body::Whole;
use super::super::caller::Caller;
use super::super::fault::Fault;
use super::super::store::Store;
use super::super::{faults, headers};
use super::{extensions, parts};

/// Where a patch may reach.
const PATHS: [&str; 5] = [path::STATUS, path::EXTENSION, path::END, path::ACTOR, path::BASIS];
/// How often it is decided anew when somebody else writes at the same time.
const TRIES: usize = 20;

/// Answers a call that wants a role changed.
pub async fn change(
    State(store): State<Arc<Store>>,
    caller: Caller,
    Path(id): Path<String>,
    Whole(body): Whole,
) -> Result<Response, Fault> {
    let id = headers::uuid(&id).ok_or(faults::ID)?;
    let wish = read(&body)?;
    for _ in 0..TRIES {
        if once(&store, &caller, id, &wish).await? {
            return Ok(done(StatusCode::OK, None));
        }
    }
    Err(faults::DOWNSTREAM)
}

/// One try; false where somebody else wrote meanwhile.
async fn once(store: &Store, caller: &Caller, id: Uuid, wish: &Wish) -> Result<bool, Fault> {
    let kept = kept::find(&store.db, id).await?.ok_or(faults::NO_ROLE)?;
    caller.is_one_of(&[Some(&kept.role.patient), Some(&kept.role.proxy)])?;
    if let Holder::Patient(person) = &caller.shown.holder
        && !(wish.actors.is_empty() && wish.change.is_theirs(&kept.role, person))
    {
        return Err(faults::FORBIDDEN);
    }
    wish.names_only(&kept.role.proxy)?;
    let now = store.clock.now();
    let role = judge(&kept.role, wish.change.clone(), now)?;
    if role == kept.role {
        return Ok(true);
    }
    let mark = Mark { event: store.clock.new_id(), round: caller.round.as_deref(), now };
    match write::update(&store.db, &kept, &role, mark, false).await? {
        Written::Hidden => Err(faults::INVALIDATED),
        written => Ok(written == Written::Done),
    }
}

/// What a patch asks for.
#[derive(Default)]
struct Wish {
    change: Change,
    /// Who is said to act: nobody else than who does.
    actors: Vec<Actor>,
}

impl Wish {
    fn names_only(&self, proxy: &NhsNumber) -> Result<(), Fault> {
        let is_proxy = |actor: &Actor| {
            let value = actor.reference.as_ref().and_then(Reference::value);
            value == Some(proxy.as_str())
        };
        if self.actors.iter().all(is_proxy) { Ok(()) } else { Err(faults::ACTOR) }
    }
}

fn read(body: &[u8]) -> Result<Wish, Fault> {
    let operations = read_patch(body).map_err(|_| faults::PATCH)?;
    if operations.iter().any(|step| !PATHS.contains(&step.path.as_str())) {
        return Err(faults::PATCH_PATH);
    }
    let is_there = |path: &str| operations.iter().filter(|step| step.path == path).count();
    if PATHS.iter().any(|path| is_there(path) > 1) {
        return Err(faults::PATCH_TWICE);
    }
    let mut wish = Wish::default();
    for step in operations {
        take(&mut wish, step)?;
    }
    Ok(wish)
}

/// One step, which a step that removes has no value for.
fn take(wish: &mut Wish, step: Operation) -> Result<(), Fault> {
    let value = step.value.filter(|_| step.op != "remove");
    match step.path.as_str() {
        path::STATUS => {
            let code = value.as_ref().and_then(Value::as_str).ok_or(faults::STATUS_CODE)?;
            wish.change.status = Some(Status::from_code(code).ok_or(faults::STATUS_CODE)?);
        }
        path::EXTENSION => {
            // Behind the last one there is nothing to remove.
            let extensions: Vec<Extension> = several(value.ok_or(faults::PATCH_PATH)?, faults::EXTENSION)?;
            wish.change.why = extensions::why(&extensions)?;
            wish.change.grantor = extensions::grantor(&extensions)?;
            if wish.change.why.is_none() && wish.change.grantor.is_none() {
                return Err(faults::EXTENSION);
            }
        }
        path::END => {
            wish.change.end = Some(match value {
                None => None,
                Some(value) => {
                    let text = value.as_str().ok_or(faults::END_DATE)?;
                    Some(instant(text, Edge::Last).ok_or(faults::END_DATE)?)
                }
            });
        }
        path::ACTOR => wish.actors = several(value.ok_or(faults::ACTOR)?, faults::ACTOR)?,
        path::BASIS => {
            let rules: Vec<CodeableConcept> =
                several(value.ok_or(faults::LEGAL_BASIS)?, faults::LEGAL_BASIS)?;
            let rule = rules.first().ok_or(faults::LEGAL_BASIS)?;
            wish.change.basis = Some(parts::basis(rule)?);
        }
        _ => return Err(faults::PATCH_PATH),
    }
    Ok(())
}

/// A list of things, or one: sources write both. Anything but objects is a fault.
fn several<T: serde::de::DeserializeOwned>(value: Value, fault: Fault) -> Result<Vec<T>, Fault> {
    let values = match value {
        Value::Array(values) => values,
        one => vec![one],
    };
    let read = |value: Value| match value {
        Value::Object(_) => serde_json::from_value(value).map_err(|_| fault),
        _ => Err(fault),
    };
    values.into_iter().map(read).collect()
}
