//! Croatian.

use super::words::*;

pub(super) const LEXICON: Lexicon = Lexicon {
    tag: "hr",
    name: "Croatian",
    mark: DecimalMark::Comma,
    compounds: false,
    endings: &[],
    lands: "US američkih, američka; CA kanadskih; AU australskih; HK hongkonških; SG singapurskih; \
            GB britanskih; SE švedskih; NO norveških; DK danskih; CZ čeških; CH švicarskih; RS srpskih; \
            RU ruskih; TR turskih; BA konvertibilnih; MK makedonskih; DE njemačkih",
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
        (unit("BAM"), "konvertibilnih maraka | km"),
        (unit("RSD"), "srpskih dinara"),
        (shared("RSD", &["MKD", "DZD", "KWD"]), "dinara | dinar"),
        (unit("GBP"), "britanskih funti"),
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
        (MORE, "veće od | koji premašuje"),
        (AT_LEAST, "u najmanju ruku"),
        (LESS, "manje nego | niži od | nepunih"),
        (AT_MOST, "maks"),
        (AT_LEAST_AFTER, "minimalno | najmanje"),
        (AT_MOST_AFTER, "ili manje | maksimalno"),
        (About, "ca | okvirno | otpr | pribl | negdje oko"),
        (Estimate, "procijenjena na | procijenjeno na | procijenjen na | procijenjene na | procjenjuje se na"),
        (scale(3), "hilj"),
        (scale(6), "milijunima | miliuna"),
        (Doubt, "nego"),
        (
            Filler,
            "u ukupnoj vrijednosti | u ukupnom iznosu od | u vrijednosti | vrijednost od | vrijedan | vrijedne \
             | iznosu od | iznos | svota od | točno | samo | dodatnih | odnosno | to jest | tj | šteta od | štetu od \
             | kazna od | kaznu od | imovina vrijedna | imovinu vrijednu | imovina u vrijednosti od",
        ),
        (
            Thing,
            "račun | računi | računa | auto | automobil | automobila | automobili | vozilo | vozila | stranica \
             | predmet | predmeta | faktura | stan | stana | stanova | kuća | kuće | nekretnina | nekretnine | sat \
             | satova | osoba | osobe | ljudi | tvrtka | tvrtki | banka | kg | kilogram | kilograma | grama | tona \
             | ha | hektara | metara | litara | telefona | dionica | dan | dana | tjedan | mjesec | mjeseci | godina \
             | godine | sati | komada | kom | puta | cigareta | oružja | zemalja | broj | br | prilog | siječanj \
             | siječnja | siječnju | veljača | veljače | veljači | ožujak | ožujka | ožujku | travanj | travnja \
             | travnju | svibanj | svibnja | svibnju | lipanj | lipnja | lipnju | srpanj | srpnja | srpnju | kolovoz \
             | kolovoza | kolovozu | rujan | rujna | rujnu | listopad | listopada | listopadu | studeni | studenoga \
             | studenog | prosinac | prosinca | prosincu",
        ),
        (
            Plain,
            "zaplijenjena | zaplijenjen | zaplijenili | zapljena | oduzimanje | blokirano | blokirana | zamrznuta \
             | zamrznuto | konfiscirano | ukrao | ukrali | prijevara | prijevare | prevara | pranje | pranja | porez \
             | poreza | pdv | platio | platili | primio | dobio | prebacio | pronašli | pronađeno | gotovina \
             | gotovini | novac | novčanih | sredstva | sredstava | imovinu | zlato | zlata | nakit | kriptovaluta \
             | kriptovalute | kriptovalutama | šteta | štete | gubitak | dobit | dobiti | prihod | dug | kazna | kazne \
             | mito | mita | korupcija | droga | droge | kokain | roba | robe | kredit | ugovor | uskok | državno \
             | odvjetništvo | sud | suda | država | države | kriminal | kriminala | nezakonito | stečena | stečene | a \
             | ali | kada | gdje | nakon | prije | tijekom | između njih | prema | dosad | već | također | danas \
             | jučer | bio | bila | bilo | bili | ima | imao | može | taj | ta | to | ovi | njegov | njihov | sve \
             | druge | mjesečno | neto | bruto | hrvatska | inozemstvu | ruskih | s | sa | kod",
        ),
        (
            Dating,
            "u | od | godine | godina | do | godini | siječanj | siječnja | siječnju | veljača | veljače \
             | veljači | ožujak | ožujka | ožujku | travanj | travnja | travnju | svibanj | svibnja | svibnju | lipanj \
             | lipnja | lipnju | srpanj | srpnja | srpnju | kolovoz | kolovoza | kolovozu | rujan | rujna | rujnu \
             | listopad | listopada | listopadu | studeni | studenoga | studenog | prosinac | prosinca | prosincu",
        ),
        (POUNDS, "funti | funta | funte"),
        (MARKS, "maraka | marke"),
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
