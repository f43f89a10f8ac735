//! What the tests of this crate share: fonts, an authority, a device, a small document.

use crate::Fonts;
use crate::certificate::{Authority, DeviceKey, Subject};
use crate::sign::KeySigner;
use chrono::{DateTime, FixedOffset, Utc};
use std::path::PathBuf;
use std::sync::OnceLock;

/// The folder of the font package: `LINEPROOF_FONTS`, or where npm puts it.
fn font_folder() -> PathBuf {
    std::env::var_os("LINEPROOF_FONTS").map_or_else(
        || {
            let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
            PathBuf::from(root).join("ui/node_modules/@expo-google-fonts/noto-sans-sc")
        },
        PathBuf::from,
    )
}

/// The fonts, loaded once.
pub(crate) fn fonts() -> &'static Fonts {
    static FONTS: OnceLock<Fonts> = OnceLock::new();
    FONTS.get_or_init(|| {
        let folder = font_folder();
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

pub(crate) fn now() -> DateTime<Utc> {
    "2026-11-22T02:00:00Z".parse().unwrap()
}

pub(crate) fn claimed() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-22T10:00:00+08:00").unwrap()
}

pub(crate) fn authority() -> Authority {
    Authority::generate("Lineproof test authority", now()).unwrap()
}

pub(crate) fn engineer() -> Subject {
    Subject {
        name: "许曼".to_owned(),
        person: "01930000-0000-7000-8000-000000000001".to_owned(),
        device: "01930000-0000-7000-8000-0000000000d1".to_owned(),
        organisation: Some("示例代维公司".to_owned()),
    }
}

pub(crate) fn signer(authority: &Authority) -> KeySigner {
    let key = DeviceKey::generate();
    let request = key.signing_request(&engineer()).unwrap();
    KeySigner {
        certificate: authority.issue(&request, &engineer(), now()).unwrap(),
        chain: vec![authority.certificate_der().unwrap()],
        key,
    }
}
