namespace Prazo.Engine.Calendars;

/// <summary>Brazil's national holidays, and the two feasts that are optional by law and kept by most.</summary>
internal static class BrazilNational
{
    public static HolidaySet Holidays() => Rule.Set("br", "Brasil",
        "Leis 662/1949 e 10.607/2002 (datas cívicas, Finados, Natal), 6.802/1980 (12 de outubro), 14.759/2023 (20 de novembro, desde 2024); "
        + "Sexta-feira Santa: feriado religioso pela Lei 9.093/1995, art. 2º, declarado em todo o país",
        Rule.On(1, 1, "Confraternização Universal"),
        Rule.Easter(-2, "Sexta-feira Santa"),
        Rule.On(4, 21, "Tiradentes"),
        Rule.On(5, 1, "Dia do Trabalho"),
        Rule.On(9, 7, "Independência do Brasil"),
        Rule.On(10, 12, "Nossa Senhora Aparecida", from: 1980),
        Rule.On(11, 2, "Finados"),
        Rule.On(11, 15, "Proclamação da República"),
        // The list of 2024 dates this one in 2026; the rule has it in every year since the law.
        Rule.On(11, 20, "Dia Nacional de Zumbi e da Consciência Negra", from: 2024),
        Rule.On(12, 25, "Natal"));

    /// <summary>Monday and Tuesday; Ash Wednesday is a set of its own.</summary>
    public static HolidaySet Carnival() => Rule.Set("br-carnaval", "Carnaval (facultativo)",
        "Costume; ponto facultativo nas portarias federais anuais. Feriado estadual só no Rio de Janeiro (Lei 5.243/2008, na terça-feira)",
        Rule.Easter(-48, "Segunda-feira de Carnaval"),
        Rule.Easter(-47, "Terça-feira de Carnaval"));

    /// <summary>Closed until noon: of the usual shifts, what lies between 12:00 and midnight is kept.</summary>
    public static HolidaySet AshWednesday() => Rule.Set("br-cinzas", "Quarta-feira de Cinzas até o meio-dia (facultativo)",
        "Costume; ponto facultativo até as 14 horas nas portarias federais anuais, até as 12 ou 14 horas nas locais",
        new EasterHoliday(-46, Orthodox: false, "Quarta-feira de Cinzas", [new Shift(12 * 60, 24 * 60)]));

    public static HolidaySet CorpusChristi() => Rule.Set("br-corpus-christi", "Corpus Christi (facultativo)",
        "Ponto facultativo nas portarias federais anuais; feriado por lei municipal em muitas cidades (Lei 9.093/1995, art. 2º)",
        Rule.Easter(60, "Corpus Christi"));
}
