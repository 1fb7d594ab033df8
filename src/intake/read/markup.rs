//! The tags of an XML text, as its bytes come by: enough to know, before a parser is let at it, that it is well nested and
//! what it claims to hold.

use crate::domain::Fault;

/// The most levels of tags.
const DEEPEST: usize = 256;

/// The most bytes that one tag may have; long texts may stand in attributes.
const LONGEST_TAG: usize = 4 << 20;

/// The most bytes between two tags, or of a comment: a parser holds them in memory together.
const LONGEST_TEXT: u64 = 16 << 20;

/// What is told of a tag.
pub(super) trait Watch {
    /// A tag opens; `closed` is how it ends.
    ///
    /// # Errors
    /// What the watcher refuses.
    fn opens(&mut self, tag: &Tag<'_>) -> Result<(), Fault>;

    /// A tag closes that had so many bytes from its beginning to its end; those without content are told too.
    ///
    /// # Errors
    /// What the watcher refuses.
    fn closes(&mut self, name: &[u8], bytes: u64) -> Result<(), Fault>;
}

/// An opening tag.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tag<'a> {
    /// Its name, with its prefix.
    pub(super) name: &'a [u8],
    attributes: &'a [u8],
}

impl Tag<'_> {
    /// A whole number that an attribute gives; `None` if it is not there.
    ///
    /// # Errors
    /// It is none, or is written so that only some readers understand it: `&#49;0`.
    pub(super) fn number(&self, attribute: &str) -> Result<Option<u64>, Fault> {
        let Some(value) = self.value(attribute) else { return Ok(None) };
        let value = String::from_utf8_lossy(value);
        whole(attribute, &value).map(Some)
    }

    /// Whether an attribute is there of which the name begins so.
    pub(super) fn has(&self, beginning: &str) -> bool {
        self.attributes.windows(beginning.len()).any(|window| window == beginning.as_bytes())
    }

    fn value(&self, attribute: &str) -> Option<&[u8]> {
        let mut rest = self.attributes.trim_ascii_start();
        while let Some(equals) = rest.iter().position(|byte| *byte == b'=') {
            let name = rest[..equals].trim_ascii();
            let quoted = rest[equals + 1..].trim_ascii_start();
            let (mark, value) = quoted.split_first()?;
            let end = value.iter().position(|byte| byte == mark)?;
            if name == attribute.as_bytes() {
                return Some(&value[..end]);
            }
            rest = value[end + 1..].trim_ascii_start();
        }
        None
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Text,
    Tag,
    /// In an attribute's value, up to this mark.
    Value(u8),
    /// In what is passed over, up to these bytes.
    Past(&'static [u8]),
}

/// Reads the tags of one XML text.
#[derive(Debug)]
pub(super) struct Markup {
    state: State,
    tag: Vec<u8>,
    open: Vec<(Vec<u8>, u64)>,
    seen: u64,
    /// Where the present text or comment began.
    text: u64,
}

impl Markup {
    pub(super) fn new() -> Markup {
        Markup { state: State::Text, tag: Vec::new(), open: Vec::new(), seen: 0, text: 0 }
    }

    /// Goes on with some more bytes.
    ///
    /// # Errors
    /// Tags that do not nest, are too deep or too long; a document type; what the watcher refuses.
    pub(super) fn feed(&mut self, bytes: &[u8], watch: &mut impl Watch) -> Result<(), Fault> {
        for &byte in bytes {
            self.seen += 1;
            match self.state {
                State::Text if byte == b'<' => {
                    self.tag.clear();
                    self.state = State::Tag;
                }
                State::Text => self.measure()?,
                State::Tag => self.in_tag(byte, watch)?,
                State::Value(mark) => {
                    self.keep(byte)?;
                    if byte == mark {
                        self.state = State::Tag;
                    }
                }
                State::Past(end) => {
                    self.measure()?;
                    self.tag.push(byte);
                    if self.tag.ends_with(end) {
                        self.state = State::Text;
                        self.text = self.seen;
                    } else if self.tag.len() > 64 {
                        self.tag.drain(..60);
                    }
                }
            }
        }
        Ok(())
    }

    /// Ends the text.
    ///
    /// # Errors
    /// A tag that is still open.
    pub(super) fn finish(&self) -> Result<(), Fault> {
        match self.state == State::Text && self.open.is_empty() {
            true => Ok(()),
            false => Err(broken("is cut off")),
        }
    }

    fn measure(&self) -> Result<(), Fault> {
        match self.seen - self.text > LONGEST_TEXT {
            true => Err(broken(&format!("has a text of more than {LONGEST_TEXT} bytes"))),
            false => Ok(()),
        }
    }

    fn in_tag(&mut self, byte: u8, watch: &mut impl Watch) -> Result<(), Fault> {
        match byte {
            b'>' => {
                self.state = State::Text;
                self.text = self.seen;
                return self.end_tag(watch);
            }
            b'"' | b'\'' if !self.tag.starts_with(b"!") && !self.tag.starts_with(b"/") => {
                self.state = State::Value(byte)
            }
            _ => {}
        }
        self.keep(byte)?;
        match self.tag.as_slice() {
            b"?" => self.pass(b"?>"),
            b"!--" => self.pass(b"-->"),
            b"![CDATA[" => self.pass(b"]]>"),
            b"!D" => return Err(broken("declares a document type, which spreadsheets do not")),
            _ => {}
        }
        Ok(())
    }

    /// What was kept so far must not count as the end: `<!-->` is no comment.
    fn pass(&mut self, end: &'static [u8]) {
        self.tag.clear();
        self.text = self.seen;
        self.state = State::Past(end);
    }

    fn keep(&mut self, byte: u8) -> Result<(), Fault> {
        self.tag.push(byte);
        match self.tag.len() > LONGEST_TAG {
            true => Err(broken(&format!("has a tag of more than {LONGEST_TAG} bytes"))),
            false => Ok(()),
        }
    }

    fn end_tag(&mut self, watch: &mut impl Watch) -> Result<(), Fault> {
        if let Some(name) = self.tag.strip_prefix(b"/") {
            let (open, from) = self.open.pop().ok_or_else(|| broken("closes a tag that is not open"))?;
            if open != name.trim_ascii_end() {
                return Err(broken("closes a tag that is not the last to be opened"));
            }
            return watch.closes(&open, self.seen - from);
        }
        let (inner, is_empty) = match self.tag.strip_suffix(b"/") {
            Some(inner) => (inner, true),
            None => (self.tag.as_slice(), false),
        };
        let length = inner.iter().position(u8::is_ascii_whitespace).unwrap_or(inner.len());
        let (name, attributes) = inner.split_at(length);
        watch.opens(&Tag { name, attributes })?;
        if is_empty {
            return watch.closes(name, self.tag.len() as u64);
        }
        if self.open.len() == DEEPEST {
            return Err(broken(&format!("has more than {DEEPEST} levels of tags")));
        }
        self.open.push((name.to_owned(), self.seen - self.tag.len() as u64));
        Ok(())
    }
}

/// The refusal of a part.
pub(super) fn broken(what: &str) -> Fault {
    Fault::new(format!("a part of the spreadsheet {what}")).hint("open it in a spreadsheet program and save it again")
}

/// A whole number in an attribute.
pub(super) fn whole(name: &str, value: &str) -> Result<u64, Fault> {
    let digits = value.trim();
    let number = digits.parse().ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()));
    number.ok_or_else(|| broken(&format!("gives {name} as something that is not a whole number")))
}
