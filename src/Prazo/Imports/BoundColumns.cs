using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Prazo.Engine;
using Prazo.Engine.Clocks;

namespace Prazo.Imports;

/// <summary>A mapping bound to the columns of one file. Absent columns are −1.</summary>
internal sealed class BoundColumns
{
    private const int MaxDistinctUnnamed = 1 << 16;
    private readonly List<DateReader> _dates = [];
    private readonly ImmutableArray<string> _header;
    private readonly ImmutableArray<DatePattern> _patterns;
    private readonly ZoneMap? _zone;
    private readonly HashSet<string> _named = new(StringComparer.Ordinal);
    private readonly int _byAgent;
    private readonly MissingValues _byAgentValues;

    public BoundColumns(Mapping mapping, ImmutableArray<string> header, string file, ZoneMap? zone, ImmutableArray<DatePattern> patterns, HistoryBuilder builder)
    {
        (Mapping, _header, File, _zone, _patterns) = (mapping, header, file, zone, patterns);
        Missing = new MissingValues(mapping.Missing);
        Ticket = Find(mapping.Ticket);
        Created = Find(mapping.Created);
        When = Find(mapping.When);
        Recorded = Find(mapping.Recorded);
        EventId = Find(mapping.EventId);
        Sequence = Find(mapping.Sequence);
        Activity = Find(mapping.Activity);
        Field = Find(mapping.Field);
        Value = Find(mapping.Value);
        Actor = Find(mapping.Actor);
        Moments = [.. mapping.Moments.Select(m => (Find(m.Column), m.Event))];
        _byAgent = Find(mapping.ByAgent?.Column);
        _byAgentValues = new MissingValues(mapping.ByAgent?.Values ?? []);
        Fields = [.. FieldColumns(builder)];
    }

    public Mapping Mapping { get; }
    public string File { get; }
    public MissingValues Missing { get; }
    public int Width => _header.Length;
    public int Ticket { get; }
    public int Created { get; }
    public int When { get; }
    public int Recorded { get; }
    public int EventId { get; }
    public int Sequence { get; }
    public int Activity { get; }
    public int Field { get; }
    public int Value { get; }
    public int Actor { get; }
    public ImmutableArray<(int Column, EventSpec Event)> Moments { get; }
    public ImmutableArray<(int Column, FieldReader Reader)> Fields { get; }

    public string NameOf(int column) => column >= 0 && column < _header.Length ? _header[column] : "";

    /// <summary>A field that nobody named may be left out when it turns out to be free text.</summary>
    public bool MayDrop(FieldReader field) => !_named.Contains(field.Field);

    public DateReader Dates(int column)
    {
        var reader = new DateReader(NameOf(column), _patterns, _zone, Missing);
        _dates.Add(reader);
        return reader;
    }

    public void ReportDates(ImportLog log)
    {
        foreach (var dates in _dates)
            dates.ReportSwap(File, log);
    }

    public bool IsByAgent(CsvTokenizer rows) =>
        Mapping.ByAgent is { } by && (by.Always || _byAgent >= 0 && rows.Field(_byAgent).Trim(" \t"u8) is { IsEmpty: false } value && _byAgentValues.Has(value));

    public static bool IsBlank(CsvTokenizer rows, RowState state) => state == RowState.Row && rows.Count == 1 && rows.Field(0).Trim(" \t"u8).IsEmpty;

    /// <summary>Why a row cannot be read as fields of this file, if so.</summary>
    public Reason? Malformed(CsvTokenizer rows, RowState state)
    {
        switch (state)
        {
            case RowState.UnclosedQuote:
                return new("unclosed-quote", "", "a quote is opened and never closed; only this line is given up", "double a quote that belongs to the text");
            case RowState.TextAfterQuote:
                return new("text-after-quote", "", "text follows a closing quote", "double quotes that belong to the text");
            case RowState.TooLong:
                return new("row-too-long", "", "the row is longer than a row may be and is cut", "check that the file has line ends, and the encoding");
            case RowState.CutOff:
                return new("cut-off", "", "the file breaks off in this row: " + rows.Fault, "copy or export the file again");
        }
        if (rows.Count == Width)
            return null;
        if (rows.Count > Width && Enumerable.Range(Width, rows.Count - Width).All(i => rows.Field(i).IsEmpty))
            return null;
        return new(rows.Count < Width ? "too-few-fields" : "too-many-fields", "",
            string.Create(CultureInfo.InvariantCulture, $"the row has {rows.Count} fields, the header {Width}"), "a delimiter inside of a text needs quotes around the text");
    }

