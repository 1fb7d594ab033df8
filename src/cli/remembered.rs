//! What a user remembers of ledgers between commands. It is kept in the user's state directory, not next to a ledger,
//! because whoever can write to the ledger must not be able to write here as well.
//!
//! A ledger is known by its origin, wherever it is moved; a place, by the ledger last seen in it. What cannot be read
//! is never taken to be absent, and never overwritten.

use std::collections::BTreeMap;
use std::fs::{self, DirBuilder};
use std::io::{self, Write};
use std::marker::PhantomData;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::intake::read::at_most;
use crate::journal::{Digest, Frontier};
use crate::store::Draft;

/// The most bytes read from such a file; the longest usual one has some 3,000.
const LONGEST: u64 = 1 << 20;

/// What is remembered, each kind in a directory of its own.
const PLACES: &str = "places";
const LEDGERS: &str = "ledgers";
const SIGNED: &str = "signed";

/// How long a command waits for another command of the same user that is remembering something.
const PATIENCE: Duration = Duration::from_secs(10);

/// What is remembered of a ledger, by its origin; or of its last signed checkpoint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Remembered {
    /// Where it was last seen.
    pub(super) ledger: String,
    /// The tree that this user last saw, or last signed.
    pub(super) tree: Tree,
    /// How far this user has verified it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) verified: Option<Verified>,
    /// When the last checkpoint was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) checkpoint_at: Option<String>,
    /// When the last backup was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) backup_at: Option<String>,
    /// Copies that were accepted although they do not follow the ledger, such as an older backup that somebody wants to
    /// read. By path, with the tree last seen there.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) apart: BTreeMap<String, Tree>,
}

/// How far a ledger was verified, and where: the derived tables of a copy were not checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Verified {
    /// Its path.
    pub(super) ledger: String,
    /// The number of entries.
    pub(super) entries: u64,
}

impl Remembered {
    /// What is remembered of a ledger seen for the first time.
    pub(super) fn new(ledger: String, tree: Tree) -> Remembered {
        Remembered { ledger, tree, verified: None, checkpoint_at: None, backup_at: None, apart: BTreeMap::new() }
    }
}

/// What is remembered of a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Place {
    /// Its path.
    pub(super) ledger: String,
    /// The origin of the ledger last seen there.
    pub(super) origin: String,
}

/// A tree over the entries of a ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Tree {
    origin: String,
    size: u64,
    frontier: String,
}

impl Tree {
    /// The tree of the ledger with this origin.
    pub(super) fn new(origin: &str, tree: &Frontier) -> Tree {
        Tree { origin: origin.to_owned(), size: tree.size(), frontier: STANDARD.encode(tree.bytes()) }
    }

    /// The number of entries.
    pub(super) fn size(&self) -> u64 {
        self.size
    }

    /// The tree's right edge; `None` if the stored value is not one.
    pub(super) fn frontier(&self) -> Option<Frontier> {
        let bytes = STANDARD.decode(&self.frontier).ok()?;
        Frontier::restore(self.size, &bytes).filter(|tree| tree.size() > 0)
    }
}

/// What can be kept in such a file.
pub(super) trait Kept: Serialize + DeserializeOwned {
    /// Whether it belongs in the file of this name.
    fn is_of(&self, name: &str) -> bool;
}

impl Kept for Remembered {
    fn is_of(&self, origin: &str) -> bool {
        let mut trees = self.apart.values().chain([&self.tree]);
        trees.all(|tree| tree.origin == origin && tree.frontier().is_some())
    }
}

impl Kept for Place {
    fn is_of(&self, path: &str) -> bool {
        self.ledger == path
    }
}

/// A file in which something is remembered.
#[derive(Clone, Debug)]
pub(super) struct Memory<T> {
    name: String,
    file: PathBuf,
    kept: PhantomData<T>,
}

impl Memory<Place> {
    /// The memory of a place, whose path has no symbolic links.
    pub(super) fn of_place(state: &Path, place: &Path) -> Memory<Place> {
        Memory::named(state, PLACES, place.to_string_lossy().into_owned(), place.as_os_str().as_bytes())
    }
}

impl Memory<Remembered> {
    /// The memory of the ledger with this origin.
    pub(super) fn of_ledger(state: &Path, origin: &str) -> Memory<Remembered> {
        Memory::named(state, LEDGERS, origin.to_owned(), origin.as_bytes())
    }

    /// The memory of the last checkpoint signed for the ledger with this origin.
    pub(super) fn of_signer(state: &Path, origin: &str) -> Memory<Remembered> {
        Memory::named(state, SIGNED, origin.to_owned(), origin.as_bytes())
    }
}

