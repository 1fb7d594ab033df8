//! Whether two sets are the same, in whatever order they are read and in hardly any memory.

use std::hash::{BuildHasher, Hash, RandomState};

/// A fingerprint of a set, in whatever order its members come: the sums of two keyed hashes of each, modulo 2⁶⁴. The
/// keys are random, so nobody can make two sets that are taken for one another.
#[derive(Clone, Default)]
pub(super) struct Fingerprint {
    keys: (RandomState, RandomState),
    count: u64,
    sums: (u64, u64),
}

impl Fingerprint {
    /// Adds a member.
    pub(super) fn add(&mut self, member: &impl Hash) {
        self.count += 1;
        // Sums modulo a power of two are what is meant here.
        self.sums.0 = self.sums.0.wrapping_add(self.keys.0.hash_one(member));
        self.sums.1 = self.sums.1.wrapping_add(self.keys.1.hash_one(member));
    }

    /// One with the same keys, and nothing in it yet.
    pub(super) fn blank(&self) -> Fingerprint {
        Fingerprint { keys: self.keys.clone(), count: 0, sums: (0, 0) }
    }

    /// Adds the members of another, which has the same keys.
    pub(super) fn merge(&mut self, other: &Fingerprint) {
        self.count += other.count;
        self.sums = (self.sums.0.wrapping_add(other.sums.0), self.sums.1.wrapping_add(other.sums.1));
    }

    /// Whether both are of the same set; they have the same keys.
    pub(super) fn agrees(&self, other: &Fingerprint) -> bool {
        (self.count, self.sums) == (other.count, other.sums)
    }
}
