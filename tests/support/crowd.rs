//! A whole country in the database: many people and cases, written without their events, for queries to be looked at.

use proxy_access::storage::PgPool;
use sqlx::{AssertSqlSafe, Result};

/// ODS code of the one large practice: its cases are the first [`LARGE`], however many there are elsewhere.
pub const PRACTICE: &str = "Y00000";
/// Cases of the large practice; six in ten wait for a decision.
pub const LARGE: u32 = 2_000;
/// Practices that have the others.
const PRACTICES: u32 = 5_999;

/// Opaque id number `n`, as SQL: version 4, so that it meets no id of ours.
const ID: &str = "('00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid";
/// What a case is at, as SQL: the same share at every practice.
const STAGE: &str =
    "(array['with_practice','with_practice','with_practice','with_practice','with_practice','with_practice',
    'ending','active','suspended','ended'])[1 + n % 10]";

/// Some access, as the view keeps it.
const ACCESS: &str = r#"{"services":["view_record"],"record":"summary","starts":"2026-01-01","ends":null}"#;

/// NHS number of person number 503, who is at the large practice; one of the few here with a right check digit.
pub const PERSON: &str = "7000000503";

/// Writes the practices and cases number `from` to `to` (exclusive), each with two people, and tells Postgres of them.
pub async fn settle(db: &PgPool, (from, to): (u32, u32)) -> Result<()> {
    let last = to - 1;
    let one_more = ID.replace("(n)", "(n + 1)");
    run(db, &format!(
        "insert into practice (ods_code, name, enabled, updated_at)
         select 'Y' || lpad(n::text, 5, '0'), 'Practice ' || n, true, now() from generate_series(0, {PRACTICES}) n
         on conflict do nothing"
    )).await?;
    run(
        db,
        &format!(
        "insert into person (id, nhs_number, given_name, family_name, search_name, birth_date, updated_at)
         select {ID}, '7' || lpad(n::text, 9, '0'), 'Given' || n % 89, 'Family' || n % 997,
                ' given' || n % 89 || ' family' || n % 997 || ' ', '1980-01-01', now()
         from generate_series({from}, {to}) n on conflict do nothing"
    ),
    )
    .await?;
    run(db, &format!(
        "insert into delegation (id, version, stage, delegator_id, delegate_id, practice, relationship, asked, access,
                 requested_at, accepted, responded_at, sent_to_practice_at, stage_since, reminders, open, checked_at)
         select {ID}, 5, {STAGE}, {ID}, {one_more},
                case when n < {LARGE} then 'Y00000' else 'Y' || lpad((1 + n % {PRACTICES})::text, 5, '0') end, 'partner',
                asked, asked, at, true, at, at, at, 0, true, now()
         from generate_series({from}, {last}) n,
              lateral (select now() - (n % 3000) * interval '1 hour' as at,
                              '{ACCESS}'::jsonb as asked) x"
    )).await?;
    run(db, &format!(
        "insert into invitation (delegation_id, given_name, family_name, birth_date, entered_email)
         select {ID}, 'Given', 'Family', '1980-01-01', 'x@example.test' from generate_series({from}, {last}) n"
    )).await?;
    // One case in fifty is marked in the list.
    run(
        db,
        &format!(
            "insert into message (id, kind, aggregate_id, message, recipient, channel, queued_at, sent_at, undelivered_at)
             select {ID}, 'delegation', {ID}, 'new_request', 'practice', 'email', now(), now(), now()
             from generate_series({from}, {last}) n where n % 50 = 0"
        ),
    )
    .await?;
    run(db, "vacuum analyze").await
}

