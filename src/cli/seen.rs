//! *Last seen*: every command compares the ledger with what its user saw of it before, in this place or any other.

use std::io;
use std::path::Path;

use rustix::io::Errno;

use crate::domain::Fault;
use crate::journal::{Digest, Frontier};
use crate::report::document::Verified;
use crate::store::{Error, Ledger, Mode, Since};

use super::failure::Failure;
use super::remembered::{self, Kept, Memory, Place, Remembered, Tree};
use super::server;
use super::session::Session;
use super::words;

/// What the user had seen of a ledger before it was opened.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    memory: Option<Memories>,
    /// What is remembered of this ledger.
    pub(super) before: Option<Remembered>,
    /// The trees that this ledger must follow.
    pub(super) trees: Vec<Frontier>,
    /// Why something remembered cannot be read.
    unreadable: Option<Fault>,
}

/// The files that remember what was seen of a ledger.
#[derive(Clone, Debug)]
struct Memories {
    place: Memory<Place>,
    ledger: Memory<Remembered>,
    origin: String,
    /// Where the ledger lies.
    path: String,
    /// Whether it is known to lie there.
    is_in_its_place: bool,
}

impl Session<'_> {
    /// Opens the ledger, and compares it with what the user has seen of it.
    ///
    /// # Errors
    /// It is missing, damaged, rolled back, forked or busy; or the record of what was seen of it cannot be read.
    pub(super) fn open(&mut self, mode: Mode) -> Result<Ledger, Failure> {
        let (ledger, seen) = self.open_unseen(mode)?;
        seen.require_readable()?;
        let mut is_known = !seen.trees.is_empty();
        for tree in &seen.trees {
            match ledger.since(tree)? {
                Since::Followed(head) => is_known &= head.size() == tree.size(),
                Since::RolledBack(head) | Since::Forked(head) => {
                    return Err(departed("you had seen", tree, &head));
                }
            }
        }
        if !is_known || !seen.is_in_its_place() {
            self.see(&ledger.head()?, &seen);
        }
        Ok(ledger)
    }

    /// Opens the ledger without comparing it with what was seen of it, and returns what that was.
    ///
    /// # Errors
    /// It is missing, damaged or busy.
    pub(super) fn open_unseen(&mut self, mode: Mode) -> Result<(Ledger, Seen), Failure> {
        let path = self.ledger_path()?.0;
        let ledger = self.with_password(|session| Ok(session.location(&path)?.open(mode)?))?;
        // Read before the ledger's head: entries that others record in between only make it longer.
        let seen = self.seen(&path, &ledger)?;
        Ok((ledger, seen))
    }

    /// What the user remembers of an open ledger.
    fn seen(&self, path: &Path, ledger: &Ledger) -> Result<Seen, Failure> {
        let Some(state) = (self.context.state_directory)() else { return Ok(Seen::default()) };
        // Without its real path nobody knows what was seen there, so a rollback would pass.
        let real = self.location(path)?.real().map_err(|error| Failure::file("look at", path, &error))?;
        let origin = ledger.origin()?;
        let place = Memory::of_place(&state, &real);
        let mut seen = Seen::default();
        let there = seen.take(&place).map(|place| place.origin);
        let memory = Memory::of_ledger(&state, &origin);
        seen.before = seen.take(&memory);
        let path = real.to_string_lossy().into_owned();
        let tree = seen.before.as_ref().map(|before| before.apart.get(&path).unwrap_or(&before.tree));
        seen.trees.extend(tree.and_then(Tree::frontier));
        let is_in_its_place = there.as_ref() == Some(&origin);
        // A different ledger was seen in this place.
        if let Some(other) = there.filter(|_| !is_in_its_place) {
            let other = seen.take(&Memory::of_ledger(&state, &other));
            seen.trees.extend(other.and_then(|other| other.tree.frontier()));
        }
        seen.memory = Some(Memories { place, ledger: memory, origin, path, is_in_its_place });
        Ok(seen)
    }

    /// Remembers the ledger with this head, if it has more entries than last seen.
    pub(super) fn see(&mut self, head: &Frontier, seen: &Seen) {
        let Some(memory) = &seen.memory else { return };
        let tree = Tree::new(&memory.origin, head);
        let kept = memory.ledger.change(|before| {
            let mut now = before.unwrap_or_else(|| Remembered::new(memory.path.clone(), tree.clone()));
            match now.apart.get_mut(&memory.path) {
                Some(apart) if apart.size() < tree.size() => *apart = tree,
                None if now.tree.size() < tree.size() => now = Remembered { ledger: memory.path.clone(), tree, ..now },
                // It was moved.
                None if !is_there(&now.ledger) => now.ledger.clone_from(&memory.path),
                _ => {}
            }
            now
        });
        let kept = kept.and_then(|()| if seen.is_in_its_place() { Ok(()) } else { memory.keep_place() });
        self.unkept(kept, memory.ledger.path());
    }

    /// Remembers that the ledger was verified with this many entries.
    pub(super) fn see_verified(&mut self, ledger: &Ledger, entries: u64) {
        if let Some(path) = self.real_path() {
            self.remember(ledger, |remembered| {
                remembered.verified = Some(remembered::Verified { ledger: path, entries })
            });
        }
    }

    /// How far the user has verified the ledger in this place, as far as remembered.
    pub(super) fn last_verified(&self, ledger: &Ledger) -> Verified {
        let verified = self.remembered(ledger).and_then(|remembered| remembered.verified);
        let here = verified.filter(|verified| Some(&verified.ledger) == self.real_path().as_ref());
        here.map_or(Verified::Never, |verified| Verified::UpTo(verified.entries))
    }

    fn real_path(&self) -> Option<String> {
        let path = self.ledger_path().ok()?.0;
        Some(self.location(&path).ok()?.real().ok()?.to_string_lossy().into_owned())
    }

    /// Verifies the ledger before anything is reported from it.
    ///
    /// # Errors
    /// It does not verify, or cannot be read.
    pub(super) fn verify_first(&mut self, ledger: &mut Ledger) -> Result<Verified, Failure> {
        self.verify_all(ledger).map(Verified::UpTo)
    }

    /// Verifies the ledger, and returns the number of its entries.
    ///
    /// # Errors
    /// It does not verify, or cannot be read.
    pub(super) fn verify_all(&mut self, ledger: &mut Ledger) -> Result<u64, Failure> {
        let findings = self.verified(ledger, &[])?;
        if let Some(first) = findings.differences.first() {
            let more = findings.differences.len() - 1;
            let more = if more > 0 { format!(", and {more} more differences") } else { String::new() };
            return Err(Error::damaged(format!("the ledger does not verify: {first}{more}")).into());
        }
        self.see_verified(ledger, findings.entries);
        Ok(findings.entries)
    }

    /// Remembers what the ledger holds after this command recorded something.
    pub(super) fn see_recorded(&mut self, ledger: &Ledger, head: &Frontier) {
        // If the ledger can no longer be read, the next command reports it.
        if let Ok((path, _)) = self.ledger_path()
            && let Ok(seen) = self.seen(&path, ledger)
        {
            self.see(head, &seen);
        }
    }

    /// Accepts the ledger as it is, whatever was seen of it before.
    ///
    /// # Errors
    /// The acceptance cannot be kept.
    pub(super) fn accept(&mut self, seen: &Seen, head: &Frontier) -> Result<(), Failure> {
        let Some(memory) = &seen.memory else { return Ok(()) };
        let tree = Tree::new(&memory.origin, head);
        let now = match seen.before.clone() {
            // The ledger is still where it was seen, so this is a copy, and accepting it says nothing about the ledger.
            Some(mut before) if before.ledger != memory.path && is_there(&before.ledger) => {
                before.apart.insert(memory.path.clone(), tree);
                before.apart.retain(|path, _| is_there(path));
                before
            }
            Some(mut before) => {
                before.apart.remove(&memory.path);
                Remembered { ledger: memory.path.clone(), tree, ..before }
            }
            None => Remembered::new(memory.path.clone(), tree),
        };
        let kept = memory.ledger.replace(&now).and_then(|()| memory.keep_place());
        kept.map_err(|error| Failure::file("write", memory.ledger.path(), &error))
    }

    /// Changes what else is remembered of a ledger. If it cannot be kept, the user is told, and nothing fails.
    pub(super) fn remember(&mut self, ledger: &Ledger, change: impl FnOnce(&mut Remembered)) {
        let (Ok((path, _)), Ok(head)) = (self.ledger_path(), ledger.head()) else { return };
        let Ok(Seen { memory: Some(memory), .. }) = self.seen(&path, ledger) else { return };
        let kept = memory.ledger.change(|before| {
            let first = || Remembered::new(memory.path.clone(), Tree::new(&memory.origin, &head));
            let mut now = before.unwrap_or_else(first);
            change(&mut now);
            now
        });
        self.unkept(kept, memory.ledger.path());
    }

    /// What the user remembers of an open ledger.
    pub(super) fn remembered(&self, ledger: &Ledger) -> Option<Remembered> {
        let (path, _) = self.ledger_path().ok()?;
        self.seen(&path, ledger).ok()?.before
    }

    fn unkept(&mut self, kept: io::Result<()>, file: &Path) {
        if let Err(error) = kept {
            self.note(&format!(
                "the record of what you saw of this ledger could not be saved ({}: {error})",
                words::path(file)
            ));
        }
    }
}

