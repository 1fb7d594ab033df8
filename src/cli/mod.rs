//! The command line: arguments in; a ledger changed or queried; words and an exit code out.

mod add;
mod advice;
mod amount;
mod answer;
mod answers;
mod args;
mod asked;
mod asset;
mod attest;
mod backup;
mod bar;
mod case;
mod case_file;
mod checkpoint;
mod claim;
mod common;
mod completing;
mod completions;
mod consolidate;
pub(crate) mod context;
mod convert;
mod copy;
mod copying;
mod correct;
mod days;
mod defaults;
mod doctor;
mod due;
mod erase;
mod export;
mod failure;
mod files;
mod find;
mod finding;
mod form;
mod history;
mod import;
mod init;
mod layout;
mod like;
mod log;
mod man;
mod money;
mod moving;
mod names;
mod near;
mod offences;
mod parsing;
mod particulars;
mod place;
mod prove;
mod rates;
mod reading;
mod record;
mod recorded;
mod rederive;
mod reinstate;
mod remedy;
mod remembered;
mod report;
mod restore;
mod restrict;
mod seen;
mod server;
mod session;
mod show;
mod shown;
mod signature;
mod source;
mod statements;
mod stating;
pub(crate) mod system;
mod undo;
mod using;
mod verify;
mod void;
mod words;
mod written;

use std::ffi::OsString;
use std::io::{self, Write};
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, PoisonError};

use clap::ColorChoice;

use crate::domain::{Action, Fault};
use crate::store::FarAhead;

use answers::Answers;
use args::{Args, Command};
pub use context::{Context, Lookup, Terminal, Watch};
use failure::{Exit, Failure};
use session::Session;
pub use system::System;

/// Runs the program with its arguments, the first being its name, and returns the exit code.
pub fn run(args: &[OsString], context: &mut Context) -> u8 {
    if completing::is_asked(context) {
        return completing::run(args, context).code();
    }
    let colour = coloured(asked_colour(args), context.terminal.errors, context);
    if parsing::is_asked(args) {
        return match parsing::run(args, context) {
            Ok(exit) => exit.code(),
            Err(failure) => complain(&failure, colour, context),
        };
    }
    let words = match days::resolved(args, &args::command(), context) {
        Ok(words) => words,
        Err(failure) => return complain(&failure, colour, context),
    };
    let ended = match args::parse(&words, colour, context.terminal.width) {
        Ok((args, matches)) => attend(args, &matches, colour, context),
        Err(error) => return explain(&error, args, colour, context),
    };
    let flushed = context.output.flush().map_err(|error| Failure::output(&error));
    match ended.and_then(|exit| flushed.map(|()| exit)) {
        Ok(exit) => exit.code(),
        Err(failure) => complain(&failure, colour, context),
    }
}

/// Runs the program as this process. A panic ends it like any other failure: with a sentence and an exit code.
pub fn run_process(args: &[OsString]) -> u8 {
    context::settle_process();
    // The panic's own message helps whoever fixes the bug; it is printed with the sentence.
    let told = Arc::new(Mutex::new(String::new()));
    let of_hook = Arc::clone(&told);
    std::panic::set_hook(Box::new(move |panic| {
        let mut told = of_hook.lock().unwrap_or_else(PoisonError::into_inner);
        // The first panic causes the others.
        if told.is_empty() {
            *told = panic.to_string();
        }
    }));
    // Nothing uses the context afterwards.
    let ran = std::panic::catch_unwind(AssertUnwindSafe(|| run(args, &mut Context::of_process())));
    ran.unwrap_or_else(|_| {
        let told = told.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let mut context = Context::of_process();
        complain(&Failure::broken(&told), false, &mut context)
    })
}

/// Does what the arguments say.
fn attend(args: Args, matches: &clap::ArgMatches, colour: bool, context: &mut Context) -> Result<Exit, Failure> {
    let answers = Answers::read(args::innermost(matches), context)?;
    let (ledger, quiet, recorded_by) = (args.global.ledger, args.global.quiet, args.global.recorded_by);
    let headings = coloured(args.global.color, context.terminal.output, context);
    let far_ahead = if args.global.clock_is_right { FarAhead::Recorded } else { FarAhead::Refused };
    let mut session = Session {
        context,
        ledger,
        recorded_by,
        far_ahead,
        quiet,
        colour,
        headings,
        #[cfg(feature = "postgres")]
        password: None,
        answers,
    };
    perform(args.command, &mut session)
}

/// Does what the words of a command say, as a part of another command; the flags of every command are that one's.
fn perform_words(words: &[OsString], answers: Answers, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let (args, _) = args::parse(words, false, None).map_err(|error| Failure::Usage(Fault::new(error.to_string())))?;
    session.answers = answers;
    perform(args.command, session)
}

/// What the words of a report ask for, without the command's own; `None` after their help was printed.
fn report_of(words: &[OsString], session: &mut Session<'_>) -> Result<Option<report::Report>, Failure> {
    let command = ["impound", "report"].map(OsString::from);
    let words: Vec<OsString> = command.into_iter().chain(words.iter().cloned()).collect();
    let words = days::resolved(&words, &args::command(), session.context)?;
    match args::parse(&words, session.colour, session.context.terminal.width) {
        Ok((Args { command: Command::Report(report), global }, _)) if global.ledger.is_none() => {
            session.quiet |= global.quiet;
            Ok(Some(report))
        }
        Ok(_) => {
            let hint = "name every ledger before the --";
            Err(Failure::usage("--ledger is for reports over one ledger", hint))
        }
        Err(error) if !error.use_stderr() => session.print(&error.render().to_string()).map(|()| None),
        Err(error) => Err(args::misunderstood(&error)),
    }
}

