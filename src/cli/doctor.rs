//! `impound doctor`.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::store::{Mode, Noted, Settings};

use super::failure::{Exit, Failure};
use super::finding::{Finding, Level};
use super::layout::columns;
use super::place;
use super::remembered::{self, Remembered};
use super::session::Session;
use super::system;
use super::words;

/// Check everything that the ledger's safety rests on: its place, its files, the disk, SQLite, backups
///
/// Prints one line for each thing checked: `ok`, a `note`, or a `warning` with what to do. Changes nothing, except that
/// it rolls back an interrupted command, as any command would. With --quiet, only warnings are printed. The entries are
/// not read: `impound verify` does that.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  impound doctor --ledger unit7.db")]
pub(super) struct Doctor {
    /// Answer with one JSON object, which also lists all that SQLite was compiled with
    #[arg(long)]
    json: bool,
}

/// Looks at the ledger and its surroundings.
///
/// # Errors
/// The ledger cannot be used; what was found until then is still printed.
pub(super) fn run(args: Doctor, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let ledger = session.ledger_path()?.0;
    // Before the ledger is opened, which may roll back an interrupted command.
    let state = (session.context.state_directory)();
    let kept = state.iter().flat_map(|state| remembered::directories(state));
    let elsewhere: Vec<PathBuf> = kept.chain([PathBuf::from(".")]).collect();
    let mut found = place::look(&ledger, &elsewhere, &session.context.system);
    let opened = session.open(Mode::Read).and_then(|ledger| Ok((ledger.settings()?, session.remembered(&ledger))));
    if let Ok((settings, remembered)) = &opened {
        found.extend(of_ledger(settings));
        let now = session.context.now();
        found.extend(of_keeping(remembered.as_ref(), &now));
    }
    found.push(signing(session));
    if session.quiet {
        found.retain(|finding| finding.level == Level::Warning);
    }
    let compiled = opened.as_ref().map_or(&[][..], |(settings, _)| &settings.compiled);
    let answer = if args.json { json(&ledger, &found, compiled) } else { lines(&found) };
    if args.json {
        session.print(&answer)?
    } else {
        session.print_fitted(&answer)?
    }
    opened.map(|_| Exit::Done)
}

fn lines(found: &[Finding]) -> String {
    let row = |finding: &Finding| {
        let to_do = finding.to_do.as_ref().map(|to_do| format!(": {to_do}")).unwrap_or_default();
        vec![finding.level.to_string(), finding.about.to_owned(), format!("{}{to_do}", finding.said)]
    };
    columns(found.iter().map(row).collect())
}

fn json(ledger: &Path, found: &[Finding], compiled: &[String]) -> String {
    #[derive(Serialize)]
    struct Object<'a> {
        ledger: Cow<'a, str>,
        findings: &'a [Finding],
        #[serde(skip_serializing_if = "<[String]>::is_empty")]
        sqlite_compiled: &'a [String],
    }
    words::json(&Object { ledger: ledger.to_string_lossy(), findings: found, sqlite_compiled: compiled })
}

/// The options that tell how SQLite writes, from its list of some eighty.
const TELLING: [&str; 4] = ["COMPILER=", "DEFAULT_SECTOR_SIZE=", "DEFAULT_SYNCHRONOUS=", "THREADSAFE="];

fn of_ledger(settings: &Settings) -> Vec<Finding> {
    let telling = settings.compiled.iter().filter(|option| TELLING.iter().any(|name| option.starts_with(name)));
    let telling: Vec<&str> = telling.map(String::as_str).collect();
    let version = [settings.version.as_str()].into_iter().chain(telling).collect::<Vec<_>>().join(", ");
    let engine = Finding::ok(settings.engine, version);
    let wrong: Vec<String> = settings
        .held
        .iter()
        .filter(|setting| setting.value != setting.wanted)
        .map(|setting| format!("{} is {} and not {}", setting.name, setting.value, setting.wanted))
        .collect();
    let held: Vec<String> = settings.held.iter().map(|setting| format!("{} {}", setting.name, setting.value)).collect();
    let held = match wrong.as_slice() {
        [] => Finding::ok("settings", held.join(", ")),
        wrong if settings.engine == "sqlite" => {
            Finding::warning("settings", wrong.join(", "), "use an unmodified build of impound")
        }
        wrong => Finding::warning("settings", wrong.join(", "), "change them in the server's configuration"),
    };
    let tables = Finding::ok("tables", format!("format {}, {} entries", settings.format, settings.entries));
    [tables, engine, held].into_iter().chain(settings.noted.iter().map(of_server)).collect()
}

