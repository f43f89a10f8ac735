//! Runs one command of a longer task: its whole output goes to a file, its lines to whoever counts them.

use crate::workspace;
use anyhow::{Context, Result};
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

/// A command that says nothing for so long is taken to hang.
const SILENCE_LIMIT: Duration = Duration::from_secs(15 * 60);
/// How often a silent command is looked at.
const POLL: Duration = Duration::from_millis(500);

/// What became of a command.
pub struct Finished {
    /// It ended by itself with status 0.
    pub succeeded: bool,
    /// Everything it said, standard output and errors in the order of arrival.
    pub lines: Vec<String>,
    /// How long it took.
    pub took: Duration,
    /// Where its output is kept.
    pub log: PathBuf,
}

/// Runs `command` to its end, calling `on_line` for every line it says.
pub fn run(name: &str, command: &mut Command, mut on_line: impl FnMut(&str)) -> Result<Finished> {
    let folder = workspace::root()?.join("target").join("test-logs");
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    let path = folder.join(format!("{}.log", name.replace([' ', '/'], "-")));
    let mut log =
        File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;

    let started = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| {
            format!(
                "{name}: {} could not be started",
                command.get_program().display()
            )
        })?;
    let (sender, receiver) = mpsc::channel();
    forward(child.stdout.take(), sender.clone());
    forward(child.stderr.take(), sender);

    let mut lines = Vec::new();
    let mut keep = |line: String| {
        writeln!(log, "{line}").ok();
        on_line(&line);
        lines.push(line);
    };
    let exited = follow(&mut child, &receiver, &mut keep)?;
    if !exited {
        keep(format!(
            "stopped after {} s of silence",
            SILENCE_LIMIT.as_secs()
        ));
        child.kill().ok();
    }
    let status = child
        .wait()
        .with_context(|| format!("{name} could not be waited for"))?;
    Ok(Finished {
        succeeded: exited && status.success(),
        lines,
        took: started.elapsed(),
        log: path,
    })
}

/// Hands on lines until the command ends; false when it fell silent for too long.
fn follow(
    child: &mut Child,
    receiver: &Receiver<String>,
    keep: &mut impl FnMut(String),
) -> Result<bool> {
    let mut heard = Instant::now();
    loop {
        match receiver.recv_timeout(POLL) {
            Ok(line) => {
                heard = Instant::now();
                keep(line);
            }
            Err(RecvTimeoutError::Disconnected) => return Ok(true),
            // A program that a test left behind may hold the pipe open: the command's own end counts.
            Err(RecvTimeoutError::Timeout) if child.try_wait()?.is_some() => return Ok(true),
            Err(RecvTimeoutError::Timeout) if heard.elapsed() > SILENCE_LIMIT => return Ok(false),
            Err(RecvTimeoutError::Timeout) => {}
        }
    }
}

fn forward(pipe: Option<impl Read + Send + 'static>, sender: Sender<String>) {
    let Some(pipe) = pipe else { return };
    thread::spawn(move || {
        let mut reader = BufReader::new(pipe);
        let mut bytes = Vec::new();
        while reader
            .read_until(b'\n', &mut bytes)
            .is_ok_and(|read| read > 0)
        {
            let line = String::from_utf8_lossy(&bytes);
            if sender.send(without_colours(line.trim_end())).is_err() {
                return;
            }
            bytes.clear();
        }
    });
}

/// The line without terminal colour codes.
fn without_colours(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut rest = line.chars();
    while let Some(next) = rest.next() {
        if next == '\u{1b}' {
            rest.by_ref().find(char::is_ascii_alphabetic);
        } else {
            plain.push(next);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colour_codes_are_taken_out() {
        assert_eq!(
            without_colours("\u{1b}[32m✓\u{1b}[39m 3 passed"),
            "✓ 3 passed"
        );
    }
}
