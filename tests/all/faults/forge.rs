//! A forger who can write the ledger's file, knows how it is made, and can make every digest fit what they want it to
//! say.

use std::collections::BTreeMap;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use fastrand::Rng;
use impound::domain::{Action, Amount, AssetRef, CaseRef, Date, EntryRef, Fault, Jurisdiction, Places, SourceCitation};
use impound::journal::{
    Act, Adoption, Body, CaseFile, ClaimAdoption, Correction, Digest, Entry, Frontier, Personal, Reading,
    Reinstatement, SourceFile, Stamp, Target, Void, codec,
};
use impound::store::{Error, Ledger, Mode, Rederived, SCHEMA};
use rusqlite::{Connection, params};

/// `impd`, which identifies an SQLite file as a ledger.
const APPLICATION_ID: i64 = 0x696D_7064;

/// The format of the file.
const FORMAT: i64 = 5;

/// How often a forger tries: some changes are contradictory, and no ledger can hold them.
const TRIES: usize = 40;

/// A journal as a forger holds it: the entries, and the data behind their commitments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Journal {
    pub(super) entries: Vec<Entry>,
    pub(super) personal: BTreeMap<Digest, Personal>,
}

/// A forger's change to a journal; `None` if the journal has nothing to change in this way.
pub(super) type Mutator = fn(&mut Journal, &mut Rng) -> Option<()>;

/// Every change a forger makes.
pub(super) const MUTATORS: [(&str, Mutator); 24] = [
    ("another amount", |journal, random| {
        let amount = Amount::parse(&format!("{}.00 EUR", random.u32(1..5_000_000)), None).ok();
        journal.act(random, |act| act.amount = amount)
    }),
    ("a bound left out", |journal, random| {
        let least = Amount::parse(&format!(">={}.00 EUR", random.u32(1..5)), None).ok();
        journal.act(random, |act| act.amount = least)
    }),
    ("no amount", |journal, random| journal.act(random, |act| act.amount = None)),
    ("another day", |journal, random| {
        let date = Date::parse(&format!("2024-06-{:02}", random.u8(1..=30))).ok()?;
        journal.act(random, |act| act.date = date)
    }),
    ("other places", |journal, random| {
        let places = Places::parse(["DE", "NL", "HU+DE", "LT"][random.usize(..4)]).ok();
        journal.act(random, |act| act.places.clone_from(&places))
    }),
    ("another action", |journal, random| {
        let action = [Action::Freeze, Action::Seize, Action::Confiscate][random.usize(..3)];
        journal.act(random, |act| act.action = action)
    }),
    ("another description", |journal, random| {
        let text = format!("a thing {}", random.u32(..));
        journal.act(random, |act| act.description = Some(text))
    }),
    ("another place in the source", |journal, random| {
        let cited = SourceCitation::parse(&format!("c-s#page {}", random.u32(..))).ok()?;
        journal.act(random, |act| act.sources = vec![cited])
    }),
    ("another authority", |journal, random| journal.act(random, |act| act.authority = Some("A court".to_owned()))),
    ("another reference", |journal, random| {
        let reference = EntryRef::parse(&format!("r {}", random.u32(..))).ok();
        let at = journal.some(random, |entry| act_of(entry).is_some())?;
        journal.entries[at].reference = reference;
        Some(())
    }),
    ("another person", |journal, random| {
        let new = Personal::commit(&format!("Somebody {}", random.u32(..)), [random.u8(..); 32]);
        let at = journal.some(random, |entry| act_of(entry).is_some_and(|act| !act.subjects.is_empty()))?;
        let act = act_mut(&mut journal.entries[at])?;
        let old = std::mem::replace(&mut act.subjects[0].commitment, new.commitment);
        journal.personal.remove(&old);
        journal.personal.insert(new.commitment, new);
        Some(())
    }),
    ("another one who recorded", |journal, random| {
        let at = random.usize(..journal.entries.len());
        journal.entries[at].stamp.recorded_by = format!("somebody {}", random.u32(..));
        Some(())
    }),
    ("another time", |journal, random| {
        let at = random.usize(1..journal.entries.len());
        let before = journal.entries[at - 1].stamp.recorded_at.clone();
        journal.entries[at].stamp.recorded_at = before;
        Some(())
    }),
    ("a clock that was wrong", |journal, random| {
        let at = random.usize(1..journal.entries.len());
        journal.entries[at].stamp.clock = Some("2020-01-01T00:00:00Z".to_owned());
        Some(())
    }),
    ("another title", |journal, random| {
        let at = journal.some(random, |entry| matches!(entry.body, Body::Case(_) | Body::Source(_)))?;
        match &mut journal.entries[at].body {
            Body::Case(CaseFile { title, .. }) | Body::Source(SourceFile { title, .. }) => title.push_str(" (amended)"),
            _ => return None,
        }
        Some(())
    }),
    ("another reason", |journal, random| {
        let at = journal.some(random, |entry| reason_of(&mut entry.body.clone()).is_some())?;
        reason_of(&mut journal.entries[at].body)?.push_str(", as told");
        Some(())
    }),
    ("another beginning", |journal, random| {
        let Body::Genesis(genesis) = &mut journal.entries[0].body else { return None };
        genesis.ledger = Digest::of(&random.u64(..).to_be_bytes());
        Some(())
    }),
    ("another program", |journal, _| {
        let Body::Genesis(genesis) = &mut journal.entries[0].body else { return None };
        genesis.program.push_str("-dirty");
        Some(())
    }),
    ("an entry left out", |journal, random| {
        let at = random.usize(1..journal.entries.len());
        journal.entries.remove(at);
        journal.renumber();
        Some(())
    }),
    ("a case put in", |journal, random| {
        let at = random.usize(1..=journal.entries.len() - 1);
        journal.insert(at, new_case(random)?);
        Some(())
    }),
    ("an asset put in", |journal, random| {
        let at = journal.some(random, |entry| matches!(entry.body, Body::Act(_)))?;
        let mut body = journal.entries[at].body.clone();
        let Body::Act(act) = &mut body else { return None };
        act.target = Target::New { asset: AssetRef::parse(&format!("c:{}", random.u32(10..99))).ok()? };
        act.places = Places::parse("DE").ok();
        (act.identifiers, act.subjects) = (Vec::new(), Vec::new());
        journal.insert(at, body);
        Some(())
    }),
    ("two entries swapped", |journal, random| {
        let at = random.usize(1..journal.entries.len() - 1);
        let other = random.usize(at + 1..journal.entries.len());
        let (first, second) = (journal.entries[at].body.clone(), journal.entries[other].body.clone());
        (journal.entries[at].body, journal.entries[other].body) = (second, first);
        Some(())
    }),
    ("the end cut off", |journal, random| {
        journal.entries.truncate(random.usize(1..journal.entries.len()));
        Some(())
    }),
    ("the end written otherwise", |journal, random| {
        let length = journal.entries.len();
        journal.entries.truncate(random.usize(1..length));
        while journal.entries.len() < length + random.usize(..3) {
            let at = journal.entries.len();
            journal.insert(at, new_case(random)?);
        }
        Some(())
    }),
];