/// Whether a ledger that was seen in a place may still be there: on a server, only asking it would tell.
fn is_there(place: &str) -> bool {
    server::is_url(Path::new(place)) || Path::new(place).exists()
}

impl Memories {
    /// Remembers that this ledger lies in this place.
    fn keep_place(&self) -> io::Result<()> {
        self.place.replace(&Place { ledger: self.path.clone(), origin: self.origin.clone() })
    }
}

impl Seen {
    /// Refuses to go on if something remembered cannot be read.
    ///
    /// # Errors
    /// Something cannot be read.
    pub(super) fn require_readable(&self) -> Result<(), Failure> {
        match &self.unreadable {
            None => Ok(()),
            Some(fault) => Err(unremembered(fault.clone())),
        }
    }

    /// Refuses to go on if the system cannot read something remembered.
    ///
    /// # Errors
    /// It cannot.
    pub(super) fn require_system(&self) -> Result<(), Failure> {
        match &self.unreadable {
            Some(fault) if fault.is_of_system() => Err(unremembered(fault.clone())),
            _ => Ok(()),
        }
    }

    /// Why something remembered cannot be read.
    pub(super) fn unreadable(&self) -> Option<&str> {
        self.unreadable.as_ref().map(Fault::what)
    }

    /// Reads something remembered, and notes why if it cannot be read.
    fn take<T: Kept>(&mut self, memory: &Memory<T>) -> Option<T> {
        memory.read().unwrap_or_else(|error| {
            self.unreadable = Some(unreadable("saw of this ledger", memory.path(), &error, ON_UNREADABLE));
            None
        })
    }

