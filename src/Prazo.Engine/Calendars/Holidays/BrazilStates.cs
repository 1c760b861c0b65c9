using System.Collections.Immutable;

namespace Prazo.Engine.Calendars;

/// <summary>State holidays of Brazil as rules. By federal law 9.093/1995 a state has one, its <i>data magna</i>; many states declare more, and the public
/// list of state holidays 2010–2026 (MIT, see data/LICENSE-holidays.txt) differs from the laws in places. Each set says what it follows where they differ.</summary>
internal static class BrazilStates
{
    // Acre moves its holidays on Monday to Thursday to the Friday (Lei 2.126/2009), except 15 June and 6 August.
    private static readonly ImmutableArray<int> ToFriday = [4, 3, 2, 1, 0, 0, 0];
    // 5 September: the Friday after a Wednesday is Independence Day, and the holiday was kept on Thursday (2012).
    private static readonly ImmutableArray<int> ToFridayBesideIndependence = [4, 3, 1, 1, 0, 0, 0];
    // 20 January: three days before the 23rd; where both would be kept on one Friday, this one was kept the day before (2020, 2026).
    private static readonly ImmutableArray<int> ToFridayBesideEvangelical = [3, 2, 2, 1, 0, 0, 0];
    private static readonly ImmutableArray<int> TuesdayBackThursdayOn = [0, -1, 0, 1, 0, 0, 0];
    private static readonly ImmutableArray<int> ToSunday = [6, 5, 4, 3, 2, 1, 0];

    /// <summary>The 27 federative units in lower case.</summary>
    public static ImmutableArray<string> Codes { get; } =
    [
        "ac", "al", "am", "ap", "ba", "ce", "df", "es", "go", "ma", "mg", "ms", "mt", "pa",
        "pb", "pe", "pi", "pr", "rj", "rn", "ro", "rr", "rs", "sc", "se", "sp", "to",
    ];

    public static HolidaySet? Find(string uf) => uf switch
    {
        "ac" or "al" or "am" or "ap" or "pa" or "ro" or "rr" or "to" => North(uf),
        "ba" or "ce" or "ma" or "pb" or "pe" or "pi" or "rn" or "se" => Northeast(uf),
        "df" or "es" or "go" or "mg" or "ms" or "mt" or "pr" or "rj" or "rs" or "sc" or "sp" => South(uf),
        _ => null,
    };

    private static HolidaySet State(string uf, string name, string source, params ImmutableArray<HolidayRule> rules) =>
        Rule.Set("br-" + uf, name, source, rules);

