using System.Text;
using Prazo.Engine.Tests.Fuzz;
using Prazo.Imports;

namespace Prazo.Tests.Imports;

/// <summary>Damaged inputs: no exception, no hang, and every row accounted for.</summary>
public sealed class ImportFuzzTests
{
    private const string TicketMap = "rows: ticket\nzone: Europe/Bucharest\ndates: [iso, dd/MM/yyyy HH:mm]\ncolumns: { id: id, created: created, closed: closed, agent: agent }\nvalues: { status: { open: open, else: other } }\n";
    private const string EventMap = "rows: event\nzone: Europe/Bucharest\ncolumns: { ticket: id, at: created, activity: agent, field: status, value: closed }\nevents: { ana: reply, bia: created, else: field }\n";
    private const string SnapshotMap = "rows: snapshot\nzone: Europe/Bucharest\ncolumns: { ticket: id, at: created, closed: closed }\n";

    private static readonly byte[][] Tables =
    [
        .. new[]
        {
            "id,created,closed,status,agent\nT1,2026-03-02 09:00:00,2026-03-03 09:00:00,open,ana\nT2,02/03/2026 09:00,,closed,\"bia, \"\"b\"\"\"\nT1,2026-03-02 10:00:00,,open,bia\n",
            "id;created;closed;status;agent\r\nT1;2026-03-02T09:00:00Z;\"a\nb\";x;y\r\n",
            "id\tcreated\tclosed\tstatus\tagent\n\n\n1\t2\t3\t4\t5\n",
        }.SelectMany(t => new[] { Encoding.UTF8.GetBytes(t), [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(t)], [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(t)] }),
    ];

    private static void Survives(byte[] input, Mapping? mapping)
    {
        using var stream = new MemoryStream(input);
        var rejects = 0L;
        var result = Import.Read(["-"], mapping, new ImportOptions { StandardInput = stream, OnReject = _ => rejects++, MaxRowBytes = 1 << 12 });
        (result.Accepted + result.Duplicates + result.RejectedRows).ShouldBe(result.Rows);
        rejects.ShouldBe(result.RejectedRows);
        for (var ticket = 0; ticket < result.History.Count; ticket++)
            result.History.EventsOf(ticket).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData(TicketMap), InlineData(EventMap), InlineData(SnapshotMap)]
    public void Damaged_tables_are_survived(string map)
    {
        var mapping = Imported.Map(map);
        Mutator.Run("csv " + map[..12], 40_000, random => Survives(Mutator.Mutate(random, Tables), mapping));
    }

    [Fact]
    public void Damaged_event_logs_are_survived()
    {
        byte[][] corpus =
        [
            Encoding.UTF8.GetBytes("{\"ticket\":\"T1\",\"kind\":\"created\",\"at\":\"2026-03-02T09:00:00-03:00\",\"id\":\"e1\",\"seq\":3,\"fields\":{\"priority\":\"high\"}}\n{\"ticket\":\"T1\",\"kind\":\"extension\",\"at\":\"2026-03-02T09:00:00Z\",\"target\":\"r\",\"length\":\"PT4H\"}\n"),
            Encoding.UTF8.GetBytes("{\"ticket\":\"T1\",\"kind\":\"absorbed\",\"at\":\"2026-03-02T09:00:00Z\",\"other\":\"T2\",\"unanswered-since\":\"2026-03-02T09:00:00Z\"}\n{\"ticket\":\"T1\",\"kind\":\"pause\",\"at\":\"2026-03-02T09:00:00Z\",\"party\":\"customer\"}"),
        ];
        Mutator.Run("event log", 100_000, random => Survives(Mutator.Mutate(random, corpus), null));
    }

    [Fact]
    public void Damaged_xes_is_survived()
    {
        byte[][] corpus = [Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?><log><trace><string key=\"concept:name\" value=\"T1\"/><event><string key=\"concept:name\" value=\"Closed\"/><date key=\"time:timestamp\" value=\"2026-03-03T10:00:00.000-03:00\"/><string key=\"org:resource\" value=\"ana\"/></event><event><string key=\"concept:name\" value=\"Created\"/><date key=\"time:timestamp\" value=\"2026-03-02T10:00:00Z\"/></event></trace></log>")];
        Mutator.Run("xes", 100_000, random => Survives(Mutator.Mutate(random, corpus), null));
    }

    [Fact]
    public void Damaged_mappings_are_survived()
    {
        string[] corpus = [TicketMap, EventMap, SnapshotMap, "rows: ticket\nfields: { due: { column: d, as: instant } }\nopened-by-agent: { column: x, values: [a] }\nmoments: { y: status=open }\nmissing: ['', '-']\nbefore-opening: keep\n"];
        Mutator.Run("mapping", 100_000, random =>
        {
            var (mapping, problems) = MappingReader.Parse(Mutator.Mutate(random, corpus), "map.yaml");
            if (mapping is null)
                problems.ShouldNotBeEmpty();
            else
                Survives(Tables[random.Next(Tables.Length)], mapping);
        });
    }

    [Fact]
    public void Guessing_survives_damaged_tables_and_its_mappings_parse()
    {
        Mutator.Run("map guess", 40_000, random =>
        {
            var bytes = Mutator.Mutate(random, Tables);
            using var input = new MemoryStream(bytes);
            var (yaml, problems) = MappingGuess.Guess("-", input);
            if (yaml is null)
                problems.ShouldNotBeEmpty();
            else
                Survives(bytes, Imported.Map(yaml));
        });
    }
}
