//! The desk for tests of commands: output is compared whole, with digests and the desk's own path masked.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;

use impound::cli::Terminal;

pub use crate::harness::{Fate, Said};

/// Where commands run.
pub struct Desk(crate::harness::Desk);

impl Desk {
    /// A desk without a ledger.
    pub fn empty() -> Desk {
        let mut desk = Desk(crate::harness::Desk::empty());
        desk.0.login = "Ada".to_owned();
        desk
    }

    /// A desk with a ledger that holds the case `coco` and the source `S1`: three entries.
    pub fn new() -> Desk {
        let desk = Desk::empty();
        desk.does("init");
        desk.does("case open coco --title Coco --lead FR");
        desk.does("source add S1 --title \"A release\"");
        desk
    }

    /// Sets or removes an environment variable.
    pub fn set(&mut self, name: &'static str, value: Option<&str>) {
        match value {
            Some(value) => self.0.environment.insert(name, value.into()),
            None => self.0.environment.remove(name),
        };
    }

    /// Sets the clock, which then stands still.
    pub fn set_clock(&mut self, clock: &'static str) {
        self.0.clock = Some(clock);
    }

    pub fn set_terminal(&mut self, terminal: Terminal) {
        self.0.terminal = terminal;
    }

    /// Lets the system fail when it is asked for the login name.
    pub fn fail_login(&mut self) {
        self.0.login_fails = true;
    }

    pub fn set_fate(&mut self, fate: Fate) {
        self.0.fate = fate;
    }

    /// Presses Ctrl-C as soon as a command watches for it.
    pub fn set_interrupted(&mut self, interrupted: bool) {
        self.0.interrupted = interrupted;
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.directory().join(name)
    }

    /// Every file at the desk, with its bytes.
    pub fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let entries = std::fs::read_dir(self.0.directory()).unwrap().map(|entry| entry.unwrap().path());
        entries.filter(|path| path.is_file()).map(|path| (path.clone(), std::fs::read(path).unwrap())).collect()
    }

    /// Runs a command, written as in a shell; `[desk]` means the desk's directory, as it does in the output.
    pub fn run(&self, line: &str) -> Said {
        self.run_with("", line)
    }

    /// Runs a command with something on standard input.
    pub fn run_with(&self, input: &str, line: &str) -> Said {
        let directory = self.0.directory().to_str().unwrap();
        self.plain(self.0.run_with(&line.replace("[desk]", directory), input))
    }

    /// Runs a command, word by word.
    pub fn run_args(&self, input: &[u8], args: Vec<OsString>) -> Said {
        self.plain(self.0.run_words(args, input))
    }

    /// Runs a command that succeeds, and returns what it prints.
    #[track_caller]
    pub fn does(&self, line: &str) -> String {
        let said = self.run(line);
        assert_eq!((said.code, said.err.as_str()), (0, ""), "{line}");
        said.out
    }

    /// Runs a command that is refused: it says exactly this, exits with `code`, and changes no file.
    #[track_caller]
    pub fn refuses(&self, line: &str, code: u8, err: &str) {
        let before = self.files();
        let said = self.run(line);
        assert_eq!(said, Said { code, out: String::new(), err: err.to_owned() }, "{line}");
        assert!(before == self.files(), "{line} has changed a file");
    }

    fn plain(&self, said: Said) -> Said {
        let directory = self.0.directory().to_str().unwrap();
        let plain = |text: &str| without_digests(&text.replace(directory, "[desk]"));
        Said { code: said.code, out: plain(&said.out), err: plain(&said.err) }
    }
}

/// The text with `[digest]` for each word of 64 hexadecimal digits, and for the 32 digits of an origin.
fn without_digests(text: &str) -> String {
    let is_digit = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
    let parts = text.split_inclusive(|c: char| !c.is_ascii_alphanumeric());
    let plain = parts.map(|part| {
        let digits = part.bytes().take_while(|byte| is_digit(*byte)).count();
        let (word, rest) = part.split_at(digits);
        let is_digest = matches!(word.len(), 32 | 64) && rest.chars().count() <= 1;
        if is_digest { format!("[digest]{rest}") } else { part.to_owned() }
    });
    plain.collect()
}
