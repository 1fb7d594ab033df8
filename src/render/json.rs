//! A grid as one JSON object, `{"meta": {…}, "rows": […]}`, with the names that the CSV has, in the same order.
//!
//! Amounts are strings, since a JSON number is read as binary floating point; counts are numbers, flags are booleans,
//! and what is absent is `null`.

use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::report::grid::{Cell, Field, Grid, Meta, is_unseen};

/// Writes the grid, indented, with a line feed at the end.
pub(super) fn write(grid: &Grid, out: &mut dyn Write) -> io::Result<()> {
    let text = serde_json::to_string_pretty(&Document(grid))?;
    out.write_all(escape(&text).as_bytes())?;
    out.write_all(b"\n")
}

/// JSON text with the characters that JSON may hold raw but a terminal should not be sent, as `\u202e`.
///
/// They can only stand inside strings, where the escape means the same; JSON itself has escaped the ASCII ones, so
/// that the line feeds left are those of the layout.
fn escape(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    let mut units = [0; 2];
    for c in json.chars() {
        if c != '\n' && is_unseen(c) {
            escaped.extend(c.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")));
        } else {
            escaped.push(c);
        }
    }
    escaped
}

struct Document<'a>(&'a Grid);

struct Provenance<'a>(&'a Meta);

struct Head<'a>(&'a Meta);

struct Filters<'a>(&'a [(String, String)]);

struct Rows<'a>(&'a Grid);

struct Row<'a> {
    grid: &'a Grid,
    names: &'a [String],
    cells: &'a [Cell],
}

impl Serialize for Document<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("meta", &Provenance(self.0.meta()))?;
        map.serialize_entry("rows", &Rows(self.0))?;
        map.end()
    }
}

impl Serialize for Provenance<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(4))?;
        map.serialize_entry("title", &self.0.title)?;
        map.serialize_entry("head", &Head(self.0))?;
        map.serialize_entry("filters", &Filters(&self.0.filters))?;
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

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let names = self.0.field_names();
        let mut rows = serializer.serialize_seq(Some(self.0.rows().len()))?;
        for cells in self.0.rows() {
            rows.serialize_element(&Row { grid: self.0, names: &names, cells })?;
        }
        rows.end()
    }
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.names.len()))?;
        for (name, field) in self.names.iter().zip(self.grid.fields(self.cells)) {
            match field {
                Field::Absent => map.serialize_entry(name, &())?,
                Field::Text(text) | Field::Code(text) => map.serialize_entry(name, text)?,
                Field::Count(count) => map.serialize_entry(name, &count)?,
                Field::Flag(flag) => map.serialize_entry(name, &flag)?,
                Field::Figure(figure) => map.serialize_entry(name, &figure)?,
            }
        }
        map.end()
    }
}
