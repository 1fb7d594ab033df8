//! What a file seems to hold, before anybody has written a map for it: to be looked at, and never acted upon.
//!
//! Everything said here is an observation of what stands in the file. A map is what a person makes of it.

mod column;
mod first_map;
mod header;
mod look;
mod names;
mod profile;
mod same_days;
mod survey;
mod told;

pub use column::{Explained, Seen};
pub use first_map::first_map;
pub use profile::Profile;
pub use survey::{Explanation, Oddity, Sheet, explain};
pub use told::told;
