//! Interprets the words of a map file.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::sync::Arc;

use regex::{Regex, RegexBuilder};
use toml::Spanned;

use crate::domain::{Decimal, Fault, Unit, text};
use crate::intake::column::{COLUMNS, Column};
use crate::phrase::Language;

use super::closed;
use super::condition::{self, Condition, Order, Scale, Test};
use super::day::DateStyle;
use super::expression::{Expression, Fallback, Matching, Source, Style, ValueTable};
use super::heading::Heading;
use super::model::{Block, Check, Map, Part, Table, Told, Totals, Turn};
use super::number::{Finer, Kept, NumberStyle};
use super::pattern::Several;
use super::rows::{HeaderRow, Meant, Rule};
use super::shape::{
    BlockShape, CheckShape, ConditionShape, HeaderShape, RuleShape, Shape, SumShape, TableOfExpression, TableShape,
    TestShape, ValuesShape,
};
use super::template::Template;

impl Map {
    /// Reads a map.
    ///
    /// # Errors
    /// It is not TOML, or not a valid map; the fault names the line.
    pub fn parse(text: &str) -> Result<Map, Fault> {
        map(text, &Column::REQUIRED)
    }

    /// Reads a map that says at least where these columns come from.
    ///
    /// # Errors
    /// As for [`Map::parse`].
    pub(crate) fn parse_for(text: &str, needed: &[Column]) -> Result<Map, Fault> {
        map(text, needed)
    }
}

fn map(text: &str, needed: &[Column]) -> Result<Map, Fault> {
    let shape: Shape = toml::from_str(text).map_err(|error| {
        let what = error.message().lines().collect::<Vec<_>>().join(" ");
        let fault = Fault::new(what).hint("the manual of maps lists every key: examples/maps/README.md");
        match error.span() {
            Some(span) => fault.at(line(text, span.start)),
            None => fault,
        }
    })?;
    Builder {
        text,
        tables: tables(&shape.values)?,
        scale: scale(&shape)?,
        regexes: Cell::new(0),
        wrong: RefCell::default(),
    }
    .map(shape, needed)
}

struct Builder<'a> {
    text: &'a str,
    tables: BTreeMap<String, Arc<ValueTable>>,
    /// The notation of cells in comparisons.
    scale: Arc<Scale>,
    /// The number of regular expressions so far.
    regexes: Cell<usize>,
    /// Words that a column does not accept.
    wrong: RefCell<Vec<Fault>>,
}

/// The most actions in a map.
const MOST_ACTIONS: usize = 64;

/// The most regular expressions in a map.
const MOST_REGEXES: usize = 64;

/// The longest regular expression, in bytes.
const LONGEST_REGEX: usize = 1_000;

/// The most memory that a compiled one may take, in bytes.
const REGEX_SIZE: usize = 1 << 20;

type Columns = Vec<Option<Expression>>;

