//! Whose page a form stands on: several tabs of one browser share a session, and somebody else may have signed in since
//! the page was opened (docs/decisions/0046-a-form-is-its-readers.md).

use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::hmac;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use url::form_urlencoded;

/// The hidden field of every form, as `templates/whose.html` writes it.
pub const FIELD: &str = "for";

/// Whose a session was, or a form is: a text that says nothing to others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owner(String);

impl Owner {
    /// The owner of this name, which is made from what tells people apart here.
    pub fn named(name: String) -> Owner {
        Owner(name)
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.0
    }
}

/// A person's tag in forms: 16 bytes of HMAC-SHA256, which say nothing to others and cannot be made by them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whose(String);

impl Whose {
    /// The tag of this person.
    pub fn of(secret: &SecretString, owner: &Owner) -> Whose {
        let key = hmac::Key::new(hmac::HMAC_SHA256, secret.expose_secret().as_bytes());
        let tag = hmac::sign(&key, &[b"form:".as_slice(), owner.name().as_bytes()].concat());
        Whose(URL_SAFE_NO_PAD.encode(tag.as_ref().iter().copied().take(16).collect::<Vec<u8>>()))
    }

    /// The tag, as it stands in a form.
    pub fn tag(&self) -> &str {
        &self.0
    }

    /// Whether this form stood on a page of this person. One without a tag counts as theirs: each page that somebody
    /// signed in gets from us has it, so only a page opened before anybody signed in, one of a release before this, and
    /// programs of somebody's own send none; and forms of other sites are refused before (`origin`).
    pub fn has_sent(&self, form: &[u8]) -> bool {
        let mut tags = form_urlencoded::parse(form).filter(|(name, _)| name == FIELD);
        tags.all(|(_, tag)| verify_slices_are_equal(tag.as_bytes(), self.0.as_bytes()).is_ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whose(name: &str) -> Whose {
        let secret = SecretString::from("a secret of at least thirty-two characters");
        Whose::of(&secret, &Owner::named(name.to_owned()))
    }

    #[test]
    fn a_form_is_that_of_its_tag_alone() {
        let (mine, theirs) = (whose("citizen 1"), whose("citizen 2"));
        let form = |tags: &[&Whose]| {
            let pairs = tags.iter().map(|whose| (FIELD, whose.tag()));
            form_urlencoded::Serializer::new("note=a".to_owned()).extend_pairs(pairs).finish()
        };
        assert!(mine.has_sent(form(&[&mine]).as_bytes()) && mine.has_sent(form(&[]).as_bytes()));
        assert!(!mine.has_sent(form(&[&theirs]).as_bytes()));
        assert!(!mine.has_sent(form(&[&mine, &theirs]).as_bytes()), "one of two is not enough");
        assert!(!mine.has_sent(b"for=") && !mine.has_sent(b"for=citizen+1"));
        assert_eq!(mine.tag().len(), 22);
    }
}
