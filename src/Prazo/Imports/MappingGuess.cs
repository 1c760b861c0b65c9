using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Prazo.Engine;
using Prazo.Search;

namespace Prazo.Imports;

/// <summary>Proposes a mapping for a table, with comments for the human who corrects it.</summary>
public static class MappingGuess
{
    private const int MaxRows = 2000;
    /// <summary>YAML takes keys up to 1,024 characters, escapes counted.</summary>
    internal const int LongestKey = 120;

    /// <summary>The mapping's text; null, with the problems, when the file cannot be read as a table.</summary>
    public static (string? Yaml, IReadOnlyList<Problem> Problems) Guess(string path, Stream? standardInput = null)
    {
        var log = new ImportLog(new ImportOptions { StandardInput = standardInput });
        using var input = Inputs.Open(path, null, log);
        if (input is null)
            return (null, log.Problems());
        if (input.Format != Format.Csv)
        {
            log.Error("no-table", new Position(input.Name, 1, 1), "", $"{input.Name} is {(input.Format == Format.Xes ? "XES" : "an event log of JSON lines")} and needs no mapping", "");
            return (null, log.Problems());
        }
        var sample = input.Sample.ToArray();
        var delimiter = Delimiters.Guess(sample);
        var rows = new CsvTokenizer(new MemoryStream(sample), (byte)delimiter, Delimiters.Newline(sample), 1 << 16);
        var header = Headers.Read(rows, rows.Next());
        if (header.IsEmpty)
        {
            log.Error("bad-header", new Position(input.Name, 1, 1), "", "the header line cannot be read", "the first line names the columns; check quotes and delimiter");
            return (null, log.Problems());
        }
        var columns = Columns(header, rows, input.IsWhole);
        return (new GuessedMapping(Path.GetFileName(input.Name), delimiter, columns).Write(), log.Problems());
    }

    private static ImmutableArray<GuessedColumn> Columns(ImmutableArray<string> header, CsvTokenizer rows, bool whole)
    {
        var values = header.Select(_ => new List<string>()).ToArray();
        var missing = new MissingValues(Mapping.DefaultMissing);
        string[]? last = null;
        var read = 0;
        for (var state = rows.Next(); state != RowState.End && read < MaxRows; state = rows.Next())
        {
            if (state != RowState.Row || rows.Count != header.Length)
                continue;
            Keep(values, last);
            last = [.. Enumerable.Range(0, header.Length).Select(i => missing.Has(rows.Field(i).Trim(" \t"u8)) ? "" : Utf8.Decode(rows.Field(i)).Trim())];
            read++;
        }
        // The sample may end inside of its last row.
        if (whole || read == MaxRows)
            Keep(values, last);
        return [.. header.Select((name, i) => new GuessedColumn(name.Length is 0 or > LongestKey || header.IndexOf(name) != i ? string.Create(CultureInfo.InvariantCulture, $"#{i + 1}") : name, values[i]))];
    }

    private static void Keep(List<string>[] values, string[]? row)
    {
        for (var i = 0; row is not null && i < row.Length; i++)
            values[i].Add(row[i]);
    }
}

/// <summary>What a column's name and contents say.</summary>
internal sealed class GuessedColumn
{
    public GuessedColumn(string name, IReadOnlyList<string> values)
    {
        Name = name;
        Words = ColumnWords.Fold(name);
        var filled = values.Where(v => v.Length > 0).ToList();
        Distinct = [.. filled.Distinct(StringComparer.Ordinal).Take(1000)];
        Filled = filled.Count;
        IsUnique = Filled > 0 && Filled == values.Count && Distinct.Length == Math.Min(Filled, 1000);
        Dates = DateGuess.Of(filled);
        IsFreeText = Distinct.Length > 100 && Distinct.Length * 3 > Filled || filled.Count > 0 && filled.Average(v => v.Length) > 60;
    }

    public string Name { get; }
    public string Words { get; }
    public ImmutableArray<string> Distinct { get; }
    public int Filled { get; }
    public bool IsUnique { get; }
    public bool IsFreeText { get; }
    public DateGuess? Dates { get; }
}

