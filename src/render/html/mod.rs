//! A report as one self-contained page: a title, its tables, and the head of the ledger behind them.
//!
//! The page fetches nothing and runs nothing: its policy allows one style, by its digest. Text of the ledger is text of
//! the page, whatever it contains.

mod page;
mod table;

use std::io::{self, Write};

use maud::{Markup, html};

use super::options::Options;
use super::origin::unresolved;
use super::whole::{AtTheEnd, Whole};
use crate::report::document::{Grid, Outline, Verified};

pub(crate) use page::Page;
pub(crate) use table::{CellOf, Table, figure, grouped, text_of};

/// A self-contained page.
pub(super) struct Paged;

/// Holds the rows until it is known which columns say something.
pub(super) type HtmlSink<'a> = AtTheEnd<'a, Paged>;

impl Whole for Paged {
    const NAME: &'static str = "html";
    const ENDING: &'static str = "html";

    fn write(outline: &Outline, grids: Vec<Grid>, _: Options, out: &mut dyn Write) -> io::Result<()> {
        let meta = outline.meta();
        let foot = match outline.ledgers() {
            [] => format!("{} · entry {} · root {}", meta.version, meta.entry, meta.digest),
            ledgers => format!("{} · {} ledgers", meta.version, ledgers.len()),
        };
        let page = Page { title: &meta.title, foot: &foot, body: body(outline, &grids) };
        out.write_all(page.text().as_bytes())
    }
}

fn body(outline: &Outline, grids: &[Grid]) -> Markup {
    let rates = outline.rates();
    let several = grids.len() > 1;
    html! {
        a.skip href="#main" { "Skip to the table" }
        header { h1 { (outline.meta().title) } (origin(outline)) }
        main #main {
            @for (number, grid) in (1..).zip(grids) {
                section {
                    // A single section has the title of the page.
                    @if several { h2 { (grid.frame().heading()) } }
                    (Table::of(grid).numbered(number))
                }
            }
            @if !rates.is_empty() {
                section {
                    h2 { "Rates" }
                    ul.s {
                        @for rate in rates {
                            li { (rate.rate) " " (rate.orientation) ", " (rate.date) " (" (rate.set) ")" }
                        }
                    }
                }
            }
        }
    }
}

/// What the report is based on, so that it can be reproduced and checked.
fn origin(outline: &Outline) -> Markup {
    let meta = outline.meta();
    let verified = match meta.verified {
        Verified::Unsaid => None,
        Verified::Never => Some("never".to_owned()),
        Verified::UpTo(entry) => Some(format!("up to entry {entry}")),
    };
    html! {
        dl.meta {
            @if outline.ledgers().is_empty() {
                div { dt { "Entry" } dd { (meta.entry) } }
                div.w { dt { "Root" } dd.mono { (meta.digest) } }
            }
            @for ledger in outline.ledgers() {
                div.w {
                    dt { "Ledger" }
                    dd {
                        (ledger.origin) " at entry " (ledger.entries) ", recorded " (ledger.recorded_at)
                        @if let Some(unresolved) = unresolved(ledger) { ", " (unresolved) }
                    }
                }
                div.w { dt { "Root" } dd.mono { (ledger.root) } }
            }
            @if let Some(verified) = verified { div { dt { "Verified" } dd { (verified) } } }
            @for (name, value) in &meta.filters {
                div { dt { (name.replace('_', " ")) } dd { (value) } }
            }
            @if let Some(unplaced) = meta.unplaced { div { dt { "Unplaced" } dd { (unplaced) } } }
            div { dt { "Made by" } dd { (meta.version) } }
        }
    }
}

#[cfg(test)]
mod tests;
