//! A job of any kind with everything in it that a document can show.

use super::job::{CATALOGUE, Work};
use super::{answers, sample};
use chrono::{DateTime, Duration, FixedOffset, NaiveDate};
use lineproof_domain::catalogue::{
    JudgeContext, Metric, MetricKind, MetricUse, Need, Outcome, QuestionKind, Severity, judge,
};
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::event::{OccurredAt, Precision};
use lineproof_domain::job::{
    Extension, ExtensionRequest, Finding, LoopPoint, Milestone, Moment, Said, Suspension,
};
use lineproof_domain::registry::body::Direction;
use lineproof_domain::registry::plan::{Appointment, ComputedDue, Details, EarlierFault};
use lineproof_domain::registry::trade::{
    CauseDetermined, CustomerContacted, ExtensionRejected, ExtensionRequested, FaultReceived,
    FindingFixed, FindingRecorded, InspectionFailed, LoopSet, PersonNoted, ProgressReported,
    Rectified, ResourceAnswered, ResultTold, SuspendApproved, SuspendProposed,
};
use lineproof_domain::rules::{judge_context, severity, steps_of, triage};

fn text(text: &str) -> String {
    text.to_owned()
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Minutes after eight in the morning.
fn at(minutes: i64) -> DateTime<FixedOffset> {
    sample::made_at() - Duration::hours(2) + Duration::minutes(minutes)
}

fn occurred(minutes: i64) -> OccurredAt {
    OccurredAt {
        at: at(minutes),
        precision: Precision::Minute,
    }
}

/// Milestones with their minute and the families of job kinds that have them; every kind has those of "".
const COURSE: &[(&str, i64, &str)] = &[
    ("inspection.failed", -2400, "rectification"),
    ("fault.received", -600, "fault"),
    ("fault.signed", -594, "fault"),
    ("fault.dispatched", -588, "fault"),
    ("fault.accepted", -570, "fault"),
    ("job.accepted", -570, ""),
    ("visit.departed", -560, ""),
    ("visit.arrived", -500, ""),
    ("cutover.started", -400, "cutover"),
    ("cutover.finished", -380, "cutover"),
    ("assurance.started", -360, "assurance"),
    ("service.stopped", -300, "stop"),
    ("service.restored", -60, "fault"),
    ("recovery.confirmed", -50, "fault"),
    ("circuit.opened", -40, "install"),
    ("resource.answered", -30, "survey"),
    ("resource.handed_over", -20, "survey"),
    ("resource.updated", -15, "survey"),
    ("rectified", -10, "rectification"),
    ("acceptance.signed", -8, "acceptance"),
    ("assurance.ended", -5, "assurance"),
];

/// Points that failed.
const POINTS: [&str; 2] = ["电源线没有标签", "尾纤弯曲半径小于 30 mm"];

impl Work {
    /// A job of `kind` with every section of every document filled.
    pub fn rich(kind: &str) -> Self {
        let mut work = Work::dispatched();
        work.plan_of(kind);
        for (mark, minutes, family) in COURSE {
            let accepted = *mark == "job.accepted" && kind.starts_with("fault");
            if kind.starts_with(family) && !accepted {
                let event = work.event();
                let milestone = Milestone {
                    occurred_at: occurred(*minutes),
                    event,
                };
                work.job.moments.push(Moment {
                    kind: (*mark).to_owned(),
                    at: occurred(*minutes),
                    event,
                });
                work.job.milestones.insert((*mark).to_owned(), milestone);
            }
        }
        work.fault();
        work.stops();
        work.resources();
        if ["acceptance", "rectification"].contains(&kind) {
            work.spot_check();
        }
        work.findings();
        work.instrument("power_meter", "EXFO PPM-350C", "884213", Some("2027-03-31"));
        work.instrument("otdr", "EXFO FTB-720C", "1093377", Some("2026-06-30"));
        work.trace();
        work.follow_the_catalogue();
        work.report_made(Sha256Digest::of(b"report"), 6);
        work
    }

    fn plan_of(&mut self, kind: &str) {
        let plan = &mut self.job.plan.as_mut().unwrap().value;
        plan.kind = kind.to_owned();
        plan.profiles = CATALOGUE
            .profiles
            .iter()
            .map(|profile| profile.key.clone())
            .collect();
        let of = |family: &str| kind.starts_with(family);
        let earlier = || EarlierFault {
            order_no: text("GZ-1109-004"),
            received_at: "2026-11-09T08:20:00+08:00".parse().unwrap(),
            cause: text("C-OPT-01"),
        };
        let failed = || POINTS.iter().map(|point| text(point)).collect();
        plan.details = Details {
            symptom: of("fault").then(|| text("Y01")),
            points: of("survey").then_some(2),
            resource_case: of("survey").then(|| text("by_optimisation")),
            approval_no: of("cutover").then(|| text("津网割〔2026〕118 号")),
            opened_on: of("acceptance").then(|| day("2026-11-16")),
            failed_points: of("rectification").then(failed).unwrap_or_default(),
            earlier_faults: of("fault").then(earlier).into_iter().collect(),
            hotline: Some(text("10000 转 9")),
        };
        plan.appointment = Some(Appointment {
            from: at(-500),
            until: at(-440),
        });
        plan.computed_due = Some(ComputedDue {
            at: "2027-01-08T00:00:00+08:00".parse().unwrap(),
            calendar: text("cn-2027"),
            provisional: true,
        });
        plan.remark = some("客户要求工作时间外施工，进场前先到物业登记。");
    }

    fn said<T>(&mut self, minutes: i64, value: T) -> Said<T> {
        Said {
            value,
            event: self.event(),
            at: occurred(minutes),
            person: self.job.plan.as_ref().unwrap().value.assignee.person,
        }
    }

    fn fault(&mut self) {
        let ticket = FaultReceived {
            ticket_no: text("GZ-2026-1122-0031"),
            symptom: some("Y01"),
            text: some("早上六点后全部中断，光猫 LOS 红灯闪，换过网线没用，前台和仓库都上不了网。"),
        };
        self.job.trade.fault = Some(self.said(-600, ticket));
        let contact = CustomerContacted {
            reached: true,
            person: some("王雅婷"),
            text: some("时间说好了，进门要在物业登记"),
        };
        let contact = self.said(-580, contact);
        let missed = CustomerContacted {
            reached: false,
            person: None,
            text: None,
        };
        let missed = self.said(-584, missed);
        self.job.trade.contacts.extend([missed, contact]);
        let kind = self.job.plan.as_ref().unwrap().value.kind.clone();
        let entries = answers::entries(&kind);
        let minutes = [-470, -120, -80];
        let told = [false, true, true];
        let entries = minutes.into_iter().zip(entries).zip(told);
        for ((minutes, said), told_customer) in entries {
            let entry = ProgressReported {
                text: text(said),
                told_customer,
            };
            let entry = self.said(minutes, entry);
            self.job.trade.progress.push(entry);
        }
        let told = ResultTold {
            person: some("王雅婷"),
            text: some(answers::result_told(&kind)),
        };
        let told = self.said(-45, told);
        self.job.trade.results_told.push(told);
        let people = [
            ("许曼", "outsourced", "东丽代维一班"),
            ("马志国", "duty", "天津分公司响应中心"),
            ("刘锐", "cooperating", "线路维护三班"),
            ("陈副总", "leader", "天津分公司"),
            ("王雅婷", "customer", sample::LONG_NAME),
        ];
        for (name, role, organisation) in people {
            let person = PersonNoted {
                name: text(name),
                role: text(role),
                organisation: some(organisation),
                phone: some("138 0000 0003"),
            };
            let person = self.said(-530, person);
            self.job.trade.people.push(person);
        }
        for (port, released) in [("GE0/0/1", true), ("GE0/0/2", false)] {
            let set = LoopSet {
                place: text("东丽开发区综合楼传输机房"),
                device: text("OptiX PTN 960"),
                port: text(port),
                loop_kind: text("hard"),
            };
            let set = self.said(-480, set);
            let off = (occurred(-460), self.event());
            self.job.trade.loops.push(LoopPoint {
                set,
                released: released.then_some(off),
            });
        }
        let cause = CauseDetermined {
            cause: text("C-OPT-01"),
            side: text("third_party"),
            action: text("熔接 12 芯，恢复接头盒，收光 −17.8 dBm，业务恢复后观察 30 分钟。"),
            text: some("市政施工未交底，挖掘机挖断一经路 24 芯光缆。"),
            confirmed_by: some("马志国"),
        };
        self.job.trade.cause = Some(self.field(cause));
    }

    fn stops(&mut self) {
        let proposal = SuspendProposed {
            reason: text("S02"),
            text: text("物业没有机房钥匙，八点上班后才能进。"),
            consent: some("王雅婷"),
            planned_resume: Some(at(-400)),
            evidence: None,
        };
        let proposal = self.said(-440, proposal);
        let approval = SuspendApproved {
            proposal: Some(proposal.event),
            reason: text("S02"),
            effective_from: Some(at(-436)),
            until: Some(at(-400)),
        };
        let approval = self.said(-430, approval);
        self.job.trade.suspensions.push(Suspension {
            proposal: Some(proposal),
            approval: Some(approval),
            rejection: None,
        });
        let asked = |new_due: &str, reason: &str| ExtensionRequested {
            new_due: day(new_due),
            reason: text(reason),
            text: text("客户机房还在装修，要求装修完再开通。"),
            consent: some("王雅婷"),
            evidence: some("通话记录 1122-03"),
        };
        let refused = self.said(-300, asked("2027-01-20", "材料没到"));
        let no = ExtensionRejected {
            request: refused.event,
            reason: text("不是客户原因"),
        };
        let no = self.said(-290, no);
        let granted = self.said(-200, asked("2027-01-15", "customer"));
        self.job.trade.extension_requests = vec![
            ExtensionRequest {
                request: refused,
                rejection: Some(no),
            },
            ExtensionRequest {
                request: granted,
                rejection: None,
            },
        ];
        let event = self.event();
        self.job.extensions.push(Extension {
            new_due: day("2027-01-15"),
            reason: text("customer"),
            approved_at: at(-190),
            event,
        });
    }

    fn resources(&mut self) {
        let answer = ResourceAnswered {
            result: text("by_optimisation"),
            text: text(
                "核心和接入环具备，末端缺 120 米皮线光缆，利旧二级分光器第 6 口，优化后满足。",
            ),
            ready_on: Some(day("2026-11-27")),
        };
        self.job.trade.resource_answer = Some(self.field(answer));
    }

    /// Points that a spot check failed, and that they are mended.
    fn spot_check(&mut self) {
        let failed = InspectionFailed {
            points: POINTS.iter().map(|point| text(point)).collect(),
            text: some("现场抽查"),
        };
        let failed = self.said(-2400, failed);
        self.job.trade.failures.push(failed);
        let mended = Rectified {
            text: some("补打标签 3 张，尾纤重新盘留，已拍照。"),
        };
        self.job.trade.rectified = Some(self.said(-10, mended));
    }

    fn findings(&mut self) {
        let findings = [
            (
                "customer",
                1,
                "插座没有接地，机壳带电 38 V",
                Some("请电工接地，接好前不上电"),
            ),
            ("carrier", 2, "光缆标牌缺失 2 块", Some("补挂标牌")),
            ("third_party", 3, "机房上方水管渗水", None),
        ];
        for (index, (side, grade, what, measure)) in findings.into_iter().enumerate() {
            let found = FindingRecorded {
                item: (index == 0).then(|| text("11")),
                side: text(side),
                grade,
                text: text(what),
                measure: measure.map(text),
                due: (grade < 3).then(|| day("2026-12-01")),
            };
            let found = self.said(-100, found);
            let fixed = FindingFixed {
                finding: found.event,
                text: some("已补挂"),
            };
            let fixed = self.said(-90, fixed);
            self.job.trade.findings.push(Finding {
                found,
                fixed: (index == 1).then_some(fixed),
            });
        }
    }

    /// Answers every question, fills every picture slot and measures every metric of the job kind.
    fn follow_the_catalogue(&mut self) {
        let plan = self.job.plan.as_ref().unwrap().value.clone();
        let (kind, service) = (plan.kind, plan.service);
        let steps: Vec<_> = steps_of(&self.job, &CATALOGUE)
            .into_iter()
            .cloned()
            .collect();
        for step in &steps {
            for question in &step.questions {
                // What hangs on another answer is answered where it is asked.
                let wanted = severity(&question.need, &self.job, &CATALOGUE);
                if wanted == Severity::Info && question.need != Need::Info {
                    continue;
                }
                let value = match question.kind {
                    QuestionKind::Check => "yes",
                    QuestionKind::Choice => answers::chosen(question),
                    QuestionKind::Number => answers::counted(&question.key),
                    _ => answers::written(&kind, &question.key),
                };
                self.answer(&step.key, &question.key, value, None);
            }
            if let Some(visit) = step.inspection {
                let items = CATALOGUE.inspection_items.iter();
                for item in items.filter(|item| item.visits.contains(&visit)) {
                    let (value, remark) = match item.key.as_str() {
                        "11" => ("abnormal", Some("插线板串接，插座没有接地")),
                        "12" | "13" => ("na", None),
                        _ => ("ok", None),
                    };
                    let key = format!("inspection.{}", item.key);
                    self.answer(&step.key, &key, value, remark);
                }
            }
            if step.triage {
                self.answer(&step.key, triage::SYMPTOM, "Y01", None);
                while let Some(asked) =
                    triage::walk(&self.job, &CATALOGUE).and_then(|walk| walk.current)
                {
                    let value = &asked.question.answers[0].key;
                    self.answer(&step.key, &asked.item(), value, None);
                }
            }
            let places = CATALOGUE.photos_of(step);
            for place in places.map(|place| place.key()).collect::<Vec<_>>() {
                self.photo(&place);
            }
            let tests = CATALOGUE.templates_of(step, &service);
            let tests = tests.map(|(template, scope)| (template.key.as_str(), scope));
            for (template, scope) in tests.collect::<Vec<_>>() {
                if matches!(template, "internet" | "path") {
                    self.test_run(scope, template, Direction::AToZ, 15);
                    self.test_run(scope, template, Direction::ZToA, 12);
                }
            }
            let metrics = CATALOGUE.metrics_of(step, &service);
            for MetricUse { metric, scope, .. } in metrics.collect::<Vec<_>>() {
                let context = judge_context(&self.job, &CATALOGUE);
                let value = good_value(metric, &context);
                let unit = metric.unit.clone().unwrap_or_default();
                self.measure(scope, &metric.key, 1, &value, &unit, None);
            }
        }
    }
}

/// Numbers of which one suits almost every metric.
const NUMBERS: [&str; 12] = [
    "0.03", "0", "1.8", "21", "45", "-17.8", "-48", "8", "65", "226", "99.99", "495",
];

/// Numbers that others are reckoned from.
const NAMED: [(&str, &str); 12] = [
    ("module.sensitivity", "-27"),
    ("module.overload", "-5"),
    ("light.rx_power", "-17.8"),
    ("light.rx_before", "-17.6"),
    ("power.frequency", "50"),
    ("power.backup", "45"),
    ("fibre.return_loss", "34"),
    ("light.rx_last", "-17.5"),
    ("fibre.length", "3.214"),
    ("fibre.splices", "2"),
    ("fibre.connectors", "2"),
    ("light.tx_power", "-2.1"),
];

/// A value that passes; where none of ours does, one that is recorded or fails.
fn good_value(metric: &Metric, context: &JudgeContext) -> String {
    match metric.kind {
        MetricKind::YesNo => text("yes"),
        MetricKind::Choice => metric.choices[0].key.clone(),
        MetricKind::Text => text(answers::written("", &metric.key)),
        MetricKind::Number => {
            if let Some((_, named)) = NAMED.iter().find(|(key, _)| *key == metric.key) {
                return text(named);
            }
            let mut numbers = NUMBERS.iter();
            let good = |value: &&&str| judge(metric, value, context).outcome == Outcome::Pass;
            text(numbers.find(good).unwrap_or(&"1.8"))
        }
    }
}
