//! People who sign in.

use super::*;

#[tokio::test]
async fn margaret_shares_and_the_service_learns_who_she_is() {
    let mut scene = Scene::nhs_login();
    let answer = scene.sign_in("margaret", &[], Some(("consent", "share"))).await;
    assert_eq!(came_back(&answer, "state").as_deref(), Some("a-state"));
    let (status, tokens) = scene.exchange(&came_back(&answer, "code").unwrap(), &[]).await;
    assert_eq!(
        (status, &tokens["token_type"], &tokens["expires_in"]),
        (StatusCode::OK, &json!("bearer"), &json!(300))
    );
    let claims = scene.verified(tokens["id_token"].as_str().unwrap()).await.unwrap();
    assert_eq!(claims["vot"], "P9.Cp.Cd");
    assert_eq!(claims["vtm"], "http://127.0.0.1:1/nhs-login/trustmark/127.0.0.1");
    assert_eq!(claims["identity_proofing_level"], "P9");
    assert_eq!(claims["nhs_number"], "9990000018");
    assert_eq!(claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(), 3600);
    assert!(claims["jti"].is_string() && claims.get("given_name").is_none() && claims.get("acr").is_none());
    let (_, info) = scene.userinfo(tokens["access_token"].as_str().unwrap()).await;
    assert_eq!(info["sub"], claims["sub"]);
    assert_eq!(info["given_name"], "Margaret");
    assert_eq!(info["email"], "margaret.oneill@example.test");
    assert_eq!(info["gp_registration_details"], json!({"gp_ods_code": "A81001"}));
}

#[tokio::test]
async fn userinfo_tells_only_what_was_asked_for() {
    let mut scene = Scene::nhs_login();
    let code = scene.code("margaret", &[("scope", "openid email")]).await;
    let (_, tokens) = scene.exchange(&code, &[]).await;
    let (_, info) = scene.userinfo(tokens["access_token"].as_str().unwrap()).await;
    let mut names: Vec<&String> = info.as_object().unwrap().keys().collect();
    names.sort();
    assert_eq!(names, ["aud", "email", "email_verified", "iss", "sub"]);
}

#[tokio::test]
async fn peter_and_zoe_come_back_with_the_level_they_have() {
    for (person, vot, level) in [("peter", "P5.Cp.Cd", "P5"), ("zoe", "P0.Cp.Cd", "P0")] {
        let mut scene = Scene::nhs_login();
        let answer = scene.sign_in(person, &[], Some(("consent", "share"))).await;
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "no plain sharing below the level");
        let answer = scene.sign_in(person, &[], Some(("consent", "share_unproven"))).await;
        let (_, tokens) = scene.exchange(&came_back(&answer, "code").unwrap(), &[]).await;
        let claims = scene.verified(tokens["id_token"].as_str().unwrap()).await.unwrap();
        assert_eq!((&claims["vot"], &claims["identity_proofing_level"]), (&json!(vot), &json!(level)));
        assert_eq!(claims.get("nhs_number").is_some(), person == "peter");
    }
}

#[tokio::test]
async fn who_will_not_share_comes_back_without_a_code() {
    let mut scene = Scene::nhs_login();
    let answer = scene.sign_in("margaret", &[], Some(("consent", "refuse"))).await;
    assert_eq!(came_back(&answer, "error").as_deref(), Some("access_denied"));
    assert_eq!(came_back(&answer, "error_description").as_deref(), Some("ConsentNotGiven"));
    assert_eq!(came_back(&answer, "state").as_deref(), Some("a-state"));
    assert_eq!(came_back(&answer, "code"), None);
}

#[tokio::test]
async fn without_a_page_only_somebody_signed_in_gets_a_code() {
    let mut scene = Scene::nhs_login();
    let answer = scene.authorize(&[("prompt", "none")]).await;
    assert_eq!(came_back(&answer, "error").as_deref(), Some("sso_login_required"));
    scene.code("margaret", &[]).await;
    let answer = scene.authorize(&[("prompt", "none")]).await;
    assert!(came_back(&answer, "code").is_some());
    scene.cookie = Some("sandbox_nhs_login=guessed".to_owned());
    let answer = scene.authorize(&[("prompt", "none")]).await;
    assert_eq!(came_back(&answer, "error").as_deref(), Some("sso_login_required"));
}

