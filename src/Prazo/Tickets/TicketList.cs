using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Dapper;
using NodaTime;
using Prazo.Storage;

namespace Prazo.Tickets;

/// <summary><see cref="AtRisk"/>: by what breaking their promises would cost, which statements know.</summary>
public enum TicketSort { NextDue, Updated, Created, Number, AtRisk }

/// <summary>Which tickets, in which order. Lists of values mean any of them; the empty text means that the field has none.</summary>
public sealed record TicketFilter
{
    /// <summary>Values by field: built-in ones and others.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Fields { get; init; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
    /// <summary>All of them.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];
    public bool? Open { get; init; }
    public bool? Covered { get; init; }
    public Instant? DueBefore { get; init; }
    public Instant? UpdatedAfter { get; init; }
    public string? Follower { get; init; }
    public string? Words { get; init; }
    /// <summary>States as people see them, kebab-case: one of the ticket's clocks is in one of them at <see cref="Now"/>.</summary>
    public IReadOnlyList<string> Clock { get; init; } = [];
    public Instant Now { get; init; }
    public TicketSort Sort { get; init; }
    public bool Descending { get; init; }
}

/// <param name="Next">Where the next page begins; null at the end.</param>
public sealed record TicketPage(IReadOnlyList<Ticket> Tickets, string? Next);

/// <summary>Lists of tickets by keyset: a page begins after the last row of the one before, whatever came in between. Tickets without the sorted value come last.</summary>
public static class TicketList
{
    public const int MostOnPage = 200;

    public static TicketPage Page(Session session, Guid tenant, TicketFilter filter, string? cursor, int limit)
    {
        var most = Math.Clamp(limit, 1, MostOnPage);
        var (where, values) = Where(session.Dialect, tenant, filter);
        var at = cursor is null ? null : Cursor.Read(cursor, filter);
        var rows = new List<Ticket>();
        if (at is not { Value: null })
            rows.AddRange(Rows(session, filter, where, values, at, most + 1, nulls: false));
        if (rows.Count <= most && filter.Sort is TicketSort.NextDue or TicketSort.Created)
            rows.AddRange(Rows(session, filter, where, values, at is { Value: null } ? at : null, most + 1 - rows.Count, nulls: true));
        return rows.Count <= most ? new TicketPage(rows, null) : new TicketPage(rows[..most], Cursor.Write(rows[most - 1], filter));
    }

    /// <summary>Those of the numbers that pass, in no order.</summary>
    public static IReadOnlyList<Ticket> Numbered(Session session, Guid tenant, TicketFilter filter, IEnumerable<long> numbers)
    {
        var (where, values) = Where(session.Dialect, tenant, filter);
        var list = string.Join(", ", numbers.Select(n => n.ToString(CultureInfo.InvariantCulture)));
        return list.Length == 0 ? [] : session.Query<Ticket>($"SELECT {TicketStore.ColumnsWithSubject} FROM tickets t WHERE {where} AND t.number IN ({list})", values);
    }

    /// <summary>How many there are; of very many, <paramref name="most"/>.</summary>
    public static long Count(Session session, Guid tenant, TicketFilter filter, int most)
    {
        // Those in a state are counted from the clocks on. Every way to them ends at the most, in the order of its index; a sum of all ways would be sorted first.
        var (where, values) = Where(session.Dialect, tenant, filter with { Clock = [] });
        var number = 1000;
        var (each, ways) = ClockIn(filter, values, ref number);
        values.Add("most", most);
        string Of(string clocks) => $"SELECT ticket_id FROM (SELECT DISTINCT c.ticket_id FROM ({clocks}) c JOIN tickets t ON t.tenant_id = @tenant AND t.id = c.ticket_id WHERE {where} LIMIT @most) way";
        var found = ways is not null ? string.Join(" UNION ", ways.Select(Of)) : $"SELECT 1 FROM tickets t WHERE {where}{(each is null ? "" : " AND " + each)}";
        return session.Value<long>($"SELECT COUNT(*) FROM (SELECT 1 FROM ({found}) found LIMIT @most) counted", values);
    }

    private static IReadOnlyList<Ticket> Rows(Session session, TicketFilter filter, string where, DynamicParameters values, Cursor? at, int most, bool nulls)
    {
        var column = Column(filter.Sort);
        var (than, order) = filter.Descending ? ("<", " DESC") : (">", "");
        var sql = new StringBuilder($"SELECT {TicketStore.ColumnsWithSubject} FROM tickets t WHERE {where} AND t.{column} IS {(nulls ? "" : "NOT ")}NULL");
        values.Add("most", most);
        if (at is not null)
        {
            values.Add("atId", at.Id);
            values.Add("atValue", at.Value ?? 0);
            sql.Append(nulls ? $" AND t.id {than} @atId" : $" AND (t.{column}, t.id) {than} (@atValue, @atId)");
        }
        sql.Append(nulls ? $" ORDER BY t.id{order}" : $" ORDER BY t.{column}{order}, t.id{order}").Append(" LIMIT @most");
        return session.Query<Ticket>(sql.ToString(), values);
    }

