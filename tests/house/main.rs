//! What one package's compiler cannot check (design §2).

mod design_system;

mod front_end;
mod layout;
