//! `--help` in the language that is asked for.

use clap::Command;
use lineproof_i18n::{Language, lookup, text};
use std::ffi::OsString;

/// The language of `--lang`, looked for before the arguments are read: their errors and help speak it too.
///
/// A path may be no text at all; the tag is.
pub fn language_asked_for(arguments: impl Iterator<Item = OsString>) -> Language {
    let arguments = arguments.map(|argument| argument.to_string_lossy().into_owned());
    let mut arguments = arguments.skip_while(|argument| !argument.starts_with("--lang"));
    let tag = match arguments.next() {
        Some(argument) => match argument.split_once('=') {
            Some((_, tag)) => Some(tag.to_owned()),
            None => arguments.next(),
        },
        None => None,
    };
    tag.and_then(|tag| tag.parse().ok()).unwrap_or_default()
}

/// The command with every help text in `language`.
pub fn translated(command: Command, language: Language) -> Command {
    let about = text(language, "cli-help-about", &[]);
    with_help(command.about(about), language, "")
}

fn with_help(command: Command, language: Language, path: &str) -> Command {
    let said = |name: &str| help_of(language, path, &name.replace('_', "-"));
    command
        .mut_args(|argument| {
            let help = said(argument.get_id().as_str());
            argument.help(help)
        })
        .mut_subcommands(|below| {
            let name = below.get_name().to_owned();
            let about = said(&name);
            let more = lookup(language, &format!("cli-help-{path}{name}-more"), &[]);
            let below = match more {
                Ok(more) => below.about(about).after_long_help(more),
                Err(_) => below.about(about),
            };
            with_help(below, language, &format!("{path}{name}-"))
        })
}

/// The help of an argument; one that several commands below each other share is told once, for the upper one.
fn help_of(language: Language, path: &str, name: &str) -> String {
    let own = format!("cli-help-{path}{name}");
    let upper = path
        .trim_end_matches('-')
        .rsplit_once('-')
        .map(|(upper, _)| format!("{upper}-"));
    match (lookup(language, &own, &[]), upper) {
        (Err(_), Some(upper)) => help_of(language, &upper, name),
        (_, _) => text(language, &own, &[]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arguments::Arguments;
    use clap::CommandFactory as _;

    #[test]
    fn every_argument_has_help_in_both_languages() {
        for language in Language::ALL {
            let mut command = translated(Arguments::command(), language);
            assert!(!command.render_long_help().to_string().is_empty());
            command.debug_assert();
        }
    }

    #[test]
    fn the_language_is_found_wherever_it_stands() {
        let found = |line: &str| language_asked_for(line.split(' ').map(OsString::from));
        assert_eq!(found("x inspect a --lang en"), Language::En);
        assert_eq!(found("x --lang=en inspect a"), Language::En);
        assert_eq!(found("x inspect a"), Language::ZhCn);
        assert_eq!(found("x --lang"), Language::ZhCn);
    }
}
