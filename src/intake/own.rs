//! Tables with impound's own columns: filled in by a person, a register, or a list of rejects.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::domain::{Advice, AssetRef, Derivation, Fault, Unit, text};

use super::account::{self, Account};
use super::amount::{Manner, Shared, Writer, is_canonical, unit_of_sign};
use super::cell::{Guarded, figures_on_lines, has_figures_on_lines, in_one_line, is_blank, shown};
use super::column::{Column, SEPARATOR, nearest};
use super::draft::Values;
use super::found::Found;
use super::map::{Header, NumberStyle};
use super::rates;
use super::read::RowFault;
use super::table::{Cell, Row};

/// The column in which a list of rejects says what is wrong.
pub(crate) const FAULT: &str = "fault";

/// The column with an entry's digest in a register.
const DIGEST: &str = "hash";

/// Columns found only in a register, which an import ignores.
const PASSED_OVER: [&str; 12] = [
    "recorded_at",
    "recorded_by",
    "lower",
    "lower_inclusive",
    "upper",
    "upper_inclusive",
    "approximate",
    "reason",
    "clock",
    DIGEST,
    FAULT,
    super::map::SHEET,
];

/// The status in a register of an entry that is not in force.
const NOT_IN_FORCE: [&str; 2] = ["corrected", "voided"];

/// The status of one that is.
const IN_FORCE: &str = "current";

/// The use of a cell in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Use {
    /// A particular of the action.
    Says(Column),
    /// The number of the entry in a register's row.
    Entry,
    /// Whether that entry is in force.
    Status,
    /// The entry that it corrects.
    Corrects,
    /// None.
    None,
    /// The cell must be blank, since its column has no name.
    Unnamed,
}

/// The columns of a table with impound's own columns.
#[derive(Clone, Debug)]
pub(crate) struct Own {
    uses: Vec<Use>,
    names: Vec<String>,
    guarded: Guarded,
    writer: Writer,
}

/// How the corrections in a register affect its other rows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Corrections {
    /// The rows in force that correct an entry, by that entry.
    in_force: HashMap<String, Row>,
    /// Entries of the register that are corrected.
    corrected: HashSet<String>,
    /// Assets mentioned only in rows that are not in force, with any replacement.
    gone: HashMap<String, Option<String>>,
}

/// What happens to a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Turnout {
    /// It counts.
    Counts,
    /// This row counts in its place.
    Replaced(Row),
    /// It is not in force, or counts in place of another.
    Skipped,
}

impl Own {
    /// Locates impound's columns in a header.
    ///
    /// # Errors
    /// A column is unknown (each is named with the nearest match), appears twice, or is required and missing.
    pub(crate) fn new(header: &Header, guarded: Guarded) -> Result<Own, Fault> {
        let mut uses = Vec::with_capacity(header.headings().len());
        let mut unknown = Vec::new();
        for heading in header.headings() {
            match used(heading.trim()) {
                Some(used) if used != Use::None && used != Use::Unnamed && uses.contains(&used) => {
                    return Err(Fault::new(format!("the column {heading} appears twice")).hint("take one of them out"));
                }
                Some(used) => uses.push(used),
                None => unknown.push(heading.as_str()),
            }
        }
        if !unknown.is_empty() {
            return Err(refusal(&unknown));
        }
        let missing = Column::REQUIRED.into_iter().find(|column| !uses.contains(&Use::Says(*column)));
        if let Some(column) = missing {
            return Err(Fault::new(format!("the table has no column {column}")).advise(Advice::GiveMap));
        }
        let names = (0..uses.len()).map(|at| header.name(at)).collect();
        // Only a register has both an entry's number and its digest.
        let has_digests = header.headings().iter().any(|heading| heading.trim() == DIGEST);
        let writer = if has_digests && uses.contains(&Use::Entry) { Writer::Register } else { Writer::Person };
        Ok(Own { uses, names, guarded, writer })
    }

