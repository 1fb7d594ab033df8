//! The formats of cells in an XLSX, and the texts they share.

use std::collections::HashMap;
use std::io::Read;
use std::rc::Rc;

use super::desk::AGAIN;
use super::format::Format;
use super::record::LONGEST_RECORD;
use super::rich::{Look, Rich, Stand};
use super::xml::{Next, Xml, attribute, local, number};
use crate::domain::Fault;

/// The most cell formats, and the most of each of their components; spreadsheet programs allow about 65,000.
const MOST: usize = 200_000;

/// The most texts that cells may share.
const MOST_TEXTS: usize = super::claims::MOST_SHARED_TEXTS as usize;

/// The formats of an XLSX.
#[derive(Debug, Default)]
pub(super) struct Styles {
    /// The number format and the font of each cell format.
    cells: Vec<(u32, usize)>,
    fonts: Vec<Look>,
    codes: HashMap<u32, Rc<Format>>,
}

impl Styles {
    /// The formats in a part.
    ///
    /// # Errors
    /// It is damaged or exceeds the bounds.
    pub(super) fn read<R: Read>(xml: &mut Xml<R>) -> Result<Styles, Fault> {
        let mut styles = Styles::default();
        // The list that is open: conditional formats contain the same tags.
        let mut list = String::new();
        loop {
            match xml.next()? {
                Next::Opens(tag) => {
                    let name = tag.name();
                    let name = local(name.as_ref());
                    match (list.as_str(), name) {
                        ("", "numFmts" | "fonts" | "cellXfs") => list = name.to_owned(),
                        ("numFmts", "numFmt") => {
                            let id = short(number(&tag, "numFmtId")?);
                            let code = attribute(&tag, "formatCode")?.unwrap_or_default();
                            styles.codes.insert(id, Rc::new(Format::parse(&code)));
                        }
                        ("fonts", "font") => styles.fonts.push(Look::default()),
                        ("fonts", name) => {
                            if let Some(font) = styles.fonts.last_mut() {
                                look(name, attribute(&tag, "val")?.as_deref(), font);
                            }
                        }
                        ("cellXfs", "xf") => {
                            let font = number(&tag, "fontId")?.and_then(|font| usize::try_from(font).ok());
                            styles.cells.push((short(number(&tag, "numFmtId")?), font.unwrap_or(0)));
                        }
                        _ => {}
                    }
                    if styles.cells.len().max(styles.fonts.len()).max(styles.codes.len()) > MOST {
                        return Err(Fault::new(format!("it has more than {MOST} formats")).hint(AGAIN));
                    }
                }
                Next::Closes(name) if local(&name) == list => list.clear(),
                Next::Over => return Ok(styles),
                _ => {}
            }
        }
    }

    /// The number format of a cell format.
    pub(super) fn format(&mut self, style: usize) -> Rc<Format> {
        let id = self.cells.get(style).map_or(0, |(id, _)| *id);
        Rc::clone(self.codes.entry(id).or_insert_with(|| Rc::new(Format::built_in(id))))
    }

    /// The look of a whole cell.
    pub(super) fn look(&self, style: usize) -> Look {
        self.cells.get(style).and_then(|(_, font)| self.fonts.get(*font)).copied().unwrap_or_default()
    }
}

fn short(id: Option<u64>) -> u32 {
    id.and_then(|id| u32::try_from(id).ok()).unwrap_or(0)
}

/// Applies a property of a font.
fn look(name: &str, value: Option<&str>, look: &mut Look) {
    match (name, value) {
        ("strike", value) => look.is_struck = !matches!(value, Some("0" | "false")),
        ("vertAlign", Some("superscript")) => look.stand = Stand::Raised,
        ("vertAlign", Some("subscript")) => look.stand = Stand::Lowered,
        _ => {}
    }
}

/// The texts that cells share, one after another.
#[derive(Debug, Default)]
pub(super) struct SharedTexts {
    all: String,
    /// Where each ends, and whether it is struck through or has letters that touch.
    ends: Vec<(u32, bool, bool)>,
}

impl SharedTexts {
    /// The texts in a part.
    ///
    /// # Errors
    /// It is damaged or exceeds the bounds.
    pub(super) fn read<R: Read>(xml: &mut Xml<R>) -> Result<SharedTexts, Fault> {
        let mut shared = SharedTexts::default();
        loop {
            match xml.next()? {
                Next::Opens(tag) if local(tag.name().as_ref()) == "si" => {
                    let rich = rich(xml, "si")?;
                    shared.all.push_str(&rich.text);
                    let end = u32::try_from(shared.all.len()).ok().filter(|_| shared.ends.len() < MOST_TEXTS);
                    let end = end.ok_or_else(|| Fault::new("its cells share too much text").hint(AGAIN))?;
                    shared.ends.push((end, rich.is_struck, rich.touches));
                }
                Next::Over => return Ok(shared),
                _ => {}
            }
        }
    }

    /// One of the texts.
    pub(super) fn get(&self, at: usize) -> Option<Rich> {
        let (end, is_struck, touches) = *self.ends.get(at)?;
        let from = at.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |(end, ..)| *end);
        let text = self.all.get(usize::try_from(from).ok()?..usize::try_from(end).ok()?)?;
        Some(Rich::known(text, is_struck, touches))
    }
}

/// A text up to its closing tag, without phonetic hints.
///
/// # Errors
/// It is not XML.
pub(super) fn rich<R: Read>(xml: &mut Xml<R>, end: &str) -> Result<Rich, Fault> {
    let (mut rich, mut run, mut font) = (Rich::default(), String::new(), Look::default());
    let (mut is_text, mut is_spoken) = (false, false);
    loop {
        match xml.next()? {
            Next::Opens(tag) => {
                let name = tag.name();
                match local(name.as_ref()) {
                    "r" => font = Look::default(),
                    "rPh" => is_spoken = true,
                    "t" => is_text = true,
                    name => look(name, attribute(&tag, "val")?.as_deref(), &mut font),
                }
            }
            // An overlong text is cut only beyond the length at which its row is refused.
            Next::Text(text) if is_text && !is_spoken && run.len() <= LONGEST_RECORD => run.push_str(&text),
            Next::Closes(name) => match local(&name) {
                "t" => {
                    is_text = false;
                    let run = std::mem::take(&mut run);
                    if rich.text.len() <= LONGEST_RECORD {
                        rich.push(&unescaped(&run), font);
                    }
                }
                "rPh" => is_spoken = false,
                name if name == end => return Ok(rich),
                _ => {}
            },
            Next::Over => return Ok(rich),
            _ => {}
        }
    }
}

/// A text with escapes such as `_x000D_` replaced by the characters that XML cannot contain.
pub(super) fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        plain.push_str(&rest[..at]);
        let code = rest.get(at + 2..at + 6).filter(|_| rest.as_bytes().get(at + 6) == Some(&b'_'));
        let sign = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        let length = match sign {
            Some(sign) => {
                plain.push(sign);
                7
            }
            None => {
                plain.push_str("_x");
                2
            }
        };
        rest = &rest[at + length..];
    }
    plain.push_str(rest);
    plain
}
