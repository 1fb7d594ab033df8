//! A bar: what is known of an amount, as marks. Solid and hatched are to scale; arrows never are.
//!
//! Bounds are no statistics, so there are no error bars, middles or averages. The marks are drawn by hand: chart libraries
//! have no ends that are open, excluded or not stated.

use maud::{Markup, html};

use super::axis::{Axis, Place};
use crate::domain::Bounds;

/// The least hatched part, in hundredths of a percent, that has room for marks at its ends.
const LEAST_MARKED: u64 = 400;

/// The least part, in hundredths of a percent, that is drawn to scale; a smaller one would be too thin to see.
const LEAST_DRAWN: u64 = 40;

/// What is known of an amount or a total.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::dossier) struct Bar {
    /// Its bounds, if it has an amount.
    pub(in crate::dossier) bounds: Option<Bounds>,
    /// How many amounts in it are stated.
    pub(in crate::dossier) stated: u64,
    /// How many are not.
    pub(in crate::dossier) unstated: u64,
    /// How many more are not, and name no unit: they stand beside the bounds, which know nothing of them.
    pub(in crate::dossier) apart: u64,
    /// How many have no money value.
    pub(in crate::dossier) non_valued: u64,
    /// The bounds over all readings, if sources disagree.
    pub(in crate::dossier) disputed: Option<Bounds>,
    /// Where it begins; 0 but in a waterfall.
    pub(in crate::dossier) from: i128,
    /// In a waterfall the lower ends of what is held before it and after it, which join it to the bars above and below.
    pub(in crate::dossier) joins: [Option<i128>; 2],
}

impl Bar {
    /// Whether it counts anything.
    pub(in crate::dossier) fn counts_any(&self) -> bool {
        self.stated + self.unstated + self.non_valued > 0
    }
}

/// Something drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// Certain, between two places.
    Solid(Place, Place),
    /// Possible, between two places.
    Hatched(Place, Place),
    /// Perhaps here: the share of a pool, up to a place.
    Framed(Place),
    /// An end that is included.
    Included(Place),
    /// An end that is excluded.
    Excluded(Place),
    /// No upper end.
    Open(Place),
    /// No upper end, because amounts are not stated.
    NotStated(Place),
    /// The same behind a frayed end.
    NotStatedBehind(Place),
    /// No upper end to a share.
    FramedOpen(Place),
    /// About.
    Frayed(Place),
    /// No money value.
    Diamond,
    /// Over all readings, under the bar.
    Disputed(Place, Place),
    /// The same without an upper end.
    DisputedOpen(Place, Place),
    /// A line to the bar above.
    Above(Place),
    /// A line to the bar below.
    Below(Place),
}

impl Bar {
    /// A bar of one amount.
    pub(in crate::dossier) fn of(bounds: Bounds) -> Bar {
        Bar { bounds: Some(bounds), stated: 1, ..Bar::default() }
    }

    /// The finite ends, which the axis must reach.
    pub(in crate::dossier) fn ends(&self) -> impl Iterator<Item = i128> {
        let ends = |bounds: Bounds| [Some(bounds.lower()), bounds.upper()].into_iter().flatten();
        let drawn = self.bounds.into_iter().chain(self.disputed).flat_map(ends).map(|end| self.along(end.scaled()));
        drawn.chain(self.joins.into_iter().flatten())
    }

    /// Where a figure of it lies. Two amounts together are within reach of an axis.
    fn along(&self, scaled: i128) -> i128 {
        self.from.saturating_add(scaled)
    }

    /// Its marks, from the back to the front.
    pub(super) fn marks(&self, axis: Axis) -> Vec<Mark> {
        let mut marks = Vec::new();
        match self.bounds {
            Some(bounds) if self.stated > 0 => self.mark(bounds, axis, &mut marks),
            _ if self.unstated > 0 => {
                let start = axis.place(self.from);
                marks.extend([Mark::NotStated(start), Mark::Included(start)]);
            }
            _ => {}
        }
        if self.non_valued > 0 && self.stated + self.unstated == 0 {
            marks.push(Mark::Diamond);
        }
        if let Some(over) = self.disputed {
            let from = axis.place(over.lower().scaled());
            marks.push(match over.upper() {
                Some(upper) => Mark::Disputed(from, axis.place(upper.scaled())),
                None => Mark::DisputedOpen(from, axis.place(self.ends().max().unwrap_or(0))),
            });
        }
        let [above, below] = self.joins.map(|end| end.map(|end| axis.place(end)));
        marks.extend(above.map(Mark::Above).into_iter().chain(below.map(Mark::Below)));
        marks
    }

