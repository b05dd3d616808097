//! The number by which a letter names an account: it is typed with the practice's code and the key, and gives nobody anything by
//! itself. It is drawn from the account's id, so that it never has to be kept apart from it.

use crate::nhs_number::is_dash;

use super::ids::AccountId;

/// How many digits: one less than an NHS number, which it is never taken for.
pub const DIGITS: usize = 9;

/// Nine digits, the same for ever. Two accounts of one practice never share them: storage sees to that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct AccountNumber(u32);

impl AccountNumber {
    /// The number of this account.
    pub fn of(id: AccountId) -> AccountNumber {
        AccountNumber(u32::try_from(id.0.as_u128() % 1_000_000_000).unwrap_or_default())
    }

    /// Reads a number however it is typed: spaces and hyphens anywhere. None for everything else.
    pub fn parse(text: &str) -> Option<AccountNumber> {
        let typed: String = text.chars().filter(|c| !c.is_whitespace() && !is_dash(*c)).collect();
        let is_number = typed.len() == DIGITS && typed.bytes().all(|byte| byte.is_ascii_digit());
        typed.parse().ok().filter(|_| is_number).map(AccountNumber)
    }

    /// All digits, as they are kept.
    pub fn digits(self) -> String {
        format!("{:09}", self.0)
    }

    /// As people read it, in three groups of three.
    pub fn grouped(self) -> String {
        let part = |by: u32| self.0 / by % 1000;
        format!("{:03} {:03} {:03}", part(1_000_000), part(1000), part(1))
    }
}
