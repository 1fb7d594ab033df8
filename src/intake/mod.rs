//! Tables of other agencies become drafts: files are read row by row, mapped, and every fault of every row is named.

pub(crate) mod account;
pub(crate) mod amount;
pub(crate) mod cell;
pub(crate) mod check;
pub(crate) mod column;
pub(crate) mod draft;
mod epoch;
pub mod explain;
pub(crate) mod found;
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
pub use map::{Check, Map};
pub use notice::{Notice, NoticeKind, Notices};
pub use table::{Cell, Row};
pub use take::{Cells, Chunk, Intake, Taken, Wanted};