    private int Find(ColumnRef? column) => column is null ? -1 : Headers.IndexOf(_header, column.Name);

    private IEnumerable<(int, FieldReader)> FieldColumns(HistoryBuilder builder)
    {
        var used = new HashSet<int> { Ticket, Created, When, Recorded, EventId, Sequence, Activity, Field, Value };
        used.UnionWith(Moments.Select(m => m.Column));
        foreach (var field in Mapping.Fields)
        {
            var column = Find(field.Column);
            used.Add(column);
            _named.Add(NameFor(field.Field));
            yield return (column, Reader(field.Field, column, field.IsInstant, builder));
        }
        if (Actor >= 0 && used.Add(Actor))
        {
            _named.Add("agent");
            yield return (Actor, Reader("agent", Actor, false, builder));
        }
        if (!(Mapping.OtherColumns ?? Mapping.Rows != RowKind.Event))
            yield break;
        var taken = new HashSet<string>(_named, StringComparer.Ordinal);
        for (var column = 0; column < _header.Length; column++)
            if (!used.Contains(column) && taken.Add(NameFor(Headers.FieldName(_header[column]))))
                yield return (column, Reader(Headers.FieldName(_header[column]), column, false, builder));
    }

    // A row a ticket shows the status at the time of the export: as a first field it would have the ticket born closed.
    private string NameFor(string field) => Mapping.Rows == RowKind.Ticket && field == "status" ? "last-status" : field;

    private FieldReader Reader(string field, int column, bool isInstant, HistoryBuilder builder) => new(
        NameFor(field), NameOf(column), Mapping.Values.GetValueOrDefault(field), Mapping.Unknown, isInstant ? Dates(column) : null, Missing, builder, MaxDistinctUnnamed);
}

/// <summary>Header lines and the names in them.</summary>
internal static class Headers
{
    public static ImmutableArray<string> Read(CsvTokenizer rows, RowState state)
    {
        if (state != RowState.Row)
            return [];
        var names = ImmutableArray.CreateBuilder<string>(rows.Count);
        for (var i = 0; i < rows.Count; i++)
            names.Add(Utf8.Decode(rows.Field(i)).Trim());
        return names.MoveToImmutable();
    }

    /// <summary>Names #1, #2 … for a file without a header.</summary>
    public static ImmutableArray<string> Numbered(ReadOnlySpan<byte> sample, char delimiter, byte newline)
    {
        var rows = new CsvTokenizer(new MemoryStream(sample.ToArray()), (byte)delimiter, newline, 1 << 16);
        return rows.Next() == RowState.Row ? [.. Enumerable.Range(1, rows.Count).Select(i => string.Create(CultureInfo.InvariantCulture, $"#{i}"))] : [];
    }

    public static int IndexOf(ImmutableArray<string> header, string name)
    {
        var exact = header.IndexOf(name);
        if (exact >= 0)
            return exact;
        for (var i = 0; i < header.Length; i++)
            if (string.Equals(header[i], name, StringComparison.OrdinalIgnoreCase))
                return i;
        return name.StartsWith('#') && int.TryParse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= header.Length ? number - 1 : -1;
    }

    /// <summary>The field a column gives when the mapping does not say: lower case, blanks as hyphens.</summary>
    public static string FieldName(string column)
    {
        var name = new StringBuilder(column.Length);
        foreach (var c in column.Trim())
            name.Append(char.IsWhiteSpace(c) ? '-' : char.ToLowerInvariant(c));
        return name.ToString();
    }

    /// <summary>The column a mistyped name probably means.</summary>
    public static string? Nearest(ImmutableArray<string> header, string name) => name.Length > 80 ? null : header
        .Where(h => h.Length <= 120)
        .Select(h => (Name: h, Distance: Distance(h.ToLowerInvariant(), name.ToLowerInvariant())))
        .Where(h => h.Distance <= Math.Max(2, name.Length / 3))
        .OrderBy(h => h.Distance).Select(h => h.Name).FirstOrDefault();

    private static int Distance(string a, string b)
    {
        var previous = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var current = new int[b.Length + 1];
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
            previous = current;
        }
        return previous[b.Length];
    }
}
