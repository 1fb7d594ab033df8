//! The stock of one stage through time: a step for each day on which it changed.

use jiff::civil;
use maud::{Markup, Render, html};

use super::axis::{Axis, Place};
use super::bar::Bar;

/// The height of what is to scale, in pixels, and where it stands.
const HEIGHT: u64 = 104;

/// The least width of a step, in hundredths of a percent, that has room for an arrow.
const LEAST_POINTED: u64 = 250;

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

/// What is known of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::dossier) enum Known {
    /// It is that day, or in the span of time that ends with it.
    Exactly,
    /// Something has happened by then, on a day that no source states exactly.
    ByThen,
}

/// The stock from a day on.
#[derive(Clone, Debug)]
pub(in crate::dossier) struct Step {
    /// The day.
    pub(in crate::dossier) from: civil::Date,
    /// What is known of it.
    pub(in crate::dossier) is: Known,
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

    /// The days by which the stock had changed.
    fn limits(&self) -> impl Iterator<Item = civil::Date> {
        let before = std::iter::once(Bar::default()).chain(self.steps.iter().map(|step| step.bar));
        let changed = self.steps.iter().zip(before).filter(|(step, before)| step.bar != *before);
        changed.filter(|(step, _)| step.is == Known::ByThen).map(|(step, _)| step.from)
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
            @if (upper.is_none() || step.bar.apart > 0) && !width.is_under(LEAST_POINTED) {
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
                    @for from in self.limits() { (limit(self.at(from))) }
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

/// A broken line, with room around it so that it shows on a bar.
fn limit(at: Place) -> Markup {
    html! {
        line.g x1=(at) x2=(at) y1="0" y2=(HEIGHT) {}
        line.ax.da x1=(at) x2=(at) y1="0" y2=(HEIGHT) {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Bounds, Digits, End};

    /// What a stage looks like that holds this from the first day and that from a later one of a hundred.
    fn drawn(bars: [Bar; 2], day: i64) -> String {
        let first = civil::date(2024, 1, 1);
        let on = |days: i64| first + jiff::Span::new().days(days);
        let steps = [
            Step { from: first, is: Known::Exactly, bar: bars[0] },
            Step { from: on(day), is: Known::ByThen, bar: bars[1] },
        ];
        let axis = Axis::over([10], Digits::exactly(0));
        let (title, words) = ("frozen".to_owned(), "in words".to_owned());
        let days = [first, on(100)];
        Panel { number: 1, title, words, colour: "frz", steps: &steps, days, axis, is_last: true }
            .render()
            .into_string()
    }

    fn at_least(figure: i128) -> Bar {
        Bar::of(Bounds::between(End::at(figure), None).unwrap())
    }

    #[test]
    fn a_step_is_as_wide_as_it_lasted_and_as_high_as_its_ends() {
        let range = Bar::of(Bounds::between(End::at(3), Some(End::at(6))).unwrap());
        let drawn = drawn([range, at_least(6)], 40);
        for part in [
            "<rect class=\"b\" x=\"0%\" y=\"78\" width=\"40%\" height=\"26\">",
            "<use href=\"#hx\" x=\"0%\" y=\"52\" width=\"40%\" height=\"26\">",
            "<use href=\"#up\" x=\"70%\" y=\"52\">",
            "<text x=\"100%\" y=\"121\" text-anchor=\"end\">2024-04-10</text>",
        ] {
            assert!(drawn.contains(part), "{part}\n{drawn}");
        }
    }

    #[test]
    fn a_step_that_is_too_narrow_has_no_arrow() {
        assert_eq!(drawn([at_least(3), at_least(6)], 2).matches("#up").count(), 1);
        assert_eq!(drawn([at_least(3), at_least(6)], 3).matches("#up").count(), 2);
    }

    #[test]
    fn what_is_not_stated_is_a_broken_arrow() {
        let unstated = Bar { bounds: Some(Bounds::UNSTATED), unstated: 1, ..Bar::default() };
        let drawn = drawn([unstated, at_least(6)], 50);
        assert!(drawn.contains("<use href=\"#ud\" x=\"25%\" y=\"104\">"), "{drawn}");
    }

    #[test]
    fn a_day_that_is_only_a_limit_is_a_broken_line_where_the_stock_changes() {
        assert_eq!(
            drawn([at_least(3), at_least(6)], 40).matches("<line class=\"ax da\" x1=\"40%\" x2=\"40%\"").count(),
            1
        );
        assert!(!drawn([at_least(3), at_least(3)], 40).contains("ax da"));
    }
}
