//! The NHS App, in whose web view people may open our pages (docs/sources.md#nhsl-app).

use url::Url;

use super::read::Reader;

/// What pages inside the NHS App need to know of it.
#[derive(Debug, Clone)]
pub struct NhsApp {
    /// Whether people come from there at all. Where it is off, no answer of ours names the App's host.
    pub on: bool,
    /// The App's first page, for links back.
    pub home_url: String,
    /// The App's script, loaded from there and never bundled.
    pub script_url: String,
}

impl NhsApp {
    pub(super) fn read(reader: &mut Reader) -> NhsApp {
        let script = "https://www.nhsapp.service.nhs.uk/js/v2/nhsapp.js";
        NhsApp {
            on: reader.is_on("NHS_APP"),
            home_url: address(reader, "NHS_APP_URL", "https://www.nhsapp.service.nhs.uk"),
            script_url: address(reader, "NHS_APP_SCRIPT_URL", script),
        }
    }

    /// Where the script comes from, as a content policy writes it: scheme, host, port.
    pub fn script_origin(&self) -> String {
        Url::parse(&self.script_url).map(|url| url.origin().ascii_serialization()).unwrap_or_default()
    }
}

fn address(reader: &mut Reader, variable: &str, default: &str) -> String {
    let text = reader.text(variable, default);
    web_address(reader, variable, &text)
}

/// The address as browsers write it; a fault where it is none.
pub(super) fn web_address(reader: &mut Reader, variable: &str, text: &str) -> String {
    match Url::parse(text) {
        Ok(url) if matches!(url.scheme(), "https" | "http") && url.has_host() => url.into(),
        Ok(_) | Err(_) => {
            reader.fault(variable, "a web address such as https://host/path");
            String::new()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(values: &[(&str, &str)]) -> (NhsApp, usize) {
        let values = values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let mut reader = Reader::from_values(values);
        let settings = NhsApp::read(&mut reader);
        let faults = reader.finish(()).map_or_else(|faults| faults.0.len(), |()| 0);
        (settings, faults)
    }

    #[test]
    fn it_is_off_and_names_the_real_app_unless_told_otherwise() {
        let (settings, faults) = read(&[]);
        assert!(!settings.on && faults == 0);
        assert_eq!(settings.script_origin(), "https://www.nhsapp.service.nhs.uk");
        assert!(read(&[("NHS_APP", "on")]).0.on);
    }

    #[test]
    fn what_is_no_address_and_no_switch_is_told() {
        for (name, value) in [
            ("NHS_APP", "true"),
            ("NHS_APP_URL", "nhsapp"),
            ("NHS_APP_URL", "javascript:alert(1)"),
            ("NHS_APP_SCRIPT_URL", "data:text/javascript,1"),
        ] {
            assert_eq!(read(&[(name, value)]).1, 1, "{name}={value}");
        }
    }

    #[test]
    fn nothing_but_an_origin_reaches_the_policy() {
        let (settings, _) =
            read(&[("NHS_APP_SCRIPT_URL", "https://app.example:8443/js/x.js?a=;script-src *")]);
        assert_eq!(settings.script_origin(), "https://app.example:8443");
    }
}
