using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Text;
using System.Text.Json;
using NodaTime;
using Prazo.Clocks;
using Prazo.Engine.Clocks;
using Prazo.Imports;
using Prazo.Storage;
using Prazo.Tests.Storage;
using Prazo.Workspaces;

namespace Prazo.Tests.Proof;

/// <summary>Shops that send events as they happen, again and again until they are acknowledged, and a reader who follows the feed. Promises are of seconds, so that they break
/// while servers come and go.</summary>
internal sealed class Load : IDisposable
{
    private const string Agreement = """
        prazo: 1
        agreement: rapido
        title: Rápido
        kind: service
        zone: Etc/UTC
        targets:
          first-response: { within: 2s clock, calendar: 24x7, warn: [50%, 1s clock after] }
          resolution: { within: 4s clock, calendar: 24x7, warn: [80%], pause: [ { status: waiting-customer, party: customer } ] }
        """;

    private readonly string _database;
    private readonly Guid _tenant;
    private readonly string _key;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(3) };
    private readonly CancellationTokenSource _over = new();
    private readonly ConcurrentQueue<Delivery> _sent = new(), _acknowledged = new();
    private readonly List<(long Seq, Guid Id)> _read = [];
    private readonly List<Task> _shops = [];
    private Task _reader = Task.CompletedTask;
    private volatile bool _allSent;
    private int _tickets, _turn, _refused, _faults;

    private Load(string database, Guid tenant, string key) => (_database, _tenant, _key) = (database, tenant, key);

    /// <summary>Where the servers are; they take turns.</summary>
    public IReadOnlyList<Uri> Servers { get; set; } = [];

    /// <summary>Fails at once when a shop was refused for good.</summary>
    public int Acknowledged => _shops.Find(s => s.IsFaulted) is { } shop ? throw new InvalidOperationException("a shop gave up", shop.Exception) : _acknowledged.Count;
    /// <summary>What was said to be recorded until now.</summary>
    public IReadOnlyList<Delivery> AcknowledgedSoFar => [.. _acknowledged];
    public Guid Tenant => _tenant;
    public string Key => _key;
    /// <summary>Answers that were errors, and calls without an answer.</summary>
    public int Refused => _refused;
    /// <summary>Answers that said it was the server's fault.</summary>
    public int Faults => _faults;

    /// <summary>Makes the workspace, its key and its agreement.</summary>
    public static async Task<Load> On(string database)
    {
        using var db = Db.Open(database);
        var now = SystemClock.Instance.GetCurrentInstant();
        var tenant = await Desk.Open(db, Agreement, now);
        return new Load(database, tenant, await db.Write(tx => ApiKeys.Create(tx, tenant, "shop", ["events", "read"], "test", now)));
    }

    public void Start(int shops)
    {
        _http.DefaultRequestHeaders.Authorization = new("Bearer", _key);
        for (var i = 0; i < shops; i++)
            _shops.Add(Shop(new Random(i)));
        _reader = Read();
    }

    private static Instant Now()
    {
        var now = SystemClock.Instance.GetCurrentInstant();
        return Instant.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds());
    }

    private async Task Shop(Random random)
    {
        while (!_over.IsCancellationRequested)
        {
            var (ticket, at) = ($"T-{Interlocked.Increment(ref _tickets)}", Now());
            await Send(new Delivery(ticket, new TicketCreated("e0", at, at, 0, ImmutableSortedDictionary<string, string>.Empty.Add("status", "new"))));
            for (var n = random.Next(4); n > 0; n--)
            {
                await Task.Delay(random.Next(1200));
                at = Now();
                TicketEvent e = random.Next(4) switch
                {
                    0 => new AgentMessage($"e{n}", at, at, 0, "ana"),
                    1 => new FieldChanged($"e{n}", at, at, 0, "status", "waiting-customer"),
                    2 => new CustomerMessage($"e{n}", at, at, 0),
                    _ => new FieldChanged($"e{n}", at, at, 0, "status", random.Next(2) == 0 ? "resolved" : "open"),
                };
                await Send(new Delivery(ticket, e));
            }
        }
    }

    /// <summary>Until somebody says that it is recorded.</summary>
    private async Task Send(Delivery delivery)
    {
        _sent.Enqueue(delivery);
        using var line = new MemoryStream();
        EventLog.Write(delivery.Ticket, delivery.Event, line);
        var body = Encoding.UTF8.GetString(line.ToArray());
        while (!await Once(body))
        {
            Interlocked.Increment(ref _refused);
            await Task.Delay(50);
        }
        _acknowledged.Enqueue(delivery);
    }

    private Uri Server() => Servers[(int)((uint)Interlocked.Increment(ref _turn) % Servers.Count)];

    private async Task<bool> Once(string body)
    {
        try
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/x-ndjson");
            using var answer = await _http.PostAsync(new Uri(Server(), $"/api/v1/events?source={Desk.Source}"), content);
            if (answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.UnprocessableEntity)
                throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
            if ((int)answer.StatusCode >= 500)
                Interlocked.Increment(ref _faults);
            if (answer.StatusCode != HttpStatusCode.OK)
                return false;
            var result = JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("results")[0];
            return result.GetProperty("status").GetString() is "recorded" or "known" ? true : throw new InvalidOperationException(result.ToString());
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException)
        {
            return false;
        }
    }

    private async Task Read()
    {
        while (true)
        {
            var last = _allSent;
            var some = 0;
            try
            {
                var page = JsonElement.Parse(await _http.GetStringAsync(new Uri(Server(), $"/api/v1/clocks/feed?after={(_read.Count == 0 ? 0 : _read[^1].Seq)}&limit=500")));
                foreach (var item in page.GetProperty("items").EnumerateArray())
                {
                    _read.Add((item.GetProperty("seq").GetInt64(), item.GetProperty("id").GetGuid()));
                    some++;
                }
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException)
            {
                some = 1;
            }
            if (last && some == 0 && await Quiet())
                return;
            await Task.Delay(30);
        }
    }

    /// <summary>Nothing is due any more, and every fact has its place.</summary>
    private async Task<bool> Quiet()
    {
        using var db = Connect();
        return await db.Read(s => s.Value<long>("SELECT (SELECT COUNT(*) FROM tickets WHERE wake IS NOT NULL) + (SELECT COUNT(*) FROM clock_facts WHERE feed_seq IS NULL)")) == 0
            && await db.Read(s => s.Value<long>("SELECT COUNT(*) FROM clock_facts")) == _read.Count;
    }

    private Db Connect() => Db.IsPostgres(_database) ? new PostgresDb(_database, 1, 1) : new SqliteDb(_database);

    /// <summary>No more tickets; what is under way arrives, and what is due falls due.</summary>
    public async Task End()
    {
        await _over.CancelAsync();
        await Task.WhenAll(_shops).WaitAsync(TimeSpan.FromMinutes(2));
        _allSent = true;
        await _reader.WaitAsync(TimeSpan.FromMinutes(2));
    }

    /// <summary>What must hold whatever was killed in between.</summary>
    public async Task Check(string told)
    {
        using var db = Connect();
        var desk = new Desk(db, _tenant);
        var sent = _sent.ToList();
        // Shops send until they are told: at the end all of it is there, each event once.
        (await desk.Events()).Order(StringComparer.Ordinal).ShouldBe(sent.Select(d => $"{d.Ticket} {d.Event.Id}").Order(StringComparer.Ordinal), told);
        var (found, expected) = (await desk.Effective(), await desk.Model(sent, Now()));
        found.Except(expected, StringComparer.Ordinal).ShouldBeEmpty($"{told}: said but not so");
        expected.Except(found, StringComparer.Ordinal).ShouldBeEmpty($"{told}: so but not said");
        found.Count.ShouldBe(expected.Count, $"{told}: said twice");
        expected.Count(f => f.Contains("breached", StringComparison.Ordinal)).ShouldBeGreaterThan(0, told);
        var facts = await desk.Facts();
        var standing = new HashSet<(Guid, string)>();
        foreach (var f in facts)
            (f.Withdrawal == 0 ? standing.Add((f.ClockId, f.Stage)) : standing.Remove((f.ClockId, f.Stage))).ShouldBeTrue($"{told}: {f}");
        _read.Select(r => r.Seq).ShouldBe(Enumerable.Range(1, facts.Count).Select(i => (long)i), told);
        _read.Select(r => r.Id).ShouldBe(facts.Select(f => f.Id), told);
    }

    public void Dispose()
    {
        _over.Cancel();
        _http.Dispose();
        _over.Dispose();
    }
}
