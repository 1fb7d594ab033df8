//! The rules of the house. Each takes files and returns complaints, so that it can be tested on files that break it.

use std::collections::BTreeSet;

use super::modules::{Modules, circles, is_within, module_of, top};
use super::source::{Scan, Source};

/// The most lines of production code in a file.
const PRODUCTION_LINES: usize = 500;

/// The most lines in a file of tests or benchmarks.
const TEST_LINES: usize = 700;

/// Who may import whom.
const IMPORTS: [(&str, &[&str]); 12] = [
    ("domain", &[]),
    ("phrase", &["domain"]),
    ("journal", &["domain"]),
    ("intake", &["domain", "phrase", "journal"]),
    ("exchange", &["domain"]),
    ("report", &["domain", "exchange", "journal"]),
    ("query", &["domain", "exchange", "journal", "report"]),
    ("store", &["domain", "journal", "query", "report"]),
    ("render", &["report::document"]),
    ("dossier", &["domain", "journal", "query", "report", "render"]),
    ("ftm", &["domain", "journal", "query"]),
    (
        "cli",
        &["domain", "exchange", "phrase", "journal", "intake", "report", "query", "store", "render", "dossier", "ftm"],
    ),
];

/// The crates that only one module may use, so that the others stay independent of storage and command line.
const CRATES: [(&str, &str); 5] = [
    ("rusqlite", "store::sqlite"),
    ("tokio_postgres", "store::postgres"),
    ("tokio", "store::postgres"),
    ("rustls", "store::postgres"),
    ("clap", "cli"),
];

/// The module that lists the kinds of entries.
const KINDS: &str = "journal::kinds";

/// The file that reads the clock and the environment.
const CONTEXT: &str = "src/cli/context.rs";

/// Exceptions that read them elsewhere, with the reason.
const EXCUSED: [(&str, &str, &str); 3] = [
    ("build.rs", "std::env", "cargo passes the output folder this way"),
    ("src/store/sqlite/lock.rs", "Instant", "a deadline measures a wait, and nothing records it"),
    ("src/main.rs", "std::env::args_os", "the arguments are what main hands on"),
];

/// Marks that must not occur in a text file, and what each is.
const MARKS: [(&str, &str); 13] = [
    (concat!("TO", "DO"), "unfinished"),
    (concat!("FIX", "ME"), "unfinished"),
    (concat!("todo", "!("), "unfinished"),
    (concat!("unimplemented", "!("), "unfinished"),
    (concat!("/wo", "rk/"), "a machine's path"),
    (concat!("/fa", "rm/"), "a machine's path"),
    (concat!("/ro", "ot/"), "a machine's path"),
    (concat!("/ho", "me/"), "a machine's path"),
    (concat!("arti", "factory"), "a registry's host"),
    (concat!("jf", "rog"), "a registry's host"),
    (concat!("sona", "type"), "a registry's host"),
    (concat!("cloud", "smith"), "a registry's host"),
    (concat!("rs", "proxy"), "a registry's host"),
];

/// Words that promise what a program cannot deliver.
const PROMISES: [&str; 3] = [concat!("tamper", "-proof"), concat!("court", "-proof"), concat!("immu", "table")];

/// Files that are too long.
pub(super) fn too_long(sources: &[Source]) -> Vec<String> {
    let production = production(sources);
    let complaint = |source: &Source| {
        let is_production = production.iter().any(|other| other.path == source.path);
        let (lines, most) = match is_production {
            true => (source.production_lines, PRODUCTION_LINES),
            false => (source.lines, TEST_LINES),
        };
        (lines > most).then(|| format!("{}: {lines} lines, {most} at most", source.path))
    };
    sources.iter().filter_map(complaint).collect()
}

/// The files that make up the program: its modules without tests, `main` and the build script.
fn production(sources: &[Source]) -> Vec<&Source> {
    let roots = sources.iter().filter(|source| ["src/main.rs", "build.rs"].contains(&source.path.as_str()));
    Modules::of(sources).iter().map(|(_, source)| source).chain(roots).collect()
}

/// Modules that import each other, directly or through others.
pub(super) fn circular(sources: &[Source]) -> Vec<String> {
    let modules = Modules::of(sources);
    let edges = modules.edges();
    let path = |module: &str| {
        modules.iter().find(|(name, _)| *name == module).map_or("", |(_, source)| source.path.as_str()).to_owned()
    };
    let step = |pair: &[String]| {
        let line = edges.iter().find(|edge| edge.from == pair[0] && edge.to == pair[1]).map_or(0, |edge| edge.line);
        format!("{}:{line} imports {}", path(&pair[0]), path(&pair[1]))
    };
    circles(&edges).iter().map(|circle| circle.windows(2).map(step).collect::<Vec<_>>().join(", ")).collect()
}

