use chrono::{DateTime, FixedOffset, Local, SubsecRound as _};
use lineproof_domain::calendar::CHINA;
use lineproof_protocol::hello::Hello;

use super::{Engine, SyncError};
use crate::transport::TransportError;

/// How it stands with headquarters.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Status {
    /// It answered the last time it was asked.
    pub online: bool,
    /// When it last answered, by this machine's clock.
    pub last_contact: Option<DateTime<FixedOffset>>,
    /// Seconds this machine's clock is ahead of headquarters' (negative: behind).
    pub clock_off_s: Option<i64>,
    /// What stood in the way the last time.
    pub trouble: Option<TransportError>,
}

impl Engine {
    /// Asks for the time and the life of headquarters' store.
    pub(super) async fn greet(&self) -> Result<Hello, SyncError> {
        let hello = self.shared.transport.hello().await?;
        let now = Local::now().fixed_offset();
        let time = hello.time;
        let epoch = hello.epoch;
        self.update(|status| {
            status.clock_off_s = Some((now - time).num_seconds());
        });
        self.heard();
        self.with_store(move |store| {
            store.hear_time(time)?;
            store.note_epoch(epoch)
        })
        .await?;
        Ok(hello)
    }

    /// Headquarters answered.
    pub(super) fn heard(&self) {
        self.update(|status| {
            status.online = true;
            status.last_contact = Some(Local::now().with_timezone(&CHINA).trunc_subsecs(0));
            status.trouble = None;
        });
    }

    /// Notes what stood in the way, in the words of the network.
    pub(super) fn note_trouble(&self, error: SyncError) -> TransportError {
        let trouble = match error {
            SyncError::Transport(trouble) => trouble,
            other => {
                tracing::warn!(sync.error = %other);
                TransportError::Unreachable(other.to_string())
            }
        };
        self.update(|status| {
            status.online = matches!(trouble, TransportError::Refused { .. });
            status.trouble = Some(trouble.clone());
        });
        trouble
    }

    fn update(&self, change: impl FnOnce(&mut Status)) {
        let status = &self.shared.status;
        change(
            &mut status
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner),
        );
    }
}
