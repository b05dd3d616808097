//! What the store says that two people are to each other.

use crate::fhir::lenient::nhs_number;
use crate::fhir::r4::{Identifier, RelatedPerson, Resource};
use domain::NhsNumber;
use domain::role::Relation;

use super::super::circuit::Regarding;
use super::super::http::Answer;
use super::super::upstream::{Kind, Upstream};
use super::answer::all;
use super::{Call, Vrs};

impl Vrs {
    /// What the proxy is to the patient, each once; what has no words here only where nothing else is said.
    ///
    /// # Errors
    /// The published code, or what kept us from an answer: programs that are let read roles are often not let read
    /// this.
    pub async fn relations(
        &self,
        (patient, proxy): (&NhsNumber, &NhsNumber),
        correlation: &str,
    ) -> Result<Vec<Relation>, Upstream> {
        let query = [("identifier", proxy.as_str()), ("patient:identifier", patient.as_str())];
        let url = url::Url::parse_with_params(&format!("{}/RelatedPerson", self.base_url), &query)
            .map_err(|_| self.http.fault(Kind::Malformed))?;
        let request = || self.http.get(url.as_str());
        let call = Call { regarding: Regarding::record(query), operation: "relations", correlation };
        let found = self.read(&call, &request, related).await?;
        let theirs = found.iter().filter(|one| is_of(one, patient, proxy));
        let mut relations: Vec<Relation> = theirs.flat_map(said).collect();
        relations.sort_unstable();
        relations.dedup();
        if relations.iter().any(|relation| *relation != Relation::Other) {
            relations.retain(|relation| *relation != Relation::Other);
        }
        Ok(relations)
    }
}

fn related(answer: &Answer) -> Result<Vec<RelatedPerson>, Kind> {
    all(answer, |resource| match resource {
        Resource::RelatedPerson(one) => Some((**one).clone()),
        _ => None,
    })
}

/// Whether it is about these two. Some answers leave the proxy out; a number that cannot be read is the one that was
/// asked for.
fn is_of(one: &RelatedPerson, patient: &NhsNumber, proxy: &NhsNumber) -> bool {
    let is_patient = |number: NhsNumber| number == *patient;
    let is_proxy = |identifier: &Identifier| {
        identifier.value.as_deref().and_then(nhs_number).is_none_or(|number| number == *proxy)
    };
    let named = one.patient.as_ref().and_then(|reference| nhs_number(reference.value()?));
    named.is_none_or(is_patient) && one.identifier.iter().all(is_proxy)
}

/// What one entry says: several codes may say it.
fn said(one: &RelatedPerson) -> Vec<Relation> {
    let codings = one.relationship.iter().flat_map(|concept| &concept.coding);
    codings.filter_map(|coding| coding.code.as_deref()).map(Relation::from_code).collect()
}
