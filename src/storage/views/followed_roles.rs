//! A delegation's role in the national store as pages show it.

use domain::delegation::Delegation;
use domain::practice_settings::NationalUse;

use crate::storage::roles::followed;
use crate::storage::{PgPool, StorageError, practice_settings};

pub use crate::storage::roles::followed::FollowedRole;

/// The role, where the practice has its roles recorded there; the inner none where nothing was followed yet. Of one that came
/// with the patient it is that of the former practice until this one has decided; what differs there is not this one's.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn of(db: &PgPool, delegation: &Delegation) -> Result<Option<Option<FollowedRole>>, StorageError> {
    let kept = practice_settings::find(db, &delegation.practice).await?;
    match kept.map(|kept| kept.settings.national).unwrap_or_default() {
        NationalUse::Off => Ok(None),
        NationalUse::Shadow | NationalUse::On => {
            let own = followed::find(db, delegation.id).await?;
            match (own, delegation.former) {
                (None, Some(former)) => {
                    let role = followed::find(db, former).await?;
                    Ok(Some(role.map(|role| FollowedRole { fault: None, difference: None, ..role })))
                }
                (own, _) => Ok(Some(own)),
            }
        }
    }
}
