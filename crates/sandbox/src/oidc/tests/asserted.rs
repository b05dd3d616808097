//! The NHS App vouches for somebody: who comes back, and every way in which its token can be wrong.

use super::*;
use crate::nhs_app::{self, Bent};
use time::Duration;

/// The App's token for Margaret.
fn token(scene: &Scene, bent: Bent) -> String {
    nhs_app::token(&scene.provider, "margaret", bent).unwrap()
}

async fn jump(scene: &mut Scene, token: &str) -> Response {
    scene.authorize(&[("asserted_login_identity", token), ("prompt", "none")]).await
}

#[tokio::test]
async fn the_person_is_asked_for_consent_once_and_then_comes_back_silently() {
    let mut scene = Scene::nhs_login();
    let first = token(&scene, Bent::Nothing);
    let page = text(jump(&mut scene, &first).await).await;
    assert!(page.contains("Margaret"), "{page}");
    let request = hidden(&page);
    let answer = scene.post("/consent", &[("request", &request), ("consent", "share")]).await;
    let code = came_back(&answer, "code").unwrap();
    let tokens = scene.exchange(&code, &[]).await.1;
    let claims = scene.verified(tokens["id_token"].as_str().unwrap()).await.unwrap();
    assert_eq!((&claims["family_name"], &claims["vot"]), (&json!("O'Neill"), &json!("P9.Cp.Cd")));
    let second = token(&scene, Bent::Nothing);
    let answer = jump(&mut scene, &second).await;
    assert!(came_back(&answer, "code").is_some() && came_back(&answer, "error").is_none());
}

#[tokio::test]
async fn who_refuses_consent_comes_back_without_a_code() {
    let mut scene = Scene::nhs_login();
    let jwt = token(&scene, Bent::Nothing);
    let request = hidden(&text(jump(&mut scene, &jwt).await).await);
    let answer = scene.post("/consent", &[("request", &request), ("consent", "refuse")]).await;
    assert_eq!(came_back(&answer, "error").as_deref(), Some("access_denied"));
    assert_eq!(came_back(&answer, "error_description").as_deref(), Some("ConsentNotGiven"));
}

#[tokio::test]
async fn a_wrong_token_comes_back_with_its_code() {
    for (bent, code) in [
        (Bent::Expired, "invalid_request"),
        (Bent::LongLived, "invalid_request"),
        (Bent::IatAhead, "invalid_request"),
        (Bent::WrongSignature, "invalid_request"),
        (Bent::NoJti, "invalid_request"),
        (Bent::UnknownCode, "sso_login_required"),
        (Bent::OtherClient, "unauthorized_client"),
    ] {
        let mut scene = Scene::nhs_login();
        let jwt = token(&scene, bent);
        let answer = jump(&mut scene, &jwt).await;
        assert_eq!(came_back(&answer, "error").as_deref(), Some(code), "{bent:?}");
        assert_eq!(came_back(&answer, "state").as_deref(), Some("a-state"), "{bent:?}");
    }
    let mut scene = Scene::nhs_login();
    for jwt in ["a", "a.b.c", "e30.e30.e30"] {
        let answer = jump(&mut scene, jwt).await;
        assert_eq!(came_back(&answer, "error").as_deref(), Some("invalid_request"), "{jwt}");
    }
}

#[tokio::test]
async fn a_token_is_used_once_within_a_minute_and_only_silently() {
    let mut scene = Scene::nhs_login();
    let jwt = token(&scene, Bent::Nothing);
    let loud = scene.authorize(&[("asserted_login_identity", &jwt)]).await;
    assert_eq!(came_back(&loud, "error").as_deref(), Some("invalid_request"));
    assert_eq!(jump(&mut scene, &jwt).await.status(), StatusCode::OK);
    let again = jump(&mut scene, &jwt).await;
    assert_eq!(came_back(&again, "error").as_deref(), Some("sso_login_required"));
    let late = token(&scene, Bent::Nothing);
    scene.clock.advance(Duration::seconds(60));
    let answer = jump(&mut scene, &late).await;
    assert_eq!(came_back(&answer, "error").as_deref(), Some("invalid_request"));
}

#[tokio::test]
async fn our_own_client_may_vouch_at_the_settings_and_nowhere_else() {
    let mut scene = Scene::nhs_login();
    let tokens = scene.tokens("margaret").await;
    let claims = scene.verified(tokens["id_token"].as_str().unwrap()).await.unwrap();
    let now = scene.clock.now().unix_timestamp();
    let vouch = |id: &str| {
        let claims =
            claims_of(json!({"code": claims["jti"], "iss": "us", "jti": id, "iat": now, "exp": now + 60}));
        let signing = Signing { key: &OURS, algorithm: Algorithm::Rs512, kid: None, kind: "JWT" };
        jose::signed(&claims, &signing).unwrap()
    };
    let path = format!("/settings?assertedLoginIdentity={}", vouch("a"));
    let page = text(scene.get(&path).await).await;
    assert!(page.contains("Margaret"), "{page}");
    assert_eq!(scene.get(&path).await.status(), StatusCode::BAD_REQUEST, "used twice");
    let elsewhere = jump(&mut scene, &vouch("b")).await;
    assert_eq!(came_back(&elsewhere, "error").as_deref(), Some("unauthorized_client"));
    let foreign = format!("/settings?assertedLoginIdentity={}", token(&scene, Bent::Nothing));
    assert_eq!(scene.get(&foreign).await.status(), StatusCode::BAD_REQUEST);
    assert_eq!(scene.get("/settings").await.status(), StatusCode::OK);
}
