//! Online service accounts.

use secrecy::SecretString;

use super::read::Reader;

/// Settings of accounts.
#[derive(Debug, Clone)]
pub struct Accounts {
    /// Keys the hashes of linkage keys; at least 32 characters, the same on every server. Without it no key is made, and nothing can be
    /// linked.
    pub linkage_secret: Option<SecretString>,
    /// Seals copies of documents; at least 32 characters, the same on every server and for as long as a copy is kept. Without it none is
    /// kept.
    pub evidence_secret: Option<SecretString>,
}

impl Accounts {
    pub(super) fn read(reader: &mut Reader) -> Accounts {
        Accounts {
            linkage_secret: reader.optional_long_secret("LINKAGE_SECRET"),
            evidence_secret: reader.optional_long_secret("EVIDENCE_SECRET"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str, secret: &str) -> Result<bool, Vec<String>> {
        let mut reader = Reader::from_values([(name.to_owned(), secret.to_owned())]);
        let read = Accounts::read(&mut reader);
        let is_set = read.linkage_secret.or(read.evidence_secret).is_some();
        reader.finish(is_set).map_err(|faults| faults.0.into_iter().map(|fault| fault.variable).collect())
    }

    #[test]
    fn each_secret_is_long_or_absent() {
        for name in ["LINKAGE_SECRET", "EVIDENCE_SECRET"] {
            assert_eq!(read(name, ""), Ok(false));
            assert_eq!(read(name, &"x".repeat(32)), Ok(true));
            assert_eq!(read(name, "short"), Err(vec![name.to_owned()]));
        }
    }
}
