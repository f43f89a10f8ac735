use std::future::Future;
use std::time::{Duration, Instant};

use lineproof_protocol::problem::ProblemCode;
use lineproof_protocol::token::{ChallengeRequest, TokenRequest};

use super::Engine;
use crate::transport::{Answer, TransportError};

/// A token is given up this long before it runs out.
const TOKEN_MARGIN: Duration = Duration::from_secs(30);

pub(super) struct HeldToken {
    token: String,
    good_until: Instant,
}

impl Engine {
    /// Asks with a token; where headquarters no longer takes it, once more with a fresh one.
    pub(super) async fn with_token<T, F: Future<Output = Answer<T>>>(
        &self,
        ask: impl Fn(String) -> F,
    ) -> Answer<T> {
        let answer = ask(self.token().await?).await;
        let answer = match answer {
            Err(TransportError::Refused {
                code: ProblemCode::TokenInvalid,
                ..
            }) => {
                *self.shared.token.lock().await = None;
                ask(self.token().await?).await
            }
            answer => answer,
        };
        if answer.is_ok() {
            self.heard();
        }
        answer
    }

    async fn token(&self) -> Answer<String> {
        let mut held = self.shared.token.lock().await;
        if let Some(held) = held
            .as_ref()
            .filter(|held| Instant::now() < held.good_until)
        {
            return Ok(held.token.clone());
        }
        let device = self.shared.keys.device;
        let challenge = self
            .shared
            .transport
            .challenge(&ChallengeRequest { device })
            .await?;
        let request = TokenRequest::sign(device, challenge.challenge, &self.shared.keys.log_key);
        let token = self.shared.transport.token(&request).await?;
        let valid = Duration::from_secs(token.valid_s.into()).saturating_sub(TOKEN_MARGIN);
        *held = Some(HeldToken {
            token: token.token.clone(),
            good_until: Instant::now() + valid,
        });
        Ok(token.token)
    }
}
