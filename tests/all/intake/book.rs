//! Workbooks for tests, written part by part so that they can be as odd as a test needs.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// An archive of these parts.
pub fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        writer.start_file(*name, options).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The parts of an XLSX with sheets `A`, `B`, … besides their content; the second sheet is hidden.
#[derive(Default)]
pub struct Book<'a> {
    /// The name of the first sheet, in XML, if not `A`.
    pub first: &'a str,
    /// The rows of each sheet: the content of `sheetData`.
    pub sheets: &'a [&'a str],
    /// What follows it.
    pub after: &'a str,
    /// The shared texts, as `<si>` elements.
    pub shared: &'a str,
    /// Attributes of the element that contains them.
    pub shared_attributes: &'a str,
    /// For example `<workbookPr date1904="1"/>`.
    pub properties: &'a str,
    /// The part with the formats, if not the usual one.
    pub styles: &'a str,
    /// What precedes the cells: columns.
    pub before: &'a str,
}

/// Number formats 0: general, 1: a day, 2: a day and a time, 3: any number of hours.
const STYLES: &str = r#"<styleSheet><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/></numFmts>
<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="22"/><xf numFmtId="46"/></cellXfs></styleSheet>"#;

impl Book<'_> {
    /// The file's bytes.
    pub fn bytes(&self) -> Vec<u8> {
        let name = |index: usize| match index {
            0 if !self.first.is_empty() => self.first.to_owned(),
            _ => char::from(b'A' + u8::try_from(index).unwrap()).to_string(),
        };
        let each = |line: &dyn Fn(usize) -> String| (0..self.sheets.len()).map(line).collect::<String>();
        let listed = each(&|i| {
            let state = if i == 1 { r#" state="hidden""# } else { "" };
            format!(r#"<sheet name="{}" sheetId="{}"{state} r:id="rId{}"/>"#, name(i), i + 1, i + 1)
        });
        let properties = self.properties;
        let workbook = format!("<workbook>{properties}<sheets>{listed}</sheets></workbook>");
        let related = each(&|i| {
            format!(r#"<Relationship Id="rId{}" Type="x/worksheet" Target="worksheets/sheet{i}.xml"/>"#, i + 1)
        });
        let related = format!("<Relationships>{related}</Relationships>");
        let shared = format!("<sst{}>{}</sst>", self.shared_attributes, self.shared);
        let sheets: Vec<(String, String)> = self
            .sheets
            .iter()
            .enumerate()
            .map(|(i, rows)| {
                let (before, after) = (self.before, self.after);
                (
                    format!("xl/worksheets/sheet{i}.xml"),
                    format!("<worksheet>{before}<sheetData>{rows}</sheetData>{after}</worksheet>"),
                )
            })
            .collect();
        let root = r#"<Relationships><Relationship Id="a" Type="x/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
        let mut parts = vec![
            ("[Content_Types].xml", "<Types/>"),
            ("_rels/.rels", root),
            ("xl/workbook.xml", &workbook),
            ("xl/_rels/workbook.xml.rels", &related),
            ("xl/sharedStrings.xml", &shared),
            ("xl/styles.xml", if self.styles.is_empty() { STYLES } else { self.styles }),
        ];
        parts.extend(sheets.iter().map(|(name, content)| (name.as_str(), content.as_str())));
        archive(&parts)
    }
}

/// An ODS with one sheet `A` of these rows.
pub fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"A\">{rows}</table:table>\
         </office:spreadsheet></office:body></office:document-content>"
    );
    ods_of(&content)
}

/// An ODS with this content.
pub fn ods_of(content: &str) -> Vec<u8> {
    archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest:manifest/>"),
        ("content.xml", content),
    ])
}
