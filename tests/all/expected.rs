//! Files that hold what the program prints. They are written anew only when asked to, `UPDATE_EXPECTED=1 cargo test NAME`, so
//! that a person reads the difference; on a machine that only checks (`CI` is set) they never are.

use std::ffi::OsString;
use std::path::Path;

/// The variable that asks for it.
pub const UPDATE: &str = "UPDATE_EXPECTED";

/// Whether expected files are to be written anew.
///
/// # Panics
/// They are to be, on a machine that only checks.
pub fn is_written_anew() -> bool {
    asked(std::env::var_os(UPDATE), std::env::var_os("CI"))
}

fn asked(update: Option<OsString>, checks: Option<OsString>) -> bool {
    assert!(
        update.is_none() || checks.is_none(),
        "{UPDATE} is refused where CI is set: expected files are only checked there"
    );
    update.is_some()
}

/// Holds a text against the file that shows it, or writes the file.
///
/// # Panics
/// The file shows something else.
#[track_caller]
pub fn holds(file: &Path, text: &str) {
    if is_written_anew() {
        std::fs::write(file, text).unwrap();
    }
    let shown = std::fs::read_to_string(file).unwrap_or_default();
    assert_eq!(text, shown, "{}: if the new text is right, {UPDATE}=1 cargo test writes it", file.display());
}

#[test]
fn expected_files_are_written_only_when_asked_to_and_never_where_they_are_only_checked() {
    let set = || Some(OsString::from("1"));
    assert!(!asked(None, None));
    assert!(!asked(None, set()));
    assert!(asked(set(), None));
    assert!(std::panic::catch_unwind(|| asked(set(), set())).is_err());
}
