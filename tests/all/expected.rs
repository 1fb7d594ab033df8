//! Files with the program's expected output. They are rewritten only on request, with `UPDATE_EXPECTED=1 cargo test
//! NAME`, so that a person reads the difference, and never on a machine that only checks (where `CI` is set).

use std::ffi::OsString;
use std::path::Path;

/// The variable that requests rewriting.
pub const UPDATE: &str = "UPDATE_EXPECTED";

/// Whether to rewrite expected files.
///
/// # Panics
/// Rewriting is requested on a machine that only checks.
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

/// Compares a text with its expected file, or rewrites the file.
///
/// # Panics
/// The file differs.
#[track_caller]
pub fn holds(file: &Path, text: &str) {
    if is_written_anew() {
        std::fs::write(file, text).unwrap();
    }
    let shown = std::fs::read_to_string(file).unwrap_or_default();
    assert_eq!(text, shown, "{}: if the new text is right, {UPDATE}=1 cargo test writes it", file.display());
}

#[test]
fn expected_files_are_rewritten_only_on_request_and_never_on_a_machine_that_only_checks() {
    let set = || Some(OsString::from("1"));
    assert!(!asked(None, None));
    assert!(!asked(None, set()));
    assert!(asked(set(), None));
    assert!(std::panic::catch_unwind(|| asked(set(), set())).is_err());
}
