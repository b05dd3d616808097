//! The client of a provider: our service.

/// What a provider knows of the one client registered with it.
#[derive(Debug, Clone, Default)]
pub struct Client {
    /// Client id.
    pub client_id: String,
    /// `kid` of its key; empty where a bare PEM is registered (NHS login).
    pub key_id: String,
    /// Its public key, PEM.
    pub public_key_pem: String,
    /// Exact redirect addresses.
    pub redirect_uris: Vec<String>,
    /// CIS2: where ended sessions are told.
    pub backchannel_logout_uri: Option<String>,
}
