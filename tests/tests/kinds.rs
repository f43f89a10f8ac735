//! One job of every kind, done in the real window without coverage; a picture of every step stays in the
//! folder `kinds` of the target directory.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests fail by panicking"
)]

use lineproof_tests::{built, missing, story, window};
use std::path::Path;
use tokio::sync::Mutex;

/// Two screens that start at once may choose the same number.
static SCREEN: Mutex<()> = Mutex::const_new(());

async fn play(test: &str, kind: &str) {
    if missing(test, window::NEEDS) {
        return;
    }
    assert!(built("lineproof").is_file(), "lineproof has not been built");
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("kinds");
    std::fs::create_dir_all(&out).unwrap();
    let _alone = SCREEN.lock().await;
    let played = story::play_kind(kind, &out).await;
    played.unwrap_or_else(|error| panic!("{kind}: {error:#}"));
}

macro_rules! each_is_done_in_the_window {
    ($($test:ident: $kind:literal,)*) => {
        $(
            #[tokio::test(flavor = "multi_thread")]
            async fn $test() {
                play(stringify!($test), $kind).await;
            }
        )*

        #[test]
        fn every_kind_of_the_catalogue_is_played() {
            use lineproof_domain::catalogue::{Catalogue, shipped};
            let catalogue = Catalogue::load(&shipped::bundle()).unwrap();
            let mut known: Vec<&str> = catalogue.job_kinds.iter().map(|kind| kind.key.as_str()).collect();
            let mut played = vec![$($kind),*];
            known.sort_unstable();
            played.sort_unstable();
            assert_eq!(played, known);
        }
    };
}

each_is_done_in_the_window! {
    a_survey_job_is_done_in_the_window: "survey",
    an_install_job_is_done_in_the_window: "install",
    an_adjust_config_job_is_done_in_the_window: "adjust_config",
    an_adjust_move_job_is_done_in_the_window: "adjust_move",
    a_stop_temporary_job_is_done_in_the_window: "stop_temporary",
    a_stop_permanent_job_is_done_in_the_window: "stop_permanent",
    an_inspection_job_is_done_in_the_window: "inspection",
    a_health_check_job_is_done_in_the_window: "health_check",
    a_fault_assist_job_is_done_in_the_window: "fault_assist",
    a_fault_interruption_job_is_done_in_the_window: "fault_interruption",
    a_cutover_job_is_done_in_the_window: "cutover",
    an_assurance_job_is_done_in_the_window: "assurance",
    an_acceptance_job_is_done_in_the_window: "acceptance",
    a_rectification_job_is_done_in_the_window: "rectification",
}
