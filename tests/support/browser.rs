//! A browser without a screen: keeps cookies, follows redirects, fills in forms, says where requests come from.

use std::collections::BTreeMap;

use reqwest::header::{
    ACCEPT, COOKIE, HeaderMap, HeaderName, HeaderValue, LOCATION, ORIGIN, SET_COOKIE, USER_AGENT,
};
use reqwest::{Client, Method, Response};
use url::Url;

use super::page::{Form, Page};

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const FETCH_MODE: HeaderName = HeaderName::from_static("sec-fetch-mode");
const FETCH_DEST: HeaderName = HeaderName::from_static("sec-fetch-dest");
/// How forms are sent that have no file.
const FORM: &str = "application/x-www-form-urlencoded";
/// As many as browsers follow.
const REDIRECTS: usize = 20;

/// One person's browser. Cookies know hosts but no ports, as in a real one.
pub struct Browser {
    client: Client,
    home: Url,
    agent: Option<String>,
    cookies: BTreeMap<(String, String), String>,
    page: Option<Page>,
    visited: Vec<Url>,
}

impl Browser {
    /// A new one, at no page yet; paths are taken from `home`.
    pub fn new(home: &str) -> Browser {
        let client = Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy();
        // The proxy of a test signs its certificate itself.
        let client = client.tls_danger_accept_invalid_certs(true).build();
        let home = Url::parse(home).expect("an address");
        Browser {
            client: client.expect("a client"),
            home,
            agent: None,
            cookies: BTreeMap::new(),
            page: None,
            visited: Vec::new(),
        }
    }

    /// The same browser, naming itself so from now on.
    pub fn named(self, agent: &str) -> Browser {
        Browser { agent: Some(agent.to_owned()), ..self }
    }

    /// Types an address: a path of the service, or a whole one.
    pub async fn get(&mut self, path: &str) -> Page {
        let url = self.home.join(path).expect("an address");
        self.go(Method::GET, url, Vec::new()).await
    }

    /// Follows the link with this text.
    pub async fn follow(&mut self, text: &str) -> Page {
        let page = self.here();
        let url = page.url.join(&page.link(text)).expect("an address");
        self.go(Method::GET, url, Vec::new()).await
    }

