//! A second model of counting, written from the rules alone: it shares no code with the program.
//!
//! The journal is a list of plain values ([`journal`]), folded anew for every question ([`fold`]). A family's amounts are
//! unknowns of a linear system ([`equation`]), and every figure is the least or the greatest value of a sum of them by the
//! simplex method ([`simplex`]). What is uncertain by its dates is found by trying every choice of days ([`stock`]).
//! Random commands go to the program and to the model ([`random`]): both must allow the same ones, and every figure of
//! every report must be the same.
//!
//! ```text
//! MODEL_LEDGERS=2000 cargo test --test all model::random -- --nocapture
//! ```
//!
//! `MODEL_SEED` gives one ledger again.

mod amount;
mod compare;
mod days;
mod draw;
mod equation;
mod fold;
mod journal;
mod links;
mod random;
mod reports;
mod simplex;
mod stock;
mod total;
