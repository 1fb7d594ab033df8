//! Croatian.

use super::words::*;

pub(super) const LEXICON: Lexicon = Lexicon {
    tag: "hr",
    name: "Croatian",
    mark: DecimalMark::Comma,
    compounds: false,
    endings: &[],
    numbers: &[
        (
            0,
            1,
            "nula jedan/jedna/jedno/jednog/jednu dva/dvije/dvoje tri četiri pet šest sedam osam devet deset jedanaest dvanaest",
        ),
        (13, 1, "trinaest četrnaest petnaest šesnaest sedamnaest osamnaest devetnaest"),
        (20, 10, "dvadeset trideset četrdeset pedeset šezdeset sedamdeset osamdeset devedeset"),
        (
            100,
            100,
            "sto/stotinu dvjesto/dvesta/dvjesta tristo/trista četiristo petsto šeststo/šesto sedamsto osamsto devetsto",
        ),
    ],
    entries: &[
        (
            MORE,
            "više od | preko | iznad | veći od | veća od | nešto više od | premašuje | premašila | više nego | viša od",
        ),
        (AT_LEAST, "najmanje | barem | minimalno | ne manje od | bar"),
        (LESS, "manje od | ispod | nešto manje od | niža od"),
        (AT_MOST, "najviše | maksimalno | ne više od | do najviše | do iznosa od"),
        (UpTo, "do"),
        (AT_LEAST_AFTER, "ili više | i više"),
        (About, "oko | gotovo | skoro | blizu | zamalo | nekih"),
        (AboutAfter, "otprilike | približno"),
        (Estimate, "procijenjena | procijenjen | procjenjuje | procijenjene | procjena | procenjena | procenjuje"),
        (Between, "između"),
        (From, "od"),
        (And, "i"),
        (Or, "ili"),
        (
            Vague,
            "nekoliko | više | desetak | desetke | desetine | stotine | deseci | stotinjak | brojne | mnogo | par | desetaka",
        ),
        (Change, "povećanje od | porast od | pad od | rast od | povećan za | smanjen za | razlika od | posto od"),
        (ChangeAfter, "više nego | manje nego | više | manje"),
        (
            EachAfter,
            "svaki | svaka | svako | po osobi | po komadu | po gramu | po kilogramu | po kilu | po litri | po toni",
        ),
        (Doubt, "bez | osim | nikad | nikada | izuzev"),
        (Doubt, "ne | minus | nije | pola od | po | polovica od | svaki"),
        (scale(3), "tisuća | tisuće | tisuću | tis | hiljada | hiljade | hiljadu"),
        (lone_scale(6), "milijun | milion"),
        (scale(6), "milijuna | milijuni | mil | miliona | milioni | milijune"),
        (lone_scale(9), "milijarda | milijardu"),
        (scale(9), "milijarde | milijardi | mlrd"),
        (Part(50), "pola | pol"),
        (AndPart(50), "i pol | i po"),
        (sign("EUR"), "euro | eura | eur | eure | evra | evro"),
        (DOLLARS, "dolar | dolara | dolari"),
        (unit("USD"), "američkih dolara"),
        (unit("HRK"), "kuna | kune | kunu | kn"),
        (unit("BAM"), "konvertibilnih maraka | km | maraka"),
        (unit("RSD"), "srpskih dinara"),
        (shared("RSD", &["MKD", "DZD", "KWD"]), "dinara | dinar"),
        (unit("GBP"), "funti | britanskih funti"),
        (unit("CHF"), "švicarskih franaka | švajcarskih franaka"),
        (Cent, "centi | lipa"),
        (Pieces, "novčanica | novčanice | novčanicu | kovanica | kovanice | apoena"),
        (Percent, "posto | postotaka | odsto"),
        (
            Filler,
            "ukupno | u iznosu od | iznos od | vrijednosti | vrijednost | u vrijednosti od | za | od | ukupne vrijednosti | iznosu | još",
        ),
        (Filler, "vrijednosti od | u visini od | vrednosti | iznosa"),
        (Describing, "krivotvorenih | lažnih"),
        (
            Plain,
            "i | u | na | iz | je | su | se | za | od | koji | koja | koje | imovina | imovine | oduzeto | oduzeta | zaplijenjeno",
        ),
        (Plain, "policija | gotovine | računima | godišnje | novca | zaplenjeno"),
    ],
};

#[cfg(test)]
mod tests {
    use super::super::super::tests::reads_in;

    #[test]
    fn croatian_phrases_are_read_or_refused() {
        reads_in(LANGUAGE, PHRASES);
    }

    const LANGUAGE: &str = "hr";

    /// A phrase and its amount; `!` where it is to be refused, `?` where it is unless the language is named.
    #[rustfmt::skip]
    const PHRASES: &[(&str, &str)] = &[
            ("više od 3 milijuna eura", "> 3000000 EUR"),
            ("oko 450 tisuća eura", "~ 450000 EUR"),
            ("najmanje 10 milijuna kuna", ">= 10000000 HRK"),
            ("nekoliko milijuna eura", "!"),
            ("pola milijuna eura", "500000 EUR"),
            ("do 5 milijuna eura", "<= 5000000 EUR"),
    ];
}
