//! What the targets share: a folder in memory, a small ledger, and the program with an environment of its own.

use std::cell::{Cell, RefCell};
use std::ffi::OsString;
use std::io::{self, BufReader, Cursor, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use impound::cli::System;
use impound::cli::{self, Context, Terminal};
use impound::journal::Digest;

/// The files of a target, in memory if the system has a place for that.
pub struct Folder(PathBuf);

impl Folder {
    /// An empty folder of this process, which becomes the folder that paths are relative to.
    pub fn enter() -> Folder {
        let memory = Path::new("/dev/shm");
        let within = if memory.is_dir() { memory.to_path_buf() } else { std::env::temp_dir() };
        let folder = within.join(format!("impound-fuzz-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::env::set_current_dir(&folder).unwrap();
        Folder(folder)
    }

    /// The path of a file in it.
    pub fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Removes every file that is not listed.
    pub fn sweep(&self, kept: &[&str]) {
        for entry in std::fs::read_dir(&self.0).unwrap() {
            let path = entry.unwrap().path();
            if kept.iter().any(|name| self.file(name) == path) {
                continue;
            }
            if path.is_dir() { std::fs::remove_dir_all(path).unwrap() } else { std::fs::remove_file(path).unwrap() }
        }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _: io::Result<()> = std::fs::remove_dir_all(&self.0);
    }
}

/// What the program said, and how it ended.
pub struct Said {
    /// The exit code.
    pub code: u8,
    /// Standard output.
    pub out: Vec<u8>,
    /// Standard error.
    pub err: Vec<u8>,
}

#[derive(Clone, Default)]
struct Shared(Rc<RefCell<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Runs the program with a ledger, regardless of the environment.
pub fn run(ledger: &Path, words: impl IntoIterator<Item = OsString>, input: &[u8]) -> Said {
    let words: Vec<OsString> = std::iter::once("impound".into()).chain(words).collect();
    let (out, err) = (Shared::default(), Shared::default());
    let code = cli::run(&words, &mut context(ledger, input, out.clone(), err.clone()));
    Said { code, out: out.0.take(), err: err.0.take() }
}

fn context(ledger: &Path, input: &[u8], out: Shared, err: Shared) -> Context {
    let (ledger, drawn) = (ledger.as_os_str().to_owned(), Cell::new(0_u64));
    Context {
        clock: Box::new(|| "2024-07-01T08:00:00Z".parse().unwrap()),
        clock_is_set: true,
        random: Box::new(move || {
            drawn.set(drawn.get() + 1);
            Ok(Digest::of(&drawn.get().to_be_bytes()).0)
        }),
        environment: Box::new(move |name| (name == "IMPOUND_LEDGER").then(|| ledger.clone())),
        data_directory: Box::new(|| None),
        state_directory: Box::new(|| None),
        cache_directory: Box::new(|| None),
        config_directory: Box::new(|| None),
        // A system that reports nothing about itself.
        system: System::at("nowhere"),
        program: None,
        login: Box::new(|| Ok(Some("tester".to_owned()))),
        input: Box::new(BufReader::new(Cursor::new(input.to_vec()))),
        output: Box::new(out),
        errors: Box::new(err),
        interrupt: Box::new(|| Ok(Arc::new(AtomicBool::new(false)))),
        terminal: Terminal::default(),
    }
}

/// The commands that make the small ledger; `_` replaces a blank within a word.
const LINES: [&str; 8] = [
    "init",
    "case open c --title T --lead FR",
    "source add s --title R",
    "freeze --case c --in HU,LT,DE --kind cash --amount >5000000_EUR --on 2024-06-25 --source s --subject owner:Ada --ref r",
    "freeze --part-of c:1 --in DE --amount 3..4_EUR --on 2024-06-26 --source s",
    "seize --case c --in DE --kind vehicle --may-overlap c:1 --on 2024-06 --source s",
    "correct 6 --reason misread --amount 21000_EUR",
    "release --asset c:2 --on 2024-07 --source s",
];

/// Makes the small ledger, and returns its bytes.
pub fn small_ledger(ledger: &Path) -> Vec<u8> {
    for line in LINES {
        let said = run(ledger, line.split(' ').map(|word| word.replace('_', " ").into()), b"");
        assert_eq!(said.code, 0, "{line}: {}", String::from_utf8_lossy(&said.err));
    }
    std::fs::read(ledger).unwrap()
}