/// Writes what else there is of the cases number `from` to `to` (exclusive): history, ledger, work, roles, drafts, sessions, apps.
pub async fn furnish(db: &PgPool, (from, to): (u32, u32)) -> Result<()> {
    let last = to - 1;
    let all = format!("from generate_series({from}, {last}) n");
    let (other, third) = (ID.replace("4000", "4001"), ID.replace("4000", "4002"));
    for statement in [
        format!(
            "insert into event (kind, aggregate_id, version, name, payload, actor, at, practice) select 'delegation', {ID}, v, 'SentToPractice', '{{}}', '{{}}', now(), 'Y' || lpad((n % {PRACTICES})::text, 5, '0') {all}, generate_series(1, 3) v"
        ),
        format!(
            "insert into message (id, kind, aggregate_id, message, recipient, channel, queued_at) select {other}, 'delegation', {ID}, 'invitation', 'delegate', 'email', now() {all}"
        ),
        format!(
            "insert into message (id, kind, aggregate_id, message, recipient, channel, queued_at, mesh_begun_at, mesh_id) select {third}, 'delegation', {ID}, 'new_request', 'practice', 'mesh', now(), now(), 'm' || n {all}"
        ),
        format!(
            "insert into outbox (id, key, task, kind, aggregate_id, run_at, dead_at) select {ID}, n::text, 'check_details', 'delegation', {ID}, now() + interval '1 year', case when n % 100 = 0 then now() end {all}"
        ),
        format!(
            "insert into role (delegation_id, delegator_id, delegate_id, practice, services, record_level, starts, active) select {ID}, {ID}, {ID}, 'Y00000', '{{view_record}}', 'summary', '2026-01-01', true {all}"
        ),
        format!(
            "insert into draft (id, person_id, answers, updated_at, expires_at) select {ID}, {ID}, '{{}}', now(), now() + interval '1 year' {all}"
        ),
        format!(
            "insert into session (id_hash, data, expires_at, issuer, subject) select sha256(n::text::bytea), '{{}}', now() + interval '1 year', 'x', n::text {all}"
        ),
        format!(
            "insert into kept_page (session_hash, id, path, status, page, expires_at) select sha256(n::text::bytea), {ID}, '/', 422, '', now() + interval '1 year' {all}"
        ),
        format!(
            "insert into staff (id, subject, name, updated_at) select {ID}, n::text, 'Somebody', now() {all}"
        ),
        format!(
            "insert into note (id, delegation_id, staff_id, text, at) select {ID}, {ID}, {ID}, 'x', now() {all}"
        ),
        format!(
            "insert into contact (id, delegation_id, staff_id, whom, way, outcome, day, note, at) select {ID}, {ID}, {ID}, 'patient', 'phone', 'no_answer', now()::date, '', now() {all}"
        ),
        format!(
            "insert into waiting (id, delegation_id, staff_id, whom, until, reason, at) select {ID}, {ID}, {ID}, 'patient', now()::date + 7, '', now() {all}"
        ),
        format!(
            "insert into case_read (delegation_id, at, staff_id, page) select {ID}, now(), {ID}, 'case' {all}"
        ),
        format!(
            "insert into account_read (account_id, at, staff_id, page) select {ID}, now(), {ID}, 'account' {all}"
        ),
        format!(
            "insert into account_colleague (practice, staff_id) select 'Y' || lpad((n % {PRACTICES})::text, 5, '0'), {ID} {all}"
        ),
        format!(
            "insert into assignment (delegation_id, staff_id, taken_at) select {ID}, {ID}, now() {all} where n % 5 = 0"
        ),
        format!("insert into remark (aggregate_id, version, text) select {ID}, 1, 'x' {all}"),
        format!(
            "insert into used_assertion (key, expires_at) select n::text, now() + interval '1 year' {all}"
        ),
        format!("insert into logout_token (key, expires_at) select n::text, now() + interval '1 year' {all}"),
        format!(
            "insert into client (id, name, scopes, keys, practices, registered_at) select n::text, 'x', '{{}}', '{{}}', '{{}}', now() {all}"
        ),
        format!("insert into attempt (what, about, tries, since) select 'sender', {ID}, 1, now() {all}"),
        format!("insert into attempt (what, about, tries, since) select 'code', {ID}, 1, now() {all}"),
        format!(
            "insert into invitation_code (code_hash, delegation_id, number) select decode(md5(n::text), 'hex'), {ID}, 0 {all}"
        ),
    ] {
        run(db, &statement).await?;
    }
    furnish_programs(db, &all).await?;
    furnish_looks(db, &all).await?;
    furnish_national(db, &all).await?;
    furnish_moving(db, &all).await?;
    furnish_accounts(db, &all).await?;
    furnish_records(db, &all).await?;
    run(db, "vacuum analyze").await
}

