//! Each table of a page says what the CSV of its report says.

use std::collections::BTreeMap;

use super::{everything, page};
use crate::harness::Desk;

/// The tables by the beginning of their captions, and the commands that give the same rows.
const TABLES: [(&str, &str); 10] = [
    ("Held by place and stage", "report holdings --by jurisdiction,stage"),
    ("Held in each place", "report holdings --by jurisdiction"),
    ("Frozen or seized in each place", "report jurisdictions"),
    ("Held by kind", "report holdings --by kind"),
    ("The same over all readings", "report holdings --by jurisdiction,stage --readings hull"),
    ("Roll-forward", "report rollforward --from 2024-01-01 --to 2024-07-01 --by currency"),
    ("The same by stage", "report rollforward --from 2024-01-01 --to 2024-07-01 --by stage"),
    ("Pools", "report pools"),
    ("Readings", "report readings"),
    ("The latest look", "report attestations"),
];

/// A table: its headings, and its rows as text.
struct Table {
    caption: String,
    headings: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// The text of each element of a kind: what stands between its tags, without tags.
fn each(html: &str, open: &str, close: &str) -> Vec<String> {
    let parts = html.split(open).skip(1).filter_map(|part| part.split_once(close));
    parts.map(|(part, _)| part.to_owned()).collect()
}

fn text(html: &str) -> String {
    let after = html.split_once('>').map_or(html, |(_, after)| after);
    let mut text = String::new();
    let mut inside = false;
    for c in after.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => text.push(c),
            _ => {}
        }
    }
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

fn cells(row: &str) -> Vec<String> {
    let row = row.replace("<td", "<th").replace("</td>", "</th>");
    each(&row, "<th", "</th>").iter().map(|cell| text(cell)).collect()
}

fn tables(page: &str) -> Vec<Table> {
    let table = |html: String| {
        let caption = each(&html, "<caption", "</caption>").iter().map(|caption| text(caption)).collect();
        let headings = each(&html, "<thead>", "</thead>").iter().flat_map(|head| cells(head)).collect();
        let body = each(&html, "<tbody>", "</tbody>").concat();
        Table { caption, headings, rows: each(&body, "<tr", "</tr>").iter().map(|row| cells(row)).collect() }
    };
    each(page, "<table>", "</table>").into_iter().map(table).collect()
}

/// A figure with its thousands apart.
fn grouped(figure: &str) -> String {
    let (sign, figure) = figure.strip_prefix('-').map_or(("", figure), |figure| ("\u{2212}", figure));
    let (whole, fraction) = figure.split_at(figure.find('.').unwrap_or(figure.len()));
    let mut text = String::new();
    for (at, c) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            text.push(',');
        }
        text.push(c);
    }
    format!("{sign}{text}{fraction}")
}

/// Bounds as a CSV has them, in signs; every way in which they may be written.
fn readable(row: &BTreeMap<String, String>, prefix: &str) -> Vec<String> {
    let field = |name: &str| row.get(&format!("{prefix}{name}")).map_or("", String::as_str);
    // Some columns have no field that says “about”; the cell says so.
    let is_told = row.contains_key(&format!("{prefix}approximate"));
    let about = if field("approximate") == "true" { "~ " } else { "" };
    let mark = |inclusive: &str, open: &str, closed: &str| {
        if inclusive == "false" { open.to_owned() } else { closed.to_owned() }
    };
    let (lower, upper) = (field("lower"), field("upper"));
    let is_zero = lower.trim_matches(['0', '.']).is_empty() && !lower.is_empty() && field("lower_inclusive") == "true";
    let below = mark(field("lower_inclusive"), "> ", "");
    let known = match (lower, upper) {
        ("", "") if prefix == "difference_" => "not known".to_owned(),
        ("", "") => String::new(),
        (lower, "") => format!("{about}{}{}", mark(field("lower_inclusive"), "> ", "≥ "), grouped(lower)),
        (lower, upper) if lower == upper => format!("{about}{}", grouped(lower)),
        (_, upper) if is_zero => format!("{about}{}{}", mark(field("upper_inclusive"), "< ", "≤ "), grouped(upper)),
        (lower, upper) => {
            let above = mark(field("upper_inclusive"), "< ", "");
            format!("{about}{below}{} – {above}{}", grouped(lower), grouped(upper))
        }
    };
    let unstated = is_zero && upper.is_empty();
    let currency = row.get(&format!("{prefix}currency")).or_else(|| row.get("currency")).cloned().unwrap_or_default();
    let with_unit = format!("{known} {currency}");
    let absent = (known == "not known").then(String::new);
    let untold = (!is_told).then(|| format!("~ {known}"));
    let all = [known, with_unit].into_iter().chain(untold);
    all.chain(unstated.then(|| "not stated".to_owned())).chain(absent).collect()
}

