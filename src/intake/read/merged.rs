//! Regions of merged cells.

use super::desk::AGAIN;
use crate::domain::Fault;

/// The most merged regions that may cover one row.
pub(crate) const MOST_MERGED: usize = 1000;

/// The most merged regions in a sheet.
const MOST_REGIONS: usize = 1_000_000;

/// Cells shown as one; rows and columns count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Region {
    pub(super) top: u64,
    pub(super) left: usize,
    pub(super) bottom: u64,
    pub(super) right: usize,
}

/// The merged regions of a sheet, queried in row order.
#[derive(Debug, Default)]
pub(super) struct Merged {
    /// Regions that begin below the current row, lowest first.
    below: Vec<Region>,
    /// Regions that contain the current row.
    here: Vec<Region>,
    row: u64,
}

impl Merged {
    /// The regions in their order.
    ///
    /// # Errors
    /// There are more than allowed.
    pub(super) fn new(mut below: Vec<Region>) -> Result<Merged, Fault> {
        if below.len() > MOST_REGIONS {
            return Err(Fault::new(format!("the sheet has more than {MOST_REGIONS} merged regions")).hint(AGAIN));
        }
        below.sort_by_key(|region| std::cmp::Reverse(region.top));
        Ok(Merged { below, here: Vec::new(), row: 0 })
    }

    /// Adds a region that begins in the current row.
    pub(super) fn add(&mut self, region: Region) {
        self.here.push(region);
    }

    /// Moves to a row and returns how many of its cells are merged with cells above them.
    ///
    /// # Errors
    /// More regions cover it than allowed.
    pub(super) fn row(&mut self, row: u64) -> Result<u64, Fault> {
        self.row = row;
        self.here.retain(|region| region.bottom >= row);
        while let Some(region) = self.below.pop_if(|region| region.top <= row) {
            if region.bottom >= row {
                self.here.push(region);
            }
        }
        if self.here.len() > MOST_MERGED {
            return Err(Fault::new(format!("more than {MOST_MERGED} merged regions cover the row")).hint(AGAIN));
        }
        let hanging = self.here.iter().filter(|region| region.top < row);
        Ok(hanging.map(|region| region.right.saturating_sub(region.left) as u64 + 1).sum())
    }

    /// Whether a cell of the row is hidden under another that it is merged with.
    pub(super) fn covers(&self, column: usize) -> bool {
        self.here.iter().any(|region| {
            (region.left..=region.right).contains(&column) && (region.top, region.left) != (self.row, column)
        })
    }
}
