//! Our own store of roles over real HTTP, with a database of its own.

mod bad_input;
mod callers;
mod cells;
mod described;
mod faults_of_changing;
mod faults_of_creating;
mod faults_of_headers;
mod faults_of_reading;
mod follow;
mod leaving;
mod life;
mod outcome;
mod people;
mod requests;
mod served;
mod tokens;
mod told;
