//! The header and the key figures: what a reader of two minutes sees.

use maud::{Markup, html};

use super::super::chart::Bar;
use super::super::facts::{Facts, HELD, OfDay, STAGES};
use super::super::figures::{Figures, Row};
use super::super::words::{around, counted, day, listed, number};
use super::attention;
use super::paper::{Paper, colour, digits};
use crate::domain::{Authority, AuthorityRole, Bounds, Digits, Offence};
use crate::journal::CaseFile;
use crate::query::PersonalData;
use crate::render::html::{figure, text_of};

/// A figure of more characters is set smaller, so that it fits its card.
const LONG: usize = 13;

/// The stages in which something is held.
const STAGES_HELD: [&str; 3] = ["frozen", "seized", "confiscated"];

/// What the dossier is about, the total in a sentence, and on what it rests.
pub(super) fn header(paper: &Paper<'_>) -> Markup {
    let facts = paper.facts;
    let case = facts.case.as_ref().and(facts.filed.cases.first());
    html! {
        header {
            p.kick {
                "Asset-seizure dossier"
                @if let Some(case) = &facts.case { " · case " (case) } @else { " · all cases" }
            }
            h1 {
                @match case {
                    Some(case) => (case.title),
                    None => (counted(facts.filed.cases.len() as u64, "case", "cases")),
                }
            }
            p.lede { (sentence(facts)) }
            dl.meta {
                @if let Some(case) = case { (particulars(case)) }
                div { dt { "As of" } dd { (as_of(facts)) } }
                div { dt { "Amounts" } dd { (amounts(facts)) } }
                div { dt { "Readings" } dd { "adopted" @if facts.over_readings.is_some() { "; " a href="#read" { "sources disagree" } } } }
                div { dt { "Personal data" } dd { (if facts.personal == PersonalData::Shown { "shown" } else { "not shown" }) } }
                div.w {
                    dt { "Ledger" }
                    dd {
                        span.mono { (facts.filed.origin) } br;
                        "head: entry " (facts.entry) ", recorded " (facts.filed.recorded_at) br;
                        "root: " span.mono { (facts.root) }
                    }
                }
            }
        }
    }
}

fn as_of(facts: &Facts) -> String {
    match facts.of_day {
        OfDay::Asked => format!("{}, end of day", facts.day),
        OfDay::Head => format!("{}, when the last entry was recorded", facts.day),
    }
}

fn amounts(facts: &Facts) -> Markup {
    html! {
        @match facts.convert {
            Some(unit) => { "in " (unit.code()) "; " a href="#rates" { "rates used" } },
            None => "each in its own currency",
        }
    }
}

fn particulars(case: &CaseFile) -> Markup {
    let lead = case.lead.map(|lead| lead.code().to_owned());
    html! {
        @if let Some(lead) = lead { div { dt { "Led by" } dd { (super::paper::place(&lead)) } } }
        @if let Some(opened) = &case.opened { div { dt { "Opened" } dd { (opened.text()) } } }
        @for role in AuthorityRole::ALL {
            @let named: Vec<String> = case.authorities.iter().filter(|one| one.role() == *role).map(Authority::in_words).collect();
            @if !named.is_empty() {
                div.w { dt { (capital(role.as_str())) (if named.len() == 1 { " authority" } else { " authorities" }) } dd { (named.join("; ")) } }
            }
        }
        @if !case.offences.is_empty() {
            div.w { dt { "Offences" } dd { (case.offences.iter().map(offence).collect::<Vec<_>>().join("; ")) } }
        }
    }
}

/// An offence with its penalties: `fraud (max. 10 years; in force since 2023-02-26)`.
fn offence(offence: &Offence) -> String {
    let fine = offence.max_fine().map(|fine| format!("a fine of {}", text_of(&super::super::asset::cell(fine))));
    let years = offence.max_years.map(|years| counted(u64::from(years), "year", "years"));
    let most: Vec<String> = years.into_iter().chain(fine).collect();
    let most = (!most.is_empty()).then(|| format!("at most {}", listed(most)));
    let since = offence.in_force_since.as_ref().map(|since| format!("in force since {}", since.text()));
    let details: Vec<String> = most.into_iter().chain(since).collect();
    if details.is_empty() { offence.text().to_owned() } else { format!("{} ({})", offence.text(), details.join("; ")) }
}

/// The total in a sentence.
fn sentence(facts: &Facts) -> Markup {
    let rows: Vec<Row<'_>> = Figures::of(&facts.held).rows().collect();
    let stated = rows.iter().filter(|row| row.bar().stated > 0 && !row.text("currency").is_empty());
    let sums: Vec<String> = stated
        .filter_map(|row| row.bounds("lower").map(|(bounds, digits)| told(bounds, digits, row.text("currency"))))
        .collect();
    let coverage = Figures::of(&facts.coverage).rows().next();
    let count = |field: &str| coverage.map_or(0, |row| row.count(field));
    let (all, unstated) = (count("assets"), count("unstated"));
    let is_open = rows.iter().any(|row| row.bounds("lower").is_some_and(|(bounds, _)| bounds.upper().is_none()));
    let when = match facts.of_day {
        OfDay::Asked => format!("On {}", day(facts.day)),
        OfDay::Head => format!("As recorded by {}", day(facts.day)),
    };
    let within = if facts.case.is_some() { "in this case" } else { "in all cases" };
    html! {
        (when) ", "
        @if all == 0 {
            b { "nothing" } " is held " (within) "."
        } @else if sums.is_empty() {
            b { (counted(all, "asset is", "assets are")) " held" } " " (within) ": frozen, seized or confiscated. No source states an amount in money."
        } @else {
            b { (listed(sums.clone())) } " " (if sums.len() == 1 { "is" } else { "are" }) " held " (within)
            ": frozen, seized or confiscated, each asset counted once."
        }
        @if all > 0 && is_open {
            " No upper end can be given, because "
            @if unstated > 0 { (number(unstated)) " of " (counted(all, "asset", "assets")) (if unstated == 1 { " has" } else { " have" }) " no stated amount" }
            @else { "an amount is open upwards" }
            "."
        }
    }
}

