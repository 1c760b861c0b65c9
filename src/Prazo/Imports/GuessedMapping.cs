using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Prazo.Imports;

/// <summary>Writes what was guessed as a mapping file with comments.</summary>
internal sealed class GuessedMapping(string file, char delimiter, ImmutableArray<GuessedColumn> columns)
{
    private static readonly (string Word, string Status)[] Statuses =
    [
        ("closed", "closed"), ("fechad", "closed"), ("encerrad", "closed"), ("inchis", "closed"), ("resolved", "resolved"), ("solved", "resolved"), ("done", "resolved"), ("resolvid", "resolved"), ("solucionad", "resolved"), ("rezolvat", "resolved"),
        ("third party", "waiting-supplier"), ("fornecedor", "waiting-supplier"), ("furnizor", "waiting-supplier"), ("pending", "waiting-customer"), ("waiting", "waiting-customer"), ("aguardando", "waiting-customer"), ("pendente", "waiting-customer"), ("asteptare", "waiting-customer"),
        ("new", "new"), ("novo", "new"), ("nou", "new"), ("open", "open"), ("abert", "open"), ("deschis", "open"), ("in progress", "open"), ("em andamento", "open"), ("in lucru", "open"),
    ];

    private static readonly (string Word, string Priority)[] Priorities =
    [
        ("critic", "critical"), ("urgent", "critical"), ("highest", "critical"), ("blocker", "critical"), ("high", "high"), ("alta", "high"), ("ridicata", "high"), ("mare", "high"),
        ("normal", "normal"), ("medium", "normal"), ("media", "normal"), ("medie", "normal"), ("lowest", "low"), ("low", "low"), ("baixa", "low"), ("scazuta", "low"), ("mica", "low"),
    ];

    private static readonly string[] Instants = ["created", "first-response", "resolved", "closed", "at"];
    private readonly Dictionary<string, GuessedColumn> _roles = new(StringComparer.Ordinal);
    private readonly StringBuilder _text = new();

