//! What a command needs from outside: the clock, the environment, paths, randomness and the streams. Nothing else in
//! the program touches them, so a test can run any command whole and always get the same result.

use std::ffi::OsString;
use std::io::{self, BufRead, BufReader, BufWriter, IsTerminal, Read, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use etcetera::BaseStrategy;
use jiff::Timestamp;
use signal_hook::consts::{SIGABRT, SIGINT, SIGXFSZ};

use crate::domain::date;

use super::system::System;

/// Looks up an environment variable by name.
pub type Lookup = dyn Fn(&str) -> Option<OsString>;

/// Starts to watch for Ctrl-C, and returns the flag that it raises.
pub type Watch = dyn Fn() -> io::Result<Arc<AtomicBool>>;

/// The surroundings of one run.
pub struct Context {
    /// The current time.
    pub clock: Box<dyn FnMut() -> Timestamp>,
    /// Whether the clock was set by hand, so that no other is asked: a server's, for example.
    pub clock_is_set: bool,
    /// 32 random bytes, fresh at each call.
    pub random: Box<dyn FnMut() -> io::Result<[u8; 32]>>,
    /// An environment variable.
    pub environment: Box<Lookup>,
    /// The user's data directory.
    pub data_directory: Box<dyn Fn() -> Option<PathBuf>>,
    /// The user's state directory: what commands remember between runs.
    pub state_directory: Box<dyn Fn() -> Option<PathBuf>>,
    /// The user's cache directory: what may be thrown away at any time.
    pub cache_directory: Box<dyn Fn() -> Option<PathBuf>>,
    /// The user's configuration directory.
    pub config_directory: Box<dyn Fn() -> Option<PathBuf>>,
    /// What the system says about itself.
    pub system: System,
    /// This program's file, started again to parse spreadsheets under limits; without it, this process parses them.
    pub program: Option<PathBuf>,
    /// The user's login name, if they have one.
    pub login: Box<dyn Fn() -> io::Result<Option<String>>>,
    /// Standard input.
    pub input: Box<dyn BufRead>,
    /// Standard output.
    pub output: Box<dyn Write>,
    /// Standard error.
    pub errors: Box<dyn Write>,
    /// Called by long work: from then on Ctrl-C raises the flag, and ends the process only when pressed again.
    pub interrupt: Box<Watch>,
    /// Which streams are a terminal.
    pub terminal: Terminal,
}

/// Which streams are a terminal, and how wide the terminal is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Terminal {
    /// Whether standard input is a terminal, so that a person can be asked.
    pub input: bool,
    /// Whether standard output is a terminal.
    pub output: bool,
    /// Whether standard error is a terminal.
    pub errors: bool,
    /// The terminal's width in columns, if known.
    pub width: Option<u16>,
}

impl Context {
    /// The surroundings of this process.
    pub fn of_process() -> Context {
        // A limit on file sizes must be an error like a full disk, not the end of the process. If the handler cannot be
        // installed, the process ends as it would by default.
        let _: io::Result<_> = signal_hook::flag::register(SIGXFSZ, Arc::default());
        Context {
            clock: Box::new(Timestamp::now),
            clock_is_set: false,
            random: Box::new(|| {
                let mut bytes = [0; 32];
                getrandom::fill(&mut bytes).map_err(|error| io::Error::other(error.to_string()))?;
                Ok(bytes)
            }),
            environment: Box::new(|name| std::env::var_os(name)),
            data_directory: Box::new(|| etcetera::choose_base_strategy().ok().map(|base| base.data_dir())),
            state_directory: Box::new(|| etcetera::choose_base_strategy().ok().and_then(|base| base.state_dir())),
            cache_directory: Box::new(|| etcetera::choose_base_strategy().ok().map(|base| base.cache_dir())),
            config_directory: Box::new(|| etcetera::choose_base_strategy().ok().map(|base| base.config_dir())),
            system: System::at("/"),
            program: program(),
            login: Box::new(login),
            input: Box::new(BufReader::new(io::stdin())),
            output: Box::new(BufWriter::new(io::stdout())),
            errors: Box::new(io::stderr()),
            interrupt: Box::new(watch),
            terminal: Terminal {
                input: io::stdin().is_terminal(),
                output: io::stdout().is_terminal(),
                errors: io::stderr().is_terminal(),
                width: terminal_size::terminal_size().map(|(width, _)| width.0),
            },
        }
    }

    /// The time, as UTC text to the second: `2024-06-28T09:30:00Z`.
    pub(crate) fn now(&mut self) -> String {
        date::clock_text((self.clock)())
    }

    /// An environment variable that is set and not empty.
    pub(crate) fn variable(&self, name: &str) -> Option<OsString> {
        (self.environment)(name).filter(|value| !value.is_empty())
    }

    /// The directories searched for programs.
    pub(crate) fn search_path(&self) -> Vec<PathBuf> {
        self.variable("PATH").map(|search| std::env::split_paths(&search).collect()).unwrap_or_default()
    }

    /// A line of standard input without its end; `None` at the end of input.
    ///
    /// Of a line longer than `longest` bytes, returns one byte more than that and skips the rest.
    ///
    /// # Errors
    /// Standard input cannot be read.
    pub(crate) fn line(&mut self, longest: u64) -> io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        if (&mut self.input).take(longest.saturating_add(1)).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        if line.last() != Some(&b'\n') {
            if line.len() as u64 > longest {
                self.input.skip_until(b'\n')?;
            }
            return Ok(Some(line));
        }
        line.pop();
        if line.last() == Some(&b'\r') {
            line.pop();
        }
        Ok(Some(line))
    }
}

/// This program: by the system's link to the running one, if there is such a link, because the file may be replaced.
fn program() -> Option<PathBuf> {
    let running = PathBuf::from("/proc/self/exe");
    if running.exists() { Some(running) } else { std::env::current_exe().ok() }
}

/// The user's login name; `None` if the system has none for them.
fn login() -> io::Result<Option<String>> {
    match whoami::username().map_err(io::Error::from) {
        Ok(name) => Ok(Some(name)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Settings of the whole process: a crash never writes memory to a file, which could hold personal data; and an abort
/// for lack of memory exits with the code of an environment failure.
pub(super) fn settle_process() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    // If either cannot be set, the process ends as it would by default.
    let _: rustix::io::Result<()> = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    let always = Arc::new(AtomicBool::new(true));
    let _: io::Result<_> = signal_hook::flag::register_conditional_shutdown(SIGABRT, ABORTED, always);
}

/// The exit code of a process that aborts: the environment failed.
const ABORTED: i32 = 4;

/// Watches for Ctrl-C: the first raises the flag, the second ends the process.
fn watch() -> io::Result<Arc<AtomicBool>> {
    let flag = Arc::new(AtomicBool::new(false));
    signal_hook::flag::register_conditional_default(SIGINT, Arc::clone(&flag))?;
    signal_hook::flag::register(SIGINT, Arc::clone(&flag))?;
    Ok(flag)
}
