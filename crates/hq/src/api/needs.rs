//! What the form of a kind of job must say.

use lineproof_domain::catalogue::{AdditionKind, Catalogue, ClockLimit, ClockRule};

use super::dto::KindNeeds;

/// A survey comes before the circuit; who looks after a line that runs is called by the duty desk, and stands at the
/// customer's end. The distance counts where a clock of the kind counts it.
pub(super) fn of_kind(kind: &str, catalogue: &Catalogue) -> KindNeeds {
    let visits = matches!(kind, "inspection" | "health_check");
    let fault = crate::standing::is_fault(kind);
    let mends = matches!(kind, "acceptance" | "rectification");
    let mut rules = catalogue
        .profiles
        .iter()
        .flat_map(|profile| &profile.clocks);
    KindNeeds {
        circuit: kind != "survey",
        manager: !visits && !fault && kind != "rectification",
        a_site: !visits && !mends,
        distance: rules.any(|rule| runs_in(rule, kind) && counts_distance(rule)),
    }
}

fn runs_in(rule: &ClockRule, kind: &str) -> bool {
    rule.jobs.iter().any(|job| job == kind)
}

fn counts_distance(rule: &ClockRule) -> bool {
    let by_limit = matches!(rule.limit, ClockLimit::WorkdaysByLevelAndDistance { .. });
    by_limit || rule.additions.contains(&AdditionKind::Distance)
}

#[cfg(test)]
mod tests {
    use super::*;
    use lineproof_domain::catalogue::shipped;

    #[test]
    fn a_kind_asks_for_what_it_and_its_clocks_need() {
        let catalogue = Catalogue::load(&shipped::bundle()).unwrap();
        let of = |kind| of_kind(kind, &catalogue);
        let install = of("install");
        assert!(install.circuit && install.manager && install.a_site && install.distance);
        let survey = of("survey");
        assert!(!survey.circuit && survey.distance);
        assert!(of("fault_interruption").distance && !of("fault_interruption").manager);
        let inspection = of("inspection");
        assert!(!inspection.distance && !inspection.a_site && inspection.circuit);
    }
}
