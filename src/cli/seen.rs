//! *Last seen*: every command holds the ledger against what its user saw of it before.

use std::io;
use std::path::PathBuf;

use crate::journal::{Digest, Frontier};
use crate::store::{Error, Ledger, Mode, Since};

use super::failure::Failure;
use super::remembered::{Memory, Remembered, Tree};
use super::session::Session;
use super::words;

/// What the user had seen of a ledger before it was opened.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    memory: Option<Memory>,
    ledger: PathBuf,
    pub(super) before: Remembered,
}

impl Session<'_> {
    /// Opens the ledger, and holds it against what the user has seen of it.
    ///
    /// # Errors
    /// There is none, it is damaged, rolled back or forked, or it is busy.
    pub(super) fn open(&mut self, mode: Mode) -> Result<Ledger, Failure> {
        let (ledger, seen) = self.open_unseen(mode)?;
        if let Some(tree) = seen.tree() {
            match ledger.since(&tree)? {
                Since::Followed(head) if head.size() == tree.size() => return Ok(ledger),
                Since::Followed(_) => {}
                Since::RolledBack(head) | Since::Forked(head) => {
                    return Err(departed("you had seen", &tree, &head).into());
                }
            }
        }
        self.see(&ledger, &seen);
        Ok(ledger)
    }

    /// Opens the ledger without looking at what was seen of it, and says what that was.
    ///
    /// # Errors
    /// There is none, it is damaged, or it is busy.
    pub(super) fn open_unseen(&mut self, mode: Mode) -> Result<(Ledger, Seen), Failure> {
        // Read before the ledger: what others record in between only makes it longer.
        let seen = self.seen()?;
        Ok((Ledger::open(&seen.ledger, mode)?, seen))
    }

    /// What the user remembers of the ledger.
    ///
    /// # Errors
    /// The path of the ledger is not known.
    pub(super) fn seen(&mut self) -> Result<Seen, Failure> {
        let ledger = self.ledger_path()?.0;
        let Some(state) = (self.context.state_directory)() else { return Ok(Seen { ledger, ..Seen::default() }) };
        let memory = Memory::of_ledger(&state, &ledger);
        let before = match memory.as_ref().map_or_else(|| Ok(Remembered::default()), Memory::read) {
            Ok(before) => before,
            Err(error) => {
                self.unkept(memory.as_ref(), &error);
                Remembered::default()
            }
        };
        Ok(Seen { memory, ledger, before })
    }

    /// Remembers the ledger as it is now, if it has more entries than were seen.
    pub(super) fn see(&mut self, ledger: &Ledger, seen: &Seen) {
        let now = |ledger: &Ledger| Ok::<_, Error>((ledger.origin()?, ledger.head()?));
        // A ledger that cannot be read any more is found by the next command.
        let Ok((origin, head)) = now(ledger) else { return };
        self.remember(seen, |remembered| {
            if remembered.tree.as_ref().is_none_or(|tree| tree.size() < head.size()) {
                remembered.tree = Some(Tree::new(origin, &head));
            }
        });
    }

    /// Remembers what the ledger holds after this command recorded something.
    pub(super) fn see_recorded(&mut self, ledger: &Ledger) {
        if let Ok(seen) = self.seen() {
            self.see(ledger, &seen);
        }
    }

    /// Changes what is remembered of a ledger. Where that cannot be kept, the user hears of it, and nothing fails.
    pub(super) fn remember(&mut self, seen: &Seen, change: impl FnOnce(&mut Remembered)) {
        let Some(memory) = &seen.memory else { return };
        // Read again, because another command of this user may have seen more meanwhile.
        let mut now = memory.read().unwrap_or_default();
        change(&mut now);
        now.ledger = words::path(&seen.ledger);
        if let Err(error) = memory.write(&now) {
            self.unkept(Some(memory), &error);
        }
    }

    fn unkept(&mut self, memory: Option<&Memory>, error: &io::Error) {
        let file = memory.map(|memory| words::path(memory.path())).unwrap_or_default();
        self.note(&format!("what you have seen of this ledger is not kept ({file}: {error})"));
    }
}

impl Seen {
    /// The tree that the user saw last.
    pub(super) fn tree(&self) -> Option<Frontier> {
        self.before.tree.as_ref().and_then(Tree::frontier)
    }
}

/// What is said of a ledger that no longer holds what somebody had of it: both heads.
pub(super) fn departed(whose: &str, before: &Frontier, now: &Frontier) -> Error {
    Error::Damaged { what: difference(whose, (before.size(), before.root()), now), hint: ON_DEPARTURE.to_owned() }
}

/// The same in one line, where the tree that was had is known by its size and root.
pub(super) fn difference(whose: &str, (size, root): (u64, Digest), now: &Frontier) -> String {
    let had = format!("{whose} {}, root {root}", words::entries(size));
    let has = format!("the ledger has {}, root {}", words::entries(now.size()), now.root());
    if now.size() < size {
        format!("ROLLBACK: {has}; {had}")
    } else {
        format!("FORK: {has}, which do not follow; {had}")
    }
}

/// What to do about it. The copy comes first, because it is evidence.
const ON_DEPARTURE: &str = "keep a copy of the file as it is, and find out who put it there; if you restored a backup \
                            knowingly, `impound verify --accept` takes the ledger as it is from now on";
