//! Turns rows into entries: each row wholly or not at all, every fault reported, and the results counted.

use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::domain::identifier::without_identifiers;
use crate::domain::{Fault, SourceRef, text};
use crate::intake::draft::Drafted;
use crate::intake::map::Check;
use crate::intake::notice::{Notice, NoticeKind};
use crate::intake::read::Detected;
use crate::intake::{Cell, Chunk, Column, Found, Intake, Place, Taken};
use crate::journal::IMPORT;
use crate::journal::{Importing, SourceChanges, SourceFile, Twice, checks};
use crate::store::{Again, Batch, Error, Keep, Recorded, Request};

use super::super::advice::{self, Said};
use super::super::failure::{Failure, shortened};
use super::super::words::counted;
use super::opening::{Missing, Opened, Openings};
use super::progress::Progress;
use super::rejects::Rejects;
use super::settling::{carve, settle};
use super::tally::{Known, Tally};

/// An import in progress.
pub(super) struct Recording {
    /// The file as a source, until it is recorded.
    file: Option<SourceFile>,
    own: SourceRef,
    name: String,
    openings: Openings,
    rejects: Option<Rejects>,
    /// The figures that the map says the file must come to.
    check: Check,
    /// What happens to rows that an earlier file had.
    again: Again,
    /// The map's text.
    map: Option<String>,
    errors: Box<dyn Write>,
    progress: Progress,
    interrupted: Arc<AtomicBool>,
    tally: Tally,
    /// The sheets so far; a sheet's number is part of the key by which the batch knows a row.
    sheets: Vec<Option<Arc<str>>>,
}

/// How many of the rows recorded before are named.
const NAMED: usize = 20;

/// The batch's key for the file itself; rows are counted from 1.
const FILE: u64 = 0;

/// How many bits of a row's key hold its line; the bits above hold its sheet.
const BITS_OF_LINE: u32 = 40;

impl Recording {
    /// The recording of a file.
    pub(super) fn new(
        intake: &Intake<'_>,
        detected: &Detected,
        (missing, again, map): (Missing, Again, Option<String>),
        rejects: Option<Rejects>,
        errors: Box<dyn Write>,
        progress: Progress,
        interrupted: Arc<AtomicBool>,
    ) -> Recording {
        let own = intake.source().clone();
        let file = SourceFile {
            file: Some((detected.digest, detected.size)),
            kind: Some(IMPORT.to_owned()),
            ..SourceFile::new(own.clone(), intake.name())
        };
        Recording {
            file: Some(file),
            own,
            name: intake.name().to_owned(),
            openings: Openings::new(missing),
            rejects,
            again,
            map,
            check: intake.check().cloned().unwrap_or_default(),
            errors,
            progress,
            interrupted,
            tally: Tally::default(),
            sheets: Vec::new(),
        }
    }

    /// Adds the file as a source, so that rows can cite it; without a recorded row, it is not kept.
    ///
    /// # Errors
    /// The ledger cannot be written.
    pub(super) fn begin(&mut self, batch: &mut Batch<'_>) -> Result<(), Failure> {
        if let Some(file) = self.file.take()
            && !batch.has_source(&self.own)?
        {
            batch.record(FILE, vec![Request::Source(file)])?;
            self.tally.sources += 1;
        }
        self.openings.know(&self.own);
        batch.set_again(self.again);
        Ok(())
    }

    /// Records some rows, the first of those announced.
    ///
    /// # Errors
    /// The ledger or the list of rejects cannot be written; Ctrl-C. A faulty row is not an error.
    pub(super) fn chunk(&mut self, batch: &mut Batch<'_>, chunk: Chunk) -> Result<(), Failure> {
        if let (Some(headings), Some(rejects)) = (chunk.begins, &mut self.rejects) {
            rejects.begin(headings);
        }
        for remark in &chunk.remarks {
            self.say(&format!("impound: note: {}\n", shortened(remark)));
        }
        self.tally.notices.extend(chunk.notices);
        self.tally.stood(chunk.sheet, &chunk.account);
        let rows = chunk.rows.len();
        batch.reach()?;
        for taken in chunk.rows {
            self.check_interrupted()?;
            self.row(batch, taken)?;
        }
        self.progress.advance(rows, chunk.bytes);
        Ok(())
    }

