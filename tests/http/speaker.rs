//! Somebody who speaks to the API, and what they say.

use serde_json::{Value, json};

use crate::app_token::{citizen_token, staff_token};
use crate::program::{Answer, Program};
use crate::support::world::World;

/// All that an app of citizens may hold.
pub const CITIZENS: &str = "proxy.request.create proxy.request.respond proxy.view user.roles.view";
/// All that an app of staff, or a system, may hold.
pub const STAFFS: &str = "proxy.request.confirm proxy.view user.roles.view";

/// Somebody who speaks to the API.
pub struct Speaker<'a> {
    pub world: &'a World,
    pub http: Program,
    pub token: String,
}

impl<'a> Speaker<'a> {
    /// Through the app of this citizen of the cast.
    pub async fn citizen(world: &'a World, who: &str) -> Speaker<'a> {
        Speaker { world, http: http(world).await, token: citizen_token(world, who, CITIZENS).await }
    }

    /// Through the app of this member of staff.
    pub async fn staff(world: &'a World, who: &str) -> Speaker<'a> {
        Speaker { world, http: http(world).await, token: staff_token(world, who, STAFFS).await }
    }

    /// The system of Riverside.
    pub async fn system(world: &'a World) -> Speaker<'a> {
        let http = http(world).await;
        let token = http.token(world).await;
        Speaker { world, http, token }
    }

    /// Sends a body, with a new key.
    pub async fn sends(&self, path: &str, body: &Value) -> Answer {
        let key = self.world.clock.new_id().to_string();
        self.http.sends(&self.token, path, body, &[("idempotency-key", &key)]).await
    }

    /// Gives a command to a delegation.
    pub async fn tells(&self, id: &str, command: &str, body: &Value) -> Answer {
        self.sends(&format!("/api/v1/delegations/{id}/{command}"), body).await
    }

    /// Reads a path.
    pub async fn reads(&self, path: &str) -> Answer {
        self.http.reads(&self.token, path).await
    }
}

async fn http(world: &World) -> Program {
    Program::registered(world, STAFFS, &["A81001"]).await
}

/// A request that Margaret may make.
pub fn for_david() -> Value {
    json!({
        "delegate": {
            "given_name": "David", "family_name": "O'Neill", "birth_date": "1949-11-02",
            "nhs_number": "9990000026", "email": "typed.by.margaret@example.test",
        },
        "relationship": "partner",
        "access": { "services": ["order_prescriptions", "view_record"], "record_level": "summary", "no_end": true },
        "free_of_pressure": true,
        "declaration": true,
    })
}

/// What a practice says when it has set the access.
pub fn confirmation() -> Value {
    json!({
        "checklist": ["spoke_to_patient", "coercion_considered", "safeguarding_looked", "identity_seen"],
        "consent": "in_person",
        "access": { "services": ["view_record"], "record_level": "summary", "no_end": true },
    })
}

/// `body` with another value at `pointer`.
pub fn with(mut body: Value, pointer: &str, value: Value) -> Value {
    *body.pointer_mut(pointer).expect("a field") = value;
    body
}

/// The code of the problem; empty where there is none.
pub fn code(answer: &Answer) -> String {
    answer.body["type"].as_str().unwrap_or_default().trim_start_matches("/problems/").to_owned()
}

/// It was done, and stands at this stage now.
pub fn expect(answer: &Answer, status: u16, stage: &str) {
    assert_eq!((answer.status.as_u16(), &answer.body["stage"]), (status, &json!(stage)), "{answer:?}");
}
