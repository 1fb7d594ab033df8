//! A report as a page.

use super::super::{Format, Options, write};
use crate::report::document::{Bounds, Cell, Column, Document, End, Frame, Grid, Meta, Section, Verified};

fn meta() -> Meta {
    Meta {
        title: "Held <now>".to_owned(),
        entry: 7,
        digest: "ab".repeat(32),
        filters: vec![("case".to_owned(), "a\"b".to_owned())],
        version: "impound 0".to_owned(),
        verified: Verified::Never,
        unplaced: Some(1),
    }
}

fn page(document: &Document) -> String {
    let mut out = Vec::new();
    write(document, Format::Html, Options::default(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn one(text: &str) -> String {
    let amount =
        Cell::stated(Bounds::between(End::above(500_000_000_000), None), crate::domain::Unit::parse("EUR").ok());
    let columns = vec![Column::text("what"), Column::bounds("")];
    page(&Document::single(meta(), columns, vec![vec![Cell::text(text), amount]]).unwrap())
}

#[test]
fn a_page_has_title_origin_and_table() {
    let page = one("a car");
    for part in [
        "<h1>Held &lt;now&gt;</h1>",
        "<dd>a&quot;b</dd>",
        "<dt>Verified</dt><dd>never</dd>",
        "<caption id=\"t1\">Held &lt;now&gt;</caption>",
        "<th class=\"x\" scope=\"col\">what</th><th class=\"r\" scope=\"col\">amount</th>",
        "<th class=\"x\" scope=\"row\">a car</th><td class=\"r\">&gt; 5,000.00</td>",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    assert_eq!(page, one("a car"));
}

#[test]
fn hostile_text_stays_text() {
    let hostile = "</td><script>alert(1)</script>\"'&<img src=x onerror=y>\u{202e}\u{200b}\u{7}\u{feff}";
    let page = one(hostile);
    assert!(page.contains("&lt;/td&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot;"), "{page}");
    assert!(page.contains("\\u{202e}\\u{200b}\\u{7}\\u{feff}"), "{page}");
    assert!(!page.contains("<script") && !page.contains("<img"));
    assert!(!page.chars().any(|c| c != '\n' && crate::domain::text::is_unseen(c)));
}

#[test]
fn several_sections_have_headings_and_none_says_so() {
    let grid = |heading: &str| {
        Section::Grid(Grid::new(Frame::new(heading, vec![Column::count("n")]).unwrap(), vec![]).unwrap())
    };
    let page = page(&Document::new(meta(), vec![grid("one"), grid("two")]).unwrap());
    assert!(page.contains("<h2>one</h2>") && page.contains("<h2>two</h2>") && page.contains("No rows"), "{page}");
}
