//! Danish.

use super::words::*;

pub(super) const LEXICON: Lexicon = Lexicon {
    tag: "da",
    name: "Danish",
    mark: DecimalMark::Comma,
    compounds: true,
    endings: &[],
    lands: "US amerikanske, us; CA canadiske; AU australske; NZ newzealandske; HK hongkong, hong kong; \
            SG singapore, singaporeanske; TW taiwanske, taiwan; GB britiske, engelske; SE svenske; NO norske; \
            DK danske; IS islandske; CZ tjekkiske; CH schweiziske; EG egyptiske; MX mexicanske; IN indiske; \
            RU russiske; TR tyrkiske",
    numbers: &[
        (
            0,
            1,
            "nul en/et/én to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten",
        ),
        (20, 10, "tyve tredive fyrre halvtreds tres halvfjerds firs halvfems"),
    ],
    entries: &[
        (MORE, "mere end | over | flere end | godt | overstiger | lidt over | lidt mere end | større end"),
        (AT_LEAST, "mindst | minimum | ikke mindre end | i hvert fald"),
        (LESS, "mindre end | under | knap | lige under"),
        (AT_MOST, "op til | højst | maksimalt | maks | ikke mere end | højest"),
        (About, "ca | omkring | næsten | tæt på | rundt regnet | knapt"),
        (AboutAfter, "cirka | omtrent"),
        (Estimate, "anslået | anslås | skønnet | vurderet | skønsmæssigt"),
        (Between, "mellem"),
        (From, "fra"),
        (To, "til"),
        (And, "og"),
        (Or, "eller"),
        (
            Vague,
            "flere | nogle | mange | adskillige | et par | snesevis af | hundredvis af | tusindvis af | millionvis af",
        ),
        (Vague, "millionbeløb | trecifret | tocifret | encifret"),
        (Change, "stigning på | steget med | fald på | faldet med | forskel på | procent af | forøget med"),
        (ChangeAfter, "mere end | mindre end | mere | mindre"),
        (
            EachAfter,
            "hver | per person | pr person | pr styk | stykket | pr gram | pr kilo | pr kilogram | pr liter | pr ton",
        ),
        (Doubt, "uden | undtagen | aldrig | ingen | bortset fra | ekskl"),
        (Doubt, "ikke | minus | halvdelen af | pr | per | gange"),
        (HUNDRED, "hundrede | hundred"),
        (lone_scale(3), "tusind | tusinde"),
        (scale(6), "million | millioner | mio"),
        (scale(9), "milliard | milliarder | mia"),
        (scale(12), "billion | billioner"),
        (Part(50), "halv | halve | en halv"),
        (Part(150), "halvanden | halvandet"),
        (AndPart(50), "og en halv"),
        (sign("EUR"), "euro"),
        (DOLLARS, "dollar | dollars"),
        (unit("GBP"), "britiske pund"),
        (unit("DKK"), "danske kroner"),
        (unit("SEK"), "svenske kroner"),
        (unit("NOK"), "norske kroner"),
        (shared("DKK", &["NOK", "SEK", "ISK"]), "kroner | krone"),
        (unit("CHF"), "schweizerfranc"),
        (Cent, "øre"),
        (Pieces, "seddel | sedler | mønt | mønter | pengesedler"),
        (Percent, "procent"),
        (
            Filler,
            "i alt | en værdi af | værdi af | til en værdi af | svarende til | for | på | et beløb på | beløb på | samlet | af",
        ),
        (Describing, "falske"),
        (
            Plain,
            "og | i | på | af | som | er | har | med | for | at | det | den | til | fra | beslaglagt | kontanter | penge | politiet",
        ),
        (MORE, "overstigende | højere end"),
        (AT_LEAST, "ikke under"),
        (LESS, "lidt under | lavere end"),
        (AT_MOST, "ikke over | maksimum"),
        (AT_LEAST_AFTER, "eller mere | eller derover | og derover | mindst"),
        (AT_MOST_AFTER, "eller mindre | eller derunder | maksimalt"),
        (About, "op mod | cirka omkring | i omegnen af"),
        (Estimate, "vurderet til | anslået til"),
        (scale(3), "tus | tusinder"),
        (scale(6), "mill | millones | milioner | miljoner"),
        (scale(9), "miliarder | miljarder"),
        (Doubt, "end"),
        (
            Filler,
            "ialt | en samlet værdi af | samlet værdi af | til en værdi på | værdier for | kun | præcis \
             | yderligere | dvs | tilsvarende",
        ),
        (
            Thing,
            "konto | konti | bil | biler | køretøjer | side | sag | sager | faktura | lejlighed | lejligheder \
             | hus | huse | ejendom | ejendomme | ur | ure | personer | person | firmaer | bank | banker | kilo | kg \
             | gram | ton | ha | hektar | meter | liter | telefoner | aktier | dage | uger | måneder | år | timer \
             | artikel | stk | cigaretter | våben | båd | lande | nummer | bilag | januar | februar | marts | april \
             | maj | juni | juli | august | september | oktober | november | december",
        ),
        (
            Plain,
            "beslaglagde | beslaglæggelse | indefrosset | indefrosne | konfiskeret | konfiskerede | stjålet \
             | hvidvasket | hvidvask | svindel | svindlet | bedrageri | skat | moms | betalt | modtaget | overført \
             | fundet | kontant | midler | aktiver | formue | guld | smykker | kryptovaluta | krypto | tab | gevinst \
             | gæld | bøde | bøder | korruption | narkotika | kokain | varer | retten | staten | hos | ved | efter \
             | mod | gennem | ifølge | hidtil | allerede | også | var | havde | blev | kan | skal | denne | disse \
             | der | men | per år | om året | årligt | netto | brutto | danmark | udlandet",
        ),
        (
            Dating,
            "i | år | siden | fra | til | januar | februar | marts | april | maj | juni | juli | august \
             | september | oktober | november | december",
        ),
        (POUNDS, "pund"),
        (unit("DEM"), "tyske mark"),
    ],
};

#[cfg(test)]
mod tests {
    use super::super::super::tests::reads_in;

    #[test]
    fn danish_phrases_are_read_or_refused() {
        reads_in(LANGUAGE, PHRASES);
    }

    const LANGUAGE: &str = "da";

    /// A phrase and its amount; `!` where it is to be refused, `?` where it is unless the language is named.
    #[rustfmt::skip]
    const PHRASES: &[(&str, &str)] = &[
            ("mere end 3 millioner euro", "> 3000000 EUR"),
            ("cirka 450.000 danske kroner", "~ 450000 DKK"),
            ("mindst 10 millioner euro", ">= 10000000 EUR"),
            ("500 kroner", "!"),
            ("halvanden million euro", "1500000 EUR"),
            ("flere millioner euro", "!"),
    ];
}
