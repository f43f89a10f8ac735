//! Words for the closed vocabularies of the record.

use super::words::Words;

impl Words {
    /// A milestone as it stands in a list of what happened; `None` for those that concern no reader.
    pub(super) fn milestone(self, kind: &str) -> Option<String> {
        let key = match kind {
            "job.accepted" | "fault.accepted" => "document-event-accepted",
            "visit.departed" => "document-event-departed",
            "visit.arrived" => "document-event-arrived",
            "visit.left" => "document-event-left",
            "circuit.opened" => "document-event-opened",
            "acceptance.signed" => "document-event-acceptance-signed",
            "fault.received" => "document-event-received",
            "fault.signed" => "document-event-signed",
            "fault.dispatched" => "document-event-dispatched",
            "service.restored" => "document-event-restored",
            "fault.returned" => "document-event-returned",
            "recovery.confirmed" => "document-event-recovery-confirmed",
            "resource.answered" => "document-event-resource-answered",
            "resource.handed_over" => "document-event-handed-over",
            "resource.updated" => "document-event-resource-updated",
            "inspection.failed" => "document-event-failed",
            "rectified" => "document-event-rectified",
            "service.stopped" => "document-event-stopped",
            "cutover.started" => "document-event-cutover-started",
            "cutover.finished" => "document-event-cutover-finished",
            "cutover.rolled_back" => "document-event-rolled-back",
            "assurance.started" => "document-event-assurance-started",
            "assurance.ended" => "document-event-assurance-ended",
            _ => return None,
        };
        Some(self.say(key))
    }

    /// Whose side something lies on.
    pub(super) fn side(self, side: &str) -> String {
        self.said_or(
            side,
            match side {
                "carrier" => "document-side-carrier",
                "customer" => "document-side-customer",
                "third_party" => "document-side-third-party",
                "force_majeure" => "document-side-force-majeure",
                "other" => "document-side-other",
                "unknown" => "document-side-unknown",
                _ => "",
            },
        )
    }

    /// How bad a finding is.
    pub(super) fn grade(self, grade: u8) -> String {
        self.said_or(
            &grade.to_string(),
            match grade {
                1 => "document-grade-1",
                2 => "document-grade-2",
                3 => "document-grade-3",
                _ => "",
            },
        )
    }

    /// What somebody had to do with the ticket.
    pub(super) fn person_role(self, role: &str) -> String {
        self.said_or(
            role,
            match role {
                "duty" => "document-person-duty",
                "outsourced" => "document-person-outsourced",
                "cooperating" => "document-person-cooperating",
                "leader" => "document-person-leader",
                "customer" => "document-person-customer",
                _ => "",
            },
        )
    }

    /// Where and how a loop is set.
    pub(super) fn loop_kind(self, kind: &str) -> String {
        self.said_or(
            kind,
            match kind {
                "near" => "document-loop-near",
                "far" => "document-loop-far",
                "hard" => "document-loop-hard",
                "soft" => "document-loop-soft",
                _ => "",
            },
        )
    }

    /// What a resource check found.
    pub(super) fn resource(self, result: &str) -> String {
        self.said_or(
            result,
            match result {
                "existing" => "document-resource-existing",
                "core_missing" => "document-resource-core-missing",
                "by_optimisation" => "document-resource-by-optimisation",
                "build" => "document-resource-build",
                "not_feasible" => "document-resource-not-feasible",
                _ => "",
            },
        )
    }

    /// Why a later date is asked for.
    pub(super) fn extension_reason(self, reason: &str) -> String {
        self.said_or(
            reason,
            match reason {
                "customer" => "document-extension-customer",
                _ => "",
            },
        )
    }

    /// How an inspection item was found.
    pub(super) fn inspected(self, value: &str) -> String {
        self.said_or(
            value,
            match value {
                "ok" => "document-inspected-ok",
                "abnormal" => "document-inspected-abnormal",
                "na" => "document-inspected-na",
                _ => "",
            },
        )
    }

    /// What lengthens a clock.
    pub(super) fn addition(self, reason: &str) -> String {
        self.said_or(
            reason,
            match reason {
                "distance" => "document-addition-distance",
                "cable_cut" => "document-addition-cable-cut",
                _ => "",
            },
        )
    }

    /// The text of `key`; a word that is not of the vocabulary stands for itself.
    fn said_or(self, word: &str, key: &str) -> String {
        if key.is_empty() {
            word.to_owned()
        } else {
            self.say(key)
        }
    }
}