    /// Ends the recording: says what is kept, or why nothing is.
    ///
    /// # Errors
    /// Rows are faulty and no list of rejects takes them; rows name assets that never came; Ctrl-C.
    pub(super) fn finish(&mut self, batch: &mut Batch<'_>, keep: Keep) -> Result<((), Keep), Failure> {
        let awaited = batch.awaited()?;
        for row in &awaited {
            let place = self.place_of(row.row);
            self.tally.faulty += 1;
            let what = format!("{} is not in the ledger, and no row of the file creates it", row.asset);
            let fault = Fault::new(what).hint("check the asset's reference, or leave it out of may_overlap");
            self.complain(&place, &[Found { value: None, ..Found::at(Column::MayOverlap, "", fault) }]);
        }
        self.check_interrupted()?;
        self.progress.end();
        let differences = self.check.differences(&self.tally.sheets);
        for fault in &differences {
            self.say_fault(fault);
        }
        self.say_kinds();
        let faulty = self.tally.faulty;
        if !differences.is_empty() {
            let fault = Fault::new(format!("{}: the file does not match [check]: nothing is recorded", self.name));
            return Err(fault.hint("ask the publisher for the right file, or correct [check] in the map").into());
        }
        if self.again == Again::Said && self.tally.earlier > 0 {
            return Err(self.told_before());
        }
        if faulty > 0 && (self.rejects.is_none() || !awaited.is_empty()) {
            let rows = if faulty == 1 { "faulty row" } else { "faulty rows" };
            let what = format!("{}: {faulty} {rows} of {}: nothing is recorded", self.name, self.tally.rows());
            let hint = "fix them and repeat the command, or record the others with --rejects FILE";
            return Err(Fault::new(what).hint(hint).into());
        }
        if self.tally.entries > 0 {
            self.close(batch)?;
        }
        // The file is a source only if something was recorded from it. If all of it was recorded before, that is committed
        // again: it may not yet be kept as safely as the engine promises.
        let is_in_vain = self.tally.entries == 0 && self.tally.sources > 0;
        Ok(((), if is_in_vain { Keep::Nothing } else { keep }))
    }

