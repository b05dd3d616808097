//! Where an app's browser is sent with a code: exactly what was registered (RFC 9700 §2.1), but for the port of an app on
//! one's own machine (RFC 8252 §7.3).

use url::Url;

/// The two ways to name one's own machine by number; its name may be resolved elsewhere (RFC 8252 §8.3).
const LOOPBACK: [&str; 2] = ["http://127.0.0.1", "http://[::1]"];

/// A registered address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RedirectUri(String);

/// Not an address that codes may be sent to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "a redirect should be https://…, or http://127.0.0.1/… or http://[::1]/… on one's own machine, without # and user"
)]
pub struct NotARedirect;

impl RedirectUri {
    /// Reads an address that is to be registered: written as browsers write it, so that comparing letters is enough.
    ///
    /// # Errors
    /// [`NotARedirect`].
    pub fn parse(text: &str) -> Result<RedirectUri, NotARedirect> {
        let url = Url::parse(text).map_err(|_| NotARedirect)?;
        let plain = url.as_str() == text && url.fragment().is_none();
        let nobody = url.username().is_empty() && url.password().is_none();
        let reachable = url.scheme() == "https" || on_loopback(text).is_some();
        if plain && nobody && reachable { Ok(RedirectUri(text.to_owned())) } else { Err(NotARedirect) }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it leads to the person's own machine, where any program may listen.
    pub fn is_loopback(&self) -> bool {
        on_loopback(&self.0).is_some()
    }

    /// Whether `asked` is this address.
    pub fn admits(&self, asked: &str) -> bool {
        if self.0 == asked {
            return true;
        }
        match (on_loopback(&self.0), on_loopback(asked)) {
            (Some(registered), Some(asked)) => registered == asked,
            (Some(_) | None, Some(_) | None) => false,
        }
    }
}

/// Host and path of an address on one's own machine, without the port; none for every other address.
fn on_loopback(text: &str) -> Option<(&'static str, &str)> {
    let (host, rest) =
        LOOPBACK.into_iter().find_map(|host| text.strip_prefix(host).map(|rest| (host, rest)))?;
    let Some(port_and_path) = rest.strip_prefix(':') else {
        return rest.starts_with('/').then_some((host, rest));
    };
    let path = port_and_path.trim_start_matches(|c: char| c.is_ascii_digit());
    let port = &port_and_path[..port_and_path.len() - path.len()];
    (port.parse::<u16>().is_ok() && path.starts_with('/')).then_some((host, path))
}
