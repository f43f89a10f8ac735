//! A day's work on a job, done through the application: whatever a step asks for is given.

use crate::device::Device;
use crate::samples;
use anyhow::{Context as _, Result};
use lineproof_app::dto::{
    AnswerInput, Block, Document, FieldKind, Ink, InkPoint, InstrumentInput, JobView, Limit,
    MeasurementInput, Metric, MetricInput, Metrics, Milestone, MissingKind, PhotoSlot, Question,
    QuestionKind, RecordForm, RecordInput, SignInput, SignerRole, SlotState, Step, StepState,
    UiLanguage,
};
use std::collections::BTreeMap;

/// The local test report.
pub const LOCAL_REPORT: &str = "test_report_local";
/// The end-to-end test report.
pub const TEST_REPORT: &str = "test_report_e2e";
/// The acceptance form.
pub const ACCEPTANCE: &str = "acceptance";

/// More steps, and papers of a step, than any job has.
const MAX_STEPS: usize = 40;

/// What a good line measures, by metric.
pub const VALUES: &[(&str, &str)] = &[
    ("module.basis", "label"),
    ("module.sensitivity", "-27"),
    ("module.overload", "-5"),
    ("light.rx_power", "-18.4"),
    ("light.tx_power", "-3.2"),
    ("fibre.length", "7.486"),
    ("fibre.loss_per_km_1310", "0.334"),
    ("fibre.splices", "3"),
    ("fibre.connectors", "2"),
    ("fibre.link_loss_1310", "2.9"),
    ("internet.link", "yes"),
    (
        "internet.addresses",
        "203.0.113.10/29, GW 203.0.113.9, VLAN 1201",
    ),
    ("internet.gateway_rtt", "1.2"),
    ("internet.gateway_loss", "0"),
    ("internet.port_errors", "0"),
    ("internet.reachable", "yes"),
    ("internet.rate_down", "198.6"),
    ("internet.rate_up", "197.9"),
    ("internet.province_rtt", "8.4"),
    ("internet.province_loss", "0"),
    ("internet.national_rtt", "31.5"),
    ("internet.national_loss", "0"),
    ("internet.jitter", "1.1"),
    ("internet.mtu", "1500"),
    ("internet.dns", "12"),
    ("internet.web", "yes"),
    ("protection.routes", "yes"),
    ("protection.odf_ports", "ODF-A 03, ODF-C 11"),
    ("protection.failover", "yes"),
    ("power.ac_voltage", "223"),
    ("power.feed", "yes"),
    ("power.earth_wire", "yes"),
    ("power.temperature", "23.5"),
];

/// What a good line measures.
#[must_use]
pub fn value_of(metric: &str) -> Option<&'static str> {
    VALUES
        .iter()
        .find_map(|(key, value)| (*key == metric).then_some(*value))
}

impl Device {
    /// Works through every step up to the papers; gives the job as it then is.
    pub fn work_until_papers(&self, job: &str) -> Result<JobView> {
        let steps: Vec<String> = keys_of(&self.job_view(job)?);
        for step in steps.iter().take_while(|step| *step != "sign") {
            self.work_on(job, step)?;
        }
        Ok(self.job_view(job)?)
    }

    /// The whole job: steps, the papers signed by tester and customer, and the report of completion.
    pub fn work_to_the_end(&self, job: &str) -> Result<JobView> {
        self.work_until_papers(job)?;
        self.make_document(job, LOCAL_REPORT, UiLanguage::ZhCn)?;
        self.sign(job, LOCAL_REPORT, SignerRole::Tester, "林晓")?;
        for paper in [TEST_REPORT, ACCEPTANCE] {
            self.make_document(job, paper, UiLanguage::ZhCn)?;
            self.sign(job, paper, SignerRole::Tester, "林晓")?;
            self.sign(job, paper, SignerRole::Customer, "张伟")?;
        }
        for step in ["sign", "clear", "complete"] {
            self.work_on(job, step)?;
        }
        Ok(self.job_view(job)?)
    }

