//! Whether a record may be given to who asks for it (docs/gp-connect.md#who-gets-a-record): decided from what this practice and PDS say of
//! the patient now. What this says of somebody whose record may not be told of is what it says of nobody.

use crate::fhir::stu3::outcome::SpineCode;
use crate::fhir::stu3::patient::VERIFIED;
use crate::storage::health_records::Patient;
use domain::OdsCode;

use super::fault::Fault;

/// What PDS says of somebody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// Whether another number has taken the place of theirs.
    pub superseded: bool,
    /// Whether they have died.
    pub deceased: bool,
    /// Whether their record is sensitive.
    pub restricted: bool,
    /// The practice at which they are registered.
    pub practice: Option<OdsCode>,
}

/// What this practice says of somebody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Held {
    /// Whether their number is there and verified.
    pub is_verified: bool,
    /// Whether their record was sensitive when it was last asked for.
    pub sensitive: bool,
    /// Whether they have died.
    pub deceased: bool,
    /// Whether they said no to sharing.
    pub dissents: bool,
}

impl From<&Patient> for Held {
    fn from(patient: &Patient) -> Held {
        Held {
            is_verified: patient.number_status == VERIFIED,
            sensitive: patient.sensitive,
            deceased: patient.deceased_on.is_some(),
            dissents: patient.dissents,
        }
    }
}

/// Who asks, and whether the records of people who have died are given.
pub struct Asking<'a> {
    /// ODS code of their organisation.
    pub organisation: &'a str,
    /// The setting.
    pub serves_deceased: bool,
}

/// Decides it. Where somebody has left this practice, their record is given nevertheless: that is what this is for.
///
/// # Errors
/// Why not.
pub fn may_have(held: Option<&Held>, known: Option<&Known>, asking: &Asking<'_>) -> Result<(), Fault> {
    let (Some(held), Some(known)) = (held, known) else { return Err(Fault::nobody()) };
    let has_died = held.deceased || known.deceased;
    if !held.is_verified
        || known.superseded
        || held.sensitive
        || known.restricted
        || (has_died && !asking.serves_deceased)
    {
        return Err(Fault::nobody());
    }
    let asks = OdsCode::parse(asking.organisation).ok();
    if asks.is_none() || asks != known.practice {
        let why = "requesting_organization: PDS does not have the patient there";
        return Err(Fault::new(SpineCode::NoRelationship, why));
    }
    if held.dissents {
        return Err(Fault::new(SpineCode::NoPatientConsent, ""));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(held: &Held, known: &Known, serves_deceased: bool) -> Result<(), Fault> {
        may_have(Some(held), Some(known), &Asking { organisation: "b82002", serves_deceased })
    }

    #[test]
    fn who_may_not_be_told_of_is_nobody() {
        let held = Held { is_verified: true, ..Held::default() };
        let there = Some(OdsCode::parse("B82002").unwrap());
        let known = Known { practice: there, ..Known::default() };
        assert_eq!(asked(&held, &known, false), Ok(()));
        let nobody = may_have(None, Some(&known), &Asking { organisation: "B82002", serves_deceased: true });
        assert_eq!(nobody, Err(Fault::nobody()));
        for (held, known) in [
            (Held { is_verified: false, ..held.clone() }, known.clone()),
            (Held { sensitive: true, ..held.clone() }, known.clone()),
            (held.clone(), Known { restricted: true, ..known.clone() }),
            (held.clone(), Known { superseded: true, ..known.clone() }),
            (Held { sensitive: true, dissents: true, ..held.clone() }, Known::default()),
        ] {
            assert_eq!(asked(&held, &known, true), nobody, "{held:?} {known:?}");
        }
        for (held, known) in [
            (Held { deceased: true, ..held.clone() }, known.clone()),
            (held.clone(), Known { deceased: true, ..known.clone() }),
        ] {
            assert_eq!(asked(&held, &known, false), nobody);
            assert_eq!(asked(&held, &known, true), Ok(()));
        }
    }

    #[test]
    fn only_the_practice_of_now_gets_it_and_not_against_the_patients_word() {
        let held = Held { is_verified: true, dissents: true, ..Held::default() };
        let at = |code: &str| Known { practice: OdsCode::parse(code).ok(), ..Known::default() };
        let code = |known: &Known| asked(&held, known, false).map_err(|fault| fault.code());
        assert_eq!(code(&at("A81001")), Err("NO_RELATIONSHIP"));
        assert_eq!(code(&at("")), Err("NO_RELATIONSHIP"));
        assert_eq!(code(&at("B82002")), Err("NO_PATIENT_CONSENT"));
    }
}
