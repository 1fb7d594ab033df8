//! A source file as tokens: which of it is production code, and what it declares, imports and mentions.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};

/// One Rust file.
pub(super) struct Source {
    /// Its path from the package's root, with `/`.
    pub(super) path: String,
    /// Its contents outside `#[cfg(test)]`.
    pub(super) production: Scan,
    /// All its contents.
    pub(super) whole: Scan,
    /// The modules declared under `#[cfg(test)]`.
    pub(super) test_modules: Vec<String>,
    /// The number of lines outside items under `#[cfg(test)]`.
    pub(super) production_lines: usize,
    /// The number of lines.
    pub(super) lines: usize,
    /// Whether it begins with a `//!` comment.
    pub(super) documented: bool,
}

/// What some tokens contain.
#[derive(Default)]
pub(super) struct Scan {
    /// Every path, in a `use` or elsewhere.
    pub(super) mentions: Vec<Mention>,
    /// The child modules with their own file.
    pub(super) children: BTreeSet<String>,
    /// The names of the items at the top level of the file.
    pub(super) items: BTreeSet<String>,
    /// The first name of every path outside `use`.
    pub(super) names: BTreeSet<String>,
    /// Every macro call, by the macro's last name.
    pub(super) macros: Vec<(String, usize)>,
    /// Every string literal, as written between its quotes, except comments.
    pub(super) texts: Vec<(String, usize)>,
    /// The variants of the enums at the top level of the file.
    pub(super) variants: BTreeMap<String, Vec<String>>,
    /// Whether there are only declarations of modules.
    pub(super) only_declares: bool,
}

/// One path.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    /// Its names; the last is `*` for all.
    pub(super) segments: Vec<String>,
    /// The inline modules that contain it.
    pub(super) within: Vec<String>,
    /// Its line.
    pub(super) line: usize,
    /// How it is imported, if it is.
    pub(super) import: Option<Import>,
}

/// How a path is imported.
#[derive(Clone, Debug)]
pub(super) struct Import {
    /// The name it has from then on.
    pub(super) alias: String,
    /// Whether others can see it too.
    pub(super) visible: bool,
}

impl Source {
    /// Parses a file's text.
    pub(super) fn parse(path: &str, text: &str) -> Source {
        let tokens: TokenStream = text.parse().unwrap_or_else(|err| panic!("{path}: {err}"));
        let mut tests = Tests::default();
        let production = tests.strip(tokens.clone());
        let lines = text.lines().count();
        Source {
            path: path.into(),
            production: Scan::of(production),
            whole: Scan::of(tokens),
            test_modules: tests.modules,
            production_lines: lines - tests.lines.len(),
            lines,
            documented: text.starts_with("//!"),
        }
    }
}

/// The items under `#[cfg(test)]`, as they are removed.
#[derive(Default)]
struct Tests {
    lines: BTreeSet<usize>,
    modules: Vec<String>,
}

impl Tests {
    fn strip(&mut self, tokens: TokenStream) -> TokenStream {
        let trees: Vec<TokenTree> = tokens.into_iter().collect();
        let mut kept = Vec::new();
        let mut at = 0;
        while at < trees.len() {
            let rest = &trees[at..];
            if attribute(rest).is_some_and(|text| text == "cfg(test)" || text.starts_with("cfg(all(test,")) {
                let item = &rest[..item_length(rest)];
                self.lines.extend(rest[0].span().start().line..=item[item.len() - 1].span().end().line);
                if let [.., TokenTree::Ident(keyword), TokenTree::Ident(name), TokenTree::Punct(_)] = item
                    && keyword == "mod"
                {
                    self.modules.push(name.to_string());
                }
                at += item.len();
                continue;
            }
            kept.push(match &trees[at] {
                TokenTree::Group(group) => {
                    let mut stripped = Group::new(group.delimiter(), self.strip(group.stream()));
                    stripped.set_span(group.span());
                    stripped.into()
                }
                tree => tree.clone(),
            });
            at += 1;
        }
        kept.into_iter().collect()
    }
}