    /// Sends these fields and nothing else, as from a form on the service's own page.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let url = self.home.join(path).expect("an address");
        self.go(Method::POST, url, owned(fields)).await
    }

    /// Fills in the form of the page that has the first of these fields, leaves its others as they are, and sends it.
    /// A button is pressed by naming it; an empty list sends the first form as it stands.
    pub async fn submit(&mut self, fields: &[(&str, &str)]) -> Page {
        let Form { action, is_post, values, .. } = self.filled_in(fields);
        if is_post {
            return self.go(Method::POST, action, values).await;
        }
        let mut url = action;
        url.query_pairs_mut().clear().extend_pairs(values);
        self.go(Method::GET, url, Vec::new()).await
    }

    /// The same for a form with an input for a file, which is the last one of it; none is chosen where the file has no name.
    pub async fn attach(
        &mut self,
        fields: &[(&str, &str)],
        (input, name, file): (&str, &str, &[u8]),
    ) -> Page {
        const BETWEEN: &str = "----a-line-that-is-in-no-file";
        let form = self.filled_in(fields);
        assert!(form.takes_files && form.names.iter().any(|known| known == input), "no {input} in {form:?}");
        let mut body = Vec::new();
        for (field, value) in &form.values {
            let part =
                format!("--{BETWEEN}\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(part.as_bytes());
        }
        let head = format!(
            "--{BETWEEN}\r\nContent-Disposition: form-data; name=\"{input}\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(file);
        body.extend_from_slice(format!("\r\n--{BETWEEN}--\r\n").as_bytes());
        let kind = format!("multipart/form-data; boundary={BETWEEN}");
        self.go_with(Method::POST, form.action, (&kind, body)).await
    }

    /// The form of the page that has the first of these fields, filled in with them.
    fn filled_in(&self, fields: &[(&str, &str)]) -> Form {
        let page = self.here();
        let wanted =
            |form: &Form| fields.first().is_none_or(|(name, _)| form.names.iter().any(|known| known == name));
        let mut form = page
            .forms()
            .into_iter()
            .find(wanted)
            .unwrap_or_else(|| panic!("no form for {fields:?} on {page}"));
        form.values.retain(|(name, _)| fields.iter().all(|(changed, _)| changed != name));
        form.values.extend(owned(fields));
        form
    }

    /// The page that is shown.
    pub fn here(&self) -> Page {
        self.page.clone().expect("a page was opened before")
    }

    /// Every address that was opened, redirects too, oldest first.
    pub fn visited(&self) -> &[Url] {
        &self.visited
    }

    /// One request with exactly these headers beside the cookies; no redirect is followed.
    pub async fn raw(&mut self, method: Method, path: &str, headers: &[(&str, &str)], body: &str) -> Page {
        let url = self.home.join(path).expect("an address");
        let mut all = HeaderMap::new();
        for (name, value) in headers {
            let name: HeaderName = name.parse().expect("a header's name");
            all.append(name, HeaderValue::from_str(value).expect("a header's value"));
        }
        let response = self.send(method, &url, all, body.as_bytes().to_vec()).await;
        read(response, url, Vec::new()).await
    }

    /// What a cookie of the service holds.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(&(host(&self.home), name.to_owned())).map(String::as_str)
    }

    /// Puts a cookie of the service in, or another value into it.
    pub fn set_cookie(&mut self, name: &str, value: &str) {
        self.cookies.insert((host(&self.home), name.to_owned()), value.to_owned());
    }

    /// Forgets all cookies, and so who was signed in.
    pub fn forget(&mut self) {
        self.cookies.clear();
    }

    async fn go(&mut self, method: Method, url: Url, fields: Vec<(String, String)>) -> Page {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.go_with(method, url, (FORM, body.into_bytes())).await
    }

    async fn go_with(&mut self, method: Method, url: Url, (kind, body): (&str, Vec<u8>)) -> Page {
        let from = match (&self.page, &method) {
            (Some(page), _) => Some(page.url.clone()),
            (None, &Method::POST) => Some(self.home.clone()),
            (None, _) => None,
        };
        let (mut method, mut url, mut trail) = (method, url, Vec::new());
        loop {
            self.visited.push(url.clone());
            let headers = told(&method, from.as_ref(), (&url, kind));
            let sent = if method == Method::POST { body.clone() } else { Vec::new() };
            let response = self.send(method.clone(), &url, headers, sent).await;
            let next =
                response.headers().get(LOCATION).map(|next| next.to_str().expect("an address").to_owned());
            let next = next.filter(|_| response.status().is_redirection());
            let Some(next) = next else {
                let page = read(response, url, trail).await;
                self.page = Some(page.clone());
                return page;
            };
            if !matches!(response.status().as_u16(), 307 | 308) {
                method = Method::GET;
            }
            trail.push(url.clone());
            assert!(trail.len() < REDIRECTS, "redirected in circles: {trail:?}");
            url = url.join(&next).expect("an address");
        }
    }

    async fn send(&mut self, method: Method, url: &Url, headers: HeaderMap, body: Vec<u8>) -> Response {
        let host = host(url);
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .filter(|((of, _), _)| *of == host)
            .map(|((_, name), value)| format!("{name}={value}"))
            .collect();
        let mut request = self.client.request(method, url.clone()).headers(headers).body(body);
        if !cookies.is_empty() {
            request = request.header(COOKIE, cookies.join("; "));
        }
        if let Some(agent) = &self.agent {
            request = request.header(USER_AGENT, agent);
        }
        let response = request.send().await.unwrap_or_else(|fault| panic!("{url}: {fault:?}"));
        for cookie in response.headers().get_all(SET_COOKIE) {
            self.keep(&host, cookie.to_str().expect("a cookie"));
        }
        response
    }

    fn keep(&mut self, host: &str, cookie: &str) {
        let (pair, attributes) = cookie.split_once(';').unwrap_or((cookie, ""));
        let (name, value) = pair.split_once('=').expect("name=value");
        let key = (host.to_owned(), name.trim().to_owned());
        let attributes = attributes.to_lowercase();
        if attributes.contains("max-age=0") || attributes.contains("expires=thu, 01 jan 1970") {
            self.cookies.remove(&key);
        } else {
            self.cookies.insert(key, value.to_owned());
        }
    }
}

/// What browsers tell of a navigation: `from` is the page it began on, `kind` how a form is sent.
fn told(method: &Method, from: Option<&Url>, (to, kind): (&Url, &str)) -> HeaderMap {
    let site = match from {
        None => "none",
        Some(from) if from.origin() == to.origin() => "same-origin",
        Some(from) if from.host() == to.host() => "same-site",
        Some(_) => "cross-site",
    };
    let mut headers = HeaderMap::new();
    headers.insert(ACCEPT, HeaderValue::from_static("text/html,*/*;q=0.8"));
    headers.insert(FETCH_SITE, HeaderValue::from_static(site));
    headers.insert(FETCH_MODE, HeaderValue::from_static("navigate"));
    headers.insert(FETCH_DEST, HeaderValue::from_static("document"));
    if *method == Method::POST {
        let kind = HeaderValue::from_str(kind).expect("a kind of form");
        headers.insert(reqwest::header::CONTENT_TYPE, kind);
        if let Some(from) = from {
            let origin = from.origin().ascii_serialization();
            headers.insert(ORIGIN, HeaderValue::from_str(&origin).expect("an origin"));
        }
    }
    headers
}

async fn read(response: Response, url: Url, trail: Vec<Url>) -> Page {
    let (status, headers) = (response.status(), response.headers().clone());
    let body = response.text().await.expect("a body");
    Page { status, url, trail, headers, body }
}

fn host(url: &Url) -> String {
    url.host_str().unwrap_or_default().to_owned()
}

fn owned(fields: &[(&str, &str)]) -> Vec<(String, String)> {
    fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}
