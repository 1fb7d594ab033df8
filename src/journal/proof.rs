//! Proofs that an entry is in the tree with a given root, without the other entries (RFC 9162 §2.1.3).

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::domain::{Advice, Fault};

use super::checkpoint::{Checkpoint, read_digest};
use super::codec;
use super::digest::Digest;
use super::entry::Entry;

/// The first line of a proof, which identifies its format (C2SP tlog-proof).
const HEADING: &str = "c2sp.org/tlog-proof@v1";

/// One entry with the hashes that lead from it to a checkpoint's root, as a C2SP tlog-proof. The `extra` line holds the
/// entry's bytes, so the file itself says what it proves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    bytes: Vec<u8>,
    entry: Entry,
    path: Vec<Digest>,
    checkpoint: Checkpoint,
}

impl Proof {
    /// Checks and builds a proof.
    ///
    /// # Errors
    /// The bytes are not an entry, or the hashes do not lead from it to the checkpoint's root.
    pub fn new(bytes: Vec<u8>, path: Vec<Digest>, checkpoint: Checkpoint) -> Result<Proof, Fault> {
        let entry = codec::decode(&bytes)?;
        let index = entry.number.checked_sub(1).ok_or_else(|| Fault::new("there is no entry 0"))?;
        let root = root_by_path(Digest::of_leaf(&bytes), index, checkpoint.size(), &path)?;
        if root != checkpoint.root() {
            let what = format!(
                "the entry and the hashes lead to the root {root}, but the checkpoint's is {}",
                checkpoint.root()
            );
            return Err(Fault::new(what).hint("the proof was altered, or is for another checkpoint"));
        }
        Ok(Proof { bytes, entry, path, checkpoint })
    }

    /// Reads and checks a proof.
    ///
    /// # Errors
    /// The text does not match the format byte for byte, or the hashes prove nothing.
    pub fn parse(text: &str) -> Result<Proof, Fault> {
        let fault = |what: &str| Fault::new(format!("the file is not a proof: {what}")).advise(Advice::WriteProof);
        let (head, checkpoint) =
            text.split_once("\n\n").ok_or_else(|| fault("no empty line precedes the checkpoint"))?;
        let mut lines = head.split('\n');
        if lines.next() != Some(HEADING) {
            return Err(fault(&format!("its first line is not {HEADING}")));
        }
        let extra = lines.next().and_then(|line| line.strip_prefix("extra "));
        let extra = extra.ok_or_else(|| fault("its second line does not begin with “extra ”"))?;
        let bytes = STANDARD.decode(extra).map_err(|_| fault("its second line is not base64"))?;
        let index = lines.next().and_then(|line| line.strip_prefix("index "));
        let index = index.ok_or_else(|| fault("its third line does not begin with “index ”"))?;
        let path = lines.map(read_digest).collect::<Result<Vec<Digest>, Fault>>()?;
        let proof = Proof::new(bytes, path, Checkpoint::parse(checkpoint)?)?;
        if index != (proof.entry.number - 1).to_string() {
            return Err(fault(&format!("its index is not that of entry {}", proof.entry.number)));
        }
        Ok(proof)
    }

    /// The entry.
    pub fn entry(&self) -> &Entry {
        &self.entry
    }

    /// Its canonical bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The checkpoint of the tree that contains the entry.
    pub fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }
}

impl fmt::Display for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{HEADING}\nextra {}\nindex {}", STANDARD.encode(&self.bytes), self.entry.number - 1)?;
        for hash in &self.path {
            writeln!(f, "{}", STANDARD.encode(hash.0))?;
        }
        write!(f, "\n{}", self.checkpoint)
    }
}

