//! The TOML shape of a map file, before its words are interpreted.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Deserializer, de};
use toml::Spanned;

use crate::intake::column::{Column, nearest};

use super::number::{Kept, Rounding};
use super::pattern::{Patterns, Several};

/// A map file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Shape {
    /// Whose files it reads.
    pub(super) name: Option<Spanned<String>>,
    /// Where the rows are.
    #[serde(default)]
    pub(super) table: TableShape,
    /// Rows that do not count.
    #[serde(default)]
    pub(super) skip: Vec<Spanned<RuleShape>>,
    /// Rows that end a sheet's table.
    #[serde(default)]
    pub(super) end: Vec<Spanned<RuleShape>>,
    /// How impound's columns are made.
    pub(super) columns: Option<Spanned<BlockShape>>,
    /// The actions in a row.
    #[serde(default)]
    pub(super) action: Vec<Spanned<BlockShape>>,
    /// Tables of values.
    #[serde(default)]
    pub(super) values: BTreeMap<String, BTreeMap<String, String>>,
    /// The totals that the file must match.
    pub(super) check: Option<Spanned<CheckShape>>,
}

/// The totals that a file and its sheets must match.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CheckShape {
    /// The number of rows that count.
    pub(super) rows: Option<u64>,
    /// The sums of columns.
    #[serde(default)]
    pub(super) sum: BTreeMap<String, SumShape>,
    /// The same for single sheets.
    #[serde(default)]
    pub(super) sheet: BTreeMap<String, TotalsShape>,
}

/// The totals that a sheet must match.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TotalsShape {
    /// The number of rows that count.
    pub(super) rows: Option<u64>,
    /// The sums of columns.
    #[serde(default)]
    pub(super) sum: BTreeMap<String, SumShape>,
}

/// A sum, in quotes because a TOML number is binary floating point.
#[derive(Debug)]
pub(super) struct SumShape(pub String);

/// Where the rows are.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TableShape {
    /// Which sheets.
    pub(super) sheets: Option<Patterns>,
    /// Which row is the header.
    pub(super) header: Option<Spanned<HeaderShape>>,
    /// Columns whose blank cells take the value above.
    pub(super) carry: Option<Spanned<Several>>,
    /// Columns that identify a row across files.
    pub(super) key: Option<Spanned<Several>>,
    /// The encoding of a CSV.
    pub(super) encoding: Option<String>,
    /// The field delimiter of a CSV.
    pub(super) delimiter: Option<char>,
}

/// Which row is the header.
#[derive(Debug)]
pub(super) enum HeaderShape {
    /// The row with this number.
    Row(u64),
    /// A word; only `none` is valid.
    Word(String),
    /// The first row that contains these names.
    Names(Vec<String>),
}

/// A rule that selects rows.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleShape {
    /// By number.
    pub(super) rows: Option<RowsShape>,
    /// By their contents.
    #[serde(rename = "where")]
    pub(super) met: Option<ConditionShape>,
}

/// Rows by number: each a first and a last one.
#[derive(Debug)]
pub(super) struct RowsShape(pub Vec<(u64, u64)>);

/// Columns with the tests of their cells.
pub(super) type ConditionShape = BTreeMap<String, TestShape>;

/// The test of a cell: patterns, or a table such as `{ match = "…" }` or `{ ">" = "Heading" }`.
#[derive(Debug)]
pub(super) enum TestShape {
    /// Patterns.
    Patterns(Patterns),
    /// Comparison signs and words, each with its operand.
    Asked(BTreeMap<String, String>),
}

/// Expressions by the column that each makes, and conditions.
#[derive(Debug, Default)]
pub(super) struct BlockShape {
    /// The condition that a row must meet.
    pub(super) when: Option<ConditionShape>,
    /// The condition that excludes it.
    pub(super) unless: Option<ConditionShape>,
    /// Whether the block is for rows that no earlier block takes.
    pub(super) or_else: bool,
    /// What to make of an amount below the asset's.
    pub(super) part: Option<String>,
    /// The expressions.
    pub(super) columns: Vec<(Column, Spanned<ExpressionShape>)>,
}

