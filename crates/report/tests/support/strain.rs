//! The same job with little, with long and with many things in it.

use super::job::Work;
use super::sample::LONG_NAME;
use lineproof_domain::job::{Current, Field};
use lineproof_domain::registry::body::Scope;

/// A remark of one line.
pub const LINE: &str = "窗口下第二排，标签朝外";

/// Rows of a long table, and pictures of a long series.
pub const MANY: usize = 200;
pub const PICTURES: usize = 60;

/// A remark of a page.
pub fn page() -> String {
    let line = |number: usize| {
        format!("第{number}条：逐段测试，先本端后对端；线缆绑扎重做，余长盘留在尾纤盒内。")
    };
    (1..=45).map(line).collect::<Vec<_>>().join("\n")
}

fn values<T>(field: &mut Field<T>) -> impl Iterator<Item = &mut T> {
    field.values.iter_mut().map(|current| &mut current.value)
}

impl Work {
    /// Every answer and every value with a remark of one line.
    pub fn remarked(kind: &str) -> Self {
        let mut work = Work::rich(kind);
        for answer in work.job.answers.values_mut().flat_map(values) {
            answer.remark = Some(LINE.to_owned());
        }
        for value in work.job.measurements.values_mut().flat_map(values) {
            value.remark = Some(LINE.to_owned());
        }
        work
    }

    /// Very long names everywhere, and remarks of a page wherever a page can stand.
    pub fn long(kind: &str) -> Self {
        let mut work = Work::rich(kind);
        let long = |name: &str| format!("{name}·{LONG_NAME}");
        let plan = &mut work.job.plan.as_mut().unwrap().value;
        for name in [
            &mut plan.customer.name,
            &mut plan.customer.address,
            &mut plan.customer.contact.name,
            &mut plan.customer.contact.title,
            &mut plan.manager.name,
            &mut plan.circuit_name,
            &mut plan.circuit_no,
            &mut plan.a_site.name,
            &mut plan.z_site.address,
            &mut plan.assignee.name,
            &mut plan.assignee.company,
        ] {
            *name = long(name);
        }
        plan.remark = Some(page());
        for person in &mut work.job.trade.people {
            person.value.name = long(&person.value.name);
        }
        let mut answers = work.job.answers.values_mut().flat_map(values);
        answers.next().unwrap().remark = Some(page());
        answers.last().unwrap().remark = Some(page());
        if let Some(field) = work.job.measurements.values_mut().next() {
            values(field).for_each(|value| value.remark = Some(page()));
        }
        let trade = &mut work.job.trade;
        trade.progress[0].value.text = page();
        trade.findings[0].found.value.text = page();
        for cause in trade.cause.iter_mut().flat_map(values) {
            cause.text = Some(page());
        }
        for request in &mut trade.extension_requests {
            request.request.value.text = page();
        }
        let event = work.event();
        work.job.notes.push(Current {
            value: page(),
            event,
        });
        work.close("arrive", Some(&page()));
        work
    }

    /// Two hundred rows in every list that grows, and sixty pictures.
    pub fn many(kind: &str) -> Self {
        let mut work = Work::rich(kind);
        let trade = &mut work.job.trade;
        trade.progress = (0..MANY)
            .map(|index| {
                let mut entry = trade.progress[0].clone();
                entry.value.text = format!("第{index}条进展");
                entry
            })
            .collect();
        trade.findings = (0..MANY)
            .map(|index| {
                let mut finding = trade.findings[index % 3].clone();
                finding.found.value.text = format!("第{index}处隐患");
                finding
            })
            .collect();
        trade.people = (0..MANY)
            .map(|index| {
                let mut person = trade.people[index % 5].clone();
                person.value.name = format!("第{index}人");
                person
            })
            .collect();
        trade.extension_requests = (0..MANY)
            .map(|index| {
                let mut asked = trade.extension_requests[index % 2].clone();
                asked.request.value.text = format!("第{index}次申请");
                asked
            })
            .collect();
        for failure in &mut trade.failures {
            failure.value.points = (0..MANY).map(|index| format!("第{index}点")).collect();
        }
        for (scope, metric) in [
            (Scope::Local, "light.rx_power"),
            (Scope::EndToEnd, "internet.rate_down"),
        ] {
            let key = format!("{}/{metric}/1", scope.as_str());
            if work.job.measurements.contains_key(&key) {
                for run in 2..=u32::try_from(MANY).unwrap() {
                    let value = format!("-17.{run}");
                    work.measure(scope, metric, run, &value, "dBm", None);
                }
            }
        }
        let slots: Vec<String> = work.job.photos.keys().cloned().collect();
        for slot in slots
            .iter()
            .cycle()
            .take(PICTURES.saturating_sub(slots.len()))
        {
            work.photo(slot);
        }
        work
    }
}
