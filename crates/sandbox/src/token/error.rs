//! How the endpoint refuses.

/// What went wrong, in the platform's words.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TokenError {
    pub(super) status: u16,
    pub(super) error: &'static str,
    pub(super) description: &'static str,
}

impl TokenError {
    pub(super) const fn new(status: u16, error: &'static str, description: &'static str) -> TokenError {
        TokenError { status, error, description }
    }

    pub(super) const fn invalid(description: &'static str) -> TokenError {
        TokenError::new(400, "invalid_request", description)
    }
}
