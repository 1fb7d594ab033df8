//! Where it is, and what it is: a chart for each currency, with the table of all rows.

use std::collections::BTreeSet;

use maud::{Markup, html};

use super::super::chart::{self, Bar, Chart, Charted, Line, Within};
use super::super::facts::{Facts, KINDS, PLACED};
use super::super::figures::{Figures, Row, bars};
use super::super::order::{self, MOST, rank};
use super::super::words::{self, certain, signs};
use super::paper::{Columns, Laid, Paper, colour, digits, place};
use crate::domain::Bounds;
use crate::journal::Dimension;
use crate::report::Document;
use crate::report::document::Cell;

/// The stages in which something is held, in their order.
const STAGES_HELD: [&str; 3] = ["frozen", "seized", "confiscated"];

/// The most pools whose share is drawn in one place.
const MOST_SHARES: usize = 3;

/// Where it is, by place and stage.
pub(super) fn places(paper: &Paper<'_>) -> Markup {
    let facts = paper.facts;
    if Figures::of(&facts.placed).rows().next().is_none() {
        return html! { p { "Nothing is held." } };
    }
    let linked = linked_rows(facts);
    html! {
        @for (number, charted) in facts.charts.iter().enumerate() {
            @let chart = chart_of_places(facts, (number, charted), &linked);
            @if !chart.is_empty() {
                figure aria-labelledby=(format!("g1{number}")) {
                    figcaption id=(format!("g1{number}")) {
                        b { (held(facts, charted)) ", by place and stage" }
                        @if charted.is_first {
                            "Solid is certain, hatched is possible. A sum stated for several States together is drawn once, and again only dotted, as what may lie in each."
                        }
                    }
                    @if charted.is_first { (chart::key()) }
                    (chart)
                }
            }
        }
        (table(paper, &facts.placed, PLACED, html! { "Held by place and stage, sorted by code." }))
        (paper.behind_chart(Laid { document: &facts.places, caption: html! { "Held in each place, all stages together." }, columns: Columns::All }, None))
        @for (others, held) in facts.others.iter().flatten() {
            (paper.behind_chart(Laid { document: held, caption: html! { "Held in the " (others) " others, taken together." }, columns: Columns::All }, None))
        }
        @if let Some([over, _]) = &facts.over_readings { (over_readings(paper, over)) }
        (paper.behind_chart(Laid {
            document: &facts.ranges,
            caption: html! { "Frozen or seized in each place, with what may lie there of a pool. The places do not add up: a pool counts in each of its own." },
            columns: Columns::All,
        }, None))
    }
}

/// What it is, by kind, all stages together.
pub(super) fn kinds(paper: &Paper<'_>) -> Markup {
    let facts = paper.facts;
    if Figures::of(&facts.kinds).rows().next().is_none() {
        return html! { p { "Nothing is held." } };
    }
    html! {
        @for (number, charted) in facts.charts.iter().enumerate() {
            @let chart = chart_of_kinds(facts, charted);
            @if !chart.is_empty() {
                figure aria-labelledby=(format!("g2{number}")) {
                    figcaption id=(format!("g2{number}")) {
                        b { (held(facts, charted)) ", by kind" }
                        "All stages together, each asset once; in brackets how many."
                    }
                    (chart)
                }
            }
        }
        (table(paper, &facts.kinds, KINDS, html! { "Held by kind, each asset once." }))
        @if let Some([_, over]) = &facts.over_readings { (over_readings(paper, over)) }
    }
}

/// The rows of a chart over all readings.
fn over_readings(paper: &Paper<'_>, document: &Document) -> Markup {
    let caption = html! { "The same over all readings: from the least to the greatest that any source states." };
    paper.behind_chart(Laid { document, caption, columns: Columns::All }, None)
}

/// The rows of a chart with the entries behind each.
fn table(paper: &Paper<'_>, document: &Document, by: &[Dimension], caption: Markup) -> Markup {
    let entries = |cells: &[Cell]| {
        let row = Figures::of(document).rows().find(|row| std::ptr::eq(row.cells, cells));
        row.and_then(|row| paper.facts.behind.of(by, row)).map_or(html! {}, |entries| paper.numbers(entries))
    };
    paper.behind_chart(Laid { document, caption, columns: Columns::All }, Some(("entries", &entries)))
}

fn held(facts: &Facts, charted: &Charted) -> String {
    let unit = if charted.unit.is_empty() { String::new() } else { format!(" in {}", charted.unit) };
    format!("Held on {}{unit}", words::day(facts.day))
}

/// The rows of places and stages in which an asset may be the same money as another.
fn linked_rows(facts: &Facts) -> BTreeSet<(String, String)> {
    let linked = facts.linked();
    let held = facts.assets.iter().filter(|asset| asset.is_held && linked.contains_key(&asset.asset));
    held.map(|asset| (asset.places.clone(), asset.stage.to_owned())).collect()
}

fn chart_of_places(facts: &Facts, (number, charted): (usize, &Charted), linked: &BTreeSet<(String, String)>) -> Chart {
    let order = order::places(&facts.places, &facts.ranges, charted);
    let mut lines = Vec::new();
    for code in order.iter().take(MOST) {
        lines.extend(group(facts, charted, code, linked));
    }
    if let Some(Some((others, held))) = facts.others.get(number) {
        lines.push(Line::Head { name: html! { (others) " others, together" }, value: String::new() });
        for stage in STAGES_HELD {
            let rows: Vec<Row<'_>> = Figures::of(held).rows().filter(|row| row.text("stage") == stage).collect();
            let told = bars(&rows, charted).into_iter().map(|bar| signs(&bar, digits(&charted.unit)));
            lines.extend(told.map(|value| Line::Told { name: html! { (stage) }, value }));
        }
    }
    Chart { unit: charted.unit.clone(), digits: digits(&charted.unit), lines }
}

