//! Schemathesis reads the descriptions that the service and our own store of roles serve, and calls every operation in thousands
//! of ways, right and wrong, with the token of each kind of caller: no answer may be a 5xx, or one that the description does
//! not know.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use proxy_access::tokens::Holder;
use serde_json::json;
use time::Duration;
use tokio::process::Command;

use crate::app_token::{citizen_token, staff_token};
use crate::program::Program;
use crate::served::{OPERATORS, PATIENT, PROXY, citizen, consent, served_with};
use crate::started::variable;
use crate::support::world::{World, world_with};

const CITIZENS: &str = "proxy.request.create proxy.request.respond proxy.view user.roles.view";
const STAFFS: &str = "proxy.request.confirm proxy.view user.roles.view";
/// What every answer is held against.
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,\
                      response_headers_conformance,response_schema_conformance,negative_data_rejection,\
                      missing_required_header,ignored_auth,allow_header_conformance";
/// What those of the service are held against besides. The published gateway before the national store looks at the type of a
/// body before anybody knows whether there is such a method, and so does our store.
const METHODS: &str = ",unsupported_method";
/// Of the service's stream: it is not waited for.
const NO_WAIT: &str =
    "[[operations]]\ninclude-path = \"/api/v1/events\"\nparameters = { \"query.wait\" = 0 }\n";
/// The store's ways in for who runs it.
const OPERATIONS: &str = "^/operations/";

#[tokio::test(flavor = "multi_thread")]
async fn schemathesis_finds_no_fault_of_the_server_and_no_answer_that_is_not_described() {
    let world = world_with(&[("PROGRAM_CALLS_A_SECOND", "1000000")]).await;
    let system = Program::registered(&world, STAFFS, &["A81001"]).await;
    let id = with_the_practice(&world, &system).await;
    // Each token lives five minutes, so each is got when its turn comes.
    for id in [Some(id.as_str()), None] {
        try_with(&world, ("a system", &system.token(&world).await), id).await;
        try_with(&world, ("a citizen", &citizen_token(&world, "margaret", CITIZENS).await), id).await;
        try_with(&world, ("staff", &staff_token(&world, "reception-a", STAFFS).await), id).await;
    }
}

/// The id of a delegation that all three may read.
async fn with_the_practice(world: &World, http: &Program) -> String {
    let margaret = citizen_token(world, "margaret", CITIZENS).await;
    let body = json!({
        "delegate": {
            "given_name": "David", "family_name": "O'Neill", "birth_date": "1949-11-02",
            "nhs_number": "9990000026", "email": "somebody@example.test",
        },
        "relationship": "partner",
        "access": { "services": ["view_record"], "record_level": "summary", "no_end": true },
        "free_of_pressure": true,
        "declaration": true,
    });
    let made = http.sends(&margaret, "/api/v1/delegations", &body, &[("idempotency-key", "ask")]).await;
    assert_eq!(made.status, 201, "{made:?}");
    let id = made.body["id"].as_str().expect("an id").to_owned();
    world.deliver_everything().await;
    let david = citizen_token(world, "david", CITIZENS).await;
    let path = format!("/api/v1/delegations/{id}/acceptance");
    let yes = json!({ "declaration": true });
    let accepted = http.sends(&david, &path, &yes, &[("idempotency-key", "yes")]).await;
    assert_eq!(accepted.status, 200, "{accepted:?}");
    id
}

/// Calls everything, always at the delegation with this id where there is one, else at ids of its own making.
async fn try_with(world: &World, (who, token): (&str, &str), id: Option<&str>) {
    let description = format!("{}/api/v1/openapi.json", world.url);
    let checks = [CHECKS, METHODS].concat();
    let run = Run { description: &description, who, token, id, settings: NO_WAIT, checks: &checks };
    run.finds_nothing(&[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn schemathesis_finds_no_fault_of_the_store_of_roles_and_no_answer_that_is_not_described() {
    let served = served_with(&[("NATIONAL_PROGRAMS", "{}")]).await;
    let role = served.created(&consent(PATIENT, PROXY)).await;
    let description = format!("{}/openapi.json", served.url);
    for id in [Some(role.as_str()), None] {
        for (who, holder) in [
            ("a program at the store", Holder::App),
            ("a healthcare worker at the store", Holder::Staff),
            ("a patient at the store", citizen(PATIENT)),
        ] {
            let token = served.token_until(&holder, Duration::HOUR);
            let run = Run { description: &description, who, token: &token, id, settings: "", checks: CHECKS };
            run.finds_nothing(&["--exclude-path-regex", OPERATIONS]).await;
        }
    }
    let (who, token) = ("who runs the store", OPERATORS);
    let run = Run { description: &description, who, token, id: None, settings: "", checks: CHECKS };
    run.finds_nothing(&["--include-path-regex", OPERATIONS]).await;
}

/// The way in that takes tokens of its own kind alone.
const ACTING: &str = "GET /api/v1/patients/{patient}/permission";

/// One run of it.
struct Run<'a> {
    /// Where the description is.
    description: &'a str,
    /// Whose token it has.
    who: &'a str,
    token: &'a str,
    /// What stands in every address that wants an id.
    id: Option<&'a str>,
    /// Settings of its own.
    settings: &'a str,
    checks: &'a str,
}

impl Run<'_> {
    /// Runs it with these arguments besides; fails where it finds anything.
    async fn finds_nothing(&self, chosen: &[&str]) {
        let who = self.who;
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("schemathesis").join(who.replace(' ', "-"));
        fs::create_dir_all(&folder).expect("a folder");
        let id = self.id.map(|id| format!("[parameters]\n\"path.id\" = \"{id}\"\n\n"));
        let settings = id.unwrap_or_default() + self.settings;
        fs::write(folder.join("schemathesis.toml"), settings).expect("a file");
        let out = Command::new(variable("INTEROP_SCHEMATHESIS"))
            .args(["run", self.description])
            .args(["--header", &format!("Authorization: Bearer {}", self.token)])
            .args(["--checks", self.checks, "--max-examples", "30", "--no-color", "--continue-on-failure"])
            .args(chosen)
            .current_dir(&folder)
            .stdin(Stdio::null())
            .kill_on_drop(true)
            .output()
            .await
            .expect("schemathesis runs");
        let text = String::from_utf8_lossy(&out.stdout);
        println!("── schemathesis with the token of {who}\n{text}");
        assert!(out.status.success(), "{who}: {text}\n{}", String::from_utf8_lossy(&out.stderr));
        // Had the token not been taken, everything would have been refused in the same, described way.
        let said = text.lines().skip_while(|line| !line.starts_with("401 Unauthorized (")).skip(1);
        let mut refused = said.map_while(|line| line.strip_prefix("  - "));
        assert!(refused.all(|operation| operation == ACTING), "{who}: {text}");
    }
}
