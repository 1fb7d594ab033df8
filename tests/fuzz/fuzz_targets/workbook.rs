//! Any bytes are a spreadsheet or refused, in bounded memory: a cell holds what the workbook says, or a fault.
//!
//! The first byte says what the rest is: the archive itself (0), or parts of an XLSX (1) or an ODS (2), separated by
//! the byte 0xff and packed so that the container is well-formed.

#![no_main]

use std::cell::LazyCell;
use std::io::{Cursor, Write};

use impound::intake::read::{MOST_CELLS, Opened, Told};
use impound_fuzz::Folder;
use libfuzzer_sys::fuzz_target;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

thread_local! {
    static FOLDER: LazyCell<Folder> = LazyCell::new(Folder::enter);
}

const ROOT: &str = r#"<Relationships><Relationship Id="a" Type="x/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const WORKBOOK: &str = r#"<workbook><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const RELATED: &str =
    r#"<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet0.xml"/></Relationships>"#;
const STYLES: &str = r#"<styleSheet><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#;

fuzz_target!(|data: &[u8]| {
    let Some((&kind, rest)) = data.split_first() else { return };
    let parts: Vec<&[u8]> = rest.split(|byte| *byte == 0xff).collect();
    let part = |at: usize, otherwise: &'static str| match parts.get(at) {
        Some(part) if !part.is_empty() => *part,
        _ => otherwise.as_bytes(),
    };
    let bytes = match kind % 3 {
        0 => rest.to_vec(),
        1 => archive(&[
            ("[Content_Types].xml", b"<Types/>"),
            ("_rels/.rels", ROOT.as_bytes()),
            ("xl/workbook.xml", part(2, WORKBOOK)),
            ("xl/_rels/workbook.xml.rels", RELATED.as_bytes()),
            ("xl/sharedStrings.xml", part(1, "<sst/>")),
            ("xl/styles.xml", part(3, STYLES)),
            ("xl/worksheets/sheet0.xml", part(0, "<worksheet/>")),
        ]),
        _ => archive(&[
            ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
            ("META-INF/manifest.xml", b"<manifest:manifest/>"),
            ("content.xml", part(0, "")),
        ]),
    };
    let path = FOLDER.with(|folder| folder.file("book"));
    std::fs::write(&path, bytes).unwrap();
    let Ok(opened) = Opened::open(&path, &Told::default()) else { return };
    for sheet in opened.detected().sheets.clone() {
        let Ok(rows) = opened.rows(&sheet) else { continue };
        let (mut line, mut cells) = (0, 0);
        for row in rows.flatten() {
            assert!(row.line > line, "line {} comes after line {line}", row.line);
            line = row.line;
            cells += row.cells.len() as u64;
        }
        assert!(cells <= MOST_CELLS as u64, "{cells} cells");
    }
});

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        writer.start_file(*name, options).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}