/// What may stand under a heading.
fn expected(row: &BTreeMap<String, String>, heading: &str) -> Vec<String> {
    let name = match heading {
        "places" => "jurisdictions".to_owned(),
        other => other.replace(' ', "_"),
    };
    // An amount is a text of its own in the readings, too.
    if heading == "amount" {
        return readable(row, "");
    }
    match row.get(&name) {
        Some(value) if value.is_empty() => vec![String::new(), "none".to_owned(), "not stated".to_owned()],
        Some(value) => vec![value.clone()],
        None => readable(row, &format!("{name}_")),
    }
}

fn rows(csv: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = ::csv::Reader::from_reader(csv.as_bytes());
    let headers = reader.headers().unwrap().clone();
    let row =
        |record: ::csv::StringRecord| headers.iter().map(str::to_owned).zip(record.iter().map(str::to_owned)).collect();
    reader.records().map(Result::unwrap).map(row).collect()
}

fn each_table_equals_its_csv(desk: &Desk, page: &str, flags: &str) {
    let tables = tables(page);
    for (caption, command) in TABLES {
        let rows = rows(&desk.done(&format!("{command} --case coco --format csv --raw {flags}")));
        let called = |table: &&Table| table.caption.split_once(". ").is_some_and(|(_, said)| said.starts_with(caption));
        let table = tables.iter().find(called).unwrap_or_else(|| panic!("there is no table “{caption}”"));
        assert_eq!(table.rows.len(), rows.len(), "{caption}");
        for (shown, row) in table.rows.iter().zip(&rows) {
            for (cell, heading) in shown.iter().zip(&table.headings).filter(|(_, heading)| *heading != "entries") {
                let expected = expected(row, heading);
                assert!(expected.contains(cell), "{caption}, {heading}: “{cell}” is not {expected:?}");
            }
        }
    }
}

#[test]
fn every_table_equals_its_csv() {
    let desk = everything();
    let (page, _) = page(&desk, "coco.html", "--case coco");
    each_table_equals_its_csv(&desk, &page, "");
}

#[test]
fn the_entries_behind_a_figure_are_those_about_its_assets() {
    let (page, _) = page(&everything(), "coco.html", "--case coco");
    let tables = tables(&page);
    let table = tables.iter().find(|table| table.caption.contains("Held by place and stage")).unwrap();
    let entries = |place: &str, stage: &str| -> Vec<&str> {
        let rows = table.rows.iter().filter(|row| row[0] == place && row[1] == stage);
        rows.filter_map(|row| row.last()).map(String::as_str).collect()
    };
    assert_eq!(entries("HU", "frozen"), ["5"]);
    assert_eq!(entries("LT", "seized"), ["6, 19"]);
    // The item that was carved out of it is about the pool, too.
    assert_eq!(entries("DE+HU+LT+NL", "seized"), ["7, 8"]);
    assert_eq!(entries("FR", "frozen"), ["10, 16"]);
}

#[test]
fn a_page_of_another_text_has_the_same_elements() {
    let shape = |text: &str| {
        let desk = Desk::in_memory();
        let quoted = text.replace('\'', "'\\''");
        desk.done("init");
        desk.done(&format!("case open coco --title '{quoted}' --lead FR --authority '{quoted}' --offence '{quoted}'"));
        desk.done(&format!(
            "source add S1 --title '{quoted}' --publisher '{quoted}' --url '{quoted}' --kind '{quoted}'"
        ));
        desk.done(&format!(
            "freeze --case coco --in DE --kind cash --what '{quoted}' --authority '{quoted}' --custodian '{quoted}' --as-written '{quoted}' \
             --id 'other:{quoted}' --subject 'owner:{quoted}' --amount \"5 EUR\" --on 2024-01-02 --source 'S1#{quoted}'"
        ));
        desk.done(&format!("reading 4 --source S1 --amount \"6 EUR\" --as-written '{quoted}'"));
        desk.done(&format!("attest coco:1 --amount \"4 EUR\" --on 2024-02-02 --how '{quoted}' --source S1"));
        let (page, _) = page(&desk, "coco.html", "--case coco --personal");
        let body = page.split_once("</style>").unwrap().1;
        let tags: Vec<String> =
            body.split('<').skip(1).map(|tag| tag.split(['>', ' ']).next().unwrap().to_owned()).collect();
        (tags, body.to_owned())
    };
    let (plain, _) = shape("plain");
    for hostile in [
        "</td></table><script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "'&amp<!-- ]]>",
        "{color:red}</style>",
    ] {
        let (tags, body) = shape(hostile);
        assert_eq!(tags, plain, "{hostile}");
        assert!(
            body.contains(
                &hostile.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
            )
        );
    }
}
