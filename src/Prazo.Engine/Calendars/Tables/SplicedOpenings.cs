using NodaTime;

namespace Prazo.Engine.Calendars.Tables;

/// <summary>The openings of one source before an instant, and of another from then on. An opening that both have at the instant stays one.</summary>
internal sealed class SplicedOpenings(OpeningSource before, long change, OpeningSource after) : OpeningSource(after.Zone)
{
    public override string? HolidayOn(LocalDate date) =>
        Zone.AtStartOfDay(date).ToInstant().ToUnixTimeSeconds() < change ? before.HolidayOn(date) : after.HolidayOn(date);

    public override List<Stretch> Pieces(long from, long to)
    {
        if (to + Margin <= change)
            return before.Pieces(from, to);
        if (from - Margin >= change)
            return after.Pieces(from, to);
        var pieces = new List<Stretch>();
        foreach (var piece in before.Pieces(from - Margin, Math.Min(to + Margin, change)))
            if (piece.Start < change)
                pieces.Add(piece with { End = Math.Min(piece.End, change) });
        foreach (var piece in after.Pieces(Math.Max(from - Margin, change), to + Margin))
            if (piece.End > change && Math.Max(piece.Start, change) is var start)
                if (start == change && piece.Start < change && pieces.Count > 0 && pieces[^1].End == change)
                    pieces[^1] = pieces[^1] with { End = piece.End };
                else
                    pieces.Add(piece with { Start = start });
        return pieces;
    }
}
