using System.Collections.Immutable;
using System.Globalization;
using Prazo.Engine.Money;

namespace Prazo.Engine.Agreements;

/// <summary>Bands (T21): half-open, in any order, without gap or overlap from the least to the most that can be.</summary>
internal static class BandReader
{
    private readonly record struct Written(decimal From, decimal? To, string Text, Position At, Cost Cost);

    /// <summary>Of shares: from 0 to 100 %.</summary>
    public static ImmutableArray<Band> Shares(Cursor at) =>
        [.. Read(at, "write it from the lower to the higher share: \"90%..95%\"", Percents.Parse, 100, "%").Select(b => new Band(b.From, b.To!.Value, b.Cost, b.Text))];

    /// <summary>Of points: from 0 up without end.</summary>
    public static ImmutableArray<PointsBand> Points(Cursor at) =>
        [.. Read(at, "write it from fewer to more points: \"5..10\", and the last one open: \"10..\"", Number, null, "").Select(b => new PointsBand(b.From, b.To, b.Cost, b.Text))];

    private static decimal? Number(string text) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static List<Written> Read(Cursor at, string hint, Func<string, decimal?> parse, decimal? end, string unit)
    {
        var (bands, all) = (new List<Written>(), 0);
        foreach (var (key, keyAt, value) in at.Entries)
        {
            all++;
            var ends = key.Split("..", StringSplitOptions.TrimEntries);
            var (from, to) = ends is [var first, var last] ? (parse(first), parse(last)) : (null, null);
            var cost = PenaltyReader.Money.Cost(value);
            if (from is not { } low || (to is null && !(end is null && ends is [_, ""])) || to <= low)
                value.Reading.Error("bad-band", keyAt, value.Path, $"{StructureCheck.Quoted(key)} is no band", hint);
            else
                bands.Add(new(low, to, key, keyAt, cost));
        }
        bands.Sort((a, b) => a.From != b.From ? a.From.CompareTo(b.From) : (a.To ?? decimal.MaxValue).CompareTo(b.To ?? decimal.MaxValue));
        if (bands.Count == all && at.IsMap)
            CheckCover(at, bands, end, unit);
        return bands;
    }

    private static void CheckCover(Cursor at, List<Written> bands, decimal? end, string unit)
    {
        string Print(decimal? number) => number is { } n ? n.ToString("0.############################", CultureInfo.InvariantCulture) + unit : "";
        void Gap(Position position, decimal from, decimal? to) =>
            at.Reading.Error("gap-in-bands", position, at.Path, $"no band covers {Print(from)}..{Print(to)}", $"write \"{Print(from)}..{Print(to)}\": none if it costs nothing");

        decimal? reached = 0m;
        foreach (var band in bands)
        {
            if (band.From > reached)
                Gap(band.At, reached.Value, band.From);
            else if (reached is null || band.From < reached)
                at.Reading.Error("overlapping-bands", band.At, at.Path, $"{band.Text} overlaps another band: {Print(band.From)}..{Print(reached is null ? band.To : band.To is null ? reached : Math.Min(reached.Value, band.To.Value))} stands in both", "let each band begin where the one below ends");
            reached = reached is null || band.To is null ? null : Math.Max(reached.Value, band.To.Value);
        }
        if (reached is { } open && (end is null || open < end))
            Gap(bands.Count > 0 ? bands[^1].At : at.At, open, end);
    }
}
