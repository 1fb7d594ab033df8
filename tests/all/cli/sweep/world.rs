//! The surroundings of the sweep: a ledger and files that hold a hostile text wherever they can.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::oracle;
use crate::cli::desk::Desk;
use crate::intake::book::Book;

/// Texts that the ledger accepts, or that some of its commands do.
pub(super) const LAWFUL: &[&str] = &[
    "=cmd|'/C calc'!A0",
    "+49 30",
    "-2+3",
    "@SUM(A1)",
    "|calc",
    "%0A",
    "＝1+1",
    "'=1",
    "''",
    "\u{fe0f}=1",
    "\u{2800}@x",
    "../../outside",
    "/etc/passwd",
    "a\"b,c;d\\",
    "{}%s$(id)`id`",
];

/// Texts with characters that the ledger accepts in no text.
pub(super) const HOSTILE: &[&str] = &[
    "\u{1b}[2Jx",
    "\u{1b}]0;title\u{7}",
    "\u{9b}31m",
    "a\u{202e}b\u{2066}",
    "\u{200b}=1",
    "x\u{e0041}\u{e0042}",
    "a\rb\nc\td",
    "\u{7f}\u{8}\u{8}",
    "\u{feff} =1",
    "\u{2028}x\u{ad}",
    "\t=1",
];

/// What another program may do to a ledger: statements in which `?1` is a hostile text.
pub(super) const CHANGES: &[&str] = &[
    "UPDATE personal SET data = ?1",
    "UPDATE case_file SET case_ref = ?1",
    "UPDATE source SET source_ref = ?1 WHERE source_ref = 'S1'",
    "UPDATE family SET root = ?1 || root",
    "UPDATE family SET steps = ?1",
    "UPDATE family SET steps = replace(steps, 'frozen', ?1) || ?1",
    "INSERT INTO guest (case_ref, family) VALUES (?1, 1)",
    "INSERT INTO reference (ref, entry) VALUES (?1, 2)",
    "UPDATE total SET key = ?1 || key",
    "UPDATE total SET breakdown = breakdown || ?1",
    "UPDATE total SET lower = ?1",
    "UPDATE entry SET bytes = CAST(?1 AS BLOB) WHERE entry = 2",
    "UPDATE entry SET bytes = CAST(replace(CAST(bytes AS TEXT), 'coco', ?1) AS BLOB)",
    "UPDATE entry SET bytes = CAST(replace(CAST(bytes AS TEXT), 'Ada', ?1) AS BLOB)",
    "UPDATE entry SET bytes = CAST(replace(CAST(bytes AS TEXT), 'Coco', '\\u001b[2J\\u202e') AS BLOB) WHERE ?1 <> ''",
    "UPDATE entry SET bytes = CAST(replace(CAST(bytes AS TEXT), '\"kind\"', '\"' || ?1 || '\"') AS BLOB)",
    "UPDATE entry SET bytes = CAST(replace(CAST(bytes AS TEXT), 'impound 0', ?1 || '0') AS BLOB)",
    "UPDATE rate SET rate = ?1",
    "UPDATE rate SET currency = ?1",
    "UPDATE rate SET rate_set = ?1",
    "UPDATE rate_set SET rate_set = ?1",
    "DELETE FROM entry WHERE entry = 3 AND ?1 <> ''",
];

/// Where the sweep runs.
pub(super) struct World {
    desk: Desk,
    text: String,
    runs: Cell<u32>,
}

