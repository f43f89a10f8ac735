//! The catalogue and calendar that come with the program, built in.

use super::bundle::Bundle;

macro_rules! shipped {
    ($($path:literal),+ $(,)?) => {
        &[$(($path, include_str!(concat!("../../../../assets/catalogue/", $path)))),+]
    };
}

/// The catalogue's files as (path, text).
const FILES: &[(&str, &str)] = shipped![
    "carrier/profiles.toml",
    "conduct.toml",
    "documents/fault.toml",
    "documents/opening.toml",
    "documents/orders.toml",
    "documents/tests.toml",
    "documents/visits.toml",
    "fault/causes.toml",
    "fault/suspend.toml",
    "fault/symptoms.toml",
    "fault/triage.toml",
    "inspection.toml",
    "install/photos.toml",
    "instruments.toml",
    "jobs/acceptance.toml",
    "jobs/adjust_config.toml",
    "jobs/adjust_move.toml",
    "jobs/assurance.toml",
    "jobs/cutover.toml",
    "jobs/fault_assist.toml",
    "jobs/fault_interruption.toml",
    "jobs/health_check.toml",
    "jobs/inspection.toml",
    "jobs/install.toml",
    "jobs/rectification.toml",
    "jobs/stop_permanent.toml",
    "jobs/stop_temporary.toml",
    "jobs/survey.toml",
    "photos/cutover.toml",
    "photos/fault.toml",
    "photos/inspection.toml",
    "photos/removal.toml",
    "photos/survey.toml",
    "scripts/cards.toml",
    "scripts/forbidden.toml",
    "services.toml",
    "tests/access.toml",
    "tests/dark_fibre.toml",
    "tests/fibre.toml",
    "tests/internet.toml",
    "tests/ip_class.toml",
    "tests/legacy.toml",
    "tests/light.toml",
    "tests/light_before.toml",
    "tests/light_change.toml",
    "tests/microwave.toml",
    "tests/mpls_vpn.toml",
    "tests/mstp.toml",
    "tests/optics.toml",
    "tests/otn.toml",
    "tests/path.toml",
    "tests/pon.toml",
    "tests/power.toml",
    "tests/protection.toml",
    "tests/ptn.toml",
    "tests/sdh.toml",
    "tests/video.toml",
    "tests/visit.toml",
    "tests/voice.toml",
];

/// The calendar's file, in the shape of [`crate::calendar::Calendar::import`].
pub const CALENDAR: &str = include_str!("../../../../assets/catalogue/calendar/cn_workdays.json");

/// The catalogue that comes with the program.
#[must_use]
pub fn bundle() -> Bundle {
    Bundle::new(
        FILES
            .iter()
            .map(|(path, text)| ((*path).to_owned(), (*text).to_owned())),
    )
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn collect(folder: &Path, prefix: &str, found: &mut Vec<(String, String)>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let name = format!("{prefix}{}", entry.file_name().to_str().unwrap());
            if entry.path().is_dir() {
                collect(&entry.path(), &format!("{name}/"), found);
            } else {
                found.push((name, std::fs::read_to_string(entry.path()).unwrap()));
            }
        }
    }

    #[test]
    fn every_file_of_the_folder_is_built_in() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/catalogue");
        let mut found = Vec::new();
        collect(&folder, "", &mut found);
        assert_eq!(Bundle::new(found), bundle());
    }
}
