-- The codes that an invitation without an address may have one after the other, as keyed hashes: the codes are kept nowhere.
create table invitation_code (
    -- Keyed hash of the code, by which what was typed is found.
    code_hash bytea primary key,
    -- Of which invitation.
    delegation_id uuid not null,
    -- Which of its codes, from 0: it opens the invitation while this is how often the invitation was sent again.
    number smallint not null
);