    /// An empty account of the table.
    pub(crate) fn account(&self) -> Account {
        let amount = self.uses.contains(&Use::Says(Column::Amount));
        let column = || account::Column::new(Column::Amount.as_str().into(), 0, true);
        Account { columns: amount.then(column).into_iter().collect(), ..Account::default() }
    }

    /// Adds a row that counts to the account.
    pub(crate) fn count(&self, row: &Row, account: &mut Account) {
        account.rows += 1;
        let Some(column) = account.columns.first_mut() else { return };
        let text = self.text(row, Use::Says(Column::Amount));
        match NumberStyle::pointed().counted(&text) {
            Some(figure) => column.counted.add(figure),
            None => column.others += u64::from(!text.is_empty()),
        }
    }

    /// Whether rows may correct others, so that the whole table must be examined first.
    pub(crate) fn has_corrections(&self) -> bool {
        self.uses.contains(&Use::Status) || self.uses.contains(&Use::Corrects)
    }

    /// Examines a whole table, and a second time only if an asset that may overlap could be gone.
    ///
    /// # Errors
    /// The errors of `rows`.
    pub(crate) fn corrections<R: Iterator<Item = Result<Row, RowFault>>>(
        &self,
        rows: impl Fn() -> Result<R, Fault>,
    ) -> Result<Corrections, Fault> {
        let mut found = Corrections::default();
        let mut overlapping: HashSet<String> = HashSet::new();
        let mut corrections: HashMap<String, Row> = HashMap::new();
        for row in rows()?.flatten() {
            let asset = self.text(&row, Use::Says(Column::Asset));
            if self.is_in_force(&row) {
                let others = self.text(&row, Use::Says(Column::MayOverlap));
                overlapping.extend(others.split(SEPARATOR).map(|other| other.trim().to_owned()));
                let corrects = self.text(&row, Use::Corrects).into_owned();
                if !corrects.is_empty()
                    && let Some(other) = corrections.insert(corrects.clone(), row)
                {
                    return Err(both_in_force(&corrects, &other));
                }
                continue;
            }
            found.gone.insert(asset.into_owned(), None);
            found.corrected.insert(self.text(&row, Use::Entry).into_owned());
        }
        self.check_corrections(&corrections, &rows)?;
        found.gone.retain(|asset, _| overlapping.contains(asset));
        if !found.gone.is_empty() {
            let wanted: HashSet<String> = found.gone.keys().flat_map(|asset| with_ancestors(asset)).collect();
            let named = rows()?.flatten().filter(|row| self.is_in_force(row));
            let there: HashSet<String> =
                named.flat_map(|row| self.begun(&row)).filter(|asset| wanted.contains(asset)).collect();
            found.gone.retain(|asset, _| !there.contains(asset));
            for (asset, stand_in) in &mut found.gone {
                // An asset carved by a void action is part of its parent again.
                *stand_in = with_ancestors(asset).find(|ancestor| there.contains(ancestor));
            }
        }
        found.corrected.retain(|entry| corrections.contains_key(entry));
        found.in_force = corrections;
        Ok(found)
    }

    /// Refuses corrections that no register contains: of an entry that is itself in force, or of another correction,
    /// which could lead to a cycle. Each would count twice, or not at all.
    fn check_corrections<R: Iterator<Item = Result<Row, RowFault>>>(
        &self,
        corrections: &HashMap<String, Row>,
        rows: &impl Fn() -> Result<R, Fault>,
    ) -> Result<(), Fault> {
        if corrections.is_empty() {
            return Ok(());
        }
        for row in rows()?.flatten() {
            let entry = self.text(&row, Use::Entry);
            let Some(correction) = corrections.get(entry.as_ref()).filter(|_| !entry.is_empty()) else { continue };
            if !self.text(&row, Use::Corrects).is_empty() {
                let what = format!("entry {entry} corrects another entry, and line {} corrects it", correction.line);
                return Err(Fault::new(what).hint(NAMES_THE_FIRST));
            }
            if self.is_in_force(&row) {
                return Err(both_in_force(&entry, correction));
            }
        }
        Ok(())
    }

