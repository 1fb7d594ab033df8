//! Checks that links within the package lead to an existing file, and to a heading in it.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use regex::Regex;

use super::{package, pages, pages_in, read};

/// The lines of a page that are not code.
pub(super) fn prose(page: &str) -> Vec<&str> {
    let mut is_code = false;
    let is_prose = |line: &&str| {
        let is_fence = line.starts_with("```");
        is_code ^= is_fence;
        !is_code && !is_fence
    };
    page.lines().filter(is_prose).collect()
}

/// The anchors of a page's headings, as GitHub generates them.
fn anchors(page: &str) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let headings = prose(page).into_iter().filter(|line| line.starts_with('#'));
    let anchor = |heading: &str| {
        let text = heading.trim_start_matches('#').trim().to_lowercase();
        let kept = text.chars().filter(|c| c.is_alphanumeric() || ['-', '_', ' '].contains(c));
        let name: String = kept.map(|c| if c == ' ' { '-' } else { c }).collect();
        let times = seen.entry(name.clone()).or_default();
        *times += 1;
        if *times == 1 { name } else { format!("{name}-{}", *times - 1) }
    };
    headings.map(anchor).collect()
}

/// The targets of a page's links within the package.
fn links(page: &str) -> Vec<String> {
    let code = Regex::new("`[^`]*`").unwrap();
    let link = Regex::new(r#"\]\(([^)\s]+)\)|(?:src|srcset|href)="([^"]+)""#).unwrap();
    let text = code.replace_all(&prose(page).join("\n"), "code").into_owned();
    let targets = link.captures_iter(&text).filter_map(|found| found.get(1).or(found.get(2)));
    targets.map(|found| found.as_str().to_owned()).filter(|target| !target.contains(':')).collect()
}

/// A path without `.` and `..`; `None` if it leaves the package.
fn plain(path: &Path) -> Option<PathBuf> {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => plain.pop().then_some(())?,
            part => plain.push(part),
        }
    }
    plain.starts_with(package()).then_some(plain)
}

/// What is wrong with a link of a page.
fn fault(page: &str, link: &str) -> Option<String> {
    let (file, anchor) = link.split_once('#').map_or((link, None), |(file, anchor)| (file, Some(anchor)));
    let from = package().join(page);
    let target = if file.is_empty() { Some(from) } else { plain(&from.parent().unwrap().join(file)) };
    let Some(target) = target.filter(|target| target.exists()) else {
        return Some(format!("{page}: {link} leads nowhere"));
    };
    let anchor = anchor?;
    let is_there =
        target.is_file() && anchors(&std::fs::read_to_string(target).unwrap()).iter().any(|one| one == anchor);
    (!is_there).then(|| format!("{page}: {link} leads to no heading"))
}

#[test]
fn every_link_leads_somewhere() {
    let others = ["tests/README.md", "tests/fuzz/README.md", "src/phrase/lexicon/README.md", "CHANGELOG.md"];
    let pages = pages().into_iter().chain(others.map(str::to_owned)).chain(pages_in("examples"));
    let faults: Vec<String> =
        pages.flat_map(|page| links(&read(&page)).into_iter().filter_map(move |link| fault(&page, &link))).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_page_is_reachable_from_the_first() {
    let linked: Vec<PathBuf> = links(&read("docs/README.md"))
        .iter()
        .filter_map(|link| plain(&package().join("docs").join(link.split('#').next().unwrap())))
        .collect();
    for page in pages_in("docs").iter().filter(|page| *page != "docs/README.md") {
        assert!(linked.contains(&package().join(page)), "docs/README.md does not link {page}");
    }
}

#[test]
fn a_broken_link_is_found() {
    assert_eq!(links("[a](b.md#c) `[d](e)` [f](https://g.org)\n```text\n[h](i)\n```\n"), ["b.md#c"]);
    assert_eq!(anchors("# A `b`, c\n```text\n# d\n```\n## E–f\n## E–f\n"), ["a-b-c", "ef", "ef-1"]);
    assert!(fault("README.md", "nowhere.md").is_some());
    assert!(fault("README.md", "../elsewhere.md").is_some());
    assert!(fault("README.md", "#no-such-heading").is_some());
    assert!(fault("README.md", "Cargo.toml").is_none());
}
