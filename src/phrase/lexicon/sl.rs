//! Slovenian.

use super::words::*;

pub(super) const LEXICON: Lexicon = Lexicon {
    tag: "sl",
    name: "Slovenian",
    mark: DecimalMark::Comma,
    compounds: false,
    endings: &[],
    numbers: &[
        (
            0,
            1,
            "nič en/ena/eno/enega/enim dva/dve/dveh tri/trije/treh štiri/štirje/štirih pet/petih šest/šestih sedem/sedmih osem/osmih",
        ),
        (
            9,
            1,
            "devet/devetih deset/desetih enajst dvanajst trinajst štirinajst petnajst šestnajst sedemnajst osemnajst devetnajst",
        ),
        (20, 10, "dvajset trideset štirideset petdeset šestdeset sedemdeset osemdeset devetdeset"),
        (100, 100, "sto dvesto tristo štiristo petsto šeststo sedemsto osemsto devetsto"),
    ],
    entries: &[
        (MORE, "več kot | nad | čez | presega | presegajo | večja od | več od | preko | malo več kot | višja od"),
        (AT_LEAST, "najmanj | vsaj | ne manj kot | minimalno"),
        (LESS, "manj kot | pod | manj od | malo manj kot"),
        (AT_MOST, "največ | ne več kot | do največ | do zneska"),
        (UpTo, "do"),
        (AT_LEAST_AFTER, "ali več | in več"),
        (About, "okoli | skoraj | okrog | blizu | kakih | domala"),
        (AboutAfter, "približno"),
        (Estimate, "ocenjena | ocenjen | ocenjujejo | ocenjeno | ocena | ocenjene"),
        (Between, "med"),
        (From, "od"),
        (And, "in | ter"),
        (Or, "ali"),
        (Vague, "več | nekaj | več deset | desetine | stotine | številne | par | mnogo | deset tisoče | desetin"),
        (Change, "povečanje za | rast za | padec za | povečal za | zmanjšal za | razlika"),
        (ChangeAfter, "več kot | manj kot | več | manj"),
        (EachAfter, "vsak | vsaka | vsako | na osebo | na kos | na gram | na kilogram | na liter | na tono"),
        (Doubt, "brez | razen | nikoli | izvzemši"),
        (Doubt, "ne | minus | polovica od | po | vsak"),
        (lone_scale(3), "tisoč"),
        (scale(3), "tisočev | tisoče | tisočakov | tis"),
        (lone_scale(6), "milijon"),
        (scale(6), "milijona | milijone | milijonov | milijoni | mio | mil"),
        (lone_scale(9), "milijarda | milijardo"),
        (scale(9), "milijarde | milijardi | milijard"),
        (Part(50), "pol"),
        (AndPart(50), "in pol"),
        (sign("EUR"), "evro | evra | evrov | evre | evrom | evri"),
        (DOLLARS, "dolar | dolarjev | dolarja | dolarje"),
        (unit("USD"), "ameriških dolarjev"),
        (unit("SIT"), "tolarjev | tolarji"),
        (unit("GBP"), "funtov"),
        (unit("CHF"), "švicarskih frankov"),
        (Cent, "centov | stotinov"),
        (Pieces, "bankovcev | bankovci | bankovec | kovancev | kovanci"),
        (Percent, "odstotkov | odstotka | odstotek"),
        (
            Filler,
            "skupaj | v vrednosti | vrednosti | vrednost | za | znesek | v višini | še | višini | skupni vrednosti",
        ),
        (Describing, "ponarejenih"),
        (
            Plain,
            "in | v | na | iz | je | so | se | za | s | z | ki | pri | premoženje | premoženja | zasegli | zaseženo | policija | gotovine",
        ),
    ],
};

#[cfg(test)]
mod tests {
    use super::super::super::tests::reads_in;

    #[test]
    fn slovenian_phrases_are_read_or_refused() {
        reads_in(LANGUAGE, PHRASES);
    }

    const LANGUAGE: &str = "sl";

    /// A phrase and its amount; `!` where it is to be refused, `?` where it is unless the language is named.
    #[rustfmt::skip]
    const PHRASES: &[(&str, &str)] = &[
            ("več kot 3 milijone evrov", "> 3000000 EUR"),
            ("približno 450 tisoč evrov", "~ 450000 EUR"),
            ("najmanj 10 milijonov evrov", ">= 10000000 EUR"),
            ("več milijonov evrov", "!"),
            ("pol milijona evrov", "500000 EUR"),
    ];
}
