//! What the server knows of how a request came: from where, whether its body came in time, and how much of the same came before.
//! Pages and API read it.

mod rate;
mod streams;
mod tally;

use std::net::{IpAddr, Ipv6Addr};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;

pub use rate::Rate;
pub use streams::{Stream, Streams};
pub use tally::Tally;

/// Header in which each proxy adds where a request came to it from.
const FORWARDED_FOR: &str = "x-forwarded-for";

/// Where a request comes from: one IPv4 address, or one IPv6 network of 64 bits, which is what one customer is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Source(IpAddr);

impl Source {
    /// The source that `address` belongs to.
    pub fn of(address: IpAddr) -> Source {
        match address.to_canonical() {
            IpAddr::V4(address) => Source(address.into()),
            IpAddr::V6(address) => {
                let [a, b, c, d, ..] = address.segments();
                Source(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into())
            }
        }
    }

    /// The source of a request that came from `peer` through `proxies` proxies of ours. What is further left in the
    /// header was written by strangers; without proxies all of it was.
    pub fn behind(proxies: usize, peer: Source, headers: &HeaderMap) -> Source {
        let Some(further) = proxies.checked_sub(1) else { return peer };
        let values = headers.get_all(FORWARDED_FOR).iter().filter_map(|value| value.to_str().ok());
        let hops: Vec<&str> = values.flat_map(|value| value.split(',')).map(str::trim).collect();
        let hop = hops.iter().rev().nth(further).and_then(|hop| hop.parse().ok());
        hop.map_or(peer, Source::of)
    }
}

/// How one request came; every request carries it.
#[derive(Debug, Clone)]
pub struct Arrival {
    /// Where it came from.
    pub source: Source,
    late: Arc<AtomicBool>,
}

impl Arrival {
    /// A request whose head has just come.
    pub fn from(source: Source) -> Arrival {
        Arrival { source, late: Arc::default() }
    }

    /// Whether its body did not come in time: whatever was made of what came means nothing then.
    pub fn is_late(&self) -> bool {
        self.late.load(Ordering::Acquire)
    }

    /// Notes that its body has not come in time.
    pub fn note_late(&self) {
        self.late.store(true, Ordering::Release);
    }
}

impl<S: Sync> FromRequestParts<S> for Arrival {
    type Rejection = std::convert::Infallible;

    /// A request that no connection brought comes from this machine.
    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Arrival, Self::Rejection> {
        let known = parts.extensions.get::<Arrival>().cloned();
        Ok(known.unwrap_or_else(|| Arrival::from(Source::of(std::net::Ipv4Addr::LOCALHOST.into()))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn source(text: &str) -> Source {
        Source::of(text.parse().unwrap())
    }

    fn behind(proxies: usize, lines: &[&'static str]) -> Source {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(FORWARDED_FOR, HeaderValue::from_static(line));
        }
        Source::behind(proxies, source("127.0.0.1"), &headers)
    }

    #[test]
    fn without_proxies_nobody_may_say_that_they_come_from_elsewhere() {
        assert_eq!(behind(0, &["192.0.2.1"]), source("127.0.0.1"));
    }

    #[test]
    fn behind_proxies_only_what_they_wrote_counts() {
        assert_eq!(behind(1, &["203.0.113.9, 192.0.2.1"]), source("192.0.2.1"));
        assert_eq!(behind(2, &["203.0.113.9", "192.0.2.1, 10.0.0.1"]), source("192.0.2.1"));
        assert_eq!(behind(1, &["192.0.2.1, nonsense"]), source("127.0.0.1"));
        assert_eq!(behind(3, &["192.0.2.1"]), source("127.0.0.1"));
    }

    #[test]
    fn one_customers_addresses_are_one_source() {
        assert_eq!(source("2001:db8:1:2::1"), source("2001:db8:1:2:ffff::9"));
        assert_ne!(source("2001:db8:1:2::1"), source("2001:db8:1:3::1"));
        assert_eq!(source("::ffff:192.0.2.1"), source("192.0.2.1"));
    }
}
