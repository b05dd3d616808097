//! Access tokens on behalf of people, got as an app gets them: sign-in, agreement, code.

use domain::scope::ActsFor;

use crate::app::{App, CITIZENS, STAFFS, text};
use crate::support::world::World;

/// A token of a new app that this citizen of the cast allowed these scopes.
pub async fn citizen_token(world: &World, who: &str, scopes: &str) -> String {
    token(world, App::on_device(world, ActsFor::Citizen, CITIZENS).await, (who, scopes)).await
}

/// A token of a new app that this member of staff of the cast allowed these scopes.
pub async fn staff_token(world: &World, who: &str, scopes: &str) -> String {
    token(world, App::on_device(world, ActsFor::Staff, STAFFS).await, (who, scopes)).await
}

async fn token(world: &World, app: App, (who, scopes): (&str, &str)) -> String {
    let code = app.code_from(world, who, scopes).await;
    let answer = app.redeems(world, &code, &[]).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    text(&answer, "access_token")
}
