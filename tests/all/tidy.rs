//! The house rules, checked on the sources; and each rule, checked on sources that break it.

mod modules;
mod packages;
mod rules;
mod source;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use source::Source;

#[test]
fn no_file_is_too_long() {
    assert_tidy(&rules::too_long(rust_files()));
}

#[test]
fn no_modules_import_each_other_in_a_circle() {
    assert_tidy(&rules::circular(rust_files()));
}

#[test]
fn every_file_is_declared_by_a_module() {
    assert_tidy(&rules::undeclared(rust_files()));
}

#[test]
fn every_part_imports_only_what_the_table_allows() {
    assert_tidy(&rules::forbidden_imports(rust_files()));
}

#[test]
fn only_the_store_knows_the_database_and_only_the_cli_knows_the_command_line() {
    assert_tidy(&rules::strays(rust_files()));
}

#[test]
fn the_kinds_of_entries_are_listed_only_where_they_are_declared() {
    assert_tidy(&rules::tells_kinds_apart(rust_files()));
}

#[test]
fn nothing_prints_except_through_the_streams_it_was_given() {
    assert_tidy(&rules::prints(rust_files()));
}

#[test]
fn the_clock_and_the_environment_are_read_in_one_place() {
    assert_tidy(&rules::ambient(rust_files()));
}

#[test]
fn no_text_below_the_command_line_names_a_flag_or_a_command() {
    assert_tidy(&rules::spoken(rust_files()));
}

#[test]
fn nothing_unfinished_machine_specific_or_overpromising_is_kept() {
    let complaints: Vec<String> = kept_files()
        .iter()
        .filter(|path| !path.ends_with("Cargo.lock"))
        .flat_map(|path| rules::marks(&relative(path), &String::from_utf8_lossy(&fs::read(path).unwrap())))
        .collect();
    assert_tidy(&complaints);
}

#[test]
fn every_file_begins_with_a_description() {
    assert_tidy(&rules::undocumented(rust_files()));
}

#[test]
fn a_long_file_is_found_and_its_tests_do_not_count() {
    let long = "const A: u8 = 1;\n".repeat(501);
    let tested = format!("{}#[cfg(test)]\nmod tests {{\n{}}}\n", "const A: u8 = 1;\n".repeat(500), long);
    let tests = "const A: u8 = 1;\n".repeat(701);
    let found = rules::too_long(&planted(&[
        ("src/domain/mod.rs", "mod short; mod long; #[cfg(test)] mod tests;"),
        ("src/domain/long.rs", &long),
        ("src/domain/short.rs", &tested),
        ("src/domain/tests.rs", &long),
        ("src/main.rs", &long),
        ("build.rs", &long),
        ("tests/all/laws.rs", &tests),
    ]));
    assert_eq!(
        found,
        [
            "src/domain/long.rs: 501 lines, 500 at most",
            "src/main.rs: 501 lines, 500 at most",
            "build.rs: 501 lines, 500 at most",
            "tests/all/laws.rs: 701 lines, 700 at most"
        ]
    );
}

#[test]
fn a_circle_is_found_and_printed() {
    let found = rules::circular(&planted(&[
        ("src/lib.rs", "pub mod a;"),
        ("src/a/mod.rs", "mod b; mod c; mod d;"),
        ("src/a/b.rs", "use super::{c, d::Thing};\npub(super) fn h() {}"),
        ("src/a/c.rs", "\nfn f() { crate::a::d::g() }"),
        ("src/a/d.rs", "pub struct Thing;\n\n\nfn g() { vec![super::b::h()] }"),
    ]));
    let through_d = "src/a/d.rs:4 imports src/a/b.rs";
    assert_eq!(
        found,
        [
            format!("src/a/b.rs:1 imports src/a/d.rs, {through_d}"),
            format!("src/a/c.rs:2 imports src/a/d.rs, {through_d}, src/a/b.rs:1 imports src/a/c.rs"),
        ]
    );
}

