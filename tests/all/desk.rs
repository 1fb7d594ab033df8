//! A desk to run commands at: a directory of its own, a clock that ticks, randomness that counts, streams that are kept.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{self, Cursor, Write};
use std::path::PathBuf;
use std::rc::Rc;

use impound::cli::{Context, Terminal, run};

/// Where commands are run.
pub struct Desk {
    directory: tempfile::TempDir,
    ticks: Rc<Cell<u64>>,
    drawn: Rc<Cell<u64>>,
    environment: BTreeMap<String, String>,
    terminal: Terminal,
    fate: Fate,
}

/// What becomes of standard output.
#[derive(Clone, Copy, Default)]
pub enum Fate {
    /// It is kept.
    #[default]
    Kept,
    /// It is sent to a full disk.
    Full,
    /// Its reader has gone.
    Closed,
}

/// What a command did.
#[derive(Debug, PartialEq, Eq)]
pub struct Outcome {
    pub code: u8,
    pub out: String,
    pub err: String,
}

impl Desk {
    /// A desk without a ledger.
    pub fn empty() -> Desk {
        let directory = tempfile::tempdir().unwrap();
        let ledger = directory.path().join("ledger.db").to_str().unwrap().to_owned();
        let environment = [("IMPOUND_LEDGER".to_owned(), ledger), ("IMPOUND_BY".to_owned(), "Ada".to_owned())];
        Desk {
            directory,
            ticks: Rc::default(),
            drawn: Rc::default(),
            environment: BTreeMap::from(environment),
            terminal: Terminal::default(),
            fate: Fate::default(),
        }
    }

    /// A desk with a ledger that holds the case `coco` and the source `S1`: three entries.
    pub fn new() -> Desk {
        let desk = Desk::empty();
        desk.does("init");
        desk.does("case open coco --title Coco --lead FR");
        desk.does("source add S1 --title \"A release\"");
        desk
    }

    /// Sets or takes away a variable of the environment.
    pub fn set(&mut self, name: &str, value: Option<&str>) {
        match value {
            Some(value) => self.environment.insert(name.to_owned(), value.to_owned()),
            None => self.environment.remove(name),
        };
    }

    pub fn set_terminal(&mut self, terminal: Terminal) {
        self.terminal = terminal;
    }

    pub fn set_fate(&mut self, fate: Fate) {
        self.fate = fate;
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    /// Every file at the desk with its bytes.
    pub fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let entries = std::fs::read_dir(self.directory.path()).unwrap().map(|entry| entry.unwrap().path());
        entries.filter(|path| path.is_file()).map(|path| (path.clone(), std::fs::read(path).unwrap())).collect()
    }

    /// Runs a command, written as in a shell with double quotes.
    pub fn run(&self, line: &str) -> Outcome {
        self.run_with("", line)
    }

    /// Runs a command with something on standard input.
    pub fn run_with(&self, input: &str, line: &str) -> Outcome {
        self.run_args(input.as_bytes(), split(line).into_iter().map(OsString::from).collect())
    }

    /// Runs a command; digests and the desk's directory are left out of what it prints.
    pub fn run_args(&self, input: &[u8], args: Vec<OsString>) -> Outcome {
        let (out, err) = (Sink::default(), Sink::default());
        let mut context = self.context(input, &out, &err);
        let args: Vec<OsString> = std::iter::once(OsString::from("impound")).chain(args).collect();
        let code = run(&args, &mut context);
        Outcome { code, out: self.plain(&out), err: self.plain(&err) }
    }

    /// Runs a command that does what it should, and gives what it prints.
    #[track_caller]
    pub fn does(&self, line: &str) -> String {
        let outcome = self.run(line);
        assert_eq!((outcome.code, outcome.err.as_str()), (0, ""), "{line}");
        outcome.out
    }

    /// Runs a command that refuses: it says exactly this, exits with `code`, and no file has changed.
    #[track_caller]
    pub fn refuses(&self, line: &str, code: u8, said: &str) {
        let before = self.files();
        let outcome = self.run(line);
        assert_eq!(outcome, Outcome { code, out: String::new(), err: said.to_owned() }, "{line}");
        assert!(before == self.files(), "{line} has changed a file");
    }

    fn context(&self, input: &[u8], out: &Sink, err: &Sink) -> Context {
        let (ticks, drawn) = (Rc::clone(&self.ticks), Rc::clone(&self.drawn));
        let environment = self.environment.clone();
        let data = self.directory.path().join("data");
        Context {
            clock: Box::new(move || {
                ticks.set(ticks.get() + 1);
                format!("2024-06-28T09:{:02}:{:02}Z", 30 + ticks.get() / 60, ticks.get() % 60)
            }),
            random: Box::new(move || {
                drawn.set(drawn.get() + 1);
                Ok([u8::try_from(drawn.get() % 256).unwrap(); 32])
            }),
            environment: Box::new(move |name| environment.get(name).map(OsString::from)),
            data_directory: Box::new(move || Some(data.clone())),
            login: Box::new(|| Some("login".to_owned())),
            input: Box::new(Cursor::new(input.to_vec())),
            output: match self.fate {
                Fate::Kept => Box::new(out.clone()),
                Fate::Full => Box::new(Failing(io::ErrorKind::StorageFull)),
                Fate::Closed => Box::new(Failing(io::ErrorKind::BrokenPipe)),
            },
            errors: Box::new(err.clone()),
            terminal: self.terminal,
        }
    }

    fn plain(&self, sink: &Sink) -> String {
        let text = String::from_utf8(sink.0.borrow().clone()).unwrap();
        let text = text.replace(self.directory.path().to_str().unwrap(), "[desk]");
        let mut plain = String::new();
        let mut word = String::new();
        for c in text.chars().chain(['\0']) {
            if c.is_ascii_alphanumeric() {
                word.push(c);
                continue;
            }
            let digest = word.len() == 64 && word.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
            plain.push_str(if digest { "[digest]" } else { &word });
            word.clear();
            plain.extend((c != '\0').then_some(c));
        }
        plain
    }
}

/// Splits a line into words at blanks; what stands in double quotes is one, and a backslash takes the next as it is.
pub fn split(line: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let (mut open, mut quoted) = (false, false);
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => {
                quoted = !quoted;
                if !open {
                    words.push(String::new());
                    open = true;
                }
            }
            c if c.is_whitespace() && !quoted => open = false,
            c => {
                if !open {
                    words.push(String::new());
                    open = true;
                }
                let c = if c == '\\' { chars.next().unwrap_or(c) } else { c };
                words.last_mut().unwrap().push(c);
            }
        }
    }
    words
}

#[derive(Clone, Default)]
struct Sink(Rc<RefCell<Vec<u8>>>);

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

struct Failing(io::ErrorKind);

impl Write for Failing {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(self.0.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Err(self.0.into())
    }
}
