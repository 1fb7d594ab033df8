//! The styles of an ODS: how cells and texts look, and how numbers are shown.

use std::collections::HashMap;
use std::fmt::Write;
use std::io::Read;
use std::rc::Rc;

use quick_xml::events::BytesStart;

use super::desk::AGAIN;
use super::format::Format;
use super::rich::{Look, Stand};
use super::xml::{Next, Xml, attribute};
use crate::domain::Fault;

/// The most styles.
const MOST: usize = 200_000;

/// How deep styles may be nested.
const DEEPEST: usize = 20;

/// One style of cells, texts or tables.
#[derive(Clone, Debug, Default)]
struct Style {
    parent: Option<String>,
    data: Option<String>,
    stand: Option<Stand>,
    is_struck: Option<bool>,
    is_hidden: bool,
}

/// A number format, and others that apply under a condition.
#[derive(Clone, Debug, Default)]
struct Data {
    code: String,
    cases: Vec<(String, String)>,
    is_percentage: bool,
    counts_on: bool,
}

/// The styles of an ODS.
#[derive(Debug, Default)]
pub(super) struct Styles {
    /// By family and name.
    styles: HashMap<(String, String), Style>,
    data: HashMap<String, Data>,
    formats: HashMap<String, Option<Rc<Format>>>,
}

/// The style being read.
#[derive(Default)]
pub(super) struct Open {
    style: Option<(String, String)>,
    data: Option<String>,
    /// The format's text at this place.
    text: Option<String>,
    is_symbol: bool,
}

impl Styles {
    /// Reads the styles from a part that contains nothing else.
    ///
    /// # Errors
    /// It is damaged or exceeds the bounds.
    pub(super) fn read<R: Read>(&mut self, xml: &mut Xml<R>) -> Result<(), Fault> {
        let mut open = Open::default();
        loop {
            match xml.next()? {
                Next::Opens(tag) => self.opens(&tag, &mut open)?,
                Next::Text(text) => Styles::says(&text, &mut open),
                Next::Closes(name) => self.closes(&name, &mut open),
                Next::Over => return Ok(()),
                Next::Other => {}
            }
        }
    }

    /// Handles an opening tag among the styles.
    ///
    /// # Errors
    /// It is damaged, or there are too many styles.
    pub(super) fn opens(&mut self, tag: &BytesStart<'_>, open: &mut Open) -> Result<(), Fault> {
        let name = tag.name();
        let name = name.as_ref();
        if self.styles.len() > MOST || self.data.len() > MOST {
            return Err(Fault::new(format!("it has more than {MOST} styles")).hint(AGAIN));
        }
        match name {
            "style:style" | "style:default-style" => {
                let said = |name: &str| Ok::<String, Fault>(attribute(tag, name)?.unwrap_or_default());
                let key = (said("style:family")?, said("style:name")?);
                let style = Style {
                    parent: attribute(tag, "style:parent-style-name")?,
                    data: attribute(tag, "style:data-style-name")?,
                    ..Style::default()
                };
                self.styles.insert(key.clone(), style);
                open.style = Some(key);
            }
            "style:text-properties" | "style:table-properties" => {
                let Some(style) = open.style.as_ref().and_then(|key| self.styles.get_mut(key)) else { return Ok(()) };
                style.is_hidden |= attribute(tag, "table:display")?.as_deref() == Some("false");
                if let Some(position) = attribute(tag, "style:text-position")? {
                    style.stand = Some(stand(&position));
                }
                for name in ["style:text-line-through-style", "style:text-line-through-type"] {
                    if let Some(line) = attribute(tag, name)? {
                        style.is_struck = Some(line != "none");
                    }
                }
            }
            "number:number-style"
            | "number:currency-style"
            | "number:percentage-style"
            | "number:date-style"
            | "number:time-style"
            | "number:text-style"
            | "number:boolean-style" => {
                let name = attribute(tag, "style:name")?.unwrap_or_default();
                let data = Data {
                    is_percentage: tag.name().as_ref() == "number:percentage-style",
                    counts_on: attribute(tag, "number:truncate-on-overflow")?.as_deref() == Some("false"),
                    ..Data::default()
                };
                self.data.insert(name.clone(), data);
                open.data = Some(name);
            }
            "style:map" => {
                if let Some(data) = open.data.as_ref().and_then(|name| self.data.get_mut(name)) {
                    let said = |name: &str| Ok::<String, Fault>(attribute(tag, name)?.unwrap_or_default());
                    data.cases.push((said("style:condition")?, said("style:apply-style-name")?));
                }
            }
            "number:text" | "number:currency-symbol" => {
                open.text = Some(String::new());
                open.is_symbol = name == "number:currency-symbol";
            }
            _ => {
                if let Some(data) = open.data.as_ref().and_then(|name| self.data.get_mut(name)) {
                    part(name, tag, data)?;
                }
            }
        }
        Ok(())
    }

    /// Handles a text among the styles.
    pub(super) fn says(text: &str, open: &mut Open) {
        if let Some(said) = &mut open.text {
            said.push_str(text);
        }
    }

    /// Handles a closing tag among the styles.
    pub(super) fn closes(&mut self, name: &str, open: &mut Open) {
        match name {
            "style:style" | "style:default-style" => open.style = None,
            name if name.starts_with("number:") && name.ends_with("-style") => open.data = None,
            "number:text" | "number:currency-symbol" => {
                let text = open.text.take().unwrap_or_default();
                if let Some(data) = open.data.as_ref().and_then(|name| self.data.get_mut(name)) {
                    for sign in text.chars() {
                        match sign {
                            '%' if data.is_percentage && !open.is_symbol => data.code.push('%'),
                            sign => {
                                data.code.push('\\');
                                data.code.push(sign);
                            }
                        }
                    }
                }
            }
            _ => {}
        }
    }

