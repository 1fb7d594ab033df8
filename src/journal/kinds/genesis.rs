//! Entry 1: the ledger begins.

use std::fmt::{self, Write};

use crate::domain::Fault;
use crate::journal::checkpoint;
use crate::journal::codec::key::Key;
use crate::journal::codec::scan::Fields;
use crate::journal::codec::write::Writer;
use crate::journal::digest::Digest;
use crate::journal::names::Names;
use crate::journal::shown::Shown;
use crate::journal::worded::Worded;

use super::kind::{Coded, Effect, Kind};

/// What distinguishes this ledger from all others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Genesis {
    /// 32 random bytes.
    pub ledger: Digest,
    /// Its name in the origin of checkpoints.
    pub name: String,
    /// The program that began it, with its version.
    pub program: String,
}

impl Kind for Genesis {
    fn effect(&self) -> Effect<'_> {
        Effect::Begin
    }

    fn names(&self) -> Names {
        Names::default()
    }

    fn word<'a>(&'a self, worded: &mut Worded<'a>) {
        worded.text(&self.name);
    }

    fn told(&self) -> String {
        format!("a ledger begun by {}", self.program)
    }

    fn show<'a>(&'a self, shown: &mut Shown<'a>) {
        shown.text("records", "a ledger begun");
        shown.text("ledger", self.ledger.to_string());
        shown.text("name", &self.name);
        shown.text("program", &self.program);
    }
}

impl Coded for Genesis {
    const TYPES: &'static [&'static str] = &["genesis/1"];

    fn read(_: &str, fields: &mut Fields<'_>) -> Result<Genesis, Fault> {
        Ok(Genesis {
            ledger: fields.needed_as(Key::LEDGER, Digest::parse)?,
            name: fields.needed_as(Key::NAME, |name| checkpoint::check_name(name).map(|()| name.to_owned()))?,
            program: fields.needed(Key::PROGRAM)?.into_owned(),
        })
    }

    fn write<W: Write>(&self, to: &mut Writer<'_, W>) -> fmt::Result {
        to.shown(Key::LEDGER, &self.ledger)?;
        to.word(Key::NAME, &self.name)?;
        to.text(Key::PROGRAM, &self.program)
    }
}
