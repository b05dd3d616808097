//! Health records.

use super::read::Reader;

/// Bytes of a mebibyte.
const MIB: u64 = 1024 * 1024;

/// Settings of health records.
#[derive(Debug, Clone, Copy)]
pub struct HealthRecords {
    /// Most bytes that the Bundle of one record may have, documents beside it not counted.
    pub bundle_bytes: u64,
}

impl HealthRecords {
    pub(super) fn read(reader: &mut Reader) -> HealthRecords {
        let mut mib: u64 = reader.parsed("HEALTH_RECORD_MIB", 64, "a whole number");
        if !(1..=1024).contains(&mib) {
            reader.fault("HEALTH_RECORD_MIB", "1 to 1024");
            mib = 64;
        }
        HealthRecords { bundle_bytes: mib * MIB }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_has_a_size_that_a_server_can_hold() {
        for (value, bytes) in
            [("", Some(64 * MIB)), ("1", Some(MIB)), ("0", None), ("1025", None), ("big", None)]
        {
            let mut reader = Reader::from_values([("HEALTH_RECORD_MIB".to_owned(), value.to_owned())]);
            let read = HealthRecords::read(&mut reader);
            assert_eq!(reader.finish(read).ok().map(|read| read.bundle_bytes), bytes, "{value}");
        }
    }
}