/// The root that an inclusion path leads to (RFC 9162 §2.1.3.2).
fn root_by_path(leaf: Digest, index: u64, size: u64, path: &[Digest]) -> Result<Digest, Fault> {
    let wrong =
        || Fault::new("the proof has the wrong number of hashes for a tree of this size").hint("the proof was altered");
    if index >= size {
        let what = format!("the proof is of entry {}, but the checkpoint has {size}", u128::from(index) + 1);
        return Err(Fault::new(what).hint("the proof was altered, or is for another checkpoint"));
    }
    let (mut node, mut last) = (index, size - 1);
    let mut root = leaf;
    for hash in path {
        if last == 0 {
            return Err(wrong());
        }
        if node & 1 == 1 || node == last {
            root = Digest::of_node(*hash, root);
            // An incomplete right edge has no hash on the levels that it skips.
            while node & 1 == 0 && node != 0 {
                node >>= 1;
                last >>= 1;
            }
        } else {
            root = Digest::of_node(root, *hash);
        }
        node >>= 1;
        last >>= 1;
    }
    if last == 0 { Ok(root) } else { Err(wrong()) }
}

/// Finds the hashes that lead from one leaf to the root as all leaves pass by in order.
#[derive(Debug)]
pub struct Pathfinder {
    index: u64,
    /// The full subtrees so far, largest first: the first leaf and the root of each.
    peaks: Vec<(u64, Digest)>,
    size: u64,
    path: Vec<Digest>,
}

impl Pathfinder {
    /// A pathfinder for the leaf with this index.
    pub fn new(index: u64) -> Pathfinder {
        Pathfinder { index, peaks: Vec::new(), size: 0, path: Vec::new() }
    }

    /// Adds the next leaf by its digest.
    pub fn push(&mut self, leaf: Digest) {
        self.push_full(0, leaf);
    }

    /// Adds a full subtree of 2^`level` leaves that does not contain the target leaf, like
    /// [`super::Frontier::push_full`].
    pub fn push_full(&mut self, level: u8, root: Digest) {
        let mut peak = (self.size, root);
        let size = self.size + (1 << level);
        for _ in 0..(self.size >> level).trailing_ones() {
            if let Some(left) = self.peaks.pop() {
                peak = self.join(left, peak, size);
            }
        }
        self.peaks.push(peak);
        self.size = size;
    }

    /// The root of the tree over all leaves, and the path to it from the target leaf.
    pub fn finish(mut self) -> (Digest, Vec<Digest>) {
        let mut peaks = std::mem::take(&mut self.peaks);
        let Some(mut root) = peaks.pop() else { return (Digest::of(b""), self.path) };
        while let Some(left) = peaks.pop() {
            root = self.join(left, root, self.size);
        }
        (root.1, self.path)
    }

