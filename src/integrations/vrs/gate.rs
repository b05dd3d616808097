//! Who lets calls through one by one, where a pace was agreed.

use std::fmt::Debug;
use std::time::Duration;

use async_trait::async_trait;

/// Is asked right before each request for roles is sent, also where the same one is sent again. Requests for tokens go elsewhere
/// and are not asked for.
#[async_trait]
pub trait Gate: Debug + Send + Sync {
    /// Waits for the turn of one request; false where it is not to be sent.
    async fn pass(&self) -> bool;

    /// A request that had passed was not sent after all.
    fn unsent(&self);

    /// The store said that it is called too fast, and for how long it wants to be left alone.
    fn too_fast(&self, pause: Duration);
}
