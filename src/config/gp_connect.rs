//! The GP Connect provider, by which other practices get a record (docs/gp-connect.md). Without its address there is none, and the
//! service is as it was.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use domain::OdsCode;

use super::read::Reader;

/// What stands in a path for the practice.
const ODS: &str = "{ods}";
/// Where consumers look for a record: most at the first, some at the second.
const PATHS: &str = "/{ods}/STU3/1/gpconnect/structured/fhir,/{ods}/STU3/1/gpconnect/fhir";
/// Where they look for documents.
const DOCUMENTS: &str = "/{ods}/STU3/1/gpconnect/documents/fhir";

/// Settings of the provider.
#[derive(Debug, Clone)]
pub struct GpConnect {
    /// What its callers call it: scheme, host, port, no trailing slash.
    pub url: String,
    /// Address to listen on.
    pub listen: SocketAddr,
    /// The practices whose records it gives, each with its ASID.
    pub practices: BTreeMap<OdsCode, String>,
    /// Where it answers: paths with `{ods}` in place of the practice; that of documents is among them.
    pub paths: Vec<String>,
    /// Where the addresses of documents lie.
    pub documents_path: String,
    /// What tokens may be for, besides these addresses.
    pub audiences: Vec<String>,
    /// Header in which the proxy before us tells which client certificate it has seen.
    pub certificate_header: String,
    /// Fingerprints of client certificates that may call; none means that nobody looks.
    pub certificates: Vec<String>,
    /// Whether the record of somebody who has died is given.
    pub serves_deceased: bool,
    /// Whether a Patient names one general practitioner, as its profile has it, and not the practice and the usual GP.
    pub one_general_practitioner: bool,
}

impl GpConnect {
    /// Reads the section, where the provider's address is set.
    pub fn read(reader: &mut Reader) -> Option<GpConnect> {
        let url = reader.optional("GP_CONNECT_URL")?.trim_end_matches('/').to_owned();
        let is_bare = |url: &url::Url| {
            matches!(url.scheme(), "http" | "https")
                && url.has_host()
                && url.path() == "/"
                && url.query().is_none()
        };
        if !url::Url::parse(&url).is_ok_and(|url| is_bare(&url)) {
            reader.fault("GP_CONNECT_URL", "an address such as https://gp.example.nhs.uk, without a path");
        }
        let any = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8082);
        let documents_path = reader.text("GP_CONNECT_DOCUMENTS_PATH", DOCUMENTS);
        let mut paths = reader.list("GP_CONNECT_PATHS", PATHS);
        let expected = "paths such as /{ods}/STU3/1/gpconnect/fhir, each with {ods} once, parted by commas";
        for (variable, path) in paths
            .iter()
            .map(|path| ("GP_CONNECT_PATHS", path))
            .chain([("GP_CONNECT_DOCUMENTS_PATH", &documents_path)])
        {
            if !is_path(path) {
                reader.fault(variable, expected);
            }
        }
        paths.push(documents_path.clone());
        paths.sort_unstable();
        paths.dedup();
        Some(GpConnect {
            listen: reader.parsed("GP_CONNECT_LISTEN", any, "an address and port such as 127.0.0.1:8082"),
            practices: practices(reader),
            paths,
            documents_path,
            audiences: reader.list("GP_CONNECT_AUDIENCES", ""),
            certificate_header: certificate_header(reader),
            certificates: certificates(reader),
            serves_deceased: reader.is_on("GP_CONNECT_DECEASED"),
            one_general_practitioner: reader.is_on("GP_CONNECT_ONE_GENERAL_PRACTITIONER"),
            url,
        })
    }

    /// In production it is called over https, by whom a certificate proves, and by nobody else.
    pub fn refuse_sandbox(&self, reader: &mut Reader) {
        if !self.url.starts_with("https://") {
            reader.fault("GP_CONNECT_URL", "an https:// address (ENVIRONMENT is production)");
        }
        if self.certificates.is_empty() {
            let expected =
                "the fingerprint of the Spine Secure Proxy's certificate (ENVIRONMENT is production)";
            reader.fault("GP_CONNECT_CERTIFICATES", expected);
        }
    }

    /// The service root of a practice below one of the paths.
    pub fn root(&self, path: &str, practice: &OdsCode) -> String {
        format!("{}{}", self.url, path.replace(ODS, practice.as_str()))
    }
}

/// A fingerprint in small letters, without what parts its bytes.
pub fn fingerprint(text: &str) -> String {
    text.chars().filter(|letter| *letter != ':').collect::<String>().to_ascii_lowercase()
}

/// Whether requests can be told apart by such a path: plain segments, one of them the practice.
fn is_path(path: &str) -> bool {
    let Some(inner) = path.strip_prefix('/') else { return false };
    let plain = |segment: &str| {
        !segment.is_empty()
            && segment.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
    };
    inner.split('/').filter(|segment| *segment == ODS).count() == 1
        && inner.split('/').all(|segment| segment == ODS || plain(segment))
}

