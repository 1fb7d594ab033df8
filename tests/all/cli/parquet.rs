//! `export parquet`: without the feature it is refused; with it, two other readers get every figure to the last digit.

use super::desk::Desk;

#[cfg(not(feature = "parquet"))]
#[test]
fn without_the_feature_it_says_what_to_use() {
    let desk = Desk::new();
    let refusal = "impound: this program cannot write Parquet\n  hint: use a build with the feature `parquet`\n";
    desk.refuses("export parquet [desk]/tables", 2, refusal);
}

#[cfg(feature = "parquet")]
mod written {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;
    use std::process::Command;

    use serde_json::{Value, json};

    use super::Desk;
    use crate::tools;

    /// The reader.
    const READ: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/all/cli/parquet.py");

    /// What other readers find in an export, once they agree with the CSVs; nothing if there is no such reader.
    #[track_caller]
    fn read(desk: &Desk, flags: &str) -> Option<Value> {
        for table in ["tables", "csvs"] {
            let _: std::io::Result<()> = fs::remove_dir_all(desk.path(table));
        }
        let said = desk.run(&format!("export parquet [desk]/tables {flags}"));
        assert_eq!(said.code, 0, "{}", said.err);
        fs::create_dir(desk.path("csvs")).unwrap();
        for report in ["register", "actions", "holdings"] {
            desk.does(&format!("report {report} --raw --output [desk]/csvs/{report}.csv {flags}"));
        }
        let readers = ["duckdb", "pyarrow"].map(|reader| tools::importable(reader, "export parquet"));
        if readers.contains(&false) {
            return None;
        }
        let page = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/how-to/parquet.md").into();
        let paths = [desk.path("tables"), desk.path("csvs"), page];
        let ended = Command::new("python3").arg(READ).args(paths).output().unwrap();
        assert!(ended.status.success(), "{flags}: {}", String::from_utf8_lossy(&ended.stderr));
        Some(serde_json::from_slice(&ended.stdout).unwrap())
    }

    fn desk() -> Desk {
        let desk = Desk::new();
        for (kind, amount) in [
            ("cash", "5000000 EUR"),
            ("cash", ">5000000 EUR"),
            ("crypto-asset", "0.000000000000000001 ETH"),
            ("crypto-asset", "79228162514.264337593543950335 ETH"),
            ("art", "~3..<4 EUR"),
            ("goods", "<=10 JPY"),
            ("contraband", "non-valued"),
            ("other", "unstated"),
        ] {
            desk.does(&format!(
                "freeze --case coco --in DE,HU --kind {kind} --on 2024-01-02 --source S1 --anyway --amount \"{amount}\" \
                 --value \"7 EUR\" --count \">3\" --count-of pieces --subject owner:Eve --id other:X7"
            ));
        }
        desk.does("seize --part-of coco:1 --in DE --on ../2024-02 --source S1 --amount \"2 EUR\"");
        desk.does("freeze --case coco --in FR --kind cash --on 2023-12/2024-06 --source S1 --may-overlap coco:2 --amount \"1 EUR\"");
        desk.does("dispose --asset coco:5 --how sold --on 2024-06~ --source S1 --proceeds \"9 EUR\"");
        desk
    }

    #[test]
    fn every_figure_is_read_to_the_last_digit() {
        let Some(found) = read(&desk(), "") else { return };
        assert_eq!(found["assets"]["rows"], 11);
        assert_eq!(found["assets"]["sums"]["ETH"], "79228162514.264337593543950336");
        assert_eq!(found["register"]["entry"], "14");
        assert_eq!(found["manual"].as_array().unwrap().len(), 2);
        let additive = &found["additive"];
        for (asset, adds) in
            [("coco:1", false), ("coco:1.1", false), ("coco:2", false), ("coco:3", true), ("coco:9", false)]
        {
            assert_eq!(additive[asset], adds, "{asset}");
        }
        // A range has two ends, or only the last.
        for dates in [["../2024-02", "", "2024-02-29"], ["2023-12/2024-06", "2023-12-01", "2024-06-30"]] {
            assert!(found["dates"].as_array().unwrap().contains(&json!(dates)), "{}", found["dates"]);
        }
    }

    #[test]
    fn personal_columns_are_there_only_if_asked_for() {
        let desk = desk();
        let has = |found: &Value| {
            let columns = found["register"]["columns"].as_array().unwrap();
            ["identifiers", "subjects"].map(|name| columns.contains(&json!(name)))
        };
        let Some(hidden) = read(&desk, "") else { return };
        let tables = ["register", "assets", "actions", "holdings"].map(|name| format!("tables/{name}.parquet"));
        let holds = |datum: &str| {
            tables.iter().any(|table| {
                let bytes = fs::read(desk.path(table)).unwrap();
                bytes.windows(datum.len()).any(|window| window == datum.as_bytes())
            })
        };
        assert!(has(&hidden) == [false; 2] && !holds("owner:Eve") && !holds("X7"));
        let shown = read(&desk, "--personal").unwrap();
        assert!(has(&shown) == [true; 2] && holds("owner:Eve") && holds("X7"));
        desk.does("restrict 4 --reason contested");
        read(&desk, "--personal").unwrap();
    }

    #[test]
    fn what_does_not_fit_is_counted_and_never_rounded() {
        let desk = Desk::new();
        for amount in ["99999999999999999999.99 EUR", "100000000000000000000 EUR", ">79228162514264337593543950 EUR"] {
            desk.does(&format!(
                "seize --case coco --in DE --kind other --on 2024 --source S1 --anyway --amount \"{amount}\""
            ));
        }
        let said = desk.run("export parquet [desk]/one");
        let note = "impound: note: 11 figures do not fit into DECIMAL(38,18), and are NULL there; the columns of text have them\n";
        assert_eq!((said.code, said.err.as_str()), (0, note));
        read(&desk, "");
    }

    #[test]
    fn the_directory_is_new_private_and_always_the_same() {
        let desk = desk();
        assert_eq!(desk.does("export parquet [desk]/one"), "4 files of 14 entries: [desk]/one\n");
        desk.does("export parquet [desk]/two --quiet");
        for name in ["register", "assets", "actions", "holdings"] {
            let [one, two] = ["one", "two"].map(|directory| desk.path(&format!("{directory}/{name}.parquet")));
            assert_eq!(fs::read(&one).unwrap(), fs::read(&two).unwrap(), "{name}");
            assert_eq!(fs::metadata(&one).unwrap().permissions().mode() & 0o777, 0o600, "{name}");
        }
        let refusal = "impound: [desk]/one exists already\n  hint: it is never overwritten: name another directory\n";
        desk.refuses("export parquet [desk]/one", 1, refusal);
        let said: Value = serde_json::from_str(&desk.does("export parquet [desk]/three --json")).unwrap();
        assert_eq!(
            (&said["entries"], &said["too_large"], &said["directory"]),
            (&json!(14), &json!(0), &json!("[desk]/three"))
        );
    }
}