#[test]
fn a_circle_through_a_re_export_is_found() {
    for contents in ["mod b; mod c; pub use b::Thing;", "mod b; mod c; pub(crate) use b::*;"] {
        let found = rules::circular(&planted(&[
            ("src/a/mod.rs", contents),
            ("src/a/b.rs", "use super::c;\npub struct Thing;"),
            ("src/a/c.rs", "use super::Thing as Other;"),
        ]));
        assert_eq!(found, ["src/a/b.rs:1 imports src/a/c.rs, src/a/c.rs:1 imports src/a/b.rs"]);
    }
}

#[test]
fn a_circle_of_a_module_and_its_child_is_found() {
    let found = rules::circular(&planted(&[
        ("src/a.rs", "mod b;\nstruct Options;\nfn f() { b::g() }"),
        ("src/a/b.rs", "use super::Options;"),
    ]));
    assert_eq!(found, ["src/a.rs:3 imports src/a/b.rs, src/a/b.rs:1 imports src/a.rs"]);
}

#[test]
fn a_re_export_used_by_its_own_module_is_an_import() {
    let files = |body: &str| {
        planted(&[
            ("src/a.rs", &format!("mod b;\npub use b::B;\npub struct A;\n{body}")),
            ("src/a/b.rs", "use super::A;\npub struct B;"),
        ])
    };
    assert_eq!(rules::circular(&files("")), [""; 0]);
    assert_eq!(
        rules::circular(&files("fn f(b: B) {}")),
        ["src/a.rs:2 imports src/a/b.rs, src/a/b.rs:1 imports src/a.rs"]
    );
}

#[test]
fn tests_and_words_in_texts_and_comments_are_not_imports() {
    let found = rules::circular(&planted(&[
        ("src/a.rs", "//! See [`super::b`].\n#[cfg(test)] mod tests;\nfn f() { super::b::g() }"),
        (
            "src/b.rs",
            "// super::a::f()\nconst B: &str = \"super::a\";\n#[cfg(test)]\nmod tests { use super::super::a; }",
        ),
        ("src/a/tests.rs", "use super::*; use crate::b;"),
        ("src/c.rs", "mod d; fn f() { d::g() }"),
        ("src/c/d.rs", "pub(in crate::c) fn g() {}\npub(super) struct D;"),
    ]));
    assert_eq!(found, [""; 0]);
}

#[test]
fn a_file_that_no_module_declares_is_found() {
    let found = rules::undeclared(&planted(&[
        ("src/lib.rs", "pub mod a;"),
        ("src/main.rs", "fn main() {}"),
        ("src/a/mod.rs", "mod b;\n#[cfg(test)]\nmod tests;"),
        ("src/a/b.rs", "fn f() {}"),
        ("src/a/b/tests.rs", "#[test] fn f() {}"),
        ("src/a/tests.rs", "#[test] fn f() {}"),
        ("src/c.rs", ""),
    ]));
    assert_eq!(found, ["src/a/b/tests.rs is declared by no module", "src/c.rs is declared by no module"]);
}

#[test]
fn a_forbidden_import_is_found() {
    let found = rules::forbidden_imports(&planted(&[
        ("src/lib.rs", "//! The map.\npub mod domain;\npub mod extra;"),
        ("src/domain/mod.rs", "mod a; pub use a::A;"),
        ("src/domain/a.rs", "pub struct A; fn f() { $crate::store::g() }"),
        ("src/extra.rs", "use crate::domain::A;"),
        ("src/journal/mod.rs", "use crate::{domain::A, store};"),
        ("src/render/mod.rs", "use crate::report::{Document, holdings};"),
        ("src/report/mod.rs", "pub mod document; pub mod holdings; pub use document::Document;"),
        ("src/report/document.rs", "use crate::domain; pub struct Document;"),
        ("src/report/holdings.rs", ""),
        ("src/store/mod.rs", "use crate::domain::{self, A};"),
        ("src/main.rs", "mod cli; use impound::cli; fn main() { impound::store::open() }"),
    ]));
    assert_eq!(
        found,
        [
            "domain::a imports store, line 1",
            "extra is missing from the table of imports",
            "journal imports store, line 1",
            "render imports report::holdings, line 1",
            "src/main.rs:1 uses impound::store::open",
            "src/main.rs declares a module, cli",
        ]
    );
}

