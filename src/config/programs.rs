//! Programs that use the API.

use secrecy::SecretString;

use super::read::Reader;

/// Settings of the authorisation server, and what one program may do.
#[derive(Debug, Clone)]
pub struct Programs {
    /// RSA keys as PKCS#8 PEM, one behind the other: the first signs access tokens, all are published and accepted.
    pub keys: SecretString,
    /// Calls that one program may make at once, and as many more, evenly, within a second.
    pub calls_a_second: u32,
    /// Streams, and calls that wait for news, that one program may have open.
    pub streams: usize,
    /// Most on one page, where that is fewer than the way in allows.
    pub page_size: u32,
}

impl Programs {
    pub(crate) fn read(reader: &mut Reader) -> Programs {
        let positive = "a number above 0";
        let mut count = |variable: &str, default: u32| {
            let given = reader.parsed(variable, default, positive);
            if given == 0 {
                reader.fault(variable, positive);
            }
            given
        };
        let (calls_a_second, streams) = (count("PROGRAM_CALLS_A_SECOND", 200), count("PROGRAM_STREAMS", 100));
        let page_size = count("PROGRAM_PAGE_SIZE", 200);
        Programs {
            keys: reader.secret(
                "ACCESS_TOKEN_KEYS",
                "one or more keys, RSA or of the curve P-256, as PKCS#8 PEM; the first signs",
            ),
            calls_a_second,
            streams: usize::try_from(streams).unwrap_or(usize::MAX),
            page_size,
        }
    }
}