impl World {
    /// A ledger with a text wherever it accepts it, and files that contain it and are named after it.
    pub(super) fn new(text: &str) -> World {
        let desk = Desk::new();
        let world = World { desk, text: text.to_owned(), runs: Cell::new(0) };
        world.desk.does("freeze --case coco --in DE --kind cash --on 2024 --source S1 --amount \"100 EUR\"");
        world
            .desk
            .does("freeze --case coco --in DE --kind cash --on 2024 --source S1 --subject Doe --id other:1 --ref r");
        // One asset that can move, and one that is lost.
        world.desk.does("freeze --case coco --in FR --kind vessel --on 2024 --source S1 --ref m");
        world.desk.does("freeze --case coco --in FR --kind vehicle --on 2024 --source S1 --ref g");
        world.desk.does("dispose --asset @g --how lost --on 2024 --source S1");
        world.desk.does("claim coco --about victims --count 5 --on 2024 --source S1");
        for directory in ["in", "out"] {
            fs::create_dir(world.desk.path(directory)).unwrap();
        }
        let quoted = format!("\"{}\"", text.replace('"', "\"\""));
        let good = format!(
            "ref,case,action,date,jurisdictions,kind,description,note,sources\nrow,coco,seize,2024,DE,cash,{quoted},{quoted},S2\n"
        );
        let cells = format!(
            "ref,case,action,date,jurisdictions,kind,description,amount,subjects,identifiers,note,sources\n{}\n",
            [quoted.as_str(); 12].join(",")
        );
        let map = format!("[columns]\n{0} = {0}\n\"case\" = {{ value = {0} }}\n", toml(text));
        let sheet =
            format!("<row><c t=\"inlineStr\"><is><t>{0}</t></is></c><c t=\"e\"><v>{0}</v></c></row>", xml(text));
        let book = Book { first: &xml(text), sheets: &[&sheet], ..Book::default() }.bytes();
        world.write("good", ".csv", good.as_bytes());
        world.write("cells", ".csv", cells.as_bytes());
        world.write("header", ".csv", format!("case,{quoted}\nx,y\n").as_bytes());
        let list = format!("asset,amount,remark\ncoco:1,5 EUR,{quoted}\n");
        world.write("list", ".csv", list.as_bytes());
        world.write("map", ".toml", map.as_bytes());
        world.write("book", ".xlsx", &book);
        world.write("quotes", ".csv", b"date,currency,rate\n2024-06-28,USD,1.0705\n2024-06-27,USD,1.0696\n");
        world.write("junk", "", format!("{text}\n{text}\n{text}\n").as_bytes());
        for (word, line) in [
            ("quotes", "rates add --name court --source S1 --base EUR --valid 4 "),
            ("copy", "backup "),
            ("pack", "export pack "),
            ("bad", "export pack "),
            ("proof", "prove 2 --output="),
            ("checkpoint", "checkpoint --output="),
        ] {
            let words = line.split(' ').map(|part| part.to_owned());
            let mut words: Vec<OsString> = words.filter(|part| !part.is_empty()).map(OsString::from).collect();
            match line.ends_with('=') {
                true => words.last_mut().unwrap().push(world.file(word)),
                false => words.push(world.file(word).into_os_string()),
            }
            let said = world.desk.run_args(b"", words);
            assert_eq!(said.code, 0, "{said:?}");
        }
        let bad = world.file("bad");
        let manifest = fs::read_to_string(bad.join("manifest.sha256")).unwrap();
        let hostile = format!("{manifest}{}  {text}\n{}  ../{text}\n{text}\n", "0".repeat(64), "1".repeat(64));
        fs::write(bad.join("manifest.sha256"), hostile).unwrap();
        let name: String = text.chars().filter(|c| *c != '/').collect();
        fs::write(bad.join(format!("added{name}")), text).unwrap();
        world
    }

    /// The same world with its ledger changed by another program; `None` if the change has no effect.
    pub(super) fn altered(&self, change: &str, text: &str) -> Option<World> {
        let other = World::new(&self.text);
        let connection = Connection::open(other.desk.path("ledger.db")).unwrap();
        let mut statement = connection.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").unwrap();
        let triggers = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        let triggers: Vec<(String, String)> = triggers.map(Result::unwrap).collect();
        drop(statement);
        connection.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
        triggers.iter().for_each(|(name, _)| connection.execute_batch(&format!("DROP TRIGGER {name}")).unwrap());
        let changed = connection.execute(change, [text]).unwrap_or(0);
        triggers.iter().for_each(|(_, sql)| connection.execute_batch(sql).unwrap());
        (changed > 0).then_some(other)
    }

    /// Runs a line with a text filled in, checks everything printed or written with the oracle, and returns the exit
    /// code.
    #[track_caller]
    pub(super) fn run(&self, line: &str, text: &[u8]) -> u8 {
        let run = self.runs.get() + 1;
        self.runs.set(run);
        let out = self.named(&format!("out/{run}-"), "");
        // A NUL cannot stand in an argument.
        let text: Vec<u8> = text.iter().copied().filter(|byte| *byte != 0).collect();
        let words = shlex::split(line).unwrap().into_iter().map(|word| self.filled(&word, &text, &out, run));
        let before = self.tree();
        let said = self.desk.run_args(&[&text[..], b"\n", &text, b"\n"].concat(), words.collect());
        let context = format!("{line} with {:?} exits with {}", String::from_utf8_lossy(&text), said.code);
        assert!(said.code <= 4, "{context}");
        for printed in [&said.out, &said.err] {
            assert_eq!(oracle::harm(printed), None, "{context}");
        }
        let raw = line.contains("--raw");
        if line.contains("csv") && !raw && said.code == 0 && !line.contains("[out]") {
            assert_eq!(oracle::formula(&said.out), None, "{context}");
        }
        for path in self.tree().difference(&before) {
            let is_own = ["state", "cache", "config"].iter().any(|own| path.starts_with(self.desk.path(own)));
            assert!(is_own || is_of(path, &out), "{context} wrote {path:?}");
            let is_csv = path.extension().is_some_and(|end| end == "csv") && path.starts_with(&out);
            if is_csv || path == &out && (line.contains("csv") || line.contains("--rejects")) {
                assert_eq!(oracle::formula(&fs::read_to_string(path).unwrap()), None, "{context}, in the file");
            }
        }
        said.code
    }