/// What else the safety of a ledger on a server rests on.
fn of_server(noted: &Noted) -> Finding {
    match noted {
        Noted::Guard(writers) if writers.is_empty() => {
            Finding::ok("guard", "full: tables are written by functions alone")
        }
        Noted::Guard(writers) => {
            let said = format!("keys only against {}, who may write tables directly", writers.join(", "));
            Finding::warning("guard", said, "revoke that, and give them the ledger's roles instead")
        }
        Noted::SynchronousCommit(value) if ["on", "remote_apply"].contains(&value.as_str()) => {
            Finding::ok("commit", format!("synchronous_commit {value}"))
        }
        Noted::SynchronousCommit(value) => {
            let to_do = "impound raises it for what it records; set it to on for everything else";
            Finding::note("commit", format!("synchronous_commit {value}"), to_do)
        }
        Noted::Checksums(true) => Finding::ok("checksums", "data_checksums on"),
        Noted::Checksums(false) => {
            let to_do = "enable them with pg_checksums, so that the server notices damaged pages";
            Finding::note("checksums", "data_checksums off", to_do)
        }
        Noted::Standbys(names) if names.is_empty() => {
            let to_do = "name one, so that an entry survives the loss of the server";
            Finding::note("standbys", "synchronous_standby_names is empty: COMMIT waits for no standby", to_do)
        }
        Noted::Standbys(names) => Finding::ok("standbys", format!("synchronous_standby_names {names}")),
        Noted::IsStandby(false) => Finding::ok("server", "is the primary"),
        Noted::IsStandby(true) => Finding::note("server", "is a standby: it can be read only", "record on the primary"),
        Noted::Tls(Some(version)) => Finding::ok("connection", format!("{version}, server's name checked")),
        Noted::Tls(None) => Finding::ok("connection", "does not leave this machine, so it needs no TLS"),
    }
}

/// Days after which a backup or a checkpoint is old.
const OLD: i64 = 30;

fn of_keeping(remembered: Option<&Remembered>, now: &str) -> [Finding; 2] {
    let aged = |about: &'static str, at: Option<&String>, to_do: &str| {
        let Some(at) = at else {
            return Finding::note(about, "impound remembers none of yours", to_do);
        };
        match days(at, now) {
            Some(days) if days <= OLD => Finding::ok(about, format!("your last is of {at}")),
            Some(days) => Finding::note(about, format!("your last is of {at}, {days} days ago"), to_do),
            None => Finding::note(about, format!("your last is of {at}, which is later than now"), "check the clock"),
        }
    };
    [
        aged(
            "backup",
            remembered.and_then(|known| known.backup_at.as_ref()),
            "make one with `impound backup`, and keep it on another disk",
        ),
        aged(
            "checkpoint",
            remembered.and_then(|known| known.checkpoint_at.as_ref()),
            "make one with `impound checkpoint`, and give it to somebody else",
        ),
    ]
}

/// Days from one time to another; `None` if the first is later, or either is not a time.
fn days(from: &str, to: &str) -> Option<i64> {
    let (from, to): (jiff::Timestamp, jiff::Timestamp) = (from.parse().ok()?, to.parse().ok()?);
    let seconds = to.duration_since(from).as_secs();
    (seconds >= 0).then_some(seconds / 86_400)
}

fn signing(session: &Session<'_>) -> Finding {
    if system::is_found("ssh-keygen", &session.context.search_path()) {
        Finding::ok("ssh-keygen", "is on the PATH: checkpoints can be signed")
    } else {
        Finding::note("ssh-keygen", "is not on the PATH", "install OpenSSH to sign checkpoints and to check signatures")
    }
}
