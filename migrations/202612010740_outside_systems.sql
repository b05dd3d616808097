-- What each outside system is to the worker, which calls those that pages do not: so that every server can tell operators.
create table outside_system (
    -- Its name, as logs have it.
    system text primary key,
    -- State of the worker's circuit: closed, half_open or open.
    circuit text not null,
    -- When the worker said so last.
    told_at timestamptz not null
);
