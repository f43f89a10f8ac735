//! Upright, small JPEG pictures without metadata.

use super::{PhotoPictures, PhotoProblem, Picture, RENDITION_LONG_SIDE_PX, THUMBNAIL_LONG_SIDE_PX};
use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, Rgb, RgbImage};

/// Legible labels at about 200 kB.
const RENDITION_QUALITY: u8 = 82;
const THUMBNAIL_QUALITY: u8 = 75;
/// From this many times the wanted size on, plain averaging is as good and ten times faster.
const COARSE_FACTOR: u32 = 2;

pub(super) fn make(image: DynamicImage, orientation: u8) -> Result<PhotoPictures, PhotoProblem> {
    let mut shown = fit(image, RENDITION_LONG_SIDE_PX);
    shown.apply_orientation(
        Orientation::from_exif(orientation).unwrap_or(Orientation::NoTransforms),
    );
    let shown = DynamicImage::ImageRgb8(on_white(shown));
    let rendition = encode(&shown, RENDITION_QUALITY)?;
    let thumbnail = encode(&fit(shown, THUMBNAIL_LONG_SIDE_PX), THUMBNAIL_QUALITY)?;
    Ok(PhotoPictures {
        rendition,
        thumbnail,
    })
}

/// Made smaller until the long side fits, never larger.
fn fit(image: DynamicImage, long_side: u32) -> DynamicImage {
    let longest = image.width().max(image.height());
    if longest <= long_side {
        return image;
    }
    if longest >= long_side * COARSE_FACTOR {
        image.thumbnail(long_side, long_side)
    } else {
        image.resize(long_side, long_side, FilterType::CatmullRom)
    }
}

/// JPEG has no transparency: the paper shows through.
fn on_white(image: DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.into_rgb8();
    }
    let image = image.into_rgba8();
    RgbImage::from_fn(image.width(), image.height(), |x, y| {
        let [red, green, blue, alpha] = image.get_pixel(x, y).0;
        let over = |colour: u8| {
            let (colour, alpha) = (u16::from(colour), u16::from(alpha));
            ((colour * alpha + 255 * (255 - alpha)) / 255) as u8
        };
        Rgb([over(red), over(green), over(blue)])
    })
}

fn encode(image: &DynamicImage, quality: u8) -> Result<Picture, PhotoProblem> {
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, quality)
        .encode_image(image)
        .map_err(|_| PhotoProblem::Damaged)?;
    Ok(Picture {
        jpeg,
        width: image.width(),
        height: image.height(),
    })
}
