//! The rules of counting, each as a sentence.

mod amounts;
mod bridge;
mod concentration;
mod corrections;
mod flow;
mod measures;
mod money;
mod moves;
mod overlap;
mod parts;
mod proceeds;
mod random;
mod readings;
mod restate;
mod rows;
mod stock;
mod transitions;
mod undated;
