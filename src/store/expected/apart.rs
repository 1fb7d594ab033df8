//! What follows from each entry alone, in whatever order the entries are read.

use std::collections::{HashMap, HashSet};

use crate::domain::{AssetRef, CaseRef};
use crate::journal::{Act, Effect, Entry, Event, Target};
use crate::store::changes::{self, Change};
use crate::store::fingerprint::Fingerprint;

/// What follows from some entries apart.
#[derive(Default)]
pub(in crate::store) struct Apart {
    pub(super) references: Fingerprint,
    pub(super) likenesses: Fingerprint,
    pub(super) lines: Fingerprint,
    /// Assets that another asset names.
    pub(super) named: HashSet<AssetRef>,
    /// For each family, the other cases that its items belong to.
    pub(super) guests: HashMap<AssetRef, HashSet<CaseRef>>,
    /// Something is already wrong, so the tables must be compared in full.
    pub(super) contradicted: bool,
}

/// What an action begins.
pub(in crate::store) struct Begun {
    /// The case that it names.
    pub(super) case: Option<CaseRef>,
    /// The number of a new asset within its case; otherwise 0.
    pub(super) assets: u32,
}

impl Begun {
    /// What this action begins.
    pub(in crate::store) fn by(act: &Act) -> Begun {
        match &act.target {
            Target::New { asset } => Begun { case: Some(asset.case().clone()), assets: asset.number() },
            Target::Item { case, .. } => Begun { case: case.clone(), assets: 0 },
            Target::Existing { .. } => Begun { case: None, assets: 0 },
        }
    }
}

impl Apart {
    /// Nothing yet, to be merged with this.
    pub(in crate::store) fn blank(&self) -> Apart {
        Apart {
            references: self.references.blank(),
            likenesses: self.likenesses.blank(),
            lines: self.lines.blank(),
            ..Apart::default()
        }
    }

    /// Adds what follows from others.
    pub(super) fn merge(&mut self, other: Apart) {
        self.references.merge(&other.references);
        self.likenesses.merge(&other.likenesses);
        self.lines.merge(&other.lines);
        self.named.extend(other.named);
        for (root, cases) in other.guests {
            self.guests.entry(root).or_default().extend(cases);
        }
        self.contradicted |= other.contradicted;
    }

    /// Notes what follows from one more entry.
    pub(in crate::store) fn follow(&mut self, entry: &Entry) {
        for change in changes::given(entry) {
            match change {
                Change::Referred(reference, number) => self.references.add(&(reference.as_str(), number)),
                Change::Likened(likeness, number) => self.likenesses.add(&(likeness, number)),
                _ => {}
            }
        }
        let Effect::Act { act, .. } = entry.body.effect() else { return };
        self.contradicted |= act.sources.is_empty();
        if let Some(event) = entry.body.event() {
            let root = act.target.asset().root();
            self.line(&root, entry.number, &event);
            self.named.extend(changes::links(&event));
            if let Some(case) = changes::guest(&event) {
                self.guests.entry(root).or_default().insert(case.clone());
            }
        }
    }

    /// Notes the line of an event in its family.
    pub(super) fn line(&mut self, root: &AssetRef, entry: u64, event: &Event) {
        let mut line = String::with_capacity(USUAL);
        event.write(entry, &mut line);
        self.lines.add(&(root.to_string(), entry, line));
    }
}

/// The length of a usual line, so that writing it does not reallocate.
const USUAL: usize = 128;
