using System.Globalization;

namespace Prazo.Engine.Agreements;

/// <summary>Bands of penalties (T21): half-open, in no order, without gap or overlap from 0 to 100 %.</summary>
internal static class BandLint
{
    private readonly record struct Band(decimal From, decimal To, string Text, Position At);

    public static void Check(Cursor root)
    {
        foreach (var penalty in root["penalties"].Items)
        {
            var bands = new List<Band>();
            var ofNeeded = false;
            foreach (var (key, keyAt, value) in penalty["bands"].Entries)
            {
                if (Read(key) is { } ends)
                    bands.Add(new(ends.From, ends.To, key, keyAt));
                else
                    value.Reading.Error("bad-band", keyAt, value.Path, $"{StructureCheck.Quoted(key)} is no band", "write it from the lower to the higher share: \"90%..95%\"");
                ofNeeded |= CheckCost(value);
            }
            if (ofNeeded && !penalty["of"].Exists)
                penalty.Error("missing-key", "percentages of what?", "write `of: monthly-fee`");
            penalty["cap"].Percent();
            if (bands.Count == penalty["bands"].Entries.Count())
                CheckCover(penalty["bands"], bands);
        }
    }

    private static (decimal From, decimal To)? Read(string key) =>
        key.Split("..") is [var first, var last] && Percents.Parse(first) is { } from && Percents.Parse(last) is { } to && from < to ? (from, to) : null;

    /// <summary>Whether it is a percentage, which needs to be one of something.</summary>
    private static bool CheckCost(Cursor at)
    {
        if (at.Text is not { } text || text == "none")
            return false;
        if (Percents.Parse(text) is not null)
            return true;
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is not [var amount, { Length: 3 } currency] || !currency.All(char.IsAsciiLetterUpper) || !decimal.TryParse(amount, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _))
            at.Error("bad-penalty", $"{StructureCheck.Quoted(text)} is no cost", "write none, a percentage like 5%, or an amount with its currency like 250.00 BRL");
        return false;
    }

    private static void CheckCover(Cursor at, List<Band> bands)
    {
        bands.Sort((a, b) => a.From != b.From ? a.From.CompareTo(b.From) : a.To.CompareTo(b.To));
        var reached = 0m;
        foreach (var band in bands)
        {
            if (band.From > reached)
                Gap(at, band.At, reached, band.From);
            else if (band.From < reached)
                at.Reading.Error("overlapping-bands", band.At, at.Path, $"{band.Text} overlaps another band: {Print(band.From)}..{Print(Math.Min(reached, band.To))} stands in both", "let each band begin where the one below ends");
            reached = Math.Max(reached, band.To);
        }
        if (reached < 100)
            Gap(at, bands.Count > 0 ? bands[^1].At : at.At, reached, 100);
    }

    private static void Gap(Cursor at, Position position, decimal from, decimal to) =>
        at.Reading.Error("gap-in-bands", position, at.Path, $"no band covers {Print(from)}..{Print(to)}", $"write \"{Print(from)}..{Print(to)}\": none if it costs nothing");

    private static string Print(decimal percent) => percent.ToString("0.####", CultureInfo.InvariantCulture) + "%";
}
