use super::{Missing, MissingItem, MissingReason, severity, steps_of};
use crate::catalogue::{Catalogue, DocumentKind, Gate, QuestionName, Record, Section, Severity};
use crate::job::JobState;
use crate::registry::body::Scope;

/// The step whose answer is the customer's trial.
const TRIAL: &str = "trial";

/// What a paper waits for before it can be made: the musts among `missing` that stand on it. What stands on it and is
/// only doubtful keeps nothing back, because the paper says so.
pub fn waits_of_document<'a>(
    paper: &DocumentKind,
    missing: &'a [Missing],
    catalogue: &Catalogue,
) -> Vec<&'a Missing> {
    missing
        .iter()
        .filter(|lack| lack.is_must() && is_shown(paper, lack, catalogue))
        .collect()
}

fn is_shown(paper: &DocumentKind, lack: &Missing, catalogue: &Catalogue) -> bool {
    let shows = |section| paper.sections.contains(&section);
    let is_absent = lack.reason == MissingReason::Absent;
    match &lack.what {
        MissingItem::Metric { scope, .. } => {
            is_absent
                && match scope {
                    Scope::Local => shows(Section::Local),
                    Scope::EndToEnd => shows(Section::EndToEnd),
                }
        }
        MissingItem::Trace { .. } => is_absent && shows(Section::Traces),
        MissingItem::Answer { question } => {
            let names = |name: &String| QuestionName::of(name).means(&lack.step, question);
            let is_named = shows(Section::Answers) && paper.questions.iter().any(names);
            is_named || (shows(Section::Trial) && lack.step == TRIAL)
        }
        MissingItem::Document { document } => {
            shows(Section::TestReport)
                && *document != paper.key
                && catalogue.document(document).is_some_and(is_test_report)
        }
        MissingItem::Record { record } => match record {
            Record::Cause => shows(Section::Cause),
            Record::People => shows(Section::Register),
            Record::ResourceAnswer => shows(Section::Resource),
            _ => false,
        },
        MissingItem::Inspection { .. } => is_absent && shows(Section::Inspection),
        MissingItem::Finding { .. } => shows(Section::Findings),
        MissingItem::Photo { .. }
        | MissingItem::Instrument { .. }
        | MissingItem::TestRun { .. }
        | MissingItem::Signature { .. }
        | MissingItem::Mark { .. }
        | MissingItem::Triage { .. } => false,
    }
}

/// Whether a step of the job asks for a paper.
#[must_use]
pub fn wants_document(job: &JobState, catalogue: &Catalogue, document: &str) -> bool {
    let wants = |gate: &Gate| match gate {
        Gate::Document { document: of, need } => {
            of == document && severity(need, job, catalogue) != Severity::Info
        }
        _ => false,
    };
    let mut steps = steps_of(job, catalogue).into_iter();
    steps.any(|step| step.gates.iter().any(wants))
}

fn is_test_report(paper: &DocumentKind) -> bool {
    let measured = [Section::Local, Section::EndToEnd];
    paper
        .sections
        .iter()
        .any(|section| measured.contains(section))
}
