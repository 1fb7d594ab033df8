//! Runs the console blocks of each page in order, each page in its own folder with its own ledger; their output must
//! be what the page shows. `UPDATE_EXPECTED=1 cargo test docs` updates the pages.

use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::page::{self, Piece};
use super::{alone, package, pages, read};
use crate::expected::{UPDATE, is_written_anew};
use crate::tools;

/// Within a displayed line: any text. As a whole line: any lines.
const ANYTHING: &str = "…";

/// What changes from run to run, with the context that does not: digests, times, and the login name.
static PASSING: LazyLock<Regex> = LazyLock::new(|| {
    let passing = [
        r"()\b(?:[0-9a-f]{64}|[0-9a-f]{32}|[0-9a-f]{16})\b()",
        r"(extra )[0-9A-Za-z+/]+=*()",
        r"()\b[0-9A-Za-z+/]{43}=()",
        r"(SHA256:)[0-9A-Za-z+/]{43}()",
        r"()\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z()",
        r"(\[erased )[0-9-]{10}(\])",
        r"(ada \(logged in as )[^)]*(\))",
        r#"("login":")[^"]*(")"#,
    ];
    Regex::new(&passing.join("|")).unwrap()
});

/// A line without its variable parts.
fn without_passing(line: &str) -> String {
    let shown = |found: &Captures| {
        let mut around = found.iter().skip(1).flatten().map(|part| part.as_str());
        let (before, behind) = (around.next().unwrap_or_default(), around.next().unwrap_or_default());
        // A figure with many decimals has as many digits as a digest.
        let is_figure = found[0].bytes().all(|byte| byte.is_ascii_digit());
        if is_figure { found[0].to_owned() } else { format!("{before}{ANYTHING}{behind}") }
    };
    PASSING.replace_all(line, shown).into_owned()
}

/// Whether a line matches the one shown.
fn is_as_shown(line: &str, shown: &str) -> bool {
    let mut parts = shown.split(ANYTHING);
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = line.strip_prefix(first) else { return false };
    let mut parts: Vec<&str> = parts.collect();
    let Some(last) = parts.pop() else { return rest.is_empty() };
    for part in parts {
        match rest.split_once(part) {
            Some((_, behind)) => rest = behind,
            None => return false,
        }
    }
    rest.ends_with(last)
}

/// Whether lines match those shown.
fn are_as_shown(lines: &[String], shown: &[String]) -> bool {
    match (lines, shown) {
        (lines, [any, rest @ ..]) if any == ANYTHING => (0..=lines.len()).any(|at| are_as_shown(&lines[at..], rest)),
        ([line, lines @ ..], [first, rest @ ..]) => is_as_shown(line, first) && are_as_shown(lines, rest),
        (lines, shown) => lines.is_empty() && shown.is_empty(),
    }
}

/// What a page should show for some lines: those that match stay as shown, the others lose their variable parts.
fn to_show(lines: Vec<String>, shown: &[String]) -> Vec<String> {
    if are_as_shown(&lines, shown) {
        return shown.to_vec();
    }
    let kept = |line: &String| shown.iter().find(|shown| *shown != ANYTHING && is_as_shown(line, shown)).cloned();
    let mut anew: Vec<String> = lines.iter().map(|line| kept(line).unwrap_or_else(|| without_passing(line))).collect();
    // If lines were omitted, as many stay before and after the omission.
    if let Some(before) = shown.iter().position(|line| line == ANYTHING) {
        let behind = shown.len() - before - 1;
        if anew.len() > before + behind {
            anew.splice(before..anew.len() - behind, [ANYTHING.to_owned()]);
        }
    }
    anew
}

/// Runs a command as a reader would, and returns all its output.
fn run(command: &str, desk: &Path) -> Vec<String> {
    let program = Path::new(env!("CARGO_BIN_EXE_impound")).parent().unwrap();
    let search = std::env::var_os("PATH").unwrap_or_default();
    let search = std::env::join_paths([program.to_owned()].into_iter().chain(std::env::split_paths(&search))).unwrap();
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("exec 2>&1; {command}")]).current_dir(desk).env_clear();
    shell
        .envs([("HOME", desk), ("IMPOUND_RECORDED_BY", Path::new("ada")), ("TZ", Path::new("UTC"))])
        .env("PATH", search);
    let ended = shell.stdin(std::process::Stdio::null()).output().unwrap();
    let printed = String::from_utf8(ended.stdout).unwrap().replace(desk.to_str().unwrap(), ANYTHING);
    printed.lines().map(|line| line.trim_end().to_owned()).collect()
}

