//! A document as one JSON object, `{"meta": {…}, "rows": […]}`, with the field names of the CSV in the same order. If
//! there are several sections, each is such an object with its heading: `{"meta": {…}, "sections": [{"heading": …,
//! "rows": […]}, …]}`.
//!
//! Amounts are strings, since a JSON number is read as binary floating point; counts are numbers, flags are booleans,
//! and an absent value is `null`.

use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::options::Options;
use super::sink::{Form, Sink, Writes, no_section};
use crate::report::document::{Cell, Field, Frame, LedgerUsed, Meta, Outline, RateUsed, Verified, escape_json};

/// Writes rows one by one, indented, with a final line feed.
pub(super) struct JsonSink<'a> {
    out: &'a mut dyn Write,
    layout: Layout,
    section: Option<Section>,
    sections: usize,
}

/// Where the rows go.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Layout {
    /// In the top-level object.
    OneTable,
    /// In one object per section.
    Sections,
}

/// The section being written.
struct Section {
    frame: Frame,
    names: Vec<String>,
    rows: usize,
}

impl<'a> Form<'a> for JsonSink<'a> {
    const NAME: &'static str = "json";
    const ENDING: &'static str = "json";
    const WRITES: Writes = Writes::EachRow;

    fn begin(outline: &Outline, _: Options, out: &'a mut dyn Write) -> io::Result<JsonSink<'a>> {
        let layout = if outline.sections().len() == 1 { Layout::OneTable } else { Layout::Sections };
        let meta = indented(&serde_json::to_string_pretty(&Provenance(outline))?, "  ");
        write!(out, "{{\n  \"meta\": {},", escape_json(&meta))?;
        if layout == Layout::Sections {
            out.write_all(b"\n  \"sections\": [")?;
        }
        Ok(JsonSink { out, layout, section: None, sections: 0 })
    }
}

impl Sink for JsonSink<'_> {
    fn section(&mut self, frame: &Frame) -> io::Result<()> {
        self.end_section()?;
        if self.layout == Layout::Sections {
            let heading = serde_json::to_string(frame.heading())?;
            let before = if self.sections == 0 { "" } else { "," };
            write!(self.out, "{before}\n    {{\n      \"heading\": {},", escape_json(&heading))?;
        }
        self.sections += 1;
        write!(self.out, "\n{}\"rows\": [", self.layout.indent())?;
        self.section = Some(Section { frame: frame.clone(), names: frame.field_names(), rows: 0 });
        Ok(())
    }

    fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        let Section { frame, names, rows } = self.section.as_mut().ok_or_else(no_section)?;
        let mut fields = Vec::with_capacity(names.len());
        frame.each_field(cells, |field| -> io::Result<()> {
            fields.push(field);
            Ok(())
        })?;
        let row = serde_json::to_string_pretty(&Row { names, fields: &fields })?;
        let before = if *rows == 0 { "" } else { "," };
        *rows += 1;
        let indent = format!("{}  ", self.layout.indent());
        write!(self.out, "{before}\n{indent}{}", escape_json(&indented(&row, &indent)))
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.end_section()?;
        match self.layout {
            Layout::OneTable => self.out.write_all(b"\n}\n"),
            Layout::Sections if self.sections == 0 => self.out.write_all(b"]\n}\n"),
            Layout::Sections => self.out.write_all(b"\n  ]\n}\n"),
        }
    }
}

impl JsonSink<'_> {
    fn end_section(&mut self) -> io::Result<()> {
        let Some(section) = self.section.take() else { return Ok(()) };
        if section.rows > 0 {
            write!(self.out, "\n{}", self.layout.indent())?;
        }
        self.out.write_all(b"]")?;
        match self.layout {
            Layout::OneTable => Ok(()),
            Layout::Sections => self.out.write_all(b"\n    }"),
        }
    }
}

impl Layout {
    /// The indentation of the key of the rows.
    fn indent(self) -> &'static str {
        match self {
            Layout::OneTable => "  ",
            Layout::Sections => "      ",
        }
    }
}

/// Indents all lines but the first; JSON has no line feed inside a string.
fn indented(json: &str, by: &str) -> String {
    json.replace('\n', &format!("\n{by}"))
}

struct Provenance<'a>(&'a Outline);

struct Ledger<'a>(&'a LedgerUsed);

struct Rate<'a>(&'a RateUsed);

struct Head<'a>(&'a Meta);

struct Filters<'a>(&'a [(String, String)]);

struct Row<'a> {
    names: &'a [String],
    fields: &'a [Field<'a>],
}

impl Serialize for Provenance<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (meta, rates) = (self.0.meta(), self.0.rates());
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("title", &meta.title)?;
        match self.0.ledgers() {
            [] => map.serialize_entry("head", &Head(meta))?,
            ledgers => map.serialize_entry("ledgers", &ledgers.iter().map(Ledger).collect::<Vec<_>>())?,
        }
        map.serialize_entry("filters", &Filters(&meta.filters))?;
        if let Some(unplaced) = meta.unplaced {
            map.serialize_entry("unplaced", &unplaced)?;
        }
        match meta.verified {
            Verified::Unsaid => {}
            Verified::Never => map.serialize_entry("verified", &())?,
            Verified::UpTo(entry) => map.serialize_entry("verified", &entry)?,
        }
        if !rates.is_empty() {
            map.serialize_entry("rates", &rates.iter().map(Rate).collect::<Vec<_>>())?;
        }
        map.serialize_entry("version", &meta.version)?;
        map.end()
    }
}

impl Serialize for Ledger<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let LedgerUsed { origin, entries, root, recorded_at, unresolved } = self.0;
        let mut map = serializer.serialize_map(Some(5))?;
        map.serialize_entry("origin", origin)?;
        map.serialize_entry("entries", entries)?;
        map.serialize_entry("root", root)?;
        map.serialize_entry("recorded_at", recorded_at)?;
        map.serialize_entry("unresolved", unresolved)?;
        map.end()
    }
}

impl Serialize for Rate<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let RateUsed { from, requested, date, rate, orientation, set, entry } = self.0;
        // No entry records a rate fixed by law.
        let entry = Some(entry).filter(|entry| !entry.is_empty());
        let mut map = serializer.serialize_map(Some(7))?;
        map.serialize_entry("from", from)?;
        for (name, text) in [("requested", requested), ("date", date), ("rate", rate), ("orientation", orientation)] {
            map.serialize_entry(name, text)?;
        }
        map.serialize_entry("set", set)?;
        map.serialize_entry("entry", &entry)?;
        map.end()
    }
}

impl Serialize for Head<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("entry", &self.0.entry)?;
        map.serialize_entry("digest", &self.0.digest)?;
        map.end()
    }
}

impl Serialize for Filters<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.names.len()))?;
        for (name, field) in self.names.iter().zip(self.fields) {
            match field {
                Field::Absent => map.serialize_entry(name, &())?,
                Field::Text(text) | Field::Verbatim(text) | Field::Code(text) => map.serialize_entry(name, text)?,
                Field::Count(count) => map.serialize_entry(name, count)?,
                Field::Change(change) => map.serialize_entry(name, change)?,
                Field::Flag(flag) => map.serialize_entry(name, flag)?,
                Field::Figure(figure) => map.serialize_entry(name, figure)?,
            }
        }
        map.end()
    }
}
