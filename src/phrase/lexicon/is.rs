//! Icelandic.

use super::words::*;

pub(super) const LEXICON: Lexicon = Lexicon {
    tag: "is",
    name: "Icelandic",
    mark: DecimalMark::Comma,
    compounds: false,
    endings: &[],
    lands: "",
    numbers: &[],
    entries: &[
        (MORE, "meira en | yfir | meiri en | rúmlega | rúmar | rúma | hærri en | fleiri en | umfram"),
        (AT_LEAST, "að minnsta kosti | minnst | lágmark | ekki minna en | a m k"),
        (LESS, "minna en | undir | tæplega | tæpar | tæpa | lægri en | innan við"),
        (AT_MOST, "allt að | að hámarki | hámark | mest | ekki meira en | ekki yfir"),
        (AT_LEAST_AFTER, "eða meira | að minnsta kosti"),
        (AT_MOST_AFTER, "eða minna | að hámarki"),
        (About, "um | um það bil | u þ b | ca | sirka | nálægt | nærri | næstum | hér um bil"),
        (AboutAfter, "eða svo"),
        (Estimate, "áætlað | áætlað er | metið á | metin á"),
        (Between, "milli | á milli"),
        (From, "frá"),
        (To, "til"),
        (And, "og"),
        (Or, "eða"),
        (Vague, "nokkrar | nokkur | nokkrir | tugir | tugi | hundruð | margar | þúsundir"),
        (Doubt, "ekki | án | nema | hver | hvert | mínus | en"),
        (scale(3), "þúsund | þús"),
        (scale(6), "milljón | milljónir | milljónum | millj | milljóna"),
        (scale(9), "milljarður | milljarðar | milljarða | milljarð | milljörðum | ma"),
        (scale(12), "billjón"),
        (sign("ISK"), "krónur | krónum | króna | króna íslenskra | íslenskar krónur | íslenskra króna | isk króna"),
        (sign("EUR"), "evra | evrur | evrum"),
        (sign("DKK"), "danskar krónur | danskra króna"),
        (sign("NOK"), "norskar krónur | norskra króna"),
        (sign("SEK"), "sænskar krónur | sænskra króna"),
        (sign("GBP"), "sterlingspund | pund | punda"),
        (sign("CHF"), "svissneskir frankar"),
        (sign("USD"), "bandaríkjadalir | bandaríkjadala | bandaríkjadollarar"),
        (DOLLARS, "dalir | dollarar | dollara | dala"),
        (
            Filler,
            "samtals | alls | að verðmæti | að andvirði | að fjárhæð | verðmæti | andvirði | upphæð | fjárhæð \
             | að upphæð | aðeins | nákvæmlega | jafnvirði | jafngildi | að jafnvirði",
        ),
        (
            Thing,
            "reikningar | bílar | bíla | hús | íbúðir | manns | fyrirtæki | banki | kíló | kg | grömm | tonn \
             | hektarar | dagar | daga | mánuðir | ár | síða | mál | númer | janúar | febrúar | mars | apríl | maí \
             | júní | júlí | ágúst | september | október | nóvember | desember",
        ),
        (
            Plain,
            "í | á | með | reiðufé | fé | eignir | eigna | lagt | hald | haldlagt | kyrrsett | kyrrsettar | gert \
             | upptækt | fryst | voru | var | er | sem | og þar | við | úr | af | rafmyntum",
        ),
        (
            Dating,
            "árið | ársins | í | janúar | febrúar | mars | apríl | maí | júní | júlí | ágúst | september \
             | október | nóvember | desember",
        ),
    ],
};

#[cfg(test)]
mod tests {
    use super::super::super::tests::reads_in;

    #[test]
    fn icelandic_phrases_are_read_or_refused() {
        reads_in(LANGUAGE, PHRASES);
    }

    const LANGUAGE: &str = "is";

    /// A phrase and its amount; `!` where it is to be refused, `?` where it is unless the language is named.
    #[rustfmt::skip]
    const PHRASES: &[(&str, &str)] = &[
        ("7 milljónir króna", "7000000 ISK"),
        ("um 700 þúsund krónur", "~ 700000 ISK"),
        ("meira en 7 milljarðar króna", "> 7000000000 ISK"),
        ("að minnsta kosti 7 milljónir evra", ">= 7000000 EUR"),
        ("allt að 7 millj. kr.", "!"),
        ("rúmlega 7 milljónir króna", "> 7000000 ISK"),
        ("nokkrar milljónir króna", "!"),
    ];
}
