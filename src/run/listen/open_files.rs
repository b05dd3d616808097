//! How many files this process may open; each connection is one.

/// The soft limit, where the system tells it.
pub(super) fn most() -> Option<usize> {
    read(&std::fs::read_to_string("/proc/self/limits").ok()?)
}

/// Reads `Max open files            1024                 524288               files`.
fn read(limits: &str) -> Option<usize> {
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files"))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_soft_limit_is_read_and_no_limit_is_none() {
        let text =
            "Limit    Soft Limit  Hard Limit  Units\nMax open files            256       4096     files\n";
        assert_eq!(read(text), Some(256));
        assert_eq!(read("Max open files            unlimited       unlimited     files"), None);
        assert_eq!(read(""), None);
    }
}
