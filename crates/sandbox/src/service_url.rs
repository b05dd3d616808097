//! Where our service is, which may be known only after the sandbox has started.

use std::sync::{Arc, PoisonError, RwLock};

/// The address of our service, without a slash at the end; clones share it.
#[derive(Clone)]
pub(super) struct ServiceUrl(Arc<RwLock<String>>);

impl ServiceUrl {
    pub(super) fn new(url: &str) -> ServiceUrl {
        ServiceUrl(Arc::new(RwLock::new(without_slash(url))))
    }

    pub(super) fn get(&self) -> String {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn set(&self, url: &str) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = without_slash(url);
    }
}

fn without_slash(url: &str) -> String {
    url.trim_end_matches('/').to_owned()
}