fn told(bounds: Bounds, digits: Digits, unit: &str) -> String {
    around(bounds, digits, unit).trim_end_matches(" exactly").to_owned()
}

/// A card for all that is held, and one for each stage; then what needs attention.
pub(super) fn key_figures(paper: &Paper<'_>) -> Markup {
    let facts = paper.facts;
    let held: Vec<Row<'_>> = Figures::of(&facts.held).rows().collect();
    let stage = |stage: &str| -> Vec<Row<'_>> {
        Figures::of(&facts.stages).rows().filter(|row| row.text("stage") == stage).collect()
    };
    html! {
        div.cards {
            (card("Held, each asset once", "", &held))
            @for name in STAGES_HELD { (card(&capital(name), colour(name), &stage(name))) }
        }
        p.s.mut {
            "Frozen: may not be dealt with. Seized: in custody. Confiscated: ownership is lost. The stages are never added to each other"
            @if !facts.linked().is_empty() { ": some of what is held in one may be the same money as some in another" }
            "."
        }
        (attention::attention(paper))
        (explained(paper, &held))
    }
}

fn card(title: &str, colour: &str, rows: &[Row<'_>]) -> Markup {
    let with_money = rows.iter().filter(|row| row.bar().stated > 0);
    let sum = |field: &str| rows.iter().map(|row| row.count(field)).sum::<u64>();
    let parts =
        [("exact", "exact"), ("bounded", "bounded"), ("unstated", "not stated"), ("non_valued", "without money value")];
    let parts =
        parts.iter().filter(|(field, _)| sum(field) > 0).map(|(field, word)| format!("{} {word}", number(sum(field))));
    let parts: Vec<String> = parts.collect();
    html! {
        div class=(format!("card {colour}").trim_end()) {
            h3 { (title) }
            @for row in with_money.clone() { (figure_of(*row)) }
            @if with_money.clone().next().is_none() {
                p.big { (if sum("assets") == 0 { "nothing" } else if sum("unstated") > 0 { "not stated" } else { "no money value" }) }
            }
            @if sum("assets") > 0 {
                p.s { (counted(sum("assets"), "asset", "assets")) ": " (parts.join(", ")) ". " a href="#behind" { "Entries" } }
            }
        }
    }
}

fn figure_of(row: Row<'_>) -> Markup {
    let Some((bounds, digits)) = row.bounds("lower") else { return html! {} };
    let money = |scaled: i128| html! { span.n { (figure(scaled, digits)) } };
    let size = |bounds: Bounds| if figure(bounds.lower().scaled(), digits).len() > LONG { "big long" } else { "big" };
    let about = if bounds.approximate() { " about" } else { "" };
    let lower = bounds.lower();
    let is_zero = lower.scaled() == 0 && lower.inclusive();
    html! {
        @match bounds.upper() {
            Some(_) if bounds.is_exact() => { p.s { (if bounds.approximate() { "about" } else { "exactly" }) } p class=(size(bounds)) { (money(lower.scaled())) } },
            Some(upper) if is_zero => { p.s { (if upper.inclusive() { "at most" } else { "less than" }) (about) } p class=(size(bounds)) { (money(upper.scaled())) } },
            Some(upper) => { p.s { "between" (about) } p class=(size(bounds)) { (money(lower.scaled())) " – " (money(upper.scaled())) } },
            None => { p.s { (if lower.inclusive() { "at least" } else { "more than" }) (about) } p class=(size(bounds)) { (money(lower.scaled())) } },
        }
        p { (row.text("currency")) @if bounds.upper().is_none() { ", no upper end" } }
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// The totals of the cards in a table, with the entries behind each.
fn explained(paper: &Paper<'_>, held: &[Row<'_>]) -> Markup {
    let facts = paper.facts;
    let rows: Vec<_> = held.iter().map(|row| ("held", HELD, *row)).collect();
    let stages = Figures::of(&facts.stages).rows().map(|row| (row.text("stage"), STAGES, row));
    let bar = |row: Row<'_>| -> Bar { row.bar() };
    html! {
        details #behind {
            summary { "The same figures with the entries behind each" }
            div.scroll role="region" tabindex="0" aria-labelledby="cbehind" {
                table {
                    caption #cbehind { "Key figures, each asset once; the entries are listed in the appendix." }
                    thead { tr {
                        th scope="col" { "Stage" } th scope="col" { "Currency" } th.r scope="col" { "Assets" }
                        th.r scope="col" { "Amount" } th.x scope="col" { "Entries" }
                    } }
                    tbody {
                        @for (name, by, row) in rows.into_iter().chain(stages) {
                            tr {
                                th scope="row" { (name) }
                                td { (row.text("currency")) }
                                td.r { (row.count("assets")) }
                                td.r { (super::super::words::signs(&bar(row), row.bounds("lower").map_or(digits(""), |(_, digits)| digits))) }
                                td.x { @if let Some(entries) = facts.behind.of(by, row) { (paper.numbers(entries)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}
