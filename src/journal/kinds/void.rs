//! What an entry says no longer holds, or holds again: an action, a reading, a claim or an event.

use std::fmt::{self, Write};

use crate::domain::Fault;
use crate::journal::codec::key::Key;
use crate::journal::codec::scan::Fields;
use crate::journal::codec::write::Writer;
use crate::journal::names::Names;
use crate::journal::shown::{Saying, Shown};
use crate::journal::step::Event;
use crate::journal::worded::Worded;

use super::kind::{Coded, Effect, Kind, Turn};

/// An action no longer counts as having happened, or a reading, a claim or an event is taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Void {
    /// The entry that first recorded the action, or the entry taken back.
    pub voids: u64,
    /// The reason.
    pub reason: String,
}

/// What was voided holds after all; an action has its last reading again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reinstatement {
    /// The entry that first recorded the action, or the entry that was taken back.
    pub reinstates: u64,
    /// The reason.
    pub reason: String,
}

/// Adds the lines to show for either.
fn show_turn<'a>(verb: &'static str, action: u64, reason: &'a str, shown: &mut Shown<'a>) {
    shown.entry(verb, action);
    shown.line("asset", Saying::AssetOf(action));
    shown.text("reason", reason);
}

impl Kind for Void {
    fn effect(&self) -> Effect<'_> {
        Effect::Turn { action: self.voids, turn: Turn::Voided }
    }

    fn names(&self) -> Names {
        Names { entries: vec![self.voids], ..Names::default() }
    }

    fn event(&self) -> Option<Event> {
        Some(Event::Void { voids: self.voids })
    }

    fn reason(&self) -> Option<&str> {
        Some(&self.reason)
    }

    fn word<'a>(&'a self, worded: &mut Worded<'a>) {
        worded.text(&self.reason);
    }

    fn told(&self) -> String {
        format!("voids entry {}: {}", self.voids, self.reason)
    }

    fn show<'a>(&'a self, shown: &mut Shown<'a>) {
        show_turn("voids", self.voids, &self.reason, shown);
    }
}

impl Coded for Void {
    const TYPES: &'static [&'static str] = &["void/1"];

    fn read(_: &str, fields: &mut Fields<'_>) -> Result<Void, Fault> {
        let voids = fields.needed_number(Key::VOIDS)?;
        Ok(Void { voids, reason: fields.needed_text(Key::REASON)? })
    }

    fn write<W: Write>(&self, to: &mut Writer<'_, W>) -> fmt::Result {
        to.text(Key::REASON, &self.reason)?;
        to.shown(Key::VOIDS, &self.voids)
    }
}

impl Kind for Reinstatement {
    fn effect(&self) -> Effect<'_> {
        Effect::Turn { action: self.reinstates, turn: Turn::Reinstated }
    }

    fn names(&self) -> Names {
        Names { entries: vec![self.reinstates], ..Names::default() }
    }

    fn event(&self) -> Option<Event> {
        Some(Event::Reinstatement { reinstates: self.reinstates })
    }

    fn reason(&self) -> Option<&str> {
        Some(&self.reason)
    }

    fn word<'a>(&'a self, worded: &mut Worded<'a>) {
        worded.text(&self.reason);
    }

    fn told(&self) -> String {
        format!("reinstates entry {}: {}", self.reinstates, self.reason)
    }

    fn show<'a>(&'a self, shown: &mut Shown<'a>) {
        show_turn("reinstates", self.reinstates, &self.reason, shown);
    }
}

impl Coded for Reinstatement {
    const TYPES: &'static [&'static str] = &["reinstatement/1"];

    fn read(_: &str, fields: &mut Fields<'_>) -> Result<Reinstatement, Fault> {
        let reinstates = fields.needed_number(Key::REINSTATES)?;
        Ok(Reinstatement { reinstates, reason: fields.needed_text(Key::REASON)? })
    }

    fn write<W: Write>(&self, to: &mut Writer<'_, W>) -> fmt::Result {
        to.text(Key::REASON, &self.reason)?;
        to.shown(Key::REINSTATES, &self.reinstates)
    }
}
