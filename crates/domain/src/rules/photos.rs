use super::{Bench, Missing, MissingItem, MissingReason};
use crate::catalogue::Step;
use crate::job::Photo;

/// Pictures of a step that are not there or cannot be used.
pub(super) fn missing_photos(bench: &Bench<'_>, step: &Step) -> Vec<Missing> {
    bench
        .catalogue
        .photos_of(step)
        .filter_map(|place| {
            let slot = place.key();
            let taken = bench.job.photos.get(&slot).map_or(&[][..], Vec::as_slice);
            let reason = shortcoming(taken)?;
            bench.lack(step, place.need(), MissingItem::Photo { slot }, reason)
        })
        .collect()
}

/// One usable picture fills a slot, however many beside it are not.
fn shortcoming(taken: &[Photo]) -> Option<MissingReason> {
    if taken.iter().any(Photo::is_usable) {
        return None;
    }
    let problem = taken.last().and_then(|photo| photo.facts.problem.clone());
    Some(
        problem.map_or(MissingReason::Absent, |problem| MissingReason::Unusable {
            problem,
        }),
    )
}