fn perform(command: Command, session: &mut Session<'_>) -> Result<Exit, Failure> {
    match command {
        Command::Init(args) => init::run(args, session),
        Command::Case(args) => case::run(args, session),
        Command::Claim(args) => claim::run(args, session),
        Command::Source(args) => source::run(args, session),
        Command::Rates(args) => rates::run(args, session),
        Command::Freeze(args) => record::run(Action::Freeze, *args, session),
        Command::Seize(args) => record::run(Action::Seize, *args, session),
        Command::Confiscate(args) => record::run(Action::Confiscate, *args, session),
        Command::Release(args) => record::run(Action::Release, *args, session),
        Command::Return(args) => record::run(Action::Return, *args, session),
        Command::Dispose(args) => record::dispose(*args, session),
        Command::Revalue(args) => record::revalue(*args, session),
        Command::Transfer(args) => moving::transfer(*args, session),
        Command::Attest(args) => attest::run(args, session),
        Command::Recover(args) => moving::recover(*args, session),
        Command::Correct(args) => correct::run(*args, session),
        Command::Reading(args) => reading::run(*args, session),
        Command::Adopt(args) => reading::adopt(args, session),
        Command::Void(args) => void::run(args, session),
        Command::Reinstate(args) => reinstate::run(args, session),
        Command::Erase(args) => erase::run(args, session),
        Command::Restrict(args) => restrict::run(args, session),
        Command::Unrestrict(args) => restrict::lift(args, session),
        Command::Show(args) => show::run(args, session),
        Command::History(args) => history::run(args, session),
        Command::Asset(args) => asset::run(args, session),
        Command::Find(args) => find::run(args, session),
        Command::Due(args) => due::run(args, session),
        Command::Log(args) => log::run(args, session),
        Command::Undo(args) => undo::run(args, session),
        Command::Use(args) => using::run(args, session),
        Command::Amount(args) => amount::run(args, session),
        Command::Import(args) => import::run(args, session),
        Command::Report(args) => report::run(args, session),
        Command::Consolidate(args) => consolidate::run(args, session, report_of),
        Command::Verify(args) => verify::run(args, session),
        Command::Rederive(args) => rederive::run(args, session),
        Command::Checkpoint(args) => checkpoint::run(args, session),
        Command::Export(args) => export::run(args, session),
        Command::VerifyPack(args) => export::verify_pack(args, session),
        Command::Prove(args) => prove::run(args, session),
        Command::VerifyProof(args) => prove::verify(args, session),
        Command::Backup(args) => backup::run(args, session),
        Command::Restore(args) => restore::run(args, session),
        Command::Copy(args) => copy::run(args, session),
        Command::Doctor(args) => doctor::run(args, session),
        Command::Add(args) => add::run(args, session, perform_words),
        Command::Completions(args) => completions::run(args, session),
        Command::Man(args) => man::run(args, args::command(), session),
    }
}

/// Prints help, the version, or why the arguments cannot be understood.
fn explain(error: &clap::Error, args: &[OsString], colour: bool, context: &mut Context) -> u8 {
    let styled = error.render();
    let plain = styled.to_string();
    // An error repeats what was typed, so anything that could steer the terminal is escaped.
    let safe: Vec<String> = plain.split('\n').map(failure::shortened).collect();
    let safe = safe.join("\n");
    let text = if colour && safe == plain { styled.ansi().to_string() } else { safe };
    let text = format!("{text}{}", args::also_missing(error, args));
    let stream = if error.use_stderr() { &mut context.errors } else { &mut context.output };
    match stream.write_all(text.as_bytes()).and_then(|()| stream.flush()) {
        Ok(()) => u8::try_from(error.exit_code()).unwrap_or(u8::MAX),
        Err(error) => complain(&Failure::output(&error), colour, context),
    }
}

/// Reports a failure, and returns its exit code.
fn complain(failure: &Failure, colour: bool, context: &mut Context) -> u8 {
    // If standard error is closed, there is nowhere left to report it.
    let _: io::Result<()> = context.errors.write_all(failure.report(colour).as_bytes());
    failure.code()
}

/// The value of `--color`, read first so that it also applies to a message about the other arguments.
fn asked_colour(args: &[OsString]) -> ColorChoice {
    let given = args.iter().enumerate().find_map(|(at, arg)| match arg.to_str()?.strip_prefix("--color")? {
        "" => args.get(at + 1)?.to_str(),
        value => value.strip_prefix('='),
    });
    match given {
        Some("always") => ColorChoice::Always,
        Some("never") => ColorChoice::Never,
        _ => ColorChoice::Auto,
    }
}

fn coloured(asked: ColorChoice, on_terminal: bool, context: &Context) -> bool {
    match asked {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => on_terminal && context.variable("NO_COLOR").is_none(),
    }
}