/// Health records: one for each case, with a resource and a document, and a call for it.
async fn furnish_records(db: &PgPool, all: &str) -> Result<()> {
    for statement in [
        format!(
            "insert into health_record_patient (id, practice, nhs_number, number_status, given_name, family_name, body, imported_at)
             select {ID}, 'Y' || lpad((n % {PRACTICES})::text, 5, '0'), '7' || lpad(n::text, 9, '0'), '01', 'x', 'x', '{{}}', now() {all}"
        ),
        format!(
            "insert into health_record_resource (patient_id, kind, resource_id, place, body) select {ID}, 'Condition', n::text, n, '{{}}' {all}"
        ),
        format!(
            "insert into health_record_content (sha256, part, bytes) select sha256(n::text::bytea), 0, 'x' {all}"
        ),
        format!(
            "insert into health_record_document (patient_id, document_id, content_type, size, sha256)
             select {ID}, n::text, 'text/plain', 1, sha256(n::text::bytea) {all}"
        ),
        format!(
            "insert into record_fetch (id, practice, nhs_number, from_practice, sensitive, asked_by, asked_at, state, trace_id, changed_at)
             select {ID}, 'Y' || lpad((n % {PRACTICES})::text, 5, '0'), '7' || lpad(n::text, 9, '0'), 'Y00000', false, {ID}, now(), 'done', {ID}, now() {all}"
        ),
        format!(
            "insert into record_fetch_part (trace_id, part, fetch_id, bytes) select {ID}, 0, {ID}, 'x' {all}"
        ),
        format!(
            "insert into record_fetch_document (fetch_id, place, document_id, url, content_type) select {ID}, 0, n::text, 'x', 'text/plain' {all}"
        ),
        format!(
            "insert into gp_connect_call (at, side, way, method, nhs_number, status) select now(), 'provider', 'migrate', 'POST', n::text, 200 {all}"
        ),
    ] {
        run(db, &statement).await?;
    }
    Ok(())
}

/// What programs and apps leave behind, and the settings of practices; one of each for each case.
async fn furnish_programs(db: &PgPool, all: &str) -> Result<()> {
    for statement in [
        format!(
            "insert into answered_call (id, command, fingerprint, begun_at, status, answer) select {ID}, {ID}, 'x', now(), 200, '{{}}' {all}"
        ),
        format!("insert into given_command (id, aggregate_id, done_at) select {ID}, {ID}, now() {all}"),
        format!(
            "insert into agreement (holder_id, client_id, scopes, given_at) select {ID}, n::text, '{{proxy.view}}', now() {all}"
        ),
        format!(
            "insert into app_grant (id, client_id, holder_id, issuer, subject, sid, scopes, signed_in_at, given_at, expires_at, revoked_at)
             select {ID}, n::text, {ID}, 'x', n::text, n::text, '{{proxy.view}}', now(), now(), now() + interval '1 year', case when n % 100 = 0 then now() end {all}"
        ),
        format!(
            "insert into auth_code (code_hash, grant_id, redirect_uri, challenge, expires_at) select sha256(n::text::bytea), {ID}, 'x', 'x', now() {all}"
        ),
        format!(
            "insert into refresh_token (token_hash, grant_id, issued_at, expires_at) select sha256(n::text::bytea), {ID}, now(), now() {all}"
        ),
        format!(
            "insert into practice_setting_change (ods_code, version, setting, staff_id, was, became, at)
             select 'Y' || lpad((n % {PRACTICES})::text, 5, '0'), 1 + n / {PRACTICES}, 'email', {ID}, '', '', now() {all}"
        ),
        format!(
            "insert into address_change (id, ods_code, staff_id, asked_at, expires_at, done_at)
             select {ID}, 'Y' || lpad((n % {PRACTICES})::text, 5, '0'), {ID}, now(), now(), now() {all}"
        ),
        format!(
            "insert into address_letter (id, change_id, to_old, run_at, sent_at) select {ID}, {ID}, true, now(), now() {all}"
        ),
        format!(
            "insert into followed_role (delegation_id, role_id, status, since, looked_at) select {ID}, n::text, 'active', now(), now() {all}"
        ),
        format!(
            "insert into role_decision (id, delegation_id, staff_id, difference, at) select {ID}, {ID}, {ID}, 'end', now() {all}"
        ),
    ] {
        run(db, &statement).await?;
    }
    Ok(())
}

