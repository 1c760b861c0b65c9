using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using NodaTime;
using Prazo.Storage;

namespace Prazo.Bench.Server;

/// <summary>All figures of one database, in the order in which they are measured.</summary>
internal sealed class LoadRun(string prazo, string kind, Filled filled, int tickets)
{
    private const int DuePerSecond = 1000, SteadySeconds = 60, Burst = 50_000;

    /// <summary>How many tickets fall due while it is looked at.</summary>
    public const int DueSoon = (DuePerSecond * SteadySeconds) + Burst;

    private readonly Dictionary<string, string> _figures = new(StringComparer.Ordinal);

    public async Task<IReadOnlyDictionary<string, string>> Measure()
    {
        using (var empty = BenchDatabase.New(kind))
            await Empty(empty);
        using var full = BenchDatabase.New(kind);
        Served.Do(prazo, "restore", filled.File, "--database", full.Name, "--force");
        var (steady, burst) = await Fill(full);
        using var server = await Served.Start(prazo, full.Name, filled.Key);
        await Queue(server);
        await Deadlines(full, steady, burst);
        await Queue(server, " after it");
        Note($"memory with {tickets:N0} open clocks, after all of this", $"{server.ResidentMegabytes():0} MB");
        return _figures;
    }

    private async Task Empty(BenchDatabase database)
    {
        var kept = database.KeptAppendsPerSecond();
        string key;
        using (var db = Db.Open(database.Name))
            (_, key) = await Seed.Workspace(db, Now());
        using var server = await Served.Start(prazo, database.Name, key);
        await Task.Delay(TimeSpan.FromSeconds(20));
        Note("memory at rest, nothing in it (aim ≤ 250 MB)", $"{server.ResidentMegabytes():0} MB");
        await Events(server, kept, clients: 64, batch: 1);
        await Events(server, kept, clients: 8, batch: 100);
    }

    private void Note(string what, string figure)
    {
        _figures[what] = figure;
        Console.Error.WriteLine($"{kind}: {what}: {figure}");
    }

    private static Instant Now() => SystemClock.Instance.GetCurrentInstant();

    /// <summary>New tickets and answers to them, over HTTP, until they are acknowledged.</summary>
    private async Task Events(Served server, double kept, int clients, int batch)
    {
        var (times, number, end) = (new ConcurrentBag<double>(), 0, Stopwatch.GetTimestamp() + (20 * Stopwatch.Frequency));
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetTimestamp() < end)
            {
                var sent = Stopwatch.GetTimestamp();
                await Batch(server, batch, Interlocked.Add(ref number, batch) - batch);
                times.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            }
        })));
        var rate = times.Count * batch / clock.Elapsed.TotalSeconds;
        var sorted = times.Order().ToList();
        var what = batch == 1 ? $"{clients} clients, an event a request" : $"{clients} clients, {batch} events a request";
        Note($"durable events a second, {what}", $"{rate:N0} = {rate / kept:0.00}x the disk's {kept:N0} kept appends a second");
        Note($"… {what}: acknowledged in p50 / p99", $"{At(sorted, 0.5):0.0} / {At(sorted, 0.99):0.0} ms");
    }

    private static Task Batch(Served server, int size, int first)
    {
        var (body, at) = (new StringBuilder(), Now().ToString("uuuu-MM-dd'T'HH:mm:ss.fff'Z'", null));
        for (var i = first; i < first + size; i++)
            body.Append(i % 2 == 0 ? $$"""{"ticket":"L{{size}}-{{i / 2}}","id":"e0","kind":"created","at":"{{at}}","fields":{"priority":"normal","status":"new"} }""" + "\n"
                : $$"""{"ticket":"L{{size}}-{{i / 2}}","id":"e1","kind":"reply","at":"{{at}}","agent":"ana"}""" + "\n");
        return server.Post("/api/v1/events?source=load", body.ToString());
    }

    private async Task<(Instant Steady, Instant Burst)> Fill(BenchDatabase database)
    {
        using var db = Db.Open(database.Name);
        var seed = new Seed(db, filled.Tenant);
        // How long the rest takes is tried on some that are due when all is over.
        var clock = Stopwatch.StartNew();
        await seed.Due("trial", 4000, _ => Now() + Duration.FromHours(1), Now());
        var steady = Now() + Duration.FromSeconds(45 + (1.5 * clock.Elapsed.TotalSeconds / 4000 * DueSoon));
        var burst = steady + Duration.FromSeconds(SteadySeconds + 30);
        await seed.Due("steady", DuePerSecond * SteadySeconds, i => steady + Duration.FromMilliseconds(i * 1000 / DuePerSecond), Now());
        await seed.Due("burst", Burst, i => burst + Duration.FromMilliseconds(i % 1000), Now());
        if (db.Dialect == Dialect.Postgres)
            // A single word would be taken for the name of a procedure.
            await db.Write(tx => tx.Execute("ANALYZE tickets, clocks, events"));
        if (Now() > steady - Duration.FromSeconds(10))
            throw new InvalidOperationException("filling took longer than foreseen");
        return (steady, burst);
    }

    private async Task Queue(Served server, string when = "")
    {
        var times = new List<double>();
        for (var i = 0; i < 220; i++)
        {
            var sent = Stopwatch.GetTimestamp();
            await server.Get("/api/v1/tickets?open=true&sort=next-due&limit=50");
            if (i >= 20)
                times.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
        }
        times.Sort();
        Note($"first page of the queue by next due{when}, p50 / p95 (aim ≤ 50 ms)", $"{At(times, 0.5):0.0} / {At(times, 0.95):0.0} ms");
    }

    private async Task Deadlines(BenchDatabase database, Instant steady, Instant burst)
    {
        using var db = Db.IsPostgres(database.Name) ? (Db)new PostgresDb(database.Name, 1, 1) : new SqliteDb(database.Name);
        var (tenant, expected) = (filled.Tenant, DueSoon);
        var late = burst + Duration.FromMinutes(5);
        if (burst - Now() is { } wait && wait > Duration.Zero)
            await Task.Delay(wait.ToTimeSpan());
        while (await db.Read(s => s.Value<long>("SELECT COUNT(*) FROM clock_facts WHERE tenant_id = @tenant AND kind = 'breached'", new { tenant })) < expected)
        {
            if (Now() > late)
                throw new InvalidOperationException("five minutes after the burst not everything that fell due was noticed");
            await Task.Delay(2000);
        }
        var facts = await db.Read(s => s.Query<Fact>("SELECT at, noticed FROM clock_facts WHERE tenant_id = @tenant AND kind = 'breached'", new { tenant }));
        if (facts.Count != expected)
            throw new InvalidOperationException($"{facts.Count} breaches were said, {expected} are so");
        var lags = facts.Where(f => f.At >= steady && f.At < burst).Select(f => (f.Noticed - f.At).TotalMilliseconds).Order().ToList();
        Note($"detection lag with {tickets:N0} open clocks, {DuePerSecond:N0} due a second for {SteadySeconds} s, p50 / p99 (aim p99 ≤ 2,000 ms)", $"{At(lags, 0.5):0} / {At(lags, 0.99):0} ms");
        var last = facts.Where(f => f.At >= burst).Max(f => f.Noticed);
        Note($"{Burst:N0} due within one second: the last one noticed after (aim ≤ 15 s)", $"{(last - burst).TotalSeconds:0.0} s");
    }

    private static double At(List<double> sorted, double share) => sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];

    private sealed record Fact
    {
        public Instant At { get; init; }
        public Instant Noticed { get; init; }
    }
}
