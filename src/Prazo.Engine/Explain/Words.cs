using System.Collections.Frozen;
using System.Text;
using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;

namespace Prazo.Engine.Explain;

/// <summary>A language in which accounts are told: whole-sentence templates (<c>Texts/*.txt</c>) and the forms of dates, lengths and numbers.
/// Nothing depends on the machine's culture data.</summary>
public sealed class Words
{
    /// <summary>Languages there are: BCP 47 tags.</summary>
    public static readonly IReadOnlyList<string> Languages = ["pt-BR", "ro", "en"];

    private static readonly FrozenDictionary<string, Lazy<Words>> All = Languages.ToFrozenDictionary(l => l, l => new Lazy<Words>(() => new Words(l)), StringComparer.OrdinalIgnoreCase);

    private readonly FrozenDictionary<string, string> _texts;

    private Words(string language)
    {
        Language = language;
        _texts = Load(language).ToFrozenDictionary(StringComparer.Ordinal);
        Form = new Form(this);
    }

    public string Language { get; }
    public Form Form { get; }
    public IEnumerable<string> Keys => _texts.Keys;

    /// <summary>The language asked for, or the one that shares its first subtag; null when there is none.</summary>
    public static Words? Find(string language) =>
        All.TryGetValue(language, out var exact) ? exact.Value
        : Languages.FirstOrDefault(l => string.Equals(l.Split('-')[0], language.Split('-')[0], StringComparison.OrdinalIgnoreCase)) is { } near ? All[near].Value : null;

    /// <summary>A text by key; the key itself when there is none, so that nothing unknown is swallowed.</summary>
    public string this[string key] => _texts.GetValueOrDefault(key, key);

    public bool Has(string key) => _texts.ContainsKey(key);

    /// <summary>A statement as a sentence, its instants in a zone.</summary>
    /// <param name="withYear">Whether dates carry their year.</param>
    public string Say(Statement statement, DateTimeZone zone, bool withYear = true)
    {
        var template = this[statement.Key];
        var text = new StringBuilder();
        // One pass, so that a value that happens to contain braces stays as it is.
        for (var i = 0; i < template.Length;)
        {
            var (open, close) = (template.IndexOf('{', i), -1);
            if (open >= 0)
                close = template.IndexOf('}', open);
            if (close < 0)
                return text.Append(template.AsSpan(i)).ToString();
            text.Append(template.AsSpan(i, open - i)).Append(Filled(template[(open + 1)..close], statement, zone, withYear));
            i = close + 1;
        }
        return text.ToString();
    }

    private string Filled(string name, Statement statement, DateTimeZone zone, bool withYear)
    {
        foreach (var (key, value) in statement.Values)
            if (string.Equals(key, name, StringComparison.Ordinal))
                return value switch
                {
                    MomentValue m => m.At is { } at ? Form.Moment(at, zone, withYear) : this["word.no-due"],
                    LengthValue l => Form.Length(l.Length),
                    DateValue d => Form.Date(d.Date, true),
                    DayValue d => Form.Day(d.Day, withYear),
                    WallValue w => Form.Wall(w.Wall, withYear),
                    TimeOfDayValue t => Form.Time(t.Time),
                    HoursValue h => string.Join(", ", h.Hours.Select(Form.Hours)),
                    TextValue t => Reason(t.Text),
                    NumberValue n => Form.Number(n.Number),
                    _ => "",
                };
        return "{" + name + "}";
    }

    /// <summary>A segment as a sentence.</summary>
    public string Say(Segment segment, DateTimeZone zone, bool withYear = true) => Say(StatementOf(segment), zone, withYear);

    public static Statement StatementOf(Segment s) => Statement.Of("segment." + KeyOf(s.Why),
        ("from", new MomentValue(s.From)), ("to", new MomentValue(s.To)), ("length", new LengthValue(s.Length)), ("working", new LengthValue(s.Working)),
        ("calendar", new TextValue(s.Calendar)), ("name", new TextValue(NameOf(s.Why))));

    /// <summary>The few words that name a segment's reason in a table or a legend.</summary>
    public string Short(Why why) => this["short." + KeyOf(why)].Replace("{name}", Reason(NameOf(why)), StringComparison.Ordinal);

    /// <summary>The kind of a reason as a code, as in JSON.</summary>
    public static string KeyOf(Why why) => why switch
    {
        WorkingHours => "working",
        DayAndNight => "day-and-night",
        OutOfHours => "out-of-hours",
        OnHoliday { Reduced: true } => "holiday-reduced",
        OnHoliday => "holiday",
        OnSpecialDay => "special-day",
        InPause p => "paused-" + PartyKey(p.Party),
        ClosedUntilReopened => "closed-until-reopened",
        BeforeRestart => "before-restart",
        _ => throw new InvalidOperationException(why.GetType().Name),
    };

    public static string NameOf(Why why) => why switch { OnHoliday h => h.Name, OnSpecialDay d => d.Name, InPause p => p.Reason, _ => "" };

    public static string PartyKey(Party party) => party switch { Party.Customer => "customer", Party.Provider => "provider", Party.Supplier => "supplier", _ => "nobody" };

    /// <summary>Reasons and statuses that everybody uses have words; others are shown as written.</summary>
    private string Reason(string text) => _texts.GetValueOrDefault("reason." + text, text);

    public string Metric(Metric metric, string target)
    {
        var key = "metric." + metric;
        if (metric == Agreements.Metric.Custom || !Has(key))
            return metric == Agreements.Metric.Custom && target == TicketFields.FollowUp ? this["metric.FollowUp"] : target;
        // A team or a supplier may promise several: to take it on, to give it back.
        return metric == Agreements.Metric.Turnaround && target.Length > 0 && target != "turnaround" ? $"{this[key]} ({target})" : this[key];
    }

    public string State(ClockState state) => this["state." + state];

    private static Dictionary<string, string> Load(string language)
    {
        using var stream = typeof(Words).Assembly.GetManifestResourceStream($"explain/{language}.txt")
            ?? throw new InvalidOperationException($"The texts of {language} are missing from the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
            if (line.Length > 0 && line[0] != '#' && line.IndexOf('=', StringComparison.Ordinal) is var cut and > 0)
                texts.Add(line[..cut].Trim(), line[(cut + 1)..].Trim());
        return texts;
    }
}
