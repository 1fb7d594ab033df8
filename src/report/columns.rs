//! What each field of the reports means, for readers without this program.

use crate::journal::{Form, Particular};

/// The type of a field's values, in the terms of the Frictionless Table Schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// Text. In a CSV, a `'` precedes values that a spreadsheet could take for a formula.
    String,
    /// A whole number.
    Integer,
    /// An exact decimal figure with a decimal point.
    Number,
    /// `true` or `false`.
    Boolean,
}

impl Type {
    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Type::String => "string",
            Type::Integer => "integer",
            Type::Number => "number",
            Type::Boolean => "boolean",
        }
    }
}

/// The prefixes of bounds fields, with what is bounded.
const PREFIXES: [(&str, &str); 7] = [
    ("value_", "What it is worth; its currency is the value_currency"),
    ("attested_", "What was there when somebody looked"),
    (
        "difference_",
        "What was there, or is listed, less what the ledger has, below zero where that is more; empty where they are not in \
         one unit",
    ),
    ("range_", "What may lie there: what is allocated to it alone, plus anything from none to all of its pools"),
    ("itemised_", "The sum of the items carved out of the pool, as carved"),
    ("residual_", "What is left of the pool"),
    ("listed_", "What the custodian's list says"),
];

/// The fields of bounds.
const BOUNDS: [(&str, Type, &str); 5] = [
    ("lower", Type::Number, "Lower end, in the currency of the row; 0 where nothing more is known"),
    ("lower_inclusive", Type::Boolean, "Whether it may be exactly the lower end: false for “more than”"),
    ("upper", Type::Number, "Upper end; empty where there is none"),
    ("upper_inclusive", Type::Boolean, "Whether it may be exactly the upper end: false for “less than”"),
    ("approximate", Type::Boolean, "Whether a figure in it is stated as “about”"),
];

