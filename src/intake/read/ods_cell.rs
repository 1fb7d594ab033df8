//! One cell of an ODS: its tags, and what it shows.

use std::io::Read;

use quick_xml::events::BytesStart;

use super::desk::AGAIN;
use super::format::{Format, hundredfold, unclear};
use super::ods_styles::Styles;
use super::record::LONGEST_RECORD;
use super::rich::{Look, Rich, Stand};
use super::shown;
use super::value;
use super::xlsx::unreckoned;
use super::xml::{Next, Xml, attribute, number};
use crate::domain::{Fault, text};
use crate::intake::epoch::Epoch;
use crate::intake::table::Cell;

/// What the tags of a cell say.
pub(super) struct Parsed {
    pub(super) is_covered: bool,
    pub(super) repeated: u64,
    pub(super) spanned: (u64, u64),
    kind: String,
    is_error: bool,
    has_formula: bool,
    value: Option<String>,
    currency: Option<String>,
    pub(super) style: Option<String>,
    rich: Rich,
    has_text: bool,
    pub(super) has_table: bool,
}

impl Parsed {
    /// What the tag of a cell says.
    ///
    /// # Errors
    /// The tag is damaged.
    pub(super) fn begin(tag: &BytesStart<'_>, is_covered: bool) -> Result<Parsed, Fault> {
        let said = |name: &str| attribute(tag, name);
        let kind = said("office:value-type")?.unwrap_or_default();
        let value = match kind.as_str() {
            "date" => said("office:date-value")?,
            "time" => said("office:time-value")?,
            "boolean" => said("office:boolean-value")?,
            "string" => said("office:string-value")?,
            _ => said("office:value")?,
        };
        Ok(Parsed {
            is_covered,
            repeated: number(tag, "table:number-columns-repeated")?.unwrap_or(1),
            spanned: (
                number(tag, "table:number-rows-spanned")?.unwrap_or(1),
                number(tag, "table:number-columns-spanned")?.unwrap_or(1),
            ),
            kind,
            is_error: said("calcext:value-type")?.as_deref() == Some("error"),
            has_formula: said("table:formula")?.is_some(),
            value,
            currency: said("office:currency")?,
            style: said("table:style-name")?,
            rich: Rich::default(),
            has_text: false,
            has_table: false,
        })
    }

    /// Reads to the end of the cell, collecting the text that it shows.
    ///
    /// # Errors
    /// The cell is damaged.
    pub(super) fn read<R: Read>(&mut self, xml: &mut Xml<R>, styles: &Styles) -> Result<(), Fault> {
        let mut looks = vec![Look::default()];
        let (mut depth, mut paragraphs) = (0_usize, 0_usize);
        loop {
            let look = looks.last().copied().unwrap_or_default();
            match xml.next()? {
                Next::Opens(tag) => {
                    depth += 1;
                    match tag.name().as_ref() {
                        // Annotations and pictures are not part of the cell's text.
                        "office:annotation" => {
                            skip(xml)?;
                            depth -= 1;
                        }
                        name if name.starts_with("draw:") || name == "text:ruby-text" => {
                            skip(xml)?;
                            depth -= 1;
                        }
                        "table:table" => self.has_table = true,
                        "text:p" | "text:h" => {
                            if self.has_text {
                                self.say("\n", look);
                            }
                            (self.has_text, paragraphs) = (true, depth);
                        }
                        "text:span" => {
                            let style = attribute(&tag, "text:style-name")?.unwrap_or_default();
                            let own = styles.look("text", &style);
                            let stand = if own.stand == Stand::Plain { look.stand } else { own.stand };
                            looks.push(Look { stand, is_struck: look.is_struck || own.is_struck });
                        }
                        "text:s" => {
                            let blanks = number(&tag, "text:c")?.unwrap_or(1);
                            let blanks = usize::try_from(blanks).unwrap_or(LONGEST_RECORD).min(LONGEST_RECORD + 1);
                            self.say(&" ".repeat(blanks), look);
                        }
                        "text:tab" => self.say("\t", look),
                        "text:line-break" => self.say("\n", look),
                        _ => {}
                    }
                }
                Next::Text(said) if paragraphs > 0 => self.say_in_line(&said, look),
                Next::Closes(_) if depth == 0 => return Ok(()),
                Next::Closes(name) => {
                    depth -= 1;
                    match name.as_ref() {
                        "text:span" => {
                            looks.pop();
                        }
                        "text:p" | "text:h" if paragraphs == depth + 1 => paragraphs = 0,
                        _ => {}
                    }
                }
                Next::Over => return Ok(()),
                _ => {}
            }
        }
    }

