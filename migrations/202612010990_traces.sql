-- Work goes on with the trace of the request that gave it, also in another process and after a night.
-- Names that trace as W3C Trace Context writes it: ids made by chance, and whether it is sent; null where it was not traced.
alter table outbox add column traceparent text;
