//! The tree's full subtrees: computing with them gives the same answers as all entries, and a wrong row changes none.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::faulty::{Commit, Faulty, Plan};
use super::*;
use crate::journal::{Pathfinder, Subtree};
use crate::store::held::{self, Among, Since};
use crate::store::subtrees::Tree;
use crate::store::table::SUBTREE;
use crate::store::{Keep, Ledger, Rederived};

/// Enough entries for subtrees on three levels, and some more.
const ENTRIES: u64 = 1_337;

fn bytes(entry: u64) -> Vec<u8> {
    format!("entry {entry}").into_bytes()
}

/// Adds entries with their head and subtrees.
fn fill(place: &mut Place, altered: Option<Subtree>) {
    let entries: Vec<(u64, Vec<u8>)> = (1..=ENTRIES).map(|entry| (entry, bytes(entry))).collect();
    let mut tree = Tree::default();
    entries.iter().for_each(|(_, bytes)| tree.push(bytes));
    for (subtree, root) in &mut tree.full {
        if Some(*subtree) == altered {
            root.0[7] ^= 1;
        }
    }
    place.write(|tx| {
        tx.add(&entries.iter().map(|(entry, bytes)| (*entry, bytes.as_slice())).collect::<Vec<_>>(), &[])?;
        tx.apply(&tree.changes())?;
        tx.lead(&Head::over(&tree.edge, Vec::new()))
    });
}

fn edge(size: u64) -> Frontier {
    let mut edge = Frontier::default();
    (1..=size).for_each(|entry| edge.push(Digest::of_leaf(&bytes(entry))));
    edge
}

fn path(entry: u64, size: u64) -> (Vec<u8>, Vec<Digest>, Digest) {
    let mut finder = Pathfinder::new(entry - 1);
    (1..=size).for_each(|entry| finder.push(Digest::of_leaf(&bytes(entry))));
    let (root, path) = finder.finish();
    (bytes(entry), path, root)
}

/// Sizes at and near the boundaries of subtrees, and others.
const SIZES: [u64; 14] = [1, 2, 200, 255, 256, 257, 511, 512, 513, 768, 1_000, 1_024, 1_336, ENTRIES];

/// Compares everything computed with subtrees with what all entries give.
fn answers_hold(place: &Place) {
    place.read(|reading| {
        for size in SIZES {
            let tree = edge(size);
            assert_eq!(held::tree_at(reading, size)?, tree, "{size}");
            assert_eq!(held::since(reading, &tree)?, Since::Followed(edge(ENTRIES)), "{size}");
            let mut other = edge(size - 1);
            other.push(Digest::of_leaf(b"another entry"));
            assert_eq!(held::since(reading, &other)?, Since::Forked(edge(ENTRIES)), "{size}");
            for entry in SIZES.into_iter().filter(|entry| *entry <= size) {
                assert_eq!(held::path(reading, Among { entry, size })?, path(entry, size), "{entry} of {size}");
            }
        }
        Ok(())
    });
}

pub(super) fn a_subtree_is_known_by_its_level_and_number(place: &mut Place) {
    let subtrees = [(8, 1), (8, 0), (9, 0)].map(|(level, number)| Subtree { level, number });
    let changes = subtrees.iter().zip(1..).map(|(subtree, byte)| Change::Subtree(*subtree, Digest([byte; 32])));
    place.apply(&changes.collect::<Vec<_>>());
    let asked = vec![Subtree { level: 9, number: 1 }, subtrees[2], subtrees[0]];
    let known = place.known(&Asked { subtrees: asked, ..Asked::default() }).subtrees;
    assert_eq!(known, [None, Some(Digest([3; 32])), Some(Digest([1; 32]))]);
    assert!(place.rows(&SUBTREE)[0].starts_with("8 | 0 | 0202"));
}

pub(super) fn a_subtree_is_never_written_twice(place: &mut Place) {
    let change = Change::Subtree(Subtree { level: 8, number: 0 }, Digest([1; 32]));
    place.apply(std::slice::from_ref(&change));
    place.refused(|tx| tx.apply(&[change]));
}

pub(super) fn subtrees_give_the_same_answers_as_all_entries(place: &mut Place) {
    fill(place, None);
    assert_eq!(place.rows(&SUBTREE).len(), 5 + 2 + 1);
    answers_hold(place);
}

pub(super) fn a_wrong_subtree_changes_no_answer(place: &mut Place) {
    fill(place, Some(Subtree { level: 8, number: 1 }));
    answers_hold(place);
}

pub(super) fn a_wrong_large_subtree_changes_no_answer(place: &mut Place) {
    fill(place, Some(Subtree { level: 10, number: 0 }));
    answers_hold(place);
}

pub(super) fn few_entries_are_read_for_a_tree_or_a_path(place: &mut Place) {
    fill(place, None);
    let plan = Arc::new(Plan::of(usize::MAX, Commit::Lost));
    let engine = Faulty { engine: std::mem::replace(&mut place.engine, in_memory().engine), plan: Arc::clone(&plan) };
    let counted = |work: &dyn Fn(&dyn Reading)| {
        plan.entries.store(0, Ordering::SeqCst);
        work(&*engine.read().unwrap());
        plan.entries.load(Ordering::SeqCst)
    };
    for size in SIZES {
        assert!(counted(&|reading| drop(held::tree_at(reading, size).unwrap())) < 512, "{size}");
        assert!(counted(&|reading| drop(held::since(reading, &edge(size)).unwrap())) < 512, "{size}");
        assert!(counted(&|reading| drop(held::path(reading, Among { entry: 1, size }).unwrap())) < 1_024, "{size}");
    }
}

pub(super) fn a_wrong_subtree_is_named_and_derived_again(place: &mut Place) {
    let mut ledger = whole::ledger(place);
    let recorded = ledger.batch(&mut whole::recorder(3), |batch| {
        let each = |row| batch.record(row, vec![whole::freeze("5 EUR", &format!("row {row}"))]).map(drop);
        (1..=300).try_for_each(each).map(|()| ((), Keep::Entry))
    });
    assert_eq!(recorded, Ok(()));
    let before = whole::held(&ledger);
    let engine = ledger.into_engine();
    let mut place = Place { engine, _directory: place._directory.take() };
    place.apply(&[Change::Subtree(Subtree { level: 9, number: 0 }, Digest([1; 32]))]);
    let mut ledger = Ledger::on(place.engine);
    let differences = ledger.verify(&[], &mut |_| Ok(())).unwrap().differences;
    assert_eq!(differences, ["subtree 9 0: stored, but not in the journal"]);
    assert_eq!(ledger.rederive(&mut |_| Ok(())), Ok(Rederived::Anew));
    assert_eq!(whole::held(&ledger), before);
}