#[test]
fn a_library_root_that_does_more_than_declare_is_found() {
    for more in ["pub use domain::Amount;", "fn f() {}", "mod inner { }"] {
        let text = format!("//! The map.\n\npub mod domain;\n{more}\n");
        let found = rules::forbidden_imports(&planted(&[("src/lib.rs", &text), ("src/domain.rs", "")]));
        assert_eq!(found, ["src/lib.rs does more than declare modules"], "{more}");
    }
}

#[test]
fn a_database_or_a_command_line_in_the_wrong_place_is_found() {
    let found = rules::strays(&planted(&[
        ("src/store/sqlite/open.rs", "use rusqlite::Connection;"),
        ("src/store/append.rs", "use rusqlite::Connection;"),
        ("src/storehouse.rs", "use rusqlite::Connection;"),
        ("src/report/grid.rs", "fn f() -> rusqlite::Result<()> {}"),
        ("src/cli/args.rs", "#[derive(clap::Parser)] struct Args;"),
        ("src/main.rs", "#[derive(clap::Parser)] struct Args;"),
    ]));
    assert_eq!(
        found,
        [
            "src/store/append.rs:1 uses rusqlite",
            "src/storehouse.rs:1 uses rusqlite",
            "src/report/grid.rs:1 uses rusqlite",
            "src/main.rs:1 uses clap"
        ]
    );
}

#[test]
fn a_file_that_distinguishes_kinds_of_entries_is_found() {
    let found = rules::tells_kinds_apart(&planted(&[
        ("src/journal/mod.rs", "pub mod kinds; mod fold; mod step;"),
        ("src/journal/kinds/mod.rs", "fn f(body: Body) { match body { Body::Case(_) => {}, Body::Void(_) => {} } }"),
        ("src/journal/fold.rs", "fn f(body: Body) { match body { Body::Case(_) | Body::Void(_) => {}, _ => {} } }"),
        ("src/journal/step.rs", "use super::kinds::Body::{Act, Void};"),
        ("src/store.rs", "use crate::journal::Body::*;"),
        ("src/cli.rs", "fn f(body: &Body) { matches!(body, Body::Void(_)); Body::new(); checkpoint::Body::parse() }"),
        ("src/query.rs", "#[cfg(test)] fn f() { Body::Case; Body::Void }"),
    ]));
    assert_eq!(
        found,
        [
            "src/journal/fold.rs distinguishes kinds of entries: Case, Void",
            "src/journal/step.rs distinguishes kinds of entries: Act, Void",
            "src/store.rs distinguishes kinds of entries: *",
        ]
    );
}

#[test]
fn printing_is_found() {
    let found = rules::prints(&planted(&[
        ("src/cli/mod.rs", "fn f() {\n    println!(\"a\");\n    std::eprint! {\"a\"}\n    writeln!(out, \"a\");\n}"),
        ("src/main.rs", "fn f(print: u8) -> bool { if print != 1 { dbg!(print) } }"),
    ]));
    assert_eq!(
        found,
        ["src/cli/mod.rs:2 calls println!", "src/cli/mod.rs:3 calls eprint!", "src/main.rs:1 calls dbg!"]
    );
}

#[test]
fn reading_a_clock_or_environment_elsewhere_is_found() {
    let found = rules::ambient(&planted(&[
        ("src/cli/context.rs", "use std::env; use std::time::SystemTime;"),
        ("src/store/sqlite/lock.rs", "use std::time::{Instant, SystemTime};"),
        ("src/store/open.rs", "use std::{env, time};\nfn f() { time::Instant::now() }"),
        ("src/journal/mod.rs", "fn f() { jiff::Timestamp::now(); env!(\"CARGO_PKG_VERSION\") }"),
        ("src/report/mod.rs", "#[cfg(test)] fn f() { std::env::temp_dir() }"),
        ("src/main.rs", "fn main() { std::env::args_os(); std::env::var(\"HOME\") }"),
    ]));
    assert_eq!(
        found,
        [
            "src/journal/mod.rs:1 reads Timestamp::now",
            "src/store/open.rs:1 reads std::env",
            "src/store/open.rs:2 reads Instant",
            "src/store/sqlite/lock.rs:1 reads SystemTime",
            "src/main.rs:1 reads std::env::var",
        ]
    );
}

