//! The amounts of a cell, by a map: understood, not understood, or refused because money would be lost.

use crate::domain::{Fault, Precision, Unit, text};
use crate::intake::account::Misread;
use crate::intake::amount::{Shared, Writer, unit_of_sign};
use crate::intake::table::Cell;

use super::expression::{Expression, Fallback, Kind, Line, Source, Style};
use super::heading::Slot;
use super::money;
use super::number::{Exactness, NumberStyle};

/// An amount in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Figure {
    /// Canonical text, or words still to be read.
    pub(crate) text: String,
    /// The cell's own text, if different.
    pub(crate) as_written: Option<String>,
    /// Whether it was rounded.
    pub(crate) exactness: Exactness,
    /// The sign the cell shows with it, if several currencies share it and nothing says which is meant.
    pub(crate) sign: Option<String>,
    /// Who decides how many decimals it may have.
    pub(crate) writer: Writer,
}

/// The amounts of a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Figures {
    /// Each of them.
    pub(crate) each: Vec<Figure>,
    /// Texts that were not understood, so that the map's `otherwise` applied, with the reason for each.
    pub(crate) not_understood: Vec<(Misread, String)>,
}

/// Canonical texts that state no money.
const WITHOUT_MONEY: [&str; 2] = ["unstated", "non-valued"];

impl Expression<Slot> {
    /// The amounts in the column of a row, in its currency if they name none.
    ///
    /// # Errors
    /// The map does not understand a cell, or it would treat a cell with money as having none.
    pub(crate) fn figures(&self, line: Line<'_>, currency: Option<Unit>) -> Result<Figures, Fault> {
        let mut figures = Figures::default();
        let given = self.given(line)?;
        if given.text.is_empty() {
            figures.each.extend(self.of_blank()?.map(|text| self.exact(text, None)));
            return Ok(figures);
        }
        self.refuse_broken(line)?;
        let shown = given.sign.map(|sign| self.unit(sign, currency)).transpose()?;
        let currency = shown.map_or(currency, |(unit, _)| Some(unit));
        let by_custom = shown.filter(|(_, shared)| *shared == Shared::Yes).map(|(unit, _)| unit);
        for part in self.parts(&given) {
            let Some(figure) = self.figure(part, given.kind, currency, &mut figures.not_understood)? else { continue };
            // Text that the map substitutes for the number is not in the sign's currency.
            let is_of_sign = by_custom.is_some_and(|unit| figure.text.contains(unit.code()));
            let sign = given.sign.filter(|_| is_of_sign).map(str::to_owned);
            figures.each.push(Figure { sign, ..figure });
        }
        Ok(figures)
    }

    /// The currency of a number shown with a sign, which must not contradict its row's.
    fn unit(&self, sign: &str, currency: Option<Unit>) -> Result<(Unit, Shared), Fault> {
        let symbols = match &self.style {
            Style::Amount(style, _) => style.symbols.as_slice(),
            _ => &[],
        };
        let known = symbols.iter().find(|(symbol, _)| symbol == sign).map(|(_, unit)| *unit);
        unit_of_sign(sign, known, currency)
    }

    /// Whether the column's source cells contain a figure.
    pub(crate) fn holds_figure(&self, line: Line<'_>) -> bool {
        let is_constant = matches!(self.source, Source::Constant(_));
        !is_constant && self.given(line).is_ok_and(|given| given.text.contains(|c: char| c.is_numeric()))
    }

    fn figure(
        &self,
        part: &str,
        kind: Kind,
        currency: Option<Unit>,
        not_understood: &mut Vec<(Misread, String)>,
    ) -> Result<Option<Figure>, Fault> {
        let whole = part;
        let part = match self.extracted(part) {
            Ok(part) => part,
            Err(fault) => return self.not_understood((Misread::NoMatch, whole), fault, not_understood),
        };
        let part = part.as_ref();
        if let Some((value, is_exact)) = self.values.as_ref().and_then(|values| values.find(part)) {
            if !is_exact && holds_no_money(value) {
                self.refuse_money(part)?;
                not_understood.push((Misread::ByPattern, part.to_owned()));
            }
            return Ok(self.figure_of(value, Some(whole)));
        }
        let Style::Amount(style, _) = &self.style else { return Ok(self.figure_of(part, None)) };
        let read = match kind {
            Kind::Number => style.figure(part, currency),
            _ if style.is_told() => style.read(part, currency),
            // Canonical text or words, read with the rest of the row.
            _ if self.matches.is_none() => return Ok(self.figure_of(part, None)),
            _ => return Ok(self.figure_of(part, Some(whole))),
        };
        match read {
            Ok(number) => {
                let digits = number.text.split(' ').next().unwrap_or_default();
                let same = number.exactness == Exactness::Exact && digits == whole;
                let figure = self.figure_of(&number.text, Some(whole).filter(|_| !same));
                Ok(figure.map(|figure| Figure { exactness: number.exactness, ..figure }))
            }
            Err(fault) => self.not_understood((Misread::NoNumber, part), fault, not_understood),
        }
    }