fn new_case(random: &mut Rng) -> Option<Body> {
    let case = CaseRef::parse(&format!("n{}", random.u64(..))).ok()?;
    Some(Body::Case(CaseFile::new(case, "A case put in", Jurisdiction::parse("FR").ok()?)))
}

fn act_of(entry: &Entry) -> Option<&Act> {
    match &entry.body {
        Body::Act(act) | Body::Correction(Correction { act, .. }) | Body::Adoption(Adoption { act, .. }) => Some(act),
        _ => None,
    }
}

fn act_mut(entry: &mut Entry) -> Option<&mut Act> {
    match &mut entry.body {
        Body::Act(act) | Body::Correction(Correction { act, .. }) | Body::Adoption(Adoption { act, .. }) => Some(act),
        _ => None,
    }
}

fn reason_of(body: &mut Body) -> Option<&mut String> {
    match body {
        Body::Correction(Correction { reason, .. })
        | Body::Adoption(Adoption { reason, .. })
        | Body::ClaimAdoption(ClaimAdoption { reason, .. })
        | Body::Void(Void { reason, .. })
        | Body::Reinstatement(Reinstatement { reason, .. }) => Some(reason),
        Body::Withholding(withholding) => Some(&mut withholding.reason),
        _ => None,
    }
}

/// The number of an earlier entry that an entry names.
fn named(body: &mut Body) -> Option<&mut u64> {
    match body {
        Body::Correction(Correction { corrects: named, .. })
        | Body::Adoption(Adoption { adopts: named, .. })
        | Body::ClaimAdoption(ClaimAdoption { adopts: named, .. })
        | Body::Reading(Reading { reads: named, .. })
        | Body::Void(Void { voids: named, .. })
        | Body::Reinstatement(Reinstatement { reinstates: named, .. }) => Some(named),
        Body::CaseEdit(edit) => Some(&mut edit.edits),
        Body::SourceEdit(edit) => Some(&mut edit.edits),
        Body::Withholding(withholding) => Some(&mut withholding.of),
        _ => None,
    }
}