    /// A register that is written with its guard and imported again says the same as before.
    #[track_caller]
    pub(super) fn register_comes_back(&self) {
        let register = |desk: &Desk| {
            let csv = desk.does("report register --personal --format csv --raw");
            let mut reader = csv::Reader::from_reader(csv.as_bytes());
            let headers = reader.headers().unwrap().clone();
            let texts =
                ["description", "quantity", "identifiers", "subjects", "as_written", "authority", "order", "note"];
            let at: Vec<usize> = texts.map(|text| headers.iter().position(|header| header == text).unwrap()).into();
            let status = headers.iter().position(|header| header == "status").unwrap();
            let current = reader.records().map(Result::unwrap).filter(|record| &record[status] == "current");
            let mut rows: Vec<Vec<String>> =
                current.map(|record| at.iter().map(|column| record[*column].to_owned()).collect()).collect();
            rows.sort();
            rows
        };
        let guarded = self.desk.does("report register --personal --format csv");
        let other = Desk::empty();
        other.does("init");
        fs::write(other.path("register.csv"), guarded).unwrap();
        let said = other.run("import [desk]/register.csv --open-missing");
        assert_eq!((said.code, said.err.as_str()), (0, ""), "{:?}", self.text);
        let (before, after) = (register(&self.desk), register(&other));
        assert!(before.len() > 2 && before == after, "{:?}: {before:?} {after:?}", self.text);
    }

    fn filled(&self, word: &str, text: &[u8], out: &Path, run: u32) -> OsString {
        let mut filled = Vec::new();
        let mut rest = word;
        while let Some((before, (name, after))) =
            rest.split_once('[').and_then(|(before, inner)| Some((before, inner.split_once(']')?)))
        {
            filled.extend(before.bytes());
            match name {
                "text" => filled.extend(text),
                "new" => filled.extend(format!("n{run}").bytes()),
                "asset" => filled.extend(b"coco:1"),
                "ledger" => filled.extend(self.desk.path("ledger.db").as_os_str().as_bytes()),
                "out" => filled.extend(out.as_os_str().as_bytes()),
                file => filled.extend(self.file(file).as_os_str().as_bytes()),
            }
            rest = after;
        }
        filled.extend(rest.bytes());
        OsString::from_vec(filled)
    }

    fn write(&self, word: &str, end: &str, bytes: &[u8]) {
        fs::write(self.named(&format!("in/{word}-"), end), bytes).unwrap();
    }

    /// The file that a word in brackets names.
    fn file(&self, word: &str) -> PathBuf {
        let end = match word {
            "good" | "cells" | "header" | "quotes" | "list" => ".csv",
            "map" => ".toml",
            "book" => ".xlsx",
            _ => "",
        };
        self.named(&format!("in/{word}-"), end)
    }

    /// A path whose name contains the text, as far as a name can.
    fn named(&self, before: &str, end: &str) -> PathBuf {
        let text: String = self.text.chars().filter(|c| !"/\0".contains(*c)).take(40).collect();
        self.desk.path(&format!("{before}{text}{end}"))
    }

    fn tree(&self) -> BTreeSet<PathBuf> {
        let (mut found, mut open) = (BTreeSet::new(), vec![self.desk.path("")]);
        while let Some(directory) = open.pop() {
            for entry in fs::read_dir(directory).unwrap().map(Result::unwrap) {
                if entry.file_type().unwrap().is_dir() {
                    open.push(entry.path());
                }
                found.insert(entry.path());
            }
        }
        found
    }
}

/// Whether a path is the one named, or belongs to a ledger of that name.
fn is_of(path: &Path, out: &Path) -> bool {
    path.starts_with(out)
        || [".lock", ".sig"].iter().any(|end| {
            let mut name = out.as_os_str().to_owned();
            name.push(end);
            path.as_os_str() == name
        })
}

/// A text as a TOML string.
fn toml(text: &str) -> String {
    let escaped = text.chars().map(|c| match c {
        '"' | '\\' => format!("\\{c}"),
        c if c.is_control() => format!("\\u{:04X}", u32::from(c)),
        c => c.to_string(),
    });
    format!("\"{}\"", escaped.collect::<String>())
}

/// A text in XML; everything but ASCII letters and digits becomes a numeric reference.
fn xml(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_ascii_alphanumeric() { c.to_string() } else { format!("&#{};", u32::from(c)) })
        .collect()
}
