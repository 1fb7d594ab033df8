//! What needs attention: late, ended, looked at and different, disputed, inferred.

use maud::{Markup, html};

use super::super::asset::Known;
use super::super::figures::{Figures, Row};
use super::super::words::{counted, number};
use super::paper::Paper;
use crate::domain::{Basis, Difference};
use crate::render::html::text_of;
use crate::report::document::Cell;

/// The most lines of one kind.
const MOST: usize = 5;

/// The box, or a sentence that there is nothing in it.
pub(super) fn attention(paper: &Paper<'_>) -> Markup {
    let facts = paper.facts;
    let mut lines: Vec<Markup> = Vec::new();
    let mut late: Vec<(i32, &Known)> =
        facts.assets.iter().filter_map(|asset| Some((asset.days_late(facts.day)?, asset))).collect();
    late.sort_by_key(|(days, asset)| (-*days, asset.asset.clone()));
    lines.extend(some(&late, "#due", |(days, asset)| ended(*days, asset)));
    let looks: Vec<Row<'_>> = Figures::of(&facts.looks).rows().filter(|row| differs(*row)).collect();
    lines.extend(some(&looks, "#look", |row| looked(*row)));
    let disputed = Figures::of(&facts.readings).rows().filter(|row| row.text("adopted") == "true").count() as u64;
    if disputed > 0 {
        lines.push(
            html! { "Sources " a href="#read" { "disagree" } " on " (counted(disputed, "action", "actions")) "." },
        );
    }
    let inferred: Vec<&Known> =
        facts.assets.iter().filter(|asset| asset.is_held && asset.basis == Some(Basis::Inferred)).collect();
    if let Some(first) = inferred.first() {
        let others = inferred.len() as u64 - 1;
        lines.push(html! {
            "The place of " a href="#assets" { (first.asset) }
            @if others > 0 { " and " (counted(others, "other asset", "other assets")) }
            " was inferred by the person recording it, not stated by a source."
        });
    }
    let undated: u64 = Figures::of(&facts.held).rows().map(|row| row.count("undated")).sum();
    if undated > 0 {
        lines.push(html! { "Whether " (counted(undated, "asset", "assets")) " counted on that day depends on days that no source states." });
    }
    html! {
        div.att {
            h3 { "Needs attention" }
            @if lines.is_empty() {
                p { "Nothing: no measure has ended, no look differs, no sources disagree." }
            } @else {
                ul { @for line in lines { li { (line) } } }
            }
        }
    }
}

fn some<T>(found: &[T], target: &str, line: impl Fn(&T) -> Markup) -> Vec<Markup> {
    let mut lines: Vec<Markup> = found.iter().take(MOST).map(line).collect();
    if found.len() > MOST {
        lines.push(html! { "and " a href=(target) { (number((found.len() - MOST) as u64)) " more" } "." });
    }
    lines
}

fn ended(days: i32, asset: &Known) -> Markup {
    let measure = match asset.stage {
        "frozen" => "freeze",
        "seized" => "seizure",
        _ => "measure",
    };
    let days = counted(u64::try_from(days).unwrap_or_default(), "day", "days");
    html! {
        "The " (measure) " of " a href="#due" { (asset.asset) }
        @if !asset.places.is_empty() { " (" (asset.places) ")" }
        " ended " (days) " ago; nothing followed."
    }
}

/// Whether somebody found something else than the ledger has.
fn differs(row: Row<'_>) -> bool {
    match row.cell("difference_lower") {
        Cell::Difference { ends, .. } => **ends != Difference::NONE,
        _ => false,
    }
}

fn looked(row: Row<'_>) -> Markup {
    html! {
        "The last look at " a href="#look" { (row.text("asset")) } " differs from the ledger by "
        span.n { (text_of(row.cell("difference_lower"))) " " (row.text("attested_currency")) }
        " and is " (counted(row.count("age"), "day", "days")) " old."
    }
}
