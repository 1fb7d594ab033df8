//! The parts of a spreadsheet's archive, by name.

use std::collections::HashMap;
use std::io::{Cursor, Read};
use std::sync::Arc;

use zip::ZipArchive;

use super::archive::{MOST_INFLATED, MOST_PARTS, damaged, normal};
use super::desk::AGAIN;
use super::xml::{Next, Xml, attribute, local};
use crate::domain::{Fault, text};

/// An inspected archive.
pub(super) struct Parts {
    archive: ZipArchive<Cursor<Arc<[u8]>>>,
    /// The position of each part, by its name in lower case.
    places: HashMap<String, usize>,
}

/// A reference from one part of an archive to another.
#[derive(Clone, Debug)]
pub(super) struct Relation {
    /// Its identifier in the referring part.
    pub(super) id: String,
    /// Its kind: the last word of its type.
    pub(super) kind: String,
    /// The name of the part it refers to.
    pub(super) target: String,
}

impl Parts {
    /// The parts of an archive.
    ///
    /// # Errors
    /// The archive is damaged.
    pub(super) fn new(bytes: Arc<[u8]>) -> Result<Parts, Fault> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
        let names = archive.file_names_raw().map(|name| normal(&String::from_utf8_lossy(name)));
        let places = names.enumerate().map(|(at, name)| (name, at)).collect();
        Ok(Parts { archive, places })
    }

    /// A part's bytes; `None` if it does not exist.
    ///
    /// # Errors
    /// The part is damaged.
    pub(super) fn bytes(&mut self, name: &str) -> Result<Option<impl Read + '_>, Fault> {
        let Some(at) = self.places.get(&normal(name)) else { return Ok(None) };
        let part = self.archive.by_index(*at).map_err(|error| damaged(&error))?;
        Ok(Some(part.take(MOST_INFLATED)))
    }

    /// A part as XML; `None` if it does not exist.
    ///
    /// # Errors
    /// The part is damaged.
    pub(super) fn xml(&mut self, name: &str) -> Result<Option<Xml<impl Read + '_>>, Fault> {
        Ok(self.bytes(name)?.map(Xml::new))
    }

    /// A part as XML.
    ///
    /// # Errors
    /// The part is damaged or missing.
    pub(super) fn needed(&mut self, name: &str) -> Result<Xml<impl Read + '_>, Fault> {
        let missing = || Fault::new(format!("its part {} is missing", text::quote(name))).hint(AGAIN);
        self.xml(name)?.ok_or_else(missing)
    }

    /// The references of a part.
    ///
    /// # Errors
    /// The list of references is damaged or exceeds the bounds.
    pub(super) fn relations(&mut self, name: &str) -> Result<Vec<Relation>, Fault> {
        let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
        let list = if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") };
        let mut relations = Vec::new();
        let Some(mut xml) = self.xml(&list)? else { return Ok(relations) };
        loop {
            match xml.next()? {
                Next::Opens(tag) if local(tag.name().as_ref()) == "Relationship" => {
                    let said = |name: &str| Ok::<String, Fault>(attribute(&tag, name)?.unwrap_or_default());
                    let kind = said("Type")?;
                    let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                    relations.push(Relation { id: said("Id")?, kind, target: absolute(folder, &said("Target")?) });
                    if relations.len() > MOST_PARTS {
                        return Err(Fault::new(format!("a part refers to more than {MOST_PARTS} others")).hint(AGAIN));
                    }
                }
                Next::Over => return Ok(relations),
                _ => {}
            }
        }
    }
}

/// The name of a part referred to from a folder.
fn absolute(folder: &str, target: &str) -> String {
    let whole = match target.strip_prefix('/') {
        Some(whole) => whole.to_owned(),
        None => format!("{folder}/{target}"),
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in whole.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}
