//! The stock of one stage through time: a step for each day on which it changed.

use jiff::civil;
use maud::{Markup, Render, html};

use super::axis::{Axis, Place};
use super::bar::Bar;

/// The height of what is to scale, in pixels, and where it stands.
const HEIGHT: u64 = 104;

/// One stage through time.
pub(in crate::dossier) struct Panel<'a> {
    /// The number that makes its names unique on the page.
    pub(in crate::dossier) number: usize,
    /// What it shows.
    pub(in crate::dossier) title: String,
    /// The same in words, for those who do not see it.
    pub(in crate::dossier) words: String,
    /// The colour of its stage.
    pub(in crate::dossier) colour: &'static str,
    /// What the stock was, from each day on.
    pub(in crate::dossier) steps: &'a [Step],
    /// The first and the last day of all panels.
    pub(in crate::dossier) days: [civil::Date; 2],
    /// The axis of all panels.
    pub(in crate::dossier) axis: Axis,
    /// Whether it is the last one, which names the days.
    pub(in crate::dossier) is_last: bool,
}

/// The stock from a day on.
#[derive(Clone, Debug)]
pub(in crate::dossier) struct Step {
    /// The day.
    pub(in crate::dossier) from: civil::Date,
    /// The stock.
    pub(in crate::dossier) bar: Bar,
}

impl Panel<'_> {
    /// Where a day lies between the first and the last.
    fn at(&self, day: civil::Date) -> Place {
        let days = |from: civil::Date, to: civil::Date| i128::from((to - from).get_days().max(0));
        let [first, last] = self.days;
        let span = days(first, last).max(1);
        Axis::between(days(first, day).min(span), span)
    }

    fn step(&self, step: &Step, until: civil::Date) -> Markup {
        let (from, to) = (self.at(step.from), self.at(until));
        let width = to.since(from);
        let middle = from.half_way_to(to);
        let Some(bounds) = step.bar.bounds.filter(|_| step.bar.stated + step.bar.unstated > 0) else { return html! {} };
        let lower = self.axis.place(bounds.lower().scaled());
        let upper = bounds.upper().map(|upper| self.axis.place(upper.scaled()));
        let top = upper.unwrap_or(lower);
        html! {
            @if lower > Place::ZERO {
                rect.b x=(from) y=(lower.below_pixels(HEIGHT)) width=(width) height=(lower.of_pixels(HEIGHT)) {}
            }
            @if top > lower {
                use href="#hx" x=(from) y=(top.below_pixels(HEIGHT)) width=(width) height=(top.since(lower).of_pixels(HEIGHT)) {}
            }
            @if upper.is_none() || step.bar.apart > 0 {
                @let arrow = if step.bar.unstated + step.bar.apart > 0 { "#ud" } else { "#up" };
                use href=(arrow) x=(middle) y=(top.below_pixels(HEIGHT)) {}
            }
        }
    }
}

impl Render for Panel<'_> {
    fn render(&self) -> Markup {
        let (title, about) = (format!("pt{}", self.number), format!("pd{}", self.number));
        let ends = self.steps.iter().skip(1).map(|step| step.from).chain([self.days[1]]);
        let labels: Vec<_> = self.axis.labels().collect();
        // Every other line where there are many.
        let every = if labels.len() > 5 { 2 } else { 1 };
        html! {
            svg class=(format!("t {}", self.colour)) role="img" aria-labelledby=(title) aria-describedby=(about) {
                title id=(title) { (self.title) }
                desc id=(about) { (self.words) }
                @for (place, label) in labels.iter().step_by(every) {
                    line.gl x1="6%" x2="100%" y1=(place.below_pixels(HEIGHT)) y2=(place.below_pixels(HEIGHT)) {}
                    text x="0" y=(place.below_pixels(HEIGHT)) dy="4" { (label) }
                }
                svg x="6%" width="94%" height="126" overflow="visible" {
                    @for (step, until) in self.steps.iter().zip(ends) { (self.step(step, until)) }
                    line.ax x1="0" x2="100%" y1=(HEIGHT) y2=(HEIGHT) {}
                    @if self.is_last {
                        text x="0" y="121" { (self.days[0]) }
                        text x="100%" y="121" text-anchor="end" { (self.days[1]) }
                    }
                }
            }
        }
    }
}
