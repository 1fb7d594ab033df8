//! How it came about, and what changed: the stock through time, and the lines of a roll-forward.

use jiff::civil;
use maud::{Markup, html};

use super::super::chart::{Axis, Bar, Chart, Charted, Line, Panel, Step, Within};
use super::super::facts::Facts;
use super::super::figures::{Figures, Row, bars};
use super::super::words::{sentence, signs};
use super::paper::{Columns, Laid, Paper, colour, digits};

/// The lines of a roll-forward that come in, each with its words.
const IN: [(&str, &str); 2] = [("new", "new"), ("recovered", "recovered")];

/// The lines that go out.
const OUT: [(&str, &str); 3] = [("released", "released"), ("returned", "returned"), ("disposed", "disposed of")];

/// The lines that change amounts.
const RESTATED: [(&str, &str); 2] = [("restated_out", "amounts before"), ("restated_in", "the same restated")];

/// The stock of each stage through time.
pub(super) fn course(paper: &Paper<'_>) -> Markup {
    let facts = paper.facts;
    let Some(((first, _), _)) = facts.course.first() else { return html! { p { "Nothing has been done." } } };
    let last = facts.course.last().map_or(*first, |((last, _), _)| *last).max(facts.day);
    html! {
        @for (number, charted) in facts.charts.iter().enumerate() {
            @let panels = panels(facts, charted);
            @if !panels.is_empty() {
                figure aria-labelledby=(format!("g3{number}")) {
                    figcaption id=(format!("g3{number}")) {
                        b { "Stock by stage, " (first) " to " (last) @if !charted.unit.is_empty() { ", in " (charted.unit) } }
                        "Solid is certain, hatched is possible; an arrow upwards: no upper end. "
                        @if facts.convert.is_some() { "All at the rates of " (facts.day) ", so that every step is an action and none is a rate. " }
                        "The stages stand apart, because they do not add up."
                    }
                    (drawn(&panels, (number, charted), [*first, last]))
                }
            }
        }
        (steps(paper))
    }
}

/// The steps of each stage in which something was ever held in a unit.
fn panels(facts: &Facts, charted: &Charted) -> Vec<(&'static str, Vec<Step>)> {
    let of = |stage: &'static str| {
        let steps = facts.course.iter().map(|((day, _), held)| Step { from: *day, bar: on(held, stage, charted) });
        let steps: Vec<Step> = steps.collect();
        let is_drawn = steps.iter().any(|step| step.bar.bounds.is_some() && step.bar.stated + step.bar.unstated > 0);
        is_drawn.then_some((stage, steps))
    };
    ["frozen", "seized", "confiscated"].into_iter().filter_map(of).collect()
}

/// What is held at a stage: what is stated in the unit, and else what is not stated.
fn on(held: &crate::report::Document, stage: &str, charted: &Charted) -> Bar {
    let rows = Figures::of(held).rows().filter(|row| row.text("stage") == stage && charted.takes(row.text("currency")));
    let rows: Vec<Row<'_>> = rows.collect();
    bars(&rows, charted).into_iter().next().filter(|bar| bar.non_valued == 0).unwrap_or_default()
}