impl BlockShape {
    /// Whether it says which rows it is for.
    pub(super) fn has_condition(&self) -> bool {
        self.when.is_some() || self.unless.is_some() || self.or_else
    }
}

/// How a column is made.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TableOfExpression {
    /// A cell, or the first of several that is not blank.
    pub(super) from: Option<Several>,
    /// Cells joined.
    pub(super) template: Option<String>,
    /// The same text for every row.
    pub(super) constant: Option<String>,
    /// The part to extract.
    #[serde(rename = "match")]
    pub(super) matches: Option<String>,
    /// The replacement made from the captures.
    pub(super) give: Option<String>,
    /// The table that replaces values.
    pub(super) values: Option<ValuesShape>,
    /// The result for unknown text.
    pub(super) otherwise: Option<String>,
    /// The result for a blank cell.
    pub(super) blank: Option<String>,
    /// What to put around it.
    pub(super) wrap: Option<String>,
    /// Separators between several values.
    pub(super) split: Option<Several>,
    /// The formats of a date.
    pub(super) formats: Option<Several>,
    /// The names of the months.
    pub(super) months: Option<Several>,
    /// The decimal mark.
    pub(super) decimal: Option<char>,
    /// The separators between thousands.
    pub(super) thousands: Option<Several>,
    /// Currency symbols.
    pub(super) symbols: Option<BTreeMap<String, String>>,
    /// How to round.
    pub(super) round: Option<Rounding>,
    /// Which decimals to keep.
    pub(super) decimals: Option<Kept>,
    /// The factor in which the numbers are counted.
    pub(super) times: Option<u64>,
    /// The language of the words.
    pub(super) language: Option<String>,
}

/// An expression: a table, or only a heading.
#[derive(Debug)]
pub(super) struct ExpressionShape(pub TableOfExpression);

/// Values, or the name of a table that contains them.
#[derive(Debug)]
pub(super) enum ValuesShape {
    /// `[values.NAME]`.
    Named(String),
    /// An inline table.
    Table(BTreeMap<String, String>),
}

/// Defines how to read a value that TOML may write in several ways.
macro_rules! either {
    ($type:ty, $expecting:literal, $($visit:item)+) => {
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Visitor;
                impl<'de> de::Visitor<'de> for Visitor {
                    type Value = $type;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str($expecting)
                    }

                    $($visit)+
                }
                deserializer.deserialize_any(Visitor)
            }
        }
    };
}

either! {
    HeaderShape, "the number of a row, a list of names, or \"none\"",
    fn visit_i64<E: de::Error>(self, number: i64) -> Result<HeaderShape, E> {
        counted(number).map(HeaderShape::Row)
    }

    fn visit_str<E: de::Error>(self, word: &str) -> Result<HeaderShape, E> {
        Ok(HeaderShape::Word(word.to_owned()))
    }

    fn visit_seq<A: de::SeqAccess<'de>>(self, seq: A) -> Result<HeaderShape, A::Error> {
        Several::deserialize(de::value::SeqAccessDeserializer::new(seq)).map(|names| HeaderShape::Names(names.0))
    }
}

either! {
    RowsShape, "the number of a row, a range such as \"236..\", or a list of these",
    fn visit_i64<E: de::Error>(self, number: i64) -> Result<RowsShape, E> {
        counted(number).map(|number| RowsShape(vec![(number, number)]))
    }

    fn visit_str<E: de::Error>(self, range: &str) -> Result<RowsShape, E> {
        let wrong = || E::custom(format!("“{range}” is not a range of rows such as \"1..5\" or \"236..\""));
        let number = |text: &str| text.trim().parse::<u64>().ok().filter(|number| *number > 0).ok_or_else(wrong);
        let (first, last) = range.split_once("..").unwrap_or((range, range));
        let first = number(first)?;
        let last = if last.trim().is_empty() { u64::MAX } else { number(last)? };
        if last < first { Err(wrong()) } else { Ok(RowsShape(vec![(first, last)])) }
    }

    fn visit_seq<A: de::SeqAccess<'de>>(self, mut seq: A) -> Result<RowsShape, A::Error> {
        let mut all = Vec::new();
        while let Some(RowsShape(rows)) = seq.next_element()? {
            all.extend(rows);
        }
        Ok(RowsShape(all))
    }
}

