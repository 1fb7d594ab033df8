//! What each field of the reports means, for whoever reads them without this program.

/// What the values of a field are, in the words of the Frictionless Table Schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// Text. In a CSV a `'` stands before a value that a spreadsheet could take for a formula.
    String,
    /// A whole number.
    Integer,
    /// An exact decimal figure, a point before its decimals.
    Number,
    /// `true` or `false`.
    Boolean,
}

impl Type {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Type::String => "string",
            Type::Integer => "integer",
            Type::Number => "number",
            Type::Boolean => "boolean",
        }
    }
}

/// Before the fields of bounds, what they are the bounds of.
const PREFIXES: [(&str, &str); 3] = [
    ("range_", "What may lie there: what is allocated to it alone, with its pools' share of nothing up to all of them"),
    ("itemised_", "The sum of the items carved out of the pool, as carved"),
    ("residual_", "What is left of the pool"),
];

/// The fields of bounds.
const BOUNDS: [(&str, Type, &str); 5] = [
    ("lower", Type::Number, "Lower end, in the currency of the row; 0 where nothing more is known"),
    ("lower_inclusive", Type::Boolean, "Whether it may be exactly the lower end: false for “more than”"),
    ("upper", Type::Number, "Upper end; empty where there is none"),
    ("upper_inclusive", Type::Boolean, "Whether it may be exactly the upper end: false for “less than”"),
    ("approximate", Type::Boolean, "Whether a figure in it is stated as “about”"),
];