impl Journal {
    /// Reads a ledger's file without the program.
    pub(super) fn read(path: &Path) -> Journal {
        let connection = Connection::open(path).unwrap();
        let mut statement = connection.prepare("SELECT bytes FROM entry ORDER BY entry").unwrap();
        let bytes = statement.query_map([], |row| row.get::<_, Vec<u8>>(0)).unwrap();
        let entries = bytes.map(|bytes| codec::decode(&bytes.unwrap()).unwrap()).collect();
        let mut statement = connection.prepare("SELECT commitment, salt, data FROM personal").unwrap();
        let rows = statement.query_map([], |row| {
            Ok(Personal { commitment: Digest(row.get(0)?), salt: row.get(1)?, data: row.get(2)? })
        });
        let personal = rows.unwrap().map(|row| row.unwrap()).map(|datum| (datum.commitment, datum)).collect();
        Journal { entries, personal }
    }

    /// Writes a ledger with this journal, every digest and every derived table consistent.
    ///
    /// # Errors
    /// The entries contradict each other, so no ledger can hold them.
    pub(super) fn write(&self, path: &Path) -> Result<(), Error> {
        let _: std::io::Result<()> = fs::remove_file(path);
        let connection = Connection::open(path).unwrap();
        fs::set_permissions(path, Permissions::from_mode(0o600)).unwrap();
        connection.pragma_update(None, "application_id", APPLICATION_ID).unwrap();
        connection.pragma_update(None, "user_version", FORMAT).unwrap();
        connection.execute_batch(SCHEMA).unwrap();
        connection.execute_batch("BEGIN").unwrap();
        let mut tree = Frontier::default();
        for entry in &self.entries {
            let bytes = codec::encode(entry).unwrap();
            tree.push(Digest::of_leaf(&bytes));
            let row = params![entry.number.cast_signed(), bytes];
            connection.execute("INSERT INTO entry (entry, bytes) VALUES (?1, ?2)", row).unwrap();
        }
        for (commitment, entry) in self.committed() {
            if let Some(datum) = self.personal.get(&commitment) {
                let row = params![commitment.0, entry.cast_signed(), datum.salt, datum.data];
                connection.execute("INSERT INTO personal VALUES (?1, ?2, ?3, ?4)", row).unwrap();
            }
        }
        let row = params![tree.size().cast_signed(), tree.root().0, tree.bytes()];
        connection
            .execute("INSERT INTO head (id, size, root, frontier, seal) VALUES (1, ?1, ?2, ?3, x'')", row)
            .unwrap();
        connection.execute_batch("COMMIT").unwrap();
        connection.close().unwrap();
        // The program itself derives what follows from the entries, so the forger need not know how.
        match Ledger::open(path, Mode::Write)?.rederive(&mut |_| Ok(()))? {
            Rederived::Anew => Ok(()),
            Rederived::NotFrom(differences) => Err(Fault::new(differences.join("; ")).into()),
        }
    }

    /// Lets a forger try until they have a consistent ledger; `None` if they give up.
    pub(super) fn forged(&self, mutate: Mutator, random: &mut Rng, path: &Path) -> Option<Journal> {
        (0..TRIES).find_map(|_| {
            let mut forged = self.clone();
            mutate(&mut forged, random)?;
            (forged != *self && forged.write(path).is_ok()).then_some(forged)
        })
    }

    /// Each commitment, with the first entry that holds it.
    fn committed(&self) -> BTreeMap<Digest, u64> {
        let mut found = BTreeMap::new();
        for entry in &self.entries {
            for commitment in act_of(entry).into_iter().flat_map(Act::commitments) {
                found.entry(commitment).or_insert(entry.number);
            }
        }
        found
    }

    /// A random entry that satisfies `such`.
    fn some(&self, random: &mut Rng, such: fn(&Entry) -> bool) -> Option<usize> {
        let found: Vec<usize> = (0..self.entries.len()).filter(|at| such(&self.entries[*at])).collect();
        random.choice(found)
    }

    /// Changes one of the actions.
    fn act(&mut self, random: &mut Rng, change: impl FnOnce(&mut Act)) -> Option<()> {
        let at = self.some(random, |entry| act_of(entry).is_some())?;
        change(act_mut(&mut self.entries[at])?);
        Some(())
    }

    fn insert(&mut self, at: usize, body: Body) {
        let stamp = Stamp { clock: None, ..self.entries[at - 1].stamp.clone() };
        self.entries.insert(at, Entry { number: 0, stamp, reference: None, body });
        self.renumber();
    }

    /// Renumbers the entries, and updates the numbers in entries that name others.
    fn renumber(&mut self) {
        let numbers: BTreeMap<u64, u64> = self.entries.iter().map(|entry| entry.number).zip(1..).collect();
        for (number, entry) in (1..).zip(&mut self.entries) {
            entry.number = number;
            if let Some(named) = named(&mut entry.body) {
                *named = numbers.get(named).copied().unwrap_or(*named);
            }
        }
    }
}