    /// Joins two nodes: `left` ends where `right` begins, and `right` ends before `end`.
    fn join(&mut self, left: (u64, Digest), right: (u64, Digest), end: u64) -> (u64, Digest) {
        if (left.0..right.0).contains(&self.index) {
            self.path.push(right.1);
        } else if (right.0..end).contains(&self.index) {
            self.path.push(left.1);
        }
        (left.0, Digest::of_node(left.1, right.1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::Frontier;
    use crate::journal::{Body, Genesis, Stamp};

    fn leaf(n: u64) -> Digest {
        Digest::of_leaf(&n.to_be_bytes())
    }

    fn root(size: u64) -> Digest {
        let mut frontier = Frontier::default();
        (0..size).for_each(|n| frontier.push(leaf(n)));
        frontier.root()
    }

    fn path(index: u64, size: u64) -> Vec<Digest> {
        let mut finder = Pathfinder::new(index);
        (0..size).for_each(|n| finder.push(leaf(n)));
        let (found, path) = finder.finish();
        assert_eq!(found, root(size));
        path
    }

    #[test]
    fn in_every_small_tree_a_path_proves_its_own_leaf_and_no_other() {
        for size in 1..70 {
            for index in 0..size {
                let path = path(index, size);
                assert_eq!(root_by_path(leaf(index), index, size, &path).unwrap(), root(size), "{index} of {size}");
                let other = (index + 1) % size;
                let moved = root_by_path(leaf(index), other, size, &path);
                assert!(size == 1 || moved.is_err() || moved.unwrap() != root(size), "{index} as {other} of {size}");
                assert_ne!(root_by_path(leaf(size + 7), index, size, &path).unwrap(), root(size));
            }
        }
    }

    #[test]
    fn adding_full_subtrees_gives_the_same_path_as_adding_their_leaves() {
        for size in 1..70_u64 {
            for index in 0..size {
                let mut finder = Pathfinder::new(index);
                let mut at = 0;
                while at < size {
                    // The largest subtree that begins here, fits and excludes the leaf.
                    let fits = |level: &u8| {
                        let end = at + (1 << level);
                        at % (1 << level) == 0 && end <= size && !(at..end).contains(&index)
                    };
                    let level = (0..7).rev().find(fits).unwrap_or(0);
                    let mut full = Frontier::default();
                    (at..at + (1 << level)).for_each(|n| full.push(leaf(n)));
                    finder.push_full(level, full.root());
                    at += 1 << level;
                }
                assert_eq!(finder.finish(), (root(size), path(index, size)), "{index} of {size}");
            }
        }
    }

    #[test]
    fn a_path_of_the_wrong_length_proves_nothing() {
        for size in 1..40 {
            for index in 0..size {
                let mut longer = path(index, size);
                longer.push(leaf(99));
                assert!(root_by_path(leaf(index), index, size, &longer).is_err());
                longer.truncate(longer.len().saturating_sub(2));
                assert!(size == 1 || root_by_path(leaf(index), index, size, &longer).is_err());
            }
            assert!(root_by_path(leaf(0), size, size, &[]).is_err());
        }
    }

    #[test]
    fn paths_match_the_recursive_definition() {
        // RFC 9162 §2.1.3.1, taken literally.
        fn defined(m: usize, leaves: &[Digest]) -> Vec<Digest> {
            fn tree(leaves: &[Digest]) -> Digest {
                if let [leaf] = leaves {
                    return *leaf;
                }
                let k = leaves.len().next_power_of_two() / 2;
                Digest::of_node(tree(&leaves[..k]), tree(&leaves[k..]))
            }
            if leaves.len() == 1 {
                return Vec::new();
            }
            let k = leaves.len().next_power_of_two() / 2;
            let (mut path, sibling) = if m < k {
                (defined(m, &leaves[..k]), tree(&leaves[k..]))
            } else {
                (defined(m - k, &leaves[k..]), tree(&leaves[..k]))
            };
            path.push(sibling);
            path
        }
        let leaves: Vec<Digest> = (0..50).map(leaf).collect();
        for size in 1..=50 {
            for index in 0..size {
                assert_eq!(path(index as u64, size as u64), defined(index, &leaves[..size]));
            }
        }
    }

    fn proof() -> Proof {
        let stamp = Stamp::new("2024-06-28T09:30:00Z".parse().unwrap(), "Ada");
        let genesis = Genesis { ledger: Digest::of(b"x"), name: "unit7".to_owned(), program: "impound".to_owned() };
        let bytes = codec::encode(&Entry { number: 1, stamp, reference: None, body: Body::Genesis(genesis) }).unwrap();
        let mut finder = Pathfinder::new(0);
        finder.push(Digest::of_leaf(&bytes));
        (1..5).for_each(|n| finder.push(leaf(n)));
        let (root, path) = finder.finish();
        let checkpoint = Checkpoint::new("impound/unit7/00112233445566778899aabbccddeeff", 5, root).unwrap();
        Proof::new(bytes, path, checkpoint).unwrap()
    }

    #[test]
    fn a_proof_survives_a_round_trip() {
        let text = proof().to_string();
        assert!(text.starts_with("c2sp.org/tlog-proof@v1\nextra eyJlbnRyeSI6IjEi"), "{text}");
        assert_eq!(Proof::parse(&text).unwrap(), proof());
    }

    #[test]
    fn altering_any_byte_of_a_proof_is_refused() {
        let text = proof().to_string();
        for at in 0..text.len() {
            for other in [b'\n', b' ', b'0', b'A', b'=', 0] {
                let mut altered = text.clone().into_bytes();
                if altered[at] == other {
                    continue;
                }
                altered[at] = other;
                let altered = String::from_utf8(altered).unwrap();
                // The hashes do not cover the origin: the verifier compares it with the checkpoint that they hold.
                if let Ok(read) = Proof::parse(&altered) {
                    assert_ne!(read.checkpoint().origin(), proof().checkpoint().origin(), "{altered}");
                }
            }
            assert!(Proof::parse(&text[..at]).is_err(), "cut off at {at}");
        }
        assert!(Proof::parse(&(text + "\n")).is_err());
    }
}
