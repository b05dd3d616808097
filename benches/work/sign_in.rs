//! Sign-in by NHS login: the way back to us, in which the provider is asked for the token and for who it is, and the first page
//! after it. Both builds are asked in turn; what the stand-in of the provider needs is in the time too.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use reqwest::header::{CONTENT_TYPE, COOKIE, LOCATION, ORIGIN, SET_COOKIE};
use reqwest::{Client, Response};
use url::Url;

use crate::page::{Form, Page};
use crate::report::Figure;
use crate::side::Side;

/// People who sign in at once, and how long they go on.
const VISITORS: u32 = 4;
const TIME: Duration = Duration::from_secs(4);
/// Pages of the provider before it sends somebody back.
const PAGES: usize = 6;

/// Milliseconds of the way back, and of the first page.
#[derive(Default)]
struct Took {
    back: Vec<f64>,
    first: Vec<f64>,
}

/// One visitor's browser, in so far as this needs one.
struct Visitor {
    client: Client,
    cookies: BTreeMap<String, String>,
}

/// Measures this build, and that of before where there is one.
pub async fn measure(ours: &Side, before: Option<&Side>) -> Result<Vec<Figure>> {
    let (back, first) = of(ours).await?;
    let other = match before {
        Some(side) => of(side).await.ok(),
        None => None,
    };
    let figures = vec![
        (Figure::at_most("sign-in, the way back, median, ms (beside: of before)", back.0, 3.0), 0),
        (Figure::at_most("sign-in, the way back, p99, ms (beside: of before)", back.1, 8.0), 1),
        (Figure::plain("sign-in, the first page, median, ms (beside: of before)", first.0), 2),
        (Figure::plain("sign-in, the first page, p99, ms (beside: of before)", first.1), 3),
    ];
    let other = other.map(|(back, first)| [back.0, back.1, first.0, first.1]);
    let beside = |(figure, at): (Figure, usize)| match other.as_ref().and_then(|other| other.get(at)) {
        Some(limit) => figure.beside(*limit),
        None => figure,
    };
    Ok(figures.into_iter().map(beside).collect())
}

/// Median and p99 of both.
async fn of(side: &Side) -> Result<((f64, f64), (f64, f64))> {
    let begun = Instant::now();
    let visitors = (0..VISITORS).map(|_| {
        let url = side.url.clone();
        tokio::spawn(async move {
            let mut took = Took::default();
            while begun.elapsed() < TIME {
                let (back, first) = sign_in(&url).await?;
                took.back.push(back);
                took.first.push(first);
            }
            anyhow::Ok(took)
        })
    });
    let mut all = Took::default();
    for took in futures::future::join_all(visitors).await {
        let took = took??;
        all.back.extend(took.back);
        all.first.extend(took.first);
    }
    Ok((summed(all.back)?, summed(all.first)?))
}

fn summed(mut times: Vec<f64>) -> Result<(f64, f64)> {
    ensure!(!times.is_empty(), "nobody signed in");
    times.sort_by(f64::total_cmp);
    Ok((times[times.len() / 2], times[times.len() * 99 / 100]))
}

async fn sign_in(url: &str) -> Result<(f64, f64)> {
    let client = Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build()?;
    let mut visitor = Visitor { client, cookies: BTreeMap::new() };
    let home = Url::parse(url)?;
    let callback = home.join("/auth/nhs-login/callback")?;
    let (_, to) = visitor.get(&home.join("/auth/nhs-login/start")?).await?;
    let mut next = to.context("no way to the provider")?;
    for _ in 0..PAGES {
        if next.as_str().starts_with(callback.as_str()) {
            let asked = Instant::now();
            let (_, to) = visitor.get(&next).await?;
            let back = milliseconds(asked);
            let first = to.context("not let in")?;
            let asked = Instant::now();
            let (page, _) = visitor.get(&first).await?;
            ensure!(page.status == 200, "{} at {}", page.status, page.path());
            return Ok((back, milliseconds(asked)));
        }
        let (page, to) = visitor.get(&next).await?;
        next = match to {
            Some(to) => to,
            None => visitor.answered(&page).await?,
        };
    }
    bail!("the provider sends nobody back: {next}")
}

fn milliseconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1000.0
}

impl Visitor {
    /// A page, and where it leads if it is none.
    async fn get(&mut self, url: &Url) -> Result<(Page, Option<Url>)> {
        let response = self.client.get(url.clone()).header(COOKIE, self.all_cookies()).send().await?;
        self.read(url, response).await
    }

    /// Fills in the pages of the provider until they lead elsewhere.
    async fn answered(&mut self, page: &Page) -> Result<Url> {
        let mut page = page.clone();
        for _ in 0..PAGES {
            let form = filled_in(&page)?;
            let origin = form.action.origin().ascii_serialization();
            let body =
                url::form_urlencoded::Serializer::new(String::new()).extend_pairs(&form.values).finish();
            let request = self.client.post(form.action.clone()).header(COOKIE, self.all_cookies());
            let request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
            let response = request.header(ORIGIN, origin).body(body).send().await?;
            match self.read(&form.action, response).await? {
                (_, Some(to)) => return Ok(to),
                (next, None) => page = next,
            }
        }
        bail!("the provider asks for ever: {}", page.path())
    }

    async fn read(&mut self, url: &Url, response: Response) -> Result<(Page, Option<Url>)> {
        let (status, headers) = (response.status(), response.headers().clone());
        for cookie in headers.get_all(SET_COOKIE) {
            let pair = cookie.to_str()?.split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let to = headers.get(LOCATION).map(|to| anyhow::Ok(url.join(to.to_str()?)?)).transpose()?;
        let body = response.text().await?;
        Ok((Page { status, url: url.clone(), trail: Vec::new(), headers, body }, to))
    }

    fn all_cookies(&self) -> String {
        let pairs: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        pairs.join("; ")
    }
}

/// The form that asks who somebody is, or whether they agree, with the answer.
fn filled_in(page: &Page) -> Result<Form> {
    for (name, value) in [("person", "nadia"), ("consent", "share")] {
        let form = page.forms().into_iter().find(|form| form.names.iter().any(|known| known == name));
        if let Some(mut form) = form {
            form.values.retain(|(known, _)| known != name);
            form.values.push((name.to_owned(), value.to_owned()));
            return Ok(form);
        }
    }
    bail!("{} asks for something else", page.path())
}
