//! Health records.

use time::Duration;

use super::read::Reader;

/// Bytes of a mebibyte.
const MIB: u64 = 1024 * 1024;

/// Settings of health records.
#[derive(Debug, Clone, Copy)]
pub struct HealthRecords {
    /// Most bytes that the Bundle of one record may have, documents beside it not counted.
    pub bundle_bytes: u64,
    /// How long a record that came from another practice waits for staff before it is let go.
    pub waits: Duration,
}

impl HealthRecords {
    pub(super) fn read(reader: &mut Reader) -> HealthRecords {
        let mut mib: u64 = reader.parsed("HEALTH_RECORD_MIB", 64, "a whole number");
        if !(1..=1024).contains(&mib) {
            reader.fault("HEALTH_RECORD_MIB", "1 to 1024");
            mib = 64;
        }
        let mut days: i64 = reader.parsed("HEALTH_RECORD_WAITS_DAYS", 14, "a number of days");
        if !(1..=365).contains(&days) {
            reader.fault("HEALTH_RECORD_WAITS_DAYS", "1 to 365");
            days = 14;
        }
        HealthRecords { bundle_bytes: mib * MIB, waits: Duration::days(days) }
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

    #[test]
    fn a_record_waits_for_staff_a_day_at_least_and_a_year_at_most() {
        for (value, days) in [("", Some(14)), ("1", Some(1)), ("365", Some(365)), ("0", None), ("366", None)]
        {
            let mut reader = Reader::from_values([("HEALTH_RECORD_WAITS_DAYS".to_owned(), value.to_owned())]);
            let read = HealthRecords::read(&mut reader);
            assert_eq!(reader.finish(read).ok().map(|read| read.waits.whole_days()), days, "{value}");
        }
    }
}
