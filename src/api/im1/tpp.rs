//! A session in the words of TPP: a list of numbered services. What this service knows nothing of is offered to nobody.

use serde::Serialize;

use domain::{RecordLevel, Service};

use super::session::{self, Person};

/// The session.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Session {
    session_id: String,
    supplier: &'static str,
    ods_code: String,
    user: User,
    patients: Vec<Patient>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct User {
    #[serde(flatten)]
    person: Person,
    online_user_id: String,
    /// None where they are no patient of the practice.
    patient_id: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Patient {
    #[serde(flatten)]
    person: Person,
    patient_id: String,
    association_type: &'static str,
    user_patient_link_token: String,
    permissions: Vec<Access>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Access {
    description: &'static str,
    service_identifier: u32,
    status: &'static str,
    status_description: &'static str,
}

/// What a numbered service is here.
#[derive(Clone, Copy)]
enum Here {
    Service(Service),
    Level(RecordLevel),
    Unknown,
}

const SERVICES: [(u32, &str, Here); 12] = [
    (1, "Full Clinical Record", Here::Level(RecordLevel::Full)),
    (2, "Appointments", Here::Service(Service::BookAppointments)),
    (4, "Request Medication", Here::Service(Service::OrderPrescriptions)),
    (8, "Questionnaires", Here::Unknown),
    (64, "Summary Record", Here::Level(RecordLevel::Summary)),
    (128, "Detailed Coded Record", Here::Level(RecordLevel::Detailed)),
    (512, "Messaging", Here::Service(Service::MessageSurgery)),
    (1024, "View Sharing Status", Here::Unknown),
    (2048, "Record Audit", Here::Unknown),
    (4096, "Change Pharmacy", Here::Unknown),
    (8192, "Manage Sharing Rules And Requests", Here::Unknown),
    (65_536, "Access SystmConnect", Here::Unknown),
];
const AVAILABLE: (&str, &str) = ("A", "Available");
const UNAVAILABLE: (&str, &str) = ("U", "Unavailable");
const NOT_OFFERED: (&str, &str) = ("N", "Not offered by unit");

/// Tells it.
pub fn of(session: &session::Session) -> Session {
    Session {
        session_id: session.id.clone(),
        supplier: "TPP",
        ods_code: session.practice.to_string(),
        user: User {
            person: Person::from(&session.holder),
            online_user_id: session.actor.to_string(),
            patient_id: session.own().map(|own| own.to_string()),
        },
        patients: session.patients.iter().map(patient).collect(),
    }
}

fn patient(patient: &session::Patient) -> Patient {
    let access = |(service_identifier, description, here)| {
        let (status, status_description) = status(patient, here);
        Access { description, service_identifier, status, status_description }
    };
    Patient {
        person: Person::from(&patient.named),
        patient_id: patient.id.to_string(),
        association_type: patient.association(),
        user_patient_link_token: patient.link.clone(),
        permissions: SERVICES.into_iter().map(access).collect(),
    }
}

fn status(patient: &session::Patient, here: Here) -> (&'static str, &'static str) {
    let (is_there, service) = match here {
        Here::Service(service) => (patient.may(service), service),
        Here::Level(level) => (patient.level() >= level, Service::ViewRecord),
        Here::Unknown => return NOT_OFFERED,
    };
    match (is_there, patient.is_off(service)) {
        (true, _) => AVAILABLE,
        (false, true) => NOT_OFFERED,
        (false, false) => UNAVAILABLE,
    }
}
