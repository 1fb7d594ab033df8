//! From the words of a map file to what they mean.

use std::collections::BTreeMap;
use std::sync::Arc;

use toml::Spanned;

use crate::domain::{Fault, Unit, text};
use crate::intake::column::{COLUMNS, Column};
use crate::phrase::Language;

use super::day::DateStyle;
use super::expression::{Expression, Fallback, Source, Style, ValueTable};
use super::heading::Heading;
use super::model::{Block, Map, Table, Turn};
use super::number::NumberStyle;
use super::pattern::{Patterns, Several};
use super::rows::{Condition, HeaderRow, Rule};
use super::shape::{BlockShape, HeaderShape, RuleShape, Shape, TableOfExpression, TableShape, ValuesShape};
use super::template::Template;

impl Map {
    /// Reads a map.
    ///
    /// # Errors
    /// What is no TOML, or no map; the line is named.
    pub fn parse(text: &str) -> Result<Map, Fault> {
        map(text)
    }
}

fn map(text: &str) -> Result<Map, Fault> {
    let shape: Shape = toml::from_str(text).map_err(|error| {
        let what = error.message().lines().collect::<Vec<_>>().join(" ");
        let fault = Fault::new(what).hint("the manual of maps lists every key: examples/maps/README.md");
        match error.span() {
            Some(span) => fault.at(line(text, span.start)),
            None => fault,
        }
    })?;
    Builder { text, tables: tables(&shape.values) }.map(shape)
}

struct Builder<'a> {
    text: &'a str,
    tables: BTreeMap<String, Arc<ValueTable>>,
}

type Columns = Vec<Option<Expression>>;

