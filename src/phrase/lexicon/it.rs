//! Italian.

use super::words::*;

pub(super) const LEXICON: Lexicon = Lexicon {
    tag: "it",
    name: "Italian",
    mark: DecimalMark::Comma,
    compounds: true,
    endings: &[],
    numbers: &[
        (
            0,
            1,
            "zero uno/un/una due tre/trè quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici",
        ),
        (16, 1, "sedici diciassette diciotto diciannove"),
        (
            20,
            10,
            "venti/vent trenta/trent quaranta/quarant cinquanta/cinquant sessanta/sessant settanta/settant ottanta/ottant",
        ),
        (90, 10, "novanta/novant"),
    ],
    entries: &[
        (
            MORE,
            "più di | più dei | oltre | oltre i | superiore a | superiori a | superiore ai | superiori ai | eccedente i | sopra i",
        ),
        (
            MORE,
            "al di sopra di | ben oltre | poco più di | poco oltre | più che | supera i | superano i | superato i | superando i",
        ),
        (
            MORE,
            "eccedente | supera | maggiore di | maggiori di | un po più di | ben più di | al di sopra dei | superiore agli",
        ),
        (
            AT_LEAST,
            "almeno | non meno di | minimo | quantomeno | come minimo | non inferiore a | non inferiori a | perlomeno",
        ),
        (
            AT_MOST,
            "non supera | non supera i | non superano i | non superi | non supera gli | non eccede | non eccedente | non eccedenti | non superiore a | non superiori a | non oltre",
        ),
        (Doubt, "non solo | non soltanto | non solamente | non già"),
        (AT_LEAST, "non inferiori a | almeno pari a"),
        (AT_LEAST, "a partire da | non inferiore ai | pari ad almeno | un minimo di"),
        (
            LESS,
            "meno di | inferiore a | inferiori a | sotto i | al di sotto di | poco meno di | minore di | inferiore ai",
        ),
        (
            AT_MOST,
            "fino a | fino ad | sino a | non più di | al massimo | massimo | entro il limite di | entro il limite complessivo di",
        ),
        (
            AT_MOST,
            "non superiore a | fino alla concorrenza di | fino a concorrenza di | nei limiti di | un massimo di | non oltre",
        ),
        (
            AT_MOST,
            "entro i limiti di | nel limite di | non superiori a | fino ai | entro il limite massimo di | fino alla somma di",
        ),
        (
            AT_MOST,
            "entro i | entro il limite dei | fino all importo di | non eccedente | nel limite massimo di | nei limiti dell importo di",
        ),
        (AT_LEAST_AFTER, "o più | e più | almeno | come minimo"),
        (AT_MOST_AFTER, "o meno | al massimo"),
        (MORE_AFTER, "e passa"),
        (
            About,
            "quasi | attorno a | intorno a | intorno ai | attorno ai | poco meno che | suppergiù | prossimo a | vicino a",
        ),
        (About, "nell ordine di | nell ordine dei | pressoché | una cifra vicina a | sfiora i"),
        (About, "vicina ai | pari a circa | prossima ai | sui"),
        (AboutAfter, "circa | all incirca | approssimativamente | più o meno"),
        (
            Estimate,
            "stimato | stimata | stimati | stimate | stima | stimabile | stimabili | si stima | valutati in | una stima di",
        ),
        (Between, "tra | fra | tra i | fra i | compreso tra | compresa tra | compreso fra"),
        (From, "a partire dai"),
        (To, "a | ai | ad"),
        (And, "e | ed"),
        (Or, "o | oppure"),
        (Vague, "diversi | diverse | alcuni | alcune | molti | parecchi | parecchie | decine di | centinaia di"),
        (Vague, "svariati | svariate | qualche | decine | centinaia | migliaia | vari | numerosi | plurimilionario"),
        (Vague, "un paio di | paio di | milionario | milionaria"),
        (
            Change,
            "aumento di | incremento di | cresciuto di | aumentato di | calo di | diminuzione di | diminuito di | crescita di",
        ),
        (
            Change,
            "riduzione di | differenza di | è passato da | passato da | passati da | passando da | per cento di | aumentati di",
        ),
        (Change, "% di | % dei | in più di | per cento dei"),
        (ChangeAfter, "in più | in meno | più di | meno di | in più rispetto | di differenza"),
        (Each, "per ogni | a testa"),
        (Each, "banconote da"),
        (
            Each,
            "ciascuno | ciascuna | rate da | rate di | tranche da | tranche di | rate mensili di | rate mensili da | pro capite",
        ),
        (
            EachAfter,
            "ciascuno | ciascuna | cadauno | cadauna | l uno | l una | a testa | pro capite | a persona | per persona | al grammo | al chilo",
        ),
        (
            EachAfter,
            "al chilogrammo | al kg | al litro | alla tonnellata | al metro quadro | al metro quadrato | al pezzo | a pezzo | a capo | per ciascuno",
        ),
        (
            EachAfter,
            "per veicolo | per vittima | per migrante | per unità | per azione | per grammo | per chilo | per chilogrammo | per kg | rispettivamente",
        ),
        (EachAfter, "per ogni | per ciascuna | ad operazione | a operazione"),
        (
            Sums,
            "bonifici da | bonifici di | pagamenti da | pagamenti di | assegni da | assegni di | multe da | multe di | versamenti da | versamenti di",
        ),
        (
            Sums,
            "prelievi da | prelievi di | prestiti da | prestiti di | fatture da | fatture di | tangenti da | tangenti di | mazzette da",
        ),
        (Doubt, "senza | tranne | eccetto | mai | nessun | nessuno | salvo | escluso | esclusi"),
        (Doubt, "ad eccezione di"),
        (Doubt, "non | meno | metà di | la metà di | né | volte | doppio | un terzo di | un quarto di | tanto quanto"),
        (Roughly(10), "decina di"),
        (Roughly(15), "quindicina di"),
        (Roughly(20), "ventina di"),
        (Roughly(30), "trentina di"),
        (Roughly(50), "cinquantina di"),
        (Roughly(100), "centinaio di"),
        (HUNDRED, "cento"),
        (lone_scale(3), "mille"),
        (scale(3), "mila | migliaio di | mgl"),
        (scale(6), "milione | milioni | mil"),
        (scale(9), "miliardo | miliardi"),
        (scale(12), "bilione"),
        (Part(50), "mezzo | mezza"),
        (AndPart(50), "e mezzo | e mezza"),
        (sign("EUR"), "euro | euri"),
        (DOLLARS, "dollaro | dollari"),
        (unit("USD"), "dollari americani | dollari statunitensi | dollari usa | dollaro americano"),
        (unit("CAD"), "dollari canadesi"),
        (unit("AUD"), "dollari australiani"),
        (unit("GBP"), "sterline | sterlina | lire sterline | sterline inglesi | sterline britanniche"),
        (unit("CHF"), "franchi svizzeri | franco svizzero"),
        (shared("CHF", &["FRF", "BEF", "XOF"]), "franchi | franco"),
        (unit("ITL"), "lire | lira | lire italiane | vecchie lire"),
        (unit("TRY"), "lire turche"),
        (unit("SEK"), "corone svedesi"),
        (unit("NOK"), "corone norvegesi"),
        (unit("DKK"), "corone danesi"),
        (unit("CZK"), "corone ceche"),
        (shared("SEK", &["NOK", "DKK", "CZK"]), "corone | corona"),
        (unit("HUF"), "fiorini ungheresi | fiorini"),
        (unit("PLN"), "zloty"),
        (unit("RON"), "lei | leu | lei rumeni"),
        (unit("BGN"), "leva | lev"),
        (unit("ALL"), "lek"),
        (shared("RUB", &["BYN"]), "rubli | rublo"),
        (unit("JPY"), "yen"),
        (unit("CNY"), "yuan | renminbi"),
        (unit("BRL"), "reais | real | real brasiliani"),
        (Cent, "centesimi | cent"),
        (Pieces, "banconota | banconote | moneta | monete | taglio | tagli | pezzi da | bancomat"),
        (Percent, "per cento | percento"),
        (Of, "di | d | in"),
        (
            Filler,
            "un totale di | totale di | la somma di | somma di | per un valore di | valore di | un valore di | importo di | pari a",
        ),
        (
            Filler,
            "un importo di | di | del | dei | i | il | la | gli | a | ai | in | per | complessivi | complessivo di | complessivo | da",
        ),
        (
            Filler,
            "valore complessivo di | ben | altri | ulteriori | dell importo di | per l importo di | ammontante a | l importo di",
        ),
        (Filler, "d | equivalente a | controvalore di | ammontare di | un ammontare di | valore di mercato di"),
        (Describing, "falsi | false | contraffatti | contraffatte | illeciti"),
        (
            Plain,
            "di | del | della | dei | delle | il | lo | la | i | gli | le | un | una | per | con | in | nel | che | sono | è | da",
        ),
        (
            Plain,
            "sequestro | sequestrati | sequestrato | sequestrate | confisca | confiscati | beni | valore | complessivo | guardia",
        ),
        (
            Plain,
            "finanza | conti | correnti | immobili | contanti | preventivo | euro | al | alla | dal | su | stato | stati | hanno",
        ),
        (Plain, "all anno | l anno | al mese | al giorno | anni | anno | dell | nell"),
    ],
};

