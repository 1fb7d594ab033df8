//! Luxembourgish.

use super::words::*;

pub(super) const LEXICON: Lexicon = Lexicon {
    tag: "lb",
    name: "Luxembourgish",
    mark: DecimalMark::Comma,
    compounds: true,
    endings: &[],
    lands: "US amerikanesch; CH schwäizer; LU lëtzebuerger; BE belsch",
    numbers: &[
        (0, 1, "nul een/eng/enger zwee/zwou/zwéin dräi véier fënnef/fennef sechs siwen aacht néng zéng eelef zwielef"),
        (20, 10, "zwanzeg drësseg véierzeg fofzeg sechzeg siwwenzeg achtzeg nonzeg"),
    ],
    entries: &[
        (MORE, "méi wéi | iwwer | méi ewéi | gutt | gutt iwwer | iwwert"),
        (AT_LEAST, "mindestens | op d mannst | opmannst"),
        (LESS, "manner wéi | ënner | manner ewéi"),
        (AT_MOST, "bis zu | maximal | héchstens | net méi wéi"),
        (UpTo, "bis"),
        (About, "ronn | ongeféier | bal | knapps | ca | circa | géint | ëm déi | no un"),
        (Estimate, "geschat | geschate | geschaten | schätzungsweis"),
        (Between, "tëscht | tëschent"),
        (And, "an | a"),
        (Or, "oder"),
        (Vague, "puer | e puer | eng puer | verschidden | méi | vill | honnertdausende | dausende | honnerte"),
        (Change, "eropgaang ëm | eng hausse vun | erofgaang ëm"),
        (ChangeAfter, "méi wéi | manner wéi | méi ewéi"),
        (Doubt, "ouni | ausser | kee | keng"),
        (Doubt, "net | minus | pro"),
        (HUNDRED, "honnert"),
        (lone_scale(3), "dausend"),
        (scale(6), "millioun | milliounen | mio"),
        (scale(9), "milliard | milliarden | mrd"),
        (Part(50), "hallef | hallwer | eng hallef | enger hallwer"),
        (Part(150), "annerhallef | annerhalleft"),
        (sign("EUR"), "euro"),
        (DOLLARS, "dollar | dollaren"),
        (unit("LUF"), "lëtzebuerger frang"),
        (unit("CHF"), "schwäizer frang"),
        (unit("GBP"), "pond | britesch pond"),
        (Cent, "cent"),
        (Pieces, "schäin | billjeeën | billjeten | mënzen"),
        (Percent, "prozent"),
        (Of, "u | vun"),
        (Filler, "vun | insgesamt | am wäert vun | an der héicht vun | fir | e | eng zomm vun | déi | den"),
        (
            Plain,
            "an | an der | vun | fir | op | mat | den | de | d | dat | ass | sinn | goufen | gouf | konfiskéiert | saiséiert | suen",
        ),
        (Plain, "lëtzebuerg | am | eng | e | iwwer de | no | konten"),
        (AT_LEAST, "op mannst | wéinstens"),
        (LESS, "knapp ënner"),
        (About, "ronderëm"),
        (Doubt, "wéi"),
        (Filler, "wäert vun | zomm vun | am ganzen | an héicht vun"),
        (Plain, "beschlagnahmt | gefruer | boergeld | geld | verméigen | vun der"),
        (
            Thing,
            "kont | konten | auto | autoen | haus | haiser | persoun | persounen | kilo | kg | deeg | joer \
             | januar | februar | mäerz | abrëll | mee | juni | juli | august | september | oktober | november \
             | dezember",
        ),
        (
            Dating,
            "joer | am joer | an | zënter | januar | februar | mäerz | abrëll | mee | juni | juli | august \
             | september | oktober | november | dezember",
        ),
    ],
};

#[cfg(test)]
mod tests {
    use super::super::super::tests::reads_in;

    #[test]
    fn luxembourgish_phrases_are_read_or_refused() {
        reads_in(LANGUAGE, PHRASES);
    }

    const LANGUAGE: &str = "lb";

    /// A phrase and its amount; `!` where it is to be refused, `?` where it is unless the language is named.
    #[rustfmt::skip]
    const PHRASES: &[(&str, &str)] = &[
            ("méi wéi 3 Milliounen Euro", "> 3000000 EUR"),
            ("ronn 450.000 Euro", "~ 450000 EUR"),
            ("op d'mannst 10 Milliounen Euro", ">= 10000000 EUR"),
            ("e puer Milliounen Euro", "!"),
            ("eng hallef Millioun Euro", "500000 EUR"),
    ];
}
