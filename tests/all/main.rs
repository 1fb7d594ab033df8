//! All integration tests, in one binary: it links once.

// A binary of tests exports nothing; `pub` is what its modules show each other.
#![allow(unreachable_pub)]

mod book;
mod cli;
mod coco;
mod harness;
mod journal;
mod laws;
mod readme;
mod store;
