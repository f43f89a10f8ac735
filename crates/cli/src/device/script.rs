//! What a scripted engineer does, in order. Paths are seen from the script's folder.

use crate::failure::Failure;
use crate::files;
use lineproof_app::dto::{
    AnswerInput, Ink, InstrumentInput, MeasurementInput, Milestone, SignerRole, UiLanguage,
};
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// A script, TOML or JSON by its name's ending.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Script {
    /// Order number of the job; may be left out where the device has just one.
    pub job: Option<String>,
    /// The deeds.
    pub deeds: Vec<Deed>,
}

/// One deed: `{ note = ".." }`, `{ photo = { slot = "I02", file = "a.jpg" } }`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    Mark(Milestone),
    Answer(AnswerInput),
    Photo {
        slot: String,
        file: PathBuf,
    },
    Trace(PathBuf),
    Measurement(MeasurementInput),
    Instrument(InstrumentInput),
    Note(String),
    Close {
        step: String,
        reason: Option<String>,
    },
    Document {
        kind: String,
        language: UiLanguage,
    },
    Signature(Box<ScriptedSignature>),
    /// Pull and push; not reaching headquarters is no failure of a script.
    Sync {},
}

/// A signature on the newest document of a kind.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScriptedSignature {
    pub kind: String,
    pub field: SignerRole,
    pub name: String,
    pub title: Option<String>,
    pub phone: Option<String>,
    pub satisfaction: Option<String>,
    pub remark: Option<String>,
    /// The strokes as a pad gives them.
    pub ink: Ink,
}

impl Script {
    pub fn read(path: &Path) -> Result<Script, Failure> {
        let text = String::from_utf8_lossy(&files::read(path)?).into_owned();
        let is_json = path.extension().is_some_and(|ending| ending == "json");
        let read = if is_json {
            serde_json::from_str(&text).map_err(|problem| problem.to_string())
        } else {
            toml::from_str(&text).map_err(|problem| problem.to_string())
        };
        read.map_err(|problem| Failure::Script {
            path: path.to_owned(),
            problem,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn toml_and_json_say_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let toml = r#"
            job = "TJ-1"
            [[deeds]]
            mark = "accept"
            [[deeds]]
            photo = { slot = "I02", file = "a.jpg" }
            [[deeds]]
            document = { kind = "acceptance", language = "zh-CN" }
            [[deeds]]
            signature = { kind = "acceptance", field = "customer", name = "王", ink = { width = 10.0, height = 5.0, strokes = [[{ x = 1.0, y = 1.0, t = 0.0, p = 0.5 }]] } }
            [[deeds]]
            sync = {}
        "#;
        let value: serde_json::Value = toml::from_str(toml).unwrap();
        let read = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).unwrap();
            Script::read(&path)
        };
        let one = read("a.toml", toml).unwrap();
        let other = read("a.json", &value.to_string()).unwrap();
        assert_eq!(format!("{one:?}"), format!("{other:?}"));
        assert_eq!(one.deeds.len(), 5);
        let wrong = read("b.toml", "deeds = [{ fly = \"away\" }]").unwrap_err();
        assert!(matches!(wrong, Failure::Script { .. }));
    }
}
