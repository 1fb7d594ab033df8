//! What a file seems to contain, before anybody has written a map for it: for people to read, never acted upon.
//!
//! Everything here is an observation about the file. A map is a person's decision.

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
