//! Charts: bars over one axis, and the stock through time.

mod axis;
mod bar;
mod panel;

use maud::{Markup, Render, html};

use super::words;
use crate::domain::{Bounds, Digits, End};

pub(super) use axis::Axis;
pub(super) use bar::{Bar, shapes};
pub(super) use panel::{Known, Panel, Step};

/// A unit of a chart, and whether what names no unit stands in it, too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Charted {
    /// The code; empty where nothing names one.
    pub(super) unit: String,
    /// Whether it is the first chart.
    pub(super) is_first: bool,
}

impl Charted {
    /// Whether a row with this currency stands in the chart.
    pub(super) fn takes(&self, currency: &str) -> bool {
        currency == self.unit || (self.is_first && currency.is_empty())
    }
}

/// The most characters of a value that the usual room has.
const LONGEST: usize = 31;

/// Bars over one axis.
pub(super) struct Chart {
    /// The currency or crypto-asset.
    pub(super) unit: String,
    /// Its digits.
    pub(super) digits: Digits,
    /// The rows, from top to bottom.
    pub(super) lines: Vec<Line>,
}

/// A row of a chart.
pub(super) enum Line {
    /// What the rows below it belong to.
    Head { name: Markup, value: String },
    /// A bar with its words.
    Bar { name: Markup, colour: &'static str, bar: Bar, within: Within, sign: &'static str },
    /// What is too much to draw beside the others, in words.
    Told { name: Markup, value: String },
    /// What changes a total but is not drawn itself: only what joins the bars above and below, and where its figures are.
    Joint { name: Markup, bar: Bar, value: &'static str },
    /// What may lie in a place of what is left of a pool.
    Share { name: Markup, left: Bounds },
}

/// Whether a bar stands under the head of a group.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Within {
    /// It does.
    Group,
    /// It stands alone.
    Nothing,
}

impl Chart {
    /// Whether there is anything to draw.
    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Long values have more room, at the cost of the bars.
    fn room(&self) -> &'static str {
        let is_long = self.lines.iter().any(|line| match line {
            Line::Bar { bar, sign, .. } => sign.len() + words::signs(bar, self.digits).chars().count() > LONGEST,
            Line::Told { value, .. } => value.chars().count() > LONGEST,
            Line::Head { .. } | Line::Joint { .. } | Line::Share { .. } => false,
        });
        if is_long { " wide" } else { "" }
    }

    fn axis(&self) -> Axis {
        let ends = self.lines.iter().flat_map(|line| match line {
            Line::Head { .. } | Line::Told { .. } => Vec::new(),
            Line::Bar { bar, .. } | Line::Joint { bar, .. } => bar.ends().collect(),
            Line::Share { left, .. } => Bar::of(*left).ends().collect(),
        });
        Axis::over(ends, self.digits)
    }
}

impl Render for Chart {
    fn render(&self) -> Markup {
        let axis = self.axis();
        let unit = format!("{} {}", axis.scale(), self.unit);
        html! {
            ol class=(format!("rows g{}{}", axis.steps(), self.room())) role="list" {
                li.axis aria-hidden="true" {
                    span { (unit.trim_start()) }
                    svg.p { @for (place, label) in axis.labels() { text x=(place) y="12" { (label) } } }
                    span { (self.unit) }
                }
                @for line in &self.lines { (drawn(line, axis, (self.digits, &self.unit))) }
            }
        }
    }
}

fn drawn(line: &Line, axis: Axis, (digits, unit): (Digits, &str)) -> Markup {
    match line {
        Line::Head { name, value } => html! { li.hd { span { (name) } span { (value) } } },
        Line::Told { name, value } => html! { li.i { span { (name) } span {} span { (value) } } },
        Line::Bar { name, colour, bar, within, sign } => {
            let class = (*within == Within::Group).then_some("i");
            html! {
                li class=[class] {
                    span { (name) }
                    svg class=(format!("p {colour}")) role="img" {
                        title { (sign) (words::sentence(bar, digits, unit)) }
                        @for mark in bar.marks(axis) { (mark) }
                    }
                    span aria-hidden="true" { (sign) (words::signs(bar, digits)) }
                }
            }
        }
        Line::Joint { name, bar, value } => html! {
            li {
                span { (name) }
                svg.p aria-hidden="true" { @for mark in bar.marks(axis) { (mark) } }
                span { (value) }
            }
        },
        Line::Share { name, left } => {
            let share = match left.upper() {
                Some(upper) => Bounds::between(End::ZERO, Some(upper)).unwrap_or(*left),
                None => Bounds::UNSTATED,
            };
            let text = match share.upper() {
                Some(upper) => format!("0.00 – {}", crate::render::html::figure(upper.scaled(), digits)),
                None => "0.00 or more".to_owned(),
            };
            html! {
                li.i {
                    span { (name) }
                    svg.p role="img" {
                        title { (text) " " (unit) ": what may lie here of what is left of the pool" }
                        @for mark in bar::share(*left, axis) { (mark) }
                    }
                    span aria-hidden="true" { (text) }
                }
            }
        }
    }
}

/// How to read the bars; stands above the first chart.
pub(super) fn key() -> Markup {
    let sample = |shape: Markup, words: &str| {
        html! { li { svg.neu aria-hidden="true" { (shape) } (words) } }
    };
    html! {
        ul.key aria-label="How to read the charts" {
            (sample(html! { rect.b x="0" y="4" width="40" height="12" {} }, "solid: certain, up to the lower end"))
            (sample(html! { use href="#hx" x="0" y="4" width="40" height="12" {} }, "hatched: possible, up to the upper end"))
            (sample(html! { use href="#ar" x="5" y="-2" {} }, "arrow: no upper end (its length says nothing)"))
            (sample(html! { use href="#ad" x="5" y="-2" {} }, "broken arrow: amounts not stated"))
            (sample(
                html! { circle.in cx="8" cy="10" r="4.5" {} circle.ex cx="34" cy="10" r="4.5" {} },
                "end included, end excluded"
            ))
            (sample(
                html! { rect.b x="0" y="4" width="34" height="12" {} use href="#ab" x="34" y="-2" {} },
                "frayed end: about"
            ))
            (sample(html! { rect.d x="0.5" y="4.5" width="40" height="11" {} }, "dotted: perhaps here, part of a pool"))
            (sample(html! { path.l d="M2 10l6-6 6 6-6 6z" {} }, "no money value: counted only"))
            (sample(
                html! { g.dis { line.l x1="2" x2="40" y1="10" y2="10" {} path.l d="M2 6v8M40 6v8" {} } },
                "line below: sources disagree"
            ))
        }
    }
}
