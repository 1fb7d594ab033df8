//! `impound import`, run whole.

mod again;
mod apart;
mod faults;
mod kept;
mod killed;
mod lookalikes;
mod lossless;
mod maps;
mod masked;
mod notices;
mod own;
mod register;
mod rejects;
mod repeated;
mod signs;
mod stated;
mod unreadable;
mod whole;
mod words;

use super::desk::{Desk, Said};

/// A desk with an empty ledger and a file to import.
fn desk(file: &str, content: &str) -> Desk {
    let desk = Desk::empty();
    desk.does("init");
    put(&desk, file, content);
    desk
}

fn put(desk: &Desk, file: &str, content: &str) {
    std::fs::write(desk.path(file), content).unwrap();
}

/// Imports a file at the desk; `flags` may name others there as `[desk]/NAME`.
fn import(desk: &Desk, file: &str, flags: &str) -> Said {
    let here = desk.path("");
    let flags = flags.replace("[desk]/", here.to_str().unwrap());
    desk.run(&format!("import {} {flags}", desk.path(file).display()))
}

/// Imports a valid file, and returns what is said.
#[track_caller]
fn imports(desk: &Desk, file: &str, flags: &str) -> String {
    let said = import(desk, file, flags);
    // Some of the files are from years after the desk's clock.
    let err: String = said.err.split_inclusive('\n').filter(|line| !line.contains(" is in the future: ")).collect();
    assert_eq!((said.code, err.as_str()), (0, ""), "{}", said.out);
    said.out
}

/// Imports a file that is refused, which changes no file, and returns what is said.
#[track_caller]
fn refused(desk: &Desk, file: &str, flags: &str) -> String {
    let before = desk.files();
    let said = import(desk, file, flags);
    assert_eq!((said.code, said.out.as_str()), (1, ""), "{}", said.err);
    assert!(before == desk.files(), "a refused import has changed a file");
    said.err
}

/// Some columns of the register, a line for each row.
fn register(desk: &Desk, columns: &str) -> Vec<String> {
    report(desk, "register --personal", columns)
}

/// Some columns of a report, one line per row; `-` for an absent value.
fn report(desk: &Desk, report: &str, columns: &str) -> Vec<String> {
    let text = desk.does(&format!("report {report} --format csv --raw"));
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headings = reader.headers().unwrap().clone();
    let at = |column: &str| headings.iter().position(|heading| heading == column).unwrap_or_else(|| panic!("{column}"));
    let places: Vec<usize> = columns.split(' ').map(at).collect();
    let value = |record: &csv::StringRecord, at: usize| match &record[at] {
        "" => "-".to_owned(),
        value => value.to_owned(),
    };
    let row = |record: csv::StringRecord| places.iter().map(|at| value(&record, *at)).collect::<Vec<_>>().join(" | ");
    reader.records().map(|record| row(record.unwrap())).collect()
}