    /// Whether this ledger is known to lie in its place.
    fn is_in_its_place(&self) -> bool {
        self.memory.as_ref().is_none_or(|memory| memory.is_in_its_place)
    }
}

/// Why the record of what a user `did` cannot be read. If the system cannot read it, nothing is known of its content, so
/// that is not damage; if its content is wrong, `hint` says what to do.
pub(super) fn unreadable(did: &str, file: &Path, error: &io::Error, hint: &str) -> Fault {
    let file = words::path(file);
    let fault = Fault::new(format!("the record of what you {did} cannot be read: {file}: {error}"));
    match error.raw_os_error().map(Errno::from_raw_os_error) {
        None => fault.hint(hint),
        Some(errno) if OUT_OF_MEANS.contains(&errno) => fault.hint(ON_SHORTAGE).of_system(),
        Some(_) => fault.hint(ON_FAILED_READ).of_system(),
    }
}

/// The failure of a command that needs such a record.
pub(super) fn unremembered(fault: Fault) -> Failure {
    if fault.is_of_system() { Failure::Environment(fault) } else { Failure::Damaged(fault) }
}

/// The failure of a ledger that no longer holds what somebody had of it: names both heads.
pub(super) fn departed(whose: &str, before: &Frontier, now: &Frontier) -> Failure {
    Failure::damaged(difference(whose, (before.size(), before.root()), now), ON_DEPARTURE)
}

/// The same in one line, for an earlier tree that is known by its size and root.
pub(super) fn difference(whose: &str, (size, root): (u64, Digest), now: &Frontier) -> String {
    let had = format!("{whose} {}, root {root}", words::entries(size));
    let has = format!("the ledger has {}, root {}", words::entries(now.size()), now.root());
    if now.size() < size {
        format!("ROLLBACK: {has}; {had}")
    } else {
        format!("FORK: {has}, which do not follow; {had}")
    }
}

/// What to do about it. Copying comes first, because the file is evidence.
const ON_DEPARTURE: &str = "keep a copy of the file as it is, and find out who put it there; if you restored a backup \
                            on purpose, or mean to read an older copy, `impound verify --accept` accepts the ledger \
                            as it is";

/// The errors of a system that has no more files or memory to give.
const OUT_OF_MEANS: [Errno; 3] = [Errno::MFILE, Errno::NFILE, Errno::NOMEM];

/// What to do if it has none.
const ON_SHORTAGE: &str = "raise the limit of open files, or close other programs";

/// What to do if a read fails for another reason.
const ON_FAILED_READ: &str = "check the file's owner and mode, and the disk that it lies on, then repeat the command";

/// What to do if nothing can be said about a ledger any more.
const ON_UNREADABLE: &str = "restore that file from a backup of your home directory; if you have none, and the ledger \
                             agrees with a checkpoint or a receipt that you kept, `impound verify --accept` accepts \
                             it as it is";
