//! Getting records from other practices by GP Connect, and the directory that tells where those are: only where it is set up
//! (docs/sources.md#gpc-migrate, #sds-fhir).

use std::collections::BTreeMap;
use std::time::Duration;

use secrecy::SecretString;

use domain::OdsCode;

use super::mesh::ClientCertificate;
use super::read::Reader;

/// What an ASID looks like.
const ASIDS: &str = "practices with their ASIDs, such as A81001=200000000115,B82002=200000000116";

/// Who our practices are to others, and how others are reached.
#[derive(Debug, Clone)]
pub struct GpConnectConsumer {
    /// The ASID of each of our practices: whoever asks does so as one of them.
    pub asids: BTreeMap<OdsCode, String>,
    /// `iss` of our tokens: the address of our endpoint on Spine.
    pub issuer: String,
    /// The Spine Secure Proxy, which every call goes through where it is set; no slash at the end.
    pub proxy_url: Option<String>,
    /// Our certificate and its key, where TLS is mutual: always in production.
    pub client: Option<ClientCertificate>,
    /// Certificates that the other side's must come from; without them, those that this machine trusts.
    pub authorities: Option<String>,
    /// Longest wait for a record, all of it.
    pub timeout: Duration,
    /// Longest wait for one document, all of it.
    pub document_timeout: Duration,
    /// Most bytes of a record.
    pub largest: u64,
    /// Most bytes of one document.
    pub largest_document: u64,
}

impl GpConnectConsumer {
    /// Nothing where `GP_CONNECT_CONSUMER_ASIDS` is not set: no record is asked for then.
    pub(crate) fn read(reader: &mut Reader) -> Option<GpConnectConsumer> {
        let asids = reader.optional("GP_CONNECT_CONSUMER_ASIDS")?;
        let asids = practices(reader, &asids);
        let mut milliseconds =
            |variable: &str, default: u64| reader.parsed(variable, default, "a number of milliseconds");
        let timeout = milliseconds("GP_CONNECT_CONSUMER_TIMEOUT_MS", 120_000);
        let document_timeout = milliseconds("GP_CONNECT_CONSUMER_DOCUMENT_TIMEOUT_MS", 900_000);
        let mut megabytes = |variable: &str, default: u64| {
            reader.parsed(variable, default, "a number of megabytes").saturating_mul(1024 * 1024)
        };
        let largest = megabytes("GP_CONNECT_CONSUMER_LARGEST_MB", 64);
        let largest_document = megabytes("GP_CONNECT_CONSUMER_LARGEST_DOCUMENT_MB", 300);
        Some(GpConnectConsumer {
            asids,
            issuer: reader.required("GP_CONNECT_CONSUMER_ISSUER", "the address of our endpoint on Spine"),
            proxy_url: proxy(reader),
            client: client(reader),
            authorities: reader.optional_secret("GP_CONNECT_CONSUMER_CA").map(|pem| exposed(&pem)),
            timeout: Duration::from_millis(timeout),
            document_timeout: Duration::from_millis(document_timeout),
            largest,
            largest_document,
        })
    }

    /// Production speaks TLS, proves who it is and goes through the proxy.
    pub(super) fn refuse_sandbox(&self, reader: &mut Reader) {
        if !self.proxy_url.as_deref().is_some_and(|url| url.starts_with("https://")) {
            reader.fault(
                "GP_CONNECT_CONSUMER_PROXY_URL",
                "the https:// address of the Spine Secure Proxy (ENVIRONMENT is production)",
            );
        }
        if self.client.is_none() {
            reader.fault(
                "GP_CONNECT_CONSUMER_CLIENT_CERTIFICATE",
                "our certificate as PEM (ENVIRONMENT is production)",
            );
        }
    }
}

/// The Spine Directory Service, by its FHIR API.
#[derive(Debug, Clone)]
pub struct Sds {
    /// Base up to and with `/FHIR/R4`, no trailing slash.
    pub base_url: String,
    /// API key, sent as header `apikey`.
    pub api_key: SecretString,
    /// Longest wait for one call.
    pub timeout: Duration,
}

impl Sds {
    /// Nothing where `SDS_URL` is not set.
    pub(crate) fn read(reader: &mut Reader) -> Option<Sds> {
        let base_url = reader.optional("SDS_URL");
        let Some(base_url) = base_url else {
            if reader.optional("GP_CONNECT_CONSUMER_ASIDS").is_some() {
                reader.fault("SDS_URL", "the directory's base address, up to /FHIR/R4");
            }
            return None;
        };
        let timeout = reader.parsed("SDS_TIMEOUT_MS", 5000, "a number of milliseconds");
        Some(Sds {
            base_url: base_url.trim_end_matches('/').to_owned(),
            api_key: reader.secret("SDS_API_KEY", "our API key"),
            timeout: Duration::from_millis(timeout),
        })
    }

