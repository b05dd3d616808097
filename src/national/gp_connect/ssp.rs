//! The headers by which the Spine Secure Proxy passes a call on.

use axum::http::HeaderMap;
use uuid::Uuid;

use super::fault::Fault;
use super::way::Way;

const TRACE_ID: &str = "ssp-traceid";
const FROM: &str = "ssp-from";
const TO: &str = "ssp-to";
const INTERACTION: &str = "ssp-interactionid";

/// What the headers say, as far as it is well written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ssp {
    /// The id of the message, as it is written: the Bundle has it for its own.
    pub trace_id: Option<(String, Uuid)>,
    /// The system that asks.
    pub from: Option<String>,
    /// The system that is asked.
    pub to: Option<String>,
    interaction: Option<String>,
}

impl Ssp {
    /// Reads them.
    pub fn of(headers: &HeaderMap) -> Ssp {
        let trace_id = only(headers, TRACE_ID).and_then(|text| Some((text.to_owned(), uuid(text)?)));
        let asid = |name: &str| only(headers, name).filter(|text| is_asid(text)).map(str::to_owned);
        Ssp {
            trace_id,
            from: asid(FROM),
            to: asid(TO),
            interaction: only(headers, INTERACTION).map(str::to_owned),
        }
    }

    /// Looks at all of them, and gives the id of the message.
    ///
    /// # Errors
    /// The first that is missing, given twice, or not what it should be.
    pub fn check(&self, way: Way, our_asid: &str) -> Result<&str, Fault> {
        let wrong = |header: &str, expected: &str| Fault::bad(format!("{header}: {expected}"));
        let (trace_id, _) =
            self.trace_id.as_ref().ok_or_else(|| wrong("Ssp-TraceID", "one UUID is expected"))?;
        if self.from.is_none() {
            return Err(wrong("Ssp-From", "one ASID of twelve digits is expected"));
        }
        if self.to.as_deref() != Some(our_asid) {
            return Err(wrong("Ssp-To", "the ASID of this practice is expected"));
        }
        let interaction = self.interaction.as_deref();
        if !way.interactions().iter().any(|known| interaction == Some(*known)) {
            return Err(wrong("Ssp-InteractionID", "it does not fit what is asked for"));
        }
        Ok(trace_id)
    }
}

/// A header that is there once.
pub fn only<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let mut all = headers.get_all(name).iter();
    let first = all.next()?.to_str().ok()?.trim();
    all.next().is_none().then_some(first)
}

fn uuid(text: &str) -> Option<Uuid> {
    if text.len() == 36 { Uuid::try_parse(text).ok() } else { None }
}

fn is_asid(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit())
}
