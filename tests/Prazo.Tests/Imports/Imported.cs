using System.Text;
using Prazo.Engine.Clocks;
using Prazo.Imports;

namespace Prazo.Tests.Imports;

/// <summary>Runs an import on text, through standard input.</summary>
internal static class Imported
{
    public const string TicketMap = """
        rows: ticket
        zone: America/Sao_Paulo
        dates: ["yyyy-MM-dd HH:mm:ss", iso]
        columns: { id: id, created: created, first-response: answered, resolved: resolved, agent: agent }
        """;

    public static Mapping Map(string yaml)
    {
        var (mapping, problems) = MappingReader.Parse(yaml, "map.yaml");
        problems.ShouldBeEmpty(yaml);
        return mapping!;
    }

    public static (ImportResult Result, List<RejectedRow> Rejects) Text(string text, string? map, int maxRow = 1 << 20) => Bytes(Encoding.UTF8.GetBytes(text), map, maxRow);

    public static (ImportResult Result, List<RejectedRow> Rejects) Bytes(byte[] bytes, string? map, int maxRow = 1 << 20)
    {
        var rejects = new List<RejectedRow>();
        using var input = new MemoryStream(bytes);
        var result = Import.Read(["-"], map is null ? null : Map(map), new ImportOptions { StandardInput = input, OnReject = rejects.Add, MaxRowBytes = maxRow });
        (result.Accepted + result.Duplicates + result.RejectedRows).ShouldBe(result.Rows);
        rejects.Count.ShouldBe((int)result.RejectedRows);
        return (result, rejects);
    }

    public static IReadOnlyList<string> Events(this History history, string ticket) =>
        [.. history.EventsOf(history.Tickets.IndexOf(ticket)).Select(Line)];

    private static string Line(TicketEvent e) => $"{e.Occurred:yyyy-MM-dd'T'HH:mm:ss.FFF} {e.Kind}" + e switch
    {
        TicketCreated c => $" {string.Join(' ', c.Fields.Select(f => $"{f.Key}={f.Value}"))}{(c.ByAgent ? " by-agent" : "")}",
        FieldChanged f => $" {f.Field}={f.Value}",
        AgentMessage m => " " + m.Agent,
        TicketAccepted a => " " + a.Agent,
        _ => "",
    };
}