/// All fields except the [`Particular`]s of an action. A name means the same in every report.
const FIELDS: &[(&str, Type, &str)] = &[
    ("about", Type::String, "What the claim is about: victims, proceedings, offices, accused, or other words"),
    ("actions", Type::Integer, "Number of actions: exact + bounded + unstated + non_valued"),
    (
        "additive",
        Type::Boolean,
        "Whether the amount may be added to that of other assets: false where the asset has items or is one, or is linked with \
         others as perhaps the same money",
    ),
    ("adopted", Type::Boolean, "Whether this is what counts, of all that sources state of the same thing"),
    (
        "age",
        Type::Integer,
        "Whole days from the look to the report's day, else to the day on which its last entry was recorded",
    ),
    ("answer", Type::String, "Whether a report answers the row of the form: given, or not available"),
    ("assets", Type::Integer, "Number of assets, each once; in holdings exact + bounded + unstated + non_valued"),
    ("at_block", Type::Integer, "The block of the chain at which somebody looked"),
    ("attested_currency", Type::String, "ISO 4217 code or unit of a crypto-asset of what was there"),
    (
        "band",
        Type::String,
        "Days from the day on which the asset reached its stage to the day of the report: 0–30, over 1825; `undated` where they \
         lie in no single band",
    ),
    ("bounded", Type::Integer, "How many amounts are stated, but not exactly"),
    ("candidates", Type::String, "The jurisdictions that the pool is stated for: ISO 3166-1 codes, joined by +"),
    (
        "carried",
        Type::Integer,
        "How many of the stated amounts are carried over because the action states none; they are counted above too",
    ),
    (
        "clock",
        Type::String,
        "What the recorder's clock said, where that was earlier than the entry before; empty where it is recorded_at",
    ),
    (
        "commitment",
        Type::String,
        "SHA-256 over `impound/personal/1`, a line feed, the salt and the datum: what the journal holds of it",
    ),
    ("converted_lower", Type::Number, "The lower end in the currency of the row; empty where another line gives it"),
    (
        "converted_upper",
        Type::Number,
        "The upper end in the currency of the row; empty where another line gives it, or there is none",
    ),
    ("corrects", Type::Integer, "The entry whose action this entry corrects"),
    ("count_approximate", Type::Boolean, "Whether the source says “about”"),
    ("count_lower", Type::Integer, "The least number that agrees with the source; empty where it counts nothing"),
    ("count_lower_inclusive", Type::Boolean, "Whether it may be exactly that number: false for “more than”"),
    ("count_upper", Type::Integer, "The greatest number that agrees with the source; empty where there is none"),
    ("count_upper_inclusive", Type::Boolean, "Whether it may be exactly that number: false for “less than”"),
    ("data", Type::String, "A personal datum: an identifier as scheme:value, or a person's name"),
    ("days_left", Type::Integer, "Whole days from the day of the report to the end; below zero where that is over"),
    (
        "detail",
        Type::String,
        "Which part of the row this line is: the values that tell it from the other lines of the row",
    ),
    ("disputed", Type::Integer, "How many assets of the row have sources that disagree in anything"),
    ("due", Type::String, "What is due: the end of a measure, or another look at the asset (attestation)"),
    ("entries", Type::String, "The entries that make the difference of the line, joined by ;"),
    ("entry", Type::Integer, "The number of the entry in the journal"),
    ("exact", Type::Integer, "How many amounts have equal bounds"),
    (
        "exact_day",
        Type::Integer,
        "How many reached their stage by an action of one stated day, neither “about” nor “perhaps”",
    ),
    ("figure", Type::String, "Which figure of the row the line belongs to"),
    ("found", Type::String, "What was found: an asset, a case, a source, or an entry about none of these"),
    ("from", Type::String, "ISO 4217 code or unit of a crypto-asset of what is converted"),
    ("hash", Type::String, "SHA-256(0x00 ‖ bytes) of the entry: its leaf in the Merkle tree"),
    ("jurisdiction", Type::String, "ISO 3166-1 codes, joined by + for a pool; empty where the place is not stated"),
    ("label", Type::String, "The figure that the act or instruction asks for, in its words"),
    ("language", Type::String, "The language of the source"),
    ("lead", Type::String, "The jurisdiction that leads the case"),
    ("ledger", Type::String, "The ledger: its name, or its origin where several ledgers of the report share the name"),
    (
        "line",
        Type::String,
        "Which figure this is: in a roll-forward the opening, what came in and went out, the closing and the check; in a bridge \
         the totals as published and as now, the causes in between, and what rounding leaves; in a concentration one of the largest, the rest \
         without them, the total, or what is held elsewhere",
    ),
    ("listed_currency", Type::String, "ISO 4217 code or unit of a crypto-asset of what the custodian's list says"),
    ("locator", Type::String, "Where in the source: a page, a paragraph"),
    ("matched", Type::String, "The text of the entry in which the words were found, the first characters of it"),
    ("month", Type::String, "The month of the action"),
    ("non_valued", Type::Integer, "How many have no market value with a meaning; they are in no money total"),
    ("number", Type::Integer, "How many the row of the form asks for; where the ledger leaves it open, the fewest"),
    ("number_approximate", Type::Boolean, "Always false: a counted number is exact or bounded"),
    ("number_upper", Type::Integer, "The most there can be; empty where there is no upper bound"),
    ("offences", Type::String, "The offences investigated, joined by ;"),
    ("opened", Type::String, "When the case was opened, as an EDTF date"),
    (
        "orientation",
        Type::String,
        "`USD per EUR`: units of the first for 1 of the second. Divide by the rate where the first is `from`, else multiply",
    ),
    ("period", Type::String, "The period asked for; `undated` for what lies across one of its ends"),
    ("place", Type::String, "Where in the custodian's list the line is"),
    ("place_inferred", Type::Integer, "How many have a place that the person recording concluded"),
    ("place_stated", Type::Integer, "How many have a place that a source states"),
    ("place_unstated", Type::Integer, "How many have no stated place"),
    ("pools", Type::Integer, "Number of pools that may lie there in part"),
    ("published", Type::String, "When the source was published, as an EDTF date"),
    ("publisher", Type::String, "Who published or issued the source"),
    ("quarter", Type::String, "The quarter of the action"),
    ("rank", Type::Integer, "The place among the largest, from 1"),
    (
        "rate",
        Type::String,
        "Units of one currency for 1 of another, exact; where rates are combined, figures to multiply and divide from left to right",
    ),
    ("reading", Type::Integer, "The entry that holds what the source states: of the action itself, or of its reading"),
    (
        "reason",
        Type::String,
        "Why the entry was corrected or voided, or another reading adopted, in the words of the entry that says so",
    ),
    ("recorded_at", Type::String, "When the entry was recorded, UTC; never earlier than the entry before"),
    ("recorded_by", Type::String, "Who recorded the entry"),
    ("records", Type::String, "What the entry says, in words"),
    ("reference", Type::String, "The reference of what was found; of an entry, its number"),
    ("requested", Type::String, "The day whose rate is asked for, or the first and last of several, joined by /"),
    ("login", Type::String, "The login name of whoever recorded it, if different: on a server, the role"),
    ("row", Type::String, "The number of the row in the act or instruction that asks for it"),
    (
        "rule",
        Type::String,
        "How the figure of the row is rounded: half-up, half-even, up, down; outward where its bounds differ; exact where nothing is",
    ),
    ("salt", Type::String, "The 32 random bytes of the commitment, as 64 hexadecimal digits"),
    (
        "set",
        Type::String,
        "The name of the set of rates; `fixed` for a rate fixed by law; both joined by + if both are used",
    ),
    ("sha256", Type::String, "SHA-256 of the source's file"),
    ("share_approximate", Type::Boolean, "Whether a figure behind the share is stated as “about”"),
    (
        "share_lower",
        Type::Number,
        "The least that the line can be of the total, in per cent, rounded down to two decimals",
    ),
    ("share_lower_inclusive", Type::Boolean, "Whether it may be exactly that: false for “more than”"),
    (
        "share_upper",
        Type::Number,
        "The most that the line can be of the total, in per cent, rounded up to two decimals",
    ),
    ("share_upper_inclusive", Type::Boolean, "Whether it may be exactly that: false for “less than”"),
    ("size", Type::Integer, "Size of the source's file in bytes"),
    ("source", Type::String, "The source's reference"),
    (
        "stage",
        Type::String,
        "Where the actions have brought the asset: frozen, seized, confiscated, released, returned, disposed",
    ),
    (
        "status",
        Type::String,
        "Whether the entry's reading is current, corrected or voided; of a custodian's list, how it agrees with the ledger",
    ),
    ("text", Type::String, "What the source claims, in words"),
    ("title", Type::String, "Title of the case or of the source"),
    ("unavailable_because", Type::String, "Why no ledger can answer the row"),
    (
        "unconverted",
        Type::Integer,
        "How many have no rate; in a report by currency they stand in rows of their own with the same other dimensions, and are counted \
         there",
    ),
    (
        "undated",
        Type::Integer,
        "How many assets may be in the row on that day or not, depending on a date that is a range; not counted by it",
    ),
    ("unstated", Type::Integer, "How many amounts no source states; they are not zero"),
    ("url", Type::String, "Where the source can be found"),
    ("value_bounded", Type::Integer, "How many values are stated, but not exactly"),
    ("value_currency", Type::String, "ISO 4217 code of the currency of the values; empty where none is stated"),
    ("value_exact", Type::Integer, "How many values have equal bounds"),
    ("value_non_valued", Type::Integer, "How many have no market value with a meaning; they are in no total of values"),
    ("value_unconverted", Type::Integer, "How many values have no rate, and stand in rows of their own currency"),
    ("value_unstated", Type::Integer, "How many values no source states; they are not zero"),
    ("what", Type::String, "What happened, in words"),
    ("with_authority", Type::Integer, "How many have an authority"),
    (
        "with_identifier",
        Type::Integer,
        "How many have an identifier in an action in force, even one that is withheld or was erased",
    ),
    ("with_order", Type::Integer, "How many have an action in force that names the order"),
    (
        "with_passage",
        Type::Integer,
        "How many have an action in force that cites a place in a source; a row of an imported file counts only if nothing else is cited",
    ),
    ("year", Type::String, "The year of the action"),
];

