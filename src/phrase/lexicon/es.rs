//! Spanish.

use super::words::*;

pub(super) const LEXICON: Lexicon = Lexicon {
    tag: "es",
    name: "Spanish",
    mark: DecimalMark::Comma,
    compounds: false,
    endings: &[],
    lands: "US estadounidenses, estadounidense, americanos, americano, us, usa, de estados unidos, de los estados unidos; \
            CA canadienses, canadiense, de canadá; AU australianos, australiano; NZ neozelandeses; \
            HK hongkoneses, de hong kong, hong kong; SG singapurenses, singapurense, de singapur; \
            TW taiwaneses, taiwanés, de taiwán; JM jamaicanos, jamaiquinos; BZ beliceños; TT trinitenses; \
            BB barbadenses; NA namibios; EG egipcias, egipcia; LB libanesas, libanesa; SY sirias, siria; \
            SD sudanesas; GI gibraltareñas, de gibraltar; IE irlandesas; CY chipriotas; \
            GB británicas, inglesas; MX mexicanos, mexicano, mejicanos; CO colombianos, colombiano; \
            AR argentinos, argentino; CL chilenos, chileno; PH filipinos, filipino; UY uruguayos, uruguayo; \
            DO dominicanos, dominicano; CU cubanos, cubano; SE suecas, sueca; NO noruegas, noruega; \
            DK danesas, danesa; IS islandesas; CZ checas, checa; SK eslovacas; EE estonias; CH suizos, suizo; \
            FR franceses, francés; BE belgas, belga; LU luxemburgueses; RS serbios; KW kuwaitíes; TN tunecinos; \
            DZ argelinos; IQ iraquíes; JO jordanos; LY libios; BH bareiníes; IN indias; PK pakistaníes; \
            LK de sri lanka; NP nepalíes; RU rusos, ruso; BY bielorrusos; TR turcas, turca; IT italianas; \
            IR iraníes; SA saudíes; QA cataríes; MA marroquíes, marroquí; AE emiratíes; RO rumanos; \
            MD moldavos; BR brasileños; DE alemanes",
    numbers: &[
        (
            0,
            1,
            "cero un/uno/una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis",
        ),
        (17, 1, "diecisiete dieciocho diecinueve"),
        (
            20,
            1,
            "veinte veintiún/veintiuno/veintiuna veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho",
        ),
        (29, 1, "veintinueve treinta"),
        (40, 10, "cuarenta cincuenta sesenta setenta ochenta noventa"),
        (
            100,
            100,
            "cien/ciento doscientos/doscientas trescientos/trescientas cuatrocientos/cuatrocientas quinientos/quinientas",
        ),
        (600, 100, "seiscientos/seiscientas setecientos/setecientas ochocientos/ochocientas novecientos/novecientas"),
    ],
    entries: &[
        (
            MORE,
            "más de | más de los | superior a | superiores a | por encima de | supera los | superan los | superior a los | excede",
        ),
        (
            MORE,
            "supera | superando los | superó los | algo más de | poco más de | mayor a | mayor de | que supera los | un poco más de",
        ),
        (
            MORE,
            "superado los | excede de | excede los | superan | mayor que | muy por encima de | superar los | rebasa los | que exceda",
        ),
        (
            AT_LEAST,
            "al menos | por lo menos | como mínimo | mínimo | no menos de | cuando menos | un mínimo de | no inferior a | mínimo de",
        ),
        (
            AT_MOST,
            "no supera | no supera los | no superan los | no superaba los | no supere los | no excede de | no excede los | no exceda de | no superior a | no superiores a | no mayor de",
        ),
        (Doubt, "no solo | no solamente | no únicamente"),
        (AT_LEAST, "no inferior a | no inferiores a | no menor de | no baja de | no bajan de"),
        (AT_LEAST, "a partir de | igual o superior a | mínimo de"),
        (
            LESS,
            "menos de | inferior a | inferiores a | por debajo de | algo menos de | poco menos de | menor a | menor de | un poco menos de",
        ),
        (
            AT_MOST,
            "hasta | como máximo | no más de | máximo | a lo sumo | hasta un máximo de | un máximo de | máximo de | no superior a",
        ),
        (AT_MOST, "hasta los | hasta un total de | hasta el límite de | dentro del límite de | igual o inferior a"),
        (MORE_AFTER, "y pico"),
        (AT_LEAST_AFTER, "o más | como mínimo | al menos | y más"),
        (AT_MOST_AFTER, "o menos | como máximo"),
        (
            About,
            "casi | cerca de | alrededor de | en torno a | unos | unas | cercano a | cercana a | próximo a | próxima a",
        ),
        (
            About,
            "rozando los | prácticamente | del orden de | alrededor de los | en torno a los | cerca de los | cercana a los | sobre los",
        ),
        (
            About,
            "aproximado de | cercanos a | cercanas a | rondando los | ronda los | rondaría los | aproximada de | unos aproximadamente",
        ),
        (AboutAfter, "aproximadamente | aproximados | más o menos | aproximadas"),
        (
            Estimate,
            "estimado | estimada | estimados | estimadas | se estima | estimación | estimativo | estiman | estimándose",
        ),
        (Between, "entre | entre los"),
        (From, "desde"),
        (To, "a"),
        (And, "y | e"),
        (Or, "o | u"),
        (Vague, "varios | varias | algunos | algunas | muchos | decenas de | cientos de | centenares de | miles de"),
        (
            Vague,
            "numerosos | diversos | multimillonario | multimillonaria | millonario | millonaria | decenas | cientos | miles",
        ),
        (Vague, "un par de | par de | cuantiosos"),
        (
            Change,
            "aumento de | incremento de | aumentado en | subida de | caída de | descenso de | disminución de | reducción de",
        ),
        (
            Change,
            "creció en | aumentó en | ha pasado de | pasó de | pasando de | diferencia de | % de | por ciento de | crecimiento de",
        ),
        (ChangeAfter, "más que | menos que | de diferencia | más respecto | menos respecto"),
        (Each, "por persona | por cabeza | por cada"),
        (Each, "billetes de"),
        (Each, "cada uno | cada una | cuotas de | plazos de | mensualidades de | tramos de | a razón de | sendos"),
        (
            EachAfter,
            "cada uno | cada una | por persona | por cabeza | per cápita | por unidad | por pieza | por kilo | por kilogramo | por gramo | por litro",
        ),
        (
            EachAfter,
            "por tonelada | por metro cuadrado | por vehículo | por víctima | por migrante | por acción | por operación | por transferencia",
        ),
        (
            EachAfter,
            "por factura | por pasajero | por hectárea | por inmigrante | el gramo | el kilo | el litro | la unidad | la pieza | la tonelada",
        ),
        (EachAfter, "respectivamente | por cada"),
        (
            Sums,
            "pagos de | transferencias de | cheques de | multas de | depósitos de | retiradas de | donaciones de | préstamos de | facturas de",
        ),
        (Sums, "sobornos de | ingresos de | fajos de | cantidades de | sumas de"),
        (Doubt, "sin | excepto | salvo | nunca | jamás | ningún | ninguno | excluyendo"),
        (Doubt, "a excepción de"),
        (
            Doubt,
            "no | menos | mitad de | la mitad de | ni | veces | doble | cada | un tercio de | tercio de | tanto como",
        ),
        (Roughly(10), "decena de"),
        (Roughly(12), "docena de"),
        (Roughly(15), "quincena de"),
        (Roughly(20), "veintena de"),
        (Roughly(30), "treintena de"),
        (Roughly(100), "centenar de | centena de"),
        (lone_scale(3), "mil"),
        (scale(3), "millar de | millar"),
        (scale(6), "millón | millones | mill | mills | mm"),
        (scale(9), "millardo | millardos | mil millones"),
        (scale(12), "billón | billones"),
        (Part(50), "medio | media"),
        (AndPart(50), "y medio | y media"),
        (sign("EUR"), "euro | euros"),
        (
            unit("USD"),
            "dólares estadounidenses | dólares americanos | dólares de estados unidos | dólar estadounidense | dólares de los ee uu",
        ),
        (unit("CAD"), "dólares canadienses"),
        (unit("AUD"), "dólares australianos"),
        (unit("GBP"), "libras esterlinas | libra esterlina | libras británicas"),
        (unit("CHF"), "francos suizos | franco suizo"),
        (unit("ESP"), "pesetas | peseta | ptas | pts"),
        (unit("MXN"), "pesos mexicanos"),
        (unit("COP"), "pesos colombianos"),
        (unit("ARS"), "pesos argentinos"),
        (unit("CLP"), "pesos chilenos"),
        (unit("DOP"), "pesos dominicanos"),
        (unit("PEN"), "soles | nuevos soles"),
        (unit("BRL"), "reales | reales brasileños"),
        (unit("PYG"), "guaraníes"),
        (unit("CRC"), "colones"),
        (unit("GTQ"), "quetzales"),
        (unit("HNL"), "lempiras"),
        (shared("VES", &["VED", "VEF", "BOB"]), "bolívares"),
        (unit("SEK"), "coronas suecas"),
        (unit("NOK"), "coronas noruegas"),
        (unit("DKK"), "coronas danesas"),
        (unit("CZK"), "coronas checas"),
        (unit("MAD"), "dirhams marroquíes"),
        (shared("AED", &["MAD"]), "dirhams | dírhams"),
        (unit("HUF"), "forintos | florines húngaros"),
        (unit("PLN"), "zlotys | eslotis | zloty"),
        (unit("RON"), "leus | lei"),
        (shared("RUB", &["BYN"]), "rublos"),
        (unit("JPY"), "yenes"),
        (unit("CNY"), "yuanes"),
        (Cent, "céntimos | centavos | céntimo"),
        (Pieces, "billete | billetes | moneda | monedas | cajeros"),
        (Percent, "por ciento | por cien"),
        (Of, "de | en"),
        (
            Filler,
            "un total de | total de | la suma de | suma de | un valor de | valor de | por valor de | importe de | un importe de",
        ),
        (
            Filler,
            "los | las | el | la | de | del | en | a | por | otros | cantidad de | la cantidad de | una cantidad de | equivalente a",
        ),
        (
            Filler,
            "cuantía de | una cuantía de | en un valor de | un importe total de | valor total de | un valor total de | nada menos que",
        ),
        (Filler, "monto de | un monto de | la friolera de | un"),
        (Describing, "falsos | falsas | falsificados | ilícitos"),
        (
            Plain,
            "de | del | la | el | los | las | en | por | con | para | que | se | han | ha | sido | un | una | su | sus | al",
        ),
        (
            Plain,
            "valorado | valorados | valorada | valoradas | incautado | incautados | decomisado | embargo | bloqueo | bienes",
        ),
        (
            Plain,
            "inmuebles | cuentas | bancarias | metálico | efectivo | dinero | procedentes | guardia | civil | policía | es | son",
        ),
        (Plain, "a la semana | al año | al mes | al día | año | anuales | mensuales"),
        (
            MORE,
            "más que | superiores a los | superior a las | por encima de los | por más de | exceden | excedente \
             | mayores a | bastante más de | arriba de | sobrepasa los | superaba los",
        ),
        (LESS, "inf a | inferior a los | por debajo de los | no llega a | sin llegar a"),
        (AT_MOST, "tope de | un tope de"),
        (AT_LEAST_AFTER, "en adelante | o superior | mínimo"),
        (AT_MOST_AFTER, "máximo | a lo sumo | o inferior"),
        (
            About,
            "aprox | aproximadament | aproxmadamente | aproximademente | alrrededor de | entorno a | rondan los \
             | cosa de | algo así como | ca",
        ),
        (
            Estimate,
            "estimado en | estimada en | estimados en | estimadas en | estimación de | tasado en | tasados en \
             | tasada en | calculado en",
        ),
        (scale(3), "miles | millares"),
        (scale(6), "milones | milliones | millnes | mlls | mlnes | mllones | millons | milloes"),
        (scale(9), "miles de millones | millardos de | mil mill"),
        (scale(12), "billlones"),
        (Doubt, "que"),
        (
            Filler,
            "por un total de | total | en total | por importe de | por un importe de | una suma de \
             | con un valor de | por un valor de | por un valor total de | por un monto de | equivalentes a \
             | el equivalente a | exactamente | solo | solamente | tan sólo | otras | es decir | o sea | ascienden a \
             | asciende a | ascendía a | ascendían a | ascendió a | con | en efectivo por | multa de | una multa de \
             | fianza de | una fianza de | rescate de | deuda de | deudas por | pérdidas de | pérdidas por \
             | perjuicio de | daños por | beneficio de | beneficios de | ganancias de | facturación de | capital de \
             | precio de | coste de | costo de | un coste de | un costo de | decomiso de | el decomiso de \
             | incautación de | la incautación de | embargo de | bloqueo de | fraude de | un fraude de | estafa de \
             | una estafa de | bienes por | activos por | botín de | adicionales | valorado | valorados | valorada \
             | valoradas | avaluado en | avaluados en | valuado en | valuados en",
        ),
        (
            Thing,
            "cuenta | cuentas | coche | coches | vehículo | vehículos | auto | autos | página | páginas | lote \
             | lotes | caso | casos | expediente | factura | facturas | piso | pisos | inmueble | inmuebles | casa \
             | casas | edificio | edificios | villa | chalé | chalet | reloj | relojes | lingote | lingotes \
             | investigado | investigados | detenido | detenidos | víctima | víctimas | persona | personas | sociedad \
             | sociedades | empresa | empresas | banco | bancos | finca | fincas | parcela | kg | kilo | kilos \
             | kilogramo | kilogramos | gramo | gramos | tonelada | toneladas | ha | hectárea | hectáreas | metros \
             | metro | litros | teléfono | teléfonos | cuadro | cuadros | acción | acciones | caja | bolsa | bolsas \
             | día | días | semana | semanas | mes | meses | año | años | horas | hora | artículo | capítulo | línea \
             | fila | planta | calle | unidades | vez | detenciones | registros | cigarrillos | cajetillas | armas \
             | barco | barcos | embarcaciones | moto | motos | camión | camiones | acusados | miembros | países \
             | transferencia | transferencias | número | núm | nro | anexo | nota | objeto | objetos | terminales \
             | propiedades | enero | febrero | marzo | abril | mayo | junio | julio | agosto | septiembre | setiembre \
             | octubre | noviembre | diciembre | ene | feb | mar | abr | may | jun | jul | ago | sep | sept | oct \
             | nov | dic",
        ),
        (
            Plain,
            "incautada | incautadas | incautan | incautó | incautación | incautaciones | decomisados | decomisó \
             | decomisos | confiscado | confiscados | confiscó | confiscación | embargado | embargados | embargos \
             | bloqueado | bloqueados | congelado | congelados | congeló | congelación | intervenido | intervenidos \
             | intervenida | intervenidas | interviene | intervienen | intervenir | recuperado | recuperados \
             | recuperar | robado | robados | robo | estafado | estafados | estafa | estafas | defraudado \
             | defraudados | fraude | fraudes | blanqueado | blanqueados | blanqueo | blanquear | lavado | malversado \
             | malversación | desviado | desviados | evadido | evadidos | pagado | pagados | pagó | recibido \
             | recibidos | transferido | transferidos | enviado | enviados | cobrado | cobrados | ganado | obtenido \
             | obtenidos | invertido | invertidos | depositado | vendido | comprado | encontrado | encontrados \
             | hallado | hallados | localizado | descubierto | oculto | ocultos | escondidos | contenía | contenían \
             | fondos | activos | patrimonio | patrimonios | oro | joyas | lujo | criptomonedas | criptomoneda \
             | criptoactivos | cripto | criptodivisas | valores | títulos | saldo | crédito | créditos | deuda \
             | deudas | pérdidas | daños | perjuicios | beneficio | beneficios | ganancias | ingresos | ventas | multa \
             | multas | fianza | rescate | soborno | sobornos | comisiones | comisión | corrupción | impuestos \
             | impuesto | iva | hacienda | fiscal | fiscales | droga | drogas | cocaína | hachís | marihuana \
             | narcotráfico | tráfico | contrabando | mercancía | mercancías | productos | subvenciones | subvención \
             | contrato | contratos | proyecto | proyectos | presupuesto | sueldo | alquiler | indemnización \
             | nacional | fiscalía | juez | jueza | juzgado | tribunal | audiencia | autoridades | gobierno \
             | investigación | operación | red | banda | mafia | cártel | organización | criminal | criminales \
             | ilícito | ilegal | ilegales | procedente | provenientes | proveniente | pertenecientes | relacionados \
             | vinculados | destinados | sin que | sobre | desde el | pero | si | como | cuando | donde | mientras \
             | después | antes | durante | contra | según | hasta ahora | hasta la fecha | hasta el momento | ya | aún \
             | todavía | también | además | hoy | ayer | fue | fueron | era | eran | había | habían | ser | estar \
             | está | están | puede | pueden | este | estos | estas | ese | esa | le | les | lo | otro | otra | todo \
             | todos | anual | netos | neto | brutos | españa | madrid | méxico | colombia | extranjero | rusos | ruso \
             | venezolanos",
        ),
        (
            Dating,
            "en | desde | hasta | año | años | el año | del año | en el año | durante | a finales de \
             | a principios de | ejercicio | finales de | principios de | mediados de | enero | febrero | marzo \
             | abril | mayo | junio | julio | agosto | septiembre | setiembre | octubre | noviembre | diciembre | ene \
             | feb | mar | abr | may | jun | jul | ago | sep | sept | oct | nov | dic",
        ),
        (DOLLARS, "dólar | dólares"),
        (POUNDS, "libra | libras"),
        (sign("TWD"), "nuevos dólares de taiwán | nuevos dólares taiwaneses"),
        (FRANCS, "franco | francos"),
        (CROWNS, "coronas | corona"),
        (DINARS, "dinares | dinar"),
        (PESOS, "pesos | peso"),
        (RUPEES, "rupias | rupia"),
        (LIRAS, "liras | lira"),
        (RIALS, "riales | rial | riyales"),
        (SHILLINGS, "chelines"),
        (MARKS, "marcos | marco"),
        (WONS, "wones | won"),
        (unit("LTL"), "litas"),
        (unit("NLG"), "florines"),
        (unit("DEM"), "marcos alemanes"),
        (unit("ITL"), "liras italianas"),
        (unit("TRY"), "liras turcas"),
        (unit("THB"), "bahts | baht"),
        (unit("MYR"), "ringgits"),
        (unit("IDR"), "rupias indonesias"),
        (unit("VND"), "dongs"),
        (unit("ZAR"), "rands"),
        (unit("NGN"), "nairas"),
        (unit("ILS"), "shekels"),
        (unit("BOB"), "bolivianos"),
        (unit("NIO"), "córdobas"),
        (unit("PAB"), "balboas"),
    ],
};

