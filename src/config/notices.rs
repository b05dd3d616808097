//! Whom the public notices name: who answers for people's data, and who helps with a page that cannot be used.

use super::read::Reader;

/// Names and addresses of the privacy notice and the accessibility statement.
#[derive(Debug, Clone)]
pub struct Notices {
    /// Who decides why and how data is used, with a postal address; production must name them (UK GDPR, article 13).
    pub controller: Option<String>,
    /// E-mail address of the data protection officer; production must name it.
    pub data_protection: Option<String>,
    /// E-mail address for those who cannot use a page.
    pub accessibility: Option<String>,
}

impl Notices {
    pub(super) fn read(reader: &mut Reader) -> Notices {
        Notices {
            controller: reader.optional("CONTROLLER"),
            data_protection: address(reader, "DATA_PROTECTION_EMAIL"),
            accessibility: address(reader, "ACCESSIBILITY_EMAIL"),
        }
    }

    /// Nobody's real data is used without saying who answers for it.
    pub(super) fn require(&self, reader: &mut Reader) {
        if self.controller.is_none() {
            reader.fault("CONTROLLER", "name and address of the data controller (ENVIRONMENT is production)");
        }
        if self.data_protection.is_none() {
            reader.fault("DATA_PROTECTION_EMAIL", "an e-mail address (ENVIRONMENT is production)");
        }
    }
}

/// It becomes a link: one address and nothing else.
fn address(reader: &mut Reader, variable: &str) -> Option<String> {
    let address = reader.optional(variable)?;
    let parts: Vec<&str> = address.split('@').collect();
    let has_two = parts.len() == 2 && parts.iter().all(|part| !part.is_empty());
    let is_plain = address.chars().all(|c| c.is_ascii_alphanumeric() || "@.-_+".contains(c));
    if !has_two || !is_plain {
        reader.fault(variable, "an e-mail address such as name@example.nhs.uk");
    }
    Some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(pairs: &[(&str, &str)], is_production: bool) -> Vec<String> {
        let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let mut reader = Reader::from_values(pairs);
        let notices = Notices::read(&mut reader);
        if is_production {
            notices.require(&mut reader);
        }
        let faults = reader.finish(()).err().map(|faults| faults.0).unwrap_or_default();
        faults.into_iter().map(|fault| fault.variable).collect()
    }

    #[test]
    fn only_production_must_say_who_answers_for_the_data() {
        assert!(faults(&[], false).is_empty());
        assert_eq!(faults(&[], true), ["CONTROLLER", "DATA_PROTECTION_EMAIL"]);
        let named = [("CONTROLLER", "Example Trust, Leeds"), ("DATA_PROTECTION_EMAIL", "dpo@example.nhs.uk")];
        assert!(faults(&named, true).is_empty());
    }

    #[test]
    fn what_is_no_address_is_told() {
        for wrong in ["nobody", "@example.nhs.uk", "a@b@c", "a@b?subject=x", "a b@example.nhs.uk"] {
            assert_eq!(faults(&[("ACCESSIBILITY_EMAIL", wrong)], false), ["ACCESSIBILITY_EMAIL"], "{wrong}");
        }
    }
}