/// The type and meaning of a field; `None` for a name that no report uses.
pub fn describe(field: &str) -> Option<(Type, String)> {
    if let Some(particular) = Particular::ALL.iter().find(|particular| particular.as_str() == field) {
        let of = if particular.form() == Some(Form::Flag) { Type::Boolean } else { Type::String };
        return Some((of, particular.meaning().to_owned()));
    }
    if let Some((_, of, meaning)) = FIELDS.iter().find(|(name, ..)| *name == field) {
        return Some((*of, (*meaning).to_owned()));
    }
    let (what, end) = PREFIXES
        .iter()
        .find_map(|(prefix, what)| field.strip_prefix(prefix).map(|end| (Some(*what), end)))
        .unwrap_or((None, field));
    let (_, of, meaning) = BOUNDS.iter().find(|(name, ..)| *name == end)?;
    Some((*of, what.map_or((*meaning).to_owned(), |what| format!("{what}. {meaning}"))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Dimension;

    #[test]
    fn every_dimension_and_bounds_field_is_described_and_nothing_else() {
        use Dimension::{
            Action, Authority, Case, Currency, Custodian, Jurisdiction, Kind, Month, Quarter, Stage, Year,
        };
        let units = [Dimension::ValueCurrency, Dimension::CountOf];
        for by in [Case, Jurisdiction, Stage, Kind, Currency, Authority, Custodian, Action, Year, Quarter, Month]
            .iter()
            .chain(&units)
        {
            assert!(describe(by.name()).is_some(), "{}", by.name());
        }
        for of in ["value_exact", "value_upper", "count", "count_upper", "count_approximate"] {
            assert!(describe(of).is_some(), "{of}");
        }
        assert_eq!(describe("range_upper").unwrap().0, Type::Number);
        assert_eq!(describe("lower_inclusive").unwrap().0, Type::Boolean);
        assert!(describe("residual_upper").unwrap().1.starts_with("What is left of the pool. Upper end"));
        assert_eq!(describe("range_case"), None);
        assert_eq!(describe(""), None);
    }

    #[test]
    fn no_field_is_described_twice() {
        let particulars = Particular::ALL.iter().map(|particular| particular.as_str());
        let mut names: Vec<&str> = FIELDS.iter().map(|(name, ..)| *name).chain(particulars).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), FIELDS.len() + Particular::ALL.len());
    }
}