/// Runs a page. The result equals the page if it already shows the output of its commands.
fn run_page(name: &str, pieces: &[Piece]) -> Vec<Piece> {
    let memory = Path::new("/dev/shm");
    let desk = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.unwrap();
    // As in a checkout.
    std::os::unix::fs::symlink(package().join("examples"), desk.path().join("examples")).unwrap();
    let mut ran = pieces.to_vec();
    for piece in &mut ran {
        match piece {
            Piece::Text(_) => {}
            Piece::File { name: file, text } => {
                assert!(!file.contains('/'), "{name}: {file}");
                std::fs::write(desk.path().join(file), text).unwrap();
            }
            Piece::Command { written, shown } => *shown = to_show(run(&page::typed(written), desk.path()), shown),
        }
    }
    ran
}

/// Whether this machine has everything that a page's commands need.
fn can_run(name: &str, pieces: &[Piece]) -> bool {
    let needs = |tool: &str| {
        pieces
            .iter()
            .any(|piece| matches!(piece, Piece::Command { written, .. } if page::typed(written).contains(tool)))
    };
    ["ssh-keygen", "python3"].into_iter().filter(|tool| needs(tool)).all(|tool| tools::at_hand(tool, name))
}

/// Runs a page, and returns where it shows something else.
fn check(name: &str) -> Option<String> {
    let _alone = alone();
    let shown = read(name);
    let pieces = page::cut(name, &shown);
    let is_run = pieces.iter().any(|piece| matches!(piece, Piece::Command { .. }));
    if !is_run || !can_run(name, &pieces) {
        return None;
    }
    let anew = page::join(&run_page(name, &pieces));
    if is_written_anew() && anew != shown {
        std::fs::write(package().join(name), &anew).unwrap();
        return None;
    }
    let differs = anew.lines().zip(shown.lines()).position(|(anew, shown)| anew != shown);
    let at = differs.unwrap_or_else(|| anew.lines().count().min(shown.lines().count()));
    let around = |page: &str| page.lines().skip(at.saturating_sub(3)).take(12).collect::<Vec<_>>().join("\n");
    (anew != shown).then(|| {
        format!("{name}:{} shows\n{}\nand it is\n{}\n({UPDATE}=1 writes it)\n", at + 1, around(&shown), around(&anew))
    })
}

#[test]
fn every_console_block_prints_what_its_page_shows() {
    let pages = pages();
    let next = std::sync::atomic::AtomicUsize::new(0);
    let worker = || {
        let take = || pages.get(next.fetch_add(1, std::sync::atomic::Ordering::Relaxed));
        std::iter::from_fn(take).filter_map(|page| check(page)).collect::<Vec<String>>()
    };
    let wrong = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..2).map(|_| scope.spawn(worker)).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect::<Vec<String>>()
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_readme_is_under_test() {
    let commands = |name: &str| {
        let pieces = page::cut(name, &read(name));
        pieces.iter().filter(|piece| matches!(piece, Piece::Command { .. })).count()
    };
    assert!(commands("README.md") > 8, "the tour has {} commands", commands("README.md"));
    assert!(commands("docs/tutorial.md") > 15, "the tutorial has {} commands", commands("docs/tutorial.md"));
}

#[test]
fn a_line_is_compared_with_the_one_shown() {
    assert!(is_as_shown("receipt  1 entries, root ab", "receipt  1 entries, root …"));
    assert!(!is_as_shown("receipt  2 entries, root ab", "receipt  1 entries, root …"));
    assert!(is_as_shown("a 1 b 2 c", "a … b … c"));
    assert!(!is_as_shown("a 1 b 2 d", "a … b … c"));
    assert!(!is_as_shown("a", "a…a"));
    assert!(!is_as_shown("b", "a"));
}

#[test]
fn lines_are_compared_with_those_shown() {
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<String>>();
    assert!(are_as_shown(&lines("a\nb\nc"), &lines("a\n…\nc")));
    assert!(are_as_shown(&lines("a\nc"), &lines("a\n…\nc")));
    assert!(!are_as_shown(&lines("a\nb"), &lines("a\n…\nc")));
    assert!(!are_as_shown(&lines("a\nb"), &lines("a")));
    assert!(!are_as_shown(&lines("a"), &lines("a\nb")));
    let root = "a".repeat(64);
    assert_eq!(to_show(lines(&format!("entry 2\nroot {root}")), &lines("entry 1\nroot …")), lines("entry 2\nroot …"));
    assert_eq!(to_show(lines(&format!("root {root}")), &[]), lines("root …"));
    assert_eq!(to_show(lines("a\nb\nc\nd"), &lines("e\n…\nf")), lines("a\n…\nd"));
    assert_eq!(without_passing("1.500000000000000000 ETH"), "1.500000000000000000 ETH");
    assert_eq!(without_passing("[erased 2024-06-28] at 2024-06-28T09:30:00Z"), "[erased …] at …");
}