    // The north, and Alagoas, whose holidays move like Acre's.
    private static HolidaySet North(string uf) => uf switch
    {
        "ac" => State(uf, "Acre",
            "Leis estaduais 14/1964, 57/1965, 243/1968, 1.411/2001, 1.538/2004, 3.137/2016; adiamento para sexta-feira: Lei 2.126/2009. "
            + "A lista pública não traz 17 de novembro nem os adiamentos de janeiro",
            Rule.Observed(1, 20, "Dia do Católico", ToFridayBesideEvangelical, from: 2017),
            Rule.On(1, 23, "Dia do Evangélico", from: 2005, to: 2009),
            Rule.Observed(1, 23, "Dia do Evangélico", ToFriday, from: 2010),
            Rule.On(3, 8, "Dia Internacional da Mulher", from: 2002, to: 2009),
            Rule.Observed(3, 8, "Dia Internacional da Mulher", ToFriday, from: 2010),
            Rule.On(6, 15, "Aniversário do Acre"),
            Rule.On(8, 6, "Revolução Acreana"),
            Rule.On(9, 5, "Dia da Amazônia", to: 2009),
            Rule.Observed(9, 5, "Dia da Amazônia", ToFridayBesideIndependence, from: 2010),
            Rule.On(11, 17, "Tratado de Petrópolis", to: 2008),
            Rule.Observed(11, 17, "Tratado de Petrópolis", ToFriday, from: 2009)),
        "al" => State(uf, "Alagoas",
            "Lista pública 2010–2025 e calendários do governo; 20 de novembro: Lei 5.724/1995; 30 de novembro: Lei 7.530/2013 (terça-feira antecipa, quinta-feira adia)",
            Rule.On(6, 24, "São João"),
            Rule.On(6, 29, "São Pedro"),
            Rule.On(9, 16, "Emancipação de Alagoas"),
            Rule.On(11, 20, "Consciência Negra", from: 1995),
            Rule.Observed(11, 30, "Dia do Evangélico", TuesdayBackThursdayOn, from: 2013)),
        "am" => State(uf, "Amazonas",
            "Lista pública; 20 de novembro: Lei promulgada 84/2010; 8 de dezembro: padroeira do Estado, na lista estadual embora a lei citada seja de Manaus (496/1999)",
            Rule.On(9, 5, "Elevação do Amazonas à categoria de Província"),
            Rule.On(11, 20, "Consciência Negra", from: 2010),
            Rule.On(12, 8, "Nossa Senhora da Conceição")),
        "ap" => State(uf, "Amapá",
            "Lista pública; 15 de maio: Lei 2.213/2017; 25 de julho: Lei 1.696/2012, inconstitucional desde 2018 (STF); 20 de novembro: Lei 1.169/2007; 8 de dezembro: na lista até 2025",
            Rule.On(3, 19, "São José"),
            Rule.On(5, 15, "Dia de Cabralzinho", from: 2018),
            Rule.On(7, 25, "São Tiago", from: 2012, to: 2018),
            Rule.On(9, 13, "Criação do Território Federal do Amapá"),
            Rule.On(11, 20, "Consciência Negra", from: 2008),
            Rule.On(11, 30, "Dia do Evangélico"),
            Rule.On(12, 8, "Nossa Senhora da Conceição", to: 2025)),
        "pa" => State(uf, "Pará",
            "Lei 5.999/1996 (15 de agosto); 8 de dezembro: na lista estadual até 2025, desde 2026 na de Belém",
            Rule.On(8, 15, "Adesão do Pará à Independência"),
            Rule.On(12, 8, "Nossa Senhora da Conceição", to: 2025)),
        "ro" => State(uf, "Rondônia",
            "Instalação do Estado; Dia do Evangélico: Lei 1.026/2001 (na lista até 2025, lei em vigor). Antecipações de 4 de janeiro por decreto não são regra",
            Rule.On(1, 4, "Instalação do Estado de Rondônia"),
            Rule.On(6, 18, "Dia do Evangélico", from: 2002)),
        "rr" => State(uf, "Roraima",
            "Lista pública; o ponto facultativo de 30/10/2015 que ela traz não é feriado",
            Rule.On(10, 5, "Criação do Estado de Roraima"),
            Rule.On(11, 20, "Consciência Negra")),
        _ => State(uf, "Tocantins",
            "Lista pública; 15 de agosto: Lei 4.509/2024, desde 2025, que a lista não traz",
            Rule.On(8, 15, "Senhor do Bonfim", from: 2025),
            Rule.On(9, 8, "Nossa Senhora da Natividade"),
            Rule.On(10, 5, "Criação do Estado do Tocantins")),
    };

