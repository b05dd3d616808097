//! How a request goes out: with a token, at its turn, and not while the store wants to be left alone.

use reqwest::RequestBuilder;
use reqwest::header::HeaderMap;
use secrecy::{ExposeSecret, SecretString};

use super::super::http::{Answer, CORRELATION};
use super::super::upstream::{Kind, Upstream};
use super::quiet::told;
use super::{Call, FHIR, Vrs};

impl Vrs {
    /// Sends it, with a new token where the old one is refused. Nothing is sent while the store wants to be left alone.
    pub(super) async fn send(
        &self,
        call: &Call<'_>,
        request: &(dyn Fn() -> RequestBuilder + Sync),
    ) -> Result<Answer, Upstream> {
        if self.gate.is_none() && self.quiet.lasts() {
            return Err(self.http.fault(Kind::RateLimited));
        }
        // The same id on every try of a call, so that they can tell a repetition.
        let request_id = self.clock.new_id().to_string();
        let token = self.current_token(call).await?;
        let mut answer = self.exchange(call, request(), (&token, &request_id)).await?;
        if answer.status == 401 {
            self.token.forget(&token).await;
            let token = self.current_token(call).await?;
            answer = self.exchange(call, request(), (&token, &request_id)).await?;
        }
        if answer.status == 429 {
            let pause = told(&answer.headers);
            match &self.gate {
                Some(gate) => gate.too_fast(pause),
                None => self.quiet.begin(pause),
            }
        }
        Ok(answer)
    }

    /// The token that counts now. Where tokens are asked for too often, nothing is sent for a while either.
    async fn current_token(&self, call: &Call<'_>) -> Result<SecretString, Upstream> {
        let token = self.token.current(&self.http, call.regarding).await;
        if let (Some(gate), Err(Upstream { kind: Kind::RateLimited, .. })) = (&self.gate, &token) {
            gate.too_fast(told(&HeaderMap::new()));
        }
        token
    }

    /// Sends it once, at its turn where there is a gate.
    async fn exchange(
        &self,
        call: &Call<'_>,
        request: RequestBuilder,
        (token, request_id): (&SecretString, &str),
    ) -> Result<Answer, Upstream> {
        let request = request
            .bearer_auth(token.expose_secret())
            .header("X-Request-ID", request_id)
            .header("Accept", FHIR)
            .header(CORRELATION, call.correlation);
        let request = match &self.round {
            Some((name, value)) => request.header(name, value),
            None => request,
        };
        let Some(gate) = &self.gate else {
            return self.http.send_regarding(call.regarding, call.operation, request).await;
        };
        if !gate.pass().await {
            return Err(self.http.fault(Kind::Held));
        }
        let sent = self.http.send_regarding(call.regarding, call.operation, request).await;
        if sent.as_ref().is_err_and(|upstream| upstream.kind == Kind::CircuitOpen) {
            gate.unsent();
        }
        sent
    }
}