#[tokio::test]
async fn a_receptionist_signs_in_with_her_only_role() {
    let mut scene = Scene::cis2();
    let code = scene.code("reception-a", &[("acr_values", "AAL2_OR_AAL3_ANY"), ("prompt", "login")]).await;
    let (_, tokens) = scene.exchange(&code, &[]).await;
    let (id_token, access) = (tokens["id_token"].as_str().unwrap(), tokens["access_token"].as_str().unwrap());
    let claims = scene.verified(id_token).await.unwrap();
    assert_eq!(claims["sub"], "555000000101");
    assert_eq!(claims["acr"], "AAL2_OR_AAL3_ANY");
    assert_eq!(
        (&claims["id_assurance_level"], &claims["authentication_assurance_level"]),
        (&json!(3), &json!(3))
    );
    assert_eq!(claims["at_hash"], jose::half_hash(Algorithm::Rs256, access));
    assert_eq!(claims["realm"], "/NHSIdentity/Healthcare");
    assert!(claims["sid"].is_string());
    let (_, info) = scene.userinfo(access).await;
    assert_eq!(info["nhsid_nrbac_roles"][0]["person_roleid"], claims["selected_roleid"]);
    assert_eq!(info["nhsid_nrbac_roles"][0]["role_code"], "S8000:G8000:R8009");
    assert_eq!(info["nhsid_user_orgs"][0]["org_code"], "A81001");
    assert!(info.get("email_verified").is_none());
}

#[tokio::test]
async fn somebody_with_two_roles_chooses_and_may_change() {
    let mut scene = Scene::cis2();
    let answer = scene.sign_in("two-roles", &[], Some(("role", "555001000106"))).await;
    let (_, tokens) = scene.exchange(&came_back(&answer, "code").unwrap(), &[]).await;
    let claims = scene.verified(tokens["id_token"].as_str().unwrap()).await.unwrap();
    assert_eq!(claims["selected_roleid"], "555001000106");
    let page = text(scene.authorize(&[("scope", "openid changedrole")]).await).await;
    let fields = [("request", hidden(&page)), ("role", "555001000105".to_owned())];
    let answer = scene.post("/role", &fields.each_ref().map(|(name, value)| (*name, value.as_str()))).await;
    let (_, tokens) = scene.exchange(&came_back(&answer, "code").unwrap(), &[]).await;
    let claims = scene.verified(tokens["id_token"].as_str().unwrap()).await.unwrap();
    assert_eq!(claims["selected_roleid"], "555001000105");
}

#[tokio::test]
async fn a_role_of_somebody_else_cannot_be_chosen() {
    let mut scene = Scene::cis2();
    let answer = scene.sign_in("two-roles", &[], Some(("role", "555001000101"))).await;
    assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn without_roles_there_is_no_selected_role_and_one_factor_shows() {
    let mut scene = Scene::cis2();
    let tokens = scene.tokens("no-roles").await;
    let claims = scene.verified(tokens["id_token"].as_str().unwrap()).await.unwrap();
    assert!(claims.get("selected_roleid").is_none() && claims.get("acr").is_none());
    let code = scene.code("aal1", &[("acr_values", "AAL2_OR_AAL3_ANY")]).await;
    let (_, tokens) = scene.exchange(&code, &[]).await;
    let claims = scene.verified(tokens["id_token"].as_str().unwrap()).await.unwrap();
    assert_eq!(
        (&claims["acr"], &claims["authentication_assurance_level"]),
        (&json!("AAL1_USERPASS"), &json!(1))
    );
}

#[tokio::test]
async fn discovery_and_key_sets_say_what_the_tokens_do() {
    for (mut scene, jwks, algorithm, keys) in [
        (Scene::nhs_login(), "/.well-known/jwks.json", "RS512", 1),
        (Scene::cis2(), "/connect/jwk_uri", "RS256", 2),
    ] {
        let document = scene.json("/.well-known/openid-configuration").await;
        assert_eq!(document["issuer"], scene.provider.issuer());
        assert_eq!(document["token_endpoint"], scene.provider.token_url());
        assert_eq!(document["jwks_uri"], scene.provider.url(jwks));
        assert_eq!(document["id_token_signing_alg_values_supported"], json!([algorithm]));
        let set = scene.json(jwks).await;
        let signing: Vec<&Value> =
            set["keys"].as_array().unwrap().iter().filter(|k| k["use"] == "sig").collect();
        assert_eq!((set["keys"].as_array().unwrap().len(), signing.len()), (keys, 1));
        assert_eq!(signing[0]["alg"], algorithm);
    }
}
