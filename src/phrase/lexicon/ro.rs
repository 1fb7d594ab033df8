//! Romanian.

use super::words::*;

pub(super) const LEXICON: Lexicon = Lexicon {
    tag: "ro",
    name: "Romanian",
    mark: DecimalMark::Comma,
    compounds: false,
    endings: &[],
    lands: "US americani, sua, us; CA canadieni; AU australieni; NZ neozeelandezi; HK din hong kong, hong kong; \
            SG singaporezi, din singapore; TW taiwanezi; EG egiptene; LB libaneze; SY siriene; IE irlandeze; \
            CY cipriote; GB britanice, englezești; MX mexicani; CO columbieni; AR argentinieni; CL chilieni; \
            PH filipinezi; SE suedeze; NO norvegiene; DK daneze; IS islandeze; CZ cehe, cehești; CH elvețieni; \
            FR francezi; BE belgieni; LU luxemburghezi; RS sârbești; TN tunisieni; DZ algerieni; IN indiene; \
            PK pakistaneze; RU rusești, ruse; BY belaruse; TR turcești; IT italiene; IR iranieni; SA saudiți; \
            MA marocani; AE emirati; RO românești, noi; MD moldovenești; BR brazilieni; DE germane",
    numbers: &[
        (
            0,
            1,
            "zero un/unu/una/o/unul doi/două trei patru cinci șase șapte opt nouă zece unsprezece doisprezece/douăsprezece",
        ),
        (
            13,
            1,
            "treisprezece paisprezece/patrusprezece cincisprezece șaisprezece șaptesprezece optsprezece nouăsprezece",
        ),
        (20, 10, "douăzeci treizeci patruzeci cincizeci șaizeci șaptezeci optzeci nouăzeci"),
    ],
    entries: &[
        (
            MORE,
            "peste | mai mult de | mai mult decât | mai mare de | depășește | depășind | depășesc | care depășește | depășea",
        ),
        (
            MORE,
            "cu puțin peste | puțin peste | mai bine de | superioară sumei de | mai mari de | ce depășește | depășit",
        ),
        (
            AT_MOST,
            "nu depășește | nu depășesc | nu depășea | nu depășeau | nu a depășit | nu depășește suma de | care nu depășește | ce nu depășește | nu mai mare de",
        ),
        (Doubt, "nu doar | nu numai"),
        (AT_LEAST, "nu mai mic de | nu mai mică de"),
        (AT_LEAST, "cel puțin | minim | minimum | nu mai puțin de | măcar | de cel puțin | minimum de"),
        (LESS, "sub | mai puțin de | mai mic de | puțin sub | mai mică de | mai puțin decât"),
        (
            AT_MOST,
            "până la | cel mult | maxim | maximum | nu mai mult de | în limita a | în limita sumei de | până la concurența sumei de",
        ),
        (AT_MOST, "până la suma de | în cuantum maxim de | de maximum | de cel mult | până la concurența"),
        (AT_LEAST_AFTER, "sau mai mult | și mai mult | cel puțin"),
        (AT_MOST_AFTER, "cel mult | maximum"),
        (
            About,
            "circa | aproape | aproape de | în jur de | în jurul a | vreo | cam | aproximativ de | în jurul sumei de",
        ),
        (About, "cca | ca | apropiată de | aprox"),
        (AboutAfter, "aproximativ"),
        (
            Estimate,
            "estimat | estimată | estimate | estimativ | estimare | estimativă | evaluat | evaluate | evaluată | estimează",
        ),
        (Between, "între | cuprinsă între | cuprins între"),
        (From, "de la"),
        (To, "la"),
        (And, "și"),
        (Or, "sau | ori"),
        (Vague, "câteva | mai multe | mai mulți | câțiva | numeroase | multe"),
        (Vague, "zeci | sute | o serie de | diverse"),
        (
            Change,
            "creștere de | creștere cu | scădere de | scădere cu | crescut cu | scăzut cu | majorare de | diferență de | crescut de la",
        ),
        (Change, "scăzut de la | o creștere de | la sută din | % din | diferența de | majorat cu | diminuare cu"),
        (ChangeAfter, "mai mult decât | mai puțin decât | mai mult | mai puțin | în plus | în minus | mai mult față"),
        (Each, "fiecare | tranșe de | rate de | tranșe de câte | rate de câte | rate lunare de"),
        (
            EachAfter,
            "fiecare | de persoană | pe persoană | pe cap | per persoană | de bucată | bucata | pe bucată | pe kilogram | pe gram | gramul | kilogramul",
        ),
        (
            EachAfter,
            "pe tonă | tona | pe litru | litrul | pe metru pătrat | pe cap de locuitor | per capita | de familie | de migrant | respectiv",
        ),
        (
            Sums,
            "plăți de | transferuri de | viramente de | amenzi de | depuneri de | retrageri de | împrumuturi de | facturi de",
        ),
        (Doubt, "fără | exceptând | niciodată | niciun | cu excepția | mai puțin"),
        (Doubt, "nu | minus | jumătate din | nici | câte | dublu | o treime din | un sfert din"),
        (HUNDRED, "sută"),
        (Hundred(Alone::IsVague), "sute"),
        (lone_scale(3), "mie"),
        (scale(3), "mii"),
        (scale(6), "milion | milioane | mil | milioanele | million"),
        (scale(9), "miliard | miliarde | mld"),
        (scale(12), "trilion | trilioane"),
        (Part(50), "jumătate | jumătate de | o jumătate de"),
        (Part(25), "sfert de | un sfert de"),
        (AndPart(50), "și jumătate"),
        (sign("EUR"), "euro | euroi"),
        (unit("USD"), "dolari americani | dolari sua | dolari statele unite"),
        (unit("CAD"), "dolari canadieni"),
        (unit("GBP"), "lire sterline | liră sterlină | lire britanice"),
        (unit("CHF"), "franci elvețieni | franc elvețian"),
        (unit("RON"), "lei | lei noi | ron"),
        (unit("ROL"), "lei vechi | rol"),
        (unit("MDL"), "lei moldovenești"),
        (unit("TRY"), "lire turcești"),
        (unit("HUF"), "forinți | forint"),
        (unit("PLN"), "zloți"),
        (unit("BGN"), "leva"),
        (unit("SEK"), "coroane suedeze"),
        (unit("NOK"), "coroane norvegiene"),
        (unit("DKK"), "coroane daneze"),
        (unit("CZK"), "coroane cehe | coroane cehești"),
        (shared("RUB", &["BYN"]), "ruble"),
        (unit("UAH"), "grivne | hrivne"),
        (unit("CNY"), "yuani"),
        (unit("JPY"), "yeni"),
        (sign("BTC"), "bitcoini | bitcoin uri"),
        (Cent, "cenți | bani | eurocenți"),
        (Pieces, "bancnotă | bancnote | monedă | monede | cupiură | cupiuri"),
        (Percent, "la sută | procente | procent"),
        (OfAny, "de"),
        (
            Filler,
            "total de | un total de | suma de | sumă de | valoare de | o valoare de | în valoare de | valoarea de | suma totală de",
        ),
        (
            Filler,
            "de | în valoare totală de | un prejudiciu de | alte | alți | încă | în sumă de | echivalentul a | în cuantum de | a",
        ),
        (Filler, "cuantum de | prejudiciul de | în cuantum total de | cele | cei | cu"),
        (Describing, "falși | falsificați | false | falsificate | contrafăcuți"),
        (
            Plain,
            "de | în | din | la | pe | cu | și | a | au | fost | care | pentru | prin | sunt | este | lei | unor | unui | unei",
        ),
        (
            Plain,
            "sechestru | sechestre | sechestrat | confiscat | confiscare | confiscate | bunuri | imobile | conturi | bancare",
        ),
        (
            Plain,
            "valoare | valoarea | totală | prejudiciu | prejudiciul | sume | suma | bani | numerar | anual | pe an | pe lună",
        ),
        (Plain, "anchetatorii | procurorii | dna | diicot"),
        (MORE, "mai mare decât | în jur de peste | ceva mai mult de | cu mult peste | trece de"),
        (AT_LEAST, "începând de la | de minimum | un minim de | de la minimum"),
        (LESS, "ceva mai puțin de | nu atinge"),
        (AT_MOST, "maximum de | un maxim de | în cuantum de până la"),
        (AT_LEAST_AFTER, "și peste | minim | minimum | în sus"),
        (AT_MOST_AFTER, "sau mai puțin | maxim"),
        (About, "aproximatv | aprosimativ | undeva la | în apropiere de | în preajma a"),
        (
            Estimate,
            "estimat la | estimată la | estimate la | evaluat la | evaluate la | evaluată la | evaluați la \
             | estimați la",
        ),
        (scale(3), "mii de"),
        (scale(6), "milione | millioane | milioane de | miliaone | milioanne | mil de"),
        (scale(9), "milliarde | miliarde de"),
        (Doubt, "decât"),
        (
            Filler,
            "în total | total | valoare totală de | o sumă de | sume de | echivalent cu | echivalentul | exact \
             | doar | numai | adică | respectiv suma de | al | prejudiciu de | prejudicii de | amendă de | o amendă de \
             | cauțiune de | mită de | datorii de | pierderi de | profit de | cifră de afaceri de | capital de \
             | preț de | cost de | sechestru pe | confiscarea a | confiscarea sumei de | sechestrarea a | bunuri de \
             | bunuri în valoare de | se ridică la | s-a ridicat la | ridicându se la | însumând | totalizând \
             | de aproximativ",
        ),
        (
            Thing,
            "cont | conturi | mașină | mașini | autoturism | autoturisme | vehicul | vehicule | pagina | pagini \
             | lot | loturi | caz | cazuri | dosar | dosare | factură | facturi | apartament | apartamente | imobil \
             | imobile | casă | case | clădire | clădiri | vilă | vile | ceas | ceasuri | lingou | lingouri | suspect \
             | suspecți | victimă | victime | persoană | persoane | firmă | firme | societate | societăți | bancă \
             | bănci | teren | terenuri | parcelă | kg | kilogram | kilograme | gram | grame | tonă | tone | ha \
             | hectar | hectare | metri | metru | litri | telefon | telefoane | tablou | tablouri | acțiuni | seif \
             | zi | zile | săptămână | săptămâni | lună | luni | an | ani | ore | articol | articolul | capitolul \
             | rândul | etaj | strada | bucăți | unități | arestări | percheziții | țigări | țigarete | arme | barcă \
             | motociclete | camioane | inculpați | membri | țări | transferuri | număr | numărul | anexa | nota \
             | obiecte | ianuarie | februarie | martie | aprilie | mai | iunie | iulie | august | septembrie \
             | octombrie | noiembrie | decembrie | ian | feb | mar | apr | iun | iul | aug | sept | oct | nov | dec",
        ),
        (
            Plain,
            "confiscați | confiscată | confiscarea | confiscări | sechestrate | sechestrul | indisponibilizat \
             | indisponibilizate | indisponibilizați | indisponibilizare | indisponibilizarea | blocat | blocate \
             | blocați | înghețat | înghețate | recuperat | recuperate | recuperați | ridicat | ridicate | ridicați \
             | furat | furați | delapidat | delapidare | spălat | spălare | spălarea | fraudă | fraude | fraudat \
             | evaziune | fiscală | fiscal | înșelăciune | prejudicii | plătit | plătite | primit | primiți | primite \
             | încasat | încasate | transferat | transferate | trimis | obținut | obținute | obținuți | investit \
             | depus | retras | vândut | cumpărat | găsit | găsite | găsiți | descoperit | ascuns | ascunși | cash \
             | banii | lichid | fonduri | active | avere | averi | patrimoniu | aur | bijuterii | lux | criptomonede \
             | cripto | criptoactive | titluri | credit | credite | datorii | pierderi | daune | profit | venituri \
             | venit | amendă | amenzi | cauțiune | mită | șpagă | corupție | taxe | taxa | tva | impozite | impozit \
             | buget | bugetul | stat | statului | droguri | cocaină | trafic | contrabandă | marfă | mărfuri \
             | contract | contracte | proiect | proiecte | subvenții | salarii | chirie | despăgubiri | poliție \
             | poliția | polițiștii | procuror | judecător | tribunal | tribunalul | instanța | autoritățile | guvern \
             | anchetă | operațiune | rețea | grupare | mafia | criminal | criminale | ilicit | ilicite | ilegal \
             | ilegale | infracțiuni | proveniți | provenite | provenind | aparținând | fără ca | despre | către | dar \
             | dacă | când | unde | după | înainte | în timpul | contra | împotriva | potrivit | conform | până acum \
             | până în prezent | deja | de asemenea | astăzi | ieri | a fost | au fost | era | erau | are | avea \
             | avut | fi | poate | pot | acest | această | aceste | acestea | sa | lor | alt | alta | toate | toți \
             | tot | anuale | lunar | pe zi | net | brut | românia | bucurești | străinătate | ruși | rusești | ce",
        ),
        (
            Dating,
            "în | din | anul | în anul | anului | până în | sfârșitul | începutul | perioada | din anul | după \
             | înainte de | exercițiul | ianuarie | februarie | martie | aprilie | mai | iunie | iulie | august \
             | septembrie | octombrie | noiembrie | decembrie | ian | feb | mar | apr | iun | iul | aug | sept | oct \
             | nov | dec",
        ),
        (DOLLARS, "dolar | dolari"),
        (POUNDS, "lire | liră"),
        (sign("RON"), "ron lei"),
        (FRANCS, "franc | franci"),
        (CROWNS, "coroane | coroană"),
        (DINARS, "dinari | dinar"),
        (PESOS, "pesos | peso"),
        (RUPEES, "rupii | rupie"),
        (MARKS, "mărci | marcă"),
        (LEI, "leu | leul | leii"),
        (unit("LTL"), "litas | litași"),
        (unit("DEM"), "mărci germane"),
        (unit("ITL"), "lire italiene"),
        (unit("EGP"), "lire egiptene"),
        (unit("ILS"), "shekeli | șekeli"),
        (unit("THB"), "bahți | baht"),
        (unit("HRK"), "kuna"),
    ],
};

