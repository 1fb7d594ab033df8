//! The rules of counting, each as a sentence.

mod amounts;
mod corrections;
mod flow;
mod overlap;
mod parts;
mod random;
mod rows;
mod stock;
mod transitions;
mod undated;
