//! A grid as one JSON object, `{"meta": {…}, "rows": […]}`, with the names that the CSV has, in the same order.
//!
//! Amounts are strings, since a JSON number is read as binary floating point; counts are numbers, flags are booleans,
//! and what is absent is `null`.

use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::report::grid::{Cell, Field, Frame, Meta, Verified, escape_json};

/// Writes rows one after the other, indented, with a line feed at the end.
pub(super) struct Rows<'a> {
    frame: &'a Frame,
    names: Vec<String>,
    out: &'a mut dyn Write,
    begun: bool,
}

impl<'a> Rows<'a> {
    /// Writes what stands before the rows.
    pub(super) fn begin(frame: &'a Frame, out: &'a mut dyn Write) -> io::Result<Rows<'a>> {
        let meta = indented(&serde_json::to_string_pretty(&Provenance(frame.meta()))?, "  ");
        write!(out, "{{\n  \"meta\": {},\n  \"rows\": [", escape_json(&meta))?;
        Ok(Rows { frame, names: frame.field_names(), out, begun: false })
    }

    pub(super) fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        let mut fields = Vec::with_capacity(self.names.len());
        self.frame.each_field(cells, |field| -> io::Result<()> {
            fields.push(field);
            Ok(())
        })?;
        let row = serde_json::to_string_pretty(&Row { names: &self.names, fields: &fields })?;
        let before = if self.begun { ",\n    " } else { "\n    " };
        self.begun = true;
        write!(self.out, "{before}{}", escape_json(&indented(&row, "    ")))
    }

    pub(super) fn finish(self) -> io::Result<()> {
        self.out.write_all(if self.begun { b"\n  ]\n}\n" } else { b"]\n}\n" })
    }
}

/// The lines after the first moved to the right; JSON has no line feed inside a string.
fn indented(json: &str, by: &str) -> String {
    json.replace('\n', &format!("\n{by}"))
}

struct Provenance<'a>(&'a Meta);

struct Head<'a>(&'a Meta);

struct Filters<'a>(&'a [(String, String)]);

struct Row<'a> {
    names: &'a [String],
    fields: &'a [Field<'a>],
}

impl Serialize for Provenance<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("title", &self.0.title)?;
        map.serialize_entry("head", &Head(self.0))?;
        map.serialize_entry("filters", &Filters(&self.0.filters))?;
        if let Some(unplaced) = self.0.unplaced {
            map.serialize_entry("unplaced", &unplaced)?;
        }
        match self.0.verified {
            Verified::Unsaid => {}
            Verified::Never => map.serialize_entry("verified", &())?,
            Verified::UpTo(entry) => map.serialize_entry("verified", &entry)?,
        }
        map.serialize_entry("version", &self.0.version)?;
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
                Field::Flag(flag) => map.serialize_entry(name, flag)?,
                Field::Figure(figure) => map.serialize_entry(name, figure)?,
            }
        }
        map.end()
    }
}