/// Files that no module declares: they are never compiled, and their tests never run.
pub(super) fn undeclared(sources: &[Source]) -> Vec<String> {
    let modules = || sources.iter().filter_map(|source| Some((module_of(&source.path)?, source)));
    let is_declared = |module: &str| {
        let (parent, name) = module.rsplit_once("::").unwrap_or(("", module));
        modules().any(|(other, source)| other == parent && source.whole.children.iter().any(|child| child == name))
    };
    let undeclared = modules().filter(|(module, _)| !module.is_empty() && !is_declared(module));
    undeclared.map(|(_, source)| format!("{} is declared by no module", source.path)).collect()
}

/// Imports between the program's parts that the table does not allow.
pub(super) fn forbidden_imports(sources: &[Source]) -> Vec<String> {
    let modules = Modules::of(sources);
    let mut complaints = Vec::new();
    for edge in modules.edges().iter().filter(|edge| !edge.from.is_empty() && top(&edge.from) != top(&edge.to)) {
        let allowed = IMPORTS.iter().find(|(part, _)| *part == top(&edge.from)).map(|(_, allowed)| *allowed);
        match allowed {
            Some(allowed) if allowed.iter().any(|other| is_within(&edge.to, other)) => {}
            Some(_) => complaints.push(format!("{} imports {}, line {}", edge.from, edge.to, edge.line)),
            None => complaints.push(format!("{} is missing from the table of imports", edge.from)),
        }
    }
    for source in sources {
        match source.path.as_str() {
            "src/lib.rs" if !source.production.only_declares => {
                complaints.push("src/lib.rs does more than declare modules".into());
            }
            "src/main.rs" => complaints.extend(forbidden_in_main(&source.whole)),
            _ => {}
        }
    }
    complaints
}

fn forbidden_in_main(main: &Scan) -> Vec<String> {
    let parts = main.mentions.iter().filter(|mention| mention.segments[0] == "impound");
    let others = parts.filter(|mention| mention.segments.get(1).is_none_or(|part| part != "cli"));
    let mut complaints: Vec<String> =
        others.map(|mention| format!("src/main.rs:{} uses {}", mention.line, mention.segments.join("::"))).collect();
    complaints.extend(main.children.iter().map(|child| format!("src/main.rs declares a module, {child}")));
    complaints
}

/// Crates used outside the one module that may.
pub(super) fn strays(sources: &[Source]) -> Vec<String> {
    let mut complaints = Vec::new();
    for source in sources.iter().filter(|source| source.path.starts_with("src/")) {
        let part = module_of(&source.path);
        for (name, home) in CRATES {
            let at_home = part.as_deref().is_some_and(|part| is_within(part, home));
            let stray = source.whole.mentions.iter().find(|mention| mention.segments[0] == name && !at_home);
            complaints.extend(stray.map(|mention| format!("{}:{} uses {name}", source.path, mention.line)));
        }
    }
    complaints
}

/// Files outside the kinds of entries that distinguish several of them: they should ask the entry's body instead, so
/// that another kind costs one file and one line in the table of kinds.
pub(super) fn tells_kinds_apart(sources: &[Source]) -> Vec<String> {
    let others = production(sources)
        .into_iter()
        .filter(|source| module_of(&source.path).is_none_or(|module| !is_within(&module, KINDS)));
    let complaint = |source: &Source| {
        let kinds: BTreeSet<&str> =
            source.production.mentions.iter().filter_map(|path| kind_in(&path.segments)).collect();
        let named = kinds.iter().copied().collect::<Vec<_>>().join(", ");
        (kinds.len() > 1 || kinds.contains("*"))
            .then(|| format!("{} distinguishes kinds of entries: {named}", source.path))
    };
    others.filter_map(complaint).collect()
}

/// The kind of entry that a path names, `*` for all: what follows `Body`, unless it is a function.
fn kind_in(path: &[String]) -> Option<&str> {
    let kind = |name: &str| name == "*" || name.starts_with(|first: char| first.is_ascii_uppercase());
    path.windows(2).find(|pair| pair[0] == "Body" && kind(&pair[1])).map(|pair| pair[1].as_str())
}

/// Printing outside the streams that the program was given.
pub(super) fn prints(sources: &[Source]) -> Vec<String> {
    let words = ["print", "println", "eprint", "eprintln", "dbg"];
    let mut complaints = Vec::new();
    for source in sources.iter().filter(|source| source.path.starts_with("src/")) {
        let calls = source.whole.macros.iter().filter(|(name, _)| words.contains(&name.as_str()));
        complaints.extend(calls.map(|(name, line)| format!("{}:{line} calls {name}!", source.path)));
    }
    complaints
}