    /// Production speaks https only.
    pub(super) fn refuse_sandbox(&self, reader: &mut Reader) {
        if !self.base_url.starts_with("https://") {
            reader.fault("SDS_URL", "an https:// address (ENVIRONMENT is production)");
        }
    }
}

fn practices(reader: &mut Reader, text: &str) -> BTreeMap<OdsCode, String> {
    let pair = |pair: &str| {
        let (practice, asid) = pair.split_once('=')?;
        let asid = asid.trim();
        let is_asid = asid.len() == 12 && asid.bytes().all(|byte| byte.is_ascii_digit());
        Some((OdsCode::parse(practice.trim()).ok()?, asid.to_owned())).filter(|_| is_asid)
    };
    let pairs: Option<BTreeMap<_, _>> =
        text.split(',').map(str::trim).filter(|one| !one.is_empty()).map(pair).collect();
    pairs.unwrap_or_else(|| {
        reader.fault("GP_CONNECT_CONSUMER_ASIDS", ASIDS);
        BTreeMap::new()
    })
}

fn proxy(reader: &mut Reader) -> Option<String> {
    let url = reader.optional("GP_CONNECT_CONSUMER_PROXY_URL")?;
    if !url::Url::parse(&url).is_ok_and(|url| url.has_host()) {
        reader.fault("GP_CONNECT_CONSUMER_PROXY_URL", "an address");
    }
    Some(url.trim_end_matches('/').to_owned())
}

fn client(reader: &mut Reader) -> Option<ClientCertificate> {
    let certificate = reader.optional_secret("GP_CONNECT_CONSUMER_CLIENT_CERTIFICATE");
    let key = reader.optional_secret("GP_CONNECT_CONSUMER_CLIENT_KEY");
    match (certificate, key) {
        (Some(certificate), Some(key)) => Some(ClientCertificate { certificate: exposed(&certificate), key }),
        (None, None) => None,
        (Some(_), None) => {
            reader.fault("GP_CONNECT_CONSUMER_CLIENT_KEY", "the private key of our certificate as PEM");
            None
        }
        (None, Some(_)) => {
            reader.fault("GP_CONNECT_CONSUMER_CLIENT_CERTIFICATE", "the certificate of our key as PEM");
            None
        }
    }
}

/// Certificates are no secrets, only as long as one: they too may be given as a file.
fn exposed(pem: &SecretString) -> String {
    secrecy::ExposeSecret::expose_secret(pem).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> (Option<GpConnectConsumer>, Option<Sds>, Vec<String>) {
        let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let mut reader = Reader::from_values(pairs);
        let (consumer, sds) = (GpConnectConsumer::read(&mut reader), Sds::read(&mut reader));
        if let Some(consumer) = &consumer {
            consumer.refuse_sandbox(&mut reader);
        }
        let faults = reader.finish(()).err().map(|faults| faults.0).unwrap_or_default();
        (consumer, sds, faults.into_iter().map(|fault| fault.variable).collect())
    }

    #[test]
    fn without_the_practices_asids_nothing_is_asked_for() {
        let (consumer, sds, faults) = read(&[("GP_CONNECT_CONSUMER_ISSUER", "https://a.test")]);
        assert!(consumer.is_none() && sds.is_none() && faults.is_empty());
    }

    #[test]
    fn what_is_missing_is_told_all_at_once() {
        let (_, _, faults) =
            read(&[("GP_CONNECT_CONSUMER_ASIDS", "A81001=1"), ("GP_CONNECT_CONSUMER_CLIENT_KEY", "k")]);
        let all = [
            "GP_CONNECT_CONSUMER_ASIDS",
            "GP_CONNECT_CONSUMER_ISSUER",
            "GP_CONNECT_CONSUMER_CLIENT_CERTIFICATE",
            "SDS_URL",
            "GP_CONNECT_CONSUMER_PROXY_URL",
            "GP_CONNECT_CONSUMER_CLIENT_CERTIFICATE",
        ];
        assert_eq!(faults, all);
    }

    #[test]
    fn each_practice_asks_as_itself() {
        let asids = ("GP_CONNECT_CONSUMER_ASIDS", "a81001=200000000115, B82002=200000000116");
        let (consumer, ..) = read(&[asids]);
        let asids = consumer.expect("settings").asids;
        let of = |code: &str| asids.get(&OdsCode::parse(code).unwrap()).map(String::as_str);
        assert_eq!(
            (of("A81001"), of("B82002"), of("C83003")),
            (Some("200000000115"), Some("200000000116"), None)
        );
    }
}
