//! One run of a command: its surroundings, the flags of every command, and how it reaches the ledger.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use jiff::civil;

use crate::domain::{Fault, date, text};
use crate::store::{FarAhead, Findings, Keep, Ledger, Parent, Receipt, Recorder, Request, Salts, TimedBy};

use super::answers::Answers;
use super::bar::Bar;
use super::context::Context;
use super::failure::Failure;
use super::layout;
use super::near;

/// The variable that names the ledger.
const LEDGER: &str = "IMPOUND_LEDGER";

/// The variable that names who records.
const RECORDED_BY: &str = "IMPOUND_RECORDED_BY";

/// What to do if it is not known who records.
const SAY_WHO: &str = "say who: --recorded-by NAME";

/// What every command gets.
pub(super) struct Session<'a> {
    /// The surroundings.
    pub(super) context: &'a mut Context,
    /// `--ledger`.
    pub(super) ledger: Option<PathBuf>,
    /// `--recorded-by`.
    pub(super) recorded_by: Option<String>,
    /// `--clock-is-right`, or not.
    pub(super) far_ahead: FarAhead,
    /// `--quiet`.
    pub(super) quiet: bool,
    /// Whether messages are coloured.
    pub(super) colour: bool,
    /// Whether the headings of a report are coloured.
    pub(super) headings: bool,
    /// The password typed for the ledger's server.
    #[cfg(feature = "postgres")]
    pub(super) password: Option<String>,
    /// The values read from the prompt or from standard input.
    pub(super) answers: Answers,
}

/// Where the ledger lies, given what is typed of it, and whether its directory may be created.
pub(super) fn ledger_path(typed: Option<&Path>, context: &Context) -> Option<(PathBuf, Parent)> {
    let given = typed.map(Path::to_path_buf).or_else(|| context.variable(LEDGER).map(PathBuf::from));
    let own = || Some(((context.data_directory)()?.join("impound").join("ledger.db"), Parent::Make));
    given.map(|path| (path, Parent::MustExist)).or_else(own)
}

