//! All integration tests in one binary, which links only once.

// A test binary exports nothing; `pub` only shares items between its modules.
#![allow(unreachable_pub)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod book;
mod cli;
mod coco;
#[cfg(feature = "postgres")]
mod copies;
mod docs;
mod dossier;
mod erasure;
mod examples;
mod expected;
#[cfg(feature = "postgres")]
mod failover;
mod faults;
mod harness;
mod intake;
mod journal;
mod laws;
mod model;
#[cfg(feature = "postgres")]
mod postgres;
mod schema;
#[cfg(feature = "postgres")]
mod server;
mod store;
#[cfg(feature = "postgres")]
mod strained;
mod tidy;
mod tools;
