//! All integration tests, in one binary: it links once.

// A binary of tests exports nothing; `pub` is what its modules show each other.
#![allow(unreachable_pub)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod book;
mod cli;
mod coco;
mod docs;
mod erasure;
mod examples;
mod expected;
mod faults;
mod harness;
mod intake;
mod journal;
mod laws;
mod model;
mod schema;
mod store;
mod tidy;
mod tools;
