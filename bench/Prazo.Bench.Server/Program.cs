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
if (args.Contains("--queue"))
{
    var file = Environment.GetEnvironmentVariable("FILLED") ?? seed.Name;
    var open = int.Parse(Environment.GetEnvironmentVariable("TICKETS") ?? "100000", CultureInfo.InvariantCulture);
    await QueueRun.Fill(file, open);
    var runs = new List<(string Name, IReadOnlyDictionary<string, string> Figures)>();
    foreach (var database in Databases())
        runs.Add((database == "sqlite" ? "SQLite" : "PostgreSQL", await new QueueRun(prazo, database, file).Measure()));
    Report("queue", $"""
        # queue: the first byte of the page at {open:N0} open tickets

        {Machine.Describe()} Client, server and database share them.

        Command: `bench/queue.sh --write`; {NodaTime.SystemClock.Instance.GetCurrentInstant():uuuu-MM-dd}, {open:N0} open tickets with two promises each, one in ten of them nobody's, one in ten waiting for the customer. An agent who is signed in asks 200 times; p50 / p95 until the first byte over HTTP on the same machine (aim: p95 ≤ 50 ms). The page is written when it is complete: the first byte waits for the last row, the counts of all views and the compression.

        {Table(runs)}
        """);
    return 0;
}
if (args.Contains("--close"))
{
    var file = Environment.GetEnvironmentVariable("FILLED") ?? seed.Name;
    var month = int.Parse(Environment.GetEnvironmentVariable("TICKETS") ?? "100000", CultureInfo.InvariantCulture);
    await CloseRun.Fill(file, month);
    var runs = new List<(string Name, IReadOnlyDictionary<string, string> Figures)>();
    foreach (var database in Databases())
        runs.Add((database == "sqlite" ? "SQLite" : "PostgreSQL", await new CloseRun(database, file).Measure()));
    Report("close", $"""
        # close: a month of {month:N0} tickets becomes a statement, and is recomputed from its bundle

        {Machine.Describe()} Program and database share them.

        Command: `bench/close.sh --write`; {NodaTime.SystemClock.Instance.GetCurrentInstant():uuuu-MM-dd}. A month of one agreement with objectives, bands and a price per hour late. The bound is what nobody can do without: reading every event of the month from the database into the program's own values. Medians of three, each after that reading (aim: at most 3x each).

        {Table(runs)}
        """);
    return 0;
}
var filled = await Seed.Far(Environment.GetEnvironmentVariable("FILLED") ?? seed.Name, tickets - LoadRun.DueSoon);
if (args.Contains("--fill"))
    return 0;
var columns = new List<(string Name, IReadOnlyDictionary<string, string> Figures)>();
foreach (var database in Databases())
    columns.Add((database == "sqlite" ? "SQLite" : "PostgreSQL", await new LoadRun(prazo, database, filled, tickets).Measure()));
Report("server", $"""
    # server: durable events, detection lag, bursts, the queue, memory

    {Machine.Describe()} Client, server and database share them.

    Command: `bench/server.sh --write`; {NodaTime.SystemClock.Instance.GetCurrentInstant():uuuu-MM-dd}, {tickets:N0} tickets with an open clock each. Every acknowledged event is on the disk (`synchronous=FULL`, `fsync=on`).

    {Table(columns)}

    Times are from outside, over HTTP on the same machine; lag and drain are read from the log itself: the instant at which a breach was noticed less the instant of the promise.
    """);
return 0;

static string[] Databases() => (Environment.GetEnvironmentVariable("DATABASES") ?? "sqlite postgres").Split(' ');

static string Table(IReadOnlyList<(string Name, IReadOnlyDictionary<string, string> Figures)> columns) => $"""
    | | {string.Join(" | ", columns.Select(c => c.Name))} |
    |---|{string.Concat(columns.Select(_ => "---|"))}
    {string.Join("\n", columns[0].Figures.Keys.Select(row => $"| {row} | {string.Join(" | ", columns.Select(c => c.Figures[row]))} |"))}
    """;

void Report(string name, string markdown)
{
    Console.WriteLine(markdown);
    if (args.Contains("--write"))
        File.WriteAllText(Path.Combine(Machine.RepositoryRoot(), "bench", "results", name + ".md"), markdown.TrimEnd() + "\n");
}
