//! What the tests of documents share: fonts, an authority, a signing device, sample views.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "every test file uses a part; tests fail by panicking"
)]

pub mod answers;
pub mod evidence;
pub mod job;
pub mod kinds;
pub mod rich;
pub mod said;
pub mod sample;
pub mod strain;
pub mod tools;

use lineproof_report::certificate::{Authority, DeviceKey, Subject};
use lineproof_report::sign::{Appearance, Stroke, StrokePoint, Strokes};
use lineproof_report::{Fonts, KeySigner, SignRequest, sign};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The fonts, loaded once: `LINEPROOF_FONTS`, or where npm puts them.
pub fn fonts() -> &'static Fonts {
    static FONTS: OnceLock<Fonts> = OnceLock::new();
    FONTS.get_or_init(|| {
        Fonts::load(
            font("400Regular/NotoSansSC_400Regular.ttf"),
            font("700Bold/NotoSansSC_700Bold.ttf"),
            None,
        )
        .unwrap()
    })
}

/// A file of the font package.
pub fn font(name: &str) -> Vec<u8> {
    let folder = std::env::var_os("LINEPROOF_FONTS").map_or_else(
        || root().join("ui/node_modules/@expo-google-fonts/noto-sans-sc"),
        PathBuf::from,
    );
    std::fs::read(folder.join(name)).expect("run `npm ci` in ui/, or set LINEPROOF_FONTS")
}

/// Where these tests leave files to look at.
pub fn out(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("documents");
    std::fs::create_dir_all(&folder).unwrap();
    folder.join(name)
}

/// An authority made now.
pub fn authority() -> Authority {
    Authority::generate("Lineproof test authority", sample::made_at().to_utc()).unwrap()
}

/// A device with a certificate of `authority`.
pub fn signer(authority: &Authority) -> KeySigner {
    let subject = Subject {
        name: "许曼".to_owned(),
        person: "01930000-0000-7000-8000-000000000001".to_owned(),
        device: "01930000-0000-7000-8000-0000000000d1".to_owned(),
        organisation: Some("东丽代维一班".to_owned()),
    };
    let key = DeviceKey::generate();
    let request = key.signing_request(&subject).unwrap();
    KeySigner {
        certificate: authority
            .issue(&request, &subject, sample::made_at().to_utc())
            .unwrap(),
        chain: vec![authority.certificate_der().unwrap()],
        key,
    }
}

/// Signs a field with some handwriting.
pub fn signed(pdf: &[u8], field: &str, name: &str, signer: &KeySigner) -> Vec<u8> {
    let request = SignRequest {
        field,
        signer,
        appearance: &handwriting(name),
        claimed_at: sample::made_at(),
        name,
        reason: "验收签字",
    };
    sign(pdf, &request, fonts()).unwrap()
}

fn handwriting(name: &str) -> Appearance {
    let title = match name {
        "许曼" | "苏婷" => "维护工程师",
        "周启明" => "客户经理",
        _ => "网络主管",
    };
    let wave = |start: f32, phase: f32| Stroke {
        points: (0..60)
            .map(|step| {
                let t = step as f32 / 59.0;
                StrokePoint {
                    x: start + 170.0 * t,
                    y: 90.0 + 60.0 * (t * 9.0 + phase).sin() * (1.0 - 0.6 * t),
                    time_ms: f64::from(step) * 12.0,
                    pressure: 0.5,
                }
            })
            .collect(),
    };
    Appearance {
        strokes: Strokes {
            width: 600.0,
            height: 200.0,
            strokes: vec![wave(40.0, 0.0), wave(190.0, 1.2), wave(330.0, 2.5)],
        },
        lines: vec![
            format!("{name} · {title}"),
            "2026-11-22 10:00 UTC+08:00".to_owned(),
        ],
    }
}
