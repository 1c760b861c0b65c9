using System.Globalization;
using System.Text.Json;
using Prazo.Engine;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;
using Prazo.Web.Screen;

namespace Prazo.Web.Documents;

/// <summary>What all who write sentences of one agreement share: its words, and where its rules stand.</summary>
internal sealed record DocumentWriter(ScreenWords W, Agreement A, CalendarSet Calendars, DocumentReader Reader)
{
    public string Title => A.Titles.GetValueOrDefault(W.Language, A.Title) is { Length: > 0 } title ? title : A.Id;

    /// <summary>Promises to the other party; those by which a provider steers itself are no part of the contract.</summary>
    public IEnumerable<Target> Promised => A.Targets.Where(t => t is { MeasureOnly: false, Metric: not (Engine.Agreements.Metric.Ownership or Engine.Agreements.Metric.AgentWork) } && !t.Within.IsEmpty);

    /// <summary>What the rules say of a kind of clause.</summary>
    public IEnumerable<DocumentPart> PartsOf(string clause) => clause switch
    {
        "parties" => [new(null, [.. TermSentences.Parties(this)])],
        "services" => [new(null, [.. ScopeSentences.Applies(this)])],
        "not-covered" => [new(null, [.. ScopeSentences.Exclusions(this)])],
        "channels" => HoursSentences.Of(this),
        "performance" => [.. Promised.Where(t => t.Party != Party.Customer).Select(t => TargetSentences.Of(this, t)), .. TargetSentences.Measured(this), .. MoneySentences.Objectives(this)],
        "responsibilities" => Promised.Where(t => t.Party == Party.Customer).Select(t => TargetSentences.Of(this, t)),
        "meetings" => [new(null, [.. TermSentences.Review(this)])],
        "penalties" => MoneySentences.Penalties(this),
        "term" => [new(null, [.. TermSentences.Term(this)])],
        "renewal" => [new(null, [.. TermSentences.Renewal(this)])],
        "cancellation" => [new(null, [.. TermSentences.Notice(this)])],
        _ => [],
    };

    /// <summary>A sentence of the rule at a path; where that goes without saying in the file, it leads to what it belongs to.</summary>
    public Sentence Say(string text, params ReadOnlySpan<string> keys)
    {
        var (path, at) = Clauses.Find(A.Document, keys);
        return new Sentence(path, text, Source(at), at.File is null ? 0 : at.Line);
    }

    public WrittenText Written(ClauseText t) => new(t.Path, t.Part is { } part ? Name("party.", part) : null, [.. t.Items], t.IsList, t.Language, Source(t.At), t.At.Line);

    /// <summary>Versions are read under their names; a text that is being written has an empty one, and shared calendars, which are elsewhere, have none.</summary>
    private static string? Source(Position at) => at.File is { Length: > 0 } file ? file : null;

    /// <summary>Whether a value of a field may be said to the reader.</summary>
    public bool Tells(string? field, string value) => !Reader.Outside || field != "customer" || string.Equals(value, Reader.Customer, StringComparison.OrdinalIgnoreCase);

    /// <summary>In words where there are any: a clause, a party.</summary>
    public string Name(string room, string key)
    {
        if (W.Has(room + key))
            return W[room + key];
        var words = key.Replace('-', ' ');
        return char.ToUpper(words[0], CultureInfo.InvariantCulture) + words[1..];
    }

    public string Metric(string target) => A.Targets.FirstOrDefault(t => t.Id == target) is { } t ? W.Clocks.Metric(t.Metric, t.Id) : target;

    public string Field(string field) => W.Has("field." + field) ? W["field." + field].ToLower(CultureInfo.InvariantCulture) : field;

    public string Value(string field, string value) => W.Has($"{field}.{value}") ? W[$"{field}.{value}"] : value;

    /// <summary>Such values in the middle of a sentence.</summary>
    public string Values(FieldIn f) => string.Join(", ", f.Values.Where(v => Tells(f.Field, v)).Select(v => Value(f.Field, v)));

    /// <summary>Conditions on fields that may be told, each as a sentence.</summary>
    public IEnumerable<(string Field, string Text)> Only(Match match, string only, string not) => match.Fields
        .Where(f => !(Reader.Outside && f.Field == "customer" && (f.Negated || Values(f).Length == 0)))
        .Select(f => (f.Field, W.Say(f.Negated ? not : only, Field(f.Field), Values(f))));

    public static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
