//! `impound source`.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::domain::{Date, SourceRef};
use crate::journal::{Digest, SourceChanges, SourceFile};
use crate::store::{Mode, Particulars, Request};

use super::answer::Answer;
use super::failure::{Exit, Failure};
use super::files;
use super::layout::{Sheet, headed};
use super::near;
use super::particulars::{
    Answering, Dating, Once, needed_words, optional_words, parsed, taken_away, words as words_given,
};
use super::session::Session;
use super::shown::{self, Opened};
use super::words;

/// Add a source, or look at the sources
#[derive(Debug, clap::Subcommand)]
pub(super) enum Source {
    /// Add a source: a document that entries cite
    ///
    /// With --file, the file's SHA-256 and size are recorded, so that anyone can check later whether they have the same
    /// document. The file itself is not kept.
    #[command(after_help = "Example:
  impound source add EPPO-2024-06 --title \"Press release\" --publisher \"Parquet de Paris\" --published 2024-06-28 \\
    --lang fr --kind press-release --file release.pdf")]
    Add(Add),

    /// Edit a source: correct its particulars by a new entry
    ///
    /// What you give replaces the earlier value; "" removes it. Earlier entries stay as they are; `source list` and
    /// `source show` show the latest.
    #[command(after_help = "Example:
  impound source edit EPPO-2024-06 --published 2024-06-28 --url \"\" --reason \"the page was taken down\"")]
    Edit(Edit),

    /// List the sources: reference, when published, title
    #[command(after_help = "Example:
  impound source list")]
    List(Answer),

    /// Show a source; for an imported file, also its map and how many rows went where
    #[command(after_help = "Example:
  impound source show EPPO-2024-06")]
    Show {
        /// Its reference
        #[arg(value_name = "REF")]
        source: String,

        #[command(flatten)]
        answer: Answer,
    },
}

/// The flags of `source add`.
#[derive(Debug, clap::Args)]
pub(super) struct Add {
    /// The reference by which entries cite it: EPPO-2024-06
    #[arg(value_name = "REF")]
    source: String,

    /// Its title
    #[arg(long, value_name = "TEXT")]
    title: String,

    /// Who published or issued it
    #[arg(long, value_name = "NAME")]
    publisher: Option<String>,

    /// When
    #[arg(long, value_name = "DATE")]
    published: Option<String>,

    /// Where it can be found
    #[arg(long, value_name = "URL")]
    url: Option<String>,

    /// The document as a file: its SHA-256 and size are recorded
    #[arg(long, value_name = "PATH")]
    file: Option<PathBuf>,

    /// The language it is written in: fr
    #[arg(long, value_name = "LANGUAGE")]
    lang: Option<String>,

    /// What sort of document it is: press-release, court-order, certificate, bank-confirmation, spreadsheet
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,

    /// Record it even though its reference looks like one in the ledger
    #[arg(long)]
    anyway: bool,

    #[command(flatten)]
    dating: Dating,

    #[command(flatten)]
    once: Once,

    #[command(flatten)]
    answering: Answering,
}

/// The flags of `source edit`.
#[derive(Debug, clap::Args)]
pub(super) struct Edit {
    /// Its reference
    #[arg(value_name = "REF")]
    source: String,

    /// Its title
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,

    /// Who published or issued it
    #[arg(long, value_name = "NAME")]
    publisher: Option<String>,

    /// When
    #[arg(long, value_name = "DATE")]
    published: Option<String>,

    /// Where it can be found
    #[arg(long, value_name = "URL")]
    url: Option<String>,

    /// The document as a file: its SHA-256 and size are recorded
    #[arg(long, value_name = "PATH")]
    file: Option<String>,

    /// The language it is written in: fr
    #[arg(long, value_name = "LANGUAGE")]
    lang: Option<String>,

    /// What sort of document it is
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,

    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,

    #[command(flatten)]
    dating: Dating,

    #[command(flatten)]
    once: Once,

    #[command(flatten)]
    answering: Answering,
}

/// Runs a `source` command.
///
/// # Errors
/// A value is invalid, a rule refuses the entry, or a file cannot be read or written.
pub(super) fn run(source: Source, session: &mut Session<'_>) -> Result<Exit, Failure> {
    match source {
        Source::Add(args) => add(args, session),
        Source::Edit(args) => edit(args, session),
        Source::List(answer) => list(answer, session),
        Source::Show { source, answer } => show(&SourceRef::parse(&source)?, answer, session),
    }
}

