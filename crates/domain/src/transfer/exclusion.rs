//! Why a row does not move though nothing is wrong with it (docs/sources.md#nps-docs, moving existing roles).

/// Why a row does not move though nothing is wrong with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Exclusion {
    /// The GP system knows no NHS number of the proxy.
    NoProxyNumber,
    /// Several people use the account, as in a care home.
    SharedAccount,
    /// One proxy for so many patients that it is taken for a shared account.
    ManyPatients,
    /// It is not active in the GP system.
    NotActive,
    /// Its last day has passed.
    Ended,
}

impl Exclusion {
    /// All of them.
    pub const ALL: [Exclusion; 5] = [
        Exclusion::NoProxyNumber,
        Exclusion::SharedAccount,
        Exclusion::ManyPatients,
        Exclusion::NotActive,
        Exclusion::Ended,
    ];

    /// The code.
    pub fn code(self) -> &'static str {
        match self {
            Exclusion::NoProxyNumber => "no_proxy_number",
            Exclusion::SharedAccount => "shared_account",
            Exclusion::ManyPatients => "many_patients",
            Exclusion::NotActive => "not_active",
            Exclusion::Ended => "ended",
        }
    }

    /// The one with this code.
    pub fn from_code(code: &str) -> Option<Exclusion> {
        Exclusion::ALL.into_iter().find(|exclusion| exclusion.code() == code)
    }

    /// What it means, told to whoever exports the list.
    pub fn meaning(self) -> &'static str {
        match self {
            Exclusion::NoProxyNumber => "the proxy has no NHS number in the GP system",
            Exclusion::SharedAccount => "several people use the account, as in a care home",
            Exclusion::ManyPatients => "one proxy for so many patients that it is taken for a shared account",
            Exclusion::NotActive => "it is not active in the GP system",
            Exclusion::Ended => "its last day has passed",
        }
    }
}
