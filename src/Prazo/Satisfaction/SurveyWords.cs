using System.Globalization;
using Prazo.Engine.Agreements;

namespace Prazo.Satisfaction;

/// <summary>What surveys say outside of the screen, in each language: mails, and the usual questions.</summary>
public static class SurveyWords
{
    private static readonly string[] Languages = ["en", "pt-BR", "ro"];

    private static readonly Dictionary<string, string[]> Texts = new(StringComparer.Ordinal)
    {
        ["csat"] = ["How satisfied are you with how we handled this?", "Quão satisfeito você ficou com o nosso atendimento?", "Cât de mulțumit sunteți de felul în care am rezolvat cererea?"],
        ["ces"] = ["How easy was it to get this solved?", "Foi fácil resolver o que você precisava?", "Cât de ușor a fost să vi se rezolve cererea?"],
        ["nps"] = ["How likely are you to recommend us to a friend or colleague?", "Qual é a chance de você nos recomendar a um amigo ou colega?", "Cât de probabil este să ne recomandați unui prieten sau coleg?"],
        ["csat-low"] = ["very dissatisfied", "muito insatisfeito", "foarte nemulțumit"], ["csat-high"] = ["very satisfied", "muito satisfeito", "foarte mulțumit"],
        ["ces-low"] = ["very hard", "muito difícil", "foarte greu"], ["ces-high"] = ["very easy", "muito fácil", "foarte ușor"],
        ["nps-low"] = ["not at all", "nenhuma chance", "deloc"], ["nps-high"] = ["certainly", "com certeza", "sigur"],
        ["subject"] = ["How did we do with #{0}?", "Como foi o nosso atendimento no chamado #{0}?", "Cum ne-am descurcat cu tichetul #{0}?"],
        ["subject-again"] = ["A reminder: how did we do with #{0}?", "Lembrete: como foi o nosso atendimento no chamado #{0}?", "Reamintire: cum ne-am descurcat cu tichetul #{0}?"],
        ["about"] = ["It is about: {0}", "É sobre: {0}", "Este vorba despre: {0}"],
        ["answer"] = ["Answer with one click and a button:", "Responda com um clique e um botão:", "Răspundeți cu un clic și un buton:"],
        ["until"] = ["An answer counts until {0}. Opening the link answers nothing yet.", "A resposta vale até {0}. Abrir o link ainda não responde nada.", "Răspunsul contează până la {0}. Deschiderea linkului nu răspunde încă la nimic."],
        ["follow-up"] = ["Mark {0} of {1} on #{2}: find out why", "Nota {0} de {1} no chamado #{2}: descubra o motivo", "Nota {0} din {1} la tichetul #{2}: aflați de ce"],
    };

    public static string Say(string? language, string key, params object?[] values) =>
        string.Format(CultureInfo.InvariantCulture, Texts[key][Math.Max(0, Array.IndexOf(Languages, language))], values);

    /// <summary>What is asked: the agreement's question, or the usual one.</summary>
    public static string Question(Survey survey, Engine.Agreements.Satisfaction? asks, string? language) => asks?.QuestionIn(language) ?? Say(language, survey.Scale);

    /// <summary>What the lowest and the highest mark mean.</summary>
    public static (string Low, string High) Ends(SurveyScale scale, string? language) => scale.ToString().ToLowerInvariant() is var name ? (Say(language, name + "-low"), Say(language, name + "-high")) : default;
}