/// The sources as JSON.
#[derive(Serialize)]
struct List<'a> {
    sources: Vec<Listed<'a>>,
}

/// A source in the list.
#[derive(Serialize)]
struct Listed<'a> {
    source: &'a str,
    published: Option<&'a str>,
    title: &'a str,
    entry: u64,
}

fn list(answer: Answer, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let sources = session.open(Mode::Read)?.sources(None)?;
    let rows = sources.iter().map(|Particulars { entry, file, .. }| Listed {
        source: file.source.as_str(),
        published: file.published.as_ref().map(Date::text),
        title: &file.title,
        entry: *entry,
    });
    answer.give(session, &List { sources: rows.collect() }, || {
        let row = |Particulars { file: source, .. }: &Particulars<SourceFile>| {
            let published = source.published.as_ref().map(Date::to_string).unwrap_or_default();
            vec![source.source.to_string(), published, source.title.clone()]
        };
        headed(["source", "published", "title"], sources.iter().map(row).collect())
    })?;
    Ok(Exit::Done)
}

fn show(source: &SourceRef, answer: Answer, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let ledger = session.open(Mode::Read)?;
    let Some(known) = ledger.source(source)? else { return Err(near::no_source(&ledger, source)?.into()) };
    let mut sheet = Sheet::default();
    shown::lay(&mut sheet, known.file.shown(), &ledger, known.latest, &Opened::NOTHING)?;
    sheet.line("entry", known.entry);
    sheet.lines("edited", ledger.edits(known.latest)?.iter().map(words::edit));
    if answer.json {
        let mut object = sheet.object();
        object.insert("entry".to_owned(), known.entry.into());
        session.print(&words::json(&object))?;
    } else {
        session.print_fitted(&sheet.text())?;
    }
    Ok(Exit::Done)
}

fn add(args: Add, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let answers = &mut session.answers;
    let source = SourceFile {
        source: SourceRef::parse(&args.source)?,
        title: needed_words("title", args.title, answers)?,
        publisher: optional_words("publisher", args.publisher, answers)?,
        published: parsed("--published", args.published, Date::parse)?,
        url: optional_words("url", args.url, answers)?,
        file: args.file.as_deref().map(fingerprint).transpose()?,
        language: optional_words("lang", args.lang, answers)?,
        kind: optional_words("kind", args.kind, answers)?,
        imported: None,
    };
    if !args.anyway {
        let known = session.open(Mode::Read)?.sources(None)?;
        near::refuse_lookalike("source", source.source.as_str(), known.iter().map(|known| known.file.source.as_str()))?;
    }
    let (dating, published) = (args.dating, source.published.clone());
    let request = args.once.of(Request::Source(source))?;
    args.answering.record_if(session, request, |today| dating.check("--published", published.as_ref(), today))
}

fn edit(args: Edit, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let (source, answers) = (SourceRef::parse(&args.source)?, &mut session.answers);
    let file = |path: String| if path.is_empty() { Ok(None) } else { fingerprint(Path::new(&path)).map(Some) };
    let changes = SourceChanges {
        title: args.title.map(|title| needed_words("title", title, answers)).transpose()?,
        publisher: words_given("publisher", args.publisher, answers)?,
        published: taken_away("--published", args.published, Date::parse)?,
        url: words_given("url", args.url, answers)?,
        file: args.file.map(file).transpose()?,
        language: words_given("lang", args.lang, answers)?,
        kind: words_given("kind", args.kind, answers)?,
        imported: None,
    };
    let reason = optional_words("reason", args.reason, answers)?;
    if changes == SourceChanges::default() {
        let hint = "say what to change, such as --title or --published";
        return Err(Failure::usage(format!("no change is given for the source {source}"), hint));
    }
    let (dating, published) = (args.dating, changes.published.clone().flatten());
    let request = args.once.of(Request::EditSource { source, changes: Box::new(changes), reason })?;
    args.answering.record_if(session, request, |today| dating.check("--published", published.as_ref(), today))
}

/// The SHA-256 and the size of a regular file.
fn fingerprint(path: &Path) -> Result<(Digest, u64), Failure> {
    files::require_regular(path, "give the path of the document itself").map_err(|failure| failure.at("--file"))?;
    let failed = |error: io::Error| Failure::file("read", path, &error).at("--file");
    File::open(path).and_then(Digest::of_stream).map_err(failed)
}
