//! The rules of counting, each as a sentence.

mod amounts;
mod corrections;
mod flow;
mod money;
mod overlap;
mod parts;
mod random;
mod readings;
mod restate;
mod rows;
mod stock;
mod transitions;
mod undated;