    private static HolidaySet Northeast(string uf) => uf switch
    {
        "ba" => State(uf, "Bahia", "Constituição estadual, data magna; lista pública",
            Rule.On(7, 2, "Independência da Bahia")),
        "ce" => State(uf, "Ceará",
            "Emenda à Constituição estadual de 6/12/2011, por isso desde 2012 (a lista a traz desde 2010); 19 de março é feriado municipal",
            Rule.On(3, 25, "Data Magna do Ceará", from: 2012)),
        "ma" => State(uf, "Maranhão",
            "Lista pública (28 de julho); 20 de novembro: Lei 10.747/2017, observada em 2018 e depois afastada pelo Tribunal de Justiça (a lista o traz de 2010 a 2025); desde 2024 é nacional",
            Rule.On(7, 28, "Adesão do Maranhão à Independência"),
            Rule.On(11, 20, "Consciência Negra", from: 2018, to: 2018)),
        "pb" => State(uf, "Paraíba",
            "Lei 3.489/1967; Lei 10.601/2015 mantém 5 de agosto e revoga 26 de julho (que a lista traz até 2025)",
            Rule.On(7, 26, "Memória de João Pessoa", from: 1968, to: 2015),
            Rule.On(8, 5, "Fundação da Paraíba", from: 1968)),
        "pe" => State(uf, "Pernambuco",
            "Lei 16.059/2017, desde 2018 (antes, no primeiro domingo de março; a lista traz 6 de março desde 2010); 24 de junho: na lista estadual, embora a lei estadual só declare a data magna",
            Rule.On(3, 6, "Data Magna – Revolução Pernambucana", from: 2018),
            Rule.On(6, 24, "São João")),
        "pi" => State(uf, "Piauí", "Lei 176/1937",
            Rule.On(10, 19, "Dia do Piauí")),
        "rn" => State(uf, "Rio Grande do Norte", "Lei 8.913/2006, desde 2007; lista pública",
            Rule.On(10, 3, "Mártires de Cunhaú e Uruaçu", from: 2007)),
        _ => State(uf, "Sergipe", "Constituição estadual, data magna; lista pública",
            Rule.On(7, 8, "Emancipação Política de Sergipe")),
    };

    private static HolidaySet South(string uf) => uf switch
    {
        "df" => State(uf, "Distrito Federal", "Fundação de Brasília (coincide com Tiradentes); Dia do Evangélico: lista pública",
            Rule.On(4, 21, "Fundação de Brasília"),
            Rule.On(11, 30, "Dia do Evangélico")),
        "es" => State(uf, "Espírito Santo",
            "Lei 11.010/2019: segunda-feira, oito dias após a Páscoa, desde 2020 (a lista só a traz em 2026, com a data de 2025)",
            Rule.Easter(8, "Nossa Senhora da Penha", from: 2020)),
        "go" => State(uf, "Goiás", "Sem feriado estadual em lei ou lista; 26 de julho e 28 de outubro são pontos facultativos"),
        "mg" => State(uf, "Minas Gerais", "Constituição estadual, art. 256: data magna, que coincide com Tiradentes",
            Rule.On(4, 21, "Data Magna de Minas Gerais")),
        "ms" => State(uf, "Mato Grosso do Sul", "Lei 10/1979; lista pública",
            Rule.On(10, 11, "Criação do Estado de Mato Grosso do Sul")),
        "mt" => State(uf, "Mato Grosso", "Lei 7.879/2002, desde 2003",
            Rule.On(11, 20, "Consciência Negra", from: 2003)),
        "pr" => State(uf, "Paraná",
            "Sem feriado estadual: a Lei 18.384/2014 revogou o de 19 de dezembro (Lei 4.658/1962), que antes só repartições públicas observavam"),
        "rj" => State(uf, "Rio de Janeiro",
            "Leis 5.243/2008 (terça-feira de Carnaval), 5.198/2008 (São Jorge), 4.007/2002 (20 de novembro). A lista de 2026 dá ao Carnaval a data de 2025",
            Rule.Easter(-47, "Terça-feira de Carnaval", from: 2009),
            Rule.On(4, 23, "São Jorge", from: 2008),
            Rule.On(11, 20, "Consciência Negra", from: 2002)),
        "rs" => State(uf, "Rio Grande do Sul", "Data magna; lista pública",
            Rule.On(9, 20, "Revolução Farroupilha")),
        "sc" => State(uf, "Santa Catarina",
            "Leis 10.306/1996 e 12.906/2004: em dia útil, transfere-se para o domingo seguinte (a lista traz 11 de agosto, sem a transferência)",
            Rule.Observed(8, 11, "Data Magna de Santa Catarina", ToSunday, from: 2005)),
        _ => State(uf, "São Paulo", "Lei 9.497/1997",
            Rule.On(7, 9, "Revolução Constitucionalista de 1932", from: 1997)),
    };
}
