//! What is handed on: the Debian package with its units, the list of what it is made of, and that no stand-in is in it.

#[cfg(test)]
#[path = "../support/cluster.rs"]
#[expect(dead_code, reason = "only the tests of outages stop it")]
mod cluster;
#[cfg(test)]
mod installed;
#[cfg(test)]
mod package;
#[cfg(test)]
mod private_root;
#[cfg(test)]
mod sbom;
#[cfg(test)]
mod stand_ins;
#[cfg(test)]
mod unit;
#[cfg(test)]
mod units;
