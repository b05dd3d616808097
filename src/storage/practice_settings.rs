//! What practices have set for themselves, and the history of it.

use sqlx::PgExecutor;
use time::OffsetDateTime;

use domain::delegation::Message;
use domain::practice_settings::{
    Channel, NationalUse, OnlinePlace, OnlineService, PracticeSettings, Setting, SettingChange,
};
use domain::{EmailAddress, OdsCode, StaffId};

use super::StorageError;
use crate::storage::PgPool;

/// The settings as they stand.
#[derive(Debug, Clone)]
pub struct Kept {
    /// What is set.
    pub settings: PracticeSettings,
    /// Counts the changes; 0 before the first.
    pub version: i32,
    /// Whether the numbers of the roles that were moved to the national store are confirmed.
    pub tally_is_confirmed: bool,
}

/// The settings of a practice.
///
/// # Errors
/// When the database fails or the row cannot be read.
pub async fn find(db: impl PgExecutor<'_>, code: &OdsCode) -> Result<Option<Kept>, StorageError> {
    let row = sqlx::query!(
        r#"select email, channel, muted, place, online_name, online_address, national, settings_version,
                  tally_confirmed_at is not null as "tally_is_confirmed!"
           from practice where ods_code = $1"#,
        code.as_str()
    )
    .fetch_optional(db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let settings = PracticeSettings {
        email: row.email.and_then(|text| EmailAddress::parse(&text).ok()),
        channel: Channel::from_code(&row.channel).ok_or(StorageError::Corrupt("channel"))?,
        muted: row.muted.iter().filter_map(|code| Message::from_code(code)).collect(),
        place: place(&row.place, row.online_name.zip(row.online_address))?,
        national: NationalUse::from_code(&row.national)
            .ok_or(StorageError::Corrupt("use of the national store"))?,
    };
    let tally_is_confirmed = row.tally_is_confirmed;
    Ok(Some(Kept { settings, version: row.settings_version, tally_is_confirmed }))
}

/// Where the access is used, as a row of practices has it: a code, with name and address of the practice's own service. A
/// service that was taken once and would be no more is as if the practice had said nothing: whoever acts for somebody, or lets
/// them, is kept from no page by an address.
///
/// # Errors
/// When the row cannot be read.
pub(super) fn place(code: &str, own: Option<(String, String)>) -> Result<OnlinePlace, StorageError> {
    let own = own.map(|(name, address)| OnlineService::parse(&name, &address)).transpose();
    let Ok(own) = own else { return Ok(OnlinePlace::Unsaid) };
    OnlinePlace::from_code(code, own).ok_or(StorageError::Corrupt("place"))
}

/// What is to be saved.
pub struct Saving<'a> {
    /// Of which practice.
    pub practice: &'a OdsCode,
    /// The version that was seen when it was decided.
    pub seen: i32,
    /// What is set from now on.
    pub settings: &'a PracticeSettings,
    /// What of it is different; at least one.
    pub changes: &'a [SettingChange],
    /// Who changes it; none when the operator of the service does.
    pub by: Option<StaffId>,
    /// When.
    pub at: OffsetDateTime,
}

/// Saves settings with their history in one statement, provided that nobody changed them since; whether it was done. That the
/// national store is in use is saved only where the numbers of what was moved are confirmed, or where it was in use already.
///
/// # Errors
/// When the database fails.
pub async fn save(db: impl PgExecutor<'_>, saving: &Saving<'_>) -> Result<bool, StorageError> {
    let column = |text: fn(&SettingChange) -> String| saving.changes.iter().map(text).collect::<Vec<_>>();
    let own = saving.settings.place.own();
    let muted: Vec<&str> = saving.settings.muted.iter().map(|message| message.code()).collect();
    let done = sqlx::query!(
        "with p as (
            update practice set email = $3, channel = $4, muted = $5, national = $11::text,
                place = $12, online_name = $13, online_address = $14,
                settings_version = settings_version + 1, updated_at = $6
            where ods_code = $1 and settings_version = $2
                and ($11::text <> 'on' or national = 'on' or tally_confirmed_at is not null)
            returning ods_code, settings_version
        )
        insert into practice_setting_change (ods_code, version, setting, staff_id, was, became, at)
        select p.ods_code, p.settings_version, c.setting, $7, c.was, c.became, $6
        from p, unnest($8::text[], $9::text[], $10::text[]) as c (setting, was, became)",
        saving.practice.as_str(),
        saving.seen,
        saving.settings.email.as_ref().map(EmailAddress::as_str),
        saving.settings.channel.code(),
        &muted as &[&str],
        saving.at,
        saving.by.map(|by| by.0),
        &column(|change| change.setting.code().to_owned()),
        &column(|change| change.was.clone()),
        &column(|change| change.became.clone()),
        saving.settings.national.code(),
        saving.settings.place.code(),
        own.map(OnlineService::name),
        own.map(OnlineService::address)
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// An operator sets where the access is used; the practice reads it in the history. False where there is no such practice, or
/// somebody changed its settings in the same moment.
///
/// # Errors
/// When the database fails or the row cannot be read.
pub async fn choose_place(
    pool: &PgPool,
    practice: &OdsCode,
    place: OnlinePlace,
    at: OffsetDateTime,
) -> Result<bool, StorageError> {
    let Some(kept) = find(pool, practice).await? else { return Ok(false) };
    let settings = &PracticeSettings { place, ..kept.settings.clone() };
    let changes = &kept.settings.changes_to(settings);
    if changes.is_empty() {
        return Ok(true);
    }
    save(pool, &Saving { practice, seen: kept.version, settings, changes, by: None, at }).await
}

/// One line of the history. No `Debug`: it may hold an address.
#[derive(Clone)]
pub struct Changed {
    /// What was changed, from what to what.
    pub change: SettingChange,
    /// Name of the member of staff; none when the operator of the service did it.
    pub by: Option<String>,
    /// When.
    pub at: OffsetDateTime,
}

/// What was changed after version `since`, newest first.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn history(
    db: impl PgExecutor<'_>,
    code: &OdsCode,
    since: i32,
    limit: i64,
) -> Result<Vec<Changed>, StorageError> {
    let rows = sqlx::query!(
        r#"select c.setting, c.was, c.became, s.name as "name?", c.at
         from practice_setting_change c left join staff s on s.id = c.staff_id
         where c.ods_code = $1 and c.version > $2 order by c.version desc, c.setting limit $3"#,
        code.as_str(),
        since,
        limit
    )
    .fetch_all(db)
    .await?;
    let changed = rows.into_iter().map(|row| {
        let setting = Setting::from_code(&row.setting).ok_or(StorageError::Corrupt("setting"))?;
        let change = SettingChange { setting, was: row.was, became: row.became };
        Ok(Changed { change, by: row.name, at: row.at })
    });
    changed.collect()
}
