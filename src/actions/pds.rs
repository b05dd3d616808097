//! What PDS says of people now, in the shapes in which the rules look at it.

use crate::app::App;
use crate::integrations::pds::{Patience, PdsRecord};
use crate::integrations::{Kind, Upstream};
use domain::delegation::recheck::Known;
use domain::details::Held;
use domain::{NhsNumber, PersonName};

/// The record with this number; none when PDS says that it has none.
pub(super) async fn record_of(
    app: &App,
    number: &NhsNumber,
    asking: (&str, Patience),
) -> Result<Option<PdsRecord>, Upstream> {
    match app.pds.patient(number, asking).await {
        Ok(record) => Ok(Some(record)),
        Err(Upstream { kind: Kind::Spine(code), .. }) if code.says_that_nobody_is_there() => Ok(None),
        Err(upstream) => Err(upstream),
    }
}

/// What PDS says of somebody now, as the looks at what is set need it.
pub(super) fn known(record: PdsRecord) -> Known {
    Known { deceased: record.deceased, restricted: record.restricted, practice: record.practice }
}

/// What PDS holds, as details are compared with it.
pub(super) fn held(record: &PdsRecord) -> Held {
    let names = record.family_names.iter().zip(&record.given_names);
    Held {
        superseded: record.superseded,
        deceased: record.deceased,
        restricted: record.restricted,
        birth_date: record.birth_date,
        names: names.map(|(family, given)| PersonName::new(given.join(" "), family.clone())).collect(),
    }
}
