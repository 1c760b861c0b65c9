using System.Globalization;
using System.Text.Json;
using NodaTime;

namespace Prazo.Audit;

/// <summary>A chain as JSON Lines, to hand to somebody who verifies it without the database: the first line names the workspace, each other is a row.</summary>
public static class AuditFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(TextWriter writer, Guid tenant, IEnumerable<AuditEntry> rows)
    {
        writer.Write(JsonSerializer.Serialize(new Header(1, tenant), Options) + "\n");
        foreach (var row in rows)
            writer.Write(Line(row) + "\n");
    }

    public static string Line(AuditEntry row) => JsonSerializer.Serialize(new Row(row.Seq!.Value, row.Id, row.At.ToUnixTimeMilliseconds(), row.Actor, row.Action, row.Subject, row.Content,
        Convert.ToHexStringLower(row.Hash!)), Options);

    /// <summary>The workspace and the rows; a line that is none is refused with its number.</summary>
    public static (Guid Tenant, IReadOnlyList<AuditEntry> Rows) Read(TextReader reader)
    {
        var tenant = Parse<Header>(reader.ReadLine(), 1) is { PrazoAudit: 1 } header ? header.Workspace : throw Bad(1);
        var rows = new List<AuditEntry>();
        for (var number = 2; reader.ReadLine() is { } line; number++)
        {
            if (line.Length == 0)
                continue;
            var row = Parse<Row>(line, number);
            if (row is not { Actor: not null, Action: not null, Subject: not null, Content: not null, Hash.Length: 64 } || !row.Hash.All(char.IsAsciiHexDigit))
                throw Bad(number);
            rows.Add(new AuditEntry
            {
                TenantId = tenant, Id = row.Id, At = Instant.FromUnixTimeMilliseconds(row.At), Actor = row.Actor, Action = row.Action, Subject = row.Subject, Content = row.Content, Seq = row.Seq,
                Hash = Convert.FromHexString(row.Hash),
            });
        }
        return (tenant, rows);
    }

    private static T Parse<T>(string? line, int number)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(line ?? "", Options) ?? throw Bad(number);
        }
        catch (JsonException)
        {
            throw Bad(number);
        }
    }

    private static RefusedException Bad(int line) => new("bad-audit-file", string.Create(CultureInfo.InvariantCulture, $"line {line}"),
        string.Create(CultureInfo.InvariantCulture, $"line {line} is not a line of an exported audit"), "export it again with prazo audit export");

    private sealed record Header([property: System.Text.Json.Serialization.JsonPropertyName("prazo-audit")] int PrazoAudit, Guid Workspace);

    private sealed record Row(long Seq, Guid Id, long At, string Actor, string Action, string Subject, string Content, string Hash);
}
