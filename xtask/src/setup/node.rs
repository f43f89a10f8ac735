//! Packages of the user interfaces, as `ui/package-lock.json` names them.

use crate::workspace;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::fs;
use std::process::Command;

/// The oldest Node that the user interfaces build with: (major, minor).
const OLDEST_NODE: (u32, u32) = (20, 19);

/// Runs `npm ci` when what is installed is not what the lock file names.
pub fn ensure() -> Result<()> {
    ensure_node()?;
    let ui = workspace::root()?.join("ui");
    let lock = fs::read_to_string(ui.join("package-lock.json"))
        .context("ui/package-lock.json cannot be read")?;
    let lock: Value = serde_json::from_str(&lock).context("ui/package-lock.json is not JSON")?;
    // npm keeps a copy of what it installed beside the packages.
    let installed = fs::read_to_string(ui.join("node_modules").join(".package-lock.json"))
        .ok()
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or(Value::Null);
    if is_current(&lock, &installed) {
        return Ok(());
    }
    println!("setup: npm ci in ui/");
    let status = workspace::npm()?
        .args(["ci", "--no-audit", "--no-fund"])
        .status()
        .context("npm could not be started; install Node with npm")?;
    if !status.success() {
        bail!("npm ci in ui/ ended with {status}");
    }
    Ok(())
}

fn ensure_node() -> Result<()> {
    let (major, minor) = OLDEST_NODE;
    let wanted = format!("install Node {major}.{minor} or newer with npm (https://nodejs.org)");
    let output = Command::new("node")
        .arg("--version")
        .output()
        .with_context(|| format!("node could not be started; {wanted}"))?;
    let version = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    if is_new_enough(&version) {
        return Ok(());
    }
    bail!("node is {version}; {wanted}")
}

fn is_new_enough(version: &str) -> bool {
    let mut numbers = version
        .trim_start_matches('v')
        .split('.')
        .map(|number| number.parse::<u32>().unwrap_or(0));
    (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0)) >= OLDEST_NODE
}

/// Every package that the lock file demands of any system is installed in that version.
fn is_current(lock: &Value, installed: &Value) -> bool {
    let Some(wanted) = lock["packages"].as_object() else {
        return false;
    };
    wanted
        .iter()
        .filter(|(path, package)| {
            path.starts_with("node_modules/")
                && package["optional"] != Value::Bool(true)
                && package["link"] != Value::Bool(true)
        })
        .all(|(path, package)| {
            let found = &installed["packages"][path.as_str()]["version"];
            found.is_string() && *found == package["version"]
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn lock(version: &str) -> Value {
        json!({"packages": {
            "": {"name": "ui"},
            "field": {"version": "0.1.0"},
            "node_modules/svelte": {"version": version},
            "node_modules/other-system": {"version": "1.0.0", "optional": true},
            "node_modules/@lineproof/field": {"link": true},
        }})
    }

    #[test]
    fn another_version_is_installed_anew() {
        assert!(!is_current(&lock("5.57.1"), &lock("5.57.0")));
        assert!(!is_current(&lock("5.57.1"), &Value::Null));
    }

    #[test]
    fn what_another_system_needs_is_not_missed() {
        let installed = json!({"packages": {"node_modules/svelte": {"version": "5.57.1"}}});
        assert!(is_current(&lock("5.57.1"), &installed));
    }

    #[test]
    fn an_old_node_is_refused() {
        assert!(is_new_enough("v20.19.0") && is_new_enough("v22.1.0"));
        assert!(!is_new_enough("v20.18.3") && !is_new_enough("v18.20.0") && !is_new_enough(""));
    }
}
