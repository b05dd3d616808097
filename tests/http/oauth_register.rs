//! Apps are registered at the command line.

use std::process::{Command, Output};

use proxy_access::storage::clients;

use crate::support::world::{World, world};

fn register(world: &World, more: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_proxy-access"));
    command.args(["client", "register-app", "--name", "Care Planner"]).args(more);
    command.env_clear().envs(world.settings.iter().cloned()).output().expect("it runs")
}

#[tokio::test]
async fn an_app_that_was_registered_at_the_command_line_can_ask() {
    let world = world().await;
    let redirects = ["--redirect", "https://app.example.test/back", "--redirect", "http://127.0.0.1/back"];
    let scopes = ["--scope", "proxy.view", "--scope", "user.roles.view", "--for", "citizen"];
    let done = register(&world, &[redirects.as_slice(), scopes.as_slice()].concat());
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let id = String::from_utf8(done.stdout).expect("an id").trim().to_owned();
    let client = clients::find(&world.app.db, &id).await.unwrap().expect("an app");
    assert!(client.is_public() && client.practices.is_empty());
    let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    let asks = format!(
        "/oauth2/authorize?response_type=code&client_id={id}&redirect_uri=http://127.0.0.1:9/back\
         &code_challenge={challenge}&code_challenge_method=S256"
    );
    let mut margaret = world.sign_in_as("margaret").await;
    margaret.get(&asks).await.expect(200, "Allow Care Planner to act with your account?");
}

#[tokio::test]
async fn an_app_that_cannot_be_safe_is_not_registered() {
    let world = world().await;
    let redirect = ["--redirect", "https://app.example.test/back"];
    for (more, why) in [
        (vec!["--redirect", "careplanner:/back", "--scope", "proxy.view", "--for", "citizen"], "a redirect"),
        (
            vec!["--redirect", "http://app.example.test/", "--scope", "proxy.view", "--for", "staff"],
            "a redirect",
        ),
        (
            [&redirect[..], &["--scope", "proxy.request.confirm", "--for", "citizen"]].concat(),
            "may hold only",
        ),
        ([&redirect[..], &["--scope", "proxy.request.create", "--for", "staff"]].concat(), "may hold only"),
        ([&redirect[..], &["--scope", "everything", "--for", "staff"]].concat(), "a scope should be"),
        ([&redirect[..], &["--scope", "proxy.view", "--for", "itself"]].concat(), "invalid value"),
    ] {
        let done = register(&world, &more);
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(!done.status.success() && said.contains(why), "{more:?}: {said}");
    }
}
