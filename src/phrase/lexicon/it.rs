//! Italian.

use super::words::*;

pub(super) const LEXICON: Lexicon = Lexicon {
    tag: "it",
    name: "Italian",
    mark: DecimalMark::Comma,
    compounds: true,
    endings: &[],
    lands: "US statunitensi, statunitense, americani, americano, usa, us, degli stati uniti; \
            CA canadesi, canadese; AU australiani, australiano; NZ neozelandesi, neozelandese; \
            HK di hong kong, hong kong; SG di singapore, singapore, singaporiani; \
            TW taiwanesi, taiwanese, di taiwan, taiwan; JM giamaicani; BB barbadiani; NA namibiani; \
            EG egiziane, egiziana; LB libanesi, libanese; SY siriane, siriana; SD sudanesi; GI di gibilterra; \
            IE irlandesi; CY cipriote; GB britanniche, inglesi; MX messicani, messicano; \
            CO colombiani, colombiano; AR argentini, argentino; CL cileni, cileno; PH filippini, filippino; \
            UY uruguaiani; DO dominicani; CU cubani; SE svedesi, svedese; NO norvegesi, norvegese; \
            DK danesi, danese; IS islandesi; CZ ceche, ceca; SK slovacche; EE estoni; CH svizzeri, svizzero; \
            FR francesi, francese; BE belgi, belga; LU lussemburghesi; RS serbi, serbo; \
            KW kuwaitiani, del kuwait; TN tunisini, tunisino; DZ algerini, algerino; IQ iracheni; JO giordani; \
            LY libici; BH del bahrain; MK macedoni; IN indiane; PK pakistane; LK dello sri lanka; NP nepalesi; \
            RU russi, russo; BY bielorussi; TR turche, turca; IT italiane; IR iraniani; SA sauditi; \
            QA qatarioti; OM omaniti; MA marocchini; AE degli emirati; RO romeni, rumeni; MD moldavi; \
            BR brasiliani; DE tedeschi",
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
        (unit("USD"), "dollari americani | dollari statunitensi | dollari usa | dollaro americano"),
        (unit("CAD"), "dollari canadesi"),
        (unit("AUD"), "dollari australiani"),
        (unit("GBP"), "lire sterline | sterline inglesi | sterline britanniche"),
        (unit("CHF"), "franchi svizzeri | franco svizzero"),
        (unit("ITL"), "lire | lire italiane | vecchie lire"),
        (unit("TRY"), "lire turche"),
        (unit("SEK"), "corone svedesi"),
        (unit("NOK"), "corone norvegesi"),
        (unit("DKK"), "corone danesi"),
        (unit("CZK"), "corone ceche"),
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
        (MORE, "oltre gli | oltre a | eccedenti | più d"),
        (AT_LEAST, "alm | almento | per lo meno | quanto meno | minimo di | da almeno"),
        (LESS, "inf a | al di sotto dei | non raggiunge"),
        (AT_MOST, "sino ad | massimo di | fino a un massimo di | fino ad un massimo di | tutt al più"),
        (AT_LEAST_AFTER, "in su | e oltre | o oltre | minimo | o superiore"),
        (AT_MOST_AFTER, "massimo | o inferiore"),
        (
            About,
            "ca | c a | circca | aprossimativamente | su per giù | un centinaio quasi | dell ordine di \
             | qualcosa come | sfiora | sfiorano | sfiorando",
        ),
        (Estimate, "stima di | valutato | quantificato in | quantificata in"),
        (scale(3), "migliaia | migliaio"),
        (scale(6), "mlioni | milini | millioni | millione | miloni | mlni | ml"),
        (scale(9), "milliardi | milliardo | miliarid | mild"),
        (Doubt, "che"),
        (
            Filler,
            "complessiva | complessivamente | per un totale di | totale | in totale | per un importo di \
             | del valore di | un valore complessivo di | una somma di | per un ammontare di | ammontano a | ammonta a \
             | ammontava a | ammontavano a | equivalenti a | esattamente | precisamente | soltanto | solo | solamente \
             | altre | circa la somma di | cioè | ovvero | ossia | vale a dire | un controvalore di | beni per \
             | danno di | danni per | perdita di | perdite per | profitto di | profitti per | multa di | una multa di \
             | cauzione di | riscatto di | fatturato di | debito di | debiti per | capitale di | prezzo di | costo di \
             | un costo di | sequestro di | il sequestro di | confisca di | la confisca di | confische per \
             | sequestri per | beni del valore di | tangenti per | tangente di | provento di | proventi per \
             | evasione di | frode da | una frode da | truffa da | le | lo | degli | delle | con | valutati | valutata \
             | costituito da",
        ),
        (
            Thing,
            "conto | conti | auto | automobile | automobili | veicolo | veicoli | pagina | pagine | lotto | lotti \
             | caso | casi | fascicolo | fattura | fatture | appartamento | appartamenti | immobile | immobili | casa \
             | case | edificio | edifici | villa | ville | orologio | orologi | lingotto | lingotti | indagato \
             | indagati | vittima | vittime | persona | persone | società | banca | banche | terreno | terreni | kg \
             | chilo | chili | chilogrammi | grammo | grammi | tonnellata | tonnellate | ha | ettaro | ettari | metri \
             | metro | litri | telefono | telefoni | cellulari | quadro | quadri | azione | azioni | quote | cassetta \
             | giorno | giorni | settimana | mese | mesi | anno | anni | ore | ora | articolo | capitolo | riga \
             | piano | via | unità | pezzi | volta | arresti | perquisizioni | sigarette | armi | barca | barche \
             | moto | camion | imputati | membri | paesi | bonifico | bonifici | numero | allegato | oggetto | oggetti \
             | soggetti | aziende | imprese | attività | provvedimenti | gennaio | febbraio | marzo | aprile | maggio \
             | giugno | luglio | agosto | settembre | ottobre | novembre | dicembre | gen | feb | mar | apr | mag \
             | giu | lug | ago | set | sett | ott | nov | dic",
        ),
        (
            Plain,
            "sequestrata | sequestri | sequestrano | sequestra | confiscato | confiscata | confiscate | confische \
             | congelati | congelato | congelamento | bloccati | bloccato | recuperati | recuperato | sottratti \
             | sottratto | rubati | rubato | riciclati | riciclato | riciclaggio | truffati | truffa | truffe | frodi \
             | frode | evasi | evaso | evasione | fiscale | fiscali | iva | imposte | tasse | tributi | pagati \
             | pagato | ricevuti | ricevuto | versati | versato | trasferiti | trasferito | inviati | incassati \
             | incassato | percepiti | percepito | indebitamente | guadagnati | investiti | investito | depositati \
             | prelevati | venduti | acquistati | trovati | trovato | rinvenuti | rinvenuto | scoperti | scoperta \
             | nascosti | occultati | contenenti | contenente | detenuti | distratti | bancarotta | contante | denaro \
             | soldi | fondi | somme | somma | bene | patrimonio | patrimoni | patrimoniali | preventiva | ricchezza \
             | oro | gioielli | preziosi | lusso | criptovalute | criptovaluta | cripto | titoli | crediti | credito \
             | debiti | danni | danno | perdite | profitto | profitti | proventi | provento | ricavi | fatturato \
             | utili | reddito | redditi | multa | sanzione | sanzioni | cauzione | riscatto | tangenti | tangente \
             | mazzette | corruzione | droga | cocaina | hashish | traffico | contrabbando | merce | merci | prodotti \
             | finanziamenti | finanziamento | contributi | appalto | appalti | contratto | contratti | progetto \
             | progetti | pnrr | stipendi | pensioni | affitto | risarcimento | gdf | polizia | carabinieri | procura \
             | tribunale | giudice | gip | dia | dda | autorità | indagine | indagini | operazione | mafia | mafiosi \
             | mafiosa | camorra | ndrangheta | clan | cosca | criminalità | organizzata | criminale | criminali \
             | illecito | illecita | illecite | illegale | illegali | regione | comune | ue | europei | europea \
             | dalla | dai | dalle | nella | nei | nelle | alle | sul | sulla | dello | ma | se | che sono | come \
             | quando | mentre | dove | dopo | prima | durante | contro | verso | presso | senza che | finora \
             | fino ad ora | fino ad oggi | ad oggi | già | ancora | anche | oggi | ieri | state | stata | era | erano \
             | aveva | avevano | viene | vengono | essere | avere | può | possono | questo | questa | questi | queste \
             | quel | quella | loro | suo | sua | suoi | altro | altra | tutto | tutti | ogni anno | annui | annue \
             | annuo | mensili | netto | netti | lordo | lordi | riconducibili | riconducibile | provenienti \
             | provenienza | relativi | relativo | dovuti | dovute | totali | italia | roma | milano | napoli | estero \
             | russi | russo | oligarchi | in contanti",
        ),
        (
            Dating,
            "in | nel | dal | anno | dell anno | nell anno | entro il | fine | inizio | metà | fino al \
             | esercizio | gennaio | febbraio | marzo | aprile | maggio | giugno | luglio | agosto | settembre \
             | ottobre | novembre | dicembre | gen | feb | mar | apr | mag | giu | lug | ago | set | sett | ott | nov \
             | dic",
        ),
        (DOLLARS, "dollaro | dollari"),
        (POUNDS, "sterline | sterlina"),
        (sign("HKD"), "dollari hk"),
        (sign("TWD"), "nuovi dollari di taiwan | dollari nt"),
        (FRANCS, "franco | franchi"),
        (CROWNS, "corone | corona"),
        (DINARS, "dinari | dinaro"),
        (PESOS, "pesos | peso"),
        (RUPEES, "rupie | rupia"),
        (LIRAS, "lira"),
        (RIALS, "rial | riyal"),
        (SHILLINGS, "scellini | scellino"),
        (MARKS, "marchi | marco"),
        (WONS, "won"),
        (unit("LTL"), "litas"),
        (unit("LVL"), "lats"),
        (unit("ESP"), "pesete"),
        (unit("DEM"), "marchi tedeschi"),
        (unit("ATS"), "scellini austriaci"),
        (unit("GRD"), "dracme"),
        (unit("HRK"), "kune | kuna"),
        (unit("THB"), "baht"),
        (unit("MYR"), "ringgit"),
        (unit("IDR"), "rupie indonesiane"),
        (unit("VND"), "dong"),
        (unit("ZAR"), "rand"),
        (unit("NGN"), "naira"),
        (unit("ILS"), "shekel | sicli"),
        (unit("TRY"), "lira turca"),
        (unit("EGP"), "lire egiziane"),
        (unit("LBP"), "lire libanesi"),
        (unit("SYP"), "lire siriane"),
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