fn drawn(panels: &[(&'static str, Vec<Step>)], (chart, charted): (usize, &Charted), days: [civil::Date; 2]) -> Markup {
    let unit = charted.unit.as_str();
    let ends = panels.iter().flat_map(|(_, steps)| steps.iter().flat_map(|step| step.bar.ends().collect::<Vec<_>>()));
    let axis = Axis::over(ends, digits(unit));
    let scale = format!("{} {unit}", axis.scale());
    html! {
        @for (at, (stage, steps)) in panels.iter().enumerate() {
            @let now = steps.last().map(|step| step.bar).unwrap_or_default();
            @let panel = Panel {
                number: chart * 10 + at,
                title: format!("{stage}, through time"),
                words: told(steps, unit),
                colour: colour(stage),
                steps,
                days,
                axis,
                is_last: at + 1 == panels.len(),
            };
            p.pt { b class=(colour(stage)) { span { (stage) } } " now " (sentence(&now, digits(unit), unit)) @if at == 0 && !scale.trim().is_empty() { ". Scale: " (scale.trim()) } }
            (panel)
        }
    }
}

/// The first and the last step in words.
fn told(steps: &[Step], unit: &str) -> String {
    let says = |step: &Step| format!("from {}: {}", step.from, sentence(&step.bar, digits(unit), unit));
    let ends = steps.first().into_iter().chain(steps.last().filter(|_| steps.len() > 1));
    ends.map(says).collect::<Vec<_>>().join("; ")
}

/// The steps as a table: a row for each day.
fn steps(paper: &Paper<'_>) -> Markup {
    let facts = paper.facts;
    let stages = ["frozen", "seized", "confiscated"];
    let units: Vec<&str> = facts.charts.iter().map(|charted| charted.unit.as_str()).chain([""]).collect();
    let cell = |held: &crate::report::Document, stage: &str| {
        let rows = Figures::of(held).rows().filter(|row| row.text("stage") == stage);
        let rows: Vec<Row<'_>> = rows.collect();
        let shown = units.iter().flat_map(|unit| rows.iter().filter(move |row| row.text("currency") == *unit));
        let mut seen: Vec<String> = Vec::new();
        for row in shown {
            let unit = row.text("currency");
            let text = format!("{} {unit}", signs(&row.bar(), digits(unit)));
            if !seen.contains(&text) {
                seen.push(text);
            }
        }
        seen.into_iter().map(|text| text.trim_end().to_owned()).collect::<Vec<_>>().join(" + ")
    };
    html! {
        details {
            summary { "The same in figures, day by day" }
            div.scroll role="region" tabindex="0" aria-labelledby="csteps" {
                table {
                    caption #csteps { "Stock after each change. Blank: none. A day stands for the end of it; an action whose day is only a range stands at its last day." }
                    thead { tr {
                        th scope="col" { "Day" } th.x scope="col" { "What happened" }
                        @for stage in stages { th.r scope="col" { (stage) } }
                    } }
                    tbody {
                        @for ((day, done), held) in &facts.course {
                            tr {
                                th scope="row" { (day) } td.x { (done) }
                                @for stage in stages { td.r { (cell(held, stage)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The lines of a roll-forward, each drawn with its own amount.
pub(super) fn rolled(paper: &Paper<'_>) -> Markup {
    let facts = paper.facts;
    let [total, by_stage] = &facts.rolled;
    html! {
        @for (number, charted) in facts.charts.iter().enumerate() {
            @let chart = lines(facts, charted);
            @if !chart.is_empty() {
                figure aria-labelledby=(format!("g4{number}")) {
                    figcaption id=(format!("g4{number}")) {
                        b { "What changed from " (facts.from) " to " (facts.day) @if !charted.unit.is_empty() { ", in " (charted.unit) } }
                        "Each line is drawn with its own amount. What moved between stages or was carved out of a pool cancels out and is in the table only."
                    }
                    (chart)
                }
            }
        }
        (paper.behind_chart(Laid {
            document: total,
            caption: html! { "Roll-forward from " (facts.from) " to " (facts.day) ", each asset once. The check is computed over the unknown amounts themselves." },
            columns: Columns::All,
        }, None))
        (paper.behind_chart(Laid { document: by_stage, caption: html! { "The same by stage." }, columns: Columns::All }, None))
    }
}

fn lines(facts: &Facts, charted: &Charted) -> Chart {
    let rows: Vec<Row<'_>> =
        Figures::of(&facts.rolled[0]).rows().filter(|row| row.text("currency") == charted.unit).collect();
    let find = |line: &str| rows.iter().copied().find(|row| row.text("line") == line);
    let of = |row: Row<'_>, name: String, colour, sign| {
        let bar = row.bar();
        let is_nothing = bar.bounds.is_none_or(|bounds| bounds.is_nothing()) && row.count("assets") == 0;
        (!is_nothing).then(|| Line::Bar { name: html! { (name) }, colour, bar, within: Within::Nothing, sign })
    };
    let each = |lines: &[(&str, &str)], colour, sign| -> Vec<Line> {
        let found = lines.iter().filter_map(|(line, words)| Some((find(line)?, *words)));
        found.filter_map(|(row, words)| of(row, words.to_owned(), colour, sign)).collect()
    };
    let opening = find("opening").map(|row| line(row, format!("Held before {}", facts.from)));
    let closing = find("closing").map(|row| line(row, format!("Held on {}", facts.day)));
    let mut lines: Vec<Line> = opening.into_iter().collect();
    lines.extend(each(&IN, "add", "+ "));
    lines.extend(each(&RESTATED[..1], "sbt", "\u{2212} "));
    lines.extend(each(&RESTATED[1..], "add", "+ "));
    lines.extend(each(&OUT, "sbt", "\u{2212} "));
    lines.extend(closing);
    let has_any =
        rows.iter().any(|row| row.count("assets") > 0 || row.bar().bounds.is_some_and(|bounds| !bounds.is_nothing()));
    Chart { unit: charted.unit.clone(), digits: digits(&charted.unit), lines: if has_any { lines } else { Vec::new() } }
}

/// The opening or the closing, which stand there even if they are nothing.
fn line(row: Row<'_>, name: String) -> Line {
    let bar = row.bar();
    // The sum of nothing is stated.
    let bar = Bar { stated: bar.stated + u64::from(bar.stated + bar.unstated == 0), ..bar };
    Line::Bar { name: html! { b { (name) } }, colour: "neu", bar, within: Within::Nothing, sign: "" }
}