    /// A job of any kind, step after step until it is reported complete; gives the job as it then is.
    pub fn work_through(&self, job: &str) -> Result<JobView> {
        for _ in 0..MAX_STEPS {
            let view = self.job_view(job)?;
            let is_open =
                |step: &&Step| matches!(step.state, StepState::Untouched | StepState::Open);
            match view.steps.iter().find(is_open) {
                Some(step) if !view.read_only => {
                    let worked = self.work_on(job, &step.key);
                    worked.with_context(|| format!("step {}", step.key))?;
                }
                _ => return Ok(view),
            }
        }
        anyhow::bail!("the steps do not end")
    }

    /// Makes and signs the papers that keep a step open.
    fn settle_papers(&self, job: &str, step: &str) -> Result<()> {
        for _ in 0..MAX_STEPS {
            let missing = self.job_view(job)?.missing;
            let papers = missing.iter().filter(|lack| lack.step == step && lack.must);
            let mut papers = papers
                .filter(|lack| matches!(lack.kind, MissingKind::Document | MissingKind::Signature));
            let Some(lack) = papers.next() else {
                return Ok(());
            };
            match lack.place.split_once('/') {
                None => {
                    self.make_document(job, &lack.place, UiLanguage::ZhCn)?;
                }
                Some((paper, "tester")) => {
                    self.sign(job, paper, SignerRole::Tester, "林晓")?;
                }
                Some((paper, "customer")) => {
                    self.sign(job, paper, SignerRole::Customer, "张伟")?;
                }
                Some((paper, _)) => {
                    self.sign(job, paper, SignerRole::Manager, "李敏")?;
                }
            }
        }
        anyhow::bail!("the papers do not end")
    }

    /// Gives a step what it asks for and closes it.
    pub fn work_on(&self, job: &str, step: &str) -> Result<()> {
        let view = self.job_view(job)?;
        let blocks = view.steps.into_iter().find(|of| of.key == step);
        for block in blocks.into_iter().flat_map(|step| step.blocks) {
            self.fill(job, step, block)?;
        }
        if step != "complete" {
            let missing = self.job_view(job)?.missing;
            let is_open = missing.iter().any(|lack| lack.step == step && lack.must);
            anyhow::ensure!(!is_open, "{step} still lacks {missing:?}");
            self.close_step(job, step, None)?;
        }
        Ok(())
    }

    fn fill(&self, job: &str, step: &str, block: Block) -> Result<()> {
        match block {
            Block::Questions(block) => {
                for question in &block.items {
                    self.give_answer(job, &answer(step, question))?;
                }
            }
            Block::Photos(block) => {
                for slot in &block.slots {
                    self.photograph(job, slot)?;
                }
            }
            Block::Traces(_) => {
                self.import_trace(job, "line-1310.sor", &samples::trace(), None)?;
            }
            Block::Metrics(block) => self.measure(job, &block)?,
            Block::Milestone(block) if block.milestone != Milestone::Complete => {
                self.mark_milestone(job, block.milestone)?;
            }
            Block::Milestone(_) => {
                self.settle_papers(job, step)?;
                self.mark_milestone(job, Milestone::Complete)?;
            }
            Block::Records(block) => {
                for form in block.forms.iter().filter(|form| form.required) {
                    self.write_down(job, form)?;
                }
            }
            Block::Inspection(block) => {
                for line in block.items.iter().filter(|line| line.value.is_none()) {
                    self.give_answer(job, &plain_answer(step, &line.item, "ok"))?;
                }
            }
            Block::Triage(_) => self.narrow_down(job, step)?,
            Block::Documents(_) => self.settle_papers(job, step)?,
            Block::Facts | Block::Script(_) | Block::Deeds(_) => {}
        }
        Ok(())
    }

    /// One entry of a form that has none.
    fn write_down(&self, job: &str, form: &RecordForm) -> Result<()> {
        if form.entries.is_empty() {
            self.add_record(job, &filled(form))?;
        }
        Ok(())
    }

    /// Says the first symptom and gives the first answer to every question until they end.
    fn narrow_down(&self, job: &str, step: &str) -> Result<()> {
        while let Some((item, value)) = self.question_in_hand(job, step)? {
            self.give_answer(job, &plain_answer(step, &item, &value))?;
        }
        Ok(())
    }

