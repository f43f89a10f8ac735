//! A small document with real pages and real signatures.

use super::now;
use lineproof_domain::digest::Sha256Digest;
use lineproof_i18n::Language;
use lineproof_report::sign::{Appearance, Stroke, StrokePoint, Strokes};
use lineproof_report::view::{Block, DocumentView, SignatureBox};
use lineproof_report::{Fonts, KeySigner, Rendered, SignRequest, render, sign};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The fonts, loaded once: `LINEPROOF_FONTS`, or where npm puts them.
fn fonts() -> &'static Fonts {
    static FONTS: OnceLock<Fonts> = OnceLock::new();
    FONTS.get_or_init(|| {
        let folder = std::env::var_os("LINEPROOF_FONTS").map_or_else(
            || {
                let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
                root.join("ui/node_modules/@expo-google-fonts/noto-sans-sc")
            },
            PathBuf::from,
        );
        let read = |name: &str| {
            std::fs::read(folder.join(name)).expect("run `npm ci` in ui/, or set LINEPROOF_FONTS")
        };
        Fonts::load(
            read("400Regular/NotoSansSC_400Regular.ttf"),
            read("700Bold/NotoSansSC_700Bold.ttf"),
            None,
        )
        .unwrap()
    })
}

pub fn pages(record_hash: Sha256Digest) -> Rendered {
    let one = |field: &str, role: &str| SignatureBox {
        field: field.to_owned(),
        role: role.to_owned(),
    };
    let view = DocumentView {
        document: "acceptance".to_owned(),
        language: Language::ZhCn,
        title: "验收单".to_owned(),
        number: "TJ-DL-2026-004178".to_owned(),
        made_at: now(),
        record_hash,
        sources: Vec::new(),
        shows: Vec::new(),
        blocks: vec![
            Block::Paragraph("光缆进线处预留 3 m。".to_owned()),
            Block::Signatures(vec![
                one("tester", "测试人"),
                one("customer", "客户"),
                one("manager", "客户经理"),
            ]),
        ],
    };
    render(&view, fonts()).unwrap()
}

pub fn signed(pdf: &[u8], field: &str, name: &str, signer: &KeySigner) -> Vec<u8> {
    let points = (0..30_u8)
        .map(|step| StrokePoint {
            x: 40.0 + 5.0 * f32::from(step),
            y: 90.0 + 40.0 * (f32::from(step) * 0.4).sin(),
            time_ms: f64::from(step) * 12.0,
            pressure: 0.5,
        })
        .collect();
    let appearance = Appearance {
        strokes: Strokes {
            width: 600.0,
            height: 200.0,
            strokes: vec![Stroke { points }],
        },
        lines: vec![name.to_owned()],
    };
    let request = SignRequest {
        field,
        signer,
        appearance: &appearance,
        claimed_at: now(),
        name,
        reason: "验收签字",
    };
    sign(pdf, &request, fonts()).unwrap()
}
