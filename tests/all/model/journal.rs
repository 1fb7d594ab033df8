//! Everything recorded, as plain values: actions, corrections, voids.

use std::collections::BTreeSet;

use super::amount::Amount;
use super::days::Days;

/// The places of an asset.
pub type Places = BTreeSet<&'static str>;

/// The actions by name, with the stages that they bring an asset to.
pub const STAGES: [(&str, &str); 6] = [
    ("freeze", "frozen"),
    ("seize", "seized"),
    ("confiscate", "confiscated"),
    ("release", "released"),
    ("return", "returned"),
    ("dispose", "disposed"),
];

/// The particulars of a new asset or item.
#[derive(Clone, Debug)]
pub struct Birth {
    pub parent: Option<String>,
    pub case: Option<&'static str>,
    pub places: Option<Places>,
    pub kind: Option<&'static str>,
}

/// What a later amount of a carved asset is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    Whole,
    Rest,
}

/// An action in its last reading.
#[derive(Clone, Debug)]
pub struct Action {
    pub entry: u64,
    pub asset: String,
    pub verb: &'static str,
    pub days: Days,
    pub birth: Option<Birth>,
    pub amount: Option<Amount>,
    pub of: Option<Of>,
    pub whole: bool,
    pub authority: Option<&'static str>,
    pub links: Vec<String>,
}

/// An entry known to the model.
#[derive(Clone, Debug)]
pub enum Event {
    Done(Action),
    /// Another reading of the action whose entry number it has.
    Corrected(Action),
    Voided(u64),
    Reinstated(u64),
}

/// Everything recorded, each with its entry number.
#[derive(Clone, Debug, Default)]
pub struct Journal(pub Vec<(u64, Event)>);

impl Journal {
    /// The actions in force after an entry, each in its last reading, in the order first recorded.
    pub fn standing(&self, at: Option<u64>) -> Vec<Action> {
        self.read(at).into_iter().filter(|(stands, _)| *stands).map(|(_, action)| action).collect()
    }

    /// The voided actions, in their last reading.
    pub fn voided(&self) -> Vec<Action> {
        self.read(None).into_iter().filter(|(stands, _)| !*stands).map(|(_, action)| action).collect()
    }

    fn read(&self, at: Option<u64>) -> Vec<(bool, Action)> {
        let mut read: Vec<(bool, Action)> = Vec::new();
        let find =
            |read: &[(bool, Action)], entry: u64| read.iter().position(|(_, action)| action.entry == entry).unwrap();
        for (_, event) in self.0.iter().filter(|(entry, _)| at.is_none_or(|at| *entry <= at)) {
            match event {
                Event::Done(action) => read.push((true, action.clone())),
                Event::Corrected(action) => {
                    let found = find(&read, action.entry);
                    read[found].1 = action.clone();
                }
                Event::Voided(entry) | Event::Reinstated(entry) => {
                    let found = find(&read, *entry);
                    read[found].0 = matches!(event, Event::Reinstated(_));
                }
            }
        }
        read
    }
}
