//! The page: its sections in order, under a budget of elements.

mod appendix;
mod attention;
mod head;
mod lists;
mod paper;
mod places;
mod time;

use maud::{Markup, html};

use super::chart;
use super::facts::Facts;
use crate::render::html::Page;
use paper::Paper;

/// The sections after the key figures: their names on the page, and their titles.
const CONTENTS: [(&str, &str); 12] = [
    ("key", "Key figures"),
    ("place", "Where it is"),
    ("kind", "What it is"),
    ("time", "How it came about"),
    ("roll", "What changed"),
    ("pools", "Pools"),
    ("read", "Readings that disagree"),
    ("due", "Deadlines"),
    ("look", "Custody looks"),
    ("assets", "Assets"),
    ("src", "Sources"),
    ("app", "Appendix"),
];

/// The page as it is written.
pub(super) fn text(facts: &Facts) -> String {
    let of = facts.case.as_ref().map_or("all cases".to_owned(), |case| format!("case {case}"));
    let title = format!("Dossier: {of}, as of {}", facts.day);
    let foot = format!(
        "{} dossier · {of} · as of {} · entry {} · root {}",
        facts.version,
        facts.day,
        facts.entry,
        shortened(&facts.root)
    );
    let paper = Paper::of(facts);
    let body = html! {
        a.skip href="#main" { "Skip to the figures" }
        (chart::shapes())
        (head::header(&paper))
        div.page {
            nav aria-labelledby="toc" {
                h2 #toc { "Contents" }
                ol { @for (name, title) in CONTENTS { li { a href=(format!("#{name}")) { (title) } } } }
            }
            main #main {
                @let sections: [fn(&Paper<'_>) -> Markup; 12] = [
                    head::key_figures, places::places, places::kinds, time::course, time::rolled, lists::pools,
                    lists::readings, lists::deadlines, lists::looks, lists::assets, lists::sources, appendix::appendix,
                ];
                @for ((name, title), section) in CONTENTS.iter().zip(sections) {
                    section aria-labelledby=(name) { h2 id=(name) { (title) } (section(&paper)) }
                }
            }
        }
        footer { p { (last_words(facts)) } }
    };
    Page { title: &title, foot: &foot, body }.text()
}

fn last_words(facts: &Facts) -> &'static str {
    match facts.personal {
        crate::query::PersonalData::Hidden => {
            "Criminal measures only: no sanctions, no administrative holds. No personal data. This page loads nothing and runs nothing."
        }
        crate::query::PersonalData::Shown => {
            "Criminal measures only: no sanctions, no administrative holds. Personal data: handle accordingly. This page loads nothing and runs nothing."
        }
    }
}

/// The first digits of a root: enough to tell two ledgers apart.
fn shortened(root: &str) -> &str {
    root.get(..16).unwrap_or(root)
}
