//! Tables of other agencies become drafts: files are read row by row, mapped, and every fault of every row is named.

pub mod account;
pub mod amount;
pub mod cell;
pub mod check;
pub mod column;
pub mod draft;
mod epoch;
pub mod explain;
pub mod found;
pub mod map;
pub mod mapped;
pub mod notice;
pub mod origin;
pub mod own;
mod rates;
pub mod read;
pub mod table;
pub mod take;

pub use account::Account;
pub use column::Column;
pub use found::{Found, Place};
pub use map::Map;
pub use notice::{Notice, NoticeKind, Notices};
pub use table::{Cell, Row};
pub use take::{Cells, Chunk, Intake, Taken, Wanted};
