use super::map::SorMap;
use lineproof_domain::trace::TraceWarning;

/// Size of the stored checksum, at the end of its block.
const CHECKSUM_BYTES: usize = 2;

/// What is to be said of the checksum of a whole file. Most makers do not follow the algorithm,
/// so nothing ever depends on it.
pub(super) fn warning(map: &SorMap, bytes: &[u8]) -> Option<TraceWarning> {
    if map.find("Cksum").is_none() {
        return Some(TraceWarning::ChecksumMissing);
    }
    let end = usize::try_from(map.file_bytes()).ok()?;
    let (covered, stored) = bytes.get(..end)?.split_last_chunk::<CHECKSUM_BYTES>()?;
    match u16::from_le_bytes(*stored) {
        0 => Some(TraceWarning::ChecksumNotComputed),
        stored if stored != crc16(covered) => Some(TraceWarning::ChecksumDiffers),
        _ => None,
    }
}

/// CRC-16/CCITT-FALSE.
pub(crate) fn crc16(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0xFFFF, |crc: u16, byte| {
        (0..8).fold(crc ^ (u16::from(*byte) << 8), |crc, _| {
            if crc & 0x8000 == 0 {
                crc << 1
            } else {
                (crc << 1) ^ 0x1021
            }
        })
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn crc_has_the_published_check_value() {
        assert_eq!(super::crc16(b"123456789"), 0x29B1);
    }
}
