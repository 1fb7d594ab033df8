//! Any bytes are a table or refused: every row has its line number, in order, and every fault has a message.

#![no_main]

use std::cell::LazyCell;

use impound::intake::read::{Opened, Told};
use impound::intake::{Cells, Intake, Wanted};
use impound_fuzz::Folder;
use libfuzzer_sys::fuzz_target;

thread_local! {
    static FOLDER: LazyCell<Folder> = LazyCell::new(Folder::enter);
}

fuzz_target!(|data: &[u8]| {
    let path = FOLDER.with(|folder| folder.file("table"));
    std::fs::write(&path, data).unwrap();
    let Ok(opened) = Opened::open(&path, &Told::default()) else { return };
    for sheet in opened.detected().sheets.clone() {
        let Ok(rows) = opened.rows(&sheet) else { continue };
        let mut line = 0;
        for row in rows {
            let at = match row {
                Ok(row) => row.line,
                Err(fault) => {
                    assert!(!fault.fault.what().is_empty());
                    fault.line
                }
            };
            assert!(at >= line, "line {at} comes after line {line}");
            line = at;
        }
    }
    let Ok(intake) = Intake::new(&opened, "table", None, Cells::Kept) else { return };
    let mut rows = 0;
    let _: Result<(), _> = intake.take(&mut |chunk| {
        rows += chunk.rows.len();
        Wanted::More
    });
    assert!(rows <= data.len() + 1, "{rows} rows of {} bytes", data.len());
});