fn practices(reader: &mut Reader) -> BTreeMap<OdsCode, String> {
    let expected =
        "practices and their ASIDs of twelve digits, such as A81001=200000000116, parted by commas";
    reader.required("GP_CONNECT_PRACTICES", expected);
    let pair = |text: &String| {
        let (code, asid) = text.split_once('=')?;
        let is_asid = asid.len() == 12 && asid.bytes().all(|byte| byte.is_ascii_digit());
        Some((OdsCode::parse(code).ok()?, is_asid.then(|| asid.to_owned())?))
    };
    let all = reader.list("GP_CONNECT_PRACTICES", "");
    let read: Option<BTreeMap<OdsCode, String>> = all.iter().map(pair).collect();
    if read.as_ref().is_none_or(|read| read.len() != all.len()) {
        reader.fault("GP_CONNECT_PRACTICES", expected);
    }
    read.unwrap_or_default()
}

fn certificate_header(reader: &mut Reader) -> String {
    let name = reader.text("GP_CONNECT_CERTIFICATE_HEADER", "x-client-certificate-fingerprint");
    if !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')) {
        reader.fault("GP_CONNECT_CERTIFICATE_HEADER", "the name of a header");
    }
    name.to_ascii_lowercase()
}

/// By SHA-256, or by SHA-1 where the proxy has nothing better.
fn certificates(reader: &mut Reader) -> Vec<String> {
    let all = reader.list("GP_CONNECT_CERTIFICATES", "");
    let all: Vec<String> = all.iter().map(|text| fingerprint(text)).collect();
    let is_one =
        |text: &String| matches!(text.len(), 40 | 64) && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !all.iter().all(is_one) {
        reader.fault(
            "GP_CONNECT_CERTIFICATES",
            "fingerprints of 64 (or 40) hexadecimal digits, parted by commas",
        );
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(values: &[(&str, &str)]) -> Result<Option<GpConnect>, Vec<String>> {
        let own = [("GP_CONNECT_URL", "https://gp.test/"), ("GP_CONNECT_PRACTICES", "a81001=200000000116")];
        let values = own.iter().chain(values).map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let mut reader = Reader::from_values(values);
        let settings = GpConnect::read(&mut reader);
        reader.finish(settings).map_err(|faults| faults.0.into_iter().map(|fault| fault.variable).collect())
    }

    #[test]
    fn without_its_address_there_is_none() {
        assert!(matches!(read(&[("GP_CONNECT_URL", "")]), Ok(None)));
        let settings = read(&[]).expect("whole").expect("there");
        let practice = OdsCode::parse("A81001").expect("a code");
        assert_eq!(settings.practices.get(&practice).map(String::as_str), Some("200000000116"));
        assert_eq!(settings.paths.len(), 3);
        assert_eq!(
            settings.root(&settings.documents_path, &practice),
            "https://gp.test/A81001/STU3/1/gpconnect/documents/fhir"
        );
    }

    #[test]
    fn each_fault_names_its_setting() {
        for (name, value) in [
            ("GP_CONNECT_URL", "https://gp.test/a/path"),
            ("GP_CONNECT_PRACTICES", "A81001"),
            ("GP_CONNECT_PRACTICES", "A81001=2000"),
            ("GP_CONNECT_PRACTICES", "A81001=200000000116,A81001=200000000117"),
            ("GP_CONNECT_PATHS", "/fhir"),
            ("GP_CONNECT_PATHS", "/{ods}/{ods}"),
            ("GP_CONNECT_PATHS", "/x{ods}/fhir"),
            ("GP_CONNECT_DOCUMENTS_PATH", "{ods}/fhir"),
            ("GP_CONNECT_CERTIFICATES", "abc"),
            ("GP_CONNECT_CERTIFICATE_HEADER", "a header"),
            ("GP_CONNECT_DECEASED", "yes"),
        ] {
            let faults = read(&[(name, value)]).map(|_| ());
            assert_eq!(faults, Err(vec![name.to_owned()]), "{name}={value}");
        }
    }

    #[test]
    fn fingerprints_are_the_same_however_they_are_written() {
        let pairs = "AB:".repeat(32);
        let settings =
            read(&[("GP_CONNECT_CERTIFICATES", pairs.trim_end_matches(':'))]).expect("whole").expect("there");
        assert_eq!(settings.certificates, ["ab".repeat(32)]);
    }

    #[test]
    fn production_wants_https_and_a_certificate() {
        let mut reader = Reader::from_values([]);
        let settings = read(&[("GP_CONNECT_URL", "http://gp.test")]).expect("whole").expect("there");
        settings.refuse_sandbox(&mut reader);
        let faults = reader.finish(()).expect_err("both").0;
        let named: Vec<&str> = faults.iter().map(|fault| fault.variable.as_str()).collect();
        assert_eq!(named, ["GP_CONNECT_URL", "GP_CONNECT_CERTIFICATES"]);
    }
}
