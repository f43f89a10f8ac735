//! Waiting on a page until a deed has come to its end, the way a person does: by looking.

use crate::page::Page;
use anyhow::Result;
use fantoccini::actions::{InputSource as _, KeyAction, KeyActions};
use serde_json::{Value, json};
use std::time::Duration;

/// The key that closes a sheet.
const ESCAPE: char = '\u{E00C}';
/// A page that does not change for so long has come to rest.
const STILL: Duration = Duration::from_millis(300);

impl Page {
    /// Leaves the field that has the focus, which saves what was typed into it.
    pub async fn leave_field(&self) -> Result<()> {
        self.run_script("document.activeElement?.blur();", vec![])
            .await?;
        Ok(())
    }

    /// Presses Escape.
    pub async fn press_escape(&self) -> Result<()> {
        let keys = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value: ESCAPE })
            .then(KeyAction::Up { value: ESCAPE });
        self.client().perform_actions(keys).await?;
        Ok(())
    }

    /// Waits until a button of a choice shows that its answer is stored.
    pub async fn wait_until_pressed(&self, id: &str) -> Result<()> {
        self.wait_for_attribute(id, "aria-pressed", "true").await
    }

    /// Waits until an attribute of the thing has this value.
    pub async fn wait_for_attribute(&self, id: &str, name: &str, value: &str) -> Result<()> {
        self.wait(
            &format!("{id} does not become {name}={value}"),
            async || {
                let mut found = None;
                for element in self.all_by_testid(id).await? {
                    if element.attr(name).await?.as_deref() == Some(value) {
                        found = Some(());
                    }
                }
                Ok(found)
            },
        )
        .await
    }

    /// What a script reads, as soon as it has read the same for a moment.
    pub async fn when_still(&self, script: &str) -> Result<Value> {
        self.wait("the page does not come to rest", async || {
            let before = self.run_script(script, vec![]).await?;
            tokio::time::sleep(STILL).await;
            let after = self.run_script(script, vec![]).await?;
            Ok((before == after).then_some(after))
        })
        .await
    }

    /// Waits until nothing stands in the way of a button any more.
    pub async fn wait_until_free(&self, id: &str) -> Result<()> {
        self.wait(&format!("{id} stays blocked"), async || {
            let element = self.by_testid(id).await?;
            let is_blocked = element.attr("aria-disabled").await?.as_deref() == Some("true");
            Ok((!is_blocked).then_some(()))
        })
        .await
    }

    /// Waits until the thing shows a loaded picture.
    pub async fn wait_until_pictured(&self, id: &str) -> Result<()> {
        let script = "const found = document.querySelector(`[data-testid=\"${arguments[0]}\"] img`);\
            return found !== null && found.complete && found.naturalWidth > 0;";
        self.wait(&format!("{id} shows no picture"), async || {
            let shown = self.run_script(script, vec![json!(id)]).await?;
            Ok((shown == true).then_some(()))
        })
        .await
    }
}
