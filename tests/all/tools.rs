//! What some tests need from the machine: a tool, or data outside this repository. A test that lacks it says so and is
//! skipped; `IMPOUND_REQUIRE=strace,ssh-keygen,python3` makes that a failure.

use std::io::Write;
use std::path::PathBuf;

/// The variable that names what must be present.
const REQUIRE: &str = "IMPOUND_REQUIRE";

/// Whether a tool is on the search path; if not, reports the test as skipped.
#[track_caller]
pub fn at_hand(tool: &str, test: &str) -> bool {
    let search = std::env::var_os("PATH").unwrap_or_default();
    let is_there = std::env::split_paths(&search).any(|directory| directory.join(tool).is_file());
    if !is_there {
        left_out(tool, test, "it is not installed");
    }
    is_there
}

/// Whether Python can import a package; if not, reports the test as skipped.
#[track_caller]
pub fn importable(package: &str, test: &str) -> bool {
    let import = format!("import {package}");
    let ended =
        std::process::Command::new("python3").args(["-c", &import]).stderr(std::process::Stdio::null()).status();
    let is_there = ended.is_ok_and(|status| status.success());
    if !is_there {
        left_out(package, test, "Python cannot import it");
    }
    is_there
}

/// A data file outside this repository; if it is missing, reports the test as skipped.
#[track_caller]
pub fn shared(name: &str, test: &str) -> Option<PathBuf> {
    let package = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let found = package.ancestors().map(|folder| folder.join("shared/data").join(name)).find(|path| path.exists());
    if found.is_none() {
        left_out("shared", test, &format!("{name} is not here"));
    }
    found
}

/// Reports, bypassing output capture, that all or part of a test is skipped for lack of something.
///
/// # Panics
/// That is required.
#[track_caller]
pub fn left_out(what: &str, test: &str, why: &str) {
    let required = std::env::var(REQUIRE).unwrap_or_default();
    assert!(!is_required(what, &required), "{test}: {what} is required ({REQUIRE}), and cannot be used: {why}");
    let _: std::io::Result<()> = writeln!(std::io::stderr(), "left out: {test}: {what} cannot be used: {why}");
}

fn is_required(what: &str, required: &str) -> bool {
    required.split(',').any(|named| named.trim() == what)
}

#[test]
fn only_what_is_named_is_required() {
    for (required, is) in [("", false), ("strace", true), ("python3, strace", true), ("strace2", false)] {
        assert_eq!(is_required("strace", required), is, "{required}");
    }
    // A missing required tool is reported at once, whichever tests run.
    for tool in ["strace", "ssh-keygen", "python3"] {
        at_hand(tool, "all tests that need it");
    }
}
