-- What the whole life of a delegation needs beside the main journey. Forward only, safe beside the version before.
alter table delegation
    -- How often the delegator had the invitation sent again.
    add column resends smallint not null default 0,
    -- When the invitation was last sent, the first time or again.
    add column last_sent_at timestamptz,
    -- Why the request was closed through nobody's choice, by code.
    add column closed text,
    -- Access that the delegator asks for in place of what is set.
    add column change_asked jsonb,
    -- The last day of access of which both citizens were warned.
    add column warned_of date,
    -- The London day on which the access was last decided, or everybody was asked whether it still fits.
    add column reviewed_on date;