    /// What happens to a row, given the table's corrections.
    pub(crate) fn turnout(&self, row: &Row, corrections: &Corrections) -> Turnout {
        if !self.has_corrections() {
            return Turnout::Counts;
        }
        if !self.is_in_force(row) {
            let replacement = corrections.in_force.get(self.text(row, Use::Entry).as_ref());
            return replacement.map_or(Turnout::Skipped, |row| Turnout::Replaced(row.clone()));
        }
        let moved = corrections.corrected.contains(self.text(row, Use::Corrects).as_ref());
        if moved { Turnout::Skipped } else { Turnout::Counts }
    }

    /// What a row says, with a notice for each name in it that no longer refers to anything.
    ///
    /// # Errors
    /// Cells that cannot be read, or that no column names.
    pub(crate) fn values<'a>(
        &self,
        row: &'a Row,
        corrections: &Corrections,
        notices: &mut Vec<String>,
    ) -> Result<Values<'a>, Vec<Found>> {
        let mut values = Values::default();
        values.manner = Manner { writer: self.writer, ..Manner::default() };
        let mut faults = Vec::new();
        let mut shown_as = None;
        for (at, cell) in row.cells.iter().enumerate() {
            let column = match self.uses.get(at) {
                Some(Use::Says(column)) => *column,
                Some(Use::Unnamed) | None if !is_blank(cell) => {
                    faults.push(self.unnamed(at, cell));
                    continue;
                }
                Some(Use::Status) => {
                    faults.extend(unknown_status(cell, self.guarded));
                    continue;
                }
                _ => continue,
            };
            match shown(cell, self.guarded) {
                Ok(text) if column == Column::MayOverlap && !corrections.gone.is_empty() => {
                    let asset = self.text(row, Use::Says(Column::Asset));
                    values.set(column, Cow::Owned(corrections.still_there(&asset, &text, notices)));
                }
                Ok(text)
                    if column == Column::Amount
                        && let Cell::Money(number, sign) = cell =>
                {
                    match self.figure(row, number, sign) {
                        Ok((figure, shared)) => {
                            values.set(column, Cow::Owned(figure));
                            values.sign = Some(sign.clone()).filter(|_| shared == Shared::Yes);
                            shown_as = Some(text);
                        }
                        Err(fault) => faults.push(Found::at(column, &text, fault)),
                    }
                }
                Ok(text) if column == Column::Amount && has_figures_on_lines(&text) => {
                    faults.push(Found::at(column, &text, figures_on_lines(&text)));
                }
                Ok(text) => values.set(column, in_one_line(text)),
                Err(fault) => faults.push(Found::at(column, "", fault)),
            }
        }
        if let Some(text) = shown_as.filter(|text| values.get(Column::AsWritten).is_none() && !is_canonical(text)) {
            values.set(Column::AsWritten, text);
        }
        if faults.is_empty() { Ok(values) } else { Err(faults) }
    }

    /// The amount of a spreadsheet's number shown with a sign. Its point is always a decimal point; in words it could
    /// be a thousands separator.
    fn figure(&self, row: &Row, number: &str, sign: &str) -> Result<(String, Shared), Fault> {
        // An invalid currency is a fault of its own column.
        let currency = Unit::parse(&self.text(row, Use::Says(Column::Currency))).ok();
        let (unit, shared) = unit_of_sign(sign, None, currency)?;
        Ok((NumberStyle::pointed().figure(number, Some(unit))?.text, shared))
    }

    /// The asset of a row, and the item that holds its proceeds.
    fn begun(&self, row: &Row) -> [String; 2] {
        let derived = self.text(row, Use::Says(Column::DerivedFrom));
        let item = Derivation::parse(&derived).map_or(String::new(), |derived| derived.item.to_string());
        [self.text(row, Use::Says(Column::Asset)).into_owned(), item]
    }

    fn is_in_force(&self, row: &Row) -> bool {
        let status = self.text(row, Use::Status);
        !NOT_IN_FORCE.iter().any(|word| status.eq_ignore_ascii_case(word))
    }

    fn text<'a>(&self, row: &'a Row, wanted: Use) -> Cow<'a, str> {
        let at = self.uses.iter().position(|used| *used == wanted);
        let cell = at.and_then(|at| row.cells.get(at));
        cell.map_or(Cow::Borrowed(""), |cell| shown(cell, self.guarded).unwrap_or_default())
    }

    fn unnamed(&self, at: usize, cell: &Cell) -> Found {
        let name = self.names.get(at).cloned().unwrap_or_else(|| format!("#{}", at + 1));
        let value = super::cell::repeated(cell);
        Found::elsewhere(
            name,
            &value,
            Fault::new("no heading names this column").hint("name it in the header, or empty it"),
        )
    }
}

