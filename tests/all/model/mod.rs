//! A second model of counting, written from the rules alone: it shares no code with the program.
//!
//! The journal is a list of plain values ([`journal`]), folded from scratch for every question ([`fold`]). A family's
//! amounts are unknowns of a linear system ([`equation`]), and every figure is the minimum or maximum of a sum of
//! them, found by the simplex method ([`simplex`]). Uncertainty from dates is resolved by trying every choice of days
//! ([`stock`]). Random commands go to the program and to the model ([`random`]): both must allow the same ones and
//! agree on every figure of every report. Dealt out over several ledgers, the same assets must give the same report
//! ([`dealt`]).
//!
//! ```text
//! MODEL_LEDGERS=2000 cargo test --test all model::random -- --nocapture
//! ```
//!
//! `MODEL_SEED` reproduces one ledger.

mod amount;
mod compare;
mod days;
mod dealt;
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
