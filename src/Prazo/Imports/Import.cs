using Prazo.Engine;

namespace Prazo.Imports;

/// <summary>Reads exports of help desks into a history. Nothing is lost silently: every row is accepted, a duplicate, or rejected with its reason.</summary>
public static class Import
{
    /// <param name="paths">Files, or <c>-</c> for standard input; packed with gzip or not.</param>
    /// <param name="mapping">Needed for CSV; for XES a default exists; Prazo's own log needs none.</param>
    public static ImportResult Read(IReadOnlyList<string> paths, Mapping? mapping, ImportOptions? options = null)
    {
        var log = new ImportLog(options ?? new ImportOptions());
        var book = new TicketBook();
        var timeline = new Timeline(book, log, mapping?.BeforeOpening ?? BeforeOpening.Reject);
        foreach (var path in paths)
        {
            using var input = Inputs.Open(path, mapping, log);
            if (input is not null)
                ReadOne(input, mapping, book, timeline, log);
        }
        timeline.Assemble();
        return new(book.Builder.Build(), log.Rows, log.Accepted, log.Duplicates, log.Rejected, log.Problems());
    }

    private static void ReadOne(Input input, Mapping? mapping, TicketBook book, Timeline timeline, ImportLog log)
    {
        if (input.Format == Format.Csv)
        {
            if (mapping is null)
                log.Error("no-mapping", new Position(input.Name, 1, 1), "", $"{input.Name} is a table and needs a mapping", $"write one with `prazo map guess {input.Name} > map.yaml`, correct it, and add `--map map.yaml`");
            else
                CsvImport.Read(input, mapping, book, timeline, log);
            return;
        }
        if (input.Format == Format.JsonLines)
            new EventLogReader(input.Name, timeline, log).Read(input.Content);
        else if (CsvImport.Zone(mapping, new Position(input.Name, 1, 1), log, out var zone))
            new XesImport(input.Name, mapping, zone, timeline, log).Read(input.Content);
    }
}
