//! Dutch.

use super::words::*;

pub(super) const LEXICON: Lexicon = Lexicon {
    tag: "nl",
    name: "Dutch",
    mark: DecimalMark::Comma,
    compounds: true,
    endings: &[],
    numbers: &[
        (
            0,
            1,
            "nul een/één/ene twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien",
        ),
        (17, 1, "zeventien achttien negentien"),
        (20, 10, "twintig dertig veertig vijftig zestig zeventig tachtig negentig"),
    ],
    entries: &[
        (
            MORE,
            "meer dan | ruim | boven | hoger dan | groter dan | iets meer dan | een kleine meer dan | ver boven | dik",
        ),
        (
            MORE,
            "boven de | meer als | bovenop de | overschrijdt | overstijgt | net boven | net iets meer dan | ruim boven de | ruim meer dan",
        ),
        (
            AT_LEAST,
            "minstens | ten minste | tenminste | minimaal | op zijn minst | op z n minst | niet minder dan | vanaf | zeker",
        ),
        (LESS, "minder dan | onder | onder de | lager dan | iets minder dan | net onder | nog geen | kleiner dan"),
        (
            AT_MOST,
            "tot maximaal | maximaal | hooguit | hoogstens | ten hoogste | niet meer dan | tot een bedrag van | tot en met",
        ),
        (AT_MOST, "niet hoger dan | niet boven | niet over"),
        (AT_LEAST, "niet onder | niet lager dan"),
        (AT_MOST, "tot wel | tot aan | tot een maximum van | een maximum van | op zijn hoogst"),
        (UpTo, "tot"),
        (To, "à"),
        (MORE_AFTER, "overschrijdt | overstijgt | te boven gaat"),
        (AT_LEAST_AFTER, "of meer | en meer | minimaal"),
        (AT_MOST_AFTER, "of minder | maximaal"),
        (About, "circa | ca | zo n | rond | rond de | omstreeks | bijna | nagenoeg | zowat | om en nabij | pakweg"),
        (
            About,
            "grofweg | tegen de | een kleine | een slordige | in de orde van | richting de | krap | een dikke | rondom",
        ),
        (AboutAfter, "ongeveer | of daaromtrent"),
        (Estimate, "geschat | geschatte | naar schatting | schatting | geraamd | geraamde | getaxeerd | begroot"),
        (Between, "tussen | tussen de | tussen d"),
        (From, "vanaf de"),
        (And, "en"),
        (Or, "of"),
        (
            Vague,
            "enkele | enige | verscheidene | verschillende | meerdere | een paar | paar | tientallen | honderden | duizenden",
        ),
        (
            Vague,
            "honderdduizenden | tienduizenden | miljoenen | miljarden | veel | vele | een aantal | talloze | diverse | tonnen",
        ),
        (Vague, "miljoenenbedrag | miljoenenwinst | anderhalve paar"),
        (
            Change,
            "stijging van | toename van | gestegen met | daling van | afname van | gedaald met | toegenomen met | groei van",
        ),
        (
            Change,
            "steeg met | daalde met | steeg van | daalde van | verschil van | procent van | een stijging met | procent van de",
        ),
        (
            ChangeAfter,
            "meer dan | minder dan | meer | minder | hoger dan | lager dan | hoger | lager | gestegen | gedaald",
        ),
        (Each, "per stuk | per hoofd"),
        (Each, "biljetten van"),
        (
            Each,
            "elk | ieder | per persoon | termijnen van | tranches van | deelbetalingen van | maandelijkse termijnen van",
        ),
        (
            EachAfter,
            "elk | ieder | per persoon | per stuk | per hoofd | per kilo | per kilogram | per gram | per ton | per liter | per vierkante meter",
        ),
        (
            EachAfter,
            "per voertuig | per auto | per zaak | per slachtoffer | per aandeel | per eenheid | per transactie | per overboeking | per factuur",
        ),
        (
            EachAfter,
            "per migrant | per passagier | per rekening | per huishouden | per hectare | per dier | de gram | de kilo | het stuk | respectievelijk",
        ),
        (
            Sums,
            "betalingen van | overboekingen van | cheques van | boetes van | stortingen van | opnames van | giften van | leningen van",
        ),
        (Sums, "facturen van | bedragen van | sommen van | pakketten van | transacties van"),
        (Doubt, "zonder | nooit | behalve | uitgezonderd | exclusief | met uitzondering van"),
        (Doubt, "in plaats van"),
        (Doubt, "niet | geen | min | helft van | de helft van | per | keer | maal | dubbel | zoveel als | derde van"),
        (HUNDRED, "honderd"),
        (lone_scale(3), "duizend"),
        (scale(3), "dzd"),
        (scale(5), "ton"),
        (scale(6), "miljoen | milj | miljoenen | mio"),
        (scale(9), "miljard | miljarden"),
        (scale(12), "biljoen"),
        (Part(50), "half | halve | een half | een halve"),
        (Part(25), "kwart | een kwart"),
        (Part(150), "anderhalf | anderhalve"),
        (AndPart(50), "eneenhalf | enhalf | ënhalf | en een half | en een halve"),
        (sign("EUR"), "euro | euros | euro s"),
        (DOLLARS, "dollar | dollars"),
        (unit("USD"), "amerikaanse dollar | amerikaanse dollars | us dollar | us dollars"),
        (unit("CAD"), "canadese dollar | canadese dollars"),
        (unit("AUD"), "australische dollar | australische dollars"),
        (unit("GBP"), "pond | britse pond | pond sterling | ponden"),
        (unit("CHF"), "zwitserse frank | zwitserse franken | zwitserse franc"),
        (unit("BEF"), "belgische frank | belgische franken"),
        (shared("BEF", &["CHF", "FRF", "LUF"]), "frank | franc"),
        (unit("NLG"), "gulden | guldens"),
        (unit("ANG"), "antilliaanse gulden"),
        (unit("SEK"), "zweedse kronen | zweedse kroon"),
        (unit("NOK"), "noorse kronen | noorse kroon"),
        (unit("DKK"), "deense kronen | deense kroon"),
        (unit("CZK"), "tsjechische kronen | tsjechische kroon"),
        (shared("SEK", &["NOK", "DKK", "ISK", "CZK"]), "kronen | kroon"),
        (unit("HUF"), "forint | forinten"),
        (unit("PLN"), "zloty"),
        (unit("RON"), "lei"),
        (unit("BGN"), "leva | lev"),
        (shared("RUB", &["BYN"]), "roebel | roebels"),
        (unit("JPY"), "yen"),
        (unit("CNY"), "yuan"),
        (unit("TRY"), "turkse lira"),
        (shared("AED", &["MAD"]), "dirham"),
        (Cent, "cent | centen | eurocent"),
        (
            Pieces,
            "biljet | biljetten | bankbiljet | bankbiljetten | briefjes | briefje | munt | munten | coupures | eurobiljetten",
        ),
        (Percent, "procent"),
        (Of, "aan"),
        (
            Filler,
            "een bedrag van | bedrag van | in totaal | totaal | ter waarde van | waarde van | een waarde van | totale waarde van",
        ),
        (
            Filler,
            "een totaal van | som van | de som van | maar liefst | slechts | alleen al | nog eens | ook | wel | de | het | van",
        ),
        (Filler, "nog | om | op | bij elkaar | omgerekend | minimale waarde van | liefst | met | al | nu | zo"),
        (Describing, "valse | vals | nep | zogenaamde | zwarte | witgewassen"),
        (
            Plain,
            "de | het | een | van | voor | op | met | bij | is | zijn | werd | werden | heeft | hebben | aan | in | door | naar",
        ),
        (
            Plain,
            "uit | beslag | gelegd | genomen | afgepakt | contant | contanten | geld | crimineel | vermogen | waar | staat",
        ),
        (
            Plain,
            "die | dat | over | onder | andere | politie | verdachten | goederen | per jaar | per maand | per dag | per week",
        ),
        (Plain, "cryptovaluta | bankrekeningen | miljoenenfraude | jaar | ervoor | crypto | bedraagt"),
    ],
};