impl<T: Kept> Memory<T> {
    /// The memory in the file for a name, among those of one kind.
    pub(super) fn named(state: &Path, kind: &str, name: String, bytes: &[u8]) -> Memory<T> {
        let file = directory(state, kind).join(format!("{}.json", Digest::of(bytes)));
        Memory { name, file, kept: PhantomData }
    }

    /// The file's path.
    pub(super) fn path(&self) -> &Path {
        &self.file
    }

    /// What is remembered; `None` if nothing ever was.
    ///
    /// # Errors
    /// The file exists but cannot be read, or holds something else.
    pub(super) fn read(&self) -> io::Result<Option<T>> {
        let file = match fs::File::open(&self.file) {
            // Nothing is ever remembered below something that is not a directory (a home of `/dev/null`).
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                return Ok(None);
            }
            other => other?,
        };
        let kept: T = serde_json::from_slice(&at_most(file, LONGEST)?).map_err(io::Error::other)?;
        if kept.is_of(&self.name) { Ok(Some(kept)) } else { Err(io::Error::other("it holds something else")) }
    }

    /// Changes what is remembered, and keeps it: wholly or not at all, safe against a power cut, and with no other
    /// command changing it in between.
    ///
    /// # Errors
    /// The file exists but cannot be read or holds something else; the file or its directory cannot be written.
    pub(super) fn change(&self, change: impl FnOnce(Option<T>) -> T) -> io::Result<()> {
        let draft = self.begin()?;
        let kept = change(self.read()?);
        Memory::keep(draft, &kept)
    }

    /// Remembers this from now on, whatever was remembered before, even if that cannot be read.
    ///
    /// # Errors
    /// The file or its directory cannot be written.
    pub(super) fn replace(&self, kept: &T) -> io::Result<()> {
        Memory::keep(self.begin()?, kept)
    }

    fn begin(&self) -> io::Result<Draft> {
        let directory = self.file.parent().unwrap_or(Path::new("."));
        DirBuilder::new().recursive(true).mode(0o700).create(directory)?;
        Draft::begin_within(&self.file, PATIENCE)
    }

    fn keep(mut draft: Draft, kept: &T) -> io::Result<()> {
        draft.file().write_all(&serde_json::to_vec_pretty(kept).map_err(io::Error::other)?)?;
        draft.replace()
    }
}

/// The directories in which something is remembered, below the user's state directory.
pub(super) fn directories(state: &Path) -> [PathBuf; 3] {
    [PLACES, LEDGERS, SIGNED].map(|kind| directory(state, kind))
}

fn directory(state: &Path, kind: &str) -> PathBuf {
    state.join("impound").join(kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(size: u64) -> Frontier {
        let mut tree = Frontier::default();
        (0..size).for_each(|n| tree.push(Digest::of(&n.to_be_bytes())));
        tree
    }

    #[test]
    fn a_memory_reads_back_and_is_private_to_its_owner() {
        use std::os::unix::fs::PermissionsExt;
        let directory = tempfile::tempdir().unwrap();
        let memory = Memory::of_signer(directory.path(), "impound/a/b");
        assert_eq!(memory.read().unwrap(), None);
        let remembered = Remembered::new("l".to_owned(), Tree::new("impound/a/b", &tree(5)));
        memory.change(|_| remembered.clone()).unwrap();
        assert_eq!(memory.read().unwrap().unwrap(), remembered);
        assert_eq!(memory.read().unwrap().unwrap().tree.frontier(), Some(tree(5)));
        assert_eq!(fs::metadata(memory.path()).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::read_dir(memory.path().parent().unwrap()).unwrap().count(), 1);
    }

    #[test]
    fn a_foreign_file_in_place_of_the_memory_is_an_error_and_is_not_overwritten() {
        let directory = tempfile::tempdir().unwrap();
        let memory = Memory::of_signer(directory.path(), "x");
        let remembered = Remembered::new("l".to_owned(), Tree::new("x", &tree(1)));
        memory.replace(&remembered).unwrap();
        let other = fs::read_to_string(memory.path()).unwrap().replace("\"x\"", "\"y\"");
        let wrong = ["", "{}", "{", "3", r#"{"ledger":"l","tree":{"origin":"x","size":3,"frontier":"AAAA"}}"#, &other];
        for wrong in wrong {
            fs::write(memory.path(), wrong).unwrap();
            assert!(memory.read().is_err(), "{wrong}");
            memory.change(|_| remembered.clone()).unwrap_err();
            assert_eq!(fs::read_to_string(memory.path()).unwrap(), wrong);
        }
        memory.replace(&remembered).unwrap();
        assert_eq!(memory.read().unwrap(), Some(remembered));
    }
}
