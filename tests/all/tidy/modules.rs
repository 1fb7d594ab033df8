//! The program's modules, and which imports which.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::source::{Mention, Source};

/// The modules by path from the crate's root (`domain::place`; the root itself is empty), without test modules.
pub(super) struct Modules<'a>(BTreeMap<String, &'a Source>);

/// One module uses something from another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Edge {
    /// The module that imports.
    pub(super) from: String,
    /// The module that defines the imported thing.
    pub(super) to: String,
    /// The line of the first import.
    pub(super) line: usize,
}

impl<'a> Modules<'a> {
    /// The modules of these files: those beneath `src/` that are neither tests nor the program's `main`.
    pub(super) fn of(sources: &'a [Source]) -> Modules<'a> {
        let named = || sources.iter().filter_map(|source| Some((module_of(&source.path)?, source)));
        let tests: Vec<String> = named()
            .flat_map(|(module, source)| source.test_modules.iter().map(move |name| join(&module, name)))
            .collect();
        Modules(named().filter(|(module, _)| !tests.iter().any(|test| is_within(module, test))).collect())
    }

    /// The files, by module.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &'a Source)> {
        self.0.iter().map(|(module, source)| (module.as_str(), *source))
    }

    /// Who imports whom, each pair once, with the first line that does.
    pub(super) fn edges(&self) -> Vec<Edge> {
        let mut lines = BTreeMap::new();
        for (from, source) in self.iter() {
            for mention in source.production.mentions.iter().filter(|mention| !self.is_table_of_contents(from, mention))
            {
                if let Some(to) = self.resolve(from, mention).filter(|to| to != from) {
                    let line = lines.entry((from.to_owned(), to)).or_insert(mention.line);
                    *line = mention.line.min(*line);
                }
            }
        }
        lines.into_iter().map(|((from, to), line)| Edge { from, to, line }).collect()
    }

    /// The module that a mentioned path leads to; `None` for a path out of the crate.
    ///
    /// A module that re-exports its own descendants is a table of contents: a path through it leads to the descendant.
    /// A re-export of anything else stays where it is.
    pub(super) fn resolve(&self, from: &str, mention: &Mention) -> Option<String> {
        if mention.import.is_none() && mention.segments.len() == 1 {
            return None; // a local name, or the `super` of `pub(super)`
        }
        let start = mention.within.iter().fold(from.to_owned(), |module, inner| join(&module, inner));
        self.walk(&start, &mention.segments)
    }

    fn walk(&self, start: &str, segments: &[String]) -> Option<String> {
        let (first, mut rest) = segments.split_first()?;
        let mut at = match first.as_str() {
            "crate" => String::new(),
            "super" => parent(start),
            "self" => start.to_owned(),
            child if self.0.contains_key(&join(start, child)) => join(start, child),
            _ => return None,
        };
        while let Some((name, tail)) = rest.split_first() {
            if name == "super" {
                at = parent(&at);
            } else if self.0.contains_key(&join(&at, name)) {
                at = join(&at, name);
            } else {
                at = self.re_export(&at, name).unwrap_or(at);
                break;
            }
            rest = tail;
        }
        while !self.0.contains_key(&at) && !at.is_empty() {
            at = parent(&at);
        }
        self.0.contains_key(&at).then_some(at)
    }

    /// The descendant that a module re-exports under a name.
    fn re_export(&self, module: &str, name: &str) -> Option<String> {
        if name == "*" {
            return None;
        }
        self.0.get(module)?.whole.mentions.iter().find_map(|mention| {
            let import = mention.import.as_ref()?;
            let head = mention.segments.first()?;
            if !mention.within.is_empty() || !self.0.contains_key(&join(module, head)) {
                return None;
            }
            let target = if import.alias == name {
                self.walk(module, &mention.segments)?
            } else if import.alias == "*" {
                let target = self.walk(module, &mention.segments[..mention.segments.len() - 1])?;
                Some(target).filter(|target| self.0[target].whole.items.contains(name))?
            } else {
                return None;
            };
            Some(target)
        })
    }

    /// Whether a mention only re-exports what a child defines, and the module itself does not use it.
    fn is_table_of_contents(&self, module: &str, mention: &Mention) -> bool {
        let Some(import) = mention.import.as_ref().filter(|import| import.visible) else { return false };
        let is_descendant = self.resolve(module, mention).is_some_and(|to| is_within(&to, module) && to != module);
        is_descendant && !self.0[module].production.names.contains(&import.alias)
    }
}

/// The cycles among modules that import each other, each as the modules on it, ending with the first again.
pub(super) fn circles(edges: &[Edge]) -> Vec<Vec<String>> {
    let mut found: Vec<Vec<String>> = Vec::new();
    let nodes: BTreeSet<&str> = edges.iter().map(|edge| edge.from.as_str()).collect();
    for node in nodes {
        if found.iter().flatten().any(|known| known == node) {
            continue;
        }
        found.extend(way_back(edges, node));
    }
    found
}

/// The shortest path along the edges from a module back to itself.
fn way_back(edges: &[Edge], node: &str) -> Option<Vec<String>> {
    let mut ways = VecDeque::from([vec![node.to_owned()]]);
    let mut seen = BTreeSet::new();
    while let Some(way) = ways.pop_front() {
        for edge in edges.iter().filter(|edge| Some(&edge.from) == way.last()) {
            let further = [way.as_slice(), std::slice::from_ref(&edge.to)].concat();
            if edge.to == node {
                return Some(further);
            }
            if seen.insert(edge.to.as_str()) {
                ways.push_back(further);
            }
        }
    }
    None
}

/// The module for a file in `src/`; `None` for the program's `main`.
pub(super) fn module_of(path: &str) -> Option<String> {
    let path = path.strip_prefix("src/")?.strip_suffix(".rs")?;
    match path {
        "main" => None,
        "lib" => Some(String::new()),
        _ => Some(path.strip_suffix("/mod").unwrap_or(path).replace('/', "::")),
    }
}

/// Whether a module is another one, or beneath it.
pub(super) fn is_within(module: &str, other: &str) -> bool {
    module.strip_prefix(other).is_some_and(|rest| other.is_empty() || rest.is_empty() || rest.starts_with("::"))
}

/// The first name of a module's path.
pub(super) fn top(module: &str) -> &str {
    module.split("::").next().unwrap_or(module)
}

fn join(module: &str, name: &str) -> String {
    if module.is_empty() { name.to_owned() } else { format!("{module}::{name}") }
}

fn parent(module: &str) -> String {
    module.rsplit_once("::").map_or(String::new(), |(parent, _)| parent.to_owned())
}
