//! What our service registered with each outside system.

/// What "the outside" knows of our service, by system.
#[derive(Clone)]
pub struct Registration {
    /// With NHS login.
    pub nhs_login: ClientKeys,
    /// With CIS2.
    pub cis2: ClientKeys,
    /// With the API platform; `client_id` is the API key, redirect addresses are not used.
    pub pds: ClientKeys,
}

/// One registered client.
#[derive(Clone)]
pub struct ClientKeys {
    /// Client id or API key.
    pub client_id: String,
    /// `kid` of the registered key.
    pub key_id: String,
    /// The registered RSA public key, as PEM (SPKI); empty means that none was registered.
    pub public_key_pem: String,
    /// Where visitors may be sent back to, compared exactly.
    pub redirect_uris: Vec<String>,
    /// Where to announce that a session ended (CIS2 only).
    pub backchannel_logout_uri: Option<String>,
}
