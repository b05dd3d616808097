//! The address that apps know.

/// Where apps send people's browsers.
pub const AUTHORISE: &str = "/oauth2/authorize";
