//! The seal over the derived tables that commands rely on: it lets a command check a row that it reads, or the absence
//! of a row, without reading the whole table.
//!
//! A fact is the digest of a row's table and key, paired with the digest of the row. The first digest assigns each
//! fact to a leaf; leaves are digested into inner nodes, and those into the head. If anything but impound deletes,
//! edits or adds a row, the row no longer matches its leaf; if it alters a leaf or node, that no longer matches the
//! one above it.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::Keyed;
use crate::journal::{Digest, Tally};

use super::Error;
use super::changes::Change;
use super::engine::{Asked, Reading};
use super::remedy::Remedy;
use super::sealed::{NAME, Name, Sealed, VALUE, Value, name};

/// The number of children of a node.
const FANOUT: u8 = 64;

/// The inner node and the leaf for a name.
fn place(name: &Name) -> (u8, u8) {
    (name[0] >> 2, (name[0] & 3) << 4 | name[1] >> 4)
}

/// Digests of a node's children; empty ones have none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Node(BTreeMap<u8, Digest>);

impl Node {
    fn read(bytes: &[u8]) -> Option<Node> {
        let (chunks, rest) = bytes.as_chunks::<33>();
        let mut node = Node::default();
        for chunk in chunks {
            let (at, digest) = chunk.split_first()?;
            let follows = node.0.last_key_value().is_none_or(|(last, _)| last < at);
            if !follows || *at >= FANOUT {
                return None;
            }
            node.0.insert(*at, Digest(digest.try_into().ok()?));
        }
        rest.is_empty().then_some(node)
    }

    fn bytes(&self) -> Vec<u8> {
        self.0.iter().flat_map(|(at, digest)| std::iter::once(*at).chain(digest.0)).collect()
    }

    fn set(&mut self, at: u8, below: &[u8]) {
        if below.is_empty() {
            self.0.remove(&at);
        } else {
            self.0.insert(at, Digest::of(below));
        }
    }
}

/// A fact.
type Fact = (Name, Value);

/// How many facts a leaf gets before they take their places among the others: moving those for each one would take longer
/// than all else in an import of a million rows.
const RECENT: usize = 32;

/// The facts of a leaf.
#[derive(Clone, Debug, Default)]
struct Leaf {
    /// Those in their places, by name.
    facts: Vec<Fact>,
    /// Fewer than [`RECENT`] others, by name.
    recent: Vec<Fact>,
    changed: bool,
}

impl Leaf {
    fn read(bytes: &[u8]) -> Option<Leaf> {
        let (chunks, rest) = bytes.as_chunks::<{ NAME + VALUE }>();
        let fact = |chunk: &[u8; NAME + VALUE]| {
            let (name, value) = chunk.split_at(NAME);
            Some((name.try_into().ok()?, value.try_into().ok()?))
        };
        let facts: Vec<Fact> = chunks.iter().map(fact).collect::<Option<_>>()?;
        let in_order = facts.is_sorted_by(|one, next| one.0 < next.0);
        (rest.is_empty() && in_order).then(|| Leaf { facts, ..Leaf::default() })
    }

    /// Its bytes, with each fact in its place.
    fn bytes(&mut self) -> Vec<u8> {
        self.put_in_place();
        let mut bytes = Vec::with_capacity(self.facts.len() * (NAME + VALUE));
        for (name, value) in &self.facts {
            bytes.extend_from_slice(name);
            bytes.extend_from_slice(value);
        }
        bytes
    }

    fn get(&self, name: &Name) -> Option<Value> {
        [&self.recent, &self.facts].into_iter().find_map(|facts| Some(facts[find(facts, name).ok()?].1))
    }

    fn set(&mut self, name: Name, value: Value) {
        self.changed = true;
        match (find(&self.facts, &name), find(&self.recent, &name)) {
            (Ok(at), _) => self.facts[at].1 = value,
            (_, Ok(at)) => self.recent[at].1 = value,
            (_, Err(at)) => self.recent.insert(at, (name, value)),
        }
        if self.recent.len() == RECENT {
            self.put_in_place();
        }
    }

