//! The tables in `docs/reference/` that the program can generate: the columns of every report and list, and the
//! languages of amounts. Each is between two marks, `<!-- NAME -->` and `<!-- end -->`.

use impound::phrase::Language;
use impound::report::describe;

use super::{alone, package, read};
use crate::coco;
use crate::expected::holds;
use crate::harness::Desk;

/// The tables of columns, each with the way to get its header line.
const REPORTS: [(&str, &str); 21] = [
    ("holdings", "report holdings --by case,jurisdiction,stage,kind,currency,authority --format csv"),
    ("actions", "report actions --by case,jurisdiction,action,kind,currency,authority,year,quarter,month --format csv"),
    ("measures", "report holdings --values --counts --format csv"),
    ("converted", "report holdings --by stage --values --convert EUR --format csv"),
    ("consolidated", "consolidate [ledger] -- holdings --by ledger,stage --format csv"),
    ("jurisdictions", "report jurisdictions --format csv"),
    ("pools", "report pools --format csv"),
    ("claims", "report claims --format csv"),
    ("attestations", "report attestations --format csv"),
    ("readings", "report readings --format csv"),
    ("form", "report form directive-2014-42 --year 2024 --format csv"),
    ("register", "report register --format csv"),
    ("rollforward", "report rollforward --from 2024 --to 2024 --format csv"),
    ("coverage", "report coverage --format csv"),
    ("ageing", "report ageing --format csv"),
    ("bridge", "report bridge holdings --at-entry 1 --entries --format csv"),
    ("concentration", "report concentration --currency EUR --format csv"),
    ("reconcile", "report reconcile [list] --as-of 2024-12-31 --format csv"),
    ("find", "find --case coco --format csv"),
    ("due", "due --on 2024-07-01 --format csv"),
    ("log", "log --format csv"),
];

/// The tables of a pack that are not reports.
const LISTS: [&str; 5] = ["cases", "events", "sources", "rates", "personal"];

fn table(header: &str) -> String {
    let row = |name: &str| {
        let (of, meaning) = describe(name).unwrap_or_else(|| panic!("{name} is not described"));
        format!("| `{name}` | {} | {meaning} |\n", of.as_str())
    };
    let rows: String = header.trim_end().split(',').map(row).collect();
    format!("| column | type | meaning |\n|---|---|---|\n{rows}")
}

/// A page with the text between two marks replaced.
///
/// # Panics
/// The page has no such marks.
fn filled(page: &str, name: &str, table: &str) -> String {
    let mark = format!("<!-- {name} -->\n");
    let (before, rest) = page.split_once(&mark).unwrap_or_else(|| panic!("there is no {mark}"));
    let (_, after) = rest.split_once("<!-- end -->").unwrap_or_else(|| panic!("{name} has no end"));
    format!("{before}{mark}{table}<!-- end -->{after}")
}

fn headers(desk: &Desk) -> Vec<(&'static str, String)> {
    let first = |csv: &str| csv.lines().next().unwrap().to_owned();
    let pack = desk.directory().join("pack");
    desk.done(&format!("export pack {} --personal", pack.display()));
    let list = desk.directory().join("list.csv");
    std::fs::write(&list, "asset,amount\ncoco:1,5 EUR\n").unwrap();
    let list = list.display().to_string();
    let ledger = desk.directory().join("ledger.db").display().to_string();
    let of = |command: &str| desk.done(&command.replace("[list]", &list).replace("[ledger]", &ledger));
    let reports = REPORTS.map(|(report, command)| (report, first(&of(command))));
    let lists = LISTS.map(|list| (list, first(&std::fs::read_to_string(pack.join(format!("{list}.csv"))).unwrap())));
    let used = desk.directory().join("used.csv");
    desk.done(&format!("report jurisdictions --convert EUR --rates-used {}", used.display()));
    let used = ("rates-used", first(&std::fs::read_to_string(used).unwrap()));
    reports.into_iter().chain(lists).chain([used]).collect()
}

#[test]
fn the_page_of_reports_has_the_columns_of_each() {
    let headers = headers(&coco::entered());
    let _alone = alone();
    let page = read("docs/reference/reports.md");
    let anew = headers.iter().fold(page, |page, (name, header)| filled(&page, name, &table(header)));
    holds(&package().join("docs/reference/reports.md"), &anew);
}

#[test]
fn the_page_of_amounts_names_every_language() {
    let _alone = alone();
    let page = read("docs/reference/amounts.md");
    let mut named: Vec<String> = Language::all().map(|one| format!("{} `{}`", one.name(), one.tag())).collect();
    named.sort();
    holds(
        &package().join("docs/reference/amounts.md"),
        &filled(&page, "languages", &format!("{}.\n", named.join(",\n"))),
    );
}

#[test]
fn only_text_between_the_marks_is_replaced() {
    assert_eq!(filled("a\n<!-- b -->\nc\n<!-- end -->\nd\n", "b", "e\n"), "a\n<!-- b -->\ne\n<!-- end -->\nd\n");
    assert!(table("entry,lower").contains("| `lower` | number | Lower end"));
}
