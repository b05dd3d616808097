//! Which mailbox an organisation has for a workflow (docs/sources.md#mesh-api): never guessed from its code.

use serde::Deserialize;

use domain::OdsCode;

use super::super::upstream::{Kind, Upstream};
use super::{Mesh, MeshCode};

#[derive(Deserialize)]
struct Results {
    results: Vec<Mailbox>,
}

#[derive(Deserialize)]
struct Mailbox {
    mailbox_id: String,
}

impl Mesh {
    /// The mailbox of `organisation` for our workflow; nothing where it has none.
    ///
    /// # Errors
    /// [`MeshCode::SeveralMailboxes`] where nobody can say which one is meant; else MESH gave no usable answer.
    pub async fn mailbox_of(&self, organisation: &OdsCode) -> Result<Option<String>, Upstream> {
        let path = format!("/endpointlookup/{}/{}", organisation.as_str(), self.config.workflow);
        let url = self.at(&path);
        // Look-ups take no token; with one they answer as well.
        let answer = self.ask("look up", || self.http.get(&url)).await?;
        let answer = match self.success(&answer, &[200]) {
            Err(Upstream { kind: Kind::Mesh(MeshCode::NoMailbox) | Kind::Status(404), .. }) => {
                return Ok(None);
            }
            other => other.map(|()| answer)?,
        };
        let mut found = self.read::<Results>(&answer)?.results.into_iter();
        match (found.next(), found.next()) {
            (None, _) => Ok(None),
            (Some(one), None) => Ok(Some(one.mailbox_id)),
            (Some(_), Some(_)) => Err(self.http.fault(Kind::Mesh(MeshCode::SeveralMailboxes))),
        }
    }
}
