//! A source is added, or its particulars are edited.

use std::fmt::{self, Write};

use crate::domain::{Date, Fault, SourceRef, text};
use crate::journal::codec::json;
use crate::journal::codec::key::Key;
use crate::journal::codec::read::whole_number;
use crate::journal::codec::scan::Fields;
use crate::journal::codec::write::Writer;
use crate::journal::datum::Datum;
use crate::journal::digest::Digest;
use crate::journal::names::Names;
use crate::journal::sealed::SealedMap;
use crate::journal::shown::{Saying, Shown};
use crate::journal::worded::Worded;

use super::edit::{Edit, Edited, write_edits, write_reason};
use super::kind::{Coded, Effect, Kind};

/// The kind of sources that are imported files.
pub const IMPORT: &str = "import";

/// A document that supports what is recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Its reference.
    pub source: SourceRef,
    /// Its title.
    pub title: String,
    /// Who published or issued it.
    pub publisher: Option<String>,
    /// When.
    pub published: Option<Date>,
    /// Where it can be found.
    pub url: Option<String>,
    /// The SHA-256 and size in bytes of the file at hand.
    pub file: Option<(Digest, u64)>,
    /// Its language, as given.
    pub language: Option<String>,
    /// The kind of document, as given.
    pub kind: Option<String>,
    /// How it was imported, if it is an imported file.
    pub imported: Option<Imported>,
}

/// How a file was imported: the map used, and how many rows went where.
///
/// An edit of the source records this after all rows: they cite the source, which must therefore come first, and the
/// counts are known only after the last row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// The map; `None` if the file has impound's own columns.
    pub map: Option<SealedMap>,
    /// What was counted, never a cell's text.
    pub counts: Vec<Count>,
}

/// A number of rows or cells, with what they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// What is counted: `skipped by [[skip]] of line 9`.
    pub of: String,
    /// How many.
    pub number: u64,
}

impl Count {
    /// Reads a count as displayed.
    ///
    /// # Errors
    /// No number follows a colon, or the text cannot be stored.
    pub fn parse(text: &str) -> Result<Count, Fault> {
        let read = text.rsplit_once(": ").and_then(|(of, number)| Some((of, number.parse::<u64>().ok()?)));
        let (of, number) = read.ok_or_else(|| Fault::new(format!("{} counts nothing", text::quote(text))))?;
        let count = Count { of: text::clean(of)?, number };
        // A count has only one text.
        if count.to_string() == text {
            Ok(count)
        } else {
            Err(Fault::new(format!("{} counts nothing", text::quote(text))))
        }
    }
}

/// `skipped by [[skip]] of line 9: 3`.
impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.of, self.number)
    }
}

impl Imported {
    fn read(fields: &mut Fields<'_>) -> Result<Option<Imported>, Fault> {
        let counts = fields.list(Key::COUNTS).into_iter().map(|text| Count::parse(&text));
        let counts = counts.collect::<Result<Vec<_>, _>>()?;
        let digest = fields.parsed(Key::MAP_SHA256, Digest::parse)?;
        let map = digest.zip(fields.parsed(Key::MAP_COMMITMENT, Digest::parse)?);
        let map = map.map(|(digest, commitment)| SealedMap { digest, commitment });
        Ok((map.is_some() || !counts.is_empty()).then_some(Imported { map, counts }))
    }

    fn describe<'a>(&'a self, shown: &mut Shown<'a>) {
        if let Some(map) = &self.map {
            shown.text("map", format!("SHA-256 {}", map.digest));
            shown.line("map text", Saying::MapText(map.commitment));
        }
        self.counts.iter().for_each(|count| shown.text("import", count.to_string()));
    }
}

impl SourceFile {
    /// A source with only the required particulars.
    pub fn new(source: SourceRef, title: impl Into<String>) -> SourceFile {
        SourceFile {
            source,
            title: title.into(),
            publisher: None,
            published: None,
            url: None,
            file: None,
            language: None,
            kind: None,
            imported: None,
        }
    }

    /// Whether it is an imported file.
    pub(crate) fn is_imported(&self) -> bool {
        self.kind.as_deref() == Some(IMPORT)
    }

    /// The map used to import it, if any.
    pub fn map(&self) -> Option<&SealedMap> {
        self.imported.as_ref()?.map.as_ref()
    }