    fn put_in_place(&mut self) {
        // Leaves grow evenly: doubling each in turn would leave half of the memory unused.
        if self.facts.capacity() - self.facts.len() < self.recent.len() {
            self.facts.reserve_exact(self.facts.len() / 8 + self.recent.len());
        }
        self.facts.append(&mut self.recent);
        // Both parts are in order, which this sort makes use of.
        self.facts.sort_by_key(|(name, _)| u128::from_be_bytes(*name));
    }
}

/// Where a fact is among others in order, or where it would be.
fn find(facts: &[Fact], name: &Name) -> Result<usize, usize> {
    // Numbers compare faster than bytes.
    let name = u128::from_be_bytes(*name);
    facts.binary_search_by_key(&name, |(known, _)| u128::from_be_bytes(*known))
}

/// The seal over a ledger's derived tables, as far as it has been read, with its changes.
pub(super) struct Seal<'a> {
    reading: &'a dyn Reading,
    top: Node,
    inner: Keyed<u8, Node>,
    leaves: Keyed<(u8, u8), Leaf>,
    /// Rows sealed in leaves that have not been read yet.
    waiting: Keyed<Name, Value>,
}

/// How many nodes are read together.
const TOGETHER: usize = 256;

/// How many nodes are written together.
const WRITTEN: usize = 512;

/// The most rows that wait for their leaves to be read.
const WAITING: usize = 1_000;

