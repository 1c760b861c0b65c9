using NodaTime;

namespace Prazo.Engine.Calendars.Tables;

/// <summary>Union or intersection of calendars, or the first without the others.</summary>
internal sealed class ComposedOpenings(Composition composition, IReadOnlyList<OpeningSource> operands, DateTimeZone zone) : OpeningSource(zone)
{
    public override string? HolidayOn(LocalDate date)
    {
        foreach (var operand in operands)
            if (operand.HolidayOn(date) is { } name)
                return name;
        return null;
    }

    public override List<Stretch> Pieces(long from, long to)
    {
        long start = from - Margin, end = to + Margin;
        var result = Openings(operands[0], start, end);
        for (var i = 1; i < operands.Count; i++)
        {
            var other = Openings(operands[i], start, end);
            result = composition switch
            {
                Composition.Union => Merge([.. result.Concat(other).OrderBy(s => s.Start)]),
                Composition.Intersection => Intersect(result, other),
                _ => Intersect(result, Complement(other, start, end)),
            };
        }
        return WholeDays.Split(result, Zone);
    }

    private static List<Stretch> Openings(OpeningSource source, long from, long to)
    {
        var clipped = new List<Stretch>();
        foreach (var piece in source.Pieces(from, to))
            if (Math.Max(piece.Start, from) is var start && Math.Min(piece.End, to) is var end && start < end)
                clipped.Add(new Stretch(start, end));
        return Merge(clipped);
    }

    private static List<Stretch> Intersect(List<Stretch> a, List<Stretch> b)
    {
        var both = new List<Stretch>();
        for (int i = 0, j = 0; i < a.Count && j < b.Count;)
        {
            long start = Math.Max(a[i].Start, b[j].Start), end = Math.Min(a[i].End, b[j].End);
            if (start < end)
                both.Add(new Stretch(start, end));
            if (a[i].End <= b[j].End)
                i++;
            else
                j++;
        }
        return both;
    }

    private static List<Stretch> Complement(List<Stretch> openings, long from, long to)
    {
        var gaps = new List<Stretch>();
        var at = from;
        foreach (var opening in openings)
        {
            if (opening.Start > at)
                gaps.Add(new Stretch(at, opening.Start));
            at = opening.End;
        }
        if (at < to)
            gaps.Add(new Stretch(at, to));
        return gaps;
    }
}
