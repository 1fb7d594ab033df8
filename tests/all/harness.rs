//! The program run whole, in a place of its own: a clock that ticks, counted randomness, no environment, no terminal.

use std::cell::{Cell, RefCell};
use std::ffi::OsString;
use std::io::{self, BufReader, Cursor, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use impound::cli::{self, Context, Terminal};
use impound::journal::Digest;
use tempfile::TempDir;

/// A directory with a ledger in it, or without one yet.
pub struct Desk {
    directory: TempDir,
    seconds: Rc<Cell<i64>>,
    drawn: Rc<Cell<u64>>,
    /// The width of the terminal that the program sees, if any.
    pub width: Option<u16>,
}

/// What the program said, and how it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub code: u8,
    pub out: String,
    pub err: String,
}

/// A stream whose content can be looked at while it is open.
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

impl Shared {
    fn text(&self) -> String {
        String::from_utf8(self.0.borrow().clone()).unwrap()
    }
}

impl Desk {
    /// An empty directory.
    pub fn empty() -> Desk {
        let directory = tempfile::tempdir().unwrap();
        Desk { directory, seconds: Rc::default(), drawn: Rc::default(), width: None }
    }

    /// A directory with a ledger that has the case `coco` and the source `release`: entries 1 to 3.
    pub fn with_a_case() -> Desk {
        let desk = Desk::empty();
        desk.done("init");
        desk.done("case open coco --title Coco --lead FR");
        desk.done("source add release --title Release");
        desk
    }

    /// Where the ledger is.
    pub fn ledger(&self) -> PathBuf {
        self.directory.path().join("ledger.db")
    }

    /// The directory.
    pub fn directory(&self) -> &Path {
        self.directory.path()
    }

    /// The ledger's bytes.
    pub fn bytes(&self) -> Vec<u8> {
        std::fs::read(self.ledger()).unwrap_or_default()
    }

    /// Runs a command line as a shell would split it, without the program's name.
    pub fn run(&self, line: &str) -> Said {
        self.run_with(line, "")
    }

    /// Runs a command line with something on standard input.
    pub fn run_with(&self, line: &str, input: &str) -> Said {
        let words = shlex::split(line).unwrap();
        self.run_words(words.into_iter().map(OsString::from).collect(), input.as_bytes())
    }

    /// Runs a command, word by word.
    pub fn run_words(&self, mut words: Vec<OsString>, input: &[u8]) -> Said {
        words.insert(0, "impound".into());
        let (out, err) = (Shared::default(), Shared::default());
        let code = cli::run(&words, &mut self.context(input, out.clone(), err.clone()));
        Said { code, out: out.text(), err: err.text() }
    }

    /// Runs a command that must succeed, and gives what it printed.
    pub fn done(&self, line: &str) -> String {
        let said = self.run(line);
        assert_eq!((said.code, said.err.as_str()), (0, ""), "{line}");
        said.out
    }

    /// Runs a command that must be refused: with this exit code, these words, and the ledger as it was.
    pub fn refused(&self, line: &str, code: u8, words: &str) {
        let before = self.bytes();
        let said = self.run(line);
        assert_eq!((said.code, said.err.trim_end()), (code, words), "{line}");
        assert_eq!(said.out, "", "{line}");
        assert_eq!(self.bytes(), before, "{line} changed the ledger");
    }

    fn context(&self, input: &[u8], out: Shared, err: Shared) -> Context {
        let (seconds, drawn) = (Rc::clone(&self.seconds), Rc::clone(&self.drawn));
        let (ledger, data) = (self.ledger(), self.directory.path().join("data"));
        Context {
            clock: Box::new(move || {
                seconds.set(seconds.get() + 1);
                let start = jiff::Timestamp::from_second(1_719_820_800).unwrap();
                let now = start + jiff::SignedDuration::from_secs(seconds.get());
                now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
            }),
            random: Box::new(move || {
                drawn.set(drawn.get() + 1);
                Ok(Digest::of(&drawn.get().to_be_bytes()).0)
            }),
            environment: Box::new(move |name| (name == "IMPOUND_LEDGER").then(|| ledger.clone().into_os_string())),
            data_directory: Box::new(move || Some(data.clone())),
            login: Box::new(|| Some("tester".to_owned())),
            input: Box::new(BufReader::new(Cursor::new(input.to_vec()))),
            output: Box::new(out),
            errors: Box::new(err),
            terminal: Terminal { output: self.width.is_some(), width: self.width, ..Terminal::default() },
        }
    }
}
