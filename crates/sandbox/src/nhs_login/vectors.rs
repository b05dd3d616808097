//! Vectors of trust (docs/sources.md#nhsl-eis): what may be asked for, and which one a person reaches.

use crate::oidc::answers::Fault;

/// What is meant when `vtr` is left out.
pub const DEFAULT: [&str; 3] = ["P9.Cp.Cd", "P9.Cp.Ck", "P9.Cm"];

/// Reads the `vtr` parameter: a JSON array of vectors.
pub fn read(vtr: Option<&str>) -> Result<Vec<String>, Fault> {
    let Some(vtr) = vtr else { return Ok(DEFAULT.map(str::to_owned).to_vec()) };
    let vectors: Vec<String> = serde_json::from_str(vtr)
        .map_err(|_| Fault::invalid_request("vtr must be a JSON array of strings"))?;
    if vectors.is_empty() || !vectors.iter().all(|vector| is_known(vector)) {
        return Err(Fault::invalid_request("vtr holds a vector this client is not registered for"));
    }
    Ok(vectors)
}

/// The vector this person reaches among those asked for: the highest proofing they have, with a device where that
/// was offered (nobody of the cast has a passkey). None where every vector asks for more proof than they have given.
pub fn reached(asked: &[String], proofing: &str) -> Option<String> {
    let within = asked.iter().filter(|vector| level(vector) <= proofing);
    within.max_by_key(|vector| (level(vector), vector.ends_with(".Cp.Cd"))).cloned()
}

/// What a person comes back with who would not prove more.
pub fn unproven(proofing: &str) -> String {
    format!("{proofing}.Cp.Cd")
}

fn level(vector: &str) -> &str {
    vector.split('.').next().unwrap_or_default()
}

fn is_known(vector: &str) -> bool {
    let Some((proofing, credentials)) = vector.split_once('.') else { return false };
    ["P0", "P5", "P9"].contains(&proofing) && ["Cp.Cd", "Cp.Ck", "Cm"].contains(&credentials)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(vectors: &[&str]) -> Vec<String> {
        vectors.iter().map(|vector| (*vector).to_owned()).collect()
    }

    #[test]
    fn without_vtr_p9_is_asked_for() {
        assert_eq!(read(None), Ok(asked(&DEFAULT)));
    }

    #[test]
    fn only_known_vectors_in_a_json_array_are_taken() {
        assert_eq!(read(Some(r#"["P5.Cp.Cd","P5.Cm"]"#)), Ok(asked(&["P5.Cp.Cd", "P5.Cm"])));
        for wrong in ["", "P9.Cp.Cd", "[]", r#"["P9"]"#, r#"["P7.Cm"]"#, r#"["P9.Cd.Cp"]"#, "[9]"] {
            assert!(read(Some(wrong)).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_person_reaches_the_highest_vector_within_their_proofing() {
        let both = asked(&["P5.Cp.Cd", "P5.Cm", "P9.Cm", "P9.Cp.Cd"]);
        assert_eq!(reached(&both, "P9").as_deref(), Some("P9.Cp.Cd"));
        assert_eq!(reached(&both, "P5").as_deref(), Some("P5.Cp.Cd"));
        assert_eq!(reached(&both, "P0"), None);
        assert_eq!(reached(&asked(&["P5.Cp.Ck"]), "P9").as_deref(), Some("P5.Cp.Ck"));
    }
}
