//! What other agencies call impound's columns.

use crate::intake::Column;

use super::column::Seen;

/// Each column with the word beginnings that identify it, in the languages of agencies that publish: English, French,
/// German, Italian, Spanish, Portuguese, Dutch, Polish. Earlier entries are tried first.
const NAMES: &[(Column, &[&str])] = &[
    (Column::Currency, &["currency", "devise", "währung", "valuta", "moneda", "moeda", "waluta"]),
    (Column::Date, &["date", "datum", "data", "fecha", "tag der"]),
    (
        Column::Amount,
        &[
            "amount",
            "value",
            "total $",
            "montant",
            "valeur",
            "betrag",
            "wert",
            "importo",
            "valore",
            "importe",
            "valor",
            "bedrag",
            "waarde",
            "kwota",
            "wartość",
        ],
    ),
    (Column::Jurisdictions, &["country", "jurisdiction", "pays", "land", "staat", "paese", "stato", "país", "kraj"]),
    (
        Column::Action,
        &[
            "action",
            "measure",
            "mesure",
            "maßnahme",
            "massnahme",
            "provvedimento",
            "misura",
            "medida",
            "maatregel",
            "środek",
        ],
    ),
    (
        Column::Kind,
        &[
            "kind",
            "asset type",
            "property type",
            "property category",
            "category",
            "type",
            "catégorie",
            "nature",
            "art",
            "kategorie",
            "categoria",
            "tipo",
            "categoría",
            "soort",
            "rodzaj",
        ],
    ),
    (
        Column::Case,
        &[
            "case",
            "file no",
            "matter",
            "affaire",
            "dossier",
            "fall",
            "aktenzeichen",
            "verfahren",
            "procedimento",
            "caso",
            "expediente",
            "zaak",
            "sprawa",
        ],
    ),
    (
        Column::Authority,
        &[
            "authority",
            "agency",
            "court",
            "autorité",
            "tribunal",
            "behörde",
            "gericht",
            "autorità",
            "ufficio",
            "autoridad",
            "autoriteit",
            "organ",
        ],
    ),
    (Column::Quantity, &["quantity", "qty", "quantité", "menge", "anzahl", "quantità", "cantidad", "aantal", "ilość"]),
    (
        Column::Ref,
        &["ref", "id", "no", "number", "numéro", "n°", "nr", "nummer", "s_bene", "numero", "número", "numer"],
    ),
    (
        Column::Description,
        &[
            "description",
            "object",
            "what",
            "item",
            "désignation",
            "libellé",
            "bezeichnung",
            "beschreibung",
            "gegenstand",
            "descrizione",
            "bene",
            "descripción",
            "descrição",
            "omschrijving",
            "opis",
        ],
    ),
    (
        Column::Note,
        &["note", "remark", "comment", "remarque", "bemerkung", "osservazioni", "observaciones", "opmerking"],
    ),
];

/// The columns that headings probably mean, each at most once: the heading and the contents must agree.
pub(super) fn probable(columns: &[(&str, &Seen)]) -> Vec<Option<Column>> {
    let mut found = vec![None; columns.len()];
    for (column, names) in NAMES {
        // Impound's own column name takes precedence.
        let own = columns.iter().position(|(heading, _)| heading.trim().eq_ignore_ascii_case(column.as_str()));
        let by_name = |name: &&str| {
            columns
                .iter()
                .enumerate()
                .position(|(at, (heading, seen))| found[at].is_none() && begins(heading, name) && agrees(*column, seen))
        };
        if let Some(at) = own.or_else(|| names.iter().find_map(by_name)) {
            found[at] = Some(*column);
        }
    }
    found
}

/// Whether a word of a heading begins like this; a name of up to three letters must match the whole word.
fn begins(heading: &str, name: &str) -> bool {
    let heading = heading.trim().to_lowercase();
    let starts =
        std::iter::once(0).chain(heading.match_indices([' ', '_', '(', '/']).map(|(at, sign)| at + sign.len()));
    let mut rests = starts.filter_map(|at| heading.get(at..)).filter_map(|rest| rest.strip_prefix(name));
    rests.any(|rest| name.chars().count() > 3 || !rest.starts_with(char::is_alphabetic))
}

fn agrees(column: Column, seen: &Seen) -> bool {
    let filled = seen.filled();
    let most = |count: u64| filled > 0 && count * 2 > filled;
    match column {
        Column::Date => most(seen.days),
        Column::Amount => most(seen.numbers()) && seen.noisy == 0,
        Column::Quantity | Column::Ref | Column::Case => !most(seen.days),
        _ => most(seen.text) || seen.is_of_groups(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: u64, whole: u64, days: u64) -> Seen {
        Seen { text, whole, days, ..Seen::default() }
    }

    #[test]
    fn a_heading_is_recognised_in_several_languages_if_its_contents_agree() {
        let (words, wholes, days) = (seen(9, 0, 0), seen(0, 9, 0), seen(0, 0, 9));
        let found = probable(&[
            ("Aktenzeichen", &words),
            ("Datum der Sicherstellung", &days),
            ("Wert (EUR)", &wholes),
            ("Provvedimento", &words),
            ("population", &wholes),
        ]);
        let expected = [Some(Column::Case), Some(Column::Date), Some(Column::Amount), Some(Column::Action), None];
        assert_eq!(found, expected);
        assert_eq!(probable(&[("date", &words), ("amount of time", &words)]), [Some(Column::Date), None]);
    }
}
