//! Injected faults, and what must hold after each of them.
//!
//! A group injects one sort of fault many times. After every fault the [`oracle`] compares what the commands said with
//! what the ledger holds, and lists the broken promises. Beside each group is a test in which a promise *is* broken,
//! and which fails unless the oracle says so.
//!
//! Every test run injects a small share of a group's faults; `FAULTS` sets another number:
//!
//! ```text
//! FAULTS=20000 cargo test --test all faults::kill -- --nocapture --test-threads 1
//! ```
//!
//! The faults are drawn from a seed, which is printed; `FAULT_SEED` repeats a given one.

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
mod workbook;
mod writers;

use std::collections::BTreeMap;
use std::fmt::Display;
use std::io::Write;
use std::time::Instant;

use fastrand::Rng;

/// The most broken promises shown for a campaign.
const SHOWN: usize = 20;

/// A group at work: the number of faults, their seed, and what they broke.
pub struct Campaign {
    group: &'static str,
    /// The number of faults to inject.
    pub runs: usize,
    /// The source of randomness.
    pub random: Rng,
    seed: u64,
    begun: Instant,
    made: usize,
    outcomes: BTreeMap<&'static str, usize>,
    broken: Vec<String>,
}

impl Campaign {
    /// Starts a group with `few` faults, unless another number is requested.
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

    /// Counts a fault and notes what it broke.
    pub fn made(&mut self, fault: impl Display, broken: impl IntoIterator<Item: Display>) {
        self.made += 1;
        self.broken.extend(broken.into_iter().map(|promise| format!("{fault}: {promise}")));
    }

    /// Counts how something ended, to show that the faults come at all points.
    pub fn ended(&mut self, how: &'static str) {
        *self.outcomes.entry(how).or_default() += 1;
    }

    /// The number of faults so far.
    pub fn so_far(&self) -> usize {
        self.made
    }

    /// Prints the outcome.
    ///
    /// # Panics
    /// A promise was broken, or no fault was injected.
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

/// Prints past the test's capture: every run reports what was drawn and what was left out.
pub fn say(what: &str) {
    let _: std::io::Result<()> = writeln!(std::io::stderr(), "faults::{what}");
}

fn number(variable: &str) -> Option<u64> {
    let value = std::env::var(variable).ok()?;
    Some(value.parse().unwrap_or_else(|_| panic!("{variable}={value} is not a number")))
}
