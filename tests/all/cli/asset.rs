use super::desk::Desk;

#[test]
fn the_list_has_each_asset_once_in_aligned_columns() {
    let desk = Desk::new();
    desk.does("case open mill --title Mill --lead DE");
    desk.does("freeze --case coco --in DE,HU --kind bank-account --on 2024 --source S1");
    desk.does("seize --case coco --in unstated --kind domain-name --amount non-valued --on 2024 --source S1");
    desk.does("freeze --case mill --in FR --kind art --amount \"~5000 EUR\" --on 2024 --source S1");
    desk.does("freeze --part-of coco:1 --case mill --in HU --on 2024 --source S1");
    assert_eq!(
        desk.does("asset list"),
        "asset     kind          places            stage   amount
coco:1    bank-account  DE+HU             frozen  not stated (what is left)
coco:1.1  bank-account  HU                frozen  not stated
coco:2    domain-name   place not stated  seized  non-valued
mill:1    art           FR                frozen  ~5000.00 EUR
"
    );
    assert_eq!(
        desk.does("asset list --case mill"),
        "asset     kind          places  stage   amount\ncoco:1.1  bank-account  HU      frozen  not stated\n\
         mill:1    art           FR      frozen  ~5000.00 EUR\n"
    );
    desk.refuses(
        "asset list --case x",
        1,
        "impound: --case: there is no case x\n  hint: open it: `impound case open x --title … --lead CC`\n",
    );
}
