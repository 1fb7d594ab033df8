//! Splits a page into its text, the files that it shows and the commands of its console blocks.

/// A piece of a page. All pieces in order make up the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Lines only for the reader.
    Text(String),
    /// A file the reader needs, named by the word after the fence's language.
    File { name: String, text: String },
    /// A command in a console block, with the lines it is written in and the output shown.
    Command { written: Vec<String>, shown: Vec<String> },
}

/// Fence languages that are neither run nor files.
const OTHERS: [&str; 7] = ["csv", "json", "python", "rust", "sql", "text", "toml"];

/// Precedes what is typed on a console line.
const PROMPT: &str = "$ ";

/// Splits a page.
///
/// # Panics
/// A fence has no language, or an unknown one.
pub(super) fn cut(name: &str, page: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        pieces.push(Piece::Text(line.to_owned()));
        let Some(about) = line.strip_prefix("```") else { continue };
        let inside: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        match about.split_once(' ') {
            None if about == "console" => pieces.extend(commands(name, &inside)),
            None if about == "sh" => {
                assert!(!inside.iter().any(|line| line.starts_with("impound")), "{name}: sh is not run; use console");
                pieces.extend(inside.iter().map(|line| Piece::Text((*line).to_owned())));
            }
            Some((language, file)) if OTHERS.contains(&language) => {
                let text = inside.iter().flat_map(|line| [*line, "\n"]).collect();
                pieces.push(Piece::File { name: file.to_owned(), text });
            }
            None if OTHERS.contains(&about) => pieces.extend(inside.iter().map(|line| Piece::Text((*line).to_owned()))),
            _ => panic!("{name}: a block of “{about}”"),
        }
        pieces.push(Piece::Text("```".to_owned()));
    }
    pieces
}

fn commands(name: &str, lines: &[&str]) -> Vec<Piece> {
    let mut commands: Vec<(Vec<String>, Vec<String>)> = Vec::new();
    for line in lines {
        match commands.last_mut() {
            _ if line.starts_with(PROMPT) => commands.push((vec![(*line).to_owned()], Vec::new())),
            None => panic!("{name}: “{line}” stands before any command"),
            Some((written, shown)) if shown.is_empty() && written.last().is_some_and(|last| last.ends_with('\\')) => {
                written.push((*line).to_owned());
            }
            Some((_, shown)) => shown.push(line.trim_end().to_owned()),
        }
    }
    commands.into_iter().map(|(written, shown)| Piece::Command { written, shown }).collect()
}

/// The command as passed to the shell.
pub(super) fn typed(written: &[String]) -> String {
    let command = written.join("\n");
    command.strip_prefix(PROMPT).unwrap_or(&command).to_owned()
}

/// Joins the pieces of a page.
pub(super) fn join(pieces: &[Piece]) -> String {
    let mut page = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(line) => page.extend([line.as_str(), "\n"]),
            Piece::File { text, .. } => page.push_str(text),
            Piece::Command { written, shown } => {
                page.extend(written.iter().chain(shown).flat_map(|line| [line.as_str(), "\n"]));
            }
        }
    }
    page
}

#[test]
fn the_pieces_of_a_page_make_up_the_page() {
    let page = "# A\n\n```console\n$ a \\\n  b\nc\n\n$ d\n```\n\n```csv e.csv\nf\n```\n\n```text\ng\n```\n";
    let pieces = cut("a page", page);
    assert_eq!(join(&pieces), page);
    let line = |text: &str| vec![text.to_owned()];
    assert!(pieces.contains(&Piece::Command {
        written: vec!["$ a \\".to_owned(), "  b".to_owned()],
        shown: vec!["c".to_owned(), String::new()]
    }));
    assert!(pieces.contains(&Piece::Command { written: line("$ d"), shown: vec![] }));
    assert!(pieces.contains(&Piece::File { name: "e.csv".to_owned(), text: "f\n".to_owned() }));
    assert_eq!(typed(&["$ a \\".to_owned(), "  b".to_owned()]), "a \\\n  b");
}
