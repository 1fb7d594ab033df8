//! The packages that the program is built from: their origin, their licences, and those that are banned.
//!
//! `deny.toml` says what is allowed, and cargo-deny checks all of it if installed. What cargo alone can check is
//! checked here too, so that a test run finds it.

use std::ffi::OsString;
use std::fs;
use std::process::Command;

#[test]
fn every_package_comes_from_the_public_index() {
    let lock = file("Cargo.lock");
    assert!(lock.contains("source = "));
    assert_eq!(from_elsewhere(&lock), [""; 0]);
}

#[test]
fn every_package_has_an_allowed_licence() {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let arguments = [
        "tree",
        "--offline",
        "--locked",
        "--all-features",
        "--edges",
        "normal,build,dev",
        "--prefix",
        "none",
        "--format",
        "{p}\t{l}",
    ];
    let output = Command::new(cargo).args(arguments).current_dir(super::package()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8(output.stdout).unwrap();
    assert!(tree.lines().count() > 50, "these are not all:\n{tree}");
    assert_eq!(not_allowed(&tree, &allowed(&file("deny.toml"))), [""; 0]);
}

#[test]
fn no_banned_package_is_used() {
    let denied = denied(&file("deny.toml"));
    assert!(denied.len() > 5, "{denied:?}");
    assert_eq!(present(&denied, &file("Cargo.lock")), [""; 0]);
}

#[test]
fn a_package_from_elsewhere_is_found() {
    let public = "source = \"registry+https://github.com/rust-lang/crates.io-index\"\n";
    assert_eq!(from_elsewhere(public), [""; 0]);
    let other = "source = \"git+https://site.example/crate\"";
    assert_eq!(from_elsewhere(&format!("{public}{other}")), [other]);
}

#[test]
fn a_licence_that_is_not_allowed_is_found() {
    let allowed = allowed("[licenses]\nallow = [\"MIT\", \"Apache-2.0\", \"Unicode-3.0\"]\n");
    let tree = "a v1\tMIT\nb v1\tMIT OR GPL-3.0 (*)\nc v1\tGPL-3.0/Apache-2.0\nd v1\t(MIT OR GPL-3.0) AND Unicode-3.0\n\
                e v1\tGPL-3.0\nf v1\tMIT AND GPL-3.0\ng v1\t(GPL-3.0 OR MIT) AND (GPL-3.0 OR ISC)\nh v1\t\n\
                i v1\tApache-2.0 WITH LLVM-exception\nj v1\tISC AND GPL-3.0 OR MIT\n";
    let found = not_allowed(tree, &allowed);
    assert_eq!(
        found,
        [
            "e v1\tGPL-3.0",
            "f v1\tMIT AND GPL-3.0",
            "g v1\t(GPL-3.0 OR MIT) AND (GPL-3.0 OR ISC)",
            "h v1\t",
            "i v1\tApache-2.0 WITH LLVM-exception"
        ]
    );
}

#[test]
fn a_banned_package_is_found() {
    let denied = denied("deny = [\n    { crate = \"openssl\", reason = \"\" },\n]\n");
    assert_eq!(present(&denied, "name = \"openssl-probe\"\nname = \"serde\"\n"), [""; 0]);
    assert_eq!(present(&denied, "name = \"openssl\"\n"), ["openssl"]);
}

fn file(name: &str) -> String {
    fs::read_to_string(super::package().join(name)).unwrap()
}

/// The sources in a lock file that are not the crates.io index by its public name.
fn from_elsewhere(lock: &str) -> Vec<String> {
    let public = "source = \"registry+https://github.com/rust-lang/crates.io-index\"";
    lock.lines().filter(|line| line.starts_with("source") && *line != public).map(str::to_owned).collect()
}

/// The licences that `deny.toml` allows.
fn allowed(deny: &str) -> Vec<String> {
    let list = deny.split_once("\nallow = [").unwrap().1.split_once(']').unwrap().0;
    list.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The packages that `deny.toml` denies to all; those that it allows to one other are left to cargo-deny.
fn denied(deny: &str) -> Vec<String> {
    let bans = deny
        .split("{ crate = \"")
        .skip(1)
        .filter(|ban| !ban.split('}').next().is_some_and(|ban| ban.contains("wrappers")));
    bans.map(|rest| rest.split('"').next().unwrap_or_default().to_owned()).collect()
}

fn present(denied: &[String], lock: &str) -> Vec<String> {
    denied.iter().filter(|name| lock.lines().any(|line| line == format!("name = \"{name}\""))).cloned().collect()
}

/// The lines of a dependency tree, package and licence, whose licence is not allowed.
fn not_allowed(tree: &str, allowed: &[String]) -> Vec<String> {
    let lines = tree.lines().map(|line| line.strip_suffix(" (*)").unwrap_or(line));
    let refused = lines.filter(|line| {
        let licence = line.split_once('\t').map_or("", |(_, licence)| licence);
        !admits(&licence.replace('/', " OR "), allowed)
    });
    refused.map(str::to_owned).collect()
}

/// Whether these licences alone satisfy a licence expression.
fn admits(expression: &str, allowed: &[String]) -> bool {
    let expression = expression.trim();
    let alternatives = parts(expression, " OR ");
    if alternatives.len() > 1 {
        return alternatives.iter().any(|part| admits(part, allowed));
    }
    let all = parts(expression, " AND ");
    if all.len() > 1 {
        return all.iter().all(|part| admits(part, allowed));
    }
    match expression.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(inner) => admits(inner, allowed),
        None => allowed.iter().any(|licence| licence == expression),
    }
}

/// The parts of an expression between separators outside parentheses.
fn parts<'a>(expression: &'a str, separator: &str) -> Vec<&'a str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, found) in expression.match_indices(separator) {
        let before = &expression[..at];
        if before.matches('(').count() == before.matches(')').count() {
            parts.push(&expression[start..at]);
            start = at + found.len();
        }
    }
    parts.push(&expression[start..]);
    parts
}