impl Builder<'_> {
    fn map(&self, shape: Shape, needed: &[Column]) -> Result<Map, Fault> {
        let name = shape.name.as_ref().map(|name| name.get_ref().trim().to_owned());
        let table = self.table(shape.table, name)?;
        let (skip, end) = (self.rules("skip", &shape.skip)?, self.rules("end", &shape.end)?);
        let common = match &shape.columns {
            Some(columns) if columns.get_ref().has_condition() => {
                let fault = Fault::new("columns has a condition").hint("conditions belong to [[action]]: when = { … }");
                return Err(self.at(columns, fault));
            }
            Some(columns) if shape.action.len() > 1 => {
                let shared = columns.get_ref().columns.iter().find(|(column, _)| is_of_one_action(*column));
                if let Some((column, expression)) = shared {
                    let fault = Fault::new(format!("{column} is in [columns], but there are several [[action]]"))
                        .hint("move it into the [[action]] to which it belongs");
                    return Err(self.at(expression, fault));
                }
                self.columns(columns.get_ref())?
            }
            Some(columns) => self.columns(columns.get_ref())?,
            None => vec![None; COLUMNS],
        };
        let part = shape.columns.as_ref().map_or(Ok(Part::Whole), |columns| self.part(columns))?;
        let actions = self.actions(&shape.action, &common, part)?;
        for column in needed.iter().copied() {
            if let Some(at) = actions.iter().position(|block| block.column(Turn::First, column).is_none()) {
                let fault = Fault::new(format!("the map does not say where the column {column} comes from"))
                    .hint(format!("add it to [columns]: {column} = \"Heading\", or {{ constant = \"…\" }}"));
                return Err(shape.action.get(at).map_or(fault.clone(), |block| self.at(block, fault)));
            }
        }
        let check = shape.check.as_ref().map(|check| self.check(check)).transpose()?.unwrap_or_default();
        Ok(Map { table, skip, end, actions, check, wrong: self.wrong.take() })
    }

    fn table(&self, shape: TableShape, name: Option<String>) -> Result<Table, Fault> {
        let header = match shape.header {
            None => HeaderRow::First,
            Some(header) => match header.get_ref() {
                HeaderShape::Row(number) => HeaderRow::Numbered(*number),
                HeaderShape::Names(names) => HeaderRow::Holding(names.clone()),
                HeaderShape::Word(word) if word == "none" => HeaderRow::None,
                HeaderShape::Word(word) => {
                    let fault = Fault::new(format!("{} is not a header", text::quote(word)));
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

    fn rules(&self, word: &str, shapes: &[Spanned<RuleShape>]) -> Result<Vec<Rule<Heading>>, Fault> {
        let rule = |shape: &Spanned<RuleShape>| {
            let meant = match (&shape.get_ref().rows, &shape.get_ref().met) {
                (Some(rows), None) => Meant::Numbers(rows.0.clone()),
                (None, Some(met)) => self.condition(met).map(Meant::Where).map_err(|fault| self.at(shape, fault))?,
                _ => {
                    let fault = Fault::new("the rule must have either rows or where, not both");
                    return Err(self.at(shape, fault.hint("give one of them; another rule takes another [[…]]")));
                }
            };
            let name = format!("[[{word}]] of {}", line(self.text, shape.span().start));
            Ok(Rule { name: name.into(), meant })
        };
        shapes.iter().map(rule).collect()
    }

    /// The actions that a row may contain, each with what it shares with the others.
    fn actions(
        &self,
        shapes: &[Spanned<BlockShape>],
        common: &Columns,
        part: Part,
    ) -> Result<Vec<Block<Heading>>, Fault> {
        if shapes.is_empty() {
            let (first, later) = (common.clone(), common.clone());
            return Ok(vec![Block { told: Told::Always, unless: None, part, first, later }]);
        }
        if shapes.len() > MOST_ACTIONS {
            return Err(Fault::new(format!("the map has {} actions", shapes.len()))
                .hint(format!("write at most {MOST_ACTIONS}; values can make one block of several")));
        }
        let mut blocks = Vec::with_capacity(shapes.len());
        for shape in shapes {
            let own = self.columns(shape.get_ref())?;
            let told = self.told(shape, blocks.is_empty(), shapes.len() == 1).map_err(|fault| self.at(shape, fault))?;
            let unless = shape.get_ref().unless.as_ref().map(|unless| self.condition(unless)).transpose();
            let unless = unless.map_err(|fault| self.at(shape, fault))?;
            let part = if shape.get_ref().part.is_some() { self.part(shape)? } else { part };
            // The asset's particulars belong to the action that begins it.
            let of_the_asset = |column: &Column| column.is_of_the_asset();
            let first = merged(&own, common, |_| true);
            let later = merged(&own, common, |column| !of_the_asset(column));
            blocks.push(Block { told, unless, part, first, later });
        }
        Ok(blocks)
    }

    /// Which rows contain an action.
    fn told(&self, shape: &Spanned<BlockShape>, is_first: bool, is_only: bool) -> Result<Told<Heading>, Fault> {
        match (&shape.get_ref().when, shape.get_ref().or_else) {
            (Some(_), true) => {
                Err(Fault::new("the action has both when and else").hint("else is for rows of no action before it"))
            }
            (None, true) if is_first => {
                Err(Fault::new("the first action has else").hint("put it after the actions with a condition"))
            }
            (None, true) => Ok(Told::Else),
            (Some(when), false) => self.condition(when).map(Told::When),
            (None, false) if is_only => Ok(Told::Always),
            (None, false) => Ok(Told::WhereDated),
        }
    }

    fn part(&self, shape: &Spanned<BlockShape>) -> Result<Part, Fault> {
        match shape.get_ref().part.as_deref() {
            None => Ok(Part::Whole),
            Some("when less") => Ok(Part::WhenLess),
            Some(other) => {
                let fault = Fault::new(format!("part is {}", text::quote(other)));
                Err(self.at(shape, fault.hint("write part = \"when less\", or leave it out")))
            }
        }
    }

    fn condition(&self, met: &ConditionShape) -> Result<Condition<Heading>, Fault> {
        if met.is_empty() {
            return Err(Fault::new("the condition names no column").hint("write { Heading = \"pattern\" }"));
        }
        let mut tests = Vec::with_capacity(met.len());
        for (name, test) in met {
            let column = condition::Column::new(Heading::parse(name)?);
            match test {
                TestShape::Patterns(patterns) => tests.push((column, Test::Meets(patterns.clone()))),
                TestShape::Asked(asked) => {
                    for (word, with) in asked {
                        tests.push((column.clone(), self.test(word, with)?));
                    }
                }
            }
        }
        Ok(Condition(tests))
    }

    fn test(&self, word: &str, with: &str) -> Result<Test<Heading>, Fault> {
        if word == "match" {
            return self.regex(with).map(|regex| Test::Matches(Arc::new(regex)));
        }
        let order = Order::parse(word).ok_or_else(|| {
            Fault::new(format!("{} sets no condition on a cell", text::quote(word)))
                .hint("write match, or one of =, !=, <, <=, >, >= with the other column")
        })?;
        Ok(Test::Compares(order, condition::Column::new(Heading::parse(with)?), Arc::clone(&self.scale)))
    }

    fn regex(&self, pattern: &str) -> Result<Regex, Fault> {
        self.regexes.set(self.regexes.get() + 1);
        if self.regexes.get() > MOST_REGEXES || pattern.len() > LONGEST_REGEX {
            return Err(Fault::new(format!(
                "the map has more than {MOST_REGEXES} regular expressions, or one of more than {LONGEST_REGEX} bytes"
            ))
            .hint("use patterns and values where they suffice"));
        }
        let built = RegexBuilder::new(pattern).size_limit(REGEX_SIZE).dfa_size_limit(REGEX_SIZE).build();
        built.map_err(|error| {
            let why = error.to_string();
            let why = why.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned();
            Fault::new(format!("match {} is not a regular expression: {why}", text::quote(pattern)))
                .hint("in TOML a regular expression is best in single quotes: '\\d+'")
        })
    }

    fn check(&self, shape: &Spanned<CheckShape>) -> Result<Check, Fault> {
        let totals = |rows: Option<u64>, sums: &BTreeMap<String, SumShape>| {
            let sum = |(name, sum): (&String, &SumShape)| Ok((Heading::parse(name)?, Decimal::parse(&sum.0)?));
            let sums = sums.iter().map(sum).collect::<Result<_, Fault>>().map_err(|fault| self.at(shape, fault))?;
            Ok(Totals { rows, sums })
        };
        let CheckShape { rows, sum, sheet } = shape.get_ref();
        let sheets = sheet.iter().map(|(name, of)| Ok((name.clone(), totals(of.rows, &of.sum)?)));
        Ok(Check { whole: totals(*rows, sum)?, sheets: sheets.collect::<Result<_, Fault>>()? })
    }

    fn columns(&self, shape: &BlockShape) -> Result<Columns, Fault> {
        let mut columns = vec![None; COLUMNS];
        for (column, expression) in &shape.columns {
            let place = |fault: Fault| self.at(expression, fault.at(column));
            let built = self.expression(*column, &expression.get_ref().0).map_err(place)?;
            if let Err(fault) = closed::check(*column, &built) {
                self.wrong.borrow_mut().push(place(fault));
            }
            columns[column.index()] = Some(built);
        }
        Ok(columns)
    }

    fn expression(&self, column: Column, shape: &TableOfExpression) -> Result<Expression, Fault> {
        allowed(column, shape)?;
        let values = match &shape.values {
            None => None,
            Some(ValuesShape::Table(rows)) => Some(Arc::new(ValueTable::new(rows.clone())?)),
            Some(ValuesShape::Named(name)) => Some(self.tables.get(name).cloned().ok_or_else(|| {
                let known: Vec<&str> = self.tables.keys().map(String::as_str).collect();
                Fault::new(format!("the map has no [values.{name}]")).hint(format!("the map has {}", known.join(", ")))
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
            return Err(Fault::new("split is empty").hint("write what stands between the values, such as \";\""));
        }
        if shape.give.is_some() && shape.matches.is_none() {
            return Err(Fault::new("give without match").hint("say what it takes its captures from: match = '…'"));
        }
        let matching = |pattern: &String| Ok(Matching { regex: self.regex(pattern)?, give: shape.give.clone() });
        let expression = Expression {
            source: source(shape)?,
            matches: shape.matches.as_ref().map(matching).transpose()?.map(Arc::new),
            values,
            otherwise: fallback(shape.otherwise.as_deref()).unwrap_or(Fallback::Refuse),
            blank,
            wrap: wrap.transpose()?,
            split,
            style: style(column, shape)?,
        };
        Ok(expression)
    }

    /// A fault with the line of the text it concerns.
    fn at<T>(&self, place: &Spanned<T>, fault: Fault) -> Fault {
        fault.at(line(self.text, place.span().start))
    }
}

/// An action's own columns, and those common to all actions that it shares.
fn merged(own: &Columns, common: &Columns, is_shared: impl Fn(&Column) -> bool) -> Columns {
    let both = Column::ALL.iter().zip(own).zip(common);
    both.map(|((column, own), common)| own.clone().or_else(|| common.clone().filter(|_| is_shared(column)))).collect()
}

/// Whether a column belongs only to the action it is stated for, and so cannot be shared.
fn is_of_one_action(column: Column) -> bool {
    matches!(column, Column::Amount | Column::AsWritten | Column::Value | Column::Count | Column::CountOf)
}

fn tables(shapes: &BTreeMap<String, BTreeMap<String, String>>) -> Result<BTreeMap<String, Arc<ValueTable>>, Fault> {
    let table = |(name, rows): (&String, &BTreeMap<String, String>)| {
        let table = ValueTable::new(rows.clone()).map_err(|fault| fault.at(format!("[values.{name}]")))?;
        Ok((name.clone(), Arc::new(table)))
    };
    shapes.iter().map(table).collect()
}

/// The notation of the map's first amounts and dates, which compared cells use too.
fn scale(shape: &Shape) -> Result<Arc<Scale>, Fault> {
    let blocks = shape.columns.iter().chain(&shape.action);
    let mut scale = Scale { numbers: NumberStyle::pointed(), dates: None };
    let mut is_told = false;
    for (column, expression) in blocks.flat_map(|block| &block.get_ref().columns) {
        // Their faults are reported with a line when they are built.
        match style(*column, &expression.get_ref().0) {
            Ok(Style::Amount(style, _)) if !is_told && style.is_told() => {
                (scale.numbers, is_told) = (style.as_ref().clone(), true);
            }
            Ok(Style::Date(style)) if scale.dates.is_none() => scale.dates = Some(style),
            _ => {}
        }
    }
    Ok(Arc::new(scale))
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
            .ok_or_else(|| Fault::new(format!("times {times} is not a power of ten")).hint("write 1000 or 1000000"))?,
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
    let style = NumberStyle { decimal: shape.decimal, thousands, symbols, finer: finer(shape)?, power };
    let of_numbers = !style.symbols.is_empty() || style.finer != Finer::Refused || style.power > 0;
    if !style.is_told() && (of_numbers || (shape.otherwise.is_some() && shape.matches.is_none())) {
        return Err(Fault::new(
            "symbols, round, decimals, times and otherwise belong to numbers, but the map does not say how numbers \
             are written",
        )
        .hint("say what stands before the decimals: decimal = \".\""));
    }
    let language = shape.language.as_deref().map(Language::parse).transpose()?;
    Ok(Style::Amount(Arc::new(style), language))
}

fn finer(shape: &TableOfExpression) -> Result<Finer, Fault> {
    match (shape.round, shape.decimals) {
        (Some(_), Some(_)) => Err(Fault::new("round and decimals exclude each other")
            .hint("decimals = \"as stated\" keeps what round would change: leave one of them out")),
        (Some(round), None) => Ok(Finer::Rounded(round)),
        (None, Some(Kept::AsStated)) => Ok(Finer::Kept),
        (None, None) => Ok(Finer::Refused),
    }
}

fn one_character(mark: &str) -> Result<char, Fault> {
    let mut chars = mark.chars();
    match (chars.next(), chars.next()) {
        (Some(mark), None) if !mark.is_ascii_digit() => Ok(mark),
        _ => Err(Fault::new(format!("thousands {} is not a single character", text::quote(mark)))
            .hint("write one sign, such as \",\", or a list of them")),
    }
}

fn power_of(times: u64) -> Option<u32> {
    let power = times.checked_ilog10()?;
    (10_u64.checked_pow(power)? == times).then_some(power)
}

/// Refuses keys of an expression that mean nothing in its column.
fn allowed(column: Column, shape: &TableOfExpression) -> Result<(), Fault> {
    let dates = [("formats", shape.formats.is_some()), ("months", shape.months.is_some())];
    let amounts = [
        ("decimal", shape.decimal.is_some()),
        ("thousands", shape.thousands.is_some()),
        ("symbols", shape.symbols.is_some()),
        ("round", shape.round.is_some()),
        ("decimals", shape.decimals.is_some()),
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

fn line(text: &str, at: usize) -> String {
    let before = text.get(..at).unwrap_or(text);
    format!("line {}", before.bytes().filter(|b| *b == b'\n').count() + 1)
}
