//! Faults that come back: the same circuit with the same cause within the days that the catalogue says.

use std::collections::HashMap;

use chrono::{DateTime, FixedOffset, TimeDelta};
use lineproof_domain::ids::JobId;
use lineproof_domain::job::{Field, JobState, JobStatus};
use lineproof_domain::registry::plan::EarlierFault;

use crate::storage::jobs::StoredJob;

struct Fault {
    job: JobId,
    circuit: String,
    told: EarlierFault,
}

/// Every fault with a cause, by circuit and cause.
pub(crate) struct Repeats {
    faults: HashMap<(String, String), Vec<Fault>>,
    within: TimeDelta,
}

impl Repeats {
    pub fn of(jobs: &[StoredJob], days: u32) -> Repeats {
        let mut faults: HashMap<_, Vec<Fault>> = HashMap::new();
        for job in jobs {
            if let Some(fault) = fault(&job.state) {
                faults.entry(fault.key()).or_default().push(fault);
            }
        }
        Repeats {
            faults,
            within: TimeDelta::days(days.into()),
        }
    }

    /// The order numbers of earlier faults of the same circuit and cause, newest first.
    pub fn before(&self, state: &JobState) -> Vec<&str> {
        let Some(this) = fault(state) else {
            return Vec::new();
        };
        let same = self.faults.get(&this.key()).into_iter().flatten();
        let others = same.filter(|other| other.job != this.job);
        newest_first(others.filter(|other| self.comes_before(&other.told, &this.told)))
            .map(|other| other.order_no.as_str())
            .collect()
    }

    /// What a circuit had before a fault that comes in at `received_at`, newest first.
    pub fn on_circuit(
        &self,
        circuit: &str,
        received_at: DateTime<FixedOffset>,
    ) -> Vec<EarlierFault> {
        let circuit = circuit.trim();
        let all = self.faults.values().flatten();
        let here = all.filter(|other| !circuit.is_empty() && other.circuit == circuit);
        newest_first(here.filter(|other| self.is_recent(other.told.received_at, received_at)))
            .cloned()
            .collect()
    }

    fn comes_before(&self, one: &EarlierFault, other: &EarlierFault) -> bool {
        self.is_recent(one.received_at, other.received_at)
            && (one.received_at, &one.order_no) < (other.received_at, &other.order_no)
    }

    fn is_recent(&self, earlier: DateTime<FixedOffset>, at: DateTime<FixedOffset>) -> bool {
        earlier <= at && at - earlier <= self.within
    }
}

impl Fault {
    fn key(&self) -> (String, String) {
        (self.circuit.clone(), self.told.cause.clone())
    }
}

fn newest_first<'a>(
    faults: impl Iterator<Item = &'a Fault>,
) -> impl Iterator<Item = &'a EarlierFault> {
    let mut told: Vec<_> = faults.map(|fault| &fault.told).collect();
    told.sort_by_key(|told| std::cmp::Reverse(told.received_at));
    told.into_iter()
}

fn fault(state: &JobState) -> Option<Fault> {
    let is_called_off = state.status >= JobStatus::Cancelled;
    let plan = state.current_plan().filter(|_| !is_called_off)?;
    let ticket = state.trade.fault.as_ref()?;
    let cause = state.trade.cause.as_ref().and_then(Field::latest)?;
    Some(Fault {
        job: state.job,
        circuit: plan.circuit_no.trim().to_owned(),
        told: EarlierFault {
            order_no: plan.order_no.clone(),
            received_at: ticket.at.at,
            cause: cause.value.cause.clone(),
        },
    })
}
