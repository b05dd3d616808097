//! The body of a call, as it came.

use axum::extract::{FromRequest, Request};
use http_body_util::BodyExt;

use super::fault::Fault;
use super::faults;

/// The largest body: a role has 2 KB, a request for access 20.
const LARGEST: usize = 256 * 1024;
/// So much of a body that is too large is read and thrown away: who still sends would not read the answer.
const READ: usize = 16 * 1024 * 1024;

/// A body that came whole and is not too large.
pub struct Whole(pub Vec<u8>);

impl<S: Send + Sync> FromRequest<S> for Whole {
    type Rejection = Fault;

    async fn from_request(request: Request, _state: &S) -> Result<Whole, Fault> {
        let (mut body, mut kept, mut length) = (request.into_body(), Vec::new(), 0);
        while let Some(frame) = body.frame().await {
            let Ok(data) = frame.map_err(|_| faults::BAD_INPUT)?.into_data() else { continue };
            length += data.len();
            if length > READ {
                break;
            }
            if length <= LARGEST {
                kept.extend_from_slice(&data);
            }
        }
        // A text in JSON may hold this character, and none that is kept.
        let has_zero = kept.windows(6).any(|part| part == br"\u0000");
        if length > LARGEST || has_zero { Err(faults::BAD_INPUT) } else { Ok(Whole(kept)) }
    }
}
