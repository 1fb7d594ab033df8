//! Personal data of an action, or the map of an import, are erased, restricted, or may be shown again.

use std::fmt::{self, Write};

use crate::domain::Fault;
use crate::journal::codec::json;
use crate::journal::codec::key::Key;
use crate::journal::codec::scan::Fields;
use crate::journal::codec::write::Writer;
use crate::journal::digest::Digest;
use crate::journal::names::Names;
use crate::journal::shown::{Saying, Shown};
use crate::journal::withholding::Handling;
use crate::journal::worded::Worded;

use super::kind::{Coded, Effect, Fact, Kind};

/// Personal data of an action, or the maps of an imported file, are erased, restricted, or may be shown again. The
/// entry holds only the commitments, not the data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withholding {
    /// How the data are handled from now on.
    pub handling: Handling,
    /// The entry that first recorded the action, or added the source, that the data belong to.
    pub of: u64,
    /// The commitments to the data, ascending, each once.
    pub commitments: Vec<Digest>,
    /// The reason.
    pub reason: String,
    /// The authority; required for an erasure.
    pub authority: Option<String>,
}

impl Kind for Withholding {
    fn effect(&self) -> Effect<'_> {
        Effect::Withhold { of: self.of, handling: self.handling, commitments: &self.commitments }
    }

    fn names(&self) -> Names {
        Names { entries: vec![self.of], commitments: self.commitments.clone(), ..Names::default() }
    }

    fn facts(&self) -> Vec<Fact> {
        self.commitments.iter().map(|commitment| Fact::Handled(*commitment, self.handling)).collect()
    }

    fn reason(&self) -> Option<&str> {
        Some(&self.reason)
    }

    fn word<'a>(&'a self, worded: &mut Worded<'a>) {
        worded.text(&self.reason);
        worded.text_if(self.authority.as_deref());
    }

    fn told(&self) -> String {
        let Withholding { handling, of, reason, .. } = self;
        let verb = handling.verb();
        format!("{verb} personal data of entry {of}: {} data, {reason}", self.commitments.len())
    }

    fn show<'a>(&'a self, shown: &mut Shown<'a>) {
        let (count, of) = (self.commitments.len(), self.of);
        shown.text(self.handling.verb(), format!("{count} personal data of entry {of}"));
        shown.line("asset", Saying::AssetOf(of));
        shown.text("reason", &self.reason);
        shown.text_if("authority", self.authority.as_deref());
        let commitments = self.commitments.iter().map(|commitment| commitment.to_string().into());
        shown.line("commitments", Saying::Texts(commitments.collect()));
    }
}

const ERASURE: &str = "erasure/1";
const RESTRICTION: &str = "restriction/1";
const UNRESTRICTION: &str = "unrestriction/1";

impl Coded for Withholding {
    const TYPES: &'static [&'static str] = &[ERASURE, RESTRICTION, UNRESTRICTION];

    fn of_type(&self) -> &'static str {
        match self.handling {
            Handling::Erased => ERASURE,
            Handling::Restricted => RESTRICTION,
            Handling::Unrestricted => UNRESTRICTION,
        }
    }

    fn read(of_type: &str, fields: &mut Fields<'_>) -> Result<Withholding, Fault> {
        let (handling, key, authority) = match of_type {
            // Nobody may erase evidence on their own authority.
            ERASURE => (Handling::Erased, Key::ERASES, Some(fields.needed_text(Key::AUTHORITY)?)),
            RESTRICTION => (Handling::Restricted, Key::RESTRICTS, fields.free_text(Key::AUTHORITY)?),
            _ => (Handling::Unrestricted, Key::UNRESTRICTS, fields.free_text(Key::AUTHORITY)?),
        };
        let commitments: Vec<Digest> =
            fields.list(Key::COMMITMENTS).iter().map(|text| Digest::parse(text)).collect::<Result<_, _>>()?;
        if commitments.is_empty() || !commitments.is_sorted_by(|one, next| one < next) {
            return Err(Fault::new("the entry does not name commitments in ascending order, each once"));
        }
        let of = fields.needed_number(key)?;
        Ok(Withholding { handling, of, commitments, reason: fields.needed_text(Key::REASON)?, authority })
    }

    fn write<W: Write>(&self, to: &mut Writer<'_, W>) -> fmt::Result {
        let of = |handling| (self.handling == handling).then_some(&self.of);
        to.text_if(Key::AUTHORITY, self.authority.as_deref())?;
        to.list(Key::COMMITMENTS, &self.commitments, |out, commitment| json::shown(out, commitment))?;
        to.shown_if(Key::ERASES, of(Handling::Erased))?;
        to.text(Key::REASON, &self.reason)?;
        to.shown_if(Key::RESTRICTS, of(Handling::Restricted))?;
        to.shown_if(Key::UNRESTRICTS, of(Handling::Unrestricted))
    }
}
