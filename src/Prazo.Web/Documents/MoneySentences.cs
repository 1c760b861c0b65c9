using System.Globalization;
using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Money;
using Prazo.Web.Screen;

namespace Prazo.Web.Documents;

/// <summary>What must be kept overall, and what missing it costs.</summary>
internal static class MoneySentences
{
    public static IEnumerable<DocumentPart> Objectives(DocumentWriter d)
    {
        if (!d.A.Objectives.IsEmpty)
            yield return new DocumentPart(d.W["plain.objectives"], [.. d.A.Objectives.Select((o, i) => d.Say(
                string.Join(" – ", (string[])[ObjectiveLine(d.W, d.Metric, o), .. d.Only(o.When, "doc.where", "doc.where-not").Select(x => x.Text)]),
                "objectives", Place(i)))]);
    }

    /// <param name="metric">The name of a target's metric.</param>
    public static string ObjectiveLine(ScreenWords w, Func<string, string> metric, Objective o)
    {
        var (share, per) = (w.Clocks.Form.Number(o.AtLeast), w["plain.per-" + DocumentWriter.Word(o.Per)]);
        return o.Measure switch
        {
            PercentileMeasure p => w.Say("plain.objective-percentile", metric(o.Target), share, WithinWords.Of(w, p.AtMost), per),
            SatisfactionMeasure => w.Say("plain.objective-satisfaction", o.Id, share, per),
            AvailabilityMeasure v => w.Say("plain.objective-availability", v.Service, share, v.Calendar, per),
            IndexMeasure i => w.Say("plain.objective-index", o.Id, string.Join(", ", i.Weights.Keys), share, per),
            _ => w.Say("plain.objective", metric(o.Target), share, per),
        };
    }

    public static IEnumerable<DocumentPart> Penalties(DocumentWriter d)
    {
        if (d.A.Penalties.IsEmpty)
            yield break;
        yield return new DocumentPart(null, [.. d.A.Penalties.SelectMany((p, i) => Of(d, p, Place(i))), .. Together(d)]);
    }

    private static IEnumerable<Sentence> Of(DocumentWriter d, Penalty p, string place)
    {
        var w = d.W;
        var name = p.Target is { } target ? d.Metric(target) : d.A.Objectives.First(o => o.Id == p.Objective) is { Measure: null } objective ? d.Metric(objective.Target) : p.Objective!;
        string Cost(Cost cost) => Said(d, cost, p.Of);
        switch (p.Rule)
        {
            case BandsRule bands:
                foreach (var band in bands.Bands.OrderByDescending(b => b.From))
                    // A band takes in its beginning, and its end where that is everything.
                    yield return d.Say(band.To == 100 ? w.Say("plain.band-top", name, Share(w, band.From), Cost(band.Cost)) : w.Say("plain.band", name, Share(w, band.From), Share(w, band.To), Cost(band.Cost)), "penalties", place, "bands", band.Text);
                break;
            case StepRule step:
                yield return d.Say(w.Say(step.Parts ? "money.step" : "money.step-full", name, Cost(step.Cost), Share(w, step.Every), Share(w, step.Below)), "penalties", place, "step");
                break;
            case MissedRule missed:
                yield return d.Say(w.Say("money.missed", name, Cost(missed.Cost)), "penalties", place, "missed");
                break;
            case BreachRule breach:
                yield return d.Say(breach.Free > 0 ? w.Say("money.per-breach-after", name, Cost(breach.Cost), w.Clocks.Form.Number(breach.Free)) : w.Say("money.per-breach", name, Cost(breach.Cost)), "penalties", place, "per-breach");
                break;
            case HourRule hour:
                yield return d.Say(w.Say(hour.Started ? "money.per-hour" : "money.per-full-hour", name, Cost(hour.Cost), w[hour.Clock ? "money.clock" : "money.working"]) + (hour.Free > Duration.Zero ? " " + w.Say("money.free-time", w.Clocks.Form.Length(hour.Free)) : ""), "penalties", place, "per-hour");
                break;
        }
        if (p.Kind != PenaltyKind.Credit)
            yield return d.Say(w.Say("money.kind", name, w["statements.kind-" + DocumentWriter.Word(p.Kind)]), "penalties", place, "as");
        foreach (var (_, only) in d.Only(p.When, "doc.where", "doc.where-not"))
            yield return d.Say($"{name}: {only}", "penalties", place, "when");
        if (p.Weights is { } weights)
            yield return d.Say(w.Say("money.weights", name, string.Join(", ", weights.Values.Where(v => d.Tells(weights.By, v.Key)).OrderByDescending(v => v.Value).ThenBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{d.Value(weights.By, v.Key)} × {w.Clocks.Form.Number(v.Value)}")), w.Clocks.Form.Number(weights.Else)), "penalties", place, "weights");
        foreach (var (cap, key) in new[] { (p.Caps.Event, "event"), (p.Caps.Period, "period"), (p.Caps.Year, "year") })
            if (cap is not null)
                yield return d.Say(w.Say("money.cap-" + key, name, Cost(cap)), "penalties", place, "cap");
        if (p.EarnBack is { } back)
            yield return d.Say(w.Say("money.earn-back", name, Share(w, back.AtLeast), w.Clocks.Form.Number(back.Periods)), "penalties", place, "earn-back");
    }

    /// <summary>What holds of all of them.</summary>
    private static IEnumerable<Sentence> Together(DocumentWriter d)
    {
        var (w, m) = (d.W, d.A.Money);
        foreach (var (name, amount) in m.Amounts)
            yield return d.Say(w.Say("money.amount", Large(d.Name("plain.of-", name)), Said(d, new AmountCost(amount, m.Currency!), null)), "money", "amounts", name);
        var only = m.Amounts.Count == 1 ? m.Amounts.Keys.Single() : null;
        foreach (var (cap, key) in new[] { (m.Caps.Period, "period"), (m.Caps.Year, "year") })
            if (cap is not null)
                yield return d.Say(w.Say("money.cap-" + key, w["money.all"], Said(d, cap, only)), "money", "cap");
        if (m.Minimum is { } least)
            yield return d.Say(w.Say("money.minimum", Said(d, new AmountCost(least, m.Currency!), null)), "money", "minimum");
        foreach (var band in m.Points?.Bands ?? [])
            yield return d.Say(band.To is { } to ? w.Say("money.points", w.Clocks.Form.Number(band.From), w.Clocks.Form.Number(to), Said(d, band.Cost, m.Points!.Of)) : w.Say("money.points-top", w.Clocks.Form.Number(band.From), Said(d, band.Cost, m.Points!.Of)), "money", "points", "bands", band.Text);
    }

    private static string Said(DocumentWriter d, Cost cost, string? of) => cost switch
    {
        AmountCost a => $"{a.Amount.ToString("#,0.00##", d.W.Numbers)} {a.Currency}",
        PointsCost p => d.W.Say("money.cost-points", d.W.Clocks.Form.Number(p.Points)),
        PercentCost p when of is not null => d.W.Say("plain.cost-of", Share(d.W, p.Percent), d.Name("plain.of-", of)),
        PercentCost p => Share(d.W, p.Percent),
        _ => d.W["plain.no-cost"],
    };

    private static string Share(ScreenWords w, decimal percent) => w.Clocks.Form.Number(percent) + "%";

    private static string Large(string text) => text.Length > 0 ? char.ToUpperInvariant(text[0]) + text[1..] : text;

    private static string Place(int at) => at.ToString(CultureInfo.InvariantCulture);
}
