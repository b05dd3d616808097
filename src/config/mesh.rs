//! MESH, the NHS mailboxes: only where it is set up (docs/sources.md#mesh-api).

use std::time::Duration;

use secrecy::SecretString;

use super::read::Reader;

/// Our mailbox, and how to reach it.
#[derive(Debug, Clone)]
pub struct Mesh {
    /// Scheme, host and port, without a path and without a slash at the end.
    pub base_url: String,
    /// Our mailbox, in capitals.
    pub mailbox: String,
    /// Its password.
    pub password: SecretString,
    /// The environment's shared key: of every `Authorization`.
    pub shared_key: SecretString,
    /// Workflow of our messages to practices.
    pub workflow: String,
    /// Our certificate and its key, where TLS is mutual: always in production.
    pub client: Option<ClientCertificate>,
    /// Certificates that the server's must come from; without them, those that this machine trusts.
    pub authorities: Option<String>,
    /// Longest wait for one call.
    pub timeout: Duration,
}

/// How we prove at the TLS level who we are.
#[derive(Debug, Clone)]
pub struct ClientCertificate {
    /// The certificate, with those between it and the root behind it, as PEM.
    pub certificate: String,
    /// Its private key as PEM.
    pub key: SecretString,
}

impl Mesh {
    /// Nothing where `MESH_URL` is not set: practices are reached by e-mail then.
    pub(crate) fn read(reader: &mut Reader) -> Option<Mesh> {
        let base_url = reader.optional("MESH_URL")?.trim_end_matches('/').to_owned();
        let is_bare = url::Url::parse(&base_url).is_ok_and(|url| url.path() == "/" && url.has_host());
        if !is_bare {
            reader.fault("MESH_URL", "an address without a path");
        }
        let timeout = reader.parsed("MESH_TIMEOUT_MS", 10_000, "a number of milliseconds");
        Some(Mesh {
            base_url,
            mailbox: reader.required("MESH_MAILBOX", "our mailbox").to_uppercase(),
            password: reader.secret("MESH_PASSWORD", "the password of our mailbox"),
            shared_key: reader.secret("MESH_SHARED_KEY", "the shared key of the environment"),
            workflow: workflow(reader),
            client: client(reader),
            authorities: reader.optional_secret("MESH_CA").map(|pem| exposed(&pem)),
            timeout: Duration::from_millis(timeout),
        })
    }

    /// Production speaks TLS and proves who it is.
    pub(super) fn refuse_sandbox(&self, reader: &mut Reader) {
        if !self.base_url.starts_with("https://") {
            reader.fault("MESH_URL", "an https:// address (ENVIRONMENT is production)");
        }
        if self.client.is_none() {
            reader.fault("MESH_CLIENT_CERTIFICATE", "our certificate as PEM (ENVIRONMENT is production)");
        }
    }
}

/// It becomes a header and a part of a path.
fn workflow(reader: &mut Reader) -> String {
    let workflow = reader.text("MESH_WORKFLOW", "PROXY_ACCESS_REQUEST");
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if workflow.len() > 300 || !workflow.chars().all(fits) {
        reader.fault("MESH_WORKFLOW", "letters, digits, _ and -");
    }
    workflow
}

fn client(reader: &mut Reader) -> Option<ClientCertificate> {
    let certificate = reader.optional_secret("MESH_CLIENT_CERTIFICATE");
    let key = reader.optional_secret("MESH_CLIENT_KEY");
    match (certificate, key) {
        (Some(certificate), Some(key)) => Some(ClientCertificate { certificate: exposed(&certificate), key }),
        (None, None) => None,
        (Some(_), None) => {
            reader.fault("MESH_CLIENT_KEY", "the private key of MESH_CLIENT_CERTIFICATE as PEM");
            None
        }
        (None, Some(_)) => {
            reader.fault("MESH_CLIENT_CERTIFICATE", "the certificate of MESH_CLIENT_KEY as PEM");
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

    fn read(pairs: &[(&str, &str)], production: bool) -> (Option<Mesh>, Vec<String>) {
        let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let mut reader = Reader::from_values(pairs);
        let mesh = Mesh::read(&mut reader);
        if let (Some(mesh), true) = (&mesh, production) {
            mesh.refuse_sandbox(&mut reader);
        }
        let faults = reader.finish(()).err().map(|faults| faults.0).unwrap_or_default();
        (mesh, faults.into_iter().map(|fault| fault.variable).collect())
    }

    const PLAIN: [(&str, &str); 4] = [
        ("MESH_URL", "http://127.0.0.1:1/"),
        ("MESH_MAILBOX", "x26abc1"),
        ("MESH_PASSWORD", "p"),
        ("MESH_SHARED_KEY", "k"),
    ];

    #[test]
    fn without_an_address_there_is_no_mesh() {
        let (mesh, faults) = read(&[("MESH_MAILBOX", "X")], true);
        assert!(mesh.is_none() && faults.is_empty());
    }

    #[test]
    fn what_is_missing_is_told_all_at_once() {
        let (_, faults) = read(&[("MESH_URL", "https://a.test/path"), ("MESH_CLIENT_KEY", "k")], false);
        let all = ["MESH_URL", "MESH_MAILBOX", "MESH_PASSWORD", "MESH_SHARED_KEY", "MESH_CLIENT_CERTIFICATE"];
        assert_eq!(faults, all);
    }

    #[test]
    fn production_wants_tls_on_both_sides() {
        assert_eq!(read(&PLAIN, true).1, ["MESH_URL", "MESH_CLIENT_CERTIFICATE"]);
        let (mesh, faults) = read(&PLAIN, false);
        let mesh = mesh.expect("settings");
        assert!(faults.is_empty());
        assert_eq!((mesh.base_url.as_str(), mesh.mailbox.as_str()), ("http://127.0.0.1:1", "X26ABC1"));
        assert_eq!(mesh.workflow, "PROXY_ACCESS_REQUEST");
    }
}
