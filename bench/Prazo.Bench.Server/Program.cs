using System.Globalization;
using Prazo.Bench;
using Prazo.Bench.Server;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

if (args.Length < 1 || !File.Exists(args[0]))
{
    Console.Error.WriteLine("usage: bench/server.sh [--write]     (or: Prazo.Bench.Server PRAZO [--write], with PRAZO the program that serves; TICKETS=1000000; FILLED: a file that is filled once and used again; DATABASES=\"sqlite postgres\")");
    return 2;
}
var tickets = int.Parse(Environment.GetEnvironmentVariable("TICKETS") ?? "1000000", CultureInfo.InvariantCulture);
var prazo = Path.GetFullPath(args[0]);
using var seed = BenchDatabase.New("sqlite");
var filled = await Seed.Far(Environment.GetEnvironmentVariable("FILLED") ?? seed.Name, tickets - LoadRun.DueSoon);
if (args.Contains("--fill"))
    return 0;
var columns = new List<(string Name, IReadOnlyDictionary<string, string> Figures)>();
foreach (var database in (Environment.GetEnvironmentVariable("DATABASES") ?? "sqlite postgres").Split(' '))
    columns.Add((database == "sqlite" ? "SQLite" : "PostgreSQL", await new LoadRun(prazo, database, filled, tickets).Measure()));
var markdown = $"""
    # server: durable events, detection lag, bursts, the queue, memory

    {Machine.Describe()} Client, server and database share them.

    Command: `bench/server.sh --write`; {NodaTime.SystemClock.Instance.GetCurrentInstant():uuuu-MM-dd}, {tickets:N0} tickets with an open clock each. Every acknowledged event is on the disk (`synchronous=FULL`, `fsync=on`).

    | | {string.Join(" | ", columns.Select(c => c.Name))} |
    |---|{string.Concat(columns.Select(_ => "---|"))}
    {string.Join("\n", columns[0].Figures.Keys.Select(row => $"| {row} | {string.Join(" | ", columns.Select(c => c.Figures[row]))} |"))}

    Times are from outside, over HTTP on the same machine; lag and drain are read from the log itself: the instant at which a breach was noticed less the instant of the promise.
    """;
Console.WriteLine(markdown);
if (args.Contains("--write"))
    File.WriteAllText(Path.Combine(Machine.RepositoryRoot(), "bench", "results", "server.md"), markdown.TrimEnd() + "\n");
return 0;