    /// Adds text; an overlong one is cut only beyond the length at which its row is refused.
    fn say(&mut self, said: &str, look: Look) {
        if self.rich.text.len() <= LONGEST_RECORD {
            self.rich.push(said, look);
        }
    }

    /// Adds text with runs of blanks collapsed to one.
    fn say_in_line(&mut self, said: &str, look: Look) {
        if !said.contains(['\n', '\r', '\t']) && !said.contains("  ") {
            return self.say(said, look);
        }
        let mut line = String::with_capacity(said.len());
        for sign in said.chars() {
            match sign {
                ' ' | '\n' | '\r' | '\t' if line.ends_with(' ') => {}
                ' ' | '\n' | '\r' | '\t' => line.push(' '),
                sign => line.push(sign),
            }
        }
        self.say(&line, look);
    }

    /// What the cell shows, under its style's format if it has one.
    pub(super) fn cell(&self, format: Option<&Format>) -> Cell {
        let shown = self.rich.text.trim();
        if self.is_error || self.has_formula && shown::is_error(shown) {
            return Cell::Error(if shown.is_empty() { "#VALUE!".to_owned() } else { shown.to_owned() });
        }
        if self.has_formula && shown.is_empty() && self.value.is_none() {
            return unclear("", unreckoned());
        }
        match (self.kind.as_str(), &self.value) {
            ("float" | "percentage" | "currency", Some(value)) => match value.trim().parse::<f64>() {
                Ok(value) => self.number(value, shown, format),
                Err(_) => unclear(value, Fault::new(format!("{} is not a number", text::quote(value))).hint(AGAIN)),
            },
            ("date", Some(day)) => match format {
                Some(format) => format.day(value::iso(day)),
                None => shown::day(value::iso(day), shown),
            },
            ("time", Some(time)) => Cell::Text(if shown.is_empty() { time.clone() } else { shown.to_owned() }),
            ("boolean", Some(flag)) => Cell::Flag(flag == "true"),
            ("string", Some(text)) if !self.has_text => {
                if text.is_empty() {
                    Cell::Empty
                } else {
                    Cell::Text(text.clone())
                }
            }
            _ => self.rich.cell(|text| Cell::Text(text.to_owned())),
        }
    }

    fn number(&self, value: f64, shown: &str, format: Option<&Format>) -> Cell {
        let Some(digits) = value::decimal(value) else { return value::number(value) };
        let cell = match (shown, format) {
            ("", Some(format)) => format.number(value, Epoch::Of1900),
            ("", None) if self.kind == "percentage" => Cell::Text(format!("{}%", hundredfold(&digits, 1))),
            ("", None) => Cell::Number(digits),
            // Only the text shows a raised or lowered mark or a part that is struck through.
            _ if self.rich.is_struck || self.rich.touches => self.rich.cell(|text| Cell::Text(text.to_owned())),
            (shown, _) => shown::number(&digits, shown),
        };
        match (cell, &self.currency) {
            (Cell::Number(digits) | Cell::Money(digits, _), Some(code)) if self.kind == "currency" => {
                Cell::Money(digits, code.clone())
            }
            (cell, _) => cell,
        }
    }
}

/// Skips everything inside the tag opened last.
///
/// # Errors
/// The tag is damaged.
pub(super) fn skip<R: Read>(xml: &mut Xml<R>) -> Result<(), Fault> {
    let mut depth = 1_usize;
    while depth > 0 {
        match xml.next()? {
            Next::Opens(_) => depth += 1,
            Next::Closes(_) => depth -= 1,
            Next::Over => return Ok(()),
            _ => {}
        }
    }
    Ok(())
}