/// Roles and requests of the national store, one of each for each case.
async fn furnish_national(db: &PgPool, all: &str) -> Result<()> {
    for statement in [
        format!(
            "insert into national_role (id, patient, proxy, status, reason, basis, grantor, made_at, created_at, updated_at)
             select {ID}, n::text, 'p' || n, 'active', 'ROLE_CREATED', 'consent', 'Y' || n % {PRACTICES}, now(), now(), now() {all}"
        ),
        format!(
            "insert into national_person (nhs_number, family, given, updated_at) select n::text, 'x', '{{x}}', now() {all}"
        ),
        format!(
            "insert into national_event (id, kind, role_id, patient, at) select {ID}, 'created', {ID}, n::text, now() {all}"
        ),
        format!(
            "insert into national_notice (role_id, recipient, kind, ends_at, at) select {ID}, 'patient', 'ended', now(), now() {all}"
        ),
        format!(
            "insert into national_relationship (id, proxy, patient, system, code, display)
             select {ID}, 'p' || n, n::text, 'x', 'x', 'x' {all}"
        ),
        format!(
            "insert into national_call (at, method, route, target, status, round)
             select now(), 'GET', '/Consent', n::text, 200, case when n % 1000 = 0 then 'one' end {all}"
        ),
        format!(
            "insert into national_assertion (key, expires_at) select n::text, now() + interval '1 minute' {all}"
        ),
        format!(
            "insert into national_request (id, reference, source, subject, proxy, document, created_at)
             select {ID}, n::text, 'p' || n, n::text, 'p' || n, '{{}}', now() {all}"
        ),
    ] {
        run(db, &statement).await?;
    }
    Ok(())
}

/// Online service accounts, each with one association; switches of patients and practices, people as practices described them.
async fn furnish_accounts(db: &PgPool, all: &str) -> Result<()> {
    let practice = format!(
        "case when n < {LARGE} then 'Y00000' else 'Y' || lpad((1 + n % {PRACTICES})::text, 5, '0') end"
    );
    let one_more = ID.replace("(n)", "(n + 1)");
    for statement in [
        format!(
            "insert into account (id, version, person_id, practice, number, opened_at, linked, linked_at, active, associated,
                 next_look, unused_from, checked_at)
             select {ID}, 3, {ID}, {practice}, lpad(n::text, 9, '0'), now() - n * interval '1 minute', '{{}}', '{{}}', false, true,
                 case when n % 10 = 0 then now()::date + 100 end, case when n % 10 = 1 then now()::date + 1000 end, now() {all}"
        ),
        format!(
            "insert into association (id, account_id, person_id, practice, place, patient_id, tie, proxy, access, starts, state,
                 decided_on)
             select {ID}, {ID}, {ID}, {practice}, 0, {one_more}, '{{\"tie\":\"self\"}}', true, '{ACCESS}', '2026-01-01', 'running',
                 '2026-01-01' {all}"
        ),
        format!(
            "insert into switches (id, version, practice, patient_id, services, record)
             select {ID}, 2, {practice}, {ID}, '{{view_record}}', '{{}}' {all}"
        ),
        format!("insert into linkage_key (account_id, key_hash) select {ID}, decode(md5(n::text), 'hex') {all}"),
        format!(
            "insert into traced_person (practice, person_id, title, given_name, family_name, search_name, birth_date, address,
                 phone, age_look, traced_at)
             select {practice}, {ID}, '', 'Given' || n % 89, 'Family' || n % 997, ' given family ', '1980-01-01', '', '',
                 case when n % 50 = 0 then now()::date + 100 end, now() {all}"
        ),
        format!(
            "insert into evidence (id, account_id, practice, media, sealed, nonce, staff_id, kept_at) select {ID}, {ID}, {practice}, 'x', '', '', {ID}, now() {all}"
        ),
        format!("insert into association_use (association_id, used_on) select {ID}, '2026-01-01' {all}"),
        format!(
            "insert into account_options (practice, verify_first, staff_id, updated_at)
             select 'Y' || lpad(n::text, 5, '0'), true, {ID}, now() from generate_series(0, {PRACTICES}) n on conflict do nothing"
        ),
    ] {
        run(db, &statement).await?;
    }
    Ok(())
}

