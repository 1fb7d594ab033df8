//! The command line: its doc comments are the help.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{ArgMatches, ColorChoice, CommandFactory, FromArgMatches};

use super::add::Add;
use super::amount::Reckon;
use super::asset::Asset;
use super::attest::Attest;
use super::backup::Backup;
use super::case::Case;
use super::checkpoint::Checkpoint;
use super::claim::Claim;
use super::completions::Completions;
use super::consolidate::Consolidate;
use super::copy::CopyLedger;
use super::correct::Correct;
use super::doctor::Doctor;
use super::due::Due;
use super::erase::Erase;
use super::export::{Export, VerifyPack};
use super::failure::Failure;
use super::find::Find;
use super::history::History;
use super::import::Import;
use super::init::Init;
use super::log::Log;
use super::man::Man;
use super::moving::{Recovering, Transferring};
use super::prove::{Prove, VerifyProof};
use super::rates::Rates;
use super::reading::{Adopt, Reading};
use super::record::{Disposing, Measure, Revaluing};
use super::rederive::Rederive;
use super::reinstate::Reinstate;
use super::report::Report;
use super::restore::Restore;
use super::restrict::{Restrict, Unrestrict};
use super::show::Show;
use super::source::Source;
use super::undo::Undo;
use super::using::Use;
use super::verify::Verify;
use super::void::Void;

/// The widest that help is printed, in columns.
const WIDEST: usize = 100;

/// The asset-seizure ledger: freezes, seizures and what follows them, by jurisdiction, with exact amounts
#[derive(Debug, clap::Parser)]
#[command(
    name = "impound",
    version,
    propagate_version = false,
    after_help = "A first ledger:
  impound init
  impound case open coco --title \"Coco\" --lead FR
  impound source add EPPO-2024-06 --title \"Press release\"
  impound freeze --case coco --in DE --kind bank-account --on ../2024-06-28 --source EPPO-2024-06
  impound report holdings"
)]
pub(super) struct Args {
    /// What every command has.
    #[command(flatten)]
    pub(super) global: Global,

    /// The command.
    #[command(subcommand)]
    pub(super) command: Command,
}

/// The flags that every command has, before or after its name.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Everywhere")]
pub(super) struct Global {
    /// The ledger; else $IMPOUND_LEDGER, else impound/ledger.db in your data directory
    #[arg(long, global = true, value_name = "PATH")]
    pub(super) ledger: Option<PathBuf>,

    /// Who records this; else $IMPOUND_RECORDED_BY, else your login name (on a server, your role), which is kept beside another name
    #[arg(long, global = true, value_name = "NAME")]
    pub(super) recorded_by: Option<String>,

    /// Record even though the clock is more than a year ahead of the last entry
    #[arg(long, global = true)]
    pub(super) clock_is_right: bool,

    /// Print nothing on success
    #[arg(long, global = true)]
    pub(super) quiet: bool,

    /// Colours: auto (on a terminal, unless NO_COLOR is set), always or never
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub(super) color: ColorChoice,
}

/// A command.
#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    Init(Init),

    #[command(subcommand)]
    Case(Case),

    Claim(Claim),

    #[command(subcommand)]
    Source(Source),

    #[command(subcommand)]
    Rates(Rates),

    Add(Add),

    /// Record that an asset was frozen: its holder may no longer deal with it
    #[command(after_help = FREEZE)]
    Freeze(Box<Measure>),

    /// Record that an asset was seized: custody of it was taken
    #[command(after_help = SEIZE)]
    Seize(Box<Measure>),

    /// Record that an asset was confiscated: its ownership is lost for good
    #[command(after_help = CONFISCATE)]
    Confiscate(Box<Measure>),

    /// Record that a freeze or seizure was lifted, of an asset or of a part of it
    #[command(after_help = RELEASE)]
    Release(Box<Measure>),

    /// Record that an asset, or a part of it, was handed to its owner or to a victim
    #[command(name = "return", after_help = RETURN)]
    Return(Box<Measure>),

    /// Record that an asset, or a part of it, was sold, destroyed, assigned, transferred or lost
    #[command(after_help = DISPOSE)]
    Dispose(Box<Disposing>),

    /// Record a new value of an asset; its stage stays
    #[command(after_help = REVALUE)]
    Revalue(Box<Revaluing>),

    Transfer(Box<Transferring>),

    Recover(Box<Recovering>),

    Attest(Attest),

    Correct(Box<Correct>),

    Reading(Box<Reading>),

    Adopt(Adopt),

    Void(Void),

    Reinstate(Reinstate),

    Erase(Erase),

    Restrict(Restrict),

    Unrestrict(Unrestrict),

    Show(Show),

    History(History),

    #[command(subcommand)]
    Asset(Asset),

    Find(Find),

    Due(Due),

    Log(Log),

    Undo(Undo),

    Use(Use),

    Amount(Reckon),

    Import(Import),

    #[command(subcommand)]
    Report(Report),

    Consolidate(Consolidate),

    Verify(Verify),

    Rederive(Rederive),

    Checkpoint(Checkpoint),

    Prove(Prove),

    VerifyProof(VerifyProof),

    #[command(subcommand)]
    Export(Export),

    VerifyPack(VerifyPack),

    Backup(Backup),

    Restore(Restore),

    Copy(CopyLedger),

    Doctor(Doctor),

    Completions(Completions),

    Man(Man),
}

