//! Whether a record is asked for with its confidential items: one choice, which two places of a request must say alike.

/// With them or without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sensitive {
    /// Everything that a transfer between practices holds.
    With,
    /// What is not confidential.
    Without,
}

impl Sensitive {
    /// The one that a flag means.
    pub fn of(flag: bool) -> Sensitive {
        if flag { Sensitive::With } else { Sensitive::Without }
    }

    /// What the token's scope must say.
    pub fn scope(self) -> &'static str {
        match self {
            Sensitive::With => "conf/R",
            Sensitive::Without => "conf/N",
        }
    }

    /// What the parameter `includeSensitiveInformation` must say.
    pub fn flag(self) -> bool {
        self == Sensitive::With
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scope_and_flag_say_the_same() {
        for (flag, scope) in [(true, "conf/R"), (false, "conf/N")] {
            let sensitive = Sensitive::of(flag);
            assert_eq!((sensitive.flag(), sensitive.scope()), (flag, scope));
        }
    }
}