/// Reading the clock or the environment outside the one file that may.
pub(super) fn ambient(sources: &[Source]) -> Vec<String> {
    let mut complaints = Vec::new();
    for source in production(sources).into_iter().filter(|source| source.path != CONTEXT) {
        for mention in &source.production.mentions {
            let Some(reads) = ambient_name(&mention.segments) else { continue };
            let excused = EXCUSED.iter().any(|(path, name, _)| *path == source.path && *name == reads);
            if !excused {
                complaints.push(format!("{}:{} reads {reads}", source.path, mention.line));
            }
        }
    }
    complaints
}

/// The part of the clock or the environment that a path names.
fn ambient_name(path: &[String]) -> Option<String> {
    if path.starts_with(&["std".into(), "env".into()]) {
        return Some(path.join("::"));
    }
    if let Some(name) = path.iter().find(|name| ["SystemTime", "Instant"].contains(&name.as_str())) {
        return Some(name.clone());
    }
    let now = |pair: &&[String]| ["Timestamp", "Zoned"].contains(&pair[0].as_str()) && pair[1] == "now";
    path.windows(2).find(now).map(|pair| pair.join("::"))
}

/// Texts below the command line that name a flag or a command; what to do is up to the user interface to say.
pub(super) fn spoken(sources: &[Source]) -> Vec<String> {
    let args = sources.iter().find(|source| source.path == "src/cli/args.rs");
    let commands: Vec<String> = args
        .and_then(|args| args.whole.variants.get("Command"))
        .into_iter()
        .flatten()
        .map(|variant| format!("impound {}", in_kebab_case(variant)))
        .collect();
    let mut complaints = Vec::new();
    let below = |source: &&Source| module_of(&source.path).is_some_and(|module| !is_within(&module, "cli"));
    for source in production(sources).into_iter().filter(below) {
        for (text, line) in &source.production.texts {
            // A text continued on the next line is one text.
            let text = text.split("\\\n").map(str::trim_start).collect::<String>();
            let named =
                flag_in(&text).or_else(|| commands.iter().find(|command| stands_alone(&text, command)).cloned());
            complaints.extend(named.map(|named| format!("{}:{line} names {named}", source.path)));
        }
    }
    complaints
}

/// The first flag named in a text; `xn--` is punycode.
fn flag_in(text: &str) -> Option<String> {
    let begins = |rest: &str| rest.starts_with(|c: char| c.is_ascii_lowercase() || c == '{');
    let is_flag = |(at, dashes): &(usize, &str)| {
        let before = text[..*at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '-');
        !before && begins(&text[at + dashes.len()..])
    };
    let (at, _) = text.match_indices("--").find(is_flag)?;
    let word = text[at + 2..].split(|c: char| !c.is_ascii_alphanumeric() && c != '-').next().unwrap_or_default();
    Some(format!("--{word}"))
}

/// Whether words occur in a text and are not continued by another word.
fn stands_alone(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| !text[at + words.len()..].starts_with(|c: char| c.is_alphanumeric()))
}

fn in_kebab_case(variant: &str) -> String {
    let mut name = String::new();
    for c in variant.chars() {
        if c.is_ascii_uppercase() && !name.is_empty() {
            name.push('-');
        }
        name.push(c.to_ascii_lowercase());
    }
    name
}

/// Marks of unfinished work, of one machine, and of one registry, in a file's text.
pub(super) fn marks(path: &str, text: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    for (number, line) in text.lines().enumerate() {
        for (mark, what) in MARKS.iter().filter(|(mark, _)| stands_in(line, mark)) {
            complaints.push(format!("{path}:{}: {mark}, {what}", number + 1));
        }
        for word in PROMISES.iter().filter(|word| line.to_lowercase().contains(*word)) {
            complaints.push(format!("{path}:{}: {word}, which nobody can promise", number + 1));
        }
    }
    complaints
}

/// Whether a line contains a mark; `site.example/home/` is an address and not a machine's path.
fn stands_in(line: &str, mark: &str) -> bool {
    line.match_indices(mark).any(|(at, _)| !line[..at].ends_with(|before: char| before.is_ascii_alphanumeric()))
}

/// Files that do not begin by saying what they are.
pub(super) fn undocumented(sources: &[Source]) -> Vec<String> {
    production(sources).iter().filter(|source| !source.documented).map(|source| source.path.clone()).collect()
}
