//! Copies of documents that staff have seen, or links to them: sealed before they are kept, and opened for their practice alone.
//! They never leave it (docs/sources.md#citizen-services, identity verification).

use secrecy::SecretString;
use time::Date;
use url::Url;

use crate::actions::by::By;
use crate::app::App;
use crate::storage::StorageError;
use crate::storage::accounts::evidence::{self, Sealed};
use crate::storage::accounts::kept;
use domain::account::{
    Account, AccountId, Command, Document, EvidenceId, Proof, Refusal, Side, Verification,
};
use domain::{Actor, StaffId};

use super::beside::{Beside, change};
use super::failed::{Done, Failed};
use super::seal;
use super::settle::verify;

/// The largest file.
pub const LARGEST: usize = 5 * 1024 * 1024;
/// The longest link.
const LONGEST: usize = 2000;

/// What staff have brought. No `Debug`: it shows somebody's document.
#[derive(Clone)]
pub enum Brought {
    /// A file.
    File(Vec<u8>),
    /// A link into the practice's own system.
    Link(String),
}

/// What something kept is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Media {
    /// A link into the practice's own system.
    Link,
    /// A picture as JPEG.
    Jpeg,
    /// A picture as PNG.
    Png,
    /// A scan as PDF.
    Pdf,
}

impl Media {
    const ALL: [Media; 4] = [Media::Link, Media::Jpeg, Media::Png, Media::Pdf];

    /// Its media type, as it is served and kept.
    pub fn code(self) -> &'static str {
        match self {
            Media::Link => "text/uri-list",
            Media::Jpeg => "image/jpeg",
            Media::Png => "image/png",
            Media::Pdf => "application/pdf",
        }
    }

    /// How a file of this kind begins; a link is none.
    fn begins(self) -> Option<&'static [u8]> {
        match self {
            Media::Link => None,
            Media::Jpeg => Some(b"\xff\xd8\xff"),
            Media::Png => Some(b"\x89PNG\r\n\x1a\n"),
            Media::Pdf => Some(b"%PDF-"),
        }
    }

    /// What the bytes of a file are, by how they begin, whatever anybody calls them.
    fn of(bytes: &[u8]) -> Option<Media> {
        let is_so = |media: &Media| media.begins().is_some_and(|start| bytes.starts_with(start));
        Media::ALL.into_iter().find(is_so)
    }
}

/// Something that was kept, opened. No `Debug`: it shows somebody's document.
#[derive(Clone)]
pub struct Opened {
    /// What it is.
    pub media: Media,
    /// The file, or the link.
    pub bytes: Vec<u8>,
}

