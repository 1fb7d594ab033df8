//! Forms: the statistics that an act asks for, row by row; each row is a question to a report.
//!
//! A form is data. Some are built in; anyone can write another without a line of Rust.

use crate::domain::Fault;
use crate::journal::Dimension;

use super::dimension;

/// A form: the rows that an act or an office asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// Its name.
    pub name: String,
    /// Its version: of two forms with the same name, the later replaces the earlier.
    pub version: String,
    /// What it shows, in one line.
    pub title: String,
    /// The act or instruction that asks for it.
    pub act: String,
    /// Its rows, in order.
    pub rows: Vec<FormRow>,
}

/// A row of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormRow {
    /// Its number in the act: `11(1)(a)`.
    pub id: String,
    /// What the act asks for.
    pub label: String,
    /// Where its figures come from.
    pub answer: Answer,
}

/// Where the figures of a row come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// No ledger can answer, for this reason.
    NotAvailable(String),
    /// A report answers.
    Asked(Ask),
}

/// A question to a report about a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// Which report.
    pub of: Reported,
    /// The rows that count: those whose value in each of these dimensions is one of the listed values.
    pub wanted: Vec<(Dimension, Vec<String>)>,
    /// Further dimensions; each of their values has a line of its own.
    pub by: Vec<Dimension>,
    /// What is counted, if anything.
    pub count: Option<Counted>,
    /// Which amounts are added up, if any.
    pub amount: Option<Summed>,
}

/// The report that a row of a form asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reported {
    /// What was done in the year.
    Actions,
    /// What is held at the end of the year.
    HoldingsAtEnd,
    /// What is held at the end of the year before.
    HoldingsAtStart,
}

/// What a row of a form counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// The actions or assets of the report's rows.
    Rows,
    /// The orders that the actions name.
    Orders,
    /// The cases in which there are some.
    Cases,
}

/// What a row of a form adds up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Summed {
    /// The amounts.
    Amount,
    /// What assets are worth.
    Value,
}

impl Reported {
    /// The dimensions that it can be broken down by.
    pub fn dimensions(self) -> &'static [Dimension] {
        match self {
            Reported::Actions => dimension::OF_FLOW,
            Reported::HoldingsAtEnd | Reported::HoldingsAtStart => dimension::OF_STOCK,
        }
    }
}

impl Ask {
    /// The dimensions to ask the report for.
    pub(crate) fn dimensions(&self) -> Vec<Dimension> {
        let case = (self.count == Some(Counted::Cases)).then_some(Dimension::Case);
        let named = self.wanted.iter().map(|(dimension, _)| *dimension).chain(self.by.iter().copied());
        let mut dimensions: Vec<Dimension> = Vec::new();
        let action = (self.of == Reported::Actions).then_some(Dimension::Action);
        for dimension in named.chain(case).chain(action).chain([Dimension::Currency]) {
            if !dimensions.contains(&dimension) {
                dimensions.push(dimension);
            }
        }
        dimensions
    }

    /// Checks that a report can answer it.
    ///
    /// # Errors
    /// It asks for nothing, or for things that no report gives together.
    pub fn check(&self) -> Result<(), Fault> {
        if self.count == Some(Counted::Orders) && self.of != Reported::Actions {
            return Err(Fault::new("orders are counted of actions, not of what is held")
                .hint("write report = \"actions\", or count = \"rows\""));
        }
        if matches!(self.count, Some(Counted::Orders | Counted::Cases)) && self.amount.is_some() {
            return Err(
                Fault::new("a row counts orders or cases, or adds up amounts, but not both").hint("write two rows")
            );
        }
        if self.count.is_none() && self.amount.is_none() {
            return Err(Fault::new("a row asks for nothing")
                .hint("write count = \"rows\", \"orders\" or \"cases\", or amount = \"amount\" or \"value\""));
        }
        if matches!(self.count, Some(Counted::Orders | Counted::Cases)) && !self.by.is_empty() {
            return Err(Fault::new("orders and cases are counted in one line, but by asks for several")
                .hint("leave by out, or write a row for each"));
        }
        if let Some((dimension, _)) = self.wanted.iter().find(|(_, values)| values.is_empty()) {
            return Err(Fault::new(format!("where names no {}", dimension.name()))
                .hint("name the values that count, or leave the dimension out"));
        }
        if let Some(twice) = self.by.iter().enumerate().find(|(at, by)| self.by[..*at].contains(by)) {
            let name = twice.1.name();
            return Err(Fault::new(format!("by names {name} twice")).hint("name it once"));
        }
        let orders_by = |dimension: &Dimension| !matches!(dimension, Dimension::Action | Dimension::Case);
        if self.count == Some(Counted::Orders)
            && let Some(other) = self.wanted.iter().map(|(wanted, _)| wanted).find(|by| orders_by(by))
        {
            return Err(Fault::new(format!("orders cannot be counted by {}", other.name()))
                .hint("choose them by action and case"));
        }
        Ok(())
    }
}