    private static (string Sql, DynamicParameters Values) Where(Dialect dialect, Guid tenant, TicketFilter filter)
    {
        var (sql, values) = (new StringBuilder("t.tenant_id = @tenant"), new DynamicParameters());
        values.Add("tenant", tenant);
        var number = 0;
        foreach (var (field, wanted) in filter.Fields)
            sql.Append(" AND ").Append(OfField(field, wanted, values, ref number));
        foreach (var tag in filter.Tags)
            sql.Append(CultureInfo.InvariantCulture, $" AND EXISTS (SELECT 1 FROM ticket_tags g WHERE g.tenant_id = t.tenant_id AND g.ticket_id = t.id AND g.tag = {Value(values, ref number, tag)})");
        if (filter.Open is { } open)
            sql.Append(open ? " AND t.closed IS NULL" : " AND t.closed IS NOT NULL");
        if (filter.Covered is { } covered)
            sql.Append(covered ? " AND t.covered = 1" : " AND t.covered = 0");
        if (filter.DueBefore is { } due)
            sql.Append(CultureInfo.InvariantCulture, $" AND t.next_due < {Value(values, ref number, due.ToUnixTimeMilliseconds())}");
        if (filter.UpdatedAfter is { } updated)
            sql.Append(CultureInfo.InvariantCulture, $" AND t.updated > {Value(values, ref number, updated.ToUnixTimeMilliseconds())}");
        if (filter.Follower is { } follower)
            sql.Append(CultureInfo.InvariantCulture, $" AND EXISTS (SELECT 1 FROM ticket_followers w WHERE w.tenant_id = t.tenant_id AND w.ticket_id = t.id AND w.handle = {Value(values, ref number, follower)})");
        if (ClockIn(filter, values, ref number) is ({ } each, var ways))
            sql.Append(" AND ").Append(ways is null ? each : $"t.id IN ({string.Join(" UNION ALL ", ways)})");
        if (filter.Words is not null)
        {
            var (found, words) = TicketSearch.Index.Finds(dialect, filter.Words);
            values.Add("words", words);
            sql.Append(" AND ").Append(found);
        }
        return (sql.ToString(), values);
    }

    /// <summary>A test of each ticket, and the ways to the rows of all that pass it; neither when no state is asked for.</summary>
    private static (string? Each, IReadOnlyList<string>? Ways) ClockIn(TicketFilter filter, DynamicParameters values, ref int number)
    {
        if (filter.Clock.Count == 0)
            return (null, null);
        var now = Value(values, ref number, filter.Now.ToUnixTimeMilliseconds());
        var names = new List<string>();
        foreach (var state in filter.Clock)
            names.Add(Value(values, ref number, state));
        return (ClockFilter.Exists(names, now), ClockFilter.Ways(filter.Clock, names, now));
    }

    private static string OfField(string field, IReadOnlyList<string> wanted, DynamicParameters values, ref int number)
    {
        var any = new List<string>();
        var hasColumn = TicketRows.HasColumn(field);
        var name = hasColumn ? field : Value(values, ref number, field);
        var rows = $"SELECT 1 FROM ticket_fields f WHERE f.tenant_id = t.tenant_id AND f.ticket_id = t.id AND f.name = {name}";
        if (wanted.Contains(""))
            any.Add(hasColumn ? $"t.{name} IS NULL" : $"NOT EXISTS ({rows})");
        if (wanted.Where(w => w.Length > 0).ToList() is { Count: > 0 } some)
        {
            var list = new List<string>();
            foreach (var value in some)
                list.Add(Value(values, ref number, value));
            any.Add(hasColumn ? $"t.{name} IN ({string.Join(", ", list)})" : $"EXISTS ({rows} AND f.value IN ({string.Join(", ", list)}))");
        }
        return $"({string.Join(" OR ", any)})";
    }

    private static string Value(DynamicParameters values, ref int number, object value)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"v{number++}");
        values.Add(name, value);
        return "@" + name;
    }

    private static string Column(TicketSort sort) => sort switch
    {
        TicketSort.Updated => "updated",
        TicketSort.Created => "created",
        TicketSort.Number => "number",
        _ => "next_due",
    };

    /// <summary>The row after which a page begins. It fits the order for which it was made.</summary>
    private sealed record Cursor(long? Value, Guid Id)
    {
        public static string Write(Ticket last, TicketFilter filter)
        {
            var value = filter.Sort switch
            {
                TicketSort.Updated => last.Updated.ToUnixTimeMilliseconds(),
                TicketSort.Created => last.Created?.ToUnixTimeMilliseconds(),
                TicketSort.Number => last.Number,
                _ => last.NextDue?.ToUnixTimeMilliseconds(),
            };
            return Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Order(filter)} {(value is { } v ? v.ToString(CultureInfo.InvariantCulture) : "-")} {last.Id:N}")));
        }

        public static Cursor Read(string cursor, TicketFilter filter)
        {
            if (cursor.Length < 200 && Base64Url.IsValid(cursor) && Encoding.ASCII.GetString(Base64Url.DecodeFromChars(cursor)).Split(' ') is [var order, var value, var id]
                && order == Order(filter) && Guid.TryParseExact(id, "N", out var at) && (value == "-" || long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)))
                return new Cursor(value == "-" ? null : long.Parse(value, CultureInfo.InvariantCulture), at);
            throw new RefusedException("bad-cursor", "cursor", "this is not a cursor of this list", "take 'next' of the page before, with the same sort");
        }

        private static string Order(TicketFilter filter) => (filter.Descending ? "-" : "") + Column(filter.Sort);
    }
}
