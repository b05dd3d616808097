-- Copies of documents go when the verification that they show is taken back: all those of an account at once.
create index evidence_account on evidence (account_id);
