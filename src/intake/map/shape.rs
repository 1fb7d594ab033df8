//! The shape of a map file, as TOML has it, before it is known what the words in it mean.

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
    /// Whose file it is.
    pub(super) name: Option<Spanned<String>>,
    /// Where the rows are.
    #[serde(default)]
    pub(super) table: TableShape,
    /// Rows that do not count.
    #[serde(default)]
    pub(super) skip: Vec<Spanned<RuleShape>>,
    /// Rows at which a sheet's table ends.
    #[serde(default)]
    pub(super) end: Vec<Spanned<RuleShape>>,
    /// What impound's columns are made of.
    pub(super) columns: Option<Spanned<BlockShape>>,
    /// The actions that a row tells of.
    #[serde(default)]
    pub(super) action: Vec<Spanned<BlockShape>>,
    /// Tables of values.
    #[serde(default)]
    pub(super) values: BTreeMap<String, BTreeMap<String, String>>,
    /// What the file must come to.
    pub(super) check: Option<Spanned<CheckShape>>,
}

/// What a file must come to, and each of its sheets.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CheckShape {
    /// How many rows count.
    pub(super) rows: Option<u64>,
    /// What columns come to.
    #[serde(default)]
    pub(super) sum: BTreeMap<String, SumShape>,
    /// The same of single sheets.
    #[serde(default)]
    pub(super) sheet: BTreeMap<String, TotalsShape>,
}

/// What a sheet must come to.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TotalsShape {
    /// How many rows count.
    pub(super) rows: Option<u64>,
    /// What columns come to.
    #[serde(default)]
    pub(super) sum: BTreeMap<String, SumShape>,
}

/// A sum, in quotes: a number of TOML is a binary one.
#[derive(Debug)]
pub(super) struct SumShape(pub String);

/// Where the rows are.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TableShape {
    /// Which sheets.
    pub(super) sheets: Option<Patterns>,
    /// Which row names the columns.
    pub(super) header: Option<Spanned<HeaderShape>>,
    /// Columns whose blank cells take the value from above.
    pub(super) carry: Option<Spanned<Several>>,
    /// Columns that make a row the same row in another file.
    pub(super) key: Option<Spanned<Several>>,
    /// The encoding of a CSV.
    pub(super) encoding: Option<String>,
    /// The sign between the fields of a CSV.
    pub(super) delimiter: Option<char>,
}

/// Which row names the columns.
#[derive(Debug)]
pub(super) enum HeaderShape {
    /// The row with this number.
    Row(u64),
    /// A word, of which only `none` is known.
    Word(String),
    /// The first row that has these names.
    Names(Vec<String>),
}

/// Rows that are meant.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleShape {
    /// By their numbers.
    pub(super) rows: Option<RowsShape>,
    /// By what is in them.
    #[serde(rename = "where")]
    pub(super) met: Option<ConditionShape>,
}

/// Rows by their numbers: each a first and a last one.
#[derive(Debug)]
pub(super) struct RowsShape(pub Vec<(u64, u64)>);

/// Columns, and what their cells must be.
pub(super) type ConditionShape = BTreeMap<String, TestShape>;

/// What a cell must be: patterns, or what stands in a table such as `{ match = "…" }` or `{ ">" = "Heading" }`.
#[derive(Debug)]
pub(super) enum TestShape {
    /// Patterns.
    Patterns(Patterns),
    /// Signs and words, each with what it is asked with.
    Asked(BTreeMap<String, String>),
}

/// Expressions by the column that each makes, and conditions.
#[derive(Debug, Default)]
pub(super) struct BlockShape {
    /// What a row must be.
    pub(super) when: Option<ConditionShape>,
    /// What it must not be.
    pub(super) unless: Option<ConditionShape>,
    /// Whether the block is for rows that no block before it is for.
    pub(super) or_else: bool,
    /// How an amount that is less than the asset has is taken.
    pub(super) part: Option<String>,
    /// The expressions.
    pub(super) columns: Vec<(Column, Spanned<ExpressionShape>)>,
}

impl BlockShape {
    /// Whether it says for which rows it is.
    pub(super) fn has_condition(&self) -> bool {
        self.when.is_some() || self.unless.is_some() || self.or_else
    }
}

/// What a column is made of.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TableOfExpression {
    /// A cell, or the first of several that is not blank.
    pub(super) from: Option<Several>,
    /// Cells joined.
    pub(super) template: Option<String>,
    /// The same for every row.
    pub(super) constant: Option<String>,
    /// What is taken out of it.
    #[serde(rename = "match")]
    pub(super) matches: Option<String>,
    /// What is made of the captures.
    pub(super) give: Option<String>,
    /// What values become.
    pub(super) values: Option<ValuesShape>,
    /// What becomes of what is not known.
    pub(super) otherwise: Option<String>,
    /// What becomes of a blank cell.
    pub(super) blank: Option<String>,
    /// What is put around it.
    pub(super) wrap: Option<String>,
    /// What stands between several values.
    pub(super) split: Option<Several>,
    /// The forms of a date.
    pub(super) formats: Option<Several>,
    /// The names of the months.
    pub(super) months: Option<Several>,
    /// What stands before the decimals.
    pub(super) decimal: Option<char>,
    /// What stands between thousands.
    pub(super) thousands: Option<Several>,
    /// What stands for a currency.
    pub(super) symbols: Option<BTreeMap<String, String>>,
    /// How to round.
    pub(super) round: Option<Rounding>,
    /// Which decimals are kept.
    pub(super) decimals: Option<Kept>,
    /// What the numbers are counted in.
    pub(super) times: Option<u64>,
    /// The language of the words.
    pub(super) language: Option<String>,
}

/// An expression: a table, or a heading alone.
#[derive(Debug)]
pub(super) struct ExpressionShape(pub TableOfExpression);

/// Values, or the name of a table of them.
#[derive(Debug)]
pub(super) enum ValuesShape {
    /// `[values.NAME]`.
    Named(String),
    /// Here.
    Table(BTreeMap<String, String>),
}

/// Defines how a value that TOML may write in several ways is read.
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
