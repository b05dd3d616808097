//! Faithful stand-ins for every outside system, over real HTTP and SMTP: for development, the demo and tests.
//! Shares no type with the clients, because a shared type would hide their mistakes.

pub mod cast;