    /// The item that is asked next, with its first answer.
    fn question_in_hand(&self, job: &str, step: &str) -> Result<Option<(String, String)>> {
        let view = self.job_view(job)?;
        let of_step = view.steps.into_iter().filter(|of| of.key == step);
        let mut blocks = of_step.flat_map(|step| step.blocks);
        let triage = blocks.find_map(|block| match block {
            Block::Triage(triage) => Some(triage),
            _ => None,
        });
        let Some(triage) = triage else {
            return Ok(None);
        };
        if triage.symptom.is_none() {
            let first = triage.symptoms.into_iter().next();
            return Ok(first.map(|symptom| (triage.symptom_item, symptom.code)));
        }
        Ok(triage.current.and_then(|asked| {
            let first = asked.answers.into_iter().next()?;
            Some((asked.item, first.value))
        }))
    }

    fn photograph(&self, job: &str, slot: &PhotoSlot) -> Result<()> {
        if slot.state != SlotState::Met {
            let name = format!("IMG_{}.jpg", slot.code.replace('.', "_"));
            self.put_photo(job, &slot.code, &name, &samples::small_photo(&slot.code))?;
        }
        Ok(())
    }

    fn measure(&self, job: &str, block: &Metrics) -> Result<()> {
        if block.instruments.is_empty() {
            for kind in &block.instrument_kinds {
                self.note_instrument(job, &instrument(&kind.kind))?;
            }
        }
        for metric in block.items.iter().filter(|metric| metric.value.is_none()) {
            let Some(value) = good_value(metric) else {
                continue;
            };
            let input = MeasurementInput {
                metric: metric.key.clone(),
                scope: metric.scope,
                value,
                run: None,
                direction: None,
                remark: None,
            };
            self.record_measurement(job, &input)?;
        }
        Ok(())
    }

    /// Draws a signature into a field of the newest paper of a kind.
    pub fn sign(&self, job: &str, paper: &str, field: SignerRole, name: &str) -> Result<JobView> {
        let document = paper_of(&self.job_view(job)?, paper)
            .and_then(|paper| paper.document)
            .unwrap_or_default();
        let shown = self.open_signing(&document, field)?;
        let input = SignInput {
            document,
            field,
            name: name.to_owned(),
            title: Some("样例".to_owned()),
            phone: None,
            satisfaction: shown.asks_satisfaction.then(|| "satisfied".to_owned()),
            remark: None,
            pages_hash: shown.pages_hash,
            ink: ink(),
        };
        Ok(self.sign_document(&input)?)
    }
}

/// The steps of a job in their order.
#[must_use]
pub fn keys_of(view: &JobView) -> Vec<String> {
    view.steps.iter().map(|step| step.key.clone()).collect()
}

/// A paper of a job.
#[must_use]
pub fn paper_of(view: &JobView, kind: &str) -> Option<Document> {
    let blocks = view.steps.iter().flat_map(|step| &step.blocks);
    let papers = blocks.filter_map(|block| match block {
        Block::Documents(block) => Some(&block.items),
        _ => None,
    });
    papers.flatten().find(|paper| paper.kind == kind).cloned()
}

/// A photo slot of a job.
#[must_use]
pub fn slot_of(view: &JobView, code: &str) -> Option<PhotoSlot> {
    let blocks = view.steps.iter().flat_map(|step| &step.blocks);
    let slots = blocks.filter_map(|block| match block {
        Block::Photos(block) => Some(&block.slots),
        _ => None,
    });
    slots.flatten().find(|slot| slot.code == code).cloned()
}

fn plain_answer(step: &str, item: &str, value: &str) -> AnswerInput {
    AnswerInput {
        step: step.to_owned(),
        item: item.to_owned(),
        value: value.to_owned(),
        remark: None,
    }
}