impl Session<'_> {
    /// Whether to show the progress of long work: standard error is a terminal, and `--quiet` is not given.
    pub(super) fn shows_progress(&self) -> bool {
        self.context.terminal.errors && !self.quiet
    }

    /// Where the ledger lies, and whether its directory may be created: only if nobody typed the path.
    ///
    /// # Errors
    /// No path is given, and the user's data directory is unknown.
    pub(super) fn ledger_path(&self) -> Result<(PathBuf, Parent), Failure> {
        ledger_path(self.ledger.as_deref(), self.context).ok_or_else(|| {
            let fault = Fault::new("your data directory is unknown");
            Failure::Environment(fault.hint("say where the ledger is: --ledger PATH"))
        })
    }

    /// Verifies a ledger, with a bar on a terminal; the findings include the roots at the sizes in `at`.
    ///
    /// # Errors
    /// The file cannot be read at all.
    pub(super) fn verified(&self, ledger: &mut Ledger, at: &[u64]) -> Result<Findings, Failure> {
        let bar = Bar::of_entries(ledger.head()?.size(), self.shows_progress());
        let findings = ledger.verify(at, &mut |read| {
            bar.at(read);
            Ok(())
        })?;
        Ok(findings)
    }

    /// Records a request.
    ///
    /// # Errors
    /// A rule refuses it, the file cannot be written, or it is not known who records.
    pub(super) fn append(&mut self, ledger: &mut Ledger, request: Request, keep: Keep) -> Result<Receipt, Failure> {
        self.append_if(ledger, request, keep, |_| Ok(()))
    }

    /// Records a request, if `may` allows it on this UTC day.
    ///
    /// # Errors
    /// As for [`Session::append`], or `may` fails.
    pub(super) fn append_if(
        &mut self,
        ledger: &mut Ledger,
        request: Request,
        keep: Keep,
        may: impl FnOnce(civil::Date) -> Result<(), Fault>,
    ) -> Result<Receipt, Failure> {
        let receipt = self.with_recorder(|recorder| {
            may(date::day_of_clock(&date::clock_text(recorder.clock))?)?;
            ledger.append(request, recorder, keep).map_err(|error| near::refused(ledger, error))
        })?;
        if keep == Keep::Entry {
            self.see_recorded(ledger, &receipt.head);
        }
        Ok(receipt)
    }

    /// Lends the store what it needs to record: who, when, and random bytes.
    ///
    /// # Errors
    /// It is not known who records, the system provides no random bytes, or `record` fails.
    pub(super) fn with_recorder<T>(
        &mut self,
        record: impl FnOnce(&mut Recorder) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        // Drawn before anything is written, because a system without randomness must leave no half-made entry.
        let seed = (self.context.random)().map_err(|error| {
            Failure::Environment(
                Fault::new(format!("the system provides no random bytes: {error}"))
                    .hint("check the system, then repeat"),
            )
        })?;
        record(&mut self.recorder(seed)?)
    }

    /// Who records, now, with salts from a seed.
    fn recorder(&mut self, seed: [u8; 32]) -> Result<Recorder, Failure> {
        let (recorded_by, login) = (self.claimed()?, self.login()?);
        let timed_by = if self.context.clock_is_set { TimedBy::Recorder } else { TimedBy::Ledger };
        let (clock, far_ahead) = ((self.context.clock)(), self.far_ahead);
        Ok(Recorder { recorded_by, login, clock, timed_by, far_ahead, salts: Salts::from_seed(seed) })
    }

    /// The names that an entry of this person bears in a ledger: that of the person, and their login name if it differs.
    ///
    /// # Errors
    /// They are unknown or not text, or the ledger cannot be read.
    pub(super) fn names(&mut self, ledger: &Ledger) -> Result<(String, Option<String>), Failure> {
        // Nothing is recorded, so no salt is drawn.
        Ok(self.recorder([0; 32])?.names(ledger.login()?.as_deref())?)
    }

    /// Prints what was recorded, unless `--quiet` is given. The entry stays even if it cannot be printed.
    pub(super) fn announce(&mut self, receipt: &Receipt, said: &str) {
        if let Err(error) = self.context.output.write_all(said.as_bytes()).and_then(|()| self.context.output.flush()) {
            let number = receipt.entry.number;
            self.tell(&format!("entry {number} is recorded, but could not be printed: {error}"));
            // What is still buffered would fail again, and look like a failure of the command.
            self.context.output = Box::new(io::sink());
        }
    }

    /// Prints what an import recorded. The entries stay even if it cannot be printed.
    pub(super) fn announce_import(&mut self, said: &str) {
        if let Err(error) = self.context.output.write_all(said.as_bytes()).and_then(|()| self.context.output.flush()) {
            self.tell(&format!("the file is recorded, but its receipt could not be printed: {error}"));
            self.context.output = Box::new(io::sink());
        }
    }

    /// Writes an answer to standard output.
    ///
    /// # Errors
    /// It cannot be written; [`Failure::Closed`] if nobody reads on.
    pub(super) fn print(&mut self, answer: &str) -> Result<(), Failure> {
        self.context.output.write_all(answer.as_bytes()).map_err(|error| Failure::output(&error))
    }

    /// Writes a text to standard output byte for byte; on a terminal, escapes whatever could steer it.
    ///
    /// # Errors
    /// As for [`Session::print`].
    pub(super) fn print_as_it_is(&mut self, text: &str) -> Result<(), Failure> {
        if !self.context.terminal.output {
            return self.print(text);
        }
        let kept = |c: char| matches!(c, '\n' | '\t');
        let pieces = text.split_inclusive(kept).map(|piece| {
            let shown = piece.trim_end_matches(kept);
            format!("{}{}", text::escape(shown), &piece[shown.len()..])
        });
        self.print(&pieces.collect::<String>())
    }

    /// Writes lines to standard output; on a terminal, wraps them between words at its width.
    ///
    /// # Errors
    /// As for [`Session::print`].
    pub(super) fn print_fitted(&mut self, lines: &str) -> Result<(), Failure> {
        match self.context.terminal.width.filter(|_| self.context.terminal.output) {
            Some(width) => self.print(&layout::fitted(lines, usize::from(width))),
            None => self.print(lines),
        }
    }

    /// Reports on standard error why one of several answers is a refusal, after the answers so far.
    ///
    /// # Errors
    /// As for [`Session::print`].
    pub(super) fn complain(&mut self, failure: &Failure) -> Result<(), Failure> {
        self.context.output.flush().map_err(|error| Failure::output(&error))?;
        // If standard error is closed, there is nowhere left to report it.
        let _: io::Result<()> = self.context.errors.write_all(failure.report(self.colour).as_bytes());
        Ok(())
    }

    /// Prints a note on standard error that is not a failure, unless --quiet was given.
    pub(super) fn note(&mut self, note: &str) {
        if !self.quiet {
            self.tell(&format!("note: {note}"));
        }
    }

    fn tell(&mut self, what: &str) {
        // If standard error is closed, there is nowhere left to report it.
        let _: io::Result<()> = writeln!(self.context.errors, "impound: {}", text::escape(what));
    }

    /// The name of the person who records, if a flag or a variable gives one.
    ///
    /// # Errors
    /// It is empty or not text.
    fn claimed(&self) -> Result<Option<String>, Failure> {
        let (flag, name) = match (&self.recorded_by, self.context.variable(RECORDED_BY)) {
            (Some(name), _) => ("--recorded-by", OsString::from(name)),
            (None, Some(name)) => (RECORDED_BY, name),
            (None, None) => return Ok(None),
        };
        let name = name.into_string();
        let name = name.map_err(|_| Fault::new("the name is not text in UTF-8").hint(SAY_WHO).at(flag))?;
        let name = text::clean(&name).map_err(|fault| fault.at(flag))?;
        if name.is_empty() {
            return Err(Fault::new("it is unknown who records this").hint(SAY_WHO).at(flag).into());
        }
        Ok(Some(name))
    }

    /// The name under which the system knows whoever records.
    ///
    /// # Errors
    /// It is not text, or the system fails: an entry must not lack it for that.
    fn login(&self) -> Result<Option<String>, Failure> {
        let login = (self.context.login)().map_err(|error| {
            let fault = Fault::new(format!("cannot find out your login name: {error}"));
            Failure::Environment(fault.hint("check the system, then repeat the command"))
        })?;
        let login = login.map(|login| text::clean(&login)).transpose().map_err(|fault| fault.at("the login name"))?;
        Ok(login.filter(|login| !login.is_empty()))
    }
}
