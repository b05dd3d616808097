//! The body of a call: JSON, with every field known.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, header};
use serde::de::DeserializeOwned;

use super::problem::{Problem, WrongField};

/// A body, read; types say `deny_unknown_fields`, so a field misspelt is refused and not overlooked.
pub struct Body<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Body<T>, Problem> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let is_json = kind.is_some_and(|kind| {
            kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
        });
        let bytes = Bytes::from_request(request, state).await;
        let bytes = bytes.map_err(|refused| Problem::Plain(refused.status()))?;
        if !is_json {
            return Err(Problem::NotJson(StatusCode::UNSUPPORTED_MEDIA_TYPE));
        }
        read(&bytes).map(Body)
    }
}

/// Reads JSON; what does not fit is told with its place and what is expected, never with what was there.
fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let read = serde_path_to_error::deserialize(&mut reader).map_err(|fault| {
        let (path, inner) = (pointer(fault.path()), fault.into_inner());
        match inner.classify() {
            serde_json::error::Category::Data => {
                Problem::Body(vec![WrongField { pointer: path, expected: expected(&inner.to_string()) }])
            }
            _ => Problem::NotJson(StatusCode::BAD_REQUEST),
        }
    })?;
    reader.end().map_err(|_| Problem::NotJson(StatusCode::BAD_REQUEST))?;
    Ok(read)
}

fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    let mut pointer = String::new();
    for segment in path.iter() {
        let name = match segment {
            Segment::Seq { index } => index.to_string(),
            Segment::Map { key } => key.replace('~', "~0").replace('/', "~1").replace('\0', "\u{fffd}"),
            Segment::Enum { variant } => variant.clone(),
            Segment::Unknown => continue,
        };
        pointer.push('/');
        pointer.push_str(&name);
    }
    pointer
}

/// What serde says was expected; what it found is left out, for it may be somebody's own.
fn expected(said: &str) -> String {
    if let Some(field) = said.strip_prefix("missing field ") {
        return format!("the field {}", field.split(" at line").next().unwrap_or_default());
    }
    match said.split_once("expected ") {
        Some((before, wanted)) => {
            let wanted = wanted.split(" at line").next().unwrap_or_default();
            let unknown = before.starts_with("unknown field");
            if unknown { format!("no such field; known are {wanted}") } else { wanted.to_owned() }
        }
        None => "another value".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only its reading is looked at")]
    struct Inner {
        number: u8,
    }
    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only its reading is looked at")]
    struct Outer {
        inner: Vec<Inner>,
    }

    fn wrong(text: &str) -> Problem {
        read::<Outer>(text.as_bytes()).expect_err("refused")
    }

    #[test]
    fn each_fault_is_told_with_its_place_and_without_what_was_there() {
        let field = |pointer: &str, expected: &str| Problem::Body(vec![WrongField::new(pointer, expected)]);
        assert_eq!(wrong("{\"inner\":[{\"number\":\"9990000018\"}]}"), field("/inner/0/number", "u8"));
        assert_eq!(wrong("{\"inner\":[{}]}"), field("/inner/0", "the field `number`"));
        let unknown = wrong("{\"inner\":[],\"secret\":1}");
        assert_eq!(unknown, field("/secret", "no such field; known are `inner`"));
        assert_eq!(wrong("{"), Problem::NotJson(StatusCode::BAD_REQUEST));
        assert_eq!(wrong("{\"inner\":[]} more"), Problem::NotJson(StatusCode::BAD_REQUEST));
    }
}
