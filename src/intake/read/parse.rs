//! Parses spreadsheets of either kind: what they are, and the rows of their sheets.

use std::sync::Arc;

use super::archive;
use super::desk::{Desk, Taker};
use super::parts::Parts;
use super::told::Format;
use super::{ods, xlsx};
use crate::domain::Fault;

/// The kind of a spreadsheet, the names of its sheets, and whether each is hidden.
pub(super) type Survey = (Format, Vec<(String, bool)>);

/// Surveys a spreadsheet.
///
/// # Errors
/// It cannot be read, exceeds the bounds, or has no sheet.
pub(super) fn survey(bytes: Arc<[u8]>) -> Result<Survey, Fault> {
    let format = archive::inspect(&bytes)?;
    let parts = Parts::new(bytes)?;
    let sheets = match format {
        Format::Ods => ods::sheets(parts)?,
        _ => xlsx::sheets(parts)?.into_iter().map(|sheet| (sheet.name, sheet.is_hidden)).collect(),
    };
    match sheets.is_empty() {
        true => Err(Fault::new("it has no sheet with cells")),
        false => Ok((format, sheets)),
    }
}

/// Reads a sheet, counted from 0, and passes on everything in it.
pub(super) fn rows(bytes: Arc<[u8]>, format: Format, sheet: usize, name: &str, take: &mut Taker<'_>) {
    let mut desk = Desk::new(name, take);
    let read = Parts::new(bytes).map_err(Into::into).and_then(|parts| match format {
        Format::Ods => ods::read(parts, sheet, &mut desk),
        _ => xlsx::read(parts, sheet, &mut desk),
    });
    desk.close(read);
}