impl Builder<'_> {
    fn map(&self, shape: Shape) -> Result<Map, Fault> {
        let name = shape.name.as_ref().map(|name| name.get_ref().trim().to_owned());
        let table = self.table(shape.table, name)?;
        let (skip, end) = (self.rules(shape.skip)?, self.rules(shape.end)?);
        let common = match &shape.columns {
            Some(columns) if columns.get_ref().when.is_some() => {
                let fault = Fault::new("columns has a condition").hint("conditions belong to [[action]]: when = { … }");
                return Err(self.at(columns, fault));
            }
            Some(columns) => self.columns(columns.get_ref())?,
            None => vec![None; COLUMNS],
        };
        let actions = self.actions(&shape.action, &common)?;
        let needed = Column::REQUIRED.into_iter();
        for column in needed {
            if let Some(at) = actions.iter().position(|block| block.column(Turn::First, column).is_none()) {
                let fault = Fault::new(format!("nothing says what the column {column} is made of"))
                    .hint(format!("add it to [columns]: {column} = \"Heading\", or {{ constant = \"…\" }}"));
                return Err(shape.action.get(at).map_or(fault.clone(), |block| self.at(block, fault)));
            }
        }
        Ok(Map { table, skip, end, actions })
    }

    fn table(&self, shape: TableShape, name: Option<String>) -> Result<Table, Fault> {
        let header = match shape.header {
            None => HeaderRow::First,
            Some(header) => match header.get_ref() {
                HeaderShape::Row(number) => HeaderRow::Numbered(*number),
                HeaderShape::Names(names) => HeaderRow::Holding(names.clone()),
                HeaderShape::Word(word) if word == "none" => HeaderRow::None,
                HeaderShape::Word(word) => {
                    let fault = Fault::new(format!("{} is no header", text::quote(word)));
                    return Err(self.at(&header, fault.hint("write the row's number, a list of names, or \"none\"")));
                }
            },
        };
        let key = match (shape.key, name) {
            (None, _) => None,
            (Some(key), Some(name)) if !name.is_empty() => Some((name, self.headings(&key)?)),
            (Some(key), _) => {
                let fault = Fault::new("key needs the map's name, which begins the references made of it");
                return Err(self.at(&key, fault.hint("add name = \"…\" at the top of the map")));
            }
        };
        let carry = shape.carry.map(|carry| self.headings(&carry)).transpose()?.unwrap_or_default();
        Ok(Table { sheets: shape.sheets, header, carry, key, encoding: shape.encoding, delimiter: shape.delimiter })
    }

    fn headings(&self, names: &Spanned<Several>) -> Result<Vec<Heading>, Fault> {
        names.get_ref().0.iter().map(|name| Heading::parse(name).map_err(|fault| self.at(names, fault))).collect()
    }

    fn rules(&self, shapes: Vec<Spanned<RuleShape>>) -> Result<Vec<Rule<Heading>>, Fault> {
        let rule = |shape: Spanned<RuleShape>| match (&shape.get_ref().rows, &shape.get_ref().met) {
            (Some(rows), None) => Ok(Rule::Numbers(rows.0.clone())),
            (None, Some(met)) => condition(met).map(Rule::Where).map_err(|fault| self.at(&shape, fault)),
            _ => {
                let fault = Fault::new("the rule says both, or neither, of rows and where");
                Err(self.at(&shape, fault.hint("give one of them; another rule takes another [[…]]")))
            }
        };
        shapes.into_iter().map(rule).collect()
    }

    /// The actions that a row may tell of, each with what it shares with the others.
    fn actions(&self, shapes: &[Spanned<BlockShape>], common: &Columns) -> Result<Vec<Block<Heading>>, Fault> {
        if shapes.is_empty() {
            return Ok(vec![Block { when: None, first: common.clone(), later: common.clone() }]);
        }
        let mut blocks = Vec::with_capacity(shapes.len());
        for shape in shapes {
            let own = self.columns(shape.get_ref())?;
            let when = shape.get_ref().when.as_ref().map(condition).transpose();
            let when = when.map_err(|fault| self.at(shape, fault))?;
            // An amount belongs to the action that it is stated for; what the asset is, to the one that begins it.
            let amount = |column: &Column| matches!(column, Column::Amount | Column::AsWritten) && shapes.len() > 1;
            let of_the_asset = |column: &Column| Column::OF_THE_ASSET.contains(column);
            let first = merged(&own, common, |column| !amount(column));
            let later = merged(&own, common, |column| !amount(column) && !of_the_asset(column));
            blocks.push(Block { when, first, later });
        }
        Ok(blocks)
    }

    fn columns(&self, shape: &BlockShape) -> Result<Columns, Fault> {
        let mut columns = vec![None; COLUMNS];
        for (column, expression) in &shape.columns {
            let built = self.expression(*column, &expression.get_ref().0);
            columns[column.index()] = Some(built.map_err(|fault| self.at(expression, fault.at(column)))?);
        }
        Ok(columns)
    }

    fn expression(&self, column: Column, shape: &TableOfExpression) -> Result<Expression, Fault> {
        allowed(column, shape)?;
        let values = match &shape.values {
            None => None,
            Some(ValuesShape::Table(rows)) => Some(Arc::new(ValueTable::new(rows.clone()))),
            Some(ValuesShape::Named(name)) => Some(self.tables.get(name).cloned().ok_or_else(|| {
                let known: Vec<&str> = self.tables.keys().map(String::as_str).collect();
                Fault::new(format!("there is no [values.{name}]")).hint(format!("the map has {}", known.join(", ")))
            })?),
        };
        let wrap = shape.wrap.as_ref().map(|wrap| match wrap.split_once("{}") {
            Some((before, behind)) => Ok((before.to_owned(), behind.to_owned())),
            None => Err(Fault::new(format!("wrap {} has no {{}} in it", text::quote(wrap)))
                .hint("write {} where the value belongs")),
        });
        let blank = match fallback(shape.blank.as_deref()) {
            None => Fallback::Absent,
            Some(Fallback::Keep) => return Err(Fault::new("a blank cell cannot be kept").hint("write absent")),
            Some(blank) => blank,
        };
        let split = shape.split.clone().unwrap_or_default().0;
        if split.iter().any(String::is_empty) {
            return Err(Fault::new("split holds nothing").hint("write what stands between the values, such as \";\""));
        }
        Ok(Expression {
            source: source(shape)?,
            values,
            otherwise: fallback(shape.otherwise.as_deref()).unwrap_or(Fallback::Refuse),
            blank,
            wrap: wrap.transpose()?,
            split,
            style: style(column, shape)?,
        })
    }

    /// A fault with the line on which what it is about begins.
    fn at<T>(&self, place: &Spanned<T>, fault: Fault) -> Fault {
        fault.at(line(self.text, place.span().start))
    }
}

/// An action's own columns, and of those that all actions have the ones that are shared with it.
fn merged(own: &Columns, common: &Columns, is_shared: impl Fn(&Column) -> bool) -> Columns {
    let both = Column::ALL.iter().zip(own).zip(common);
    both.map(|((column, own), common)| own.clone().or_else(|| common.clone().filter(|_| is_shared(column)))).collect()
}

fn tables(shapes: &BTreeMap<String, BTreeMap<String, String>>) -> BTreeMap<String, Arc<ValueTable>> {
    let table = |rows: &BTreeMap<String, String>| Arc::new(ValueTable::new(rows.clone()));
    shapes.iter().map(|(name, rows)| (name.clone(), table(rows))).collect()
}

fn source(shape: &TableOfExpression) -> Result<Source<Heading>, Fault> {
    match (&shape.from, &shape.template, &shape.constant) {
        (Some(from), None, None) => {
            Ok(Source::Cells(from.0.iter().map(|name| Heading::parse(name)).collect::<Result<_, _>>()?))
        }
        (None, Some(template), None) => Template::parse(template).map(Source::Template),
        (None, None, Some(constant)) => Ok(Source::Constant(constant.trim().to_owned())),
        _ => Err(Fault::new("it must have one of from, template and constant")
            .hint("from is a column, template several joined, constant a text for every row")),
    }
}

