using System.Globalization;
using Prazo.Agreements;
using Prazo.Clocks;
using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Operation;

/// <summary>Folds tickets again, each as of its last fold, and compares with what is kept: the log is the truth, everything else must come out of it again (T1).</summary>
internal sealed class FoldCheck(Session session, Guid tenant, Findings findings)
{
    private readonly ClockFold _clocks = new(new PublishedAgreements());

    /// <summary>Tickets whose clocks are the same, but were folded by another version of the program, of the tz database or of the agreements.</summary>
    public int OfOtherInputs { get; private set; }

    public void Look(IReadOnlyList<Ticket> tickets)
    {
        var pasts = TicketPast.Of(session, tenant, tickets);
        var fields = Rows("SELECT ticket_id, name || '=' || value AS text FROM ticket_fields WHERE tenant_id = @tenant AND @of", tickets);
        var tags = Rows("SELECT ticket_id, tag AS text FROM ticket_tags WHERE tenant_id = @tenant AND @of", tickets);
        var waiting = session.Query<Guid>($"SELECT ticket_id FROM set_aside WHERE tenant_id = @tenant", new { tenant }).ToHashSet();
        foreach (var ticket in tickets)
        {
            if (waiting.Contains(ticket.Id))
                findings.Remark($"{Name(ticket)} is set aside: a fault keeps it from being folded, see /api/v1/set-aside");
            else if (Difference(ticket, pasts[ticket.Id], [.. fields[ticket.Id].Select(r => r.Text)], [.. tags[ticket.Id].Select(r => r.Text)]) is { } difference)
                findings.Fault($"{Name(ticket)}: {difference}");
        }
    }

    private string? Difference(Ticket ticket, Func<TicketPast> read, IReadOnlyList<string> fields, IReadOnlyList<string> tags)
    {
        try
        {
            var past = read();
            if (past.Events.Count != ticket.Events)
                return string.Create(CultureInfo.InvariantCulture, $"it had {ticket.Events} events, {past.Events.Count} are there");
            // Seen first, not folded yet.
            if (past.Events.Count == 0)
                return null;
            var change = _clocks.Change(session, ticket, past, ticket.Folded);
            return Clocks(past, change) ?? Row(ticket, change.Ticket) ?? Said(change) ?? Lists(change.Ticket, fields, tags);
        }
#pragma warning disable CA1031 // Whatever keeps a ticket from being folded is what was looked for.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return $"it cannot be folded: {e.Message}";
        }
    }

    private string? Clocks(TicketPast past, Prazo.Clocks.TicketChange change)
    {
        if (change.Came.Count > 0)
            return $"clock {Name(change.Came[0])} is missing";
        if (change.Went.Count > 0)
            return $"clock {Name(change.Went[0])} should not be there";
        var kept = past.Clocks.ToDictionary(c => c.Id);
        foreach (var clock in change.Changed)
            if (clock with { Fingerprint = kept[clock.Id].Fingerprint } != kept[clock.Id])
                return $"clock {Name(clock)} is kept with {FirstDifference(kept[clock.Id], clock)}";
        OfOtherInputs += change.Changed.Count > 0 ? 1 : 0;
        return null;
    }

    private static string? Row(Ticket kept, Ticket folded) => kept == folded ? null : $"its row is kept with {FirstDifference(kept, folded)}";

    private static string? Said(Prazo.Clocks.TicketChange change) => change.Said is [var fact, ..] ? $"clock {fact.Target}/{fact.Cycle}: {fact.Kind} {fact.Stage} is not said" : null;

    private static string? Lists(Ticket ticket, IReadOnlyList<string> fields, IReadOnlyList<string> tags)
    {
        var values = TicketRows.Fields(ticket);
        if (!fields.Order(StringComparer.Ordinal).SequenceEqual(values.Where(v => !TicketRows.HasColumn(v.Key) && v.Key != TicketRows.Tag).Select(v => $"{v.Key}={v.Value}").Order(StringComparer.Ordinal)))
            return "its rows of fields are not its fields";
        return tags.Order(StringComparer.Ordinal).SequenceEqual(TicketRows.Tags(values.GetValueOrDefault(TicketRows.Tag))) ? null : "its rows of tags are not its tags";
    }

    /// <summary>Where two records differ: what is kept, and what comes out.</summary>
    private static string FirstDifference<T>(T kept, T folded) where T : notnull
    {
        foreach (var property in typeof(T).GetProperties())
            if (property.Name != "ETag" && (property.GetValue(kept), property.GetValue(folded)) is var (was, comes) && !Equals(was, comes))
                return string.Create(CultureInfo.InvariantCulture, $"{property.Name} {was ?? "none"}, and comes out with {comes ?? "none"}");
        return "another value";
    }

    private ILookup<Guid, TextRow> Rows(string sql, IReadOnlyList<Ticket> tickets) => session.Query<TextRow>(
        sql.Replace("@of", session.Dialect.AnyOf("ticket_id", "tickets"), StringComparison.Ordinal), new { tenant, tickets = session.Dialect.Ids(tickets.Select(t => t.Id)) }).ToLookup(r => r.TicketId);

    private static string Name(Ticket ticket) => string.Create(CultureInfo.InvariantCulture, $"ticket #{ticket.Number}");

    private static string Name(ClockEntry clock) => string.Create(CultureInfo.InvariantCulture, $"{clock.Target}/{clock.Cycle}");

    private sealed record TextRow
    {
        public Guid TicketId { get; init; }
        public string Text { get; init; } = "";
    }
}