/// The built-in forms: their names, and their files' text.
const BUILT_IN: [(&str, &str); 2] = [
    ("directive-2014-42", include_str!("forms/directive-2014-42.toml")),
    ("regulation-2018-1805", include_str!("forms/regulation-2018-1805.toml")),
];

impl Form {
    /// The names of the built-in forms.
    pub fn names() -> impl Iterator<Item = &'static str> {
        BUILT_IN.iter().map(|(name, _)| *name)
    }

    /// The text of a built-in form.
    pub fn text(name: &str) -> Option<&'static str> {
        BUILT_IN.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
    }
}

#[cfg(feature = "intake")]
mod file {
    //! The file of a form.

    use std::collections::BTreeMap;

    use serde::Deserialize;

    use super::{Answer, Ask, Counted, Form, FormRow, Reported, Summed};
    use crate::domain::{Action, AssetKind, CaseRef, Fault, Places, Stage, Unit};
    use crate::journal::Dimension;

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Shape {
        name: String,
        version: String,
        title: String,
        act: String,
        row: Vec<Row>,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Row {
        id: String,
        label: String,
        report: Option<String>,
        at: Option<String>,
        #[serde(default)]
        r#where: BTreeMap<String, Vec<String>>,
        #[serde(default)]
        by: Vec<String>,
        count: Option<String>,
        amount: Option<String>,
        not_available: Option<String>,
    }

    impl Form {
        /// Reads the file of a form.
        ///
        /// # Errors
        /// It is not TOML, has an unknown field, or has a row that no report can answer; the fault names the row.
        pub fn parse(text: &str) -> Result<Form, Fault> {
            let shape: Shape = toml::from_str(text).map_err(|error| {
                let at = error.span().map(|span| format!("line {}", text[..span.start].lines().count().max(1)));
                let fault = Fault::new(error.message().to_owned());
                let fault = fault.hint("docs/how-to/forms.md says what a form and its rows have");
                match at {
                    Some(at) => fault.at(at),
                    None => fault,
                }
            })?;
            if shape.row.is_empty() {
                return Err(Fault::new("the form has no row").hint("begin each row with [[row]]"));
            }
            let mut rows: Vec<FormRow> = Vec::with_capacity(shape.row.len());
            for row in shape.row {
                let id = row.id.clone();
                if [&id, &row.label].into_iter().any(|text| text.trim().is_empty()) {
                    return Err(Fault::new("the id or the label of a row is empty")
                        .hint("give each row an id and a label")
                        .at(format!("row “{id}”")));
                }
                if rows.iter().any(|known| known.id == id) {
                    return Err(Fault::new("the form has two rows with this id").at(format!("row “{id}”")));
                }
                rows.push(row.read().map_err(|fault| fault.at(format!("row “{id}”")))?);
            }
            Ok(Form { name: shape.name, version: shape.version, title: shape.title, act: shape.act, rows })
        }
    }

    impl Row {
        fn read(self) -> Result<FormRow, Fault> {
            let (id, label) = (self.id.clone(), self.label.clone());
            let answer = match (&self.not_available, &self.report) {
                (Some(why), None) => Answer::NotAvailable(why.clone()),
                (None, Some(report)) => Answer::Asked(self.ask(report)?),
                _ => {
                    return Err(Fault::new("a row has either a report or a reason why its figure is not available")
                        .hint("write report = \"actions\" or \"holdings\", or not_available = \"…\""));
                }
            };
            Ok(FormRow { id, label, answer })
        }

        fn ask(&self, report: &str) -> Result<Ask, Fault> {
            let of = match (report, self.at.as_deref()) {
                ("actions", None) => Reported::Actions,
                ("holdings", None | Some("end")) => Reported::HoldingsAtEnd,
                ("holdings", Some("start")) => Reported::HoldingsAtStart,
                ("actions", Some(_)) => {
                    return Err(Fault::new("actions are those of the year: at has no meaning").hint("leave at out"));
                }
                ("holdings", Some(at)) => return Err(word("at", at, &["start", "end"])),
                _ => return Err(word("report", report, &["actions", "holdings"])),
            };
            let count = self.count.as_deref().map(|count| match count {
                "rows" => Ok(Counted::Rows),
                "orders" => Ok(Counted::Orders),
                "cases" => Ok(Counted::Cases),
                _ => Err(word("count", count, &["rows", "orders", "cases"])),
            });
            let amount = self.amount.as_deref().map(|amount| match amount {
                "amount" => Ok(Summed::Amount),
                "value" => Ok(Summed::Value),
                _ => Err(word("amount", amount, &["amount", "value"])),
            });
            let named = |name: &String| dimension(name, of.dimensions());
            let wanted = self.r#where.iter().map(|(name, values)| {
                let dimension = named(name)?;
                let values = values.iter().map(|value| value_of(dimension, value));
                Ok((dimension, values.collect::<Result<_, Fault>>()?))
            });
            let wanted = wanted.collect::<Result<_, Fault>>()?;
            let by = self.by.iter().map(named).collect::<Result<_, _>>()?;
            let ask = Ask { of, wanted, by, count: count.transpose()?, amount: amount.transpose()? };
            ask.check()?;
            Ok(ask)
        }
    }

    fn dimension(name: &str, known: &[Dimension]) -> Result<Dimension, Fault> {
        // A form covers one year.
        let known = known.iter().copied().filter(|dimension| !dimension.is_time());
        let names: Vec<&str> = known.clone().map(|dimension| dimension.name()).collect();
        known.into_iter().find(|dimension| dimension.name() == name).ok_or_else(|| word("dimension", name, &names))
    }

    /// Reads a dimension's value as reports write it, because a value that no row can have would silently count
    /// nothing.
    fn value_of(dimension: Dimension, value: &str) -> Result<String, Fault> {
        Ok(match dimension {
            Dimension::Action => Action::parse(value)?.as_str().to_owned(),
            Dimension::Stage => Stage::parse(value)?.as_str().to_owned(),
            Dimension::Kind => AssetKind::parse(value)?.as_str().to_owned(),
            Dimension::Currency => Unit::parse(value)?.code().to_owned(),
            Dimension::Jurisdiction => Places::parse(value)?.codes(),
            Dimension::Case => CaseRef::parse(value)?.as_str().to_owned(),
            _ => value.to_owned(),
        })
    }

    fn word(field: &str, found: &str, known: &[&str]) -> Fault {
        Fault::new(format!("{} cannot be the {field} of a row", crate::domain::text::quote(found)))
            .hint(format!("it is one of {}", known.join(", ")))
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn the_forms_of_the_program_can_be_read() {
            for name in Form::names() {
                let form = Form::parse(Form::text(name).unwrap()).unwrap();
                assert_eq!(form.name, name);
                assert!(!form.act.is_empty() && !form.rows.is_empty());
            }
        }

        #[test]
        fn a_row_that_no_report_can_answer_is_refused() {
            let head =
                "name = \"a\"\nversion = \"1\"\ntitle = \"A\"\nact = \"B\"\n[[row]]\nid = \"r\"\nlabel = \"l\"\n";
            let refused = |row: &str| Form::parse(&format!("{head}{row}")).unwrap_err().to_string();
            for (row, what) in [
                ("", "either a report or a reason"),
                ("report = \"actions\"\nnot_available = \"b\"", "either a report or a reason"),
                ("report = \"flows\"\ncount = \"rows\"", "“flows” cannot be the report"),
                ("report = \"actions\"", "asks for nothing"),
                ("report = \"actions\"\nat = \"end\"\ncount = \"rows\"", "at has no meaning"),
                ("report = \"holdings\"\nat = \"noon\"\ncount = \"rows\"", "“noon” cannot be the at"),
                ("report = \"holdings\"\ncount = \"orders\"", "orders are counted of actions"),
                ("report = \"actions\"\ncount = \"orders\"\namount = \"value\"", "not both"),
                ("report = \"actions\"\ncount = \"orders\"\nby = [\"case\"]", "are counted in one line"),
                ("report = \"actions\"\ncount = \"people\"", "“people” cannot be the count"),
                ("report = \"actions\"\namount = \"sum\"", "“sum” cannot be the amount"),
                ("report = \"actions\"\ncount = \"rows\"\nby = [\"stage\"]", "“stage” cannot be the dimension"),
                ("report = \"actions\"\ncount = \"rows\"\nwhere = { day = [\"1\"] }", "“day” cannot be the dimension"),
                (
                    "report = \"actions\"\ncount = \"orders\"\nwhere = { kind = [\"cash\"] }",
                    "cannot be counted by kind",
                ),
                ("report = \"actions\"\ncount = \"cases\"\nby = [\"kind\"]", "are counted in one line"),
                ("report = \"actions\"\ncount = \"rows\"\nwhere = { action = [] }", "where names no action"),
                ("report = \"actions\"\ncount = \"rows\"\nwhere = { action = [\"freez\"] }", "freez"),
                ("report = \"holdings\"\ncount = \"rows\"\nwhere = { stage = [\"freeze\"] }", "freeze"),
                ("report = \"holdings\"\ncount = \"rows\"\nwhere = { kind = [\"car\"] }", "car"),
                ("report = \"holdings\"\ncount = \"rows\"\nwhere = { currency = [\"EURO\"] }", "EURO"),
                ("report = \"holdings\"\ncount = \"rows\"\nwhere = { jurisdiction = [\"Atlantis\"] }", "Atlantis"),
                (
                    "report = \"holdings\"\ncount = \"rows\"\nby = [\"stage\", \"kind\", \"stage\"]",
                    "by names stage twice",
                ),
                ("report = \"actions\"\ncolour = \"red\"", "colour"),
                ("not_available = \"b\"\n[[row]]\nid = \"\"\nlabel = \"l\"\nnot_available = \"b\"", "is empty"),
                ("not_available = \"b\"\n[[row]]\nid = \"s\"\nlabel = \" \"\nnot_available = \"b\"", "is empty"),
                ("not_available = \"b\"\n[[row]]\nid = \"r\"\nlabel = \"l\"\nnot_available = \"b\"", "two rows"),
            ] {
                let said = refused(row);
                assert!(said.contains(what), "{row}: {said}");
            }
        }
    }
}
