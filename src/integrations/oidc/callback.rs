//! What the browser brings back: does it belong to this browser and this provider, and what does it say.

use super::super::upstream::OauthCode;
use super::fault::SignInFault;
use super::{Callback, Pending};

/// The code, once the answer is known to belong to this browser, this request and this provider.
pub(super) fn code_of(pending: &Pending, callback: Callback, issuer: &str) -> Result<String, SignInFault> {
    if callback.state.as_deref() != Some(pending.state.as_str()) || pending.state.is_empty() {
        return Err(SignInFault::StateMismatch);
    }
    // A parameter without a value is as good as left out (RFC 6749 §3.1).
    let filled = |text: Option<String>| text.filter(|text| !text.is_empty());
    if pending.issuer != issuer || filled(callback.iss).is_some_and(|iss| iss != issuer) {
        return Err(SignInFault::ForeignIssuer);
    }
    // One known stand-in of the NHS App sends the description without `error`, so it is looked at by itself.
    if callback.error_description.is_some_and(|text| text.contains("ConsentNotGiven")) {
        return Err(SignInFault::ConsentNotGiven);
    }
    match filled(callback.error).as_deref().map(|error| OauthCode::named(error).unwrap_or(OauthCode::Other)) {
        None => filled(callback.code).ok_or(SignInFault::CodeMissing),
        Some(OauthCode::AccessDenied) => Err(SignInFault::Cancelled),
        Some(OauthCode::ConsentRequired) => Err(SignInFault::ConsentNotGiven),
        Some(code) => Err(SignInFault::ProviderSaid(code)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pending() -> Pending {
        Pending { issuer: "https://op".into(), state: "s".into(), nonce: "n".into(), verifier: None }
    }

    fn answer(change: impl FnOnce(&mut Callback)) -> Result<String, SignInFault> {
        let mut callback =
            Callback { code: Some("c".into()), state: Some("s".into()), ..Callback::default() };
        change(&mut callback);
        code_of(&pending(), callback, "https://op")
    }

    #[test]
    fn a_code_with_the_right_state_is_taken() {
        assert_eq!(answer(|_| ()), Ok("c".to_owned()));
        assert_eq!(answer(|callback| callback.iss = Some("https://op".into())), Ok("c".to_owned()));
    }

    #[test]
    fn parameters_without_a_value_do_not_count() {
        let taken = answer(|callback| {
            callback.error = Some(String::new());
            callback.error_description = Some(String::new());
            callback.iss = Some(String::new());
        });
        assert_eq!(taken, Ok("c".to_owned()));
    }

    #[test]
    fn a_foreign_answer_is_refused_before_anything_else() {
        assert_eq!(answer(|callback| callback.state = None), Err(SignInFault::StateMismatch));
        assert_eq!(answer(|callback| callback.state = Some("x".into())), Err(SignInFault::StateMismatch));
        let foreign = answer(|callback| callback.iss = Some("https://other".into()));
        assert_eq!(foreign, Err(SignInFault::ForeignIssuer));
        let begun_here = Callback { code: Some("c".into()), state: Some("s".into()), ..Callback::default() };
        let elsewhere = code_of(&pending(), begun_here, "https://other");
        assert_eq!(elsewhere, Err(SignInFault::ForeignIssuer));
        let forged = answer(|callback| {
            callback.state = None;
            callback.error = Some("access_denied".into());
        });
        assert_eq!(forged, Err(SignInFault::StateMismatch));
    }

    #[test]
    fn refused_consent_is_told_from_turning_back() {
        let said = |error: Option<&str>, description: Option<&str>| {
            answer(|callback| {
                callback.code = None;
                callback.error = error.map(str::to_owned);
                callback.error_description = description.map(str::to_owned);
            })
        };
        assert_eq!(said(Some("access_denied"), Some("ConsentNotGiven")), Err(SignInFault::ConsentNotGiven));
        assert_eq!(said(None, Some("ConsentNotGiven")), Err(SignInFault::ConsentNotGiven));
        assert_eq!(said(Some("access_denied"), None), Err(SignInFault::Cancelled));
        let login = SignInFault::ProviderSaid(OauthCode::LoginRequired);
        assert_eq!(said(Some("login_required"), None), Err(login));
        let other = SignInFault::ProviderSaid(OauthCode::Other);
        assert_eq!(said(Some("<script>"), Some("x")), Err(other));
        assert_eq!(said(None, None), Err(SignInFault::CodeMissing));
    }
}