#[test]
fn a_flag_or_a_command_in_a_text_below_the_command_line_is_found() {
    let found = rules::spoken(&planted(&[
        ("src/lib.rs", "pub mod cli; pub mod domain; pub mod store;"),
        ("src/cli/mod.rs", "mod args; fn f() { hint(\"give --ref, or impound init\") }"),
        ("src/cli/args.rs", "enum Command { Init(Init), #[command(hide = true)] VerifyPack(Box<Pack>) }"),
        (
            "src/domain/mod.rs",
            "//! On `--ref`.\n/// See `--ref`.\nfn f() { (\"xn--a\", \"<!-- -->\", \"5,--\", \"impound knows initials\") }",
        ),
        ("src/store/mod.rs", "mod a;\n#[cfg(test)] fn f() { \"--ref\" }\n#[error(\"is --until {0}\")]\nstruct S;"),
        ("src/store/a.rs", "fn f() {\n    \"say impound \\\n     verify-pack\";\n    format!(\"--{flag}\") }"),
    ]));
    assert_eq!(
        found,
        ["src/store/mod.rs:3 names --until", "src/store/a.rs:2 names impound verify-pack", "src/store/a.rs:4 names --",]
    );
}

#[test]
fn marks_of_unfinished_work_machine_paths_and_registries_are_found() {
    let planted = [
        concat!("// TO", "DO: later"),
        concat!("todo", "!()"),
        concat!("cd /wo", "rk/main"),
        concat!("index = https://arti", "factory.example/cargo"),
        concat!("An Immu", "table journal"),
    ];
    for line in planted {
        assert_eq!(rules::marks("a", &format!("\n{line}")).len(), 1, "{line}");
    }
    for line in [concat!("https://site.example/ho", "me/page"), concat!("a frame", "work/b"), "a method of doing"] {
        assert_eq!(rules::marks("a", line), [""; 0]);
    }
}

#[test]
fn a_file_without_a_description_is_found() {
    let files = planted(&[("src/a.rs", "//! What it is."), ("src/b.rs", "/// What it is not.\nstruct B;")]);
    assert_eq!(rules::undocumented(&files), ["src/b.rs"]);
}

fn assert_tidy(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

fn planted(files: &[(&str, &str)]) -> Vec<Source> {
    files.iter().map(|(path, text)| Source::parse(path, text)).collect()
}

/// The Rust files of the package, read once.
fn rust_files() -> &'static [Source] {
    static FILES: LazyLock<Vec<Source>> = LazyLock::new(|| {
        let files = kept_files();
        let rust = files.iter().filter(|path| path.extension().is_some_and(|end| end == "rs"));
        rust.map(|path| Source::parse(&relative(path), &fs::read_to_string(path).unwrap())).collect()
    });
    assert!(FILES.len() > 60, "these are not all");
    &FILES
}

/// The files of the package, except those that `.gitignore` names.
fn kept_files() -> Vec<PathBuf> {
    let ignored = fs::read_to_string(package().join(".gitignore")).unwrap();
    let mut kept = Vec::new();
    let mut open = vec![package().to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let path = entry.path();
            if ignored
                .lines()
                .chain(["/.git"])
                .any(|line| line.trim_end_matches('/') == format!("/{}", relative(&path)))
            {
                continue;
            }
            match entry.file_type().unwrap() {
                kind if kind.is_dir() => open.push(path),
                kind if kind.is_file() => kept.push(path),
                _ => {}
            }
        }
    }
    kept.sort();
    kept
}

/// A path from the package's root, with `/`.
fn relative(path: &Path) -> String {
    path.strip_prefix(package()).unwrap().to_string_lossy().into_owned()
}

fn package() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