    /// The look of a whole cell or of a piece of text.
    pub(super) fn look(&self, family: &str, name: &str) -> Look {
        let of = |take: &dyn Fn(&Style) -> Option<Look>| self.chain(family, name).find_map(take);
        let stand = of(&|style| style.stand.map(|stand| Look { stand, is_struck: false }));
        let struck = of(&|style| style.is_struck.map(|is_struck| Look { is_struck, ..Look::default() }));
        Look {
            stand: stand.map(|look| look.stand).unwrap_or_default(),
            is_struck: struck.is_some_and(|look| look.is_struck),
        }
    }

    /// Whether a table of this style is hidden.
    pub(super) fn is_hidden(&self, name: &str) -> bool {
        self.chain("table", name).any(|style| style.is_hidden)
    }

    /// The number format of a style; `None` if the style has none.
    pub(super) fn format(&mut self, name: &str) -> Option<Rc<Format>> {
        if let Some(known) = self.formats.get(name) {
            return known.clone();
        }
        let data = self.chain("table-cell", name).find_map(|style| style.data.clone());
        let format = data.and_then(|data| self.code(&data)).map(|code| Rc::new(Format::parse(&code)));
        self.formats.insert(name.to_owned(), format.clone());
        format
    }

    fn chain<'a>(&'a self, family: &str, name: &str) -> impl Iterator<Item = &'a Style> {
        let get = |name: &str| self.styles.get(&(family.to_owned(), name.to_owned()));
        let family = family.to_owned();
        let next = move |style: &&'a Style| {
            let parent = style.parent.clone()?;
            self.styles.get(&(family.clone(), parent))
        };
        std::iter::successors(get(name), next).take(DEEPEST)
    }

    /// A format as a code: for positive figures, negative ones and zero.
    fn code(&self, name: &str) -> Option<String> {
        let data = self.data.get(name)?;
        let other = |case: &str| self.data.get(case).map(|data| data.code.clone()).unwrap_or_default();
        if data.cases.is_empty() {
            return Some(data.code.clone());
        }
        let (mut above, mut below, mut zero) = (data.code.clone(), data.code.clone(), None);
        for (condition, case) in &data.cases {
            match condition.replace(' ', "").as_str() {
                "value()>=0" => above = other(case),
                "value()>0" => {
                    zero.get_or_insert_with(|| data.code.clone());
                    above = other(case);
                }
                "value()<0" => below = other(case),
                "value()<=0" => {
                    zero = Some(other(case));
                    below = other(case);
                }
                "value()=0" => zero = Some(other(case)),
                _ => return Some(format!("[>=0]{};{}", data.code, other(case))),
            }
        }
        Some(match zero {
            Some(zero) => format!("{above};{below};{zero}"),
            None => format!("{above};{below}"),
        })
    }
}

fn stand(position: &str) -> Stand {
    let first = position.split_whitespace().next().unwrap_or_default();
    match first {
        "super" => Stand::Raised,
        "sub" => Stand::Lowered,
        height if height.starts_with('-') => Stand::Lowered,
        height if height.trim_end_matches('%').parse::<f64>().is_ok_and(|height| height > 0.0) => Stand::Raised,
        _ => Stand::Plain,
    }
}

/// Adds a part of a format to its code.
fn part(name: &str, tag: &BytesStart<'_>, data: &mut Data) -> Result<(), Fault> {
    /// More places than any number has are useless.
    const MOST_PLACES: usize = 40;
    let said = |name: &str| attribute(tag, name);
    let count =
        |name: &str| Ok::<usize, Fault>(said(name)?.and_then(|value| value.parse().ok()).unwrap_or(0).min(MOST_PLACES));
    let is_long = said("number:style")?.as_deref() == Some("long");
    let code = &mut data.code;
    match name {
        "number:number" | "number:scientific-number" => {
            if said("number:grouping")?.as_deref() == Some("true") {
                code.push_str("#,##");
            }
            let zeros = count("number:min-integer-digits")?;
            code.push_str(&if zeros == 0 { "#".to_owned() } else { "0".repeat(zeros) });
            let decimals = count("number:decimal-places")?;
            if decimals > 0 {
                // Writing to a string cannot fail.
                let _ = write!(code, ".{}", "0".repeat(decimals));
            }
            if name == "number:scientific-number" {
                code.push_str("E+00");
            }
            match said("number:display-factor")?.as_deref() {
                None | Some("1" | "1.0") => {}
                Some(_) => code.push(','),
            }
        }
        "number:fraction" => code.push_str("# ?/?"),
        "number:text-content" => code.push('@'),
        "number:boolean" => code.push_str("General"),
        "number:year" => code.push_str(if is_long { "yyyy" } else { "yy" }),
        "number:month" => code.push_str(if said("number:textual")?.as_deref() == Some("true") { "mmm" } else { "mm" }),
        "number:day" => code.push_str("dd"),
        "number:day-of-week" => code.push_str("dddd"),
        "number:hours" => code.push_str(if data.counts_on { "[h]" } else { "hh" }),
        "number:minutes" => code.push_str("mm"),
        "number:seconds" => code.push_str("ss"),
        "number:am-pm" => code.push_str("AM/PM"),
        "number:quarter" | "number:week-of-year" => code.push_str("\"Q\""),
        _ => {}
    }
    Ok(())
}
