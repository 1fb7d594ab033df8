//! Slovenian.

use super::words::*;

pub(super) const LEXICON: Lexicon = Lexicon {
    tag: "sl",
    name: "Slovenian",
    mark: DecimalMark::Comma,
    compounds: false,
    endings: &[],
    lands: "US ameriških; CA kanadskih; AU avstralskih; HK hongkonških; SG singapurskih; GB britanskih; \
            SE švedskih; CZ čeških; CH švicarskih; RS srbskih; RU ruskih; TR turških",
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
        (MORE, "prek | višji od | večji od | nekaj več kot"),
        (LESS, "nižji od | nekaj manj kot | slabih | slaba"),
        (AT_MOST, "maks | maksimalno | največ do"),
        (AT_LEAST_AFTER, "najmanj"),
        (AT_MOST_AFTER, "ali manj | največ"),
        (About, "ca | približ | pribl | nekje | malodane"),
        (Estimate, "ocenjena na | ocenjeno na | ocenjen na | po oceni"),
        (Doubt, "kot"),
        (
            Filler,
            "v skupni vrednosti | skupne vrednosti | vredna | vredno | vredne | v znesku | točno | samo | le \
             | dodatnih | oziroma | to je | tj | škoda | škodo | kazen | premoženje v vrednosti",
        ),
        (
            Thing,
            "račun | računi | računov | avto | avtomobil | avtomobilov | vozilo | vozil | stran | zadeva \
             | stanovanje | stanovanj | hiša | hiše | nepremičnina | nepremičnine | nepremičnin | ura | ur | oseba \
             | osebe | oseb | ljudi | podjetje | podjetij | banka | kg | kilogramov | gramov | ton | ha | hektarjev \
             | metrov | litrov | telefonov | delnic | dan | dni | teden | mesec | mesecev | leto | let | kosov | krat \
             | cigaret | orožja | držav | številka | št | priloga | januar | januarja | januarju | februar | februarja \
             | februarju | marec | marca | marcu | april | aprila | aprilu | maj | maja | maju | junij | junija \
             | juniju | julij | julija | juliju | avgust | avgusta | avgustu | september | septembra | septembru \
             | oktober | oktobra | oktobru | november | novembra | novembru | december | decembra | decembru",
        ),
        (
            Plain,
            "zasežena | zaseg | zaseženih | odvzeto | odvzem | zamrznjeno | zamrznjena | blokirano | ukradel \
             | ukradli | goljufija | pranje | davek | davka | ddv | plačal | prejel | nakazal | našli | gotovina \
             | gotovini | denar | denarja | sredstva | sredstev | zlato | kriptovalute | kriptovalut | škode | izguba \
             | dobiček | dolg | podkupnina | korupcija | droga | blago | kredit | pogodba | sodišče | država \
             | kriminal | a | ampak | ko | kjer | pred | med tem | doslej | že | tudi | danes | bil | bila | bilo \
             | bili | ima | lahko | ta | ti | njegov | vse | druge | letno | mesečno | neto | bruto | slovenija \
             | tujini | o",
        ),
        (
            Dating,
            "leta | v letu | od | do | leto | letu | januar | januarja | januarju | februar | februarja \
             | februarju | marec | marca | marcu | april | aprila | aprilu | maj | maja | maju | junij | junija \
             | juniju | julij | julija | juliju | avgust | avgusta | avgustu | september | septembra | septembru \
             | oktober | oktobra | oktobru | november | novembra | novembru | december | decembra | decembru",
        ),
        (POUNDS, "funtov | funti"),
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
