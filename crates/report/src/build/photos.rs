//! The pictures taken on site before signing.

use super::Basis;
use super::words::minute;
use crate::jpeg::{Jpeg, JpegError};
use crate::view::{Block, Photo, PhotoGrid};
use lineproof_domain::catalogue::PhotoPlace;
use lineproof_domain::job::Photo as Taken;
use lineproof_domain::registry::attachment_role::PHOTO_RENDITION;

const ACROSS: usize = 3;

impl Basis<'_> {
    /// Every usable picture in the order of the steps; slots without one are not shown.
    pub(super) fn photo_section(&mut self) -> Vec<Block> {
        let heading = Block::Heading(self.words.say("document-photos-title"));
        let catalogue = self.catalogue;
        let places: Vec<PhotoPlace<'_>> = self
            .steps_on_site()
            .into_iter()
            .flat_map(|step| catalogue.photos_of(step))
            .collect();
        let mut photos = Vec::new();
        for place in places {
            let key = place.key();
            let job = self.job;
            let Some(taken) = job.photos.get(&key) else {
                continue;
            };
            let usable: Vec<&Taken> = taken.iter().filter(|photo| photo.is_usable()).collect();
            if usable.is_empty() {
                continue;
            }
            self.shows.insert(format!("photo:{key}"));
            self.read.extend(taken.iter().map(|photo| photo.event));
            for photo in usable {
                photos.push(self.photo(photo, &place));
            }
        }
        if photos.is_empty() {
            return vec![
                heading,
                Block::Note(self.words.say("document-photos-nothing")),
            ];
        }
        let grid = PhotoGrid {
            across: ACROSS,
            photos,
        };
        vec![heading, Block::Photos(grid)]
    }

    fn photo(&self, taken: &Taken, place: &PhotoPlace<'_>) -> Photo {
        let rendition = taken
            .attachments
            .iter()
            .find(|attachment| attachment.role == PHOTO_RENDITION);
        let picture = match rendition.and_then(|rendition| self.evidence.bytes(rendition)) {
            None => Err(self.words.say("document-photo-elsewhere")),
            Some(bytes) => Jpeg::new(bytes).map_err(|problem| self.unprintable(problem)),
        };
        let at = taken.facts.taken_at.map_or_else(
            || self.words.time(taken.occurred_at.at),
            |camera| {
                let at = [("at", minute(camera).into())];
                self.words.with("document-photo-camera-time", &at)
            },
        );
        Photo {
            picture,
            code: place.slot.code.clone(),
            caption: self.words.of(place.title()).to_owned(),
            detail: at,
        }
    }

    fn unprintable(&self, problem: JpegError) -> String {
        match problem {
            JpegError::NotJpeg | JpegError::Channels(_) => {
                self.words.say("document-photo-unprintable")
            }
        }
    }
}
