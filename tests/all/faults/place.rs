//! A directory with its own ledger and home, in which the program runs as a process.

use std::ffi::OsString;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// The program.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_impound");

/// The variable that names the ledger.
pub const LEDGER: &str = "IMPOUND_LEDGER";

/// The place of a ledger.
pub struct Place(TempDir);

/// The files of a place, for making identical places.
pub struct Kept(Vec<(Vec<u8>, PathBuf)>);

/// How a process ended and what it printed.
#[derive(Clone, Debug)]
pub struct Said {
    /// The exit code; `None` if a signal ended it.
    pub code: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Place {
    /// A place without a ledger, in memory if the system allows: killing a process needs no disk.
    pub fn empty() -> Place {
        let memory = Path::new("/dev/shm");
        let within = if memory.is_dir() { memory.to_path_buf() } else { std::env::temp_dir() };
        Place::within(&within)
    }

    /// A place without a ledger, in this directory.
    pub fn within(directory: &Path) -> Place {
        let place = Place(tempfile::Builder::new().prefix("impound-").tempdir_in(directory).unwrap());
        fs::create_dir(place.desk()).unwrap();
        fs::create_dir(place.home()).unwrap();
        place
    }

    /// All files with their bytes. The process must have no open connection to the ledger.
    pub fn kept(&self) -> Kept {
        Kept(self.files().into_iter().map(|file| (fs::read(self.0.path().join(&file)).unwrap(), file)).collect())
    }

    /// The directory of the ledger.
    pub fn desk(&self) -> PathBuf {
        self.0.path().join("desk")
    }

    /// The ledger.
    pub fn ledger(&self) -> PathBuf {
        self.desk().join("ledger.db")
    }

    /// The home of the user who runs the commands.
    pub fn home(&self) -> PathBuf {
        self.0.path().join("home")
    }

    /// The files, relative to the place, in order.
    pub fn files(&self) -> Vec<PathBuf> {
        let mut files = Vec::new();
        collect(self.0.path(), &mut files);
        let mut files: Vec<PathBuf> =
            files.iter().map(|file| file.strip_prefix(self.0.path()).unwrap().to_path_buf()).collect();
        files.sort();
        files
    }

    /// A command of the program, ready to run.
    pub fn command<W: Into<OsString>>(&self, words: impl IntoIterator<Item = W>) -> Command {
        let mut command = Command::new(PROGRAM);
        command.args(words.into_iter().map(Into::into));
        self.settle(&mut command);
        command
    }

    /// Gives a command the place's environment: its ledger, its home, no other variables and no input.
    pub fn settle(&self, command: &mut Command) {
        command.env_clear().env("HOME", self.home()).env(LEDGER, self.ledger()).env("IMPOUND_RECORDED_BY", "Ada");
        command.current_dir(self.desk()).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    }

    /// Runs a command of the program to its end.
    pub fn run<W: Into<OsString>>(&self, words: impl IntoIterator<Item = W>) -> Said {
        Said::of(self.command(words).output().unwrap())
    }
}

impl Kept {
    /// A place with these files.
    pub fn place(&self) -> Place {
        let place = Place::empty();
        self.lay_out(&place);
        place
    }

    /// Puts these files into a place.
    pub fn lay_out(&self, place: &Place) {
        for (bytes, file) in &self.0 {
            let path = place.0.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, bytes).unwrap();
            fs::set_permissions(&path, Permissions::from_mode(0o600)).unwrap();
        }
    }
}

impl Said {
    /// What a process said.
    pub fn of(output: Output) -> Said {
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        Said { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }
}

fn collect(directory: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.symlink_metadata().is_ok_and(|found| found.is_dir()) {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}