/// All other fields. A name means the same in every report.
const FIELDS: &[(&str, Type, &str)] = &[
    ("action", Type::String, "What was done: freeze, seize, confiscate, release, return, dispose, revalue"),
    ("actions", Type::Integer, "Number of actions: exact + bounded + unstated + non_valued"),
    ("amount", Type::String, "The amount in canonical text: 5000000.00 EUR, >5000000.00 EUR, unstated, non-valued"),
    ("as_written", Type::String, "The source's own words for the amount"),
    (
        "asset",
        Type::String,
        "The asset's reference: its case, a colon and a number; items have a point and a number more",
    ),
    ("assets", Type::Integer, "Number of assets, each once; in holdings exact + bounded + unstated + non_valued"),
    ("authority", Type::String, "The authority that acted, or leads the case"),
    ("basis", Type::String, "Whether the source says where (stated) or the person recording concluded it (inferred)"),
    ("bounded", Type::Integer, "How many amounts are stated, and not exactly"),
    ("candidates", Type::String, "The jurisdictions that the pool is stated for: ISO 3166-1 codes, joined by +"),
    (
        "carried",
        Type::Integer,
        "How many of the stated amounts their own action does not state; they are counted above too",
    ),
    ("case", Type::String, "The case's reference"),
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
    ("corrects", Type::Integer, "The entry whose action this entry reads anew"),
    (
        "currency",
        Type::String,
        "ISO 4217 code or unit of a crypto-asset; empty where none is stated or there is no value",
    ),
    ("data", Type::String, "A personal datum: an identifier as scheme:value, or a person's name"),
    ("date", Type::String, "EDTF (ISO 8601-2) date of the action; it may be a range of days"),
    ("description", Type::String, "What the asset is, in words"),
    ("entry", Type::Integer, "The number of the entry in the journal"),
    ("exact", Type::Integer, "How many amounts have equal bounds"),
    ("hash", Type::String, "SHA-256(0x00 ‖ bytes) of the entry: its leaf in the Merkle tree"),
    ("how", Type::String, "How it was disposed of: sold, destroyed, assigned, transferred, lost"),
    ("identifiers", Type::String, "Identifiers as scheme:value, joined by ;. Personal data: empty unless asked for"),
    ("jurisdiction", Type::String, "ISO 3166-1 codes, joined by + for a pool; empty where the place is not stated"),
    ("jurisdictions", Type::String, "Where the asset is: ISO 3166-1 codes, joined by + for a pool, or unstated"),
    ("kind", Type::String, "What the asset is, or what sort of document the source is"),
    ("language", Type::String, "The language of the source"),
    ("lead", Type::String, "The jurisdiction that leads the case"),
    ("may_overlap", Type::String, "Assets that are perhaps the same money, joined by ;"),
    ("month", Type::String, "The month of the action"),
    ("non_valued", Type::Integer, "How many have no market value with a meaning; they are in no money total"),
    ("note", Type::String, "A remark"),
    ("of", Type::String, "How much of an asset with items the amount is of: whole (with them) or rest (beside them)"),
    ("offences", Type::String, "The offences investigated, joined by ;"),
    ("opened", Type::String, "When the case was opened, as an EDTF date"),
    ("order", Type::String, "The order on which the authority acted"),
    ("part_of", Type::String, "The asset that this item was carved out of"),
    ("pools", Type::Integer, "Number of pools that may lie there in part"),
    ("published", Type::String, "When the source was published, as an EDTF date"),
    ("publisher", Type::String, "Who published or issued the source"),
    ("quantity", Type::String, "How many or how much of the asset, in words"),
    ("quarter", Type::String, "The quarter of the action"),
    ("reason", Type::String, "Why the entry was corrected or voided, in the words of the entry that says so"),
    ("recorded_at", Type::String, "When the entry was recorded, UTC; never earlier than the entry before"),
    ("recorded_by", Type::String, "Who recorded the entry"),
    ("ref", Type::String, "The recorder's own name for the entry"),
    ("salt", Type::String, "The 32 random bytes of the commitment, as 64 hexadecimal digits"),
    ("sha256", Type::String, "SHA-256 of the source's file"),
    ("size", Type::Integer, "Size of the source's file in bytes"),
    ("source", Type::String, "The source's reference"),
    ("sources", Type::String, "The sources that say so, each with the place in it behind #, joined by ;"),
    (
        "stage",
        Type::String,
        "Where the actions have brought the asset: frozen, seized, confiscated, released, returned, disposed",
    ),
    ("status", Type::String, "Whether the entry's reading is current, corrected or voided"),
    ("subjects", Type::String, "Affected persons as role:name, joined by ;. Personal data: empty unless asked for"),
    ("title", Type::String, "Title of the case or of the source"),
    (
        "undated",
        Type::Integer,
        "How many assets may be in the row on that day or not, depending on a date that is a range; not counted by it",
    ),
    ("unstated", Type::Integer, "How many amounts no source states; they are not zero"),
    ("until", Type::String, "Until when the measure lasts, as an EDTF date"),
    ("url", Type::String, "Where the source can be found"),
    ("whole", Type::Boolean, "true: all of the asset is meant, at this amount"),
    ("year", Type::String, "The year of the action"),
    ("period", Type::String, "The period asked for; `undated` for what lies across one of its ends"),
];

/// What the values of a field are, and what they mean; `None` for a name that no report has.
pub fn describe(field: &str) -> Option<(Type, String)> {
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
    fn every_dimension_and_every_end_of_bounds_is_described_and_nothing_else() {
        use Dimension::{Action, Authority, Case, Currency, Jurisdiction, Kind, Month, Quarter, Stage, Year};
        for by in [Case, Jurisdiction, Stage, Kind, Currency, Authority, Action, Year, Quarter, Month] {
            assert!(describe(by.name()).is_some(), "{}", by.name());
        }
        assert_eq!(describe("range_upper").unwrap().0, Type::Number);
        assert_eq!(describe("lower_inclusive").unwrap().0, Type::Boolean);
        assert!(describe("residual_upper").unwrap().1.starts_with("What is left of the pool. Upper end"));
        assert_eq!(describe("range_case"), None);
        assert_eq!(describe(""), None);
    }

    #[test]
    fn no_field_is_described_twice() {
        let mut names: Vec<&str> = FIELDS.iter().map(|(name, ..)| *name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), FIELDS.len());
    }
}
