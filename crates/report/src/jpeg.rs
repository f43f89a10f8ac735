//! What has to be known of a JPEG file to embed it unchanged.

use std::sync::Arc;

/// A JPEG file that can be embedded as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Jpeg {
    /// The file.
    pub bytes: Arc<[u8]>,
    /// Width in pixels.
    pub width: u16,
    /// Height in pixels.
    pub height: u16,
    /// One channel instead of three.
    pub grey: bool,
}

/// Why a picture cannot be embedded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum JpegError {
    /// It is no JPEG, or cut off before its size is known.
    #[error("the picture is no readable JPEG")]
    NotJpeg,
    /// Its colours are neither grey nor YCbCr/RGB.
    #[error("the picture has {0} colour channels; 1 or 3 can be printed")]
    Channels(u8),
}

impl Jpeg {
    /// Reads size and channels out of the file's frame header.
    ///
    /// # Errors
    /// When it is no JPEG of 8 bits with one or three channels.
    pub fn new(bytes: impl Into<Arc<[u8]>>) -> Result<Self, JpegError> {
        let bytes = bytes.into();
        let frame = frame_header(&bytes).ok_or(JpegError::NotJpeg)?;
        let [8, h1, h0, w1, w0, channels] = frame else {
            return Err(JpegError::NotJpeg);
        };
        let (width, height) = (u16::from_be_bytes([w1, w0]), u16::from_be_bytes([h1, h0]));
        if width == 0 || height == 0 {
            return Err(JpegError::NotJpeg);
        }
        match channels {
            1 | 3 => Ok(Jpeg {
                width,
                height,
                grey: channels == 1,
                bytes,
            }),
            other => Err(JpegError::Channels(other)),
        }
    }
}

/// Precision, height, width and number of channels from the start-of-frame segment.
fn frame_header(bytes: &[u8]) -> Option<[u8; 6]> {
    let mut rest = bytes.strip_prefix(&[0xff, 0xd8])?;
    loop {
        let [0xff, marker, high, low, ..] = *rest else {
            return None;
        };
        let length = usize::from(u16::from_be_bytes([high, low]));
        let frame = matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc);
        if frame {
            return rest.get(4..10)?.try_into().ok();
        }
        rest = rest.get(2 + length.max(2)..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: [u8; 24] = [
        0xff, 0xd8, 0xff, 0xe0, 0, 5, 1, 2, 3, 0xff, 0xc2, 0, 17, 8, 1, 0, 2, 0, 3, 1, 1, 1, 1, 1,
    ];

    #[test]
    fn size_and_channels_are_read_past_other_segments() {
        let jpeg = Jpeg::new(HEAD.to_vec()).unwrap();
        assert_eq!((jpeg.width, jpeg.height, jpeg.grey), (512, 256, false));
    }

    #[test]
    fn cut_files_and_four_channels_are_refused_without_panic() {
        for length in 0..19 {
            assert_eq!(Jpeg::new(HEAD[..length].to_vec()), Err(JpegError::NotJpeg));
        }
        let mut cmyk = HEAD;
        cmyk[18] = 4;
        assert_eq!(Jpeg::new(cmyk.to_vec()), Err(JpegError::Channels(4)));
    }
}
