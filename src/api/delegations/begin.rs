//! A patient asks for access for somebody (docs/sources.md#proxy-mvp, "Delegate Request").

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::json;
use time::Date;
use utoipa::ToSchema;

use crate::actions::programs::{Acts, Caller};
use crate::actions::request::{self, Asked};
use crate::actions::{Failed, draft};
use crate::api::body::Body;
use crate::api::day;
use crate::api::once::Once;
use crate::api::problem::Problem;
use crate::api::version::etag;
use crate::api::wrong::{Wrong, WrongField};
use crate::app::App;
use domain::{EmailAddress, NhsNumber, OdsCode, PersonName, Relationship, text};

use super::access_body::WantedAccess;
use super::order::code;
use super::seen::Seen;
use super::shape::DelegationBody;

/// A request.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDelegation {
    /// The trusted person, as the patient describes them.
    delegate: Described,
    /// How they are invited: `email`, or `code` for somebody without an address. Then `email` is left out, nobody writes to
    /// them before they agree, and the patient passes on the `invitation_code` of the answer. Left out: `email`.
    #[schema(example = "email")]
    invite_by: Option<String>,
    /// partner, parent, child, sibling, other_relative, friend or carer.
    #[schema(example = "partner")]
    relationship: String,
    /// The access asked for.
    access: WantedAccess,
    /// The patient’s answer, asked alone on its page, whether anybody puts pressure on them: true when nobody does. With
    /// false, or when they are not sure, nothing is kept.
    #[schema(example = true)]
    free_of_pressure: bool,
    /// True: the patient has read the declaration and agrees.
    #[schema(example = true)]
    declaration: bool,
}

/// A person as described.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Described {
    /// Given names; left out or empty for who has only one name.
    #[schema(example = "David")]
    given_name: Option<String>,
    /// Family name, or the only one.
    #[schema(example = "O'Neill")]
    family_name: String,
    /// Date of birth.
    #[schema(format = Date, example = "1949-11-02")]
    birth_date: String,
    /// Ten digits with a right check digit.
    #[schema(example = "9990000026")]
    nhs_number: String,
    /// Address for the invitation where PDS has none; left out where they are invited by a code.
    #[schema(example = "david@example.com")]
    email: Option<String>,
}

impl NewDelegation {
    fn parse(&self, today: Date) -> Result<Asked, Vec<WrongField>> {
        let mut wrong = Wrong::default();
        let by_code = match self.invite_by.as_deref() {
            None | Some("email") => Some(false),
            Some("code") => Some(true),
            Some(_) => None,
        };
        let by_code = wrong.read("/invite_by", by_code, "email or code").unwrap_or_default();
        let delegate = wrong.part(self.delegate.parse(today, by_code));
        wrong.read("/declaration", self.declaration.then_some(()), "true");
        let relationship =
            code("/relationship", &self.relationship, (&Relationship::ALL, Relationship::code));
        let relationship = wrong.part(relationship.map_err(|fault| vec![fault]));
        let access = wrong.part(self.access.parse("/access", today));
        match (delegate, relationship, access) {
            (Some((name, birth_date, nhs_number, email)), Some(relationship), Some(access))
                if wrong.0.is_empty() =>
            {
                let free_of_pressure = self.free_of_pressure;
                Ok(Asked { name, birth_date, nhs_number, email, relationship, access, free_of_pressure })
            }
            _ => Err(wrong.0),
        }
    }
}

impl Described {
    /// The address, or none where they are invited by a code.
    fn address(&self, by_code: bool) -> Result<Option<EmailAddress>, Vec<WrongField>> {
        let expected = match (&self.email, by_code) {
            (None, true) => return Ok(None),
            (Some(_), true) => "nothing: a code goes to no address",
            (_, false) => "an address such as name@example.com",
        };
        let text = self.email.as_deref().filter(|_| !by_code);
        let address = text.and_then(|text| EmailAddress::parse(text).ok());
        address.map(Some).ok_or_else(|| vec![WrongField::new("/delegate/email", expected)])
    }

    fn parse(
        &self,
        today: Date,
        by_code: bool,
    ) -> Result<(PersonName, Date, NhsNumber, Option<EmailAddress>), Vec<WrongField>> {
        const NAME: &str = "a name of 1 to 100 characters";
        let mut wrong = Wrong::default();
        let given = text::given_names(self.given_name.as_deref().unwrap_or_default()).ok();
        let given = wrong.read("/delegate/given_name", given, "given names of up to 100 characters, or none");
        let family = wrong.read("/delegate/family_name", text::name(&self.family_name).ok(), NAME);
        let born = day::read(&self.birth_date).filter(|born| *born <= today && born.year() >= 1900);
        let born = wrong.read("/delegate/birth_date", born, "a day such as 1949-11-02, in the past");
        let number = NhsNumber::parse(&self.nhs_number).ok();
        let number =
            wrong.read("/delegate/nhs_number", number, "ten digits, the last of them the check digit");
        let email = wrong.part(self.address(by_code));
        match (given.zip(family), born, number, email) {
            (Some((given, family)), Some(born), Some(number), Some(email)) => {
                Ok((PersonName::new(given, family), born, number, email))
            }
            _ => Err(wrong.0),
        }
    }
}

/// Ask for access for a trusted person. The details are checked with PDS, and the invitation is sent, or is the
/// patient’s to pass on.
#[utoipa::path(post, path = "/api/v1/delegations", tag = "Patient", request_body = NewDelegation,
    responses((status = 201, body = DelegationBody)))]
pub async fn begin(
    State(app): State<Arc<App>>,
    caller: Caller,
    Once(once): Once,
    Body(body): Body<NewDelegation>,
) -> Result<Response, Problem> {
    let Acts::Citizen(citizen) = caller.acts else { return Err(Problem::NotFound) };
    let asked = body.parse(app.clock.today_in_london()).map_err(Problem::Body)?;
    // The call's own id is that of the draft, which becomes a delegation once.
    draft::begin_as(&app, once, citizen, &json!({})).await?;
    let nowhere = OdsCode::parse("X26").map_err(|_| Problem::Unavailable)?;
    let id = match request::send(&app, caller.by(&nowhere), once, &asked).await {
        Ok(id) => id,
        Err(failed) => {
            if matches!(failed, Failed::Refused(_)) {
                draft::discard(&app, once, citizen).await?;
            }
            return Err(failed.into());
        }
    };
    let seen = Seen::load(&app, &caller, id).await?;
    let location = HeaderValue::from_str(&format!("/api/v1/delegations/{id}"));
    let headers = [
        (header::LOCATION, location.map_err(|_| Problem::Unavailable)?),
        (header::ETAG, etag(seen.delegation().version)),
    ];
    Ok((StatusCode::CREATED, headers, Json(DelegationBody::from(&seen))).into_response())
}
