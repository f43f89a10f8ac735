use std::collections::BTreeMap;

/// What was said of a trace file in one sentence of [`lineproof_domain::trace::TraceWarning`] or
/// [`super::SorError`], taken apart again: the record keeps the sentence, every screen has its own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Which, as the texts name it: `cut-short`, `damaged-block-missing`.
    pub code: &'static str,
    /// The figures and names in it.
    pub args: BTreeMap<&'static str, String>,
}

/// The sentences, with the names of what stands in them.
const FORMS: [(&str, &str); 25] = [
    ("checksum-missing", "the file carries no checksum"),
    (
        "checksum-not-computed",
        "the instrument did not compute a checksum",
    ),
    (
        "checksum-differs",
        "the checksum does not match the usual algorithm; several makers use their own",
    ),
    (
        "cut-short",
        "the file ends at byte {actual_bytes} of {expected_bytes}; event table and curve up to the fibre's end are whole",
    ),
    (
        "trailing-bytes",
        "{count} bytes after the last block were not read",
    ),
    (
        "point-count-differs",
        "the settings state {stated} points, the curve has {found}",
    ),
    (
        "several-pulses",
        "the curve was measured with {count} pulse widths; the first is shown",
    ),
    ("no-event-table", "the file has no event table"),
    (
        "no-totals",
        "the event table has no total loss and return loss",
    ),
    (
        "end-from-reflection",
        "no event is marked as the fibre's end; the reflection of event {event} was taken",
    ),
    (
        "end-from-curve",
        "no event is marked as the fibre's end; it was taken where the curve falls into noise",
    ),
    (
        "no-end",
        "neither the event table nor the curve shows the fibre's end",
    ),
    (
        "events-beyond-end",
        "{count} events lie beyond the fibre's end (a receive fibre)",
    ),
    (
        "start-marked",
        "the fibre's start is marked at {distance_m} m; all distances count from the file's zero",
    ),
    (
        "positive-reflectance",
        "{count} events, the first of them event {event}, have a positive reflectance, which cannot be; it is shown as written",
    ),
    (
        "total-loss-rounded",
        "the instrument rounded the total loss to whole dB",
    ),
    (
        "total-loss-implausible",
        "the total loss is too small for a fibre of this length; read it from the curve",
    ),
    (
        "texts-clipped",
        "{count} texts in the file are too long; only their beginning was read",
    ),
    (
        "clock-not-set",
        "the instrument's clock was not set when it measured",
    ),
    (
        "second-curve-copy",
        "block \"{block}\" holds the maker's own copy of the curve; other viewers may show that one",
    ),
    (
        "damaged-cut-short",
        "the file ends at byte {actual_bytes}, within block {block}; it should have {expected_bytes} bytes. Export it from the instrument again",
    ),
    (
        "damaged-block-missing",
        "the file has no block {block}; export the trace from the instrument again",
    ),
    (
        "damaged-block-misplaced",
        "block {block} does not start at byte {offset} as the file's map says; the file is damaged",
    ),
    (
        "damaged-field-cut",
        "block {block} ends within {field} at byte {offset}; the file is damaged",
    ),
    (
        "damaged-impossible",
        "block {block}: {field} at byte {offset} is {value}, which cannot be; the file is damaged",
    ),
];

impl Remark {
    /// Takes a sentence apart; none where this program does not know it, as when a newer one wrote it.
    #[must_use]
    pub fn of(sentence: &str) -> Option<Self> {
        FORMS.iter().find_map(|(code, form)| {
            let args = filled(form, sentence)?;
            Some(Self { code, args })
        })
    }
}

/// What stands where a form has names, if the sentence is of that form.
fn filled(form: &'static str, sentence: &str) -> Option<BTreeMap<&'static str, String>> {
    let mut found = BTreeMap::new();
    let mut parts = form.split('{');
    let mut rest = sentence.strip_prefix(parts.next()?)?;
    for part in parts {
        let (name, literal) = part.split_once('}')?;
        let end = if literal.is_empty() {
            rest.len()
        } else {
            rest.find(literal)?
        };
        found.insert(name, rest[..end].to_owned());
        rest = &rest[end + literal.len()..];
    }
    rest.is_empty().then_some(found)
}

#[cfg(test)]
mod tests {
    use lineproof_domain::trace::TraceWarning;

    use super::super::SorError;
    use super::*;

    fn warnings() -> Vec<TraceWarning> {
        vec![
            TraceWarning::ChecksumMissing,
            TraceWarning::ChecksumNotComputed,
            TraceWarning::ChecksumDiffers,
            TraceWarning::CutShort {
                expected_bytes: 900,
                actual_bytes: 800,
            },
            TraceWarning::TrailingBytes { count: 3 },
            TraceWarning::PointCountDiffers {
                stated: 5,
                found: 4,
            },
            TraceWarning::SeveralPulses { count: 2 },
            TraceWarning::NoEventTable,
            TraceWarning::NoTotals,
            TraceWarning::EndFromReflection { event: 7 },
            TraceWarning::EndFromCurve,
            TraceWarning::NoEnd,
            TraceWarning::EventsBeyondEnd { count: 2 },
            TraceWarning::StartMarked { distance_m: 12.5 },
            TraceWarning::PositiveReflectance { event: 1, count: 3 },
            TraceWarning::TotalLossRounded,
            TraceWarning::TotalLossImplausible,
            TraceWarning::TextsClipped { count: 1 },
            TraceWarning::ClockNotSet,
            TraceWarning::SecondCurveCopy {
                block: "ExfoNewProprietaryBlock".to_owned(),
            },
        ]
    }

    #[test]
    fn every_warning_is_told_again_with_its_code_and_figures() {
        for warning in warnings() {
            let kept = serde_json::to_value(&warning).unwrap();
            let remark = Remark::of(&warning.to_string()).expect("the sentence has a form");
            assert_eq!(
                remark.code,
                kept["code"].as_str().unwrap().replace('_', "-")
            );
            for (name, value) in kept.as_object().unwrap() {
                let value = value
                    .as_str()
                    .map_or_else(|| value.to_string(), str::to_owned);
                if name != "code" {
                    assert_eq!(remark.args.get(name.as_str()), Some(&value), "{name}");
                }
            }
        }
    }

    #[test]
    fn every_damage_is_told_again() {
        let block = "DataPts".to_owned();
        let damages = [
            SorError::CutShort {
                block: block.clone(),
                expected_bytes: 9,
                actual_bytes: 8,
            },
            SorError::BlockMissing { block: "FxdParams" },
            SorError::BlockMisplaced {
                block: block.clone(),
                offset: 4,
            },
            SorError::FieldCut {
                block: block.clone(),
                field: "scale",
                offset: 4,
            },
            SorError::Impossible {
                block,
                field: "scale",
                offset: 4,
                value: 0,
            },
        ];
        let codes = damages.map(|damage| Remark::of(&damage.to_string()).map(|one| one.code));
        assert_eq!(
            codes,
            [
                Some("damaged-cut-short"),
                Some("damaged-block-missing"),
                Some("damaged-block-misplaced"),
                Some("damaged-field-cut"),
                Some("damaged-impossible"),
            ]
        );
    }

    #[test]
    fn a_sentence_of_a_newer_program_is_not_guessed_at() {
        assert_eq!(Remark::of("the fibre sings"), None);
        assert_eq!(Remark::of("the file has no event table today"), None);
    }
}