    public string Write()
    {
        var rows = Assign();
        var dates = columns.Where(c => c.Dates is not null && (IsRole(c, Instants) || IsDueLike(c))).Select(c => c.Dates!).ToList();
        Line($"# Proposed for {Comment(file)}: correct what is wrong, above all the lines with a question mark.");
        Line($"rows: {rows}   # {(rows == "ticket" ? "one row a ticket" : rows == "event" ? "one row an event" : "one row an update: the ticket's state after it")}");
        WriteZone(dates);
        Line($"delimiter: {(delimiter == '\t' ? "tab" : Quote(delimiter.ToString()))}");
        var patterns = dates.Select(d => d.Pattern).Distinct(StringComparer.Ordinal).ToList();
        Line($"dates: [{string.Join(", ", (patterns.Count == 0 ? ["iso"] : patterns).Select(Quote))}]");
        foreach (var d in dates.Where(d => d.Ambiguous).DistinctBy(d => d.Pattern))
            Line($"# ? day or month first? Every date of the sample fits {d.Pattern} and {DateReader.Swap(d.Pattern)}");
        WriteColumns(rows);
        WriteFields();
        WriteValues();
        if (rows == "event" && _roles.TryGetValue("activity", out var activity))
            WriteEvents(activity);
        Line("unknown: warn   # a value not listed above: warn, reject or keep");
        return _text.ToString();
    }

    /// <summary>Gives columns their roles, and says what a row is.</summary>
    private string Assign()
    {
        foreach (var role in new[] { "id", "created", "first-response", "resolved", "closed", "at", "activity", "agent", "priority", "status", "team", "channel", "region", "customer", "due" })
        {
            var found = columns.Where(c => !_roles.ContainsValue(c) && ColumnWords.Role(c.Words, new HashSet<string>(StringComparer.Ordinal), role) is not null)
                .Where(c => Instants.Contains(role) || role == "due" ? c.Dates is not null || c.Filled == 0 : c.Dates is null || c.Dates.Pattern.StartsWith("unix", StringComparison.Ordinal))
                .OrderBy(c => c.Filled == 0).ThenBy(c => ColumnWords.Rank(role, c.Words)).FirstOrDefault();
            if (found is not null)
                _roles[role] = found;
        }
        var free = columns.Where(c => !_roles.ContainsValue(c)).ToList();
        if (!_roles.ContainsKey("id"))
            _roles["id"] = free.Find(c => c.Words.EndsWith(" id", StringComparison.Ordinal)) ?? free.Find(c => c.IsUnique && c.Dates is null) ?? free.FirstOrDefault() ?? columns[0];
        var repeated = !_roles["id"].IsUnique && _roles["id"].Filled > _roles["id"].Distinct.Length;
        var when = _roles.GetValueOrDefault("at") ?? free.Find(c => c.Dates is not null && c != _roles["id"]) ?? (repeated ? _roles.GetValueOrDefault("created") : null);
        if (repeated && when is not null)
        {
            _roles["at"] = when;
            if (_roles.GetValueOrDefault("created") == when)
                _roles.Remove("created");
            return _roles.ContainsKey("activity") ? "event" : "snapshot";
        }
        if (!_roles.ContainsKey("created"))
            _roles["created"] = when ?? columns.FirstOrDefault(c => c.Dates is not null) ?? columns[^1];
        _roles.Remove("at");
        _roles.Remove("activity");
        return "ticket";
    }

    private bool IsRole(GuessedColumn column, string[] roles) => _roles.Any(r => r.Value == column && roles.Contains(r.Key));

    private bool IsDueLike(GuessedColumn column) => _roles.GetValueOrDefault("due") == column;

    private void WriteZone(List<DateGuess> dates)
    {
        if (dates.Count > 0 && !dates.Exists(d => d.NeedsZone))
        {
            Line("# zone: every time in the sample carries its offset, so none is needed");
            return;
        }
        var zone = ColumnWords.Language(columns.Select(c => c.Words)) switch { "pt" => "America/Sao_Paulo", "ro" => "Europe/Bucharest", _ => "UTC" };
        Line($"zone: {zone}   # ? the file does not say in which zone its local times are: write the IANA name");
    }

    private void WriteColumns(string rows)
    {
        Line("columns:");
        Role(rows == "ticket" ? "id" : "ticket", "id", "");
        Role("at", "at", "when it happened");
        Role("created", "created", _roles.TryGetValue("created", out var created) && created.Dates is null ? "? no column looks like the time of creation" : "when the ticket was opened");
        Role("activity", "activity", "translated under events:");
        Role("first-response", "first-response", "an agent's first answer to the customer");
        Role("resolved", "resolved", "becomes status resolved at that time");
        Role("closed", "closed", "becomes status closed at that time");
        Role("agent", "agent", "");
    }

    private void Role(string key, string role, string comment)
    {
        if (_roles.TryGetValue(role, out var column))
            Line($"  {key}: {Quote(column.Name)}{(comment.Length > 0 ? "   # " + comment : "")}");
    }

    private void WriteFields()
    {
        Line("fields:   # what agreements and reports can ask for; other columns are left out");
        var written = 0;
        var used = new HashSet<string>(StringComparer.Ordinal) { "agent" };
        foreach (var role in new[] { "priority", "status", "team", "channel", "region", "customer" })
            if (_roles.TryGetValue(role, out var column) && used.Add(role))
                written += Line($"  {role}: {Quote(column.Name)}");
        if (_roles.TryGetValue("due", out var due) && due.Dates is not null && used.Add(Headers.FieldName(due.Name)))
            written += Line($"  {Quote(Headers.FieldName(due.Name))}: {{ column: {Quote(due.Name)}, as: instant }}   # a promised date: `until field {Comment(Headers.FieldName(due.Name))}`");
        foreach (var column in columns.Where(c => !_roles.ContainsValue(c) && !c.IsFreeText && c.Dates is null && c.Filled > 0))
            if (used.Add(Headers.FieldName(column.Name)))
                written += Line($"  {Quote(Headers.FieldName(column.Name))}: {Quote(column.Name)}");
        if (written == 0)
            _text.Replace("fields:   # what agreements and reports can ask for; other columns are left out", "fields: none");
        var left = columns.Where(c => !_roles.ContainsValue(c) && (c.IsFreeText || c.Dates is not null || c.Filled == 0)).Select(c => Comment(c.Name)).ToList();
        if (left.Count > 0)
            Line("# left out as free text, times or empty: " + string.Join(", ", left.Take(40)));
    }

    private void WriteValues()
    {
        var tables = new (string Role, (string, string)[] Words)[] { ("status", Statuses), ("priority", Priorities) }
            .Where(t => _roles.TryGetValue(t.Role, out var c) && c.Distinct.Length is > 0 and <= 40).ToList();
        if (tables.Count == 0)
            return;
        Line("values:");
        foreach (var (role, words) in tables)
        {
            Line($"  {role}:");
            foreach (var value in _roles[role].Distinct.Where(v => v.Length <= MappingGuess.LongestKey).DistinctBy(v => v.ToUpperInvariant()).Order(StringComparer.Ordinal))
                Line($"    {Quote(value == "else" ? "Else" : value)}: {Quote(Translate(value, words))}");
        }
    }

    private void WriteEvents(GuessedColumn activity)
    {
        Line("events:   # what each activity means: created, reply, note, customer-message, accepted, status=resolved, ignore, …");
        foreach (var value in activity.Distinct.Take(100).Where(v => v != "else" && v.Length <= MappingGuess.LongestKey).DistinctBy(v => v.ToUpperInvariant()).Order(StringComparer.Ordinal))
            Line($"  {Quote(value)}: {Quote(XesImport.DefaultFor(value)?.ToString() ?? "activity=*")}");
        Line("  else: activity=*   # ? any other is kept as a change of the field activity");
    }

    private static string Translate(string value, (string Word, string Meaning)[] words)
    {
        var folded = ColumnWords.Fold(value);
        foreach (var (word, meaning) in words)
            if (folded.StartsWith(word, StringComparison.Ordinal) || folded.Contains(" " + word, StringComparison.Ordinal))
                return meaning;
        return Headers.FieldName(value);
    }

    private int Line(string text)
    {
        _text.Append(text).Append('\n');
        return 1;
    }

    /// <summary>Text that stays on its line in a comment.</summary>
    private static string Comment(string text) => string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' or '\ufeff' or '\ufffe' or '\uffff' || char.IsSurrogate(c) ? ' ' : c));

    /// <summary>A YAML text in double quotes unless it is a plain word.</summary>
    private static string Quote(string text)
    {
        if (text.Length > 0 && char.IsAsciiLetter(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') && text is not ("null" or "Null" or "NULL" or "true" or "false" or "yes" or "no"))
            return text;
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                < ' ' or (>= '\u007f' and <= '\u00a0') or '\u2028' or '\u2029' or '\ufeff' => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => c.ToString(),
            });
        return quoted.Append('"').ToString();
    }
}