fn style(column: Column, shape: &TableOfExpression) -> Result<Style, Fault> {
    if let Some(formats) = &shape.formats {
        let months = shape.months.clone().unwrap_or_default().0;
        return Ok(Style::Date(Arc::new(DateStyle::new(&formats.0, &months)?)));
    }
    if shape.months.is_some() {
        return Err(Fault::new("months without formats").hint("add the form: formats = [\"%d %B %Y\"]"));
    }
    if column != Column::Amount {
        return Ok(Style::Plain);
    }
    let power = match shape.times {
        None => 0,
        Some(times) => power_of(times)
            .ok_or_else(|| Fault::new(format!("times {times} is no power of ten")).hint("write 1000 or 1000000"))?,
    };
    let mut symbols = Vec::new();
    for (symbol, code) in shape.symbols.iter().flatten() {
        let unit = Unit::parse(code).map_err(|fault| fault.at(format!("symbols {}", text::quote(symbol))))?;
        symbols.push((symbol.trim().to_owned(), unit));
    }
    symbols.retain(|(symbol, _)| !symbol.is_empty());
    symbols.sort_by_key(|(symbol, _)| std::cmp::Reverse(symbol.len()));
    let thousands = shape.thousands.iter().flat_map(|marks| &marks.0).map(|mark| one_character(mark));
    let thousands = thousands.collect::<Result<Vec<char>, Fault>>()?;
    if shape.decimal.is_some_and(|decimal| thousands.contains(&decimal)) {
        return Err(Fault::new("decimal and thousands are the same sign").hint("give the signs that the file has"));
    }
    let style = NumberStyle { decimal: shape.decimal, thousands, symbols, round: shape.round, power };
    if !style.is_told() && (!style.symbols.is_empty() || shape.otherwise.is_some()) {
        return Err(Fault::new("symbols and otherwise belong to numbers, and how these are written is not said")
            .hint("say what stands before the decimals: decimal = \".\""));
    }
    let language = shape.language.as_deref().map(Language::parse).transpose()?;
    Ok(Style::Amount(Arc::new(style), language))
}

fn one_character(mark: &str) -> Result<char, Fault> {
    let mut chars = mark.chars();
    match (chars.next(), chars.next()) {
        (Some(mark), None) if !mark.is_ascii_digit() => Ok(mark),
        _ => Err(Fault::new(format!("thousands {} is no single sign", text::quote(mark)))
            .hint("write one sign, such as \",\", or a list of them")),
    }
}

fn power_of(times: u64) -> Option<u32> {
    let power = times.checked_ilog10()?;
    (10_u64.checked_pow(power)? == times).then_some(power)
}

/// Checks that an expression has no key that means nothing in its column.
fn allowed(column: Column, shape: &TableOfExpression) -> Result<(), Fault> {
    let dates = [("formats", shape.formats.is_some()), ("months", shape.months.is_some())];
    let amounts = [
        ("decimal", shape.decimal.is_some()),
        ("thousands", shape.thousands.is_some()),
        ("symbols", shape.symbols.is_some()),
        ("round", shape.round.is_some()),
        ("times", shape.times.is_some()),
        ("language", shape.language.is_some()),
    ];
    let given = |keys: &[(&'static str, bool)]| keys.iter().find(|(_, given)| *given).map(|(key, _)| *key);
    let wrong = |key: &str, of: &str| Err(Fault::new(format!("{key} belongs to {of}")).hint("leave it out here"));
    if let Some(key) = given(&dates).filter(|_| !column.is_date()) {
        return wrong(key, "date and until");
    }
    if let Some(key) = given(&amounts).filter(|_| column != Column::Amount) {
        return wrong(key, "amount");
    }
    if shape.split.is_some() && !(column.is_list() || column == Column::Amount) {
        return wrong("split", "amount, sources, identifiers, subjects and may_overlap");
    }
    Ok(())
}

fn fallback(word: Option<&str>) -> Option<Fallback> {
    Some(match word? {
        "refuse" => Fallback::Refuse,
        "absent" => Fallback::Absent,
        "keep" | "phrase" => Fallback::Keep,
        value => Fallback::Value(value.to_owned()),
    })
}

fn condition(met: &BTreeMap<String, Patterns>) -> Result<Condition<Heading>, Fault> {
    if met.is_empty() {
        return Err(Fault::new("the condition names no column").hint("write { Heading = \"pattern\" }"));
    }
    let bind = |(name, patterns): (&String, &Patterns)| Ok((Heading::parse(name)?, patterns.clone()));
    met.iter().map(bind).collect::<Result<_, Fault>>().map(Condition)
}

fn line(text: &str, at: usize) -> String {
    let before = text.get(..at).unwrap_or(text);
    format!("line {}", before.bytes().filter(|b| *b == b'\n').count() + 1)
}