/// Why a copy was not kept, or what it shows not recorded.
#[derive(Debug, thiserror::Error)]
pub enum NotKept {
    /// It is larger than [`LARGEST`].
    #[error("the file is too large")]
    TooLarge,
    /// The file is no JPEG, no PNG and no PDF.
    #[error("this is no file that can be kept")]
    Unknown,
    /// It is no address that begins with https, or one that signs somebody in.
    #[error("this is no link that can be kept")]
    NoLink,
    /// The rules say no, or it could not be recorded.
    #[error(transparent)]
    Failed(#[from] Failed),
}

impl From<StorageError> for NotKept {
    fn from(error: StorageError) -> NotKept {
        NotKept::Failed(error.into())
    }
}

/// Whether copies can be kept here: without a secret to seal them with there are none.
pub fn are_kept(app: &App) -> bool {
    app.config.accounts.evidence_secret.is_some()
}

/// Staff have seen documents on a day: that verifies who it is, and the copy is kept with it, in one transaction.
///
/// # Errors
/// See [`NotKept`]; neither is there then.
pub async fn verify_by_documents(
    app: &App,
    by: impl Into<By>,
    id: AccountId,
    (on, seen, copy): (Date, Vec<Document>, Option<Brought>),
    remark: Option<&str>,
) -> Result<Done, NotKept> {
    let by: By = by.into();
    let shown_by = |copy| Verification { on, proof: Proof::Documents { seen, copy } };
    let Some(brought) = copy else { return Ok(verify(app, by, id, shown_by(None), remark).await?) };
    let (staff, _) = colleague(app, &by.actor, id).await?;
    let (copy, sealed) = sealed_copy(app, id, brought)?;
    // Documents count whatever NHS login knows.
    let command = Command::Verify { verification: shown_by(Some(copy)), is_proofed: false };
    let beside = Beside::Copy { id: copy, sealed: &sealed, by: staff };
    Ok(change(app, &by, id, (&command, remark), &beside).await?)
}

/// Opens what was kept with an account, for its practice; none where there is nothing of this id, or it cannot be opened any more.
///
/// # Errors
/// [`Refusal::NotFound`] to everybody else; see also [`Failed`].
pub async fn open(
    app: &App,
    by: &Actor,
    (id, copy): (AccountId, EvidenceId),
) -> Result<Option<Opened>, Failed> {
    colleague(app, by, id).await?;
    let secret = app.config.accounts.evidence_secret.as_ref().ok_or(Refusal::NotFound)?;
    let Some(sealed) = evidence::find(&app.db, id, copy).await? else { return Ok(None) };
    let media = Media::ALL.into_iter().find(|media| media.code() == sealed.media);
    let bytes = unsealed(secret, (id, copy), sealed);
    if bytes.is_none() {
        tracing::error!(account = %id, evidence = %copy, "a copy cannot be opened: was EVIDENCE_SECRET changed?");
    }
    Ok(media.zip(bytes).map(|(media, bytes)| Opened { media, bytes }))
}

/// A copy that can be kept, sealed under an id of its own.
fn sealed_copy(app: &App, id: AccountId, brought: Brought) -> Result<(EvidenceId, Sealed), NotKept> {
    let secret = app.config.accounts.evidence_secret.as_ref();
    let secret = secret.ok_or_else(|| Failed::from(Refusal::NotFound))?;
    let (media, bytes) = match brought {
        Brought::File(bytes) if bytes.len() > LARGEST => return Err(NotKept::TooLarge),
        Brought::File(bytes) => (Media::of(&bytes).ok_or(NotKept::Unknown)?, bytes),
        Brought::Link(text) => (Media::Link, link(&text).ok_or(NotKept::NoLink)?.into_bytes()),
    };
    let copy = EvidenceId(app.clock.new_id());
    let (sealed, nonce) =
        sealed(secret, (id, copy), bytes).ok_or(StorageError::Corrupt("copy that was to be sealed"))?;
    Ok((copy, Sealed { media: media.code().to_owned(), sealed, nonce }))
}

/// The link, as it is written out. One with a name and a password in it would sign in whoever follows it.
fn link(text: &str) -> Option<String> {
    let url = Url::parse(text.trim()).ok()?;
    let is_plain = url.scheme() == "https" && url.username().is_empty() && url.password().is_none();
    Some(String::from(url)).filter(|link| is_plain && link.len() <= LONGEST)
}

/// The member of staff and the account, if it is their practice's; everybody else is answered as if there were none.
async fn colleague(app: &App, by: &Actor, id: AccountId) -> Result<(StaffId, Account), Failed> {
    let account = kept::load(&app.db, id).await?.ok_or(Refusal::NotFound)?;
    match by {
        Actor::Staff { id, .. } if account.side(by) == Some(Side::Practice) => Ok((*id, account)),
        _ => Err(Refusal::NotFound.into()),
    }
}

/// What its key is for.
const PURPOSE: &[u8] = b"evidence of identity";

/// Sealed, with the nonce; bound to the account and the id.
fn sealed(secret: &SecretString, of: (AccountId, EvidenceId), bytes: Vec<u8>) -> Option<(Vec<u8>, Vec<u8>)> {
    seal::seal((secret, PURPOSE), &bound(of), bytes)
}

fn unsealed(secret: &SecretString, of: (AccountId, EvidenceId), sealed: Sealed) -> Option<Vec<u8>> {
    seal::open((secret, PURPOSE), &bound(of), (sealed.sealed, sealed.nonce.as_slice()))
}

fn bound((account, copy): (AccountId, EvidenceId)) -> Vec<u8> {
    [&account.0.as_bytes()[..], &copy.0.as_bytes()[..]].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn what_is_sealed_opens_in_its_own_place_alone() {
        let secret = SecretString::from("a secret of at least thirty-two characters");
        let other = SecretString::from("another secret of thirty-two characters");
        let [account, another] = [1, 2].map(|number| AccountId(Uuid::from_u128(number)));
        let [copy, second] = [3, 4].map(|number| EvidenceId(Uuid::from_u128(number)));
        let (bytes, nonce) = sealed(&secret, (account, copy), b"%PDF- a passport".to_vec()).unwrap();
        assert!(!bytes.windows(8).any(|part| part == b"passport"));
        let row = || Sealed { media: String::new(), sealed: bytes.clone(), nonce: nonce.clone() };
        assert_eq!(unsealed(&secret, (account, copy), row()).as_deref(), Some(&b"%PDF- a passport"[..]));
        assert_eq!(unsealed(&secret, (another, copy), row()), None);
        assert_eq!(unsealed(&secret, (account, second), row()), None);
        assert_eq!(unsealed(&other, (account, copy), row()), None);
    }

    #[test]
    fn a_file_is_what_it_begins_as() {
        assert_eq!(Media::of(b"\xff\xd8\xff\xe0 and more"), Some(Media::Jpeg));
        for other in [&b"<svg onload=\"x\">"[..], b"https://records.example.nhs.uk/1", b"GIF89a", b""] {
            assert_eq!(Media::of(other), None);
        }
    }

    #[test]
    fn a_link_begins_with_https_and_signs_nobody_in() {
        let whole = "https://records.example.nhs.uk/1?page=2";
        assert_eq!(link(&format!(" {whole} ")).as_deref(), Some(whole));
        let long = format!("https://records.example.nhs.uk/{}", "x".repeat(LONGEST));
        for other in [
            "",
            "records.example",
            "http://plain.example",
            "javascript:alert(1)",
            "https://a:b@c.example",
            &long,
        ] {
            assert_eq!(link(other), None, "{other}");
        }
    }
}