#[cfg(test)]
mod tests {
    use super::super::super::tests::reads_in;

    #[test]
    fn spanish_phrases_are_read_or_refused() {
        reads_in(LANGUAGE, PHRASES);
    }

    const LANGUAGE: &str = "es";

    /// A phrase and its amount; `!` where it is to be refused, `?` where it is unless the language is named.
    #[rustfmt::skip]
    const PHRASES: &[(&str, &str)] = &[
            ("más de 3 millones de euros", "> 3000000 EUR"),
            ("unos 450.000 euros", "~ 450000 EUR"),
            ("al menos 10 millones de euros", ">= 10000000 EUR"),
            ("hasta 5 millones de euros", "<= 5000000 EUR"),
            ("entre 3 y 4 millones de dólares", "3000000..4000000 USD"),
            ("de 3 a 4 millones de euros", "3000000..4000000 EUR"),
            ("medio millón de euros", "500000 EUR"),
            ("un millón y medio de euros", "1500000 EUR"),
            ("dos mil millones de euros", "2000000000 EUR"),
            ("doscientos cincuenta mil euros", "250000 EUR"),
            ("varios millones de euros", "!"),
            ("casi 2 millones de euros", "~ 2000000 EUR"),
            ("12 coches y 30.000 euros en efectivo", "30000 EUR"),
            ("menos de 100.000 euros", "< 100000 EUR"),
            ("treinta y cinco mil euros", "35000 EUR"),
            ("decenas de millones de euros", "!"),
            ("mil euros", "?1000 EUR"),
            ("3.500 millones de euros", "3500000000 EUR"),
            ("5 millones de pesos", "!"),
            ("cerca de 3,2 millones de euros", "~ 3200000 EUR"),
            ("superior a los 20 millones de euros", "> 20000000 EUR"),
    ];
}
