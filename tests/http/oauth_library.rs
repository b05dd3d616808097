//! The whole flow as an OAuth client that is not ours does it, over real HTTP.

use domain::scope::ActsFor;
use oauth2::basic::BasicClient;
use oauth2::{
    AuthUrl, AuthorizationCode, ClientId, CsrfToken, EndpointNotSet, EndpointSet, HttpRequest, HttpResponse,
    IntrospectionUrl, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RevocationUrl, Scope,
    StandardRevocableToken, TokenIntrospectionResponse, TokenResponse, TokenUrl,
};
use serde_json::json;

use crate::app::{App, CITIZENS, STAFFS, VERIFIER};
use crate::program::Program;
use crate::steps::query;
use crate::support::world::{World, nhs_login_as, world};

/// Sends what the library wrote. It gives tokens back by https only, which ends at a proxy before it comes to us.
async fn send(request: HttpRequest) -> Result<HttpResponse, reqwest::Error> {
    let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build()?;
    let mut request: reqwest::Request = request.try_into()?;
    request.url_mut().set_scheme("http").expect("http");
    let response = http.execute(request).await?;
    let mut answer = http::Response::builder().status(response.status());
    for (name, value) in response.headers() {
        answer = answer.header(name, value);
    }
    Ok(answer.body(response.bytes().await?.to_vec()).expect("an answer"))
}

#[tokio::test]
async fn a_client_library_that_knows_only_the_rfcs_gets_in_and_stays_in() {
    let world = world().await;
    let app = App::on_device(&world, ActsFor::Citizen, CITIZENS).await;
    let metadata: serde_json::Value =
        reqwest::get(format!("{}/.well-known/oauth-authorization-server", world.url))
            .await
            .expect("an answer")
            .json()
            .await
            .expect("metadata");
    let at = |name: &str| metadata[name].as_str().unwrap_or_else(|| panic!("no {name}")).to_owned();
    assert_eq!(metadata["code_challenge_methods_supported"], serde_json::json!(["S256"]));
    assert_eq!(metadata["authorization_response_iss_parameter_supported"], true);
    let client = BasicClient::new(ClientId::new(app.id.clone()))
        .set_auth_uri(AuthUrl::new(at("authorization_endpoint")).expect("an address"))
        .set_token_uri(TokenUrl::new(at("token_endpoint")).expect("an address"))
        .set_redirect_uri(RedirectUrl::new(app.redirect.clone()).expect("an address"));
    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
    let (address, state) = client
        .authorize_url(CsrfToken::new_random)
        .add_scope(Scope::new("proxy.view".to_owned()))
        .add_scope(Scope::new("user.roles.view".to_owned()))
        .set_pkce_challenge(challenge)
        .url();

    let mut browser = world.browser();
    browser.get(address.as_str()).await;
    nhs_login_as(&mut browser, "margaret").await.expect(200, "Allow Care Planner to act with your account?");
    let back = browser.submit(&[("answer", "allow")]).await;
    assert!(back.url.as_str().starts_with(&app.redirect), "{back}");
    assert_eq!(&query(&back.url, "state"), state.secret());
    assert_eq!(query(&back.url, "iss"), at("issuer"));

    let code = AuthorizationCode::new(query(&back.url, "code"));
    let tokens = client.exchange_code(code).set_pkce_verifier(verifier).request_async(&send).await;
    let tokens = tokens.expect("tokens");
    let scopes: Vec<&str> = tokens.scopes().expect("scopes").iter().map(|scope| scope.as_str()).collect();
    assert_eq!(scopes, ["proxy.view", "user.roles.view"]);
    assert_eq!(tokens.expires_in(), Some(std::time::Duration::from_secs(300)));
    let refresh = tokens.refresh_token().expect("a refresh token");
    let next = client.exchange_refresh_token(refresh).request_async(&send).await.expect("more tokens");
    assert_ne!(next.refresh_token().expect("a refresh token").secret(), refresh.secret());
    let nobody = "/api/v1/roles?patient=0199f1d2-7c1e-7aaa-8000-000000000000";
    assert_eq!(app.reads(next.access_token().secret(), nobody).await.status, 200);
    let refused = client.exchange_refresh_token(refresh).request_async(&send).await.expect_err("used before");
    let oauth2::RequestTokenError::ServerResponse(said) = refused else { panic!("{refused:?}") };
    assert_eq!(said.error(), &oauth2::basic::BasicErrorResponseType::InvalidGrant);
}

