//! Requests for access: kept as they came, and given back. What becomes of one, a practice decides; no role follows from it here.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::fhir::lenient::{Edge, instant, nhs_number};
use crate::fhir::r4::{Coding, Item, QuestionnaireResponse, Reference, Resource};
use crate::fhir::systems;
use crate::storage::StorageError;
use crate::storage::national::requests::{self, Request};
use crate::storage::national::write::Written;
use crate::storage::national::{kept, people};
use domain::NhsNumber;
use domain::role::Status;

use super::answer::{about, json as answer, made};
use super::body::Whole;
use super::caller::Caller;
use super::fault::Fault;
use super::store::Store;
use super::who::{Routes, Who};
use super::{faults, headers, way};

/// Letters and digits of a reference code.
const REFERENCE: usize = 10;
/// How often another code is tried where one is taken.
const TRIES: usize = 5;

/// The question who would act.
const PROXY: &str = "relatedPerson_identifier";

/// Ways in to requests for access.
pub fn routes(routes: Routes) -> Routes {
    let patients = Who::Callers { apps: false, staff: false, patients: true };
    let all = Who::Callers { apps: true, staff: true, patients: true };
    routes.post(patients, way::QUESTIONNAIRE_RESPONSE, create).get(all, way::ONE_RESPONSE, one)
}

/// Keeps a request of somebody who fills in for themselves.
async fn create(State(store): State<Arc<Store>>, caller: Caller, Whole(body): Whole) -> Response {
    let Ok(Resource::QuestionnaireResponse(form)) = Resource::read(&body) else {
        return faults::NOT_A_RESPONSE.into_response();
    };
    about(everybody(&form), asked(&store, &caller, (&form, &body)).await)
}

async fn asked(
    store: &Store,
    caller: &Caller,
    (form, body): (&QuestionnaireResponse, &[u8]),
) -> Result<Response, Fault> {
    let named = Named::read(form).ok_or(faults::NOT_A_RESPONSE)?;
    caller.is_one_of(&[Some(&named.source)])?;
    if let Some(proxy) = &named.proxy {
        let roles = kept::of_patient(&store.db, &named.subject, Some(proxy)).await?;
        if roles.iter().any(|kept| matches!(kept.role.status, Status::Active | Status::Proposed)) {
            return Err(faults::DUPLICATE);
        }
    }
    let document: Value = serde_json::from_slice(body).map_err(|_| faults::NOT_A_RESPONSE)?;
    let request = keep(store, caller, &named, document).await?;
    let code = &request.reference;
    let coding = Coding { code: Some(code.clone()), display: Some(code.clone()), ..Coding::default() };
    let address = store.address(&format!("{}/{}", way::QUESTIONNAIRE_RESPONSE, request.id));
    Ok(made((StatusCode::OK, Some(coding)), request.id, &address))
}

/// Keeps a request, and answers as if it were kept where it names somebody else of whom nothing may be shown: any number could be
/// tried. Of their own number people are told.
async fn keep(store: &Store, caller: &Caller, named: &Named, mut document: Value) -> Result<Request, Fault> {
    let id = store.clock.new_id();
    for _ in 0..TRIES {
        let reference = reference(&store.clock.secret());
        document["id"] = json!(id.to_string());
        document["identifier"] = json!({ "value": reference });
        let request = Request {
            id,
            reference,
            source: named.source.as_str().to_owned(),
            subject: named.subject.as_str().to_owned(),
            proxy: named.proxy.as_ref().map(|proxy| proxy.as_str().to_owned()),
            document: document.clone(),
        };
        let round = caller.round.as_deref();
        match requests::insert(&store.db, &request, round, store.clock.now()).await? {
            Written::Done => return Ok(request),
            Written::Meanwhile => {}
            Written::Hidden => {
                let is_another = is_shown(store, &named.source).await?;
                return if is_another { Ok(request) } else { Err(faults::INVALIDATED) };
            }
        }
    }
    Err(faults::SERVER)
}

async fn is_shown(store: &Store, number: &NhsNumber) -> Result<bool, StorageError> {
    let known = people::find(&store.db, &[number.as_str()]).await?;
    Ok(known.iter().all(|person| person.state.is_shown()))
}

