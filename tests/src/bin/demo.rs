//! The demonstration: for a person with a screen, or the whole day by itself (`--headless`). Run by `cargo xtask demo`.

use anyhow::{Context, Result, bail};
use lineproof_tests::story::{self, Options};
use std::path::PathBuf;
use std::process::ExitCode;

struct Wish {
    headless: bool,
    options: Options,
}

fn main() -> ExitCode {
    let runtime = tokio::runtime::Runtime::new();
    let played = runtime
        .context("no threads")
        .and_then(|runtime| runtime.block_on(demo()));
    match played {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("the demonstration failed: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn demo() -> Result<()> {
    let wish = wish(std::env::args().skip(1))?;
    if !wish.headless {
        return story::visit(&wish.options.out).await;
    }
    println!("the day, played in the real window and a real browser:");
    let proven = story::play(&wish.options).await?;
    println!("{proven}\nresults: {}", wish.options.out.display());
    Ok(())
}

fn wish(mut arguments: impl Iterator<Item = String>) -> Result<Wish> {
    let mut wish = Wish {
        headless: false,
        options: Options {
            out: PathBuf::from("target/demo"),
            ..Options::default()
        },
    };
    while let Some(argument) = arguments.next() {
        let mut path = || {
            let path = arguments.next().map(PathBuf::from);
            path.with_context(|| format!("{argument} needs a path"))
        };
        match argument.as_str() {
            "--headless" => wish.headless = true,
            "--out" => wish.options.out = path()?,
            "--photos" => wish.options.photos = Some(path()?),
            "--trace" => wish.options.trace = Some(path()?),
            _ => bail!("{argument} is not understood"),
        }
    }
    Ok(wish)
}