/// The library's client with the three endpoints that programs call themselves.
type Library = BasicClient<EndpointNotSet, EndpointNotSet, EndpointSet, EndpointSet, EndpointSet>;

fn library(world: &World, id: &str) -> Library {
    let at = |path: &str| format!("{}/oauth2/{path}", world.url.replace("http://", "https://"));
    BasicClient::new(ClientId::new(id.to_owned()))
        .set_token_uri(TokenUrl::new(at("token")).expect("an address"))
        .set_introspection_url(IntrospectionUrl::new(at("introspect")).expect("an address"))
        .set_revocation_url(RevocationUrl::new(at("revoke")).expect("an address"))
}

const KIND: (&str, &str) =
    ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");

/// Gets tokens for `who`, looks them up, renews them and gives them back.
async fn goes_all_the_way(world: &World, (acts_for, who, scopes): (ActsFor, &str, &str)) {
    let app = App::on_server(world, acts_for, scopes).await;
    let code = app.code_from(world, who, scopes).await;
    let redirect = RedirectUrl::new(app.redirect.clone()).expect("an address");
    let client = library(world, &app.id).set_redirect_uri(redirect);
    let proof = || app.assertion(world);
    let tokens = client
        .exchange_code(AuthorizationCode::new(code))
        .set_pkce_verifier(PkceCodeVerifier::new(VERIFIER.to_owned()))
        .add_extra_param(KIND.0, KIND.1)
        .add_extra_param("client_assertion", proof())
        .request_async(&send)
        .await
        .expect("tokens");
    let refresh = tokens.refresh_token().expect("a refresh token");
    let next = client
        .exchange_refresh_token(refresh)
        .add_extra_param(KIND.0, KIND.1)
        .add_extra_param("client_assertion", proof())
        .request_async(&send)
        .await
        .expect("more tokens");
    let is_active = async || {
        let asked = client.introspect(next.access_token());
        let asked = asked.add_extra_param(KIND.0, KIND.1).add_extra_param("client_assertion", proof());
        asked.request_async(&send).await.expect("an answer").active()
    };
    assert!(is_active().await);
    let given_back = StandardRevocableToken::from(next.refresh_token().expect("a refresh token"));
    let giving = client.revoke_token(given_back).expect("https");
    let giving = giving.add_extra_param(KIND.0, KIND.1).add_extra_param("client_assertion", proof());
    giving.request_async(&send).await.expect("it is taken back");
    assert!(!is_active().await);
}

#[tokio::test]
async fn an_app_with_a_key_gets_looks_up_renews_and_gives_back_its_tokens_by_the_library() {
    let world = world().await;
    goes_all_the_way(&world, (ActsFor::Citizen, "margaret", CITIZENS)).await;
    goes_all_the_way(&world, (ActsFor::Staff, "reception-a", STAFFS)).await;
}

#[tokio::test]
async fn an_app_without_a_key_gives_its_tokens_back_by_the_library() {
    let world = world().await;
    let app = App::on_device(&world, ActsFor::Citizen, CITIZENS).await;
    let code = app.code_from(&world, "margaret", CITIZENS).await;
    let tokens = app.redeems(&world, &code, &[]).await;
    let access = oauth2::AccessToken::new(crate::app::text(&tokens, "access_token"));
    let client = library(&world, &app.id);
    let giving = client.revoke_token(StandardRevocableToken::from(&access)).expect("https");
    giving.request_async(&send).await.expect("it is taken back");
    let nobody = "/api/v1/roles?patient=0199f1d2-7c1e-7aaa-8000-000000000000";
    assert_eq!(app.reads(access.secret(), nobody).await.status, 401);
}

#[tokio::test]
async fn a_system_gets_and_looks_up_its_token_by_the_library() {
    let world = world().await;
    let system = Program::registered(&world, "proxy.view user.roles.view", &["A81001"]).await;
    let client = library(&world, &system.id);
    let proof = || system.assertion(&world, &json!({}));
    let token = client
        .exchange_client_credentials()
        .add_extra_param(KIND.0, KIND.1)
        .add_extra_param("client_assertion", proof())
        .request_async(&send)
        .await
        .expect("a token");
    assert_eq!(token.scopes().map(Vec::len), Some(2));
    let asked = client.introspect(token.access_token());
    let asked = asked.add_extra_param(KIND.0, KIND.1).add_extra_param("client_assertion", proof());
    let found = asked.request_async(&send).await.expect("an answer");
    assert!(found.active());
    assert_eq!(found.client_id().map(|id| id.as_str()), Some(system.id.as_str()));
}
