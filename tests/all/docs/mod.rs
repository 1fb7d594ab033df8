//! README and `docs/`: their console blocks run, their links work, and everything that can be generated from the
//! program is.

mod blocks;
mod columns;
mod commands;
mod links;
mod page;
mod picture;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::expected;

/// The folder of the package.
fn package() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every page in a folder and below it, as paths from the package's root.
fn pages_in(folder: &str) -> Vec<String> {
    let mut pages = Vec::new();
    let mut open: Vec<PathBuf> = vec![package().join(folder)];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|ending| ending == "md") {
                pages.push(path.strip_prefix(package()).unwrap().to_str().unwrap().to_owned());
            }
        }
    }
    pages.sort();
    pages
}

/// The pages for readers: README, CONTRIBUTING, and all of `docs/`.
fn pages() -> Vec<String> {
    ["README.md", "CONTRIBUTING.md"].map(str::to_owned).into_iter().chain(pages_in("docs")).collect()
}

fn read(page: &str) -> String {
    std::fs::read_to_string(package().join(page)).unwrap_or_else(|error| panic!("{page}: {error}"))
}

/// Locks the pages while one is updated: a page may contain both console output and a generated table.
fn alone() -> Option<MutexGuard<'static, ()>> {
    static PAGES: Mutex<()> = Mutex::new(());
    expected::is_written_anew().then(|| PAGES.lock().unwrap_or_else(PoisonError::into_inner))
}

#[test]
fn figures_of_speed_and_size_are_on_one_page() {
    let figure = regex::Regex::new(r"\b\d[\d.,]*\s?(µs|ms|s|min|MB|GB)\b").unwrap();
    let elsewhere = pages().into_iter().filter(|page| page != "docs/figures.md").flat_map(|page| {
        let lines = links::prose(&read(&page)).into_iter().map(str::to_owned).collect::<Vec<String>>();
        lines
            .into_iter()
            .filter(|line| figure.is_match(line))
            .map(move |line| format!("{page}: {line}"))
            .collect::<Vec<_>>()
    });
    let elsewhere: Vec<String> = elsewhere.collect();
    assert!(elsewhere.is_empty(), "docs/figures.md is the place of\n{}", elsewhere.join("\n"));
    assert!(read("docs/figures.md").lines().filter(|line| figure.is_match(line)).count() > 10);
}

#[test]
fn the_readme_is_short() {
    let lines = read("README.md").lines().count();
    assert!(lines <= 150, "README.md has {lines} lines, 150 at most");
}