fn reference(secret: &str) -> String {
    let kept = secret.chars().filter(char::is_ascii_alphanumeric).take(REFERENCE);
    kept.collect::<String>().to_ascii_uppercase()
}

/// Answers a call for one request: the document itself, and no Bundle.
async fn one(
    State(store): State<Arc<Store>>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let id = headers::uuid(&id).ok_or(faults::REQUEST_ID)?;
    let request = requests::find(&store.db, id).await?.ok_or(faults::NO_REQUEST)?;
    let [source, subject] = [&request.source, &request.subject].map(|text| NhsNumber::parse(text).ok());
    caller.is_one_of(&[source.as_ref(), subject.as_ref()])?;
    let body = serde_json::to_vec(&request.document).map_err(|_| StorageError::Corrupt("request"))?;
    Ok(answer(StatusCode::OK, body))
}

/// Everybody whom a form names, as far as they can be read.
fn everybody(form: &QuestionnaireResponse) -> Vec<NhsNumber> {
    let named = form.source.iter().chain(&form.subject).filter_map(Reference::value);
    named.chain(answered(&form.item, PROXY)).filter_map(nhs_number).collect()
}

/// Whom a request names.
struct Named {
    source: NhsNumber,
    subject: NhsNumber,
    /// Who would act, where it says so.
    proxy: Option<NhsNumber>,
}

impl Named {
    /// Reads a form that is complete; none where it is not as it should be. Who fills it in is one of the two: the patient, who
    /// asks for themselves, or the one who would act.
    fn read(form: &QuestionnaireResponse) -> Option<Named> {
        let is_complete = form.status.as_deref() == Some("completed");
        instant(form.authored.as_deref()?, Edge::First)?;
        let is_known = is_questionnaire(form.questionnaire.as_deref()?);
        let (source, subject) = (form.source.as_ref()?, form.subject.as_ref()?);
        let is_of_patient = subject.kind.as_deref().is_none_or(|kind| kind == "Patient");
        if !is_complete || !is_known || !is_of_patient {
            return None;
        }
        let number = |reference: &Reference| {
            let identifier = reference.identifier.as_ref()?;
            let system = identifier.system.as_deref()?;
            nhs_number(identifier.value.as_deref()?).filter(|_| systems::same(system, systems::NHS_NUMBER))
        };
        let kind = source.kind.as_deref()?;
        let (source, subject) = (number(source)?, number(subject)?);
        let proxy = match kind {
            "RelatedPerson" => Some(source.clone()),
            "Patient" if source == subject => answered(&form.item, PROXY).and_then(nhs_number),
            _ => return None,
        };
        let is_pair = proxy.as_ref() != Some(&subject);
        is_pair.then_some(Named { source, subject, proxy })
    }
}

/// `…/Questionnaire/{uuid}`, with an address before it or without one.
fn is_questionnaire(text: &str) -> bool {
    let Some((before, id)) = text.rsplit_once('/') else { return false };
    headers::uuid(id).is_some() && (before == "Questionnaire" || before.ends_with("/Questionnaire"))
}

/// The first answer in words to the question of this name, wherever it stands.
fn answered<'a>(items: &'a [Item], name: &str) -> Option<&'a str> {
    items.iter().find_map(|item| {
        if item.link_id.as_deref() == Some(name) {
            return item.answer.first()?.get("valueString")?.as_str();
        }
        answered(&item.item, name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_questionnaire_is_named_with_or_without_its_address() {
        assert!(is_questionnaire("Questionnaire/2e61ba16-f2ee-4e16-8526-194873d63f24"));
        assert!(is_questionnaire(
            "https://a.test/FHIR/R4/Questionnaire/2e61ba16-f2ee-4e16-8526-194873d63f24"
        ));
        assert!(!is_questionnaire("Questionnaire/2e61ba16"));
        assert!(!is_questionnaire("2e61ba16-f2ee-4e16-8526-194873d63f24"));
    }

    #[test]
    fn a_reference_has_ten_capitals_and_digits() {
        assert_eq!(reference("a-b_c1d2e3f4g5h6"), "ABC1D2E3F4");
    }
}
