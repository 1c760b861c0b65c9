using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Money;
using Prazo.Engine.Tests.Agreements;

namespace Prazo.Engine.Tests.Money;

/// <summary>Bills from agreements as people write them and facts in a line.</summary>
internal static class Billing
{
    public const string Fee = "currency: BRL, amounts: { fee: 10000.00 BRL }";
    public static readonly Instant Start = Instant.FromUtc(2026, 3, 2, 12, 0);

    public static string Text(string penalties, string money = Fee) => AgreementText.Header
        + "targets: { resolution: { within: 4h clock }, first-response: { within: 1h clock } }\n"
        + "objectives: [ { id: o, target: resolution, at-least: 95% }, { id: p, target: first-response, at-least: 90% }, { id: weekly, target: resolution, at-least: 95%, per: week } ]\n"
        + (money.Length > 0 ? $"money: {{ {money} }}\n" : "") + $"penalties: [ {penalties} ]\n";

    public static Agreement Terms(string penalties, string money = Fee) => AgreementText.Good(Text(penalties, money));

    public static PeriodFacts Nothing { get; } = new([], []);

    /// <summary>So many kept of so many.</summary>
    public static PeriodFacts Share(Ratio kept, Ratio counted, string objective = "o") => new([new(objective, "2026-03", kept, counted, 95)], []);

    /// <summary>A share in percent, with up to three decimals.</summary>
    public static PeriodFacts Percent(decimal percent, string objective = "o") => Share((long)(percent * 1000), 100_000, objective);

    public static PeriodFacts Late(params Breach[] breaches) => new([], [.. breaches]);

    /// <summary>A breach of the resolution, late by so many milliseconds, on the n-th hour of the period.</summary>
    public static Breach Breach(int n, long late, string priority = "normal", long? working = null, string target = "resolution") => new(
        string.Create(CultureInfo.InvariantCulture, $"T-{n}"), target, Start + Duration.FromHours(n), Duration.FromMilliseconds(late), Duration.FromMilliseconds(working ?? late),
        ImmutableSortedDictionary<string, string>.Empty.Add("priority", priority));

    public static long Hours(decimal hours) => (long)(hours * 3_600_000);

    public static Bill Of(Agreement agreement, PeriodFacts facts, params PastBill[] past) => Bill.Of(agreement.Money, agreement.Penalties, facts, past);

    public static Bill Of(string penalties, PeriodFacts facts, string money = Fee) => Of(Terms(penalties, money), facts);

    public static BillLine Line(string penalties, PeriodFacts facts, string money = Fee) => Of(penalties, facts, money).Lines.ShouldHaveSingleItem();

    /// <summary>The bills of months one after another, all in one year.</summary>
    public static List<Bill> Months(string penalties, string money, params PeriodFacts[] months)
    {
        var (agreement, bills, past) = (Terms(penalties, money), new List<Bill>(), new List<PastBill>());
        foreach (var facts in months)
        {
            bills.Add(Of(agreement, facts, [.. past]));
            past.Insert(0, bills[^1].AsPast(facts, inYear: true));
        }
        return bills;
    }
}