/// The attribute that begins with these tokens, as text without blanks.
fn attribute(trees: &[TokenTree]) -> Option<String> {
    match trees {
        [TokenTree::Punct(hash), TokenTree::Group(group), ..]
            if hash.as_char() == '#' && group.delimiter() == Delimiter::Bracket =>
        {
            Some(group.stream().to_string().replace(char::is_whitespace, ""))
        }
        _ => None,
    }
}

/// The number of tokens in the item that begins here with its attributes.
fn item_length(trees: &[TokenTree]) -> usize {
    let mut start = 0;
    while attribute(&trees[start..]).is_some() {
        start += 2;
    }
    let keyword = trees[start..].iter().find(|tree| matches!(tree, TokenTree::Ident(word) if word != "pub"));
    let is_import = keyword.is_some_and(|tree| tree.to_string() == "use");
    let ends = |tree: &TokenTree| match tree {
        TokenTree::Punct(punct) => punct.as_char() == ';',
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace && !is_import,
        _ => false,
    };
    trees[start..].iter().position(ends).map_or(trees.len(), |end| start + end + 1)
}

impl Scan {
    fn of(tokens: TokenStream) -> Scan {
        let mut scan = Scan { only_declares: true, ..Scan::default() };
        scan.read(tokens, &[], true);
        scan
    }

    fn read(&mut self, tokens: TokenStream, within: &[String], top: bool) {
        let trees: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while at < trees.len() {
            at += self.read_one(&trees, at, within, top);
        }
    }

    /// Reads what begins at a token, and returns the number of its tokens.
    fn read_one(&mut self, trees: &[TokenTree], at: usize, within: &[String], top: bool) -> usize {
        let rest = &trees[at..];
        match rest {
            [TokenTree::Ident(word), TokenTree::Ident(name), TokenTree::Punct(end), ..]
                if word == "mod" && end.as_char() == ';' =>
            {
                self.children.insert(name.to_string());
                3
            }
            [TokenTree::Ident(word), TokenTree::Ident(name), TokenTree::Group(body), ..] if word == "mod" => {
                self.only_declares = false;
                self.read(body.stream(), &[within, &[name.to_string()]].concat(), false);
                3
            }
            [TokenTree::Ident(word), TokenTree::Group(group), ..] if word == "pub" && begins_with_in(group) => 2,
            [TokenTree::Ident(word), next, ..] if word == "use" && !is(next, '<') => {
                self.only_declares = false;
                let end = rest.iter().position(|tree| is(tree, ';')).unwrap_or(rest.len());
                let visible = at.checked_sub(1).is_some_and(|before| ends_visibility(&trees[before]));
                let tree: Vec<TokenTree> = rest[1..end].to_vec();
                self.import(&tree, &[], within, visible);
                end
            }
            [TokenTree::Ident(word), ..] => {
                if top && word != "pub" {
                    self.only_declares = false;
                    self.define(rest);
                }
                self.path(trees, at, within)
            }
            [hash, TokenTree::Group(comment), ..] if is(hash, '#') && is_comment(comment) => 2,
            [hash, bang, TokenTree::Group(comment), ..] if is(hash, '#') && is(bang, '!') && is_comment(comment) => 3,
            [TokenTree::Group(group), ..] => {
                self.read(group.stream(), within, false);
                1
            }
            [TokenTree::Literal(literal), ..] => {
                let (written, line) = (literal.to_string(), literal.span().start().line);
                self.texts.extend(written.contains('"').then_some((written, line)));
                1
            }
            _ => 1,
        }
    }

    /// Notes the item that this keyword begins.
    fn define(&mut self, rest: &[TokenTree]) {
        let names = match rest {
            [TokenTree::Ident(word), TokenTree::Ident(name), ..]
                if ["struct", "enum", "fn", "trait", "type", "const", "static"].iter().any(|key| word == key) =>
            {
                Some(name)
            }
            [TokenTree::Ident(word), bang, TokenTree::Ident(name), ..] if word == "macro_rules" && is(bang, '!') => {
                Some(name)
            }
            _ => None,
        };
        self.items.extend(names.map(ToString::to_string));
        if let [TokenTree::Ident(word), TokenTree::Ident(name), TokenTree::Group(body), ..] = rest
            && word == "enum"
        {
            self.variants.insert(name.to_string(), variants(body));
        }
    }

