//! The XML parts of a spreadsheet, one tag or text at a time, with bounds on depth and length.

use std::borrow::Cow;
use std::io::{self, BufReader, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::domain::Fault;

/// The deepest nesting of tags.
const DEEPEST: usize = 256;

/// The most bytes in one tag; attributes may contain long texts.
const LONGEST_TAG: usize = 4 << 20;

/// The most bytes from one tag to the next, including it: a parser holds them in memory together.
const LONGEST_TEXT: u64 = 16 << 20;

/// The bytes read ahead.
const AHEAD: usize = 64 << 10;

/// The bytes that may be read before the next tag.
const LEFT: u64 = LONGEST_TEXT + AHEAD as u64;

/// The next event in an XML text.
#[derive(Debug)]
pub(super) enum Next<'a> {
    /// A tag opens; an empty one opens and then closes.
    Opens(BytesStart<'a>),
    /// A tag with this name, including its prefix, closes.
    Closes(Cow<'a, str>),
    /// Text, with its references resolved.
    Text(Cow<'a, str>),
    /// Anything irrelevant: a comment, a declaration.
    Other,
    /// The end.
    Over,
}

/// An XML text being read.
pub(super) struct Xml<R: Read> {
    reader: Reader<BufReader<Bounded<R>>>,
    buffer: Vec<u8>,
    depth: usize,
}

impl<R: Read> Xml<R> {
    /// An XML reader over bytes that are UTF-8.
    pub(super) fn new(bytes: R) -> Xml<R> {
        let bounded = Bounded { bytes, left: LEFT };
        let mut reader = Reader::from_reader(BufReader::with_capacity(AHEAD, bounded));
        reader.config_mut().expand_empty_elements = true;
        Xml { reader, buffer: Vec::new(), depth: 0 }
    }

    /// The number of bytes before the next event.
    pub(super) fn position(&self) -> u64 {
        self.reader.buffer_position()
    }

    /// The next event.
    ///
    /// # Errors
    /// The text is not XML, is cut off, or exceeds the bounds.
    pub(super) fn next(&mut self) -> Result<Next<'_>, Fault> {
        self.buffer.clear();
        let event = match self.reader.read_event_into(&mut self.buffer) {
            Ok(event) => event,
            Err(_) if self.reader.get_ref().get_ref().left == 0 => {
                return Err(unfit(&format!("has a text of more than {LONGEST_TEXT} bytes")));
            }
            Err(error) => return Err(broken(&error)),
        };
        if matches!(event, Event::Start(_) | Event::End(_)) {
            self.reader.get_mut().get_mut().left = LEFT;
        }
        Ok(match event {
            Event::Start(tag) if tag.len() > LONGEST_TAG => {
                return Err(unfit(&format!("has a tag of more than {LONGEST_TAG} bytes")));
            }
            Event::Start(_) if self.depth == DEEPEST => {
                return Err(unfit(&format!("has more than {DEEPEST} levels of tags")));
            }
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

/// The value of an attribute, by its full name or its name without prefix; `None` if it is missing.
///
/// # Errors
/// The attributes are not valid XML.
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

/// Whether an attribute is true.
pub(super) fn is_on(tag: &BytesStart<'_>, name: &str) -> Result<bool, Fault> {
    Ok(attribute(tag, name)?.is_some_and(|value| matches!(value.as_str(), "1" | "true" | "on")))
}

/// A whole number in an attribute.
///
/// # Errors
/// It is not a whole number.
pub(super) fn number(tag: &BytesStart<'_>, name: &str) -> Result<Option<u64>, Fault> {
    attribute(tag, name)?.map(|value| whole(name, &value)).transpose()
}

/// A whole number in an attribute of exactly this name, with references not resolved.
///
/// # Errors
/// It is not a whole number: a claim that only some readers understand, such as `&#49;0`, is not trusted.
pub(super) fn plain_number(tag: &BytesStart<'_>, name: &str) -> Result<Option<u64>, Fault> {
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.map_err(|error| broken(&error))?;
        if attribute.key.as_ref() == name {
            return whole(name, &attribute.value).map(Some);
        }
    }
    Ok(None)
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

/// The refusal of a part.
fn unfit(what: &str) -> Fault {
    Fault::new(format!("a part of the spreadsheet {what}")).hint("open it in a spreadsheet program and save it again")
}

/// A whole number in an attribute.
fn whole(name: &str, value: &str) -> Result<u64, Fault> {
    let digits = value.trim();
    let number = digits.parse().ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()));
    number.ok_or_else(|| unfit(&format!("gives {name} as something that is not a whole number")))
}

/// Bytes with a limit on how many may still be read.
struct Bounded<R> {
    bytes: R,
    left: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        let read = self.bytes.by_ref().take(self.left).read(buffer)?;
        self.left -= read as u64;
        Ok(read)
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
    fn tags_and_texts_come_in_order_with_references_resolved() {
        let text = "<?xml version='1.0'?><a b='>'><!-- no -->x &amp; &#233;<c/><![CDATA[<y>]]></a>";
        assert_eq!(told(text).as_deref(), Ok("<ax & é<c><y>>"));
    }

    #[test]
    fn truncated_xml_entity_declarations_and_endless_text_are_refused() {
        for text in ["<a>", "<a><b></a></b>", "<!DOCTYPE a><a/>", "<a>&bomb;</a>", "<a>&#0;</a>"] {
            assert!(told(text).is_err(), "{text}");
        }
        assert!(told(&"<a>".repeat(300)).unwrap_err().what().contains("levels of tags"));
        let long = format!("<a>{}</a>", "x".repeat(17 << 20));
        assert!(told(&long).unwrap_err().what().contains("text of more than"));
    }

    #[test]
    fn text_is_measured_from_tag_to_tag_whatever_it_consists_of() {
        let many = "x&amp;<!-- -->".repeat(2 << 20);
        for text in [format!("<a>{many}</a>"), format!("<a><!--{many}"), format!("<a b='{many}'/>")] {
            assert!(told(&text).unwrap_err().what().contains("text of more than"));
        }
        let tag = format!("<a b='{}'/>", "x".repeat(5 << 20));
        assert!(told(&tag).unwrap_err().what().contains("tag of more than"));
        let longest = format!("<a>{0}<b/>{0}</a>", "x".repeat(16 << 20));
        assert!(told(&longest).is_ok());
    }
}
