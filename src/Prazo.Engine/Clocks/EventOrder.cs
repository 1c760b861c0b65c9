using System.Globalization;
using System.Text;
using NodaTime;

namespace Prazo.Engine.Clocks;

/// <summary>T2: one order for a ticket's events, however they were delivered, and the same event once.</summary>
public static class EventOrder
{
    /// <summary>Events up to <paramref name="asOf"/>, in order, duplicates dropped. The same id is the same event: the earliest in order stands.</summary>
    public static IReadOnlyList<TicketEvent> Of(IEnumerable<TicketEvent> events, Instant asOf)
    {
        var sorted = new List<TicketEvent>();
        foreach (var e in events)
            sorted.Add(e);
        sorted.Sort(Comparer);
        HashSet<string>? seen = null;
        var kept = 0;
        for (var i = 0; i < sorted.Count; i++)
        {
            var e = sorted[i];
            if (e.Id.Length > 0 ? !(seen ??= new(StringComparer.Ordinal)).Add(e.Id) : kept > 0 && SameContent(sorted[kept - 1], e))
                continue;
            if (e.Occurred <= asOf)
                sorted[kept++] = e;
        }
        sorted.RemoveRange(kept, sorted.Count - kept);
        return sorted;
    }

    /// <summary>Occurred, source sequence, kind rank, event id or content. <see cref="TicketEvent.Recorded"/> never orders, but for choosing between two reports of one id.</summary>
    public static readonly Comparer<TicketEvent> Comparer = Comparer<TicketEvent>.Create(Compare);

    private static int Compare(TicketEvent? a, TicketEvent? b)
    {
        if (ReferenceEquals(a, b)) return 0;
        var c = a!.Occurred.CompareTo(b!.Occurred);
        if (c == 0) c = a.Sequence.CompareTo(b.Sequence);
        if (c == 0) c = a.Rank.CompareTo(b.Rank);
        if (c == 0) c = string.CompareOrdinal(a.Id, b.Id);
        if (c == 0) c = string.CompareOrdinal(Content(a), Content(b));
        if (c == 0) c = a.Recorded.CompareTo(b.Recorded);
        return c;
    }

    private static bool SameContent(TicketEvent a, TicketEvent b) =>
        a.Id.Length == 0 && a.Occurred == b.Occurred && a.Sequence == b.Sequence && a.Rank == b.Rank
        && string.Equals(Content(a), Content(b), StringComparison.Ordinal);

    /// <summary>The content of an event as canonical text: everything but id and the instant of learning.</summary>
    public static string Content(TicketEvent e)
    {
        var text = new StringBuilder(e.Kind).Append('|').Append(e.Occurred.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture))
            .Append('|').Append(e.Sequence.ToString(CultureInfo.InvariantCulture));
        void Add(string? value) => text.Append('|').Append(value?.Length.ToString(CultureInfo.InvariantCulture) ?? "-").Append(':').Append(value);
        switch (e)
        {
            case TicketCreated x:
                Add(x.ByAgent ? "agent" : "customer");
                foreach (var (field, value) in x.Fields) { Add(field); Add(value); }
                break;
            case FieldChanged x: Add(x.Field); Add(x.Value); break;
            case CustomerMessage x: Add(x.Automatic ? "auto" : ""); Add(x.Thanks ? "thanks" : ""); break;
            case AgentMessage x: Add(x.Agent); Add(x.Bot ? "bot" : ""); break;
            case TicketAccepted x: Add(x.Agent); break;
            case WorkaroundGiven: break;
            case MergedInto x: Add(x.Survivor); break;
            case Absorbed x: Add(x.Other); Add(x.UnansweredSince?.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)); break;
            case ClockPaused x: Add(x.Target); Add(x.Reason); Add(x.Party.ToString()); Add(x.By); break;
            case ClockResumed x: Add(x.Target); Add(x.By); break;
            case ClockWaived x: Add(x.Target); Add(x.Reason); Add(x.By); Add(x.GrantedBy); break;
            case ClockExtended x: Add(x.Target); Add(((long)x.Length.TotalMilliseconds).ToString(CultureInfo.InvariantCulture)); Add(x.Reason); Add(x.By); break;
            case CallOffered x: Add(x.Call); break;
            case CallAnswered x: Add(x.Call); Add(x.Agent); Add(x.Outbound ? "out" : ""); break;
            case CallAbandoned x: Add(x.Call); break;
            case CallEnded x: Add(x.Call); break;
            default: throw new ArgumentException($"Unknown event kind {e.Kind}.", nameof(e));
        }
        return text.ToString();
    }
}