    /// Reads a path outside `use`.
    fn path(&mut self, trees: &[TokenTree], at: usize, within: &[String]) -> usize {
        let (segments, length) = names(&trees[at..]);
        let continues = at > 1 && is(&trees[at - 1], ':') && is(&trees[at - 2], ':') && joint(&trees[at - 2]);
        let line = trees[at].span().start().line;
        if let [bang, TokenTree::Group(_) | TokenTree::Ident(_), ..] = &trees[at + length..]
            && is(bang, '!')
            && let Some(name) = segments.last()
        {
            self.macros.push((name.clone(), line));
        }
        if !continues {
            self.names.extend(segments.first().cloned());
            self.mentions.push(Mention { segments, within: within.to_vec(), line, import: None });
        }
        length
    }

    /// Reads what follows `use`.
    fn import(&mut self, tree: &[TokenTree], prefix: &[String], within: &[String], visible: bool) {
        let (names, length) = names(tree);
        let mut segments = [prefix, &names].concat();
        let line = tree.first().map_or(0, |first| first.span().start().line);
        let mut alias = segments.last().cloned().unwrap_or_default();
        match &tree[length..] {
            [.., TokenTree::Group(group)] if group.delimiter() == Delimiter::Brace => {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                for part in inner.split(|tree| is(tree, ',')).filter(|part| !part.is_empty()) {
                    self.import(part, &segments, within, visible);
                }
                return;
            }
            [.., star] if is(star, '*') => {
                alias = "*".into();
                segments.push("*".into());
            }
            [TokenTree::Ident(word), TokenTree::Ident(name)] if word == "as" => alias = name.to_string(),
            _ => {}
        }
        if segments.last().is_some_and(|last| last == "self") && segments.len() > 1 {
            segments.pop();
            alias = segments.last().cloned().unwrap_or_default();
        }
        let import = Some(Import { alias, visible });
        self.mentions.push(Mention { segments, within: within.to_vec(), line, import });
    }
}

/// The names of an enum's variants.
fn variants(body: &Group) -> Vec<String> {
    let trees: Vec<TokenTree> = body.stream().into_iter().collect();
    let each = trees.split(|tree| is(tree, ',')).filter_map(|variant| {
        variant.iter().find_map(|tree| match tree {
            TokenTree::Ident(name) => Some(name.to_string()),
            _ => None,
        })
    });
    each.collect()
}

/// Whether a `#` introduces a comment.
fn is_comment(attribute: &Group) -> bool {
    matches!(attribute.stream().into_iter().next(), Some(TokenTree::Ident(word)) if word == "doc")
}

/// The names in the path that begins here, and the number of its tokens.
fn names(trees: &[TokenTree]) -> (Vec<String>, usize) {
    let mut names = Vec::new();
    let mut at = 0;
    while let Some(TokenTree::Ident(name)) = trees.get(at) {
        names.push(name.to_string());
        at += 1;
        match &trees[at..] {
            [first, second, TokenTree::Ident(_), ..] if is(first, ':') && joint(first) && is(second, ':') => at += 2,
            _ => break,
        }
    }
    (names, at)
}

fn is(tree: &TokenTree, mark: char) -> bool {
    matches!(tree, TokenTree::Punct(punct) if punct.as_char() == mark)
}

fn joint(tree: &TokenTree) -> bool {
    matches!(tree, TokenTree::Punct(punct) if punct.spacing() == Spacing::Joint)
}

/// Whether this is the `(in path)` of a visibility, which mentions a module without importing anything.
fn begins_with_in(group: &Group) -> bool {
    matches!(group.stream().into_iter().next(), Some(TokenTree::Ident(word)) if word == "in")
}

/// Whether this ends a `pub` or `pub(crate)`.
fn ends_visibility(tree: &TokenTree) -> bool {
    match tree {
        TokenTree::Ident(word) => word == "pub",
        TokenTree::Group(group) => group.delimiter() == Delimiter::Parenthesis,
        _ => false,
    }
}
