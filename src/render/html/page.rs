//! The frame of every page: its policy, its style, and what stands at the foot of each printed sheet.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use crate::report::document::escape;

/// The style of reports and dossiers.
const STYLE: &str = include_str!("style.css");

/// A page before it is text.
pub(crate) struct Page<'a> {
    /// What the window is called.
    pub(crate) title: &'a str,
    /// What stands at the foot of each printed sheet.
    pub(crate) foot: &'a str,
    /// What the page shows.
    pub(crate) body: Markup,
}

impl Page<'_> {
    /// The page as it is written. Characters that are invisible or reorder others are spelled out, in whatever text they
    /// occur.
    pub(crate) fn text(&self) -> String {
        let style = style(self.foot);
        let digest = STANDARD.encode(Sha256::digest(style.as_bytes()));
        let policy = format!("default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'");
        let page = html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy" content=(policy);
                    meta name="viewport" content="width=device-width,initial-scale=1";
                    meta name="referrer" content="no-referrer";
                    title { (self.title) }
                    style { (PreEscaped(&style)) }
                }
                body { (self.body) }
            }
        };
        let mut text = page.into_string().split('\n').map(escape).collect::<Vec<_>>().join("\n");
        text.push('\n');
        text
    }
}

/// The style with the foot of the printed page. Line feeds and indents are left out.
fn style(foot: &str) -> String {
    let lines: String = STYLE.lines().filter(|line| !line.starts_with("/*")).map(str::trim).collect();
    let sheet = "font:7.5pt sans-serif;color:#525d68";
    format!(
        "{lines}@page{{size:A4;margin:15mm 14mm 17mm;@bottom-left{{content:\"{}\";{sheet}}}\
         @bottom-right{{content:counter(page) \" / \" counter(pages);{sheet}}}}}",
        in_css(foot)
    )
}

/// A text inside the quotation marks of a style; everything that is not a letter, a digit or a blank goes by its number.
fn in_css(text: &str) -> String {
    let mut quoted = String::new();
    for c in escape(text).chars() {
        match c {
            ' ' | '.' | ':' | '-' | '/' => quoted.push(c),
            c if c.is_ascii_alphanumeric() => quoted.push(c),
            c => quoted.push_str(&format!("\\{:06x}", u32::from(c))),
        }
    }
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_allows_exactly_the_style_of_the_page() {
        let text = Page { title: "t", foot: "f", body: html! { p { "a" } } }.text();
        let style = text.split_once("<style>").and_then(|(_, rest)| rest.split_once("</style>")).unwrap().0;
        let digest = STANDARD.encode(Sha256::digest(style.as_bytes()));
        assert!(text.contains(&format!("style-src 'sha256-{digest}'")), "{text}");
        assert!(!text.contains("style="));
    }

    #[test]
    fn a_foot_cannot_end_its_style() {
        assert_eq!(in_css("case \"a\" · </style>"), "case \\000022a\\000022 \\0000b7 \\00003c/style\\00003e");
    }
}
