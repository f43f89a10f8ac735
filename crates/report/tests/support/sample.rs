//! Views written by hand: short ones, long ones, awkward ones.

use chrono::{DateTime, FixedOffset};
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::trace::{PlotAxis, PlotMark, PlotPoint, PlotTick, TraceEventKind, TracePlot};
use lineproof_i18n::Language;
use lineproof_report::Jpeg;
use lineproof_report::view::{
    Block, Cell, Column, DocumentView, Fact, Photo, PhotoGrid, SignatureBox, Table, Tone,
    TraceFigure,
};

pub const LONG_NAME: &str = "天津市东丽区华明高新技术产业开发区智能装备联合制造研究院有限责任公司（第二分公司）数据中心机房";

pub fn made_at() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-22T10:00:00+08:00").unwrap()
}

pub fn view(blocks: Vec<Block>) -> DocumentView {
    DocumentView {
        document: "test_report_e2e".to_owned(),
        language: Language::ZhCn,
        title: "全程测试报告".to_owned(),
        number: "TJ-DL-2026-004178".to_owned(),
        made_at: made_at(),
        record_hash: Sha256Digest::of(b"sample"),
        sources: Vec::new(),
        shows: Vec::new(),
        blocks,
    }
}

pub fn facts() -> Block {
    Block::Facts(vec![
        Fact::new("客户", LONG_NAME).wide(),
        Fact::new("电路编号", "津东丽ZX20260417A"),
        Fact::new("速率", "500 Mbit/s"),
        Fact::new("A 端", "华明高新区低碳产业基地 B6 座 3 层弱电间"),
        Fact::new("Z 端", "东丽开发区综合楼传输机房"),
        Fact::new("测试人", "许曼 138 0000 0000"),
        Fact::new("环境温度", "21 °C"),
    ])
}

pub fn table(rows: usize) -> Block {
    let row = |index: usize| {
        let (verdict, tone) = if index % 17 == 3 {
            ("不合格 高 2.4", Tone::Fail)
        } else {
            ("合格", Tone::Pass)
        };
        let name = if index % 23 == 5 {
            "网关往返时延（100 包，每包 1000 字节，客户侧有线接入，取平均值，连续三次）".to_owned()
        } else {
            format!("第 {} 项往返时延", index + 1)
        };
        vec![
            Cell::new(name),
            Cell::new(format!("{}.{} ms", index % 7, index % 10)),
            Cell::new("不大于 5 ms\n默认限值"),
            Cell::toned(verdict, tone),
        ]
    };
    Block::Table(Table {
        columns: vec![
            Column::text("项目", 4.0),
            Column::number("测得", 2.0),
            Column::text("限值与来源", 2.5),
            Column::text("判定", 2.0),
        ],
        rows: (0..rows).map(row).collect(),
    })
}

/// A grey JPEG made here: the smallest thing every viewer decodes.
pub fn jpeg() -> Jpeg {
    Jpeg::new(include_bytes!("rack.jpg").to_vec()).unwrap()
}

pub fn photos(count: usize, across: usize) -> Block {
    let photo = |index: usize| Photo {
        picture: if index == 4 {
            Err("图片坏了，没法印。原件还在记录里。".to_owned())
        } else {
            Ok(jpeg())
        },
        code: format!("I{:02}", index + 1),
        caption: "装好后的机架正面，理线整齐，空位有盲板".to_owned(),
        detail: "2026-11-22 09:41 ±1 分".to_owned(),
    };
    Block::Photos(PhotoGrid {
        across,
        photos: (0..count).map(photo).collect(),
    })
}

pub fn plot() -> TracePlot {
    let axis = |until: f64, step: f64| PlotAxis {
        from: 0.0,
        until,
        ticks: (0..)
            .map(|index| f64::from(index) * step)
            .take_while(|value| *value <= until)
            .map(|value| PlotTick {
                position: value / until,
                label: format!("{value}"),
            })
            .collect(),
    };
    let level = |x: f64| {
        let spike = if (x - 0.4).abs() < 0.004 { 0.2 } else { 0.0 };
        let step = if x > 0.4 { 0.05 } else { 0.0 };
        if x > 0.85 {
            0.05
        } else {
            0.8 - 0.45 * x + spike - step
        }
    };
    TracePlot {
        distance_km: axis(4.0, 0.5),
        level_db: axis(30.0, 5.0),
        line: (0..900)
            .map(|index| f64::from(index) / 899.0)
            .map(|x| PlotPoint { x, y: level(x) })
            .collect(),
        marks: vec![PlotMark {
            number: 2,
            kind: TraceEventKind::Reflective,
            x: 0.4,
            y: level(0.4),
        }],
    }
}

pub fn trace() -> Block {
    let mut reference = plot();
    for point in &mut reference.line {
        point.y += 0.04;
    }
    Block::Trace(Box::new(TraceFigure {
        plot: plot(),
        reference: Some(reference),
        near_end: "A 华明".to_owned(),
        far_end: "Z 东丽".to_owned(),
        distance_label: "距离 km".to_owned(),
        level_label: "电平 dB".to_owned(),
        caption: "1310 nm，脉宽 100 ns，折射率 1.4677。虚线：2025-03-02 开通时。".to_owned(),
    }))
}

pub fn signatures() -> Block {
    let one = |field: &str, role: &str| SignatureBox {
        field: field.to_owned(),
        role: role.to_owned(),
    };
    Block::Signatures(vec![
        one("tester", "测试人"),
        one("customer", "客户"),
        one("manager", "客户经理"),
    ])
}

pub fn remarks(paragraphs: usize) -> Block {
    let text = "客户要求（书面）：机房内布线一律走上走线架，不得落地；“先断电、后接地”的顺序不变。光缆进线处预留 3 m，弯曲半径不小于 30 mm。";
    Block::Paragraph(vec![text; paragraphs].join("\n"))
}

/// A whole report.
pub fn report() -> DocumentView {
    view(vec![
        facts(),
        Block::Heading("端到端测试".to_owned()),
        table(60),
        Block::Heading("光纤曲线".to_owned()),
        trace(),
        Block::Heading("现场照片".to_owned()),
        photos(12, 3),
        Block::Heading("备注".to_owned()),
        remarks(2),
        signatures(),
    ])
}
