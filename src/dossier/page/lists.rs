//! Pools, readings, deadlines, looks, assets and sources.

use maud::{Markup, html};

use super::super::asset::Known;
use super::super::chart::{Bar, Chart, Line, Within};
use super::super::figures::{Figures, Row};
use super::super::words::counted;
use super::paper::{Columns, Laid, Paper, colour, digits};
use crate::domain::Amount;
use crate::render::html::text_of;
use crate::report::Document;

/// The most pools, actions and deadlines that stand in a chart or a list of their own.
const MOST: usize = 12;

/// Amounts stated for several places together: how much of each is itemised, and how much is left.
pub(super) fn pools(paper: &Paper<'_>) -> Markup {
    let facts = paper.facts;
    let rows: Vec<Row<'_>> = Figures::of(&facts.pools).rows().collect();
    if rows.is_empty() {
        return html! { p { "No amount is stated for several States together." } };
    }
    let mut units: Vec<&str> = Vec::new();
    for row in &rows {
        if !units.contains(&row.text("currency")) {
            units.push(row.text("currency"));
        }
    }
    html! {
        p { "A pool is a sum stated for several States together. It counts once; its parts and its rest together are always what was stated." }
        @for (number, unit) in units.into_iter().enumerate().take(4) {
            @let chart = chart_of_pools(&rows, unit);
            @if !chart.is_empty() {
                figure aria-labelledby=(format!("g5{number}")) {
                    figcaption id=(format!("g5{number}")) {
                        b { "Pools" @if !unit.is_empty() { " in " (unit) } }
                        "The whole as stated, the part that is itemised, and what is left."
                    }
                    (chart)
                }
            }
        }
        (paper.behind_chart(Laid { document: &facts.pools, caption: html! { "Pools, with what is itemised and what is left of each." }, columns: Columns::All }, None))
    }
}

fn chart_of_pools(rows: &[Row<'_>], unit: &str) -> Chart {
    let mut lines = Vec::new();
    for row in rows.iter().filter(|row| row.text("currency") == unit).take(MOST) {
        let stage = row.text("stage");
        let name = html! { (row.text("asset")) ", " (row.text("candidates")) };
        lines.push(Line::Head { name, value: stage.to_owned() });
        let colour = colour(stage);
        for (field, words) in [("lower", "stated"), ("itemised_lower", "itemised"), ("residual_lower", "left")] {
            let Some((bounds, _)) = row.bounds(field) else { continue };
            lines.push(Line::Bar {
                name: html! { (words) },
                colour,
                bar: Bar::of(bounds),
                within: Within::Group,
                sign: "",
            });
        }
    }
    Chart { unit: unit.to_owned(), digits: digits(unit), lines }
}

/// What each source states of the same action, side by side, what is adopted first.
pub(super) fn readings(paper: &Paper<'_>) -> Markup {
    let facts = paper.facts;
    let rows: Vec<Row<'_>> = Figures::of(&facts.readings).rows().collect();
    if rows.is_empty() {
        return html! { p { "No other source has been recorded that reads an action differently." } };
    }
    let actions: Vec<&[Row<'_>]> = rows.chunk_by(|one, other| one.count("entry") == other.count("entry")).collect();
    html! {
        p { "What sources state of the same action stands side by side and is never added. What is framed is adopted: it counts." }
        @for statements in actions.iter().take(MOST) {
            @let first = statements[0];
            h3 { (first.text("action")) " of " (first.text("asset")) ", entry " (paper.link(first.count("entry"))) }
            ul.sbs { @for row in adopted_first(statements) { (statement(paper, row)) } }
        }
        @if actions.len() > MOST { p { (actions.len() - MOST) " more actions are in the table." } }
        (paper.behind_chart(Laid { document: &facts.readings, caption: html! { "Readings, side by side." }, columns: Columns::All }, None))
    }
}

fn adopted_first<'a>(statements: &[Row<'a>]) -> Vec<Row<'a>> {
    let mut ordered = statements.to_vec();
    ordered.sort_by_key(|row| (row.text("adopted") != "true", row.count("reading")));
    ordered
}

fn statement(paper: &Paper<'_>, row: Row<'_>) -> Markup {
    let is_adopted = row.text("adopted") == "true";
    let amount = text_of(row.cell("lower"));
    let parts = [("date", "date"), ("jurisdictions", "place"), ("value", "value"), ("count", "count")];
    html! {
        li class=[is_adopted.then_some("ad")] {
            b { @if amount.is_empty() { "no amount" } @else { (amount) } }
            @for (field, word) in parts { @if !text_of(row.cell(field)).is_empty() { (word) " " (text_of(row.cell(field))) ". " } }
            @if !row.text("as_written").is_empty() { q lang=(language(paper, row)) { (row.text("as_written")) } }
            small { (row.text("sources")) ", entry " (paper.link(row.count("reading"))) @if is_adopted { ", adopted" } }
        }
    }
}

