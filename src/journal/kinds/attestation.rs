//! Somebody inspected an asset and says what was there. This is not an action and changes no amount.

use std::fmt::{self, Write};

use crate::domain::{Amount, AssetRef, Date, Fault, Moment, SourceCitation};
use crate::journal::codec::json;
use crate::journal::codec::key::Key;
use crate::journal::codec::read::whole_number;
use crate::journal::codec::scan::Fields;
use crate::journal::codec::write::Writer;
use crate::journal::names::Names;
use crate::journal::particular::Particular;
use crate::journal::shown::Shown;
use crate::journal::target::Handle;
use crate::journal::worded::Worded;

use super::event::{named, read_sources, show_sources};
use super::kind::{Coded, Effect, Kind};

/// An inspection of an asset: what was there, on which day or at which instant, and how that was established.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attestation {
    /// The asset.
    pub asset: AssetRef,
    /// What was there.
    pub amount: Amount,
    /// When it was inspected.
    pub at: Moment,
    /// How: a balance was requested, a vault was counted.
    pub how: String,
    /// The block inspected, for assets on a chain.
    pub at_block: Option<u64>,
    /// The sources, at least one.
    pub sources: Vec<SourceCitation>,
}

impl Attestation {
    /// The block, if known: ` (block 850000)`.
    fn block(&self) -> String {
        self.at_block.map_or(String::new(), |block| format!(" (block {block})"))
    }
}

impl Kind for Attestation {
    fn effect(&self) -> Effect<'_> {
        Effect::OfCase { case: self.asset.case(), sources: &self.sources, asset: Some(&self.asset) }
    }

    fn names(&self) -> Names {
        Names { assets: vec![Handle::Asset(self.asset.clone())], ..named(self.asset.case(), &self.sources) }
    }

    fn word<'a>(&'a self, worded: &mut Worded<'a>) {
        worded.text(&self.how);
        worded.date = Date::parse(&self.at.day().to_string()).ok();
    }

    fn told(&self) -> String {
        format!("attested of {} on {}: {}, by {}{}", self.asset, self.at, self.amount, self.how, self.block())
    }

    fn show<'a>(&'a self, shown: &mut Shown<'a>) {
        shown.text("records", "an attestation");
        shown.text("asset", self.asset.to_string());
        shown.text("amount", self.amount.to_string());
        shown.text("date", self.at.text());
        shown.text("how", &self.how);
        shown.text_if("at block", self.at_block.map(|block| block.to_string()));
        show_sources(&self.sources, shown);
    }
}

impl Coded for Attestation {
    const TYPES: &'static [&'static str] = &["attestation/1"];

    fn read(_: &str, fields: &mut Fields<'_>) -> Result<Attestation, Fault> {
        Ok(Attestation {
            asset: fields.needed_as(Key::ASSET, AssetRef::parse)?,
            amount: fields.needed_as(Key::of(Particular::Amount), Amount::recorded)?,
            at: fields.needed_as(Key::DATE, Moment::parse)?,
            how: fields.needed_text(Key::of(Particular::How))?,
            at_block: fields.parsed(Key::AT_BLOCK, whole_number)?,
            sources: read_sources(fields)?,
        })
    }

    fn write<W: Write>(&self, to: &mut Writer<'_, W>) -> fmt::Result {
        to.shown(Key::of(Particular::Amount), &self.amount)?;
        to.shown(Key::ASSET, &self.asset)?;
        to.shown_if(Key::AT_BLOCK, self.at_block.as_ref())?;
        to.word(Key::DATE, self.at.text())?;
        to.text(Key::of(Particular::How), &self.how)?;
        to.list(Key::SOURCES, &self.sources, |out, source| json::shown(out, source))
    }
}