#[cfg(test)]
mod tests {
    use super::super::super::tests::reads_in;

    #[test]
    fn dutch_phrases_are_read_or_refused() {
        reads_in(LANGUAGE, PHRASES);
    }

    const LANGUAGE: &str = "nl";

    /// A phrase and its amount; `!` where it is to be refused, `?` where it is unless the language is named.
    #[rustfmt::skip]
    const PHRASES: &[(&str, &str)] = &[
            ("ruim 3 miljoen euro", "> 3000000 EUR"),
            ("ongeveer 450.000 euro", "~ 450000 EUR"),
            ("minstens 2,5 miljoen euro", ">= 2500000 EUR"),
            ("maximaal 10.000 euro", "<= 10000 EUR"),
            ("tussen de 3 en 4 miljoen euro", "3000000..4000000 EUR"),
            ("tweehonderdvijftigduizend euro", "250000 EUR"),
            ("anderhalf miljoen euro", "1500000 EUR"),
            ("een half miljoen euro", "500000 EUR"),
            ("vijfentwintig miljoen euro", "25000000 EUR"),
            ("twaalf auto's en 80.000 euro contant", "80000 EUR"),
            ("bijna 7 miljoen euro", "~ 7000000 EUR"),
            ("tot wel 5 miljoen euro", "<= 5000000 EUR"),
            ("5 tot 6 miljoen euro", "5000000..6000000 EUR"),
            ("enkele miljoenen euro's", "!"),
            ("honderden miljoenen euro's", "!"),
            ("€ 1.250.000,-", "1250000 EUR"),
            ("een stijging van 5 miljoen euro", "!"),
            ("naar schatting 12 miljoen euro", "~ 12000000 EUR"),
            ("minder dan 3 ton euro", "< 300000 EUR"),
            ("twee miljard euro", "2000000000 EUR"),
            ("300 gulden", "300 NLG"),
            ("drieënhalf miljoen euro", "3500000 EUR"),
            ("iets meer dan 600.000 euro", "> 600000 EUR"),
    ];
}