/// <summary>The pattern that fits a column's dates.</summary>
/// <param name="Ambiguous">The pattern with day and month exchanged fits as well.</param>
internal sealed record DateGuess(string Pattern, bool NeedsZone, bool Ambiguous)
{
    private static readonly ImmutableArray<DatePattern> Candidates =
    [
        .. new[]
        {
            "iso", "dd/MM/yyyy HH:mm:ss", "dd/MM/yyyy HH:mm", "MM/dd/yyyy HH:mm:ss", "MM/dd/yyyy HH:mm", "dd.MM.yyyy HH:mm:ss", "dd.MM.yyyy HH:mm", "dd-MM-yyyy HH:mm:ss", "dd-MM-yyyy HH:mm",
            "yyyy/MM/dd HH:mm:ss", "yyyy/MM/dd HH:mm", "M/d/yyyy h:mm:ss tt", "M/d/yyyy h:mm tt", "d/M/yyyy h:mm:ss tt", "d/M/yyyy h:mm tt", "M/d/yy h:mm tt", "d/M/yyyy H:mm:ss", "d/M/yyyy H:mm", "M/d/yyyy H:mm:ss", "M/d/yyyy H:mm",
            "dd/MM/yyyy, HH:mm", "dd/MM/yyyy, HH:mm:ss", "dd/MMM/yy h:mm tt", "dd/MMM/yyyy HH:mm", "dd/MMM/yy HH:mm", "d MMM yyyy HH:mm:ss", "d MMM yyyy HH:mm", "d MMM yyyy h:mm tt", "MMM d, yyyy h:mm:ss tt", "MMM d, yyyy h:mm tt",
            "dd/MM/yyyy HH:mm:ss zzz", "yyyyMMddHHmmss", "dd/MM/yyyy", "MM/dd/yyyy", "dd.MM.yyyy", "dd-MM-yyyy", "yyyy/MM/dd",
        }.Select(p => DatePattern.Parse(p, out _)!),
    ];

    private static readonly ImmutableArray<DatePattern> Counted = [.. new[] { "unix-ms", "unix" }.Select(p => DatePattern.Parse(p, out _)!)];

    public static DateGuess? Of(List<string> filled)
    {
        if (filled.Count == 0)
            return null;
        var bytes = filled.Take(500).Select(Encoding.UTF8.GetBytes).ToList();
        foreach (var pattern in Candidates)
        {
            var fit = bytes.Count(b => pattern.TryParse(b, out _));
            if (fit * 10 < bytes.Count * 9)
                continue;
            var swapped = DateReader.Swap(pattern.Text) is { } s && DatePattern.Parse(s, out _) is { } other && bytes.TrueForAll(b => other.TryParse(b, out _));
            return new(pattern.Text, bytes.Exists(b => pattern.TryParse(b, out var t) && t.OffsetSeconds is null), swapped);
        }
        // Plain numbers are instants only when they fall into years in which help desks exist.
        foreach (var pattern in Counted)
            if (bytes.TrueForAll(b => pattern.TryParse(b, out var t) && t.LocalMillis is > 946_684_800_000 and < 4_102_444_800_000))
                return new(pattern.Text, false, false);
        return null;
    }
}