/// The language of a quote: that of its sources, if the ledger knows it and they agree. Otherwise it is empty, which tells a screen
/// reader that the language is unknown; without it, the quote would be read as English.
fn language<'a>(paper: &'a Paper<'_>, row: Row<'_>) -> &'a str {
    let cited = row.text("sources").split(';').map(|cited| cited.split('#').next().unwrap_or_default());
    let languages = cited.map(|cited| {
        let source = paper.facts.filed.sources.iter().find(|(_, source)| source.source.as_str() == cited);
        source
            .and_then(|(_, source)| source.language.as_deref())
            .filter(|language| is_code(language))
            .unwrap_or_default()
    });
    let languages: Vec<&str> = languages.collect();
    match languages.split_first() {
        Some((first, others)) if others.iter().all(|other| other == first) => first,
        _ => "",
    }
}

/// Whether a language is a code such as `fr` or `pt-BR`, and not the name of one.
fn is_code(language: &str) -> bool {
    let (code, region) = language.split_once('-').map_or((language, None), |(code, region)| (code, Some(region)));
    matches!(code.len(), 2 | 3)
        && code.bytes().all(|byte| byte.is_ascii_lowercase())
        && region.is_none_or(|region| region.len() == 2 && region.bytes().all(|byte| byte.is_ascii_uppercase()))
}

/// What ends, by day.
pub(super) fn deadlines(paper: &Paper<'_>) -> Markup {
    let facts = paper.facts;
    let mut due: Vec<&Known> = facts.assets.iter().filter(|asset| asset.until.is_some()).collect();
    due.sort_by_key(|asset| (asset.until.as_ref().map(|until| until.last()), asset.asset.clone()));
    if due.is_empty() {
        return html! { p { "No measure on what is held has a recorded end." } };
    }
    let shown = due.len().min(200);
    let left = |asset: &Known| -> String {
        let Some(last) = asset.until.as_ref().map(|until| until.last()) else { return String::new() };
        let days = u64::from((last - facts.day).get_days().unsigned_abs());
        match asset.days_late(facts.day) {
            Some(_) => format!("ended {} ago", counted(days, "day", "days")),
            None if days == 0 => "ends today".to_owned(),
            None => format!("in {}", counted(days, "day", "days")),
        }
    };
    html! {
        div.scroll role="region" tabindex="0" aria-labelledby="cdue" {
            table {
                caption #cdue { "Measures with an end, by day, counted from " (facts.day) "." }
                thead { tr {
                    th scope="col" { "Until" } th scope="col" { "Asset" } th scope="col" { "Place" } th scope="col" { "Stage" }
                    th.r scope="col" { "Amount" }
                    @if let Some(unit) = facts.convert { th.r scope="col" { "In " (unit.code()) } th scope="col" { "Rate day" } }
                    th scope="col" { "Days" }
                } }
                tbody {
                    @for asset in &due[..shown] {
                        tr {
                            th scope="row" { (asset.until.as_ref().map_or("", |until| until.text())) }
                            td { (asset.asset) } td { (asset.places) } td { (asset.stage) } td.r { (amount(asset.amount)) }
                            @if facts.convert.is_some() { (converted(asset)) }
                            td { (left(asset)) }
                        }
                    }
                    @if shown < due.len() { tr { th scope="row" colspan=(if facts.convert.is_some() { 8 } else { 6 }) { (due.len() - shown) " more, later; the workbook has them" } } }
                }
            }
        }
    }
}

fn converted(asset: &Known) -> Markup {
    html! {
        @match &asset.converted {
            Some(converted) => { td.r { (amount(converted.amount)) } td { (converted.rate_day) } },
            None => { td.r {} td {} },
        }
    }
}

fn amount(amount: Amount) -> String {
    match amount {
        Amount::NonValued => "no money value".to_owned(),
        other => text_of(&super::super::asset::cell(other)),
    }
}

/// Who looked, when, and what was there.
pub(super) fn looks(paper: &Paper<'_>) -> Markup {
    listed(
        paper,
        &paper.facts.looks,
        html! { "The latest look at each asset, its age, and the difference from the ledger." },
        "Nobody has recorded a look at what is kept.",
    )
}

/// Every asset, with its stage and amount.
pub(super) fn assets(paper: &Paper<'_>) -> Markup {
    listed(
        paper,
        &paper.facts.asset_table,
        html! {
            "All assets and items, each in its own currency" @if let Some(unit) = paper.facts.convert { " and in " (unit.code()) }
            ", carved ones with what is left. Blank amount: no money value."
            @if paper.facts.convert.is_some() { " A blank there: no rate. A blank rate day: no rate is needed." }
        },
        "There are no assets.",
    )
}

/// The documents that say so.
pub(super) fn sources(paper: &Paper<'_>) -> Markup {
    listed(
        paper,
        &paper.facts.sources,
        html! { "The sources, with the entry that added each. Addresses are text, not links." },
        "No source is cited.",
    )
}

fn listed(paper: &Paper<'_>, document: &Document, caption: Markup, none: &str) -> Markup {
    if Figures::of(document).rows().next().is_none() {
        return html! { p { (none) } };
    }
    paper.table(Laid { document, caption, columns: Columns::Filled })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_code_is_the_language_of_a_quote() {
        assert!(["fr", "deu", "pt-BR"].into_iter().all(is_code));
        assert!(!["", "French", "FR", "fr-", "fr-br", "fr\"", "f"].into_iter().any(is_code));
    }
}
