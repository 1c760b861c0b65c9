using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;
using Prazo.Engine.Agreements;
using Prazo.Storage;

namespace Prazo.Tickets;

public enum FieldType { Choice, Text, Number, Date, Flag }

/// <summary>A field of the workspace's own. Values of free texts stand in rows that can be erased; all others enter the log, where agreements can match them.</summary>
/// <param name="Archived">Since when it takes no new values; those that it has stay.</param>
public sealed record FieldDefinition(string Name, string Title, FieldType Type, IReadOnlyList<string> Choices, Instant? Archived = null);

public static partial class FieldDefinitions
{
    private const int Most = 200, MostChoices = 500;

    public static FieldDefinition Declare(Act act, FieldDefinition field)
    {
        if (!NameShape().IsMatch(field.Name) || TicketFields.BuiltIn.Contains(field.Name) || TicketScope.IsOwn(field.Name))
            throw new RefusedException("bad-name", "name", $"'{field.Name}' cannot be a field's name", "write lower-case letters, digits and dashes, and no name of a built-in field");
        var known = Of(act.Tx, act.Tenant);
        if (known.Any(f => f.Name == field.Name) || known.Count >= Most)
            throw new RefusedException("taken", "name", known.Count >= Most ? $"a workspace has at most {Most} fields" : $"'{field.Name}' is declared already", "change that one");
        var clean = Clean(field);
        act.Tx.Execute("INSERT INTO field_definitions (tenant_id, name, title, type, choices, made, position) VALUES (@Tenant, @Name, @Title, @type, @choices, @Now, @position)",
            new { act.Tenant, clean.Name, clean.Title, type = Word(clean.Type), choices = JsonSerializer.Serialize(clean.Choices), act.Now, position = (long)known.Count });
        act.Audit("field.declared", "field:" + clean.Name, new { type = Word(clean.Type), choices = clean.Choices.Count });
        return clean;
    }

    /// <summary>Its type stays what it was.</summary>
    /// <param name="archived">Whether it is put away; null: as it was.</param>
    public static FieldDefinition Change(Act act, string name, string title, IReadOnlyList<string> choices, bool? archived = null)
    {
        var old = Of(act.Tx, act.Tenant).FirstOrDefault(f => f.Name == name) ?? throw new MissingException();
        var clean = Clean(old with { Title = title, Choices = choices, Archived = archived switch { null => old.Archived, true => old.Archived ?? act.Now, false => null } });
        act.Tx.Execute("UPDATE field_definitions SET title = @Title, choices = @choices, archived = @Archived WHERE tenant_id = @Tenant AND name = @Name",
            new { act.Tenant, clean.Name, clean.Title, choices = JsonSerializer.Serialize(clean.Choices), clean.Archived });
        act.Audit("field.changed", "field:" + clean.Name, new { choices = clean.Choices.Count, archived = clean.Archived is not null });
        return clean;
    }

    /// <summary>Puts these first, in this order; the others follow as they stood.</summary>
    public static IReadOnlyList<FieldDefinition> Order(Act act, IReadOnlyList<string> names)
    {
        var known = Of(act.Tx, act.Tenant);
        if (names.FirstOrDefault(n => known.All(f => f.Name != n)) is { } unknown)
            throw new RefusedException("unknown-field", "names", $"no field '{unknown}' is declared");
        var ordered = names.Distinct().Concat(known.Select(f => f.Name).Except(names)).ToList();
        for (var position = 0; position < ordered.Count; position++)
            act.Tx.Execute("UPDATE field_definitions SET position = @position WHERE tenant_id = @Tenant AND name = @name", new { act.Tenant, name = ordered[position], position = (long)position });
        act.Audit("fields.ordered", "fields");
        return Of(act.Tx, act.Tenant);
    }

    private static FieldDefinition Clean(FieldDefinition field) => (field.Type == FieldType.Choice) != (field.Choices.Count > 0) || field.Choices.Count > MostChoices
        ? throw new RefusedException("bad-choices", "choices", $"a choice has 1 to {MostChoices} values, other fields have none")
        : field with { Title = Inputs.Needed("title", field.Title, Inputs.LongestSubject), Choices = [.. field.Choices.Select(c => Inputs.Value("choices", c)).Distinct()] };

    public static IReadOnlyList<FieldDefinition> Of(Session session, Guid tenant) => [.. session.Query<Row>(
        "SELECT name, title, type, choices, archived FROM field_definitions WHERE tenant_id = @tenant ORDER BY position, name", new { tenant }).Select(r =>
            new FieldDefinition(r.Name, r.Title, Enum.Parse<FieldType>(r.Type, ignoreCase: true), JsonSerializer.Deserialize<List<string>>(r.Choices)!, r.Archived))];

    /// <summary>The value as it is kept; refused when the field is unknown or cannot have it. The empty text takes the value away.</summary>
    internal static (string Value, bool IsText) Check(IReadOnlyList<FieldDefinition> known, string name, string value)
    {
        var path = "fields." + name;
        if (known.FirstOrDefault(f => f.Name == name) is not { } field)
            return TicketFields.BuiltIn.Contains(name) && name is not ("subject" or "tag" or "workaround") ? (BuiltIn(path, name, value), false)
                : throw new RefusedException("unknown-field", path, $"no field '{name}' is declared", "POST /api/v1/fields declares it");
        if (field.Archived is not null && value.Length > 0)
            throw new RefusedException("archived-field", path, $"'{name}' was archived and takes no new values", "leave it out, or take it back into use");
        if (field.Type == FieldType.Text)
            return (Inputs.Text(path, value, Inputs.LongestReason) ?? "", true);
        var clean = Inputs.Value(path, value);
        if (clean.Length == 0)
            return ("", false);
        return field.Type switch
        {
            FieldType.Choice => (field.Choices.FirstOrDefault(c => string.Equals(c, clean, StringComparison.OrdinalIgnoreCase)) ?? throw Bad("one of " + string.Join(", ", field.Choices.Take(20))), false),
            FieldType.Number => (decimal.TryParse(clean, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                ? number.ToString("0.############################", CultureInfo.InvariantCulture) : throw Bad("a number such as 12.5"), false),
            FieldType.Date => (LocalDatePattern.Iso.Parse(clean).Success ? clean : throw Bad("a date such as 2026-03-02"), false),
            _ => (clean.ToLowerInvariant() switch { "true" or "yes" => "yes", "false" or "no" => "no", _ => throw Bad("yes or no") }, false),
        };

        RefusedException Bad(string hint) => new("bad-value", path, $"'{clean}' is no value of '{name}'", "write " + hint);
    }

    /// <summary>Who is meant goes by a handle; other built-in fields take any short value.</summary>
    internal static string BuiltIn(string path, string name, string value) =>
        name is "agent" or "team" or "customer" or "contact" or "account" or "inbox" ? Inputs.Handle(path, value.Trim()) : Inputs.Value(path, value);

    private static string Word(FieldType type) => type.ToString().ToLowerInvariant();

    [GeneratedRegex("^[a-z][a-z0-9-]{0,59}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NameShape();

    private sealed record Row
    {
        public string Name { get; init; } = "";
        public string Title { get; init; } = "";
        public string Type { get; init; } = "";
        public string Choices { get; init; } = "[]";
        public Instant? Archived { get; init; }
    }
}
