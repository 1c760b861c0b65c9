using System.Collections.Immutable;
using NodaTime;
using Prazo.Agreements;
using Prazo.Clocks;
using Prazo.Engine.Clocks;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Workspaces;

namespace Prazo.Bench.Server;

/// <summary>Fills a database by the product's own writes, without a server around them.</summary>
internal sealed class Seed(Db db, Guid tenant)
{
    private const int Lanes = 64, TicketsInTurn = 20;

    private const string Agreement = """
        prazo: 1
        agreement: bench
        title: Bench
        kind: service
        zone: Etc/UTC
        targets:
          resolution: { by: priority, within: { critical: 2h clock, else: 1440h clock }, calendar: 24x7, warn: [80%] }
        """;

    private static readonly Duration Critical = Duration.FromHours(2);

    private readonly TicketLog _log = new(new ClockFold(new PublishedAgreements()));

    public static async Task<(Guid Tenant, string Key)> Workspace(Db db, Instant now)
    {
        var workspace = await db.Write(tx => Workspaces.Workspace.Create(tx, "Bench", "en", "Etc/UTC", now));
        await db.Write(tx => PublishedAgreements.Publish(tx, workspace.TenantId, Agreement, "bench", now));
        return (workspace.TenantId, await db.Write(tx => ApiKeys.Create(tx, workspace.TenantId, "bench", ["events", "read"], "bench", now)));
    }

    /// <summary>A SQLite file with tickets whose promise ends in 60 days, from which both databases are restored. One that was filled by an earlier run is taken as it is.</summary>
    public static async Task<Filled> Far(string file, int count)
    {
        using var db = Db.Open(file);
        var now = SystemClock.Instance.GetCurrentInstant();
        if (await db.Read(Workspaces.Workspace.All) is [var kept, ..])
            return new Filled(file, kept.TenantId, await db.Write(tx => ApiKeys.Create(tx, kept.TenantId, "again", ["events", "read"], "bench", now)));
        var (tenant, key) = await Workspace(db, now);
        await new Seed(db, tenant).Put("far", count, i => (now - Duration.FromSeconds(i % 3600), "normal"), now);
        return new Filled(file, tenant, key);
    }

    /// <summary>Tickets that fall due at the given instants.</summary>
    public Task Due(string name, int count, Func<int, Instant> due, Instant now) => Put(name, count, i => (due(i) - Critical, "critical"), now);

    private async Task Put(string name, int count, Func<int, (Instant Created, string Priority)> ticket, Instant now)
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Lanes).Select(async _ =>
        {
            for (int turn; (turn = Interlocked.Increment(ref next)) * TicketsInTurn < count;)
                await db.Write(tx =>
                {
                    for (var i = turn * TicketsInTurn; i < Math.Min(count, (turn + 1) * TicketsInTurn); i++)
                    {
                        var (created, priority) = ticket(i);
                        var fields = ImmutableSortedDictionary<string, string>.Empty.Add("priority", priority).Add("status", "new").Add("team", $"n{i % 5}").Add("customer", $"c{i % 997}");
                        _log.Record(tx, tenant, "bench", $"{name}-{i}", [new TicketCreated("e0", created, created, 0, fields)], "bench", now);
                    }
                });
        }));
        // As if a server had been there all the time: what was said has its place in the feed.
        var feed = new ClockFeed(db);
        while (await feed.Step() > 0) { }
    }
}

/// <summary>A database that is full already.</summary>
internal sealed record Filled(string File, Guid Tenant, string Key);
