//! What a person does on a page, in the window or in the browser, by the `data-testid` of things.

use anyhow::{Context, Result, bail};
use fantoccini::actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use fantoccini::elements::Element;
use fantoccini::{Client, Locator};
use serde_json::{Value, json};
use std::path::Path;
use std::time::{Duration, Instant};

/// How long a page may take until something shows.
const SHOW_LIMIT: Duration = Duration::from_secs(90);
/// How long a resized page may keep its width; the new size may be the old one.
const RESIZE_LIMIT: Duration = Duration::from_secs(1);
const POLL: Duration = Duration::from_millis(50);
/// How much of a page is told when something does not show on it.
const MAX_TOLD_CHARS: usize = 1500;

/// One page of a running application.
#[derive(Clone)]
pub struct Page {
    client: Client,
}

impl Page {
    pub(crate) fn new(client: Client) -> Self {
        Self { client }
    }

    /// The WebDriver session, for what this type does not offer.
    #[must_use]
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Opens an address.
    pub async fn go_to(&self, address: &str) -> Result<()> {
        self.client
            .goto(address)
            .await
            .with_context(|| format!("cannot open {address}"))
    }

    /// The thing with this test id, as soon as it is to be seen.
    pub async fn by_testid(&self, id: &str) -> Result<Element> {
        self.wait(&format!("{id} does not show"), async || {
            for element in self.all_by_testid(id).await? {
                if element.is_displayed().await.unwrap_or(false) {
                    return Ok(Some(element));
                }
            }
            Ok(None)
        })
        .await
    }

    /// All things with this test id that are there now, seen or not.
    pub async fn all_by_testid(&self, id: &str) -> Result<Vec<Element>> {
        let selector = format!("[data-testid=\"{id}\"]");
        Ok(self.client.find_all(Locator::Css(&selector)).await?)
    }

    /// Whether something with this test id is there now.
    pub async fn has(&self, id: &str) -> Result<bool> {
        Ok(!self.all_by_testid(id).await?.is_empty())
    }

    /// Waits until nothing with this test id is there.
    pub async fn wait_until_gone(&self, id: &str) -> Result<()> {
        self.wait(&format!("{id} does not go away"), async || {
            Ok((!self.has(id).await?).then_some(()))
        })
        .await
    }

    /// Clicks the thing with this test id, as soon as it can be clicked.
    pub async fn click(&self, id: &str) -> Result<()> {
        self.wait(&format!("{id} cannot be clicked"), async || {
            let element = self.by_testid(id).await?;
            let busy = element.attr("aria-busy").await?.as_deref() == Some("true");
            let blocked = element.attr("aria-disabled").await?.as_deref() == Some("true");
            if busy || blocked || !element.is_enabled().await? {
                return Ok(None);
            }
            // Bars at the edges lie over what was only just scrolled into view.
            self.bring_to_the_middle(&element).await?;
            // Svelte may put a new element in place of the one just found: look again.
            Ok(Some(element.click().await?))
        })
        .await
    }

    async fn bring_to_the_middle(&self, element: &Element) -> Result<()> {
        let script = "arguments[0].scrollIntoView({ block: 'center' });";
        let element = serde_json::to_value(element)?;
        self.client.execute(script, vec![element]).await?;
        Ok(())
    }

    /// Replaces what stands in a field.
    pub async fn type_into(&self, id: &str, text: &str) -> Result<()> {
        self.wait(&format!("cannot type into {id}"), async || {
            let field = self.by_testid(id).await?;
            self.bring_to_the_middle(&field).await?;
            field.clear().await?;
            field.send_keys(text).await?;
            Ok(Some(()))
        })
        .await
    }

    /// Chooses an option of a `<select>` by its value.
    pub async fn choose(&self, id: &str, value: &str) -> Result<()> {
        let field = self.by_testid(id).await?;
        field
            .select_by_value(value)
            .await
            .with_context(|| format!("{id} has no option {value}"))
    }

    /// Sets a date, time or similar field, whose typed form depends on the language of the system.
    pub async fn set_value(&self, id: &str, value: &str) -> Result<()> {
        let field = serde_json::to_value(self.by_testid(id).await?)?;
        let script = "const [field, value] = arguments; field.value = value;\
            field.dispatchEvent(new Event('input', { bubbles: true }));\
            field.dispatchEvent(new Event('change', { bubbles: true }));";
        self.client
            .execute(script, vec![field, json!(value)])
            .await?;
        Ok(())
    }

    /// The text of the thing with this test id.
    pub async fn text_of(&self, id: &str) -> Result<String> {
        Ok(self.by_testid(id).await?.text().await?)
    }

