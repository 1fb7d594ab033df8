//! Pages opened in Chromium, as a reader has them, and printed.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::{everything, in_dollars, page};
use crate::tools;

const SCRIPT: &str = include_str!("browser.py");

/// What a browser finds in a page, and what it prints of it; `None` if there is no browser.
#[track_caller]
fn opened(path: &Path, test: &str) -> Option<(Value, std::path::PathBuf)> {
    if !["chromium", "python3"].iter().all(|tool| tools::at_hand(tool, test)) {
        return None;
    }
    let (script, pdf) = (path.with_extension("py"), path.with_extension("pdf"));
    std::fs::write(&script, SCRIPT).unwrap();
    let mut command = Command::new("python3");
    let said = command.arg(&script).arg("chromium").arg(path).arg("--pdf").arg(&pdf).output().unwrap();
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    Some((serde_json::from_slice(&said.stdout).unwrap(), pdf))
}

fn texts(found: &Value) -> Vec<String> {
    found.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
}

/// The figures in a text.
fn figures(text: &str) -> Vec<String> {
    let figure = regex::Regex::new(r"[\d,]+\.\d+").unwrap();
    figure.find_iter(text).map(|found| found.as_str().to_owned()).collect()
}

#[track_caller]
fn nothing_is_wrong(found: &Value) {
    assert_eq!(texts(&found["wrong"]), Vec::<String>::new());
    let tables = texts(&found["numbers"]);
    for bar in found["bars"].as_array().unwrap() {
        for told in [&bar["words"], &bar["text"]] {
            for number in figures(told.as_str().unwrap()) {
                assert!(number == "0.00" || tables.contains(&number), "{number} of {bar} is in no table");
            }
        }
        let names = found["names"].as_array().unwrap();
        assert!(names.contains(&bar["words"]), "the accessibility tree does not have {}", bar["words"]);
    }
}

/// A figure times ten thousand, whatever its decimals beyond that.
fn scaled(figure: &str) -> i128 {
    let figure = figure.replace(',', "");
    let (whole, fraction) = figure.split_once('.').unwrap_or((&figure, ""));
    format!("{whole}{}", &format!("{fraction}0000")[..4]).parse().unwrap()
}

#[test]
fn a_reader_in_a_browser_finds_nothing_wrong() {
    let desk = everything();
    let (_, path) = page(&desk, "coco.html", "--case coco --as-of 2024-06-30");
    let Some((found, _)) = opened(&path, "a dossier in a browser") else { return };
    nothing_is_wrong(&found);
    assert!(found["bars"].as_array().unwrap().len() > 20, "{found}");
}

#[test]
fn a_reader_of_one_currency_finds_nothing_wrong() {
    let desk = in_dollars();
    let (_, path) = page(&desk, "coco.html", "--case coco --convert USD");
    let Some((found, _)) = opened(&path, "a dossier in one currency in a browser") else { return };
    nothing_is_wrong(&found);
}

#[test]
fn bars_are_to_scale() {
    let desk = everything();
    let (_, path) = page(&desk, "coco.html", "--case coco");
    let Some((found, _)) = opened(&path, "bars in a browser") else { return };
    let mut exact = 0;
    for bar in found["bars"].as_array().unwrap() {
        let (text, scale) = (bar["text"].as_str().unwrap(), bar["scale"].as_str().unwrap());
        let number = figures(text).pop().unwrap_or_default();
        let width = bar["marks"][0][3].as_str().unwrap().strip_suffix('%');
        let Some(width) = width.filter(|_| text == number && bar["marks"][0][0] == "rect") else { continue };
        let unit = if scale.starts_with("million") {
            1_000_000
        } else if scale.starts_with("thousand") {
            1_000
        } else {
            1
        };
        let end = scaled(bar["end"].as_str().unwrap()) * unit;
        let off = scaled(&number) * 1_000_000 / end - scaled(width);
        assert!((-1..=1).contains(&off), "{bar}");
        exact += 1;
    }
    assert!(exact > 5, "only {exact} bars are exact");
}

#[test]
fn a_printed_page_is_a4_and_holds_what_is_folded() {
    let desk = everything();
    let (_, path) = page(&desk, "coco.html", "--case coco");
    let Some((_, pdf)) = opened(&path, "a printed dossier") else { return };
    if !tools::at_hand("pdftotext", "a printed dossier") {
        return;
    }
    let said = |tool: &str, more: &[&str]| {
        let out = Command::new(tool).arg(&pdf).args(more).output().unwrap();
        String::from_utf8(out.stdout).unwrap()
    };
    assert!(said("pdfinfo", &[]).contains("(A4)"));
    let text = said("pdftotext", &["-"]);
    for words in
        ["Held by place and stage, sorted by code.", "The entries that record actions.", "moved_in", "as of 2024-07-01"]
    {
        assert!(text.contains(words), "{words}\n{text}");
    }
    assert!(!text.contains("Contents"));
    let images = Command::new("pdfimages").arg("-list").arg(&pdf).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&images.stdout).lines().count(), 2, "a bitmap is printed");
}
