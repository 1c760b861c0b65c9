using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine;

namespace Prazo.Imports;

/// <summary>Delimited text, through a mapping.</summary>
internal static class CsvImport
{
    public static void Read(Input input, Mapping mapping, TicketBook book, Timeline timeline, ImportLog log)
    {
        var at = new Position(input.Name, 1, 1);
        var delimiter = mapping.Delimiter ?? Delimiters.Guess(input.Sample);
        var newline = Delimiters.Newline(input.Sample);
        var rows = new CsvTokenizer(input.Content, (byte)delimiter, newline, log.Options.MaxRowBytes);
        var header = mapping.Header ? Headers.Read(rows, rows.Next()) : Headers.Numbered(input.Sample, delimiter, newline);
        if (Bind(header, mapping, at, book, log) is not { } bound)
            return;
        var before = log.Rows;
        if (mapping.Rows == RowKind.Ticket)
            new TicketRows(bound, book, log).Read(rows, input.Size);
        else
            new EventRows(bound, timeline, log).Read(rows);
        if (rows.Fault is not null)
            log.Error("cut-off", at with { Line = (int)Math.Min(rows.Line, int.MaxValue) }, "", $"the file breaks off: {rows.Fault}", "copy or export the file again; what came before is taken");
        if (log.Rows == before)
            log.Warn("no-rows", at, "", $"{input.Name} has a header and no rows", "");
    }

    private static BoundColumns? Bind(ImmutableArray<string> header, Mapping mapping, Position at, TicketBook book, ImportLog log)
    {
        if (!Zone(mapping, at, log, out var zone))
            return null;
        var patterns = Patterns(mapping, log);
        if (header.IsEmpty)
        {
            log.Error("bad-header", at, "", "the header line cannot be read", "the first line names the columns; check quotes and delimiter");
            return null;
        }
        for (var i = 0; i < header.Length; i++)
            if (header[i].Length > 0 && header.IndexOf(header[i]) < i)
                log.Warn("column-twice", at, header[i], $"the header has '{header[i]}' twice; the name means the first", $"call this one #{i + 1} to map it");
        return Complete(mapping, header, at, log) && patterns is { } p
            ? new BoundColumns(mapping, header, at.File!, zone, p, book.Builder)
            : null;
    }

    public static bool Zone(Mapping? mapping, Position at, ImportLog log, out ZoneMap? map)
    {
        var zone = mapping?.Zone is null ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(mapping.Zone);
        map = zone is null ? null : new ZoneMap(zone);
        if (mapping?.Zone is null || zone is not null)
            return true;
        log.Error("unknown-zone", at, "zone", $"'{mapping.Zone}' is not an IANA time zone", "write one such as America/Sao_Paulo or Europe/Bucharest");
        return false;
    }

    private static ImmutableArray<DatePattern>? Patterns(Mapping mapping, ImportLog log)
    {
        var patterns = ImmutableArray.CreateBuilder<DatePattern>();
        foreach (var text in mapping.Dates)
        {
            if (DatePattern.Parse(text, out var error) is { } pattern)
                patterns.Add(pattern);
            else
                log.Error("bad-date-pattern", Position.None, "dates", $"'{text}': {error}", "write for example yyyy-MM-dd HH:mm:ss, dd/MM/yyyy HH:mm, or iso");
        }
        return patterns.Count == mapping.Dates.Length ? patterns.ToImmutable() : null;
    }

    private static bool Complete(Mapping mapping, ImmutableArray<string> header, Position at, ImportLog log)
    {
        var complete = true;
        foreach (var column in MappedColumns(mapping))
        {
            if (Headers.IndexOf(header, column.Name) >= 0)
                continue;
            complete = false;
            var nearest = Headers.Nearest(header, column.Name) is { } n ? $"did you mean '{n}'? " : "";
            log.Error("missing-column", at, column.Name, $"the mapping ({column.At}) names the column '{column.Name}', which {at.File} does not have", $"{nearest}its columns are: {string.Join(", ", header.Take(60))}");
        }
        foreach (var (name, column) in Required(mapping))
        {
            if (column is not null)
                continue;
            complete = false;
            log.Error("unmapped-column", at, "columns." + name, $"the mapping does not say which column is '{name}'", $"its columns are: {string.Join(", ", header.Take(60))}");
        }
        return complete;
    }

    private static IEnumerable<ColumnRef> MappedColumns(Mapping m) =>
        new[] { m.Ticket, m.Created, m.When, m.Recorded, m.EventId, m.Sequence, m.Activity, m.Field, m.Value, m.Actor, m.ByAgent?.Column }.OfType<ColumnRef>()
            .Concat(m.Moments.Select(x => x.Column)).Concat(m.Fields.Select(f => f.Column));

    private static IEnumerable<(string, ColumnRef?)> Required(Mapping m) => m.Rows == RowKind.Ticket
        ? [("id", m.Ticket), ("created", m.Created)]
        : [("ticket", m.Ticket), ("at", m.When)];
}

internal static class Delimiters
{
    private static readonly byte[] Candidates = [(byte)',', (byte)';', (byte)'\t', (byte)'|'];

    /// <summary>A lone CR ends lines only where there is no LF at all.</summary>
    public static byte Newline(ReadOnlySpan<byte> sample) => sample.Contains((byte)'\n') || !sample.Contains((byte)'\r') ? (byte)'\n' : (byte)'\r';

    /// <summary>The candidate that cuts the header and the rows after it into the same, largest number of fields.</summary>
    public static char Guess(ReadOnlySpan<byte> sample)
    {
        var best = (byte)',';
        var bestScore = 0.0;
        var bytes = sample.ToArray();
        foreach (var candidate in Candidates)
        {
            var rows = new CsvTokenizer(new MemoryStream(bytes), candidate, Newline(sample), 1 << 16);
            int width = 0, seen = 0, same = 0;
            for (var state = rows.Next(); state != RowState.End && seen < 50; state = rows.Next(), seen++)
            {
                width = seen == 0 ? rows.Count : width;
                same += rows.Count == width ? 1 : 0;
            }
            var score = width < 2 ? 0 : width * ((double)same / seen);
            if (score > bestScore)
                (best, bestScore) = (candidate, score);
        }
        return (char)best;
    }
}