    /// Keeps with the source the map that imported it, and how many rows went where.
    fn close(&mut self, batch: &mut Batch<'_>) -> Result<(), Failure> {
        let imported = Importing { map: self.map.take(), counts: self.tally.counts() };
        let changes = Box::new(SourceChanges { imported: Some(imported), ..SourceChanges::default() });
        let edit = Request::EditSource { source: self.own.clone(), changes, reason: None };
        match batch.record(FILE, vec![edit]) {
            // An earlier import of the same file arrived at the same numbers.
            Ok(_) | Err(Error::Refused(_)) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Returns what was lent, and the results.
    pub(super) fn end(self) -> (Box<dyn Write>, Option<Rejects>, Tally) {
        self.progress.end();
        (self.errors, self.rejects, self.tally)
    }

    fn check_interrupted(&self) -> Result<(), Failure> {
        if !self.interrupted.load(Ordering::Relaxed) {
            return Ok(());
        }
        self.progress.end();
        let fault = Fault::new("interrupted: nothing of the file is recorded, the ledger is unchanged");
        Err(Failure::Environment(fault.hint("repeat the command to record it")))
    }

    fn row(&mut self, batch: &mut Batch<'_>, taken: Taken) -> Result<(), Failure> {
        let Taken { place, drafts, cells } = taken;
        let columns: Vec<_> = drafts.iter().flatten().map(|drafted| drafted.column.clone()).collect();
        let requests = match drafts {
            Ok(drafts) => self.requests(batch, drafts)?,
            Err(found) => Err(found),
        };
        let requests = match requests {
            Ok(requests) => requests,
            Err(found) => return self.reject(&place, &cells, &found),
        };
        self.note_dates(batch, &place, &requests)?;
        let opened = Opened::of(&requests);
        match batch.record(self.key_of(&place), requests) {
            Ok(row) => {
                if let Some(entry) = row.earlier {
                    self.tally.earlier += 1;
                    if self.tally.seen_before.len() < NAMED {
                        self.tally.seen_before.push((place.clone(), entry));
                    }
                }
                if !row.recorded.is_empty() {
                    self.count(place, &row.recorded, &columns, opened);
                }
                Ok(())
            }
            Err(Error::Refused(refusal)) => {
                let fault = advice::of_store(&refusal, Said::Filed);
                self.reject(&place, &cells, &[Found::of_row(fault)])
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Notes the unlikely dates of a row; unlike with `--unusual-date`, nobody confirms each date of a file.
    fn note_dates(&mut self, batch: &Batch<'_>, place: &Place, requests: &[Request]) -> Result<(), Failure> {
        let today = batch.today()?;
        let dates = requests.iter().filter_map(|request| match request {
            Request::Act(draft) => draft.details.date.as_ref(),
            _ => None,
        });
        for unusual in dates.filter_map(|date| checks::unusual(date, today)) {
            self.say(&format!("impound: note: {place}: column date: {}\n", shortened(&unusual.to_string())));
            let notice = Notice::of_row(NoticeKind::UnusualDates, place.sheet.clone(), place.line);
            self.tally.notices.add(notice);
        }
        Ok(())
    }

    /// What a row requests: the missing cases and sources, then its actions.
    fn requests(
        &mut self,
        batch: &Batch<'_>,
        drafts: Vec<Drafted>,
    ) -> Result<Result<Vec<Request>, Vec<Found>>, Failure> {
        let mut requests = Vec::with_capacity(drafts.len() + 1);
        let mut faults = Vec::new();
        for mut drafted in drafts {
            if let Err(fault) = settle(batch, &mut drafted, &requests)? {
                faults.push(Found::at(Column::Amount, "", fault));
            }
            // A file's row is recorded even if it looks like another, and the likeness is reported.
            drafted.draft.details.twice = Twice::Recorded;
            carve(batch, &mut drafted)?;
            self.openings.ask(batch, &drafted, &mut requests, &mut faults)?;
            requests.push(Request::Act(Box::new(drafted.draft)));
        }
        Ok(if faults.is_empty() { Ok(requests) } else { Err(faults) })
    }

    fn count(&mut self, place: Place, recorded: &[Recorded], columns: &[Option<Arc<str>>], opened: Opened) {
        let acts = recorded.iter().filter(|done| done.asset.is_some());
        for (done, column) in acts.clone().zip(columns).filter(|(done, _)| !done.repeated) {
            if let Some((action, amount)) = done.said {
                self.tally.add(column.as_ref(), action, amount);
            }
        }
        if let Some(alike) = acts.clone().find_map(|done| done.alike.first()) {
            let notice = Notice::of_row(NoticeKind::Alike, place.sheet.clone(), place.line);
            self.tally.notices.add(Notice { detail: Some(alike.said()), ..notice });
        }
        let new = acts.clone().filter(|done| !done.repeated).count() as u64;
        self.tally.entries += new;
        self.tally.cases += opened.cases.len() as u64;
        self.tally.sources += opened.sources.len() as u64;
        self.openings.opened(&opened);
        if new > 0 {
            self.tally.recorded += 1;
            return;
        }
        self.tally.repeated += 1;
        if self.tally.known.len() < NAMED {
            let first = acts.into_iter().next();
            self.tally.known.extend(first.map(|done| Known {
                place,
                entry: done.entry,
                voided: done.voided,
                row: done.row.clone(),
            }));
        }
    }

    fn reject(&mut self, place: &Place, cells: &[Cell], found: &[Found]) -> Result<(), Failure> {
        self.tally.faulty += 1;
        self.complain(place, found);
        let Some(rejects) = &mut self.rejects else { return Ok(()) };
        let faults: Vec<String> = found.iter().map(ToString::to_string).collect();
        rejects.add(place, cells, &faults.join("; "), &self.own)
    }

    /// Reports the faults of a row on standard error.
    fn complain(&mut self, place: &Place, found: &[Found]) {
        let mut said = format!("impound: {}, {place}\n", text::escape(&self.name));
        for found in found.iter().map(Found::masked) {
            self.tally.kinds.add(&found);
            *self.tally.faults.entry(found.of).or_default() += 1;
            said.push_str(&format!("  {}\n", shortened(&found.to_string())));
            if let Some(hint) = advice::filed(&found.fault) {
                said.push_str(&format!("    hint: {}\n", shortened(&hint)));
            }
        }
        self.say(&said);
    }

    /// The refusal of a file with rows that an earlier import had.
    fn told_before(&mut self) -> Failure {
        let mut said = String::new();
        for (place, entry) in &self.tally.seen_before {
            said.push_str(&format!("impound: {}, {place}: entry {entry} says the same\n", text::escape(&self.name)));
        }
        self.say(&said);
        let rows = counted(self.tally.earlier, "row says", "rows say");
        let what = format!("{}: {rows} what a row of an earlier file says: nothing is recorded", self.name);
        let hint = "--skip-known records the other rows, --anyway records all of them again";
        Fault::new(what).hint(hint).into()
    }

    /// Sums up many faults by kind.
    fn say_kinds(&mut self) {
        let said = self.tally.kinds.summed_up();
        if let Some(said) = said {
            self.say(&said);
        }
    }

    fn say_fault(&mut self, fault: &Fault) {
        let said = format!("impound: {}: {}\n", text::escape(&self.name), shortened(fault.what()));
        self.say(&said);
    }

    fn say(&mut self, said: &str) {
        self.progress.suspend(&mut self.errors, &without_identifiers(said));
    }

    /// The batch's key for a row.
    fn key_of(&mut self, place: &Place) -> u64 {
        let sheet = match self.sheets.iter().rposition(|sheet| *sheet == place.sheet) {
            Some(sheet) => sheet,
            None => {
                self.sheets.push(place.sheet.clone());
                self.sheets.len() - 1
            }
        };
        (sheet as u64) << BITS_OF_LINE | place.line
    }

    fn place_of(&self, key: u64) -> Place {
        let sheet = usize::try_from(key >> BITS_OF_LINE).ok().and_then(|sheet| self.sheets.get(sheet).cloned());
        Place { sheet: sheet.flatten(), line: key & ((1 << BITS_OF_LINE) - 1) }
    }
}
