//! How it came about, and what changed: the stock through time, and the lines of a roll-forward.

use jiff::civil;
use maud::{Markup, html};

use super::super::chart::{Axis, Bar, Chart, Charted, Known, Line, Panel, Step, Within};
use super::super::facts::Facts;
use super::super::figures::{Figures, Row, bars};
use super::super::words::{sentence, signs};
use super::paper::{Columns, Laid, Paper, colour, digits};

/// The lines of a roll-forward in the order in which they are drawn, each with its words.
const CHANGES: [(&str, &str, Goes); 8] = [
    ("new", "new", Goes::In),
    ("recovered", "recovered", Goes::In),
    ("restated_out", "amounts before", Goes::Out),
    ("restated_in", "the same restated", Goes::In),
    ("moved_out", "moved or sold", Goes::Both),
    ("released", "released", Goes::Out),
    ("returned", "returned", Goes::Out),
    ("disposed", "disposed of", Goes::Out),
];

/// Which way a line goes.
#[derive(Clone, Copy)]
enum Goes {
    In,
    Out,
    Both,
}

/// The stock of each stage through time.
pub(super) fn course(paper: &Paper<'_>) -> Markup {
    let facts = paper.facts;
    let Some(first) = facts.course.first().map(|(stop, _)| stop.day) else {
        return html! { p { "Nothing has been done." } };
    };
    let last = facts.course.last().map_or(first, |(stop, _)| stop.day).max(facts.day);
    let has_limits = facts.course.iter().any(|(stop, _)| stop.is == Known::ByThen);
    html! {
        @for (number, charted) in facts.charts.iter().enumerate() {
            @let panels = panels(facts, charted);
            @if !panels.is_empty() {
                figure aria-labelledby=(format!("g3{number}")) {
                    figcaption id=(format!("g3{number}")) {
                        b { "Stock by stage, " (first) " to " (last) @if !charted.unit.is_empty() { ", in " (charted.unit) } }
                        "Solid is certain, hatched is possible; an arrow upwards: no upper end. "
                        @if has_limits { "A broken line: no source states the day exactly; it is the last that they allow. " }
                        @if facts.convert.is_some() { "All at the rates of " (facts.rate_day) ", so that every step is an action and none is a rate. " }
                        "The stages stand apart, because they do not add up."
                    }
                    (drawn(&panels, (number, charted), [first, last]))
                }
            }
        }
        (steps(paper))
    }
}

/// The steps of each stage in which something was ever held in a unit.
fn panels(facts: &Facts, charted: &Charted) -> Vec<(&'static str, Vec<Step>)> {
    let of = |stage: &'static str| {
        let steps =
            facts.course.iter().map(|(stop, held)| Step { from: stop.day, is: stop.is, bar: on(held, stage, charted) });
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
                    caption #csteps { "Stock after each change. Blank: none. Each day is taken at its end. “By” a day: no source states it exactly, and this is the last that they allow." }
                    thead { tr {
                        th scope="col" { "Day" } th.x scope="col" { "What happened" }
                        @for stage in stages { th.r scope="col" { (stage) } }
                    } }
                    tbody {
                        @for (stop, held) in &facts.course {
                            tr {
                                th scope="row" { @if stop.is == Known::ByThen { "by " } (stop.day) } td.x { (stop.done) }
                                @for stage in stages { td.r { (cell(held, stage)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The lines of a roll-forward as a waterfall.
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
                        "What comes in is drawn from the lower end of what was held before it; what goes out, from the lower end of what is left. Thin lines join these ends. What moved between stages or was carved out of a pool cancels out and is in the table only."
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
        (paper.behind_chart(Laid {
            document: &facts.running,
            caption: html! { "What is held after each of these lines. After moved_out, everything that moved has gone out and come in." },
            columns: Columns::All,
        }, None))
        (paper.behind_chart(Laid { document: by_stage, caption: html! { "The same by stage." }, columns: Columns::All }, None))
    }
}

fn lines(facts: &Facts, charted: &Charted) -> Chart {
    let of_unit = |document| -> Vec<Row<'_>> {
        Figures::of(document).rows().filter(|row| row.text("currency") == charted.unit).collect()
    };
    let rows = of_unit(&facts.rolled[0]);
    let has_any =
        rows.iter().any(|row| row.count("assets") > 0 || row.bar().bounds.is_some_and(|bounds| !bounds.is_nothing()));
    let lines = if has_any { waterfall(facts, &rows, &of_unit(&facts.running)) } else { Vec::new() };
    Chart { unit: charted.unit.clone(), digits: digits(&charted.unit), lines }
}

/// The bars from the opening to the closing. A bar that goes out begins at the lower end of what is left, so that it is to scale even
/// where more may have gone out than was certainly held.
fn waterfall(facts: &Facts, rows: &[Row<'_>], running: &[Row<'_>]) -> Vec<Line> {
    let find = |line: &str| rows.iter().copied().find(|row| row.text("line") == line);
    let after = |line: &str| {
        let bounds = running.iter().find(|row| row.text("line") == line).and_then(|row| row.bounds("lower"));
        bounds.map_or(0, |(bounds, _)| bounds.lower().scaled())
    };
    let stock = |row: Row<'_>, name: String, joins| {
        let bar = row.bar();
        // The sum of nothing is stated.
        let stated = bar.stated + u64::from(bar.stated + bar.unstated == 0);
        bar_of(html! { b { (name) } }, "neu", Bar { stated, joins, ..bar }, "")
    };
    let mut before = after("opening");
    let opening = find("opening").map(|row| stock(row, format!("Held before {}", facts.from), [None, Some(before)]));
    let mut lines: Vec<Line> = opening.into_iter().collect();
    for (line, words, goes) in CHANGES {
        let left = after(line);
        let joins = [Some(before), Some(left)];
        let row = find(line)
            .filter(|row| row.count("assets") > 0 || row.bar().bounds.is_some_and(|bounds| !bounds.is_nothing()));
        match (goes, row) {
            (Goes::In, Some(row)) => {
                lines.push(bar_of(html! { (words) }, "add", Bar { from: before, joins, ..row.bar() }, "+ "));
            }
            (Goes::Out, Some(row)) => {
                lines.push(bar_of(html! { (words) }, "sbt", Bar { from: left, joins, ..row.bar() }, "\u{2212} "));
            }
            (Goes::Both, _) if left != before => {
                let bar = Bar { joins, ..Bar::default() };
                lines.push(Line::Joint { name: html! { (words) }, bar, value: "in the table" });
            }
            _ => {}
        }
        before = left;
    }
    lines.extend(find("closing").map(|row| stock(row, format!("Held on {}", facts.day), [Some(before), None])));
    lines
}

fn bar_of(name: Markup, colour: &'static str, bar: Bar, sign: &'static str) -> Line {
    Line::Bar { name, colour, bar, within: Within::Nothing, sign }
}
