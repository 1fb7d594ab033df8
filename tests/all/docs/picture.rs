//! The picture in the README: a report on a terminal, drawn from what the program prints.

use impound::cli::Terminal;

use super::package;
use crate::coco;
use crate::expected::holds;

/// The size of a character, of a line, and of the margin, in pixels.
const CHARACTER: usize = 8;
const LINE: usize = 18;
const MARGIN: usize = 20;

/// Monospaced fonts.
const FONT: &str = "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace";

/// The look of the picture in light and dark mode.
const STYLE: &str = "
    .paper { fill: #ffffff; stroke: #d0d7de }
    text { fill: #1f2328 }
    .bold { font-weight: 700 }
    .typed { fill: #0550ae }
    @media (prefers-color-scheme: dark) {
      .paper { fill: #0d1117; stroke: #30363d }
      text { fill: #e6edf3 }
      .typed { fill: #79c0ff }
    }
  ";

/// A line of text without terminal codes for bold, and whether it had any.
fn plain(line: &str) -> (String, bool) {
    let plain = line.replace("\u{1b}[1m", "").replace("\u{1b}[0m", "");
    assert!(!plain.contains('\u{1b}'), "{plain:?}");
    let is_bold = plain != line;
    (plain, is_bold)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The words of a line, each with its starting column; the contents of a table cell count as one word.
fn words(line: &str) -> Vec<(usize, &str)> {
    let mut at = 0;
    let mut words = Vec::new();
    for part in line.split("  ") {
        let word = part.trim_start();
        if !word.is_empty() {
            words.push((at + part.chars().count() - word.chars().count(), word));
        }
        at += part.chars().count() + 2;
    }
    words
}

/// One line. Each word is placed at its column and stretched to its width on a terminal, whatever the font.
fn text(line: &str, class: &str, row: usize) -> String {
    let word = |(column, word): (usize, &str)| {
        format!(
            "  <text class=\"{class}\" x=\"{}\" y=\"{}\" textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\">{}</text>\n",
            MARGIN + column * CHARACTER,
            MARGIN + (row + 1) * LINE - 5,
            word.chars().count() * CHARACTER,
            escaped(word)
        )
    };
    words(line).into_iter().map(word).collect()
}

/// Draws commands with their output.
fn draw(screens: &[(&str, String)], about: &str) -> String {
    let lines: Vec<(String, &str)> = screens
        .iter()
        .flat_map(|(command, printed)| {
            let printed = printed.lines().map(|line| match plain(line) {
                (line, true) => (line, "bold"),
                (line, false) => (line, "plain"),
            });
            [(format!("$ {command}"), "typed")].into_iter().chain(printed).chain([(String::new(), "plain")])
        })
        .collect();
    let widest = lines.iter().map(|(line, _)| line.chars().count()).max().unwrap_or(0);
    let (width, height) = (widest * CHARACTER + 2 * MARGIN, (lines.len() - 1) * LINE + 2 * MARGIN);
    let drawn: String = lines.iter().enumerate().map(|(row, (line, class))| text(line, class, row)).collect();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         role=\"img\" font-family=\"{FONT}\" font-size=\"13\">\n  <title>{}</title>\n  <style>{STYLE}</style>\n  <rect class=\"paper\" x=\"0.5\" y=\"0.5\" \
         width=\"{}\" height=\"{}\" rx=\"8\"/>\n{drawn}</svg>\n",
        escaped(about),
        width - 1,
        height - 1
    )
}

#[test]
fn the_picture_shows_what_the_program_prints() {
    let mut desk = coco::entered();
    desk.terminal = Terminal { output: true, width: Some(90), ..Terminal::default() };
    let shown = |command: &'static str| (command, desk.done(command.strip_prefix("impound ").unwrap()));
    let screens = [shown("impound report holdings"), shown("impound report jurisdictions")];
    let about = "What is held in the Coco case, and between which bounds it lies in each State";
    holds(&package().join("docs/report.svg"), &draw(&screens, about));
}

#[test]
fn terminal_codes_are_drawn_and_not_written() {
    assert_eq!(plain("\u{1b}[1ma  b\u{1b}[0m"), ("a  b".to_owned(), true));
    assert_eq!(words(" a b   c  d"), [(1, "a b"), (7, "c"), (10, "d")]);
    let drawn = draw(&[("a", "\u{1b}[1m b < c\u{1b}[0m\n".to_owned())], "d");
    assert!(drawn.contains("class=\"bold\" x=\"28\"") && drawn.contains(">b &lt; c</text>"), "{drawn}");
}
