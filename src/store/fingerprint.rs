//! Compares two sets regardless of the order in which they are read, in constant memory.

use std::hash::{BuildHasher, Hash, RandomState};

/// An order-independent fingerprint of a set: the sums of two keyed hashes of each member, modulo 2⁶⁴. The keys are
/// random, so nobody can construct two different sets with the same fingerprint.
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
        // Modular addition is intended.
        self.sums.0 = self.sums.0.wrapping_add(self.keys.0.hash_one(member));
        self.sums.1 = self.sums.1.wrapping_add(self.keys.1.hash_one(member));
    }

    /// An empty fingerprint with the same keys.
    pub(super) fn blank(&self) -> Fingerprint {
        Fingerprint { keys: self.keys.clone(), count: 0, sums: (0, 0) }
    }

    /// Adds the members of another fingerprint with the same keys.
    pub(super) fn merge(&mut self, other: &Fingerprint) {
        self.count += other.count;
        self.sums = (self.sums.0.wrapping_add(other.sums.0), self.sums.1.wrapping_add(other.sums.1));
    }

    /// Whether both fingerprints, with the same keys, are of the same set.
    pub(super) fn agrees(&self, other: &Fingerprint) -> bool {
        (self.count, self.sums) == (other.count, other.sums)
    }
}