#[cfg(test)]
mod tests {
    use super::super::super::tests::reads_in;

    #[test]
    fn italian_phrases_are_read_or_refused() {
        reads_in(LANGUAGE, PHRASES);
    }

    const LANGUAGE: &str = "it";

    /// A phrase and its amount; `!` where it is to be refused, `?` where it is unless the language is named.
    #[rustfmt::skip]
    const PHRASES: &[(&str, &str)] = &[
            ("oltre 3 milioni di euro", "> 3000000 EUR"),
            ("circa 450mila euro", "~ 450000 EUR"),
            ("almeno 10 milioni di euro", ">= 10000000 EUR"),
            ("fino a 5 milioni di euro", "<= 5000000 EUR"),
            ("tra i 3 e i 4 milioni di euro", "3000000..4000000 EUR"),
            ("da 3 a 4 milioni di euro", "3000000..4000000 EUR"),
            ("mezzo milione di euro", "500000 EUR"),
            ("un milione e mezzo di euro", "1500000 EUR"),
            ("duecentocinquantamila euro", "250000 EUR"),
            ("diversi milioni di euro", "!"),
            ("quasi 2 miliardi di euro", "~ 2000000000 EUR"),
            ("12 auto e 30.000 euro in contanti", "30000 EUR"),
            ("meno di 100.000 euro", "< 100000 EUR"),
            ("una decina di milioni di euro", "~ 10000000 EUR"),
            ("venticinque milioni di dollari", "25000000 USD"),
            ("5 miliardi di lire", "5000000000 ITL"),
            ("1.500 milioni di euro", "1500000000 EUR"),
            ("non inferiore a 4 milioni di euro", ">= 4000000 EUR"),
            ("€ 1.234.567,89", "1234567.89 EUR"),
            ("centomila euro", "100000 EUR"),
            ("un aumento di 3 milioni di euro", "!"),
    ];
}