#[cfg(test)]
mod tests {
    use super::super::super::tests::reads_in;

    #[test]
    fn romanian_phrases_are_read_or_refused() {
        reads_in(LANGUAGE, PHRASES);
    }

    const LANGUAGE: &str = "ro";

    /// A phrase and its amount; `!` where it is to be refused, `?` where it is unless the language is named.
    #[rustfmt::skip]
    const PHRASES: &[(&str, &str)] = &[
            ("peste 3 milioane de euro", "> 3000000 EUR"),
            ("aproximativ 450.000 de euro", "~ 450000 EUR"),
            ("cel puțin 10 milioane de lei", ">= 10000000 RON"),
            ("până la 5 milioane de euro", "<= 5000000 EUR"),
            ("între 3 și 4 milioane de euro", "3000000..4000000 EUR"),
            ("jumătate de milion de euro", "500000 EUR"),
            ("un milion și jumătate de euro", "1500000 EUR"),
            ("două sute de mii de lei", "200000 RON"),
            ("câteva milioane de euro", "!"),
            ("aproape 2 miliarde de lei", "~ 2000000000 RON"),
            ("12 mașini și 30.000 de euro", "30000 EUR"),
            ("sub 100.000 de euro", "< 100000 EUR"),
            ("25 de mii de lei", "25000 RON"),
            ("1.250.300,50 lei", "1250300.50 RON"),
    ];
}
