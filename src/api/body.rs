//! The body of a call: JSON, with every field known.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, header};
use serde::de::DeserializeOwned;

use super::pasted;
use super::problem::Problem;
use super::wrong::WrongField;

/// A body, read, its texts cleaned of what nobody sees ([`pasted`]); types say `deny_unknown_fields`, so a field misspelt is refused and not overlooked.
pub struct Body<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Body<T>, Problem> {
        taken(request, state, &["application/json"]).await.map(Body)
    }
}

/// A body that may come as an event too (CloudEvents, structured mode).
pub struct EventBody<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for EventBody<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<EventBody<T>, Problem> {
        taken(request, state, &["application/json", "application/cloudevents+json"]).await.map(EventBody)
    }
}

/// Reads a body that is said to be of one of these kinds.
async fn taken<T: DeserializeOwned, S: Send + Sync>(
    request: Request,
    state: &S,
    kinds: &[&str],
) -> Result<T, Problem> {
    let said = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let said = said.and_then(|said| said.split(';').next()).map(str::trim).unwrap_or_default();
    let is_json = kinds.iter().any(|kind| kind.eq_ignore_ascii_case(said));
    let bytes = Bytes::from_request(request, state).await;
    let bytes = bytes.map_err(|refused| Problem::Plain(refused.status()))?;
    if !is_json {
        return Err(Problem::NotJson(StatusCode::UNSUPPORTED_MEDIA_TYPE));
    }
    read(&pasted::cleaned(&bytes))
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

/// What is expected, in plain words made of what serde says; what it found is left out, for it may be somebody's own.
fn expected(said: &str) -> String {
    let said = said.rsplit_once(" at line").map_or(said, |(said, _)| said);
    if let Some(field) = said.strip_prefix("missing field ") {
        return format!("the field {field}");
    }
    if said.starts_with("duplicate field") {
        return "each field once".to_owned();
    }
    let wanted = said.rsplit_once(", expected ").map(|(_, wanted)| wanted);
    match (said.starts_with("unknown field"), wanted) {
        (true, Some(known)) => {
            format!("no such field; known are {}", known.strip_prefix("one of ").unwrap_or(known))
        }
        (true, None) => "no such field; there are none".to_owned(),
        (false, wanted) => wanted.map_or("another value", kind_of_value).to_owned(),
    }
}

/// The kind of value, not the type that our code reads it into.
fn kind_of_value(wanted: &str) -> &'static str {
    match wanted {
        "a string" => "a text",
        "a boolean" => "true or false",
        "a string or a map" => "a text or an object",
        "a sequence" => "a list",
        "u8" | "u16" | "u32" | "u64" | "usize" => "a whole number, not below 0",
        "i8" | "i16" | "i32" | "i64" | "isize" => "a whole number",
        "f32" | "f64" => "a number",
        _ if wanted.starts_with("struct ") || wanted == "a map" => "an object",
        _ => "another value",
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
        #[serde(default)]
        name: String,
        #[serde(default)]
        agreed: bool,
    }
    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Empty {}
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
        assert_eq!(
            wrong("{\"inner\":[{\"number\":\"9990000018\"}]}"),
            field("/inner/0/number", "a whole number, not below 0")
        );
        assert_eq!(wrong("{\"inner\":[{}]}"), field("/inner/0", "the field `number`"));
        let twice = wrong("{\"inner\":[],\"inner\":[]}");
        assert_eq!(twice, field("", "each field once"));
        let unknown = wrong("{\"inner\":[],\"secret\":1}");
        assert_eq!(unknown, field("/secret", "no such field; known are `inner`"));
        let unknown = wrong("{\"inner\":[{\"secret\":1}]}");
        assert_eq!(unknown, field("/inner/0/secret", "no such field; known are `number`, `name`, `agreed`"));
        let none = read::<Empty>(b"{\"secret\":1}").expect_err("refused");
        assert_eq!(none, field("/secret", "no such field; there are none"));
        assert_eq!(wrong("{"), Problem::NotJson(StatusCode::BAD_REQUEST));
        assert_eq!(wrong("{\"inner\":[]} more"), Problem::NotJson(StatusCode::BAD_REQUEST));
    }
    #[test]
    fn the_kind_of_value_is_told_in_plain_words_and_never_what_was_there() {
        let told = |text: &str| match wrong(text) {
            Problem::Body(fields) => fields[0].expected.clone(),
            other => panic!("{other:?}"),
        };
        assert_eq!(told("{\"inner\":7}"), "a list");
        assert_eq!(told("{\"inner\":\"David, expected soon, born 1949\"}"), "a list");
        assert_eq!(told("{\"inner\":[7]}"), "an object");
        assert_eq!(told("{\"inner\":[[]]}"), "an object");
        assert_eq!(told("{\"inner\":[{\"number\":300}]}"), "a whole number, not below 0");
        assert_eq!(told("{\"inner\":[{\"number\":1,\"name\":true}]}"), "a text");
        assert_eq!(told("{\"inner\":[{\"number\":1,\"agreed\":\"yes\"}]}"), "true or false");
        assert_eq!(told("7"), "an object");
    }
}