    /// All its particulars, as shown.
    pub fn shown(&self) -> Shown<'_> {
        let mut shown = Shown::default();
        self.describe(&mut shown);
        shown
    }

    fn describe<'a>(&'a self, shown: &mut Shown<'a>) {
        shown.text("source", self.source.as_str());
        shown.text("title", &self.title);
        shown.text_if("publisher", self.publisher.as_deref());
        shown.text_if("published", self.published.as_ref().map(Date::to_string));
        shown.text_if("url", self.url.as_deref());
        shown.text_if("language", self.language.as_deref());
        shown.text_if("kind", self.kind.as_deref());
        shown.text_if("file", self.file.map(|(digest, size)| format!("{size} bytes, SHA-256 {digest}")));
        if let Some(imported) = &self.imported {
            imported.describe(shown);
        }
    }

    fn read_file(fields: &mut Fields<'_>) -> Result<SourceFile, Fault> {
        let digest = fields.parsed(Key::FILE_SHA256, Digest::parse)?;
        Ok(SourceFile {
            source: fields.needed_as(Key::SOURCE, SourceRef::parse)?,
            title: fields.needed_text(Key::TITLE)?,
            publisher: fields.free_text(Key::PUBLISHER)?,
            published: fields.parsed(Key::PUBLISHED, Date::parse)?,
            url: fields.free_text(Key::URL)?,
            file: digest.zip(fields.parsed(Key::FILE_SIZE, whole_number)?),
            language: fields.free_text(Key::LANGUAGE)?,
            kind: fields.free_text(Key::KIND)?,
            imported: Imported::read(fields)?,
        })
    }

    fn write_file<W: Write>(&self, edited: Edited<'_>, to: &mut Writer<'_, W>) -> fmt::Result {
        let counts = self.imported.as_ref().map_or(&[][..], |imported| &imported.counts);
        to.list(Key::COUNTS, counts, |out, count| json::shown(out, count))?;
        write_edits(edited, to)?;
        to.shown_if(Key::FILE_SHA256, self.file.map(|(digest, _)| digest).as_ref())?;
        to.shown_if(Key::FILE_SIZE, self.file.map(|(_, size)| size).as_ref())?;
        to.text_if(Key::KIND, self.kind.as_deref())?;
        to.text_if(Key::LANGUAGE, self.language.as_deref())?;
        to.shown_if(Key::MAP_COMMITMENT, self.map().map(|map| map.commitment).as_ref())?;
        to.shown_if(Key::MAP_SHA256, self.map().map(|map| map.digest).as_ref())?;
        to.word_if(Key::PUBLISHED, self.published.as_ref().map(Date::text))?;
        to.text_if(Key::PUBLISHER, self.publisher.as_deref())?;
        write_reason(edited, to)?;
        to.text(Key::SOURCE, self.source.as_str())?;
        to.text(Key::TITLE, &self.title)?;
        to.text_if(Key::URL, self.url.as_deref())
    }
}

impl Kind for SourceFile {
    fn effect(&self) -> Effect<'_> {
        Effect::Source { source: &self.source, edits: None }
    }

    fn names(&self) -> Names {
        Names { sources: vec![self.source.clone()], ..Names::default() }
    }

    fn commitments(&self) -> Vec<(Digest, Datum)> {
        self.map().map(|map| (map.commitment, Datum::Map)).into_iter().collect()
    }

    fn word<'a>(&'a self, worded: &mut Worded<'a>) {
        worded.text(self.source.as_str());
        worded.text(&self.title);
        [&self.publisher, &self.url, &self.kind].into_iter().for_each(|text| worded.text_if(text.as_deref()));
        worded.date.clone_from(&self.published);
    }

    fn told(&self) -> String {
        format!("source {} added: {}", self.source, self.title)
    }

    fn show<'a>(&'a self, shown: &mut Shown<'a>) {
        shown.text("records", "a source added");
        self.describe(shown);
    }
}

impl Coded for SourceFile {
    const TYPES: &'static [&'static str] = &["source/1"];

    fn read(_: &str, fields: &mut Fields<'_>) -> Result<SourceFile, Fault> {
        SourceFile::read_file(fields)
    }

    fn write<W: Write>(&self, to: &mut Writer<'_, W>) -> fmt::Result {
        self.write_file(None, to)
    }
}

impl Kind for Edit<SourceFile> {
    fn effect(&self) -> Effect<'_> {
        Effect::Source { source: &self.file.source, edits: Some(self.edits) }
    }

    fn names(&self) -> Names {
        self.file.names()
    }

    fn commitments(&self) -> Vec<(Digest, Datum)> {
        self.file.commitments()
    }

    fn word<'a>(&'a self, worded: &mut Worded<'a>) {
        self.file.word(worded);
        worded.text_if(self.reason.as_deref());
    }

    fn told(&self) -> String {
        format!("source {} edited: {}{}", self.file.source, self.file.title, self.because())
    }

    fn show<'a>(&'a self, shown: &mut Shown<'a>) {
        shown.text("records", "a source edited");
        self.show_edit(shown);
        self.file.describe(shown);
    }

    fn reason(&self) -> Option<&str> {
        self.reason.as_deref()
    }
}

impl Coded for Edit<SourceFile> {
    const TYPES: &'static [&'static str] = &["source-edit/1"];

    fn read(_: &str, fields: &mut Fields<'_>) -> Result<Edit<SourceFile>, Fault> {
        Edit::read_with(fields, SourceFile::read_file)
    }

    fn write<W: Write>(&self, to: &mut Writer<'_, W>) -> fmt::Result {
        self.file.write_file(self.edited(), to)
    }
}
