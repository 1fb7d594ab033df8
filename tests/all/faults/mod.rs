//! Faults that are made to happen, and what must hold after each of them.
//!
//! A group makes one sort of fault many times. After every fault the [`oracle`] compares what the commands said with what
//! the ledger holds, and lists the promises that were broken. Each group has a test beside it in which a promise *is*
//! broken, and which fails unless the oracle says so.
//!
//! A group makes a small share of its faults in every run of the tests, and as many as `FAULTS` says on demand:
//!
//! ```text
//! FAULTS=20000 cargo test --test all faults::kill -- --nocapture --test-threads 1
//! ```
//!
//! It draws from a seed, which it prints; `FAULT_SEED` gives one again.

mod aftermath;
mod child;
mod damage;
mod disk;
mod forge;
mod input;
mod io;
mod kill;
pub mod oracle;
mod outputs;
pub mod place;
mod power;
mod recordings;
mod strace;
mod tamper;
mod writers;

use std::collections::BTreeMap;
use std::fmt::Display;
use std::io::Write;
use std::time::Instant;

use fastrand::Rng;

/// How many broken promises of a campaign are shown.
const SHOWN: usize = 20;

/// A group at work: how many faults, from which seed, and what they broke.
pub struct Campaign {
    group: &'static str,
    /// How many faults are to be made.
    pub runs: usize,
    /// What the faults are drawn from.
    pub random: Rng,
    seed: u64,
    begun: Instant,
    made: usize,
    outcomes: BTreeMap<&'static str, usize>,
    broken: Vec<String>,
}

impl Campaign {
    /// Begins a group that makes `few` faults unless it is asked for another number.
    pub fn begin(group: &'static str, few: usize) -> Campaign {
        let seed = number("FAULT_SEED").unwrap_or_else(|| fastrand::u64(..));
        let runs = number("FAULTS").map_or(few, |runs| usize::try_from(runs).unwrap());
        let random = Rng::with_seed(seed);
        Campaign {
            group,
            runs,
            random,
            seed,
            begun: Instant::now(),
            made: 0,
            outcomes: BTreeMap::new(),
            broken: Vec::new(),
        }
    }

    /// Counts a fault, and notes what it broke.
    pub fn made(&mut self, fault: impl Display, broken: impl IntoIterator<Item: Display>) {
        self.made += 1;
        self.broken.extend(broken.into_iter().map(|promise| format!("{fault}: {promise}")));
    }

    /// Counts how something ended, so that it can be seen that the faults come at all points.
    pub fn ended(&mut self, how: &'static str) {
        *self.outcomes.entry(how).or_default() += 1;
    }

    /// How many faults have been made.
    pub fn so_far(&self) -> usize {
        self.made
    }

    /// Says what came of it.
    ///
    /// # Panics
    /// A promise was broken, or no fault was made.
    #[track_caller]
    pub fn end(self) {
        let (group, made, seed, count) = (self.group, self.made, self.seed, self.broken.len());
        let took = self.begun.elapsed().as_secs();
        let outcomes: Vec<String> = self.outcomes.iter().map(|(how, times)| format!("{times} {how}")).collect();
        let outcomes = outcomes.join(", ");
        say(&format!("{group}: {made} faults ({outcomes}), {count} promises broken, {took} s, FAULT_SEED={seed}"));
        assert!(made > 0, "{group}: no fault was made");
        let shown = self.broken.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join("\n  ");
        assert!(self.broken.is_empty(), "{group}: FAULT_SEED={seed} broke {count} promises:\n  {shown}");
    }
}

/// Says something past the test's capture: what was drawn and what was left out is told of every run.
pub fn say(what: &str) {
    let _: std::io::Result<()> = writeln!(std::io::stderr(), "faults::{what}");
}

fn number(variable: &str) -> Option<u64> {
    let value = std::env::var(variable).ok()?;
    Some(value.parse().unwrap_or_else(|_| panic!("{variable}={value} is not a number")))
}