/// Who looked at health records, and what of them was reviewed; one of each for each case.
async fn furnish_looks(db: &PgPool, all: &str) -> Result<()> {
    let record = ID.replace("4000", "4003");
    for statement in [
        format!(
            "insert into health_record_patient (id, practice, nhs_number, number_status, given_name, family_name, body, imported_at)
             select {record}, 'Y' || lpad((n % {PRACTICES})::text, 5, '0'), '6' || lpad(n::text, 9, '0'), '01', 'x', 'x', '{{}}', now()
             {all}"
        ),
        format!(
            "insert into health_record_reviewed (patient_id, from_day, to_day) select {record}, '2020-01-01', '2021-01-01' {all}"
        ),
        format!("insert into health_record_look (at, patient_id, what) select now(), {record}, 'record' {all}"),
    ] {
        run(db, &statement).await?;
    }
    Ok(())
}

/// Rows of linked accounts and the rounds in which they were moved; one of each for each case.
async fn furnish_moving(db: &PgPool, all: &str) -> Result<()> {
    let practice = format!("'Y' || lpad((n % {PRACTICES})::text, 5, '0')");
    for statement in [
        format!(
            "insert into transfer_round (id, name, environment, rate, planned_at) select {ID}, n::text, 'live', 10, now() {all}"
        ),
        format!(
            "insert into transfer_practice (round_id, practice) select {ID}, {practice} {all}"
        ),
        format!(
            "insert into transfer_import (id, list, at, moves, excluded, wrong) select {ID}, 'l', now(), 1, 0, 0 {all}"
        ),
        format!(
            "insert into transfer_row (list, key, import_id, line, standing, supplier_id, practice, patient, proxy, starts_on, basis)
             select 'l' || n % 200, n::text, {ID}, n, case when n % 20 = 0 then 'excluded' else 'moves' end, n::text,
                 {practice}, 'x', 'y', '2026-01-01', 'UNK' {all}"
        ),
        format!(
            "insert into transfer_move (round_id, row_id, state)
             select {ID}, r.id, case when n % 40 = 1 then 'failed' when n % 40 = 2 then 'waiting' else 'created' end
             {all} join transfer_row r on r.line = n"
        ),
        format!(
            "insert into transfer_failure (round_id, row_id, fault, at) select {ID}, r.id, 'x', now() {all} join transfer_row r on r.line = n"
        ),
        format!(
            "insert into transfer_run (id, round_id, is_retry, began_at, seen_at) select {ID}, {ID}, false, now(), now() {all}"
        ),
        format!(
            "insert into transfer_letter (id, round_id, practice, told_by, told_at, moves, excluded, wrong, opens_at, closes_at)
             select {ID}, {ID}, {practice}, 'x', now(), 1, 0, 0, now(), now() {all}"
        ),
    ] {
        run(db, &statement).await?;
    }
    Ok(())
}

async fn run(db: &PgPool, statement: &str) -> Result<()> {
    sqlx::query(AssertSqlSafe(statement.to_owned())).execute(db).await?;
    Ok(())
}
