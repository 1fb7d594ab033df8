//! The appendix: rates, entries, rules, and how to make and check the page again.

use maud::{Markup, html};

use super::super::figures::Figures;
use super::paper::Paper;

/// The rules of counting that a reader must know.
const RULES: [&str; 5] = [
    "Every amount has a lower and an upper end. Lower ends add up, upper ends add up; one missing upper end leaves the sum without one.",
    "“Not stated” is not zero: it counts, adds nothing below and leaves the top open.",
    "A pool counts once. Its parts and its rest together are always what was stated.",
    "What may be the same money counts below with the greater, above with both.",
    "Nothing is ever edited. A correction is an entry of its own, and both readings stay.",
];

/// Its four parts.
pub(super) fn appendix(paper: &Paper<'_>) -> Markup {
    html! {
        h3 #rates { "A. Rates" }
        (rates(paper))
        h3 { "B. Entries" }
        (entries(paper))
        h3 { "C. How amounts are counted" }
        ul.s { @for rule in RULES { li { (rule) } } }
        h3 { "D. Check this page" }
        p.s { "Made by " (paper.facts.version) ". The same ledger and the same command give the same bytes:" }
        p.mono { @for command in &paper.facts.filed.commands { (command) br; } }
    }
}

fn rates(paper: &Paper<'_>) -> Markup {
    let rates = paper.facts.rates();
    if rates.is_empty() {
        return html! { p.s { "Nothing was converted." } };
    }
    let shown = rates.len().min(100);
    html! {
        div.scroll role="region" tabindex="0" aria-labelledby="crates" {
            table {
                caption #crates { "Rates used. Exact until printed; figures whose ends are equal are rounded by the rule, others outward." }
                thead { tr { th scope="col" { "From" } th scope="col" { "Asked for" } th scope="col" { "Day" } th.r scope="col" { "Rate" } th scope="col" { "Orientation" } th scope="col" { "Set" } th scope="col" { "Entry" } } }
                tbody {
                    @for rate in rates.iter().take(shown) {
                        tr {
                            th scope="row" { (rate.from) } td { (rate.requested) } td { (rate.date) } td.r { (rate.rate) }
                            td { (rate.orientation) } td { (rate.set) } td { (rate.entry) }
                        }
                    }
                    @if shown < rates.len() { tr { th scope="row" colspan="7" { (rates.len() - shown) " more" } } }
                }
            }
        }
    }
}

fn entries(paper: &Paper<'_>) -> Markup {
    let facts = paper.facts;
    if Figures::of(&facts.register).rows().next().is_none() {
        return html! { p.s { "No action is recorded." } };
    }
    let caption = html! { "The entries that record actions" @if paper.listed() < Figures::of(&facts.register).rows().count() { ", the first " (paper.listed()) } ". Figures name them by number. Amounts are as recorded" @if facts.convert.is_some() { ", each in its own currency" } "." };
    paper.entries(caption)
}
