//! Faults that come back: the same circuit with the same cause within 30 days.

use std::collections::HashMap;

use chrono::{DateTime, FixedOffset, TimeDelta};
use lineproof_domain::ids::JobId;
use lineproof_domain::job::{Field, JobState, JobStatus};

use crate::storage::jobs::StoredJob;

/// [P] An office may want another figure.
const WITHIN: TimeDelta = TimeDelta::days(30);

struct Fault {
    job: JobId,
    order_no: String,
    at: DateTime<FixedOffset>,
}

/// Every fault with a cause, by circuit and cause.
#[derive(Default)]
pub(in crate::api) struct Repeats(HashMap<(String, String), Vec<Fault>>);

impl Repeats {
    pub fn of(jobs: &[StoredJob]) -> Repeats {
        let mut faults: HashMap<_, Vec<Fault>> = HashMap::new();
        for job in jobs {
            if let Some((key, fault)) = fault(&job.state) {
                faults.entry(key).or_default().push(fault);
            }
        }
        Repeats(faults)
    }

    /// The order numbers of earlier faults of the same circuit and cause, newest first.
    pub fn before(&self, state: &JobState) -> Vec<&str> {
        let Some((key, this)) = fault(state) else {
            return Vec::new();
        };
        let mut earlier: Vec<&Fault> = self
            .0
            .get(&key)
            .into_iter()
            .flatten()
            .filter(|other| other.job != this.job)
            .filter(|other| (other.at, &other.order_no) < (this.at, &this.order_no))
            .filter(|other| this.at - other.at <= WITHIN)
            .collect();
        earlier.sort_by_key(|other| std::cmp::Reverse(other.at));
        earlier
            .iter()
            .map(|other| other.order_no.as_str())
            .collect()
    }
}

fn fault(state: &JobState) -> Option<((String, String), Fault)> {
    let is_called_off = state.status >= JobStatus::Cancelled;
    let plan = state.current_plan().filter(|_| !is_called_off)?;
    let ticket = state.trade.fault.as_ref()?;
    let cause = state.trade.cause.as_ref().and_then(Field::latest)?;
    let circuit = plan.circuit_no.trim().to_owned();
    let fault = Fault {
        job: state.job,
        order_no: plan.order_no.clone(),
        at: ticket.at.at,
    };
    Some(((circuit, cause.value.cause.clone()), fault))
}