const FREEZE: &str = "Examples:
  A new asset, with neither amount nor day in the source:
    impound freeze --case coco --in DE --kind bank-account --on ../2024-06-28 --source EPPO-2024-06
  One State's share of a pool:
    impound freeze --part-of coco:5 --in LT --amount \"1200000 EUR\" --on 2024-07-02 \\
      --source LT-CERT-1";
const SEIZE: &str = "Examples:
  A sum in several States together, as the source words it:
    impound seize --case coco --in HU,LT,DE,NL --in-basis inferred --kind cash \\
      --amount \"more than €5M\" --on ../2024-06-28 --source EPPO-2024-06
  An account that was frozen before:
    impound seize --asset coco:1 --on 2024-07-15 --source ORDER-17";
const CONFISCATE: &str = "Example:
  impound confiscate --asset coco:1 --amount \"4800000 EUR\" --on 2025-03-01 \\
    --source JUDGMENT-3 --order \"12 KLs 34/24\"";
const RELEASE: &str = "Examples:
  impound release --asset coco:1 --on 2024-09-01 --source ORDER-18
  A part of it:
    impound release --part-of coco:1 --amount \"250000 EUR\" --on 2024-09-01 --source ORDER-18";
const RETURN: &str = "Example:
  impound return --asset coco:3 --on 2025-01-20 --source ORDER-21 --subject victim:-";
const DISPOSE: &str = "Examples:
  A sale: the money, less the costs, stands in the asset's place:
    impound dispose --asset coco:7 --how sold --proceeds \"18500 EUR\" --costs \"1200 EUR\" \\
      --on 2025-04-02 --source AUCTION-9
  impound dispose --asset coco:8 --how destroyed --on 2025-04-02 --source PROTOCOL-2";
const REVALUE: &str = "Example:
  impound revalue --asset coco:7 --amount \"~20000 EUR\" --on 2024-12-31 --source APPRAISAL-2";

/// The whole command line.
pub(super) fn command() -> clap::Command {
    Args::command()
}

/// Parses the command line.
///
/// # Errors
/// The user asks for help, or the arguments cannot be understood; the error holds what to print.
pub(super) fn parse(args: &[OsString], colour: bool, width: Option<u16>) -> Result<(Args, ArgMatches), clap::Error> {
    let colour = if colour { ColorChoice::Always } else { ColorChoice::Never };
    let width = width.map_or(WIDEST, |width| usize::from(width).min(WIDEST));
    let command = command().color(colour).term_width(width);
    let matches = command.try_get_matches_from(args)?;
    let args = Args::from_arg_matches(&matches)?;
    Ok((args, matches))
}

/// The failure of words that cannot be understood, within another command.
pub(super) fn misunderstood(error: &clap::Error) -> Failure {
    let said = error.to_string();
    let mut lines = said.lines().map(str::trim).filter(|line| !line.is_empty());
    let what = lines.next().unwrap_or_default();
    let tip = lines.find_map(|line| line.strip_prefix("tip: "));
    let hint = tip.unwrap_or("`impound report REPORT --help` shows what a report takes");
    Failure::usage(what.strip_prefix("error: ").unwrap_or(what), hint)
}

/// What else a new asset needs, when flags that every action needs are missing: one message lists everything.
pub(super) fn also_missing(error: &clap::Error, args: &[OsString]) -> String {
    let begins = |word: &OsString| ["freeze", "seize", "confiscate"].iter().any(|action| word.as_os_str() == *action);
    let has = |flag: &str| {
        args.iter().filter_map(|arg| arg.to_str()).any(|arg| arg == flag || arg.starts_with(&format!("{flag}=")))
    };
    let is_new = args.iter().any(begins) && !has("--asset") && !has("--part-of");
    if error.kind() != clap::error::ErrorKind::MissingRequiredArgument || !is_new {
        return String::new();
    }
    let needed = ["--case", "--in", "--kind"].into_iter().filter(|flag| !has(flag)).collect::<Vec<_>>();
    if needed.is_empty() { String::new() } else { format!("\nA new asset also needs: {}\n", needed.join(", ")) }
}

/// The matches of the command itself, inside its groups.
pub(super) fn innermost(matches: &ArgMatches) -> &ArgMatches {
    let mut inner = matches;
    while let Some((_, below)) = inner.subcommand() {
        inner = below;
    }
    inner
}
