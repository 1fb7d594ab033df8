//! Runs the whole program in isolation: a ticking clock, counted randomness, no environment, no terminal.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{self, BufReader, Cursor, Write};
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use impound::cli::System;
use impound::cli::{self, Context, Terminal};
use impound::journal::Digest;
use tempfile::TempDir;

/// A directory, with or without a ledger.
pub struct Desk {
    directory: TempDir,
    seconds: Rc<Cell<i64>>,
    drawn: Rc<Cell<u64>>,
    /// The environment variables.
    pub environment: BTreeMap<&'static str, OsString>,
    /// The time on the clock; `None` lets it tick by itself.
    pub clock: Option<&'static str>,
    /// The user's login name.
    pub login: String,
    /// Whether the system fails when it is asked for that name.
    pub login_fails: bool,
    /// The streams that the program takes for a terminal.
    pub terminal: Terminal,
    /// What happens to standard output.
    pub fate: Fate,
    /// Whether Ctrl-C is pressed as soon as something watches for it.
    pub interrupted: bool,
}

/// What happens to standard output.
#[derive(Clone, Copy, Default)]
pub enum Fate {
    /// It is captured.
    #[default]
    Kept,
    /// It goes to a full disk.
    Full,
    /// Its reader is gone.
    Closed,
}

/// The program's output and exit code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub code: u8,
    pub out: String,
    pub err: String,
}

/// A stream whose content can be read while it is open.
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

/// A stream that accepts nothing.
struct Failing(io::ErrorKind);

impl Write for Failing {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(self.0.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Err(self.0.into())
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
        Desk::at(tempfile::tempdir().unwrap())
    }

    /// An empty directory in memory, if the system supports that: repeated attempts need no disk.
    pub fn in_memory() -> Desk {
        let memory = Path::new("/dev/shm");
        Desk::at(if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.unwrap())
    }

    fn at(directory: TempDir) -> Desk {
        let environment = BTreeMap::from([("IMPOUND_LEDGER", directory.path().join("ledger.db").into_os_string())]);
        let (terminal, fate) = (Terminal::default(), Fate::default());
        Desk {
            directory,
            seconds: Rc::default(),
            drawn: Rc::default(),
            environment,
            clock: None,
            login: "tester".to_owned(),
            login_fails: false,
            terminal,
            fate,
            interrupted: false,
        }
    }

    /// The directory.
    pub fn directory(&self) -> &Path {
        self.directory.path()
    }

    /// Runs a command line, split as by a shell, without the program's name.
    pub fn run(&self, line: &str) -> Said {
        self.run_with(line, "")
    }

    /// Runs a command line with standard input.
    pub fn run_with(&self, line: &str, input: &str) -> Said {
        let words = shlex::split(line).unwrap();
        self.run_words(words.into_iter().map(OsString::from).collect(), input.as_bytes())
    }

    /// Runs a command given as words.
    pub fn run_words(&self, mut words: Vec<OsString>, input: &[u8]) -> Said {
        words.insert(0, "impound".into());
        let (out, err) = (Shared::default(), Shared::default());
        let code = cli::run(&words, &mut self.context(input, out.clone(), err.clone()));
        Said { code, out: out.text(), err: err.text() }
    }

    /// Runs a command that must succeed and returns its output.
    pub fn done(&self, line: &str) -> String {
        let said = self.run(line);
        assert_eq!((said.code, said.err.as_str()), (0, ""), "{line}");
        said.out
    }

    fn context(&self, input: &[u8], out: Shared, err: Shared) -> Context {
        let (seconds, drawn) = (Rc::clone(&self.seconds), Rc::clone(&self.drawn));
        let (interrupted, login, clock) = (self.interrupted, self.login.clone(), self.clock);
        let login_fails = self.login_fails;
        let (environment, data) = (self.environment.clone(), self.directory.path().join("data"));
        // Each user has their own state.
        let state = self.environment.get("XDG_STATE_HOME").cloned().unwrap_or_else(|| "state".into());
        let state = self.directory.path().join(state);
        let [cache, config] = ["cache", "config"].map(|name| self.directory.path().join(name));
        Context {
            clock: Box::new(move || {
                if let Some(clock) = clock {
                    return clock.parse().unwrap();
                }
                seconds.set(seconds.get() + 1);
                let start = jiff::Timestamp::from_second(1_719_820_800).unwrap();
                start + jiff::SignedDuration::from_secs(seconds.get())
            }),
            clock_is_set: true,
            random: Box::new(move || {
                drawn.set(drawn.get() + 1);
                Ok(Digest::of(&drawn.get().to_be_bytes()).0)
            }),
            environment: Box::new(move |name| environment.get(name).cloned()),
            data_directory: Box::new(move || Some(data.clone())),
            state_directory: Box::new(move || Some(state.clone())),
            cache_directory: Box::new(move || Some(cache.clone())),
            config_directory: Box::new(move || Some(config.clone())),
            system: System::at(self.directory.path().join("system")),
            program: None,
            login: Box::new(move || {
                if login_fails { Err(io::Error::other("too many open files")) } else { Ok(Some(login.clone())) }
            }),
            input: Box::new(BufReader::new(Cursor::new(input.to_vec()))),
            output: match self.fate {
                Fate::Kept => Box::new(out),
                Fate::Full => Box::new(Failing(io::ErrorKind::StorageFull)),
                Fate::Closed => Box::new(Failing(io::ErrorKind::BrokenPipe)),
            },
            errors: Box::new(err),
            interrupt: Box::new(move || Ok(Arc::new(AtomicBool::new(interrupted)))),
            terminal: self.terminal,
        }
    }
}
