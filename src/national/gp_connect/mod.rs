//! The GP Connect provider (docs/gp-connect.md): the practice at which a patient is registered now gets their record from the one
//! that holds it. It runs by itself, and reads records and writes down who asked for them, and nothing else.

mod answer;
mod binary;
mod broken;
mod bundle;
mod call;
mod capability;
mod certificate;
mod claims;
mod fault;
mod gate;
mod judge;
mod lists;
mod media;
mod migrate;
mod outlet;
mod person;
mod provider;
mod resource;
mod ssp;
mod token;
mod way;

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodRouter, any};
use tower::ServiceBuilder;
use tower_http::compression::CompressionLayer;

pub use provider::{Provider, ProviderFault};

use self::answer::Https;
use self::way::Way;

/// The whole provider, ready to be served. What there is lies below each of the configured paths.
pub fn router(provider: &Arc<Provider>) -> Router {
    let https = Https(provider.settings.url.starts_with("https://"));
    let layers = ServiceBuilder::new()
        .layer(from_fn_with_state(https, answer::secure))
        .layer(CompressionLayer::new().no_br());
    let mut router = Router::new();
    for base in &provider.settings.paths {
        for way in [Way::Migrate, Way::Binary, Way::Metadata] {
            router = router.route(&format!("{base}{}", way.path()), answering(way));
        }
    }
    let nowhere = |State(provider): State<Arc<Provider>>, request: Request| {
        call::answered(provider, request, Way::Nowhere)
    };
    router.fallback(nowhere).layer(layers).with_state(provider.clone())
}

fn answering(way: Way) -> MethodRouter<Arc<Provider>> {
    any(move |State(provider): State<Arc<Provider>>, request: Request| call::answered(provider, request, way))
}