/// <summary>Names that help desks give their columns, in English, Portuguese and Romanian, folded.</summary>
internal static class ColumnWords
{
    private static readonly (string Role, string[] Names)[] Roles =
    [
        ("id", ["id", "ticket id", "ticket", "ticket number", "ticket no", "issue key", "key", "case id", "case number", "case enquiry id", "case concept name", "request id", "incident id", "number", "chamado", "numero do chamado", "protocolo", "numero", "codigo", "tichet", "nr tichet", "numar", "id tichet"]),
        ("created", ["created", "created at", "created time", "created date", "created on", "creation date", "date created", "open dt", "opened", "opened at", "open date", "requested at", "criado", "criado em", "data criacao", "data de criacao", "aberto em", "abertura", "data abertura", "data de abertura", "creat", "creat la", "data crearii", "deschis la", "data deschiderii"]),
        ("first-response", ["first response", "first response at", "first reply at", "first replied at", "first response date", "first responded at", "initially responded at", "agent responded at", "answered", "answered at", "primeira resposta", "primeira resposta em", "data primeira resposta", "primul raspuns", "primul raspuns la"]),
        ("resolved", ["resolved", "resolved at", "resolved time", "resolution date", "solved at", "solved", "resolved date", "resolvido", "resolvido em", "data resolucao", "data de resolucao", "solucionado em", "rezolvat", "rezolvat la", "data rezolvarii"]),
        ("closed", ["closed", "closed at", "closed time", "closed dt", "closed date", "close date", "fechado", "fechado em", "data fechamento", "data de fechamento", "encerrado em", "encerramento", "inchis", "inchis la", "data inchiderii"]),
        ("at", ["timestamp", "time timestamp", "complete timestamp", "event time", "at", "when", "date time", "updated", "updated at", "last updated", "update time", "changed at", "data hora", "data", "quando", "atualizado em", "data evento", "modificat la", "actualizat la"]),
        ("activity", ["activity", "concept name", "event", "event type", "event name", "action", "what", "evento", "acao", "atividade", "tipo evento", "activitate", "actiune", "eveniment"]),
        ("agent", ["agent", "assignee", "assigned to", "owner", "resource", "org resource", "who", "atendente", "responsavel", "agente", "tecnico", "operator", "responsabil"]),
        ("priority", ["priority", "urgency", "severity", "prioridade", "urgencia", "severidade", "prioritate", "urgenta"]),
        ("status", ["status", "state", "case status", "ticket status", "situacao", "estado do chamado", "stare"]),
        ("team", ["team", "group", "queue", "assigned group", "assignment group", "department", "equipe", "grupo", "fila", "setor", "departamento", "echipa", "grup", "departament"]),
        ("channel", ["channel", "source", "via", "origin", "canal", "origem", "sursa"]),
        ("region", ["region", "regiao", "uf", "regiune", "judet"]),
        ("customer", ["customer", "organization", "company", "account", "client", "cliente", "empresa", "organizacao", "companie"]),
        ("due", ["due", "due at", "due by", "due date", "target dt", "target date", "deadline", "vencimento", "prazo", "data limite", "termen", "scadenta"]),
    ];

    public static string? Role(string folded, IReadOnlySet<string> taken, string? only = null)
    {
        foreach (var (role, names) in Roles)
            if ((only is null || role == only) && !taken.Contains(role) && names.Contains(folded))
                return role;
        return null;
    }

    public static int Rank(string role, string folded) => Array.IndexOf(Array.Find(Roles, r => r.Role == role).Names ?? [], folded);

    /// <summary>Whether the names are mostly of one language: pt, ro or en.</summary>
    public static string Language(IEnumerable<string> names)
    {
        var all = string.Join(' ', names);
        string[] pt = ["criado", "aberto", "abertura", "fechado", "fechamento", "chamado", "prioridade", "situacao", "atendente", "equipe", "resolvido", "canal", "cliente", "regiao"];
        string[] ro = ["creat", "deschis", "inchis", "prioritate", "stare", "echipa", "rezolvat", "tichet", "crearii", "judet"];
        var (p, r) = (pt.Count(w => all.Contains(w, StringComparison.Ordinal)), ro.Count(w => all.Contains(w, StringComparison.Ordinal)));
        return p > r && p > 1 ? "pt" : r > 1 ? "ro" : "en";
    }

    /// <summary>Lower case without diacritics; whatever is no letter or digit is one blank.</summary>
    public static string Fold(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var c in Folded.WellFormed(name).Normalize(NormalizationForm.FormD))
            if (char.IsLetterOrDigit(c))
                folded.Append(char.ToLowerInvariant(c));
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && folded.Length > 0 && folded[^1] != ' ')
                folded.Append(' ');
        return folded.ToString().TrimEnd();
    }
}