either! {
    ValuesShape, "a table of values, or the name of one",
    fn visit_str<E: de::Error>(self, name: &str) -> Result<ValuesShape, E> {
        Ok(ValuesShape::Named(name.to_owned()))
    }

    fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<ValuesShape, A::Error> {
        BTreeMap::deserialize(de::value::MapAccessDeserializer::new(map)).map(ValuesShape::Table)
    }
}

either! {
    ExpressionShape, "a heading, or a table such as { from = \"Heading\" }",
    fn visit_str<E: de::Error>(self, heading: &str) -> Result<ExpressionShape, E> {
        let from = Some(Several(vec![heading.to_owned()]));
        Ok(ExpressionShape(TableOfExpression { from, ..TableOfExpression::default() }))
    }

    fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<ExpressionShape, A::Error> {
        TableOfExpression::deserialize(de::value::MapAccessDeserializer::new(map)).map(ExpressionShape)
    }
}

either! {
    SumShape, "a sum in quotes, such as \"105024548.24\"",
    fn visit_i64<E: de::Error>(self, number: i64) -> Result<SumShape, E> {
        Ok(SumShape(number.to_string()))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<SumShape, E> {
        Ok(SumShape(text.to_owned()))
    }
}

either! {
    TestShape, "a pattern, a list of patterns, or a table such as { match = \"…\" } or { \">\" = \"Heading\" }",
    fn visit_str<E: de::Error>(self, text: &str) -> Result<TestShape, E> {
        Patterns::new(&Several(vec![text.to_owned()])).map(TestShape::Patterns).map_err(E::custom)
    }

    fn visit_seq<A: de::SeqAccess<'de>>(self, seq: A) -> Result<TestShape, A::Error> {
        Patterns::deserialize(de::value::SeqAccessDeserializer::new(seq)).map(TestShape::Patterns)
    }

    fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<TestShape, A::Error> {
        BTreeMap::deserialize(de::value::MapAccessDeserializer::new(map)).map(TestShape::Asked)
    }
}

/// The keys of a block that are not columns.
const WORDS_OF_BLOCKS: [&str; 4] = ["when", "unless", "else", "part"];

either! {
    BlockShape, "a table of impound's columns",
    fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<BlockShape, A::Error> {
        let mut block = BlockShape::default();
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "when" => block.when = Some(map.next_value()?),
                "unless" => block.unless = Some(map.next_value()?),
                "else" => block.or_else = map.next_value()?,
                "part" => block.part = Some(map.next_value()?),
                _ => {}
            }
            if WORDS_OF_BLOCKS.contains(&key.as_str()) {
                continue;
            }
            let column = match (Column::parse(&key), key.as_str()) {
                (Ok(column), _) => column,
                (Err(_), "source") => Column::Sources,
                (Err(fault), _) => {
                    let near = nearest(&key, Column::ALL.iter().map(|column| column.as_str()));
                    let hint = near.map_or(fault.to_do().unwrap_or_default().to_owned(), |near| format!("perhaps {near} is meant"));
                    return Err(de::Error::custom(format!("{}; {hint}", fault.what())));
                }
            };
            if block.columns.iter().any(|(known, _)| *known == column) {
                return Err(de::Error::custom(format!("the column {column} is given twice")));
            }
            block.columns.push((column, map.next_value()?));
        }
        Ok(block)
    }
}

fn counted<E: de::Error>(number: i64) -> Result<u64, E> {
    u64::try_from(number).ok().filter(|number| *number > 0).ok_or_else(|| E::custom("rows are counted from 1"))
}
