//! What can be seen only of all rows together: pairs that come twice, and proxies of very many patients.

use std::collections::BTreeMap;

use crate::nhs_number::NhsNumber;

use super::account::LinkedAccount;

/// How far the proxy stands before the patient in a key: nine digits are less than 2^30.
const SHIFT: u32 = 30;

/// The pairs of a list, 12 bytes each: the tenth digit of an NHS number follows from the nine before it, so that both numbers
/// fit into 60 bits and a list of a million rows into a few megabytes.
#[derive(Debug, Default)]
pub struct Pairs {
    keys: Vec<u64>,
    lines: Vec<u32>,
}

/// What is said of a row beside the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judgement {
    /// Its pair stands in an earlier line.
    Twice {
        /// Where it stands first.
        first: u64,
    },
    /// Its proxy acts for more patients than one person does.
    ManyPatients,
}

impl Pairs {
    /// Adds the pair of a row that moves.
    pub fn add(&mut self, account: &LinkedAccount, line: u64) {
        self.keys.push((nine_digits(&account.proxy) << SHIFT) | nine_digits(&account.patient));
        self.lines.push(u32::try_from(line).unwrap_or(u32::MAX));
    }

    /// What is to be said of which line; of most nothing. A proxy of more than `most` patients is many people.
    pub fn judge(self, most: usize) -> BTreeMap<u64, Judgement> {
        let Pairs { keys, lines } = self;
        let mut order: Vec<usize> = (0..keys.len()).collect();
        order.sort_unstable_by_key(|at| (keys[*at], lines[*at]));
        let mut judged = BTreeMap::new();
        for of_one in order.chunk_by(|one, other| keys[*one] >> SHIFT == keys[*other] >> SHIFT) {
            let pairs = || of_one.chunk_by(|one, other| keys[*one] == keys[*other]);
            let is_many = pairs().count() > most;
            for same in pairs() {
                let [first, rest @ ..] = same else { continue };
                let first_line = u64::from(lines[*first]);
                if is_many {
                    judged.insert(first_line, Judgement::ManyPatients);
                }
                for again in rest {
                    judged.insert(u64::from(lines[*again]), Judgement::Twice { first: first_line });
                }
            }
        }
        judged
    }
}

fn nine_digits(number: &NhsNumber) -> u64 {
    number.as_str().bytes().take(9).fold(0, |sum, byte| sum * 10 + u64::from(byte.wrapping_sub(b'0')))
}