    /// The result of the map's `otherwise` for a text that is not a number; never for one that contains money.
    fn not_understood(
        &self,
        (why, part): (Misread, &str),
        fault: Fault,
        noted: &mut Vec<(Misread, String)>,
    ) -> Result<Option<Figure>, Fault> {
        match &self.otherwise {
            Fallback::Refuse => Err(fault),
            Fallback::Keep => match &self.style {
                Style::Amount(style, _) if style.power > 0 => Err(Fault::new(format!(
                    "{}: the column is counted in 10^{}, but these words may not be",
                    text::quote(part),
                    style.power
                ))
                .hint("write the whole amount, and list it under values in the map")),
                Style::Amount(style, _) if style.is_at_odds_with(part) => {
                    Ok(Some(Figure { writer: Writer::Person, ..self.exact(part.to_owned(), None) }))
                }
                _ => Ok(Some(self.exact(part.to_owned(), None))),
            },
            Fallback::Absent => {
                self.refuse_money(part)?;
                noted.push((why, part.to_owned()));
                Ok(None)
            }
            Fallback::Value(value) => {
                self.refuse_money(part)?;
                noted.push((why, part.to_owned()));
                Ok(self.figure_of(value, Some(part)))
            }
        }
    }

    fn refuse_money(&self, part: &str) -> Result<(), Fault> {
        let style = match &self.style {
            Style::Amount(style, _) => style.as_ref(),
            _ => &NumberStyle::default(),
        };
        if !money::stands_in(part, style) {
            return Ok(());
        }
        Err(Fault::new(format!("{} holds money that the map does not read", text::quote(part)))
            .hint("say how it is written (symbols, thousands, otherwise = \"phrase\"), or what it is in values"))
    }

    /// A line break between two figures does not separate thousands: there are two figures, or one that was torn
    /// apart.
    fn refuse_broken(&self, line: Line<'_>) -> Result<(), Fault> {
        let Source::Cells(slots) = &self.source else { return Ok(()) };
        let breaks = |c: char| matches!(c, '\n' | '\r');
        let filled = slots.iter().find(|slot| line.given(**slot).is_ok_and(|given| !given.text.is_empty()));
        let Some(Slot::Cell(at)) = filled else { return Ok(()) };
        let Some(Cell::Text(cell)) = line.cells.get(*at) else { return Ok(()) };
        if self.split.iter().any(|separator| separator.contains(breaks)) {
            return Ok(());
        }
        let ends_in_figure = |part: &str| part.trim_end().ends_with(|c: char| c.is_numeric());
        let begins_with_figure = |part: &str| part.trim_start().starts_with(|c: char| c.is_numeric());
        let parts: Vec<&str> = cell.trim().split(breaks).filter(|part| !part.trim().is_empty()).collect();
        if parts.windows(2).any(|pair| matches!(pair, [one, next] if ends_in_figure(one) && begins_with_figure(next))) {
            return Err(Fault::new(format!("a line break separates two figures in {}", text::quote(cell.trim())))
                .hint("write one figure in the cell, or say in the map that there are several: split = \"\\n\""));
        }
        Ok(())
    }

    fn figure_of(&self, text: &str, as_written: Option<&str>) -> Option<Figure> {
        let plain = WITHOUT_MONEY.contains(&text);
        let text = if plain { Some(text.to_owned()) } else { self.wrapped(text) };
        text.map(|text| self.exact(text, as_written.map(str::to_owned)))
    }

    fn exact(&self, text: String, as_written: Option<String>) -> Figure {
        let precision = match &self.style {
            Style::Amount(style, _) => style.precision(),
            _ => Precision::OfUnit,
        };
        Figure { text, as_written, exactness: Exactness::Exact, sign: None, writer: Writer::Map(precision) }
    }
}

/// Whether a map's value states no money, or nothing at all.
fn holds_no_money(value: &str) -> bool {
    value.is_empty() || WITHOUT_MONEY.contains(&value)
}
