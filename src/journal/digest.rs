//! The Merkle tree of the journal: SHA-256 as in RFC 6962 and RFC 9162; entry *n* is leaf *n* − 1.

use std::fmt;
use std::io;

use sha2::{Digest as _, Sha256};

use crate::domain::Fault;

/// A SHA-256 digest; written as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// The digest of plain bytes, such as a file's.
    pub fn of(bytes: &[u8]) -> Digest {
        Digest(Sha256::digest(bytes).into())
    }

    /// The digest of two texts, one after the other.
    pub fn of_both(one: &[u8], other: &[u8]) -> Digest {
        Digest(Sha256::new().chain_update(one).chain_update(other).finalize().into())
    }

    /// The digest of a whole stream, and its length in bytes.
    ///
    /// # Errors
    /// The stream cannot be read.
    pub fn of_stream(mut stream: impl io::Read) -> io::Result<(Digest, u64)> {
        let (mut hasher, mut size, mut chunk) = (Sha256::new(), 0_u64, vec![0; 64 << 10]);
        loop {
            let read = match stream.read(&mut chunk) {
                Ok(0) => return Ok((Digest(hasher.finalize().into()), size)),
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            hasher.update(&chunk[..read]);
            size += read as u64;
        }
    }

    /// The digest of a leaf: `SHA-256(0x00 ‖ bytes)`.
    pub fn of_leaf(bytes: &[u8]) -> Digest {
        Digest(Sha256::new().chain_update([0]).chain_update(bytes).finalize().into())
    }

    /// The digest of an inner node: `SHA-256(0x01 ‖ left ‖ right)`.
    pub fn of_node(left: Digest, right: Digest) -> Digest {
        let mut bytes = [1; 65];
        bytes[1..33].copy_from_slice(&left.0);
        bytes[33..].copy_from_slice(&right.0);
        Digest::of(&bytes)
    }

    /// Reads 64 lower-case hexadecimal digits.
    ///
    /// # Errors
    /// Anything else.
    pub fn parse(text: &str) -> Result<Digest, Fault> {
        let fault = || Fault::new(format!("“{text}” is not a SHA-256 digest of 64 lower-case hexadecimal digits"));
        let digit = |byte: u8| match byte {
            b'0'..=b'9' => Ok(byte - b'0'),
            b'a'..=b'f' => Ok(byte - b'a' + 10),
            _ => Err(fault()),
        };
        if text.len() != 64 {
            return Err(fault());
        }
        let mut digest = [0; 32];
        for (byte, pair) in digest.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
            *byte = digit(pair[0])? << 4 | digit(pair[1])?;
        }
        Ok(Digest(digest))
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut text = [0; 64];
        for (pair, byte) in text.as_chunks_mut::<2>().0.iter_mut().zip(self.0) {
            *pair = [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]];
        }
        f.write_str(std::str::from_utf8(&text).map_err(|_| fmt::Error)?)
    }
}

/// A full subtree of 2^`level` leaves, preceded by `number` others of the same size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Subtree {
    /// The number of levels above its leaves.
    pub level: u8,
    /// Its number on its level, from 0.
    pub number: u64,
}

/// The right edge of the tree: the roots of the full subtrees that make up the leaves so far, largest first.
///
/// It suffices to append a leaf and to compute the root, in time and space logarithmic in the number of entries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    peaks: Vec<Digest>,
}

impl Frontier {
    /// Restores a frontier of `size` leaves from [`Frontier::bytes`]; `None` if the length does not fit the size.
    pub fn restore(size: u64, bytes: &[u8]) -> Option<Frontier> {
        let (chunks, rest) = bytes.as_chunks::<32>();
        let peaks: Vec<Digest> = chunks.iter().map(|chunk| Digest(*chunk)).collect();
        (rest.is_empty() && peaks.len() == size.count_ones() as usize).then_some(Frontier { size, peaks })
    }

    /// The digests of the edge, concatenated.
    pub fn bytes(&self) -> Vec<u8> {
        self.peaks.iter().flat_map(|peak| peak.0).collect()
    }

    /// The number of leaves.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Adds a leaf by its digest.
    pub fn push(&mut self, leaf: Digest) {
        self.push_full(0, leaf, |_, _| {});
    }

    /// Adds a full subtree of 2^`level` leaves by its digest; the leaves before it must be a multiple of that. Calls
    /// `full` for each larger subtree that it completes.
    pub fn push_full(&mut self, level: u8, root: Digest, mut full: impl FnMut(Subtree, Digest)) {
        let mut peak = root;
        // Each of these one bits in the size is a full subtree that the new one completes.
        for above in (level + 1..).take((self.size >> level).trailing_ones() as usize) {
            if let Some(left) = self.peaks.pop() {
                peak = Digest::of_node(left, peak);
                full(Subtree { level: above, number: self.size >> above }, peak);
            }
        }
        self.peaks.push(peak);
        self.size += 1 << level;
    }