    fn mark(&self, bounds: Bounds, axis: Axis, marks: &mut Vec<Mark>) {
        let start = axis.place(self.from);
        let lower = axis.place(self.along(bounds.lower().scaled()));
        let is_zero = bounds.lower().scaled() == 0;
        let end = |included, place| if included { Mark::Included(place) } else { Mark::Excluded(place) };
        if !is_zero {
            marks.push(Mark::Solid(start, lower));
        }
        let about = bounds.approximate();
        match bounds.upper() {
            Some(_) if bounds.is_exact() => {
                self.beside(lower, about, marks);
                match (about, is_zero) {
                    (true, _) => marks.push(Mark::Frayed(lower)),
                    (false, true) => marks.push(Mark::Included(lower)),
                    (false, false) => {}
                }
            }
            Some(upper) => {
                let place = axis.place(self.along(upper.scaled()));
                marks.push(Mark::Hatched(lower, place));
                self.beside(place, about, marks);
                let has_room = !place.since(lower).is_under(LEAST_MARKED);
                if has_room && !is_zero {
                    marks.push(end(bounds.lower().inclusive(), lower));
                }
                if about {
                    marks.push(Mark::Frayed(place));
                } else if has_room {
                    marks.push(end(upper.inclusive(), place));
                }
            }
            None => match (about, self.unstated + self.apart > 0) {
                (true, true) => marks.extend([Mark::NotStatedBehind(lower), Mark::Frayed(lower)]),
                (true, false) => marks.extend([Mark::Open(lower), Mark::Frayed(lower)]),
                // What is stated may well be exact: only its sum with what is not has no upper end.
                (false, true) if bounds.lower().inclusive() && !is_zero => marks.push(Mark::NotStated(lower)),
                (false, true) => marks.extend([Mark::NotStated(lower), end(bounds.lower().inclusive(), lower)]),
                (false, false) => marks.extend([Mark::Open(lower), end(bounds.lower().inclusive(), lower)]),
            },
        }
    }
}

impl Bar {
    /// The arrow of what is not stated beside an amount that has an upper end.
    fn beside(&self, end: Place, about: bool, marks: &mut Vec<Mark>) {
        if self.apart > 0 {
            marks.push(if about { Mark::NotStatedBehind(end) } else { Mark::NotStated(end) });
        }
    }
}

/// The share of a pool that may lie in one of its places: from nothing to what is left of the pool.
pub(super) fn share(left: Bounds, axis: Axis) -> Vec<Mark> {
    match left.upper() {
        Some(upper) => vec![Mark::Framed(axis.place(upper.scaled()))],
        None => {
            let place = axis.place(left.lower().scaled());
            vec![Mark::Framed(place), Mark::FramedOpen(place)]
        }
    }
}

impl maud::Render for Mark {
    fn render(&self) -> Markup {
        match *self {
            Mark::Solid(from, to) => html! { rect.b x=(from) y="6" width=(width(from, to)) height="12" {} },
            Mark::Hatched(from, to) => html! { use href="#hx" x=(from) y="6" width=(width(from, to)) height="12" {} },
            Mark::Framed(to) => html! { rect.d x="0" y="6.5" width=(width(Place::ZERO, to)) height="11" {} },
            Mark::Included(at) => html! { use href="#i" x=(at) {} },
            Mark::Excluded(at) => html! { use href="#e" x=(at) {} },
            Mark::Open(at) => html! { use href="#ar" x=(at) {} },
            Mark::NotStated(at) => html! { use href="#ad" x=(at) {} },
            Mark::NotStatedBehind(at) => html! { use href="#ah" x=(at) {} },
            Mark::FramedOpen(at) => html! { use href="#as" x=(at) {} },
            Mark::Frayed(at) => html! { use href="#ab" x=(at) {} },
            Mark::Diamond => html! { path.l d="M1 12l5-5 5 5-5 5z" {} },
            Mark::Disputed(from, to) => {
                html! { g.dis { (under(from, to)) use href="#aq" x=(from) {} use href="#aq" x=(to) {} } }
            }
            Mark::DisputedOpen(from, to) => {
                html! { g.dis { (under(from, to)) use href="#aq" x=(from) {} use href="#ao" x=(to) {} } }
            }
            Mark::Above(at) => html! { line.ax.j x1=(at) x2=(at) y1="0" y2="6" {} },
            Mark::Below(at) => html! { line.ax.j x1=(at) x2=(at) y1="18" y2="100%" {} },
        }
    }
}

fn under(from: Place, to: Place) -> Markup {
    html! { line.l x1=(from) x2=(to) y1="22" y2="22" {} }
}

/// A width that can be seen: to scale, or two pixels.
fn width(from: Place, to: Place) -> String {
    let width = to.since(from);
    if width.is_under(LEAST_DRAWN) { "2".to_owned() } else { width.to_string() }
}

/// The shapes that bars use, once on the page.
pub(in crate::dossier) fn shapes() -> Markup {
    html! {
        svg.skip width="0" height="0" aria-hidden="true" {
            symbol #hx { path.h d="M-90 40H1500" transform="skewX(-45)" {} rect.l width="100%" height="100%" {} }
            symbol #i overflow="visible" { circle.in cy="12" r="4.5" {} }
            symbol #e overflow="visible" { circle.ex cy="12" r="4" {} }
            symbol #ar overflow="visible" { path.l d="M5 12H25" {} path.b d="M24 7l9 5-9 5z" {} }
            symbol #ad overflow="visible" { path.l.da d="M8 12H27" {} path.b d="M27 7l9 5-9 5z" {} }
            symbol #ah overflow="visible" { path.l.da d="M15 12H34" {} path.b d="M34 7l9 5-9 5z" {} }
            symbol #as overflow="visible" { path.l stroke-dasharray="2 3" d="M3 12H24" {} path.l d="M22 7l7 5-7 5" {} }
            symbol #aq overflow="visible" { path.l d="M0 19V25" {} }
            symbol #ao overflow="visible" { path.l d="M0 22H14M10 19l5 3-5 3" {} }
            symbol #ab overflow="visible" { path.k d="M-3 6V18M-8 6V18" {} path.l d="M3 6V18M8 6V18" {} }
            symbol #up overflow="visible" { path.l d="M0-3V-12" {} path.b d="M-4-11l4-7 4 7z" {} }
            symbol #ud overflow="visible" { path.l stroke-dasharray="2 2" d="M0-4V-13" {} path.b d="M-4-12l4-7 4 7z" {} }
        }
    }
}

#[cfg(test)]
mod tests;
