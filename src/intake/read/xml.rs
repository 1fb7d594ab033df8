//! The XML parts of a spreadsheet, one tag and one text after the other, with bounds on how deep and how long they are.

use std::borrow::Cow;
use std::io::{self, BufReader, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::markup::{Markup, Tag, Watch, broken as unfit, whole};
use crate::domain::Fault;

/// What comes next in an XML text.
#[derive(Debug)]
pub(super) enum Next<'a> {
    /// A tag opens; one without content opens and then closes.
    Opens(BytesStart<'a>),
    /// A tag of this name, with its prefix, closes.
    Closes(Cow<'a, str>),
    /// Text, with what its references stand for.
    Text(Cow<'a, str>),
    /// What is of no concern: a comment, a declaration.
    Other,
    /// The end.
    Over,
}

/// An XML text that is being read.
pub(super) struct Xml<R: Read> {
    reader: Reader<BufReader<Guarded<R>>>,
    buffer: Vec<u8>,
    depth: usize,
}

impl<R: Read> Xml<R> {
    /// The text of some bytes, which are UTF-8.
    pub(super) fn new(bytes: R) -> Xml<R> {
        let mut reader = Reader::from_reader(BufReader::with_capacity(64 << 10, Guarded::new(bytes)));
        reader.config_mut().expand_empty_elements = true;
        Xml { reader, buffer: Vec::new(), depth: 0 }
    }

    /// What comes next.
    ///
    /// # Errors
    /// What is no XML, is cut off, or breaks the bounds.
    pub(super) fn next(&mut self) -> Result<Next<'_>, Fault> {
        self.buffer.clear();
        let event = match self.reader.read_event_into(&mut self.buffer) {
            Ok(event) => event,
            Err(error) => return Err(self.reader.get_mut().get_mut().refused.take().unwrap_or_else(|| broken(&error))),
        };
        Ok(match event {
            Event::Start(tag) => {
                self.depth += 1;
                Next::Opens(tag)
            }
            Event::End(tag) => {
                self.depth = self.depth.saturating_sub(1);
                Next::Closes(Cow::Owned(tag.name().as_ref().to_owned()))
            }
            Event::Text(text) => Next::Text(Cow::Owned(text.xml10_content().into_owned())),
            Event::CData(text) => Next::Text(Cow::Owned(text.xml10_content().into_owned())),
            Event::GeneralRef(reference) => Next::Text(match reference.resolve_char_ref() {
                Ok(Some(sign)) => Cow::Owned(sign.to_string()),
                Ok(None) => Cow::Borrowed(entity(&reference)?),
                Err(error) => return Err(broken(&error)),
            }),
            Event::DocType(_) => return Err(unfit("declares a document type, which spreadsheets do not")),
            Event::Eof if self.depth > 0 => return Err(unfit("is cut off")),
            Event::Eof => Next::Over,
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => Next::Other,
        })
    }
}

/// What an attribute says, by its whole name or by what follows the prefix; `None` if it is not there.
///
/// # Errors
/// Attributes that are no XML.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Result<Option<String>, Fault> {
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.map_err(|error| broken(&error))?;
        let key = attribute.key;
        if key.as_ref() == name || !name.contains(':') && local(key.as_ref()) == name {
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| broken(&error))?;
            return Ok(Some(value.into_owned()));
        }
    }
    Ok(None)
}

/// Whether an attribute says yes.
pub(super) fn is_on(tag: &BytesStart<'_>, name: &str) -> Result<bool, Fault> {
    Ok(attribute(tag, name)?.is_some_and(|value| matches!(value.as_str(), "1" | "true" | "on")))
}

/// A whole number that an attribute gives.
///
/// # Errors
/// It is none: a claim that only some readers understand is not believed.
pub(super) fn number(tag: &BytesStart<'_>, name: &str) -> Result<Option<u64>, Fault> {
    attribute(tag, name)?.map(|value| whole(name, &value)).transpose()
}

/// A name without its prefix.
pub(super) fn local(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, local)| local)
}

fn entity(name: &str) -> Result<&'static str, Fault> {
    Ok(match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => return Err(unfit("refers to an entity that XML does not have")),
    })
}

fn broken(error: &dyn std::fmt::Display) -> Fault {
    unfit(&format!("is not valid XML: {error}"))
}

/// Bytes that are looked over for their bounds before the parser has them.
struct Guarded<R> {
    bytes: R,
    markup: Markup,
    refused: Option<Fault>,
}

impl<R: Read> Guarded<R> {
    fn new(bytes: R) -> Guarded<R> {
        Guarded { bytes, markup: Markup::new(), refused: None }
    }
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.bytes.read(buffer)?;
        match self.markup.feed(&buffer[..read], &mut Unwatched) {
            Ok(()) => Ok(read),
            Err(fault) => {
                let error = io::Error::other(fault.what().to_owned());
                self.refused = Some(fault);
                Err(error)
            }
        }
    }
}

/// Nothing more than the bounds of any markup is asked.
struct Unwatched;

impl Watch for Unwatched {
    fn opens(&mut self, _: &Tag<'_>) -> Result<(), Fault> {
        Ok(())
    }

    fn closes(&mut self, _: &[u8], _: u64) -> Result<(), Fault> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Result<String, Fault> {
        let (mut xml, mut told) = (Xml::new(text.as_bytes()), String::new());
        loop {
            match xml.next()? {
                Next::Opens(tag) => told.push_str(&format!("<{}", tag.name().as_ref())),
                Next::Closes(_) => told.push('>'),
                Next::Text(text) => told.push_str(&text),
                Next::Other => {}
                Next::Over => return Ok(told),
            }
        }
    }

    #[test]
    fn tags_and_texts_come_in_their_order_and_references_stand_for_their_signs() {
        let text = "<?xml version='1.0'?><a b='>'><!-- no -->x &amp; &#233;<c/><![CDATA[<y>]]></a>";
        assert_eq!(told(text).as_deref(), Ok("<ax & é<c><y>>"));
    }

    #[test]
    fn what_is_cut_off_declares_entities_or_has_no_end_is_refused() {
        for text in ["<a>", "<a><b></a></b>", "<!DOCTYPE a><a/>", "<a>&bomb;</a>", "<a>&#0;</a>"] {
            assert!(told(text).is_err(), "{text}");
        }
        assert!(told(&"<a>".repeat(300)).unwrap_err().what().contains("levels of tags"));
        let long = format!("<a>{}</a>", "x".repeat(17 << 20));
        assert!(told(&long).unwrap_err().what().contains("text of more than"));
    }
}