    /// The root of the tree; for an empty one, the digest of nothing.
    pub fn root(&self) -> Digest {
        let folded = self.peaks.iter().copied().rev().reduce(|right, left| Digest::of_node(left, right));
        folded.unwrap_or_else(|| Digest::of(b""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unhex(text: &str) -> Vec<u8> {
        text.as_bytes()
            .chunks(2)
            .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
            .collect()
    }

    /// The test vectors shared by implementations of RFC 6962 (Certificate Transparency).
    const LEAVES: [&str; 8] =
        ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
    const ROOTS: [&str; 8] = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    #[test]
    fn the_tree_agrees_with_the_vectors_of_rfc_6962() {
        let mut frontier = Frontier::default();
        assert_eq!(frontier.root().to_string(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        for (leaf, root) in LEAVES.iter().zip(ROOTS) {
            frontier.push(Digest::of_leaf(&unhex(leaf)));
            assert_eq!(frontier.root().to_string(), root);
        }
    }

    /// The recursive definition of RFC 6962 §2.1, as a check of the edge at every size.
    fn defined(leaves: &[Digest]) -> Digest {
        match leaves {
            [] => Digest::of(b""),
            [leaf] => *leaf,
            _ => {
                let split = leaves.len().next_power_of_two() / 2;
                Digest::of_node(defined(&leaves[..split]), defined(&leaves[split..]))
            }
        }
    }

    #[test]
    fn the_edge_matches_the_recursive_definition_at_every_size() {
        let leaves: Vec<Digest> = (0..200_u32).map(|n| Digest::of_leaf(&n.to_be_bytes())).collect();
        let mut frontier = Frontier::default();
        for (n, leaf) in leaves.iter().enumerate() {
            frontier.push(*leaf);
            assert_eq!(frontier.root(), defined(&leaves[..=n]));
            assert_eq!(Frontier::restore(frontier.size(), &frontier.bytes()), Some(frontier.clone()));
        }
    }

    #[test]
    fn adding_a_full_subtree_equals_adding_its_leaves() {
        let leaves: Vec<Digest> = (0..70_u32).map(|n| Digest::of_leaf(&n.to_be_bytes())).collect();
        let (mut edge, mut made) = (Frontier::default(), Vec::new());
        leaves.iter().for_each(|leaf| edge.push_full(0, *leaf, |subtree, root| made.push((subtree, root))));
        for (Subtree { level, number }, root) in &made {
            let (leaves_of_it, number) = (1_usize << level, usize::try_from(*number).unwrap());
            assert_eq!(*root, defined(&leaves[number * leaves_of_it..(number + 1) * leaves_of_it]));
            let mut grown = Frontier::default();
            leaves[..number * leaves_of_it].iter().for_each(|leaf| grown.push(*leaf));
            grown.push_full(*level, *root, |_, _| {});
            leaves[(number + 1) * leaves_of_it..].iter().for_each(|leaf| grown.push(*leaf));
            assert_eq!(grown, edge, "{level} {number}");
        }
        let levels = [35, 17, 8, 4, 2, 1];
        assert_eq!(
            (1..7).map(|level| made.iter().filter(|(of, _)| of.level == level).count()).collect::<Vec<_>>(),
            levels
        );
    }

    #[test]
    fn a_frontier_whose_length_does_not_fit_the_size_is_not_restored() {
        let mut frontier = Frontier::default();
        frontier.push(Digest::of_leaf(b"a"));
        assert_eq!(Frontier::restore(3, &frontier.bytes()), None);
        assert_eq!(Frontier::restore(1, &frontier.bytes()[1..]), None);
    }

    #[test]
    fn a_stream_of_any_length_has_the_digest_of_its_bytes() {
        let bytes = vec![7; 200_000];
        assert_eq!(Digest::of_stream(bytes.as_slice()).unwrap(), (Digest::of(&bytes), 200_000));
        assert_eq!(Digest::of_stream(std::io::empty()).unwrap(), (Digest::of(b""), 0));
    }

    /// A stream that returns these errors first, then its bytes.
    struct Shaky<'a>(Vec<io::ErrorKind>, &'a [u8]);

    impl io::Read for Shaky<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.0.pop().map_or_else(|| self.1.read(buffer), |kind| Err(kind.into()))
        }
    }

    #[test]
    fn an_interrupted_stream_is_read_to_the_end_and_a_failed_one_has_no_digest() {
        let interrupted = Shaky(vec![io::ErrorKind::Interrupted], b"abc");
        assert_eq!(Digest::of_stream(interrupted).unwrap(), (Digest::of(b"abc"), 3));
        let failing = Shaky(vec![io::ErrorKind::TimedOut, io::ErrorKind::Interrupted], b"abc");
        assert_eq!(Digest::of_stream(failing).unwrap_err().kind(), io::ErrorKind::TimedOut);
    }

    #[test]
    fn a_digest_survives_a_round_trip() {
        let digest = Digest::of(b"abc");
        assert_eq!(digest.to_string(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(Digest::parse(&digest.to_string()).unwrap(), digest);
        assert!(Digest::parse(&digest.to_string().to_uppercase()).is_err());
        assert!(Digest::parse("é".repeat(32).as_str()).is_err());
    }
}
