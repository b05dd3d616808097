//! What we know of a provider: its endpoints and keys, read when first needed, again each hour, and when a key is unknown.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use openidconnect::core::{CoreJsonWebKeySet, CoreProviderMetadata};
use openidconnect::{AuthUrl, DiscoveryError, IssuerUrl, JsonWebKeySetUrl, TokenUrl, UserInfoUrl};
use time::{Duration, OffsetDateTime};
use tokio::sync::Mutex;

use domain::clock::Clock;

use super::super::http::Http;
use super::super::upstream::{Kind, Upstream};

/// Discovery is read again after this (docs/sources.md#cis2-docs: caching for an hour is fine).
const FRESH: Duration = Duration::hours(1);
/// After a failed re-reading the old knowledge serves this long before the next try.
const READ_AGAIN: Duration = Duration::minutes(1);

/// Who brought a token with an unknown `kid`. Each has a limit of its own, so that nobody outside can use up the reading of
/// keys that people's sign-ins need after the provider has changed them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cause {
    /// The provider's own token endpoint: only the provider can make it happen.
    Token,
    /// Anybody, at an address that is open to all.
    Stranger,
}

impl Cause {
    /// Keys are read at most this often.
    fn keys_again(self) -> Duration {
        match self {
            Cause::Token => Duration::seconds(10),
            Cause::Stranger => Duration::seconds(300),
        }
    }
}

/// One reading of discovery and keys.
#[derive(Debug, Clone)]
pub(super) struct Known {
    pub authorization: AuthUrl,
    pub token: TokenUrl,
    pub userinfo: UserInfoUrl,
    pub keys: CoreJsonWebKeySet,
    keys_at: JsonWebKeySetUrl,
    next_reading: OffsetDateTime,
}

/// Whose turn it is to ask the provider: one caller at a time.
#[derive(Debug, Default)]
struct Turn {
    keys_asked: [Option<OffsetDateTime>; 2],
    last_failure: Option<Upstream>,
}

/// The knowledge of one provider.
#[derive(Debug)]
pub(super) struct Knowledge {
    pub http: Http,
    pub issuer: IssuerUrl,
    clock: Clock,
    known: RwLock<Option<Arc<Known>>>,
    attempts: AtomicU64,
    turn: Mutex<Turn>,
}

impl Knowledge {
    pub fn new(http: Http, issuer: IssuerUrl, clock: Clock) -> Knowledge {
        Knowledge {
            http,
            issuer,
            clock,
            known: RwLock::default(),
            attempts: 0.into(),
            turn: Mutex::default(),
        }
    }

    /// What is known; asks the provider only where nothing is known or an hour has passed. Old knowledge outlives a failure.
    pub async fn known(&self) -> Result<Arc<Known>, Upstream> {
        let Some(known) = self.kept() else { return self.first_reading().await };
        if known.next_reading > self.clock.now() {
            return Ok(known);
        }
        // Somebody else is reading it already: nobody waits for what they can do without.
        let Ok(_turn) = self.turn.try_lock() else { return Ok(known) };
        Ok(match self.discover().await {
            Ok(fresh) => self.keep(fresh),
            Err(upstream) => {
                tracing::warn!(
                    system = upstream.system.name(),
                    kind = upstream.kind.code(),
                    "discovery failed"
                );
                self.keep(Known { next_reading: self.clock.now() + READ_AGAIN, ..Known::clone(&known) })
            }
        })
    }

    /// Those who waited while the first reading failed share its failure: a queue of time-outs would be endless.
    async fn first_reading(&self) -> Result<Arc<Known>, Upstream> {
        let seen = self.attempts.load(Ordering::Acquire);
        let mut turn = self.turn.lock().await;
        if let Some(known) = self.kept() {
            return Ok(known);
        }
        if let Some(failure) = turn.last_failure.filter(|_| self.attempts.load(Ordering::Acquire) > seen) {
            return Err(failure);
        }
        let outcome = self.discover().await;
        self.attempts.fetch_add(1, Ordering::AcqRel);
        turn.last_failure = outcome.as_ref().err().copied();
        outcome.map(|fresh| self.keep(fresh))
    }

    /// Keys read again because `stale` lacks one; the old ones stay where that fails or was tried a short time ago.
    pub async fn with_fresh_keys(&self, stale: Arc<Known>, cause: Cause) -> Arc<Known> {
        let mut turn = self.turn.lock().await;
        if let Some(known) = self.kept().filter(|known| !Arc::ptr_eq(known, &stale)) {
            return known;
        }
        let now = self.clock.now();
        let asked = &mut turn.keys_asked[usize::from(cause == Cause::Stranger)];
        if asked.is_some_and(|asked| now - asked < cause.keys_again()) {
            return stale;
        }
        *asked = Some(now);
        let forward = self.http.forwarder("keys");
        match CoreJsonWebKeySet::fetch_async(&stale.keys_at, &forward).await {
            Ok(keys) if !keys.keys().is_empty() => self.keep(Known { keys, ..Known::clone(&stale) }),
            Ok(_) | Err(_) => stale,
        }
    }

    async fn discover(&self) -> Result<Known, Upstream> {
        let forward = self.http.forwarder("discovery");
        let read = CoreProviderMetadata::discover_async(self.issuer.clone(), &forward).await;
        let metadata = read.map_err(|error| match error {
            DiscoveryError::Request(upstream) => upstream,
            _ => self.http.fault(Kind::Malformed),
        })?;
        // Without keys nobody can be signed in: the provider is not ready, and is asked again soon.
        if metadata.jwks().keys().is_empty() {
            return Err(self.http.fault(Kind::Unready));
        }
        self.known_from(&metadata).ok_or_else(|| self.http.fault(Kind::Malformed))
    }

    fn known_from(&self, metadata: &CoreProviderMetadata) -> Option<Known> {
        let known = Known {
            authorization: metadata.authorization_endpoint().clone(),
            token: metadata.token_endpoint()?.clone(),
            userinfo: metadata.userinfo_endpoint()?.clone(),
            keys: metadata.jwks().clone(),
            keys_at: metadata.jwks_uri().clone(),
            next_reading: self.clock.now() + FRESH,
        };
        let endpoints = [
            known.authorization.as_str(),
            known.token.as_str(),
            known.userinfo.as_str(),
            known.keys_at.as_str(),
        ];
        let private =
            !self.issuer.starts_with("https:") || endpoints.iter().all(|url| url.starts_with("https:"));
        private.then_some(known)
    }

    fn kept(&self) -> Option<Arc<Known>> {
        self.known.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn keep(&self, known: Known) -> Arc<Known> {
        let known = Arc::new(known);
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&known));
        known
    }
}