impl Corrections {
    /// The assets that one may overlap: those that still exist, and the replacements of the others.
    fn still_there(&self, asset: &str, others: &str, notices: &mut Vec<String>) -> String {
        let mut there: Vec<&str> = Vec::new();
        for other in others.split(SEPARATOR).map(str::trim) {
            let known = match self.gone.get(other) {
                None => Some(other),
                Some(stand_in) => {
                    let stand_in = stand_in.as_deref().filter(|stand_in| *stand_in != asset);
                    let instead = stand_in.map_or("the name is left out".to_owned(), |stand_in| {
                        format!("replaced by its parent, {}", text::quote(stand_in))
                    });
                    let gone = text::quote(other);
                    notices.push(format!("may_overlap names {gone}, which is void: {instead}"));
                    stand_in
                }
            };
            there.extend(known.filter(|known| !there.contains(known)));
        }
        there.join(";")
    }
}

/// An asset's reference, followed by those of its parents, nearest first.
fn with_ancestors(asset: &str) -> impl Iterator<Item = String> + use<> {
    let ancestors = std::iter::successors(AssetRef::parse(asset).ok(), AssetRef::parent);
    ancestors.map(|asset| asset.to_string())
}

/// The rule for corrections in a register.
const NAMES_THE_FIRST: &str = "in a register each correction names the entry that first recorded the action, and only its \
                               latest reading is current";

/// The fault of an action with two readings in force.
fn both_in_force(entry: &str, correction: &Row) -> Fault {
    let entry = text::quote(entry);
    Fault::new(format!("line {} corrects entry {entry}, of which another reading is current too", correction.line))
        .hint(NAMES_THE_FIRST)
}

/// The fault of an unknown status.
fn unknown_status(cell: &Cell, guarded: Guarded) -> Option<Found> {
    let status = shown(cell, guarded).unwrap_or_default();
    let known = status.is_empty() || status.eq_ignore_ascii_case(IN_FORCE);
    let fault = || Fault::new(format!("{} is not a status", text::quote(&status)));
    (!known).then(|| Found::elsewhere("status", &status, fault().hint("use one of current, corrected, voided")))
}

fn used(heading: &str) -> Option<Use> {
    Some(match heading {
        "" => Use::Unnamed,
        "source" => Use::Says(Column::Sources),
        "entry" => Use::Entry,
        "status" => Use::Status,
        "corrects" => Use::Corrects,
        known if PASSED_OVER.contains(&known) => Use::None,
        other => Use::Says(Column::parse(other).ok()?),
    })
}

fn refusal(unknown: &[&str]) -> Fault {
    const LISTED: usize = 20;
    if rates::are_headings(unknown.iter().copied()) {
        return rates::refusal();
    }
    let known = || Column::ALL.iter().map(|column| column.as_str());
    let named: Vec<String> = unknown.iter().take(LISTED).map(|name| text::quote(name)).collect();
    let more = if unknown.len() > LISTED { " and others" } else { "" };
    let verb = if unknown.len() == 1 { "is not a column" } else { "are not columns" };
    let fault = Fault::new(format!("{}{more} {verb} that impound imports", named.join(", ")));
    let near: Vec<String> = unknown
        .iter()
        .filter_map(|name| {
            nearest(&name.to_lowercase(), known()).map(|near| format!("{near} for {}", text::quote(name)))
        })
        .collect();
    fault.advise(Advice::WriteMap { perhaps: (!near.is_empty()).then(|| near.join(", ")) })
}
