//! Turns tables of other agencies into drafts: reads files row by row, maps them, and names every fault of every row.
//!
//! ```
//! use impound::domain::Action;
//! use impound::intake::read::{Opened, Told};
//! use impound::intake::{Cells, Intake, Map, Wanted};
//!
//! let map = Map::parse(
//!     r#"
//!     [columns]
//!     case = { constant = "coco" }
//!     action = { constant = "seize" }
//!     date = { from = "Day", formats = "%d.%m.%Y" }
//!     jurisdictions = { constant = "DE" }
//!     kind = { constant = "cash" }
//!     amount = { from = "Sum", decimal = "," }
//!     currency = { constant = "EUR" }
//!     "#,
//! )?;
//! assert!(map.wrong.is_empty());
//! let directory = tempfile::tempdir()?;
//! let path = directory.path().join("seizures.csv");
//! std::fs::write(&path, "Day;Sum\n28.06.2024;1200,50\n31.06.2024;7\n")?;
//!
//! let opened = Opened::open(&path, &Told::default())?;
//! let intake = Intake::new(&opened, "seizures.csv", Some(&map), Cells::Dropped)?;
//! let mut rows = Vec::new();
//! intake.take(&mut |chunk| {
//!     rows.extend(chunk.rows);
//!     Wanted::More
//! })?;
//! let drafts = rows[0].drafts.as_ref().unwrap();
//! assert_eq!(drafts[0].draft.action, Action::Seize);
//! assert!(rows[1].drafts.is_err()); // June has 30 days
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub(crate) mod account;
pub(crate) mod amount;
pub(crate) mod cell;
pub(crate) mod check;
pub(crate) mod column;
pub(crate) mod draft;
mod epoch;
pub mod exchange;
pub mod explain;
pub(crate) mod found;
mod list;
pub(crate) mod map;
pub(crate) mod mapped;
pub(crate) mod notice;
pub(crate) mod origin;
pub(crate) mod own;
mod rates;
pub mod read;
pub(crate) mod table;
pub(crate) mod take;

pub use account::Account;
pub use column::Column;
pub use draft::{Drafted, Pending};
pub use found::{Found, Place};
pub use list::Listing;
pub use map::{Check, Map};
pub use notice::{Notice, NoticeKind, Notices};
pub use table::{Cell, Row};
pub use take::{Cells, Chunk, Intake, Taken, Wanted};
