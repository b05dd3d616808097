//! The whole flow as an OAuth client that is not ours does it, over real HTTP.

use domain::scope::ActsFor;
use oauth2::basic::BasicClient;
use oauth2::{
    AuthUrl, AuthorizationCode, ClientId, CsrfToken, HttpRequest, HttpResponse, PkceCodeChallenge,
    RedirectUrl, Scope, TokenResponse, TokenUrl,
};

use crate::app::{App, CITIZENS};
use crate::steps::query;
use crate::support::world::{nhs_login_as, world};

async fn send(request: HttpRequest) -> Result<HttpResponse, reqwest::Error> {
    let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build()?;
    let response = http.execute(request.try_into()?).await?;
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
