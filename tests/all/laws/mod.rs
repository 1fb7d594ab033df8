//! The rules of counting, each as a sentence.

mod ageing;
mod amounts;
mod bridge;
mod concentration;
mod convert;
mod corrections;
mod coverage;
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
mod rollforward;
mod rows;
mod stock;
mod transitions;
mod undated;