/// A place: its head, a bar for each stage, and what may lie there of pools.
fn group(facts: &Facts, charted: &Charted, code: &str, linked: &BTreeSet<(String, String)>) -> Vec<Line> {
    let rows = |document| Figures::of(document).rows().filter(move |row| row.text("jurisdiction") == code);
    let total = rows(&facts.places).find(|row| row.text("currency") == charted.unit).map(Row::bar);
    let pools: Vec<Row<'_>> = pools_over(facts, charted, code);
    let value = match (total, pools.first()) {
        (Some(total), _) => certain(&total, digits(&charted.unit)),
        (None, Some(_)) => "nothing certain".to_owned(),
        (None, None) => String::new(),
    };
    let mut lines = vec![Line::Head { name: name(facts, code), value }];
    for stage in STAGES_HELD {
        let of_stage: Vec<Row<'_>> = rows(&facts.placed).filter(|row| row.text("stage") == stage).collect();
        let may = linked.contains(&(code.to_owned(), stage.to_owned()));
        for bar in bars(&of_stage, charted) {
            let over = facts.over_readings.as_ref().and_then(|[over, _]| disputed(over, &of_stage, PLACED, charted));
            let bar = Bar { disputed: over.filter(|_| bar.stated > 0), ..bar };
            let name = html! { (stage) @if may && bar.non_valued == 0 { ", may overlap" } };
            lines.push(Line::Bar { name, colour: colour(stage), bar, within: Within::Group, sign: "" });
        }
    }
    lines.extend(shares(facts, charted, code, &pools));
    lines
}

fn shares(facts: &Facts, charted: &Charted, code: &str, pools: &[Row<'_>]) -> Vec<Line> {
    let one = |row: &Row<'_>| {
        let (left, _) = row.bounds("residual_lower")?;
        Some(Line::Share { name: html! { "perhaps part of " (row.text("asset")) }, left })
    };
    if pools.len() <= MOST_SHARES {
        return pools.iter().filter_map(one).collect();
    }
    let mut ranges = Figures::of(&facts.ranges).rows();
    let range = ranges.find(|row| row.text("jurisdiction") == code && row.text("currency") == charted.unit);
    let range: Option<Bounds> = range.and_then(|row| row.bounds("range_lower")).map(|(bounds, _)| bounds);
    let name = html! { "with parts of " (pools.len()) " pools" };
    range.map(|left| Line::Share { name, left }).into_iter().collect()
}

/// The pools that are held and may lie in a place.
fn pools_over<'a>(facts: &'a Facts, charted: &Charted, code: &str) -> Vec<Row<'a>> {
    let held = |row: &Row<'_>| ["frozen", "seized", "confiscated"].contains(&row.text("stage"));
    let pools = Figures::of(&facts.pools).rows().filter(held).filter(|row| row.text("currency") == charted.unit);
    pools.filter(|row| !code.contains('+') && row.text("candidates").split('+').any(|one| one == code)).collect()
}

fn name(facts: &Facts, code: &str) -> Markup {
    if code.is_empty() {
        return html! { "Place not stated" };
    }
    if !code.contains('+') {
        return html! { (place(code)) };
    }
    let pools = Figures::of(&facts.pools).rows().filter(|row| row.text("candidates") == code);
    let pools: Vec<&str> = pools.map(|row| row.text("asset")).take(MOST_SHARES).collect();
    html! { (code) " together: " a href="#pools" { (pools.join(", ")) } }
}

fn chart_of_kinds(facts: &Facts, charted: &Charted) -> Chart {
    let rows: Vec<Row<'_>> =
        Figures::of(&facts.kinds).rows().filter(|row| charted.takes(row.text("currency"))).collect();
    let mut drawn: Vec<(&str, u64, Bar)> = Vec::new();
    // Rows come by kind.
    for of_kind in rows.chunk_by(|one, other| one.text("kind") == other.text("kind")) {
        let over = facts.over_readings.as_ref().and_then(|[_, over]| disputed(over, of_kind, KINDS, charted));
        for bar in bars(of_kind, charted) {
            let count = bar.stated + bar.unstated + bar.apart + bar.non_valued;
            drawn.push((of_kind[0].text("kind"), count, Bar { disputed: over.filter(|_| bar.stated > 0), ..bar }));
        }
    }
    drawn.sort_by_key(|(kind, _, bar)| (rank(bar), *kind));
    let lines = drawn.into_iter().map(|(kind, count, bar)| {
        let name = html! { (kind) " (" (words::number(count)) ")" };
        Line::Bar { name, colour: "neu", bar, within: Within::Nothing, sign: "" }
    });
    Chart { unit: charted.unit.clone(), digits: digits(&charted.unit), lines: lines.collect() }
}

/// The bounds over all readings of what stands in a chart, if sources disagree in it.
fn disputed(over: &Document, rows: &[Row<'_>], by: &[Dimension], charted: &Charted) -> Option<Bounds> {
    let row = rows.iter().find(|row| row.text("currency") == charted.unit)?;
    let same = |other: &Row<'_>| by.iter().all(|dimension| other.text(dimension.name()) == row.text(dimension.name()));
    let found = Figures::of(over).rows().find(same).filter(|row| row.count("disputed") > 0)?;
    found.bounds("lower").map(|(bounds, _)| bounds)
}
