//! A first map for a file: fills in what can be detected and asks for what only a person knows.

use crate::intake::Column;
use crate::intake::read::Origin;

use super::column::Explained;
use super::survey::{Explanation, Sheet};

/// The placeholder for what a person must supply. It is not a valid case, date, action or kind, so an import refuses
/// it.
const ASKED: &str = "?";

/// A map for the sheet with the most rows, loadable as it is. Wherever it has `"?"`, only a person knows the answer,
/// and an import refuses the row until it is given.
pub fn first_map(explanation: &Explanation) -> String {
    let mut lines = Vec::new();
    lines.push(
        "# A first map, drafted from the contents of the file. Check every line, and fill in every ?.".to_owned(),
    );
    if let Some(refusal) = &explanation.refusal {
        lines.push(format!("# {}: {}.", refusal.what(), refusal.to_do().unwrap_or_default()));
    }
    let Some(sheet) = explanation.sheets.iter().max_by_key(|sheet| sheet.rows) else { return lines.join("\n") };
    lines.push(String::new());
    lines.extend(table(explanation, sheet));
    lines.extend(skips(sheet));
    lines.push(String::new());
    lines.push("[columns]".to_owned());
    lines.extend(COLUMNS.iter().flat_map(|column| expression(*column, sheet)));
    lines.push(String::new());
    lines.push("# The columns of the file:".to_owned());
    lines.extend(sheet.columns.iter().map(|column| format!("#   #{} {}", column.position, quote(&column.name))));
    lines.join("\n") + "\n"
}

/// The columns in a first map, in this order.
const COLUMNS: [Column; 13] = [
    Column::Ref,
    Column::Case,
    Column::Action,
    Column::Date,
    Column::Jurisdictions,
    Column::Kind,
    Column::Description,
    Column::Quantity,
    Column::Amount,
    Column::Currency,
    Column::Authority,
    Column::Sources,
    Column::Note,
];

fn table(explanation: &Explanation, sheet: &Sheet) -> Vec<String> {
    let mut lines = vec!["[table]".to_owned()];
    if !sheet.name.is_empty() {
        let others = explanation.sheets.len() - 1;
        lines.push(format!("sheets = {}  # {others} other sheets; \"*\" is all of them", quote(&star(&sheet.name))));
    }
    lines.push(match sheet.header {
        Some(line) => format!("header = {line}  # the row that names the columns"),
        None => "header = \"none\"  # no row names the columns: they are #1, #2, …".to_owned(),
    });
    let groups: Vec<String> = sheet
        .columns
        .iter()
        .filter(|column| column.seen.is_of_groups())
        .map(|column| quote(&heading(column, sheet)))
        .collect();
    if !groups.is_empty() {
        lines.push(format!("carry = [{}]  # headings of groups belong to the rows below them", groups.join(", ")));
    }
    let detected = &explanation.detected;
    if let (Some(encoding), Some(Origin::Guessed)) = (detected.encoding, detected.encoding_by) {
        lines.push(format!("encoding = {}  # guessed: look at accented letters", quote(encoding)));
    }
    lines
}

/// Escapes a name for use as a pattern, so that a star is literal.
fn star(name: &str) -> String {
    name.replace('*', "\\*")
}

fn skips(sheet: &Sheet) -> Vec<String> {
    let mut lines = Vec::new();
    for odd in &sheet.oddities {
        let rows: Vec<String> = odd.lines.iter().map(u64::to_string).collect();
        lines.push(String::new());
        lines.push(format!("# {} rows have {}, among them {}.", odd.count, odd.what, rows.join(", ")));
    }
    if !lines.is_empty() {
        let full = sheet.columns.iter().filter(|column| column.seen.text > 0).min_by_key(|column| column.seen.blank);
        let name = full.map_or_else(|| quote("#1"), |column| quote(&heading(column, sheet)));
        lines.push("# A rule such as this leaves out rows that are not data:".to_owned());
        lines.push("# [[skip]]".to_owned());
        lines.push(format!("# where = {{ {name} = \"\" }}"));
    }
    lines
}