/// A value that the metric's limit allows; none where none is asked for.
#[must_use]
pub fn good_value(metric: &Metric) -> Option<String> {
    if let Some(known) = value_of(&metric.key) {
        return Some(known.to_owned());
    }
    match (&metric.limit, metric.input) {
        (_, MetricInput::YesNo) => Some("yes".to_owned()),
        (Limit::Equal { value }, _) => Some(value.clone()),
        (_, MetricInput::Choice) => metric.choices.first().map(|choice| choice.value.clone()),
        (_, MetricInput::Text) => Some("样例".to_owned()),
        (Limit::Range { low, .. } | Limit::AtLeast { low }, _) => Some(low.clone()),
        (Limit::AtMost { high }, _) => Some(high.clone()),
        (Limit::Open | Limit::Works, _) => metric.required.then(|| "1".to_owned()),
    }
}

/// A form with something fitting in every field; one choice narrows the next.
#[must_use]
pub fn filled(form: &RecordForm) -> RecordInput {
    let mut values = BTreeMap::new();
    for field in &form.fields {
        let narrowed = form.fields.iter().find_map(|of| {
            let chosen = values.get(&of.key)?;
            let option = of.options.iter().find(|option| option.value == *chosen)?;
            let narrows = option.narrows.as_ref()?;
            (narrows.field == field.key).then(|| narrows.values.first().cloned())?
        });
        let first = || field.options.first().map(|option| option.value.clone());
        let value = match field.kind {
            FieldKind::Text | FieldKind::Long => "样例".to_owned(),
            FieldKind::Choice | FieldKind::Pick => narrowed.or_else(first).unwrap_or_default(),
            FieldKind::Date => "2099-12-31".to_owned(),
            FieldKind::Time => "2099-12-31 12:00".to_owned(),
            FieldKind::Phone => "000-0000-0001".to_owned(),
            FieldKind::Number => "1".to_owned(),
        };
        values.insert(field.key.clone(), value);
    }
    RecordInput {
        kind: form.kind,
        values,
    }
}

/// The good answer: yes to a check, the first to a choice, a word to a text, a figure to a number, and what has a form in that form.
#[must_use]
pub fn answer(step: &str, question: &Question) -> AnswerInput {
    let value = match question.kind {
        QuestionKind::Check => "yes".to_owned(),
        QuestionKind::Choice => good_choice(question),
        QuestionKind::Text => "样例 OLT-01 / 0-1-2".to_owned(),
        QuestionKind::Day => "2026-12-01".to_owned(),
        QuestionKind::Period => "2026-12-01 22:00 – 2026-12-02 04:00".to_owned(),
        QuestionKind::Coordinates => "25.04, 102.71".to_owned(),
        QuestionKind::Number => match question.unit.as_deref() {
            Some("dBm") => "-18.4".to_owned(),
            Some(_) | None => "3".to_owned(),
        },
    };
    AnswerInput {
        step: step.to_owned(),
        item: question.item.clone(),
        value,
        remark: None,
    }
}

fn good_choice(question: &Question) -> String {
    let quiet = question.options.iter().find(|option| !option.asks_remark);
    let is_earth = question.item == "new_earth";
    let chosen = if is_earth {
        question.options.iter().find(|option| option.value == "no")
    } else {
        quiet
    };
    chosen
        .map(|option| option.value.clone())
        .unwrap_or_default()
}

fn instrument(kind: &str) -> InstrumentInput {
    InstrumentInput {
        kind: kind.to_owned(),
        model: "SAMPLE-1".to_owned(),
        serial: "LP-0001".to_owned(),
        calibrated_until: Some("2099-12-31".to_owned()),
        settings: Some("SAMPLE 1310 nm".to_owned()),
    }
}

/// Two strokes of a pen.
#[must_use]
pub fn ink() -> Ink {
    let point = |x: f64, y: f64, t: f64| InkPoint { x, y, t, p: 0.5 };
    let wave = |from: f64, y: f64, start: f64| {
        (0..20u32)
            .map(f64::from)
            .map(|at| {
                point(
                    from + at * 8.0,
                    y + 12.0 * (at * 0.7).sin(),
                    start + at * 16.0,
                )
            })
            .collect()
    };
    Ink {
        width: 400.0,
        height: 160.0,
        strokes: vec![wave(60.0, 70.0, 0.0), wave(120.0, 110.0, 500.0)],
    }
}
