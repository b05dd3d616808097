//! A session in the words of EMIS: switches by name. What this service knows nothing of is off.

use serde::Serialize;

use domain::{RecordLevel, Service};

use super::session::{self, Person};

/// The session.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Session {
    session_id: String,
    end_user_session_id: String,
    supplier: &'static str,
    ods_code: String,
    user: Person,
    patients: Vec<Patient>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Patient {
    #[serde(flatten)]
    person: Person,
    association_type: &'static str,
    user_patient_link_token: String,
    permissions: Permissions,
}

#[derive(Serialize, Default)]
#[serde(rename_all = "camelCase")]
struct Permissions {
    appointments_enabled: bool,
    demographics_update_enabled: bool,
    eps_enabled: bool,
    medical_record_enabled: bool,
    online_triage_enabled: bool,
    practice_patient_communication_enabled: bool,
    prescribing_enabled: bool,
    record_sharing_enabled: bool,
    record_view_audit_enabled: bool,
    medical_record: Record,
}

#[derive(Serialize, Default)]
#[serde(rename_all = "camelCase")]
struct Record {
    record_access_scheme: &'static str,
    allergies_enabled: bool,
    consultations_enabled: bool,
    immunisations_enabled: bool,
    documents_enabled: bool,
    medication_enabled: bool,
    problems_enabled: bool,
    test_results_enabled: bool,
}

/// Tells it.
pub fn of(session: &session::Session) -> Session {
    Session {
        session_id: session.id.clone(),
        end_user_session_id: session.id.clone(),
        supplier: "EMIS",
        ods_code: session.practice.to_string(),
        user: Person::from(&session.holder),
        patients: session.patients.iter().map(patient).collect(),
    }
}

fn patient(patient: &session::Patient) -> Patient {
    let level = patient.level();
    let permissions = Permissions {
        appointments_enabled: patient.may(Service::BookAppointments),
        prescribing_enabled: patient.may(Service::OrderPrescriptions),
        medical_record_enabled: level > RecordLevel::None,
        practice_patient_communication_enabled: patient.may(Service::MessageSurgery),
        medical_record: record(level),
        ..Permissions::default()
    };
    Patient {
        person: Person::from(&patient.named),
        association_type: patient.association(),
        user_patient_link_token: patient.link.clone(),
        permissions,
    }
}

/// Each level holds what those below it hold; the highest that has a name is that of coded entries.
fn record(level: RecordLevel) -> Record {
    let (summary, detailed) = (level >= RecordLevel::Summary, level >= RecordLevel::Detailed);
    Record {
        record_access_scheme: match level {
            RecordLevel::None => "None",
            RecordLevel::Summary => "CoreSummaryCareRecord",
            RecordLevel::Detailed | RecordLevel::Documents | RecordLevel::Full => "DetailedCodedCareRecord",
        },
        allergies_enabled: summary,
        medication_enabled: summary,
        consultations_enabled: detailed,
        immunisations_enabled: detailed,
        problems_enabled: detailed,
        test_results_enabled: detailed,
        documents_enabled: level >= RecordLevel::Documents,
    }
}
