using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace Prazo.Statements;

/// <summary>What a period came to: what is frozen, signed and recomputed. Every number is whole or an exact text; instants are UTC to the millisecond.</summary>
/// <param name="Corrected">What corrections of earlier periods add to the net.</param>
/// <param name="Causes">Why promises broke, the most frequent first; null where nobody has said so, and in statements of earlier versions.</param>
/// <param name="Windows">Outages, maintenance and force majeure of the period, the earliest first; null where there were none, and in statements of earlier versions.</param>
/// <param name="Known">The facts that were known then are in it, and no others (T1).</param>
public sealed record StatementBody(
    string Agreement, long Version, string Hash, string Zone, string From, string To, string Known, string Rules, string? Currency,
    IReadOnlyList<StatementTarget> Targets, IReadOnlyList<StatementObjective> Objectives, IReadOnlyList<StatementBreach> Breaches, IReadOnlyList<StatementLine> Lines,
    string Credit, string Adjustment, string Fine, string Reward, string Corrected, string Net, IReadOnlyList<StatementWait> Waits, IReadOnlyList<StatementCorrection> Corrections, long Tickets, long Events, string Facts,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<StatementCause>? Causes = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<StatementWindow>? Windows = null)
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true };

    public JsonNode Node() => JsonSerializer.SerializeToNode(this, Options)!;

    /// <summary>RFC 8785.</summary>
    public string Text() => CanonicalJson.Write(Node());

    public static StatementBody Read(string text) => JsonSerializer.Deserialize<StatementBody>(text, Options)!;

    public static string Of(Instant at) => InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss.fff'Z'").Format(at);

    /// <summary>Why items broke, as the provider stated it; those of which nothing is stated are not in it.</summary>
    public IReadOnlyDictionary<string, StatementCause> CausesByItem() =>
        (Causes ?? []).SelectMany(c => c.Items.Select(i => (Item: i, Cause: c))).GroupBy(c => c.Item, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Cause, StringComparer.Ordinal);

    /// <summary>Sums that take part, with the breaches that count.</summary>
    public IEnumerable<StatementBreach> Counted => Breaches.Where(b => b.Settled != SettlementWord.Excluded);
}

/// <summary>Every clock of a target that counts in the period, by its verdict.</summary>
public sealed record StatementTarget(string Target, long Met, long MetLate, long OpenBroken, long Active, long Cancelled, long Waived, long NotApplicable, long Untargeted);

/// <param name="Kept">The numerator, exact; <paramref name="Counted"/> the denominator. No data is no percentage (T20).</param>
/// <param name="Unit">Of numerator and denominator: <see cref="OfTime"/> for availability; null: promises, answers, weights.</param>
/// <param name="Percent">To six decimals, towards zero; null without data.</param>
public sealed record StatementObjective(string Objective, string Period, string Target, string Kept, string Counted, string? Percent, string AtLeast, bool? Holds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Unit = null)
{
    /// <summary>Milliseconds of promised time.</summary>
    public const string OfTime = "ms";

    /// <summary>A numerator or denominator for people: of time in hours, minutes and seconds.</summary>
    public string Amount(string number) => Unit == OfTime && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var ms) ? Hours(ms) : number;

    public static string Hours(long milliseconds) => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 3_600_000}:{milliseconds / 60_000 % 60:00}:{milliseconds / 1000 % 60:00}");
}

/// <summary>A promise that broke in the period, with its evidence.</summary>
/// <param name="Item">Ticket, target and cycle: what a party contests.</param>
/// <param name="At">The instant that dates it (T3).</param>
/// <param name="LateClock">Milliseconds past the promise that count, of clock time.</param>
/// <param name="Settled">What was decided of it: see <see cref="SettlementWord"/>; null: nothing.</param>
public sealed record StatementBreach(string Item, long Ticket, string Target, long Cycle, long Version, string At, string? Stopped, string State, long LateClock, long LateWorking, string? Settled, string? Why, string? By);

public sealed record StatementLine(string Penalty, string Period, string Kind, string Outcome, string Rule, string? Percent, string? Raw, string? Amount, string Points, IReadOnlyList<StatementItem> Items);

public sealed record StatementItem(string Item, long Quantity, string Weight, string? Raw, string Points, bool Capped);

/// <summary>Who waited for whom: paused time of the clocks that count, by who was accountable for it.</summary>
public sealed record StatementWait(string Party, long Clocks, long Milliseconds);

/// <summary>Why some of the promises broke: the provider's word, which moves no figure.</summary>
/// <param name="Names">What the cause was called then, by language.</param>
public sealed record StatementCause(string Cause, IReadOnlyDictionary<string, string> Names, IReadOnlyList<string> Items)
{
    public string Name(string language) => new Improvement.Cause(Cause, Names).Name(language);
}

/// <summary>When something promised was not there, or a time that does not count.</summary>
/// <param name="Kind">outage, unstaffed, maintenance or force-majeure.</param>
/// <param name="What">The service or channel; null: everything.</param>
/// <param name="Until">Exclusive; null: it lasted still.</param>
/// <param name="Announced">When customers were told.</param>
/// <param name="Reported">When it was first reported; <paramref name="Changed"/>: last corrected or ended.</param>
/// <param name="Excludes">Its time is neither promised nor lost.</param>
public sealed record StatementWindow(string Id, string Kind, string? What, string From, string? Until, string? Announced, string Title, string Reported, string? Changed, bool Excludes)
{
    /// <summary>Kind, service, span and title, as a correction tells it.</summary>
    [JsonIgnore] public string Said => $"{Kind} {What ?? "*"} {From}..{Until} {Title}";
}

/// <summary>What later facts changed of a closed period: it stays as it is, and this is settled here (T4).</summary>
/// <param name="Was">What the penalty was charged with, corrections so far among it.</param>
/// <param name="Difference">In the customer's favour; negative: in the provider's.</param>
/// <param name="Percents">What the objectives of the period come to now, where they were measured.</param>
public sealed record StatementCorrection(string From, string To, string Penalty, string Kind, string Was, string Is, string Difference, IReadOnlyDictionary<string, string> Percents, IReadOnlyList<StatementChange> Because);

/// <summary>What is known otherwise than when a period was closed.</summary>
/// <param name="What">A breach (ticket, target and cycle), an objective, or a window by its id.</param>
/// <param name="Was">Of a breach its state and the milliseconds late, of an objective what was kept of what counted, of a window <see cref="StatementWindow.Said"/>; null: it was not there.</param>
/// <param name="Is">The same, as it is known now; null: it is gone.</param>
public sealed record StatementChange(string What, string? Was, string? Is)
{
    public const string Window = "window ";

    [JsonIgnore] public bool OfWindow => What.StartsWith(Window, StringComparison.Ordinal);
}

/// <summary>What was decided of a breach.</summary>
public static class SettlementWord
{
    /// <summary>It counts.</summary>
    public const string Stands = "stands";
    /// <summary>It does not count: force majeure, maintenance, the customer's own doing.</summary>
    public const string Excluded = "excluded";
}