impl<'a> Seal<'a> {
    /// The seal in the head.
    ///
    /// # Errors
    /// The file cannot be read, or the head has no seal.
    pub(super) fn of_head(reading: &'a dyn Reading) -> Result<Seal<'a>, Error> {
        let head = reading.head()?.unwrap_or_default();
        let top = Node::read(&head.seal).ok_or_else(broken)?;
        Ok(Seal { top, ..Seal::over_nothing(reading) })
    }

    /// The seal over empty tables.
    pub(super) fn over_nothing(reading: &'a dyn Reading) -> Seal<'a> {
        let (top, inner, leaves, waiting) = (Node::default(), Keyed::default(), Keyed::default(), Keyed::default());
        Seal { reading, top, inner, leaves, waiting }
    }

    /// The sealed value of a row; `None` if there is no such row.
    ///
    /// # Errors
    /// The file cannot be read, or the seal does not match the head.
    pub(super) fn get(&mut self, table: Sealed, key: &str) -> Result<Option<Value>, Error> {
        let name = name(table, key);
        if let Some(value) = self.waiting.get(&name) {
            return Ok(Some(*value));
        }
        if !self.leaves.contains_key(&place(&name)) {
            self.open([name])?;
        }
        let leaf = self.leaves.get(&place(&name)).ok_or_else(broken)?;
        Ok(leaf.get(&name))
    }

    /// Checks a row that was read, or its absence.
    ///
    /// # Errors
    /// The row differs from what impound wrote, or as for [`Seal::get`].
    pub(super) fn check(&mut self, table: Sealed, key: &str, found: Option<Value>) -> Result<(), Error> {
        if self.get(table, key)? == found {
            return Ok(());
        }
        let what = match found {
            Some(_) => "is not what impound wrote",
            None => "is missing",
        };
        Err(altered(format!(
            "what is kept of {} in the table {} {what}",
            crate::domain::text::escape(key),
            table.table()
        )))
    }

    /// Seals a row being written.
    ///
    /// # Errors
    /// As for [`Seal::get`].
    pub(super) fn set(&mut self, table: Sealed, key: &str, value: Value) -> Result<(), Error> {
        let name = name(table, key);
        match self.leaves.get_mut(&place(&name)) {
            Some(leaf) => {
                // The row may have been waiting while the leaf was read for another row.
                self.waiting.remove(&name);
                leaf.set(name, value);
            }
            None => drop(self.waiting.insert(name, value)),
        }
        if self.waiting.len() < WAITING { Ok(()) } else { self.take_in() }
    }

    /// Reads the leaves of all waiting rows together, and seals those rows.
    ///
    /// # Errors
    /// As for [`Seal::get`].
    pub(super) fn take_in(&mut self) -> Result<(), Error> {
        self.take_in_with(&[]).map(drop)
    }

    /// Likewise, and reads kept totals along with the leaves.
    ///
    /// # Errors
    /// As for [`Seal::get`].
    pub(super) fn take_in_with(&mut self, totals: &[(usize, &str)]) -> Result<Vec<Tally>, Error> {
        let waiting = std::mem::take(&mut self.waiting);
        let tallies = self.open_with(waiting.keys().copied(), totals)?;
        for (name, value) in waiting {
            self.leaves.get_mut(&place(&name)).ok_or_else(broken)?.set(name, value);
        }
        Ok(tallies)
    }

    /// Reads the leaves of some names, checking each that was not yet read against the node above it.
    ///
    /// # Errors
    /// As for [`Seal::get`].
    pub(super) fn open(&mut self, names: impl IntoIterator<Item = Name>) -> Result<(), Error> {
        self.open_with(names, &[]).map(drop)
    }

    /// Likewise, and reads kept totals along with the leaves.
    fn open_with(
        &mut self,
        names: impl IntoIterator<Item = Name>,
        totals: &[(usize, &str)],
    ) -> Result<Vec<Tally>, Error> {
        let mut tallies = None;
        let places = names.into_iter().map(|name| place(&name)).filter(|place| !self.leaves.contains_key(place));
        let places: Vec<(u8, u8)> = places.collect::<BTreeSet<_>>().into_iter().collect();
        for places in places.chunks(TOGETHER) {
            let groups: BTreeSet<u8> =
                places.iter().map(|(group, _)| *group).filter(|group| !self.inner.contains_key(group)).collect();
            let inner = groups.iter().map(|group| number(*group, None));
            let nodes = inner.chain(places.iter().map(|(group, at)| number(*group, Some(*at)))).collect();
            let totals = if tallies.is_none() { totals.to_vec() } else { Vec::new() };
            let known = self.reading.known(&Asked { nodes, totals, ..Asked::default() })?;
            tallies.get_or_insert(known.totals);
            let mut found = known.nodes.into_iter();
            for group in groups {
                let bytes = checked(found.next().flatten(), self.top.0.get(&group))?;
                self.inner.insert(group, Node::read(&bytes).ok_or_else(broken)?);
            }
            for (group, at) in places {
                let digest = self.inner.get(group).and_then(|node| node.0.get(at));
                let bytes = checked(found.next().flatten(), digest)?;
                self.leaves.insert((*group, *at), Leaf::read(&bytes).ok_or_else(broken)?);
            }
        }
        match tallies {
            Some(tallies) => Ok(tallies),
            None if totals.is_empty() => Ok(Vec::new()),
            None => self.reading.totals(totals),
        }
    }

    /// Passes the changed nodes with their bytes to `write`, some at a time, and returns the seal for the head.
    ///
    /// # Errors
    /// As for [`Seal::get`], or an error from `write`.
    pub(super) fn finish(&mut self, mut write: impl FnMut(&[Change]) -> Result<(), Error>) -> Result<Vec<u8>, Error> {
        self.take_in()?;
        let changed = self.leaves.iter().filter(|(_, leaf)| leaf.changed).map(|(place, _)| *place);
        let changed: BTreeSet<(u8, u8)> = changed.collect();
        let mut nodes = Vec::new();
        for (group, at) in &changed {
            // What is written need not be kept twice.
            let Some(mut leaf) = self.leaves.remove(&(*group, *at)) else { continue };
            let bytes = leaf.bytes();
            self.inner.entry(*group).or_default().set(*at, &bytes);
            nodes.push(Change::Node(number(*group, Some(*at)), bytes));
            if nodes.len() == WRITTEN {
                write(&nodes)?;
                nodes.clear();
            }
        }
        for group in changed.iter().map(|(group, _)| *group).collect::<BTreeSet<u8>>() {
            let bytes = self.inner.entry(group).or_default().bytes();
            self.top.set(group, &bytes);
            nodes.push(Change::Node(number(group, None), bytes));
        }
        write(&nodes)?;
        Ok(self.top.bytes())
    }
}

/// The numbers of the nodes with the facts of some names, to look them up in advance.
pub(super) fn nodes_of(names: impl Iterator<Item = Name>) -> BTreeSet<i64> {
    let places = names.map(|name| place(&name));
    places.flat_map(|(group, at)| [number(group, None), number(group, Some(at))]).collect()
}

/// Passes every fact of the head's seal to `each`, and returns the number of nodes.
///
/// # Errors
/// The file cannot be read; [`Error::Damaged`]: the seal does not match the head.
pub(super) fn each_fact(reading: &dyn Reading, mut each: impl FnMut(&Name, Value)) -> Result<usize, Error> {
    let mut nodes = 0;
    let top = Seal::of_head(reading)?.top;
    for (group, digest) in &top.0 {
        let node = Node::read(&read(reading, number(*group, None), Some(digest))?).ok_or_else(broken)?;
        nodes += 1 + node.0.len();
        for (at, digest) in &node.0 {
            let leaf = Leaf::read(&read(reading, number(*group, Some(*at)), Some(digest))?).ok_or_else(broken)?;
            leaf.facts.iter().for_each(|(name, value)| each(name, *value));
        }
    }
    Ok(nodes)
}

/// The number of an inner node or a leaf in the table.
fn number(group: u8, leaf: Option<u8>) -> i64 {
    let fanout = i64::from(FANOUT);
    match leaf {
        None => i64::from(group),
        Some(at) => fanout + i64::from(group) * fanout + i64::from(at),
    }
}

/// The bytes of a node, checked against the digest in the node above; an empty node has none.
fn read(reading: &dyn Reading, node: i64, digest: Option<&Digest>) -> Result<Vec<u8>, Error> {
    let known = reading.known(&Asked { nodes: vec![node], ..Asked::default() })?;
    checked(known.nodes.into_iter().next().flatten(), digest)
}

/// Checks bytes that were read, likewise.
fn checked(found: Option<Vec<u8>>, digest: Option<&Digest>) -> Result<Vec<u8>, Error> {
    match (found, digest) {
        (None, None) => Ok(Vec::new()),
        (Some(bytes), Some(digest)) if Digest::of(&bytes) == *digest => Ok(bytes),
        _ => Err(broken()),
    }
}

fn broken() -> Error {
    altered("the seal over the derived tables is not the one that impound wrote".to_owned())
}

/// A derived table differs from what impound wrote: a more specific finding than other damage.
fn altered(what: String) -> Error {
    Error::Damaged { what, remedy: Remedy::Rederive }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leaf_holds_the_latest_value_of_each_name_in_order() {
        let (mut leaf, mut expected) = (Leaf::default(), BTreeMap::new());
        for round in 0..20_u8 {
            for number in 0..=u8::MAX {
                let name: Name = Digest::of(&[number % 200]).0[..NAME].try_into().unwrap();
                let value = [round ^ number; VALUE];
                assert_eq!(leaf.get(&name), expected.insert(name, value));
                leaf.set(name, value);
                assert_eq!(leaf.get(&name), Some(value));
            }
            let bytes = leaf.bytes();
            let facts: Vec<u8> = expected.iter().flat_map(|(name, value)| name.iter().chain(value).copied()).collect();
            assert_eq!(bytes, facts);
            leaf = Leaf::read(&bytes).unwrap();
        }
        assert_eq!((expected.len(), leaf.get(&[0; NAME])), (200, None));
    }
}