fn expression(column: Column, sheet: &Sheet) -> Vec<String> {
    let name = column.as_str();
    let found = sheet.columns.iter().find(|explained| explained.probably == Some(column));
    match (column, found) {
        (Column::Action | Column::Kind, Some(explained)) => values(name, explained, sheet),
        (Column::Date, Some(explained)) => vec![date(explained, sheet)],
        (Column::Amount, Some(explained)) => vec![amount(explained, sheet)],
        (_, Some(explained)) => vec![format!("{name} = {}", quote(&heading(explained, sheet)))],
        (Column::Case, None) => vec![asked(name, "the case; or a template such as \"X-{Year}\"")],
        (Column::Action, None) => vec![asked(name, "freeze, seize, confiscate, release, return, dispose or revalue")],
        (Column::Date, None) => vec![asked(name, "when it was done: 2024-06-25, 2024, 2023-10-01/2024-09-30")],
        (Column::Jurisdictions, None) => vec![asked(name, "where the assets are: IT, or unstated")],
        (Column::Kind, None) => vec![asked(name, "cash, bank-account, real-estate, vehicle …, other")],
        (Column::Currency, None) => vec![currency(sheet)],
        (_, None) => vec![format!("# {name} =")],
    }
}

fn asked(name: &str, what: &str) -> String {
    format!("{name} = {{ constant = {} }}  # {what}", quote(ASKED))
}

/// A table of a column's values, each awaiting its meaning.
fn values(name: &str, explained: &Explained, sheet: &Sheet) -> Vec<String> {
    let pairs: Vec<String> =
        explained.seen.values.iter().map(|value| format!("{} = {}", quote(&star(value)), quote(ASKED))).collect();
    let more = if explained.seen.has_more { " There are more values than these." } else { "" };
    vec![
        format!("# What each value means to impound; what is not listed is refused.{more}"),
        format!("{name} = {{ from = {}, values = {{ {} }} }}", quote(&heading(explained, sheet)), pairs.join(", ")),
    ]
}

fn date(explained: &Explained, sheet: &Sheet) -> String {
    let from = quote(&heading(explained, sheet));
    let formats: Vec<String> =
        explained.seen.formats.iter().flat_map(|format| format.split(" or ")).map(quote).collect();
    match &formats[..] {
        [] => format!("date = {from}"),
        [one] => format!("date = {{ from = {from}, formats = [{one}] }}"),
        several => format!("date = {{ from = {from}, formats = [{}] }}  # which of them?", several.join(", ")),
    }
}

fn amount(explained: &Explained, sheet: &Sheet) -> String {
    let (from, seen) = (quote(&heading(explained, sheet)), &explained.seen);
    let decimal = match seen.decimal() {
        Some(',') => "decimal = \",\", thousands = \".\"",
        _ => "decimal = \".\", thousands = \",\"",
    };
    let why = if seen.points + seen.commas == 0 { "  # no figure has decimals: which sign would it be?" } else { "" };
    format!("amount = {{ from = {from}, {decimal} }}{why}")
}

fn currency(sheet: &Sheet) -> String {
    let currencies: Vec<&String> = sheet.columns.iter().flat_map(|column| &column.seen.currencies).collect();
    match &currencies[..] {
        [code] if code.len() == 3 && code.chars().all(|c| c.is_ascii_uppercase()) => {
            format!("currency = {{ constant = {} }}  # as the amounts have it", quote(code))
        }
        _ => "# currency = { constant = \"EUR\" }  # of amounts that do not name theirs".to_owned(),
    }
}

/// A column as a map names it: by its heading if that is unique, otherwise by number.
fn heading(explained: &Explained, sheet: &Sheet) -> String {
    let name = explained.name.trim();
    let same = |other: &&Explained| other.name.trim().to_lowercase() == name.to_lowercase();
    let is_own = sheet.columns.iter().filter(same).count() == 1;
    match name.is_empty() || !is_own || name.starts_with(['#', '@']) || name.contains('\\') {
        true => format!("#{}", explained.position),
        false => name.to_owned(),
    }
}

/// A text as a TOML string.
fn quote(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
