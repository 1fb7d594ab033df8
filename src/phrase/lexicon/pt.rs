//! Portuguese.

use super::words::*;

pub(super) const LEXICON: Lexicon = Lexicon {
    tag: "pt",
    name: "Portuguese",
    mark: DecimalMark::Comma,
    compounds: false,
    endings: &[],
    lands: "US americanos, norte americanos, dos eua, dos estados unidos, us; CA canadianos, canadenses; \
            AU australianos; NZ neozelandeses; HK de hong kong, hong kong; SG de singapura, singapurianos; \
            TW taiwaneses, taiuaneses, de taiwan; NA namibianos; EG egípcias, egípcia; LB libanesas, libanesa; \
            SY sírias; SD sudanesas; GI de gibraltar; IE irlandesas; CY cipriotas; GB britânicas, inglesas; \
            MX mexicanos; CO colombianos; AR argentinos; CL chilenos; PH filipinos; UY uruguaios; \
            DO dominicanos; CU cubanos; SE suecas; NO norueguesas; DK dinamarquesas; IS islandesas; \
            CZ checas, tchecas; CH suíços; FR franceses; BE belgas; LU luxemburgueses; TN tunisinos; \
            DZ argelinos; IN indianas; PK paquistanesas; RU russos; BY bielorrussos; TR turcas; IT italianas; \
            IR iranianos; SA sauditas; MA marroquinos; AE dos emirados; RO romenos; BR brasileiros",
    numbers: &[
        (
            0,
            1,
            "zero um/uma dois/duas três quatro cinco seis sete oito nove dez onze doze treze catorze/quatorze quinze",
        ),
        (16, 1, "dezasseis/dezesseis dezassete/dezessete dezoito dezanove/dezenove"),
        (20, 10, "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa cem/cento"),
        (
            200,
            100,
            "duzentos/duzentas trezentos/trezentas quatrocentos/quatrocentas quinhentos/quinhentas seiscentos/seiscentas",
        ),
        (700, 100, "setecentos/setecentas oitocentos/oitocentas novecentos/novecentas"),
    ],
    entries: &[
        (
            MORE,
            "mais de | acima de | superior a | superiores a | para além de | mais do que | ultrapassa os | ultrapassam os | excede",
        ),
        (
            MORE,
            "pouco mais de | um pouco mais de | ultrapassa | superam os | supera os | maior que | maior do que | ultrapassando os",
        ),
        (MORE, "superior aos | acima dos | mais que | excedendo | ultrapassou os"),
        (
            AT_LEAST,
            "pelo menos | no mínimo | ao menos | não menos de | não inferior a | mínimo de | um mínimo de | a partir de",
        ),
        (LESS, "menos de | abaixo de | inferior a | inferiores a | pouco menos de | menor que | menos do que"),
        (
            AT_MOST,
            "até | até a | até ao | no máximo | não mais de | máximo de | um máximo de | até ao limite de | não superior a | até ao montante de",
        ),
        (AT_MOST, "até o limite de | no limite de | até aos"),
        (AT_LEAST_AFTER, "ou mais | no mínimo | pelo menos | e mais"),
        (AT_MOST_AFTER, "ou menos | no máximo"),
        (About, "cerca de | quase | perto de | à volta de | em torno de | por volta de | próximo de | na ordem de"),
        (
            About,
            "uns | umas | na ordem dos | próximo dos | na casa dos | rondando os | ronda os | perto dos | da ordem de",
        ),
        (AboutAfter, "aproximadamente | mais ou menos"),
        (
            Estimate,
            "estimado | estimada | estimados | estimadas | estimativa | estimativa de | estima se | avaliado | avaliada | avaliados",
        ),
        (Estimate, "avaliadas"),
        (Between, "entre | entre os"),
        (From, "desde"),
        (To, "a"),
        (And, "e"),
        (Or, "ou"),
        (
            Vague,
            "vários | várias | alguns | algumas | muitos | dezenas de | centenas de | milhares de | diversos | diversas",
        ),
        (Vague, "dezenas | centenas | milhares | multimilionário | inúmeros | um par de | milionário | milionária"),
        (
            Change,
            "aumento de | acréscimo de | aumentou em | subida de | queda de | diminuição de | redução de | crescimento de",
        ),
        (Change, "diferença de | passou de | passando de | % de | por cento de | cresceu em"),
        (ChangeAfter, "a mais | a menos | mais do que | menos do que | mais que | menos que"),
        (Each, "notas de"),
        (Each, "cada um | cada uma | prestações de | parcelas de | tranches de"),
        (
            EachAfter,
            "cada | cada um | cada uma | por pessoa | por cabeça | per capita | por unidade | por peça | por quilo | por quilograma | por grama",
        ),
        (
            EachAfter,
            "por litro | por tonelada | por metro quadrado | por veículo | por vítima | por migrante | a unidade | o quilo | o grama | respetivamente | respectivamente",
        ),
        (
            Sums,
            "pagamentos de | transferências de | cheques de | multas de | depósitos de | empréstimos de | faturas de",
        ),
        (AT_MOST, "não mais do que | não mais que"),
        (Doubt, "sem | exceto | nunca | jamais | nenhum | salvo | excluindo | à exceção de"),
        (Doubt, "não | menos | metade de | a metade de | nem | vezes | dobro | cada | um terço de"),
        (Roughly(10), "dezena de"),
        (Roughly(12), "dúzia de"),
        (Roughly(20), "vintena de"),
        (Roughly(100), "centena de"),
        (lone_scale(3), "mil"),
        (scale(3), "milhar de"),
        (scale(6), "milhão | milhões | milhao | mi"),
        (scale(9), "bilhão | bilhões | mil milhões | bi"),
        (scale(12), "trilhão | trilhões | bilião | biliões"),
        (Part(50), "meio | meia"),
        (AndPart(50), "e meio | e meia"),
        (sign("EUR"), "euro | euros"),
        (unit("USD"), "dólares americanos | dólares norte americanos | dólares dos eua | dólares dos estados unidos"),
        (unit("CAD"), "dólares canadianos | dólares canadenses"),
        (unit("GBP"), "libras esterlinas | libra esterlina"),
        (unit("BRL"), "real | reais | reais brasileiros"),
        (unit("PTE"), "escudos | contos escudos"),
        (unit("CHF"), "francos suíços | franco suíço"),
        (unit("AOA"), "kwanzas | kwanza"),
        (unit("MZN"), "meticais | metical"),
        (unit("CVE"), "escudos cabo verdianos"),
        (unit("SEK"), "coroas suecas"),
        (unit("NOK"), "coroas norueguesas"),
        (unit("DKK"), "coroas dinamarquesas"),
        (unit("CZK"), "coroas checas | coroas tchecas"),
        (unit("JPY"), "ienes"),
        (unit("CNY"), "yuans"),
        (shared("RUB", &["BYN"]), "rublos"),
        (Doubt, "conto | contos"),
        (Cent, "cêntimos | centavos"),
        (Pieces, "nota | notas | moeda | moedas | cédulas"),
        (Percent, "por cento"),
        (Of, "de | em"),
        (
            Filler,
            "um total de | total de | a soma de | soma de | no valor de | um valor de | valor de | montante de | um montante de | os",
        ),
        (
            Filler,
            "as | o | a | de | dos | do | em | por | outros | a quantia de | quantia de | equivalente a | valor total de | no montante de",
        ),
        (Filler, "um valor total de | um"),
        (Describing, "falsos | falsas | falsificados | contrafeitos"),
        (
            Plain,
            "de | do | da | dos | das | o | a | os | as | em | no | na | por | com | para | que | foram | foi | são | um | uma",
        ),
        (
            Plain,
            "apreensão | apreendidos | apreendido | apreendidas | apreendeu | arresto | arrestados | confisco | bens | contas",
        ),
        (
            Plain,
            "bancárias | dinheiro | imóveis | valor | polícia | judiciária | por ano | por mês | por dia | anuais | ao",
        ),
        (MORE, "além de | por mais de | ultrapassam | ultrapassando"),
        (AT_LEAST, "mínimo | igual ou superior a"),
        (LESS, "não chega a"),
        (AT_MOST, "máximo | até ao máximo de | até um máximo de"),
        (AT_LEAST_AFTER, "para cima | ou superior"),
        (AT_MOST_AFTER, "ou inferior"),
        (About, "aprox | aproximadament | ca | a rondar os | rondam os"),
        (Estimate, "estimado em | estimados em | estimada em | avaliado em | avaliados em | avaliada em"),
        (scale(3), "milhares"),
        (scale(6), "milhõs | millhões | mihões | milões | milhoões"),
        (scale(9), "mil milhão"),
        (scale(12), "tri"),
        (Doubt, "que | do que"),
        (
            Filler,
            "no total de | total | no total | com valor de | o equivalente a | exatamente | apenas | só | somente \
             | ou seja | isto é | com | multa de | uma multa de | fiança de | dívida de | prejuízo de | um prejuízo de \
             | lucro de | faturamento de | capital de | preço de | custo de | apreensão de | a apreensão de \
             | confisco de | bloqueio de | fraude de | uma fraude de | bens no valor de | ativos de | propina de \
             | adicionais",
        ),
        (
            Thing,
            "conta | contas | carro | carros | veículo | veículos | página | páginas | lote | lotes | caso | casos \
             | processo | processos | fatura | apartamento | apartamentos | imóvel | imóveis | casa | casas | edifício \
             | prédio | relógio | relógios | barra | barras | suspeito | suspeitos | arguidos | vítima | vítimas \
             | pessoa | pessoas | empresa | empresas | banco | bancos | terreno | kg | quilo | quilos | grama | gramas \
             | tonelada | toneladas | ha | hectare | hectares | metros | litros | celulares | telemóveis | quadro \
             | ações | caixa | saco | dia | dias | semana | semanas | mês | meses | ano | anos | horas | artigo \
             | linha | unidades | vez | detenções | prisões | buscas | mandados | cigarros | armas | barco | barcos \
             | lanchas | motos | caminhões | réus | membros | países | transferências | número | anexo | objetos \
             | janeiro | fevereiro | março | abril | maio | junho | julho | agosto | setembro | outubro | novembro \
             | dezembro | jan | fev | mar | abr | mai | jun | jul | ago | set | out | nov",
        ),
        (
            Plain,
            "apreendida | apreende | apreensões | confiscado | confiscados | arrestado | bloqueado | bloqueados \
             | bloqueio | bloqueou | congelado | congelados | congelamento | sequestrado | sequestrados | sequestro \
             | recuperado | recuperados | recuperou | roubado | roubados | desviado | desviados | desvio | lavado \
             | lavagem | branqueamento | fraude | burla | evasão | sonegado | sonegados | pago | pagos | pagou \
             | recebido | recebidos | recebeu | transferido | transferidos | enviado | obtido | obtidos | investido \
             | investidos | depositado | vendido | comprado | encontrado | encontrados | escondido | escondidos \
             | espécie | numerário | notas em | fundos | ativos | património | ouro | joias | luxo | criptomoedas \
             | criptoativos | cripto | valores | dívida | dívidas | perdas | danos | prejuízo | prejuízos | lucro \
             | lucros | receita | receitas | multa | multas | fiança | suborno | propina | propinas | corrupção \
             | impostos | imposto | fiscal | drogas | droga | cocaína | haxixe | tráfico | contrabando | contrato \
             | contratos | projeto | projetos | federal | ministério | público | tribunal | juiz | justiça \
             | autoridades | governo | operação | investigação | rede | quadrilha | criminoso | criminosos | criminosa \
             | ilícito | ilícitos | ilegal | ilegais | provenientes | pertencentes | nos | nas | aos | pelo | pela \
             | sem que | sobre | mas | se | como | quando | onde | após | antes | durante | contra | segundo \
             | até agora | até à data | até ao momento | já | ainda | também | hoje | ontem | era | eram | tem | tinha \
             | ser | está | estão | pode | este | estes | seu | sua | seus | outro | outra | todo | todos | ao ano \
             | líquidos | brutos | portugal | brasil | estrangeiro | russos",
        ),
        (
            Dating,
            "em | desde | até | ano | no ano de | no ano | durante | início de | final de | finais de | do ano de \
             | janeiro | fevereiro | março | abril | maio | junho | julho | agosto | setembro | outubro | novembro \
             | dezembro | jan | fev | mar | abr | mai | jun | jul | ago | set | out | nov | dez",
        ),
        (DOLLARS, "dólar | dólares"),
        (POUNDS, "libra | libras"),
        (FRANCS, "franco | francos"),
        (CROWNS, "coroas | coroa"),
        (DINARS, "dinares | dinar"),
        (PESOS, "pesos | peso"),
        (RUPEES, "rupias | rupia"),
        (LIRAS, "liras | lira"),
        (MARKS, "marcos"),
        (unit("PTE"), "escudo"),
        (unit("THB"), "bahts"),
        (unit("ZAR"), "rands"),
        (unit("ILS"), "shekels"),
        (unit("DEM"), "marcos alemães"),
        (unit("ITL"), "liras italianas"),
    ],
};

#[cfg(test)]
mod tests {
    use super::super::super::tests::reads_in;

    #[test]
    fn portuguese_phrases_are_read_or_refused() {
        reads_in(LANGUAGE, PHRASES);
    }

    const LANGUAGE: &str = "pt";

    /// A phrase and its amount; `!` where it is to be refused, `?` where it is unless the language is named.
    #[rustfmt::skip]
    const PHRASES: &[(&str, &str)] = &[
            ("mais de 3 milhões de euros", "> 3000000 EUR"),
            ("cerca de 450 mil euros", "~ 450000 EUR"),
            ("pelo menos 10 milhões de euros", ">= 10000000 EUR"),
            ("até 5 milhões de reais", "<= 5000000 BRL"),
            ("entre 3 e 4 milhões de euros", "3000000..4000000 EUR"),
            ("meio milhão de euros", "500000 EUR"),
            ("duzentos e cinquenta mil euros", "250000 EUR"),
            ("vários milhões de euros", "!"),
            ("R$ 1.250.300,50", "1250300.50 BRL"),
            ("um milhão e meio de euros", "1500000 EUR"),
            ("dois mil milhões de euros", "2000000000 EUR"),
    ];
}
