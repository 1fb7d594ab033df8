//! Reads publishers' files of exchange rates. Every fault of a file is reported, up to a maximum.
//!
//! ```
//! use impound::intake::exchange::{Asked, read};
//!
//! let directory = tempfile::tempdir()?;
//! let path = directory.path().join("eurofxref.csv");
//! std::fs::write(&path, "Date,USD,JPY,\n2024-06-28,1.0705,171.94,\n2024-06-27,1.0696,N/A,\n")?;
//! let file = read(&path, &Asked::default()).map_err(|mut refused| refused.faults.remove(0))?;
//! assert_eq!((file.format.name(), file.base.code(), file.quotes.len()), ("ecb", "EUR", 3));
//! assert_eq!(file.quotes[0].to_string(), "2024-06-28,JPY,171.94");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod ecb;
mod file;
mod format;
mod gather;
mod header;
mod monthly;
mod sdmx;
mod table;
mod treasury;

pub use file::{Asked, Place, RatesFile, read};
pub use format::RateFormat;
pub use gather::Refused;
