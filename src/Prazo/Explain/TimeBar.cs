using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine.Explain;

namespace Prazo.Explain;

/// <summary>A timeline to scale in characters: a cell has the reason that fills most of it; marks below point at due dates.</summary>
internal sealed record TimeBar(ImmutableArray<Span> Cells, string Marks)
{
    public static TimeBar Of(Account account, int width)
    {
        ImmutableArray<Segment> all = [.. account.Segments, .. account.Ahead];
        if (all.IsEmpty || width < 10)
            return new TimeBar([], "");
        var (from, end) = (all[0].From, all[^1].To);
        var span = (end - from).TotalMilliseconds;
        var cells = ImmutableArray.CreateBuilder<Span>();
        for (var i = 0; i < width; i++)
            Append(cells, CellOf(all, from + Duration.FromMilliseconds(span * i / width), from + Duration.FromMilliseconds(span * (i + 1) / width), account.End));
        var marks = new char[width];
        Array.Fill(marks, ' ');
        foreach (var due in account.Clock.Shifts.Select(s => s.From).Append(account.Clock.Due))
            if (due is { } at && at >= from && at <= end)
                marks[Math.Min(width - 1, (int)((at - from).TotalMilliseconds / span * width))] = '^';
        return new TimeBar(cells.ToImmutable(), new string(marks));
    }

    private static Span CellOf(ImmutableArray<Segment> all, Instant from, Instant to, Instant end)
    {
        var (best, most) = (all[0], Duration.Zero);
        foreach (var segment in all)
        {
            var shared = Instant.Min(to, segment.To) - Instant.Max(from, segment.From);
            if (shared > most)
                (best, most) = (segment, shared);
        }
        if (best.From >= end)
            return best.Counted ? new Span("▪", Tone.Muted) : new Span("·", Tone.Muted);
        return best.Why switch
        {
            InPause => new Span("▒", Tone.Paused),
            ClosedUntilReopened or BeforeRestart => new Span("·", Tone.Muted),
            _ when !best.Counted => new Span("░", Tone.Closed),
            _ => new Span("█", best.Phase == Phase.AfterLast ? Tone.Late : Tone.Counted),
        };
    }

    private static void Append(ImmutableArray<Span>.Builder cells, Span cell)
    {
        if (cells.Count > 0 && cells[^1].Tone == cell.Tone)
            cells[^1] = cells[^1] with { Text = cells[^1].Text + cell.Text };
        else
            cells.Add(cell);
    }
}