    /// Waits until the text of the thing contains `part`.
    pub async fn wait_for_text(&self, id: &str, part: &str) -> Result<()> {
        self.wait(&format!("{id} does not say \"{part}\""), async || {
            let mut found = None;
            for element in self.all_by_testid(id).await? {
                if element.text().await.unwrap_or_default().contains(part) {
                    found = Some(());
                }
            }
            Ok(found)
        })
        .await
    }

    /// Gives files to a file field, which may be hidden behind a button.
    pub async fn send_files(&self, id: &str, files: &[&Path]) -> Result<()> {
        let paths: Vec<String> = files
            .iter()
            .map(|file| file.display().to_string())
            .collect();
        let field = self
            .wait(&format!("{id} is not there"), async || {
                Ok(self.all_by_testid(id).await?.pop())
            })
            .await?;
        field
            .send_keys(&paths.join("\n"))
            .await
            .with_context(|| format!("{id} takes no files"))
    }

    /// Draws strokes on a canvas with the pointer held down. Points are fractions of its width and height,
    /// from the top left corner.
    pub async fn draw(&self, id: &str, strokes: &[&[(f64, f64)]]) -> Result<()> {
        const STEP: Option<Duration> = Some(Duration::from_millis(16));
        let canvas = self.by_testid(id).await?;
        self.bring_to_the_middle(&canvas).await?;
        let (_, _, width, height) = canvas.rectangle().await?;
        let mut pen = MouseActions::new("pen".to_owned());
        for stroke in strokes {
            for (at, (x, y)) in stroke.iter().enumerate() {
                pen = pen.then(PointerAction::MoveToElement {
                    element: canvas.clone(),
                    duration: STEP,
                    x: ((x - 0.5) * width).round(),
                    y: ((y - 0.5) * height).round(),
                });
                if at == 0 {
                    pen = pen.then(PointerAction::Down {
                        button: MOUSE_BUTTON_LEFT,
                    });
                }
            }
            pen = pen.then(PointerAction::Up {
                button: MOUSE_BUTTON_LEFT,
            });
        }
        self.client
            .perform_actions(pen)
            .await
            .with_context(|| format!("cannot draw on {id}"))?;
        Ok(())
    }

    /// Makes the window so large, in pixels, and waits until the page has taken it in.
    pub async fn resize(&self, width: u32, height: u32) -> Result<()> {
        let width_now = "return window.innerWidth;";
        let before = self.run_script(width_now, vec![]).await?;
        self.client.set_window_size(width, height).await?;
        let started = Instant::now();
        while self.run_script(width_now, vec![]).await? == before
            && started.elapsed() < RESIZE_LIMIT
        {
            tokio::time::sleep(POLL).await;
        }
        self.wait_until_painted().await
    }

    /// Saves a picture of what is to be seen.
    pub async fn screenshot(&self, file: &Path) -> Result<()> {
        self.wait_until_painted().await?;
        let picture = self.client.screenshot();
        let picture = tokio::time::timeout(SHOW_LIMIT, picture)
            .await
            .context("the driver does not answer the request for a picture")?
            .context("no picture could be taken")?;
        std::fs::write(file, picture).with_context(|| format!("cannot write {}", file.display()))
    }

    /// Fonts are there and two frames have been drawn. A page out of sight draws none, so it waits no longer
    /// than a second.
    async fn wait_until_painted(&self) -> Result<()> {
        let script = "const done = arguments[arguments.length - 1]; setTimeout(done, 1000);\
            document.fonts.ready.then(() => requestAnimationFrame(() =>\
                requestAnimationFrame(() => setTimeout(done, 100))));";
        self.client.execute_async(script, vec![]).await?;
        Ok(())
    }

    /// Runs a script in the page; `return` gives its answer.
    pub async fn run_script(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        Ok(self.client.execute(script, arguments).await?)
    }

    /// Everything that can be read on the page now.
    pub async fn all_text(&self) -> Result<String> {
        let text = self
            .run_script("return document.body.innerText;", vec![])
            .await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Asks again and again until `look` finds something; tells at the end what the page shows instead.
    pub async fn wait<T>(
        &self,
        otherwise: &str,
        look: impl AsyncFn() -> Result<Option<T>>,
    ) -> Result<T> {
        let started = Instant::now();
        loop {
            let looked = look().await;
            if let Ok(Some(found)) = looked {
                return Ok(found);
            }
            if started.elapsed() > SHOW_LIMIT {
                let page: String = self
                    .all_text()
                    .await
                    .unwrap_or_default()
                    .chars()
                    .take(MAX_TOLD_CHARS)
                    .collect();
                let cause = looked
                    .err()
                    .map(|error| format!(" ({error:#})"))
                    .unwrap_or_default();
                bail!("{otherwise}{cause}; the page says:\n{page}");
            }
            tokio::time::sleep(POLL).await;
        }
    }
}
