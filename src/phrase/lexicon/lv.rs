//! Latvian.

use super::words::*;

pub(super) const LEXICON: Lexicon = Lexicon {
    tag: "lv",
    name: "Latvian",
    mark: DecimalMark::Comma,
    compounds: false,
    endings: &[],
    lands: "US asv, amerikas; CA kanādas; AU austrālijas; HK honkongas; SG singapūras; TW taivānas; \
            GB lielbritānijas, britu; SE zviedrijas; NO norvēģijas; DK dānijas; IS islandes; CZ čehijas; \
            EE igaunijas; CH šveices; EG ēģiptes; MX meksikas; IN indijas; RU krievijas; BY baltkrievijas; \
            TR turcijas; DE vācijas; LV latvijas",
    numbers: &[
        (
            0,
            1,
            "nulle viens/viena/vienu/vienam divi/divus/divu/diviem/divas trīs/triju/trim četri/četrus/četru/četriem pieci/piecus/piecu",
        ),
        (
            6,
            1,
            "seši/sešus/sešu septiņi/septiņus/septiņu astoņi/astoņus/astoņu deviņi/deviņus/deviņu desmit vienpadsmit divpadsmit",
        ),
        (13, 1, "trīspadsmit četrpadsmit piecpadsmit sešpadsmit septiņpadsmit astoņpadsmit deviņpadsmit"),
        (20, 10, "divdesmit trīsdesmit četrdesmit piecdesmit sešdesmit septiņdesmit astoņdesmit deviņdesmit"),
        (100, 100, "simt divsimt trīssimt četrsimt piecsimt sešsimt septiņsimt astoņsimt deviņsimt"),
    ],
    entries: &[
        (
            MORE,
            "vairāk nekā | vairāk par | vairāk kā | virs | pārsniedz | pārsniedzot | pārsniedza | nedaudz vairāk nekā | pārsniegt",
        ),
        (MORE, "lielāks par | lielāka par | pārsniegs | pārsniedzošu | nedaudz virs | pārsniedzis"),
        (AT_LEAST, "vismaz | ne mazāk kā | ne mazāk par | minimums | minimāli | vismaz aptuveni"),
        (LESS, "mazāk nekā | mazāk par | zem | mazāk kā | nesasniedz | nedaudz mazāk nekā | mazāks par"),
        (AT_MOST, "ne vairāk kā | ne vairāk par | maksimāli | nepārsniedz | nepārsniedzot | augstākais"),
        (UpTo, "līdz"),
        (AT_LEAST_AFTER, "vai vairāk | un vairāk"),
        (About, "ap | gandrīz | teju | tuvu | aptuvenu | aptuvena summa"),
        (AboutAfter, "aptuveni | apmēram"),
        (
            Estimate,
            "lēš | aplēsts | lēsts | aplēses | novērtēts | novērtēta | novērtēti | lēšama | provizoriski | tiek lēsts",
        ),
        (Between, "starp"),
        (From, "no"),
        (And, "un"),
        (Or, "vai"),
        (
            Vague,
            "vairāki | vairākus | vairāku | vairākas | vairākiem | daži | dažus | desmitiem | simtiem | tūkstošiem",
        ),
        (Vague, "desmitus | simtus | daudz | pāris | miljoniem | miljardiem | dažiem"),
        (
            Change,
            "pieaugums par | pieauga par | palielinājās par | samazinājās par | samazinājums par | starpība | procenti no",
        ),
        (ChangeAfter, "vairāk nekā | mazāk nekā | vairāk | mazāk | vairāk par"),
        (
            EachAfter,
            "katrs | katra | katram | par gramu | par kilogramu | par litru | par gabalu | no personas | uz vienu personu | attiecīgi",
        ),
        (Doubt, "bez | izņemot | nekad | nedz"),
        (Doubt, "ne | mīnus | puse no | pa | katrs"),
        (Hundred(Alone::IsOne), "simts | simti | simtu"),
        (lone_scale(3), "tūkstotis | tūkstoti"),
        (scale(3), "tūkst | tūkstošiem | tūkstoši | tūkstošu | tūkstošus | tūkstoša"),
        (lone_scale(6), "miljons | miljonu | miljona"),
        (scale(6), "miljoniem | miljoni | miljonus | milj | miljonos"),
        (lone_scale(9), "miljards | miljardu"),
        (scale(9), "miljardiem | miljardi | miljardus | mljrd | miljarda"),
        (Part(50), "puse | pusi | pus"),
        (Part(150), "pusotra | pusotru | pusotrs"),
        (AndPart(50), "ar pusi | un pus"),
        (sign("EUR"), "eiro"),
        (DOLLARS, "dolārs | dolāri | dolāru | dolārus | dolāriem"),
        (unit("USD"), "asv dolāru | asv dolārus | asv dolāri | asv dolāriem"),
        (unit("CAD"), "kanādas dolāru"),
        (sign("LVL"), "lats | lati | latu | latus | ls"),
        (unit("LTL"), "litu | liti"),
        (unit("GBP"), "lielbritānijas mārciņu | sterliņu mārciņas | sterliņu mārciņu"),
        (unit("CHF"), "šveices franku"),
        (unit("SEK"), "zviedrijas kronu"),
        (unit("NOK"), "norvēģijas kronu"),
        (unit("DKK"), "dānijas kronu"),
        (unit("RUB"), "krievijas rubļu"),
        (unit("BYN"), "baltkrievijas rubļu"),
        (unit("PLN"), "zlotu"),
        (sign("BTC"), "bitkoinu | bitkoini | bitkoins"),
        (Cent, "centi | centu | centus | santīmi | santīmu"),
        (Pieces, "banknotes | banknošu | banknotēm | monētas | monētu | kupīras"),
        (Percent, "procenti | procentu | procentiem"),
        (Filler, "kopumā | kopsummā | summu | summa | vērtībā | kopā | par | vērtība | apmērā | vēl | kopējā | summā"),
        (Describing, "viltotu | viltoti | skaidras | viltotus"),
        (
            Plain,
            "un | par | ar | ir | kas | uz | ka | tika | arī | no tā | ir | bija | tā | to | vai | kā | pie | gadā | mēnesī",
        ),
        (
            Plain,
            "skaidrā | naudā | naudas | nauda | arestēts | arestēti | konfiscēts | konfiscēti | kontos | īpašumi | vērtībā",
        ),
        (Plain, "policija | apmērā | varētu | noziedzīgi | iegūti | līdzekļi"),
        (MORE, "nedaudz vairāk par"),
        (LESS, "nepilni | nepilnus"),
        (AT_MOST, "maks | maksimums"),
        (AT_LEAST_AFTER, "vismaz"),
        (AT_MOST_AFTER, "vai mazāk | maksimāli"),
        (About, "apm | ca | aptuv | apt | tuvu pie"),
        (Estimate, "lēšams | tiek lēsta"),
        (scale(3), "tūks"),
        (scale(6), "mlj | millj"),
        (Doubt, "nekā | kā"),
        (
            Filler,
            "kopējā summa | kopējā vērtība | kopējo vērtību | vērtību | vērtībā par | tikai | precīzi | jeb \
             | tas ir | ar vērtību",
        ),
        (
            Thing,
            "konts | konti | kontu | automašīna | automašīnas | automašīnu | transportlīdzekļu | lapa | lieta \
             | lietas | rēķins | dzīvoklis | dzīvokļi | māja | īpašums | īpašumi | īpašumu | pulkstenis | persona \
             | personas | personu | uzņēmums | uzņēmumi | banka | kilogrami | kilogramu | kg | gramu | tonnu | ha \
             | hektāru | metru | litru | telefonu | akcijas | dienas | nedēļas | mēneši | gadi | gadu | stundas \
             | gabali | reizes | cigarešu | ieroču | valstis | numurs | pielikums | janvāris | janvāra | janvārī \
             | februāris | februāra | februārī | marts | marta | aprīlis | aprīļa | aprīlī | maijs | maija | jūnijs \
             | jūnija | jūlijs | jūlija | augusts | augusta | septembris | septembra | septembrī | oktobris | oktobra \
             | oktobrī | novembris | novembra | novembrī | decembris | decembra | decembrī",
        ),
        (
            Plain,
            "arestēta | arestēja | arests | konfiscēja | konfiskācija | iesaldēti | iesaldēts | izņemti | izņemts \
             | izņēma | atrasti | atrasts | nozagti | nozagts | izkrāpa | izkrāpti | krāpšana | krāpnieki | legalizēti \
             | legalizācija | nodokļu | nodokļi | pvn | samaksāja | samaksāts | saņēma | saņemts | pārskaitīja | naudu \
             | līdzekļu | manta | mantas | mantu | zelts | kriptovalūta | kriptovalūtas | zaudējumi | zaudējumu \
             | kaitējums | peļņa | ienākumi | parāds | sods | soda | kukulis | kukuļi | korupcija | narkotikas \
             | kokaīns | kontrabanda | preces | preču | vid | knab | prokuratūra | tiesa | valsts | valstij | iegūtu \
             | bet | ja | kad | tiek | var | šis | šī | kura | viņa | viņu | visi | citi | neto | bruto | latvija \
             | latvijas | ārvalstu | krievijas | līdz šim | jau",
        ),
        (
            Dating,
            "gadā | no | līdz | gads | janvāris | janvāra | janvārī | februāris | februāra | februārī | marts \
             | marta | aprīlis | aprīļa | aprīlī | maijs | maija | jūnijs | jūnija | jūlijs | jūlija | augusts \
             | augusta | septembris | septembra | septembrī | oktobris | oktobra | oktobrī | novembris | novembra \
             | novembrī | decembris | decembra | decembrī",
        ),
        (POUNDS, "mārciņas | mārciņu | mārciņām"),
        (CROWNS, "kronas | kronu"),
        (FRANCS, "franki | franku"),
        (ROUBLES, "rubļu | rubļi"),
        (unit("DEM"), "vācijas marku"),
    ],
};

#[cfg(test)]
mod tests {
    use super::super::super::tests::reads_in;

    #[test]
    fn latvian_phrases_are_read_or_refused() {
        reads_in(LANGUAGE, PHRASES);
    }

    const LANGUAGE: &str = "lv";

    /// A phrase and its amount; `!` where it is to be refused, `?` where it is unless the language is named.
    #[rustfmt::skip]
    const PHRASES: &[(&str, &str)] = &[
            ("vairāk nekā 3 miljoni eiro", "> 3000000 EUR"),
            ("aptuveni 450 000 eiro", "~ 450000 EUR"),
            ("vismaz 10 miljoni eiro", ">= 10000000 EUR"),
            ("līdz 5 miljoniem eiro", "<= 5000000 EUR"),
            ("no 3 līdz 4 miljoniem eiro", "3000000..4000000 EUR"),
            ("pusotrs miljons eiro", "1500000 EUR"),
            ("divsimt tūkstoši eiro", "200000 EUR"),
            ("vairāki miljoni eiro", "!"),
            ("gandrīz 70 000 latu", "~ 70000 LVL"),
    ];
}
