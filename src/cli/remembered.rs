//! What a user remembers of a ledger between commands, in the user's state directory and not beside the ledger: whoever
//! can write to the ledger must not be able to write to this as well.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use crate::journal::{Digest, Frontier};

/// The most bytes that are read of such a file; the longest that is written has some 3,000.
const LONGEST: u64 = 16 << 10;

/// What is remembered of one ledger by its place, or of one signed checkpoint's ledger by its origin.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Remembered {
    /// Where the ledger lies, for a person who looks into the file.
    #[serde(default)]
    pub(super) ledger: String,
    /// The tree that this user has seen last, or signed last.
    #[serde(default)]
    pub(super) tree: Option<Tree>,
    /// When the last checkpoint was made.
    #[serde(default)]
    pub(super) checkpoint_at: Option<String>,
    /// When the last backup was made.
    #[serde(default)]
    pub(super) backup_at: Option<String>,
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
    pub(super) fn new(origin: String, tree: &Frontier) -> Tree {
        Tree { origin, size: tree.size(), frontier: STANDARD.encode(tree.bytes()) }
    }

    /// The number of entries.
    pub(super) fn size(&self) -> u64 {
        self.size
    }

    /// The tree's right edge; `None` where what is kept is none.
    pub(super) fn frontier(&self) -> Option<Frontier> {
        let bytes = STANDARD.decode(&self.frontier).ok()?;
        Frontier::restore(self.size, &bytes).filter(|tree| tree.size() > 0)
    }
}

/// A file in which something is remembered.
#[derive(Clone, Debug)]
pub(super) struct Memory {
    file: PathBuf,
}

impl Memory {
    /// The memory of the ledger at a path, which exists.
    pub(super) fn of_ledger(state: &Path, ledger: &Path) -> Option<Memory> {
        let real = fs::canonicalize(ledger).ok()?;
        Some(Memory::named(state, "ledgers", real.as_os_str().as_bytes()))
    }

    /// The memory of the last checkpoint signed for the ledger with this origin.
    pub(super) fn of_signer(state: &Path, origin: &str) -> Memory {
        Memory::named(state, "signed", origin.as_bytes())
    }

    fn named(state: &Path, kind: &str, name: &[u8]) -> Memory {
        Memory { file: state.join("impound").join(kind).join(format!("{}.json", Digest::of(name))) }
    }

    /// The file's path.
    pub(super) fn path(&self) -> &Path {
        &self.file
    }

    /// What is remembered; the default where nothing is.
    ///
    /// # Errors
    /// The file is there and cannot be read, or holds something else.
    pub(super) fn read(&self) -> io::Result<Remembered> {
        let file = match fs::File::open(&self.file) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Remembered::default()),
            other => other?,
        };
        let mut bytes = Vec::new();
        io::Read::read_to_end(&mut io::Read::take(file, LONGEST), &mut bytes)?;
        let remembered: Remembered = serde_json::from_slice(&bytes).map_err(io::Error::other)?;
        match &remembered.tree {
            Some(tree) if tree.frontier().is_none() => Err(io::Error::other("its tree is none")),
            _ => Ok(remembered),
        }
    }

    /// Remembers something else from now on: wholly, or not at all.
    ///
    /// # Errors
    /// The file or its directory cannot be written.
    pub(super) fn write(&self, remembered: &Remembered) -> io::Result<()> {
        let directory = self.file.parent().unwrap_or(Path::new("."));
        DirBuilder::new().recursive(true).mode(0o700).create(directory)?;
        let unfinished = self.file.with_extension(format!("{}.unfinished", std::process::id()));
        let written = (|| {
            let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&unfinished)?;
            file.write_all(&serde_json::to_vec_pretty(remembered).map_err(io::Error::other)?)?;
            fs::rename(&unfinished, &self.file)
        })();
        if written.is_err() {
            // Nothing is lost with it, and its removal can only fail for the same reason.
            let _: io::Result<()> = fs::remove_file(&unfinished);
        }
        written
    }
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
    fn what_is_written_is_read_again_and_only_by_its_owner() {
        use std::os::unix::fs::PermissionsExt;
        let directory = tempfile::tempdir().unwrap();
        let memory = Memory::of_signer(directory.path(), "impound/a/b");
        assert_eq!(memory.read().unwrap(), Remembered::default());
        let remembered =
            Remembered { tree: Some(Tree::new("impound/a/b".to_owned(), &tree(5))), ..Remembered::default() };
        memory.write(&remembered).unwrap();
        assert_eq!(memory.read().unwrap(), remembered);
        assert_eq!(memory.read().unwrap().tree.unwrap().frontier(), Some(tree(5)));
        assert_eq!(fs::metadata(memory.path()).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::read_dir(memory.path().parent().unwrap()).unwrap().count(), 1);
    }

    #[test]
    fn what_is_no_memory_is_an_error_and_no_empty_memory() {
        let directory = tempfile::tempdir().unwrap();
        let memory = Memory::of_signer(directory.path(), "x");
        memory.write(&Remembered::default()).unwrap();
        for wrong in ["", "{", "3", r#"{"tree":{"origin":"o","size":3,"frontier":"AAAA"}}"#] {
            fs::write(memory.path(), wrong).unwrap();
            assert!(memory.read().is_err(), "{wrong}");
        }
    }
}
