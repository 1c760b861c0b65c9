using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Prazo.Operation;
using Prazo.Outbox;
using Prazo.Tests.Storage;
using Prazo.Web.Hosting;

namespace Prazo.Web.Tests.Hosting;

/// <summary>Counters belong to the process: nobody else may count beside.</summary>
[CollectionDefinition("counters", DisableParallelization = true)]
public sealed class CountedAlone;

/// <summary>What those who watch over the server see: numbers, routes and codes (S9).</summary>
[Collection("counters")]
public class TelemetryTests
{
    private const string Agreement = """
        prazo: 1
        agreement: suporte
        title: Suporte
        kind: service
        zone: America/Sao_Paulo
        targets: { resolution: { within: 4h clock, calendar: 24x7 }, first-response: { within: 1h clock, calendar: 24x7 } }
        """;

    private static string Event(string ticket, string id, string kind = "created") => $$"""{"ticket":"{{ticket}}","kind":"{{kind}}"{{(kind == "reply" ? ",\"agent\":\"ana\"" : "")}},"at":"2026-03-02T12:00:00Z","id":"{{id}}"}""";

    private static StringContent Lines(params string[] lines) => new(string.Join('\n', lines), Encoding.UTF8, "application/x-ndjson");

    [Theory, OnSqlite, OnPostgres]
    public async Task Events_refusals_open_clocks_and_the_depth_of_the_outbox_are_counted(string database)
    {
        var seen = new ConcurrentDictionary<string, long>(StringComparer.Ordinal);
        using var listener = new MeterListener { InstrumentPublished = (i, l) => { if (i.Meter.Name == Metrics.Meter) l.EnableMeasurementEvents(i); } };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            var name = tags.Length > 0 ? $"{instrument.Name} {tags[0].Value}" : instrument.Name;
            seen.AddOrUpdate(name, value, (_, sum) => instrument is ObservableGauge<long> ? value : sum + value);
        });
        listener.Start();
        await using var server = await TestServer.Start(database);
        await server.Post("/api/v1/agreements", Agreement, "application/yaml");
        var path = new Uri("/api/v1/events?source=shop", UriKind.Relative);
        await server.Client.PostAsync(path, Lines(Event("T-1", "e1"), Event("T-2", "e1"), Event("T-2", "e2", "reply"), "no event"));
        // Known already: nothing new is counted.
        await server.Client.PostAsync(path, Lines(Event("T-1", "e1")));
        await server.Post("/api/v1/teams", """{"handle":"NOT A HANDLE"}""", expected: HttpStatusCode.UnprocessableEntity);
        await server.Db.Write(tx =>
        {
            foreach (var done in new[] { false, false, true })
            {
                var id = OutboxStore.Put(tx, server.Workspace.TenantId, "webhook", "{}", server.Clock.Now);
                if (done)
                    tx.Execute("UPDATE outbox SET due = NULL, done = 1 WHERE id = @id", new { id });
            }
        });
        await server.Services.GetRequiredService<Gauges>().Step(server.Clock.Now);
        listener.RecordObservableInstruments();

        seen["prazo.events"].ShouldBe(3);
        seen["prazo.refusals bad-handle"].ShouldBe(1);
        seen.Where(s => s.Key.StartsWith("prazo.refusals", StringComparison.Ordinal)).Sum(s => s.Value).ShouldBe(2, string.Join(", ", seen));
        // Two tickets with two clocks each, of which the answer stopped one.
        seen["prazo.clocks.open"].ShouldBe(3);
        seen["prazo.outbox.depth"].ShouldBe(2);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_request_is_a_span_by_its_route_and_each_write_in_it_another(string database)
    {
        var spans = new ConcurrentQueue<Activity>();
        var trace = ActivityTraceId.CreateRandom();
        using var listener = new ActivityListener
        {
            ShouldListenTo = s => s.Name is "Microsoft.AspNetCore" or "Prazo.Storage",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = a => { if (a.TraceId == trace) spans.Enqueue(a); },
        };
        ActivitySource.AddActivityListener(listener);
        await using var server = await TestServer.Start(database);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/events?source=Ana-Souza") { Content = Lines(Event("Ana Souza", "e1")) };
        request.Headers.Add("traceparent", $"00-{trace}-00f067aa0ba902b7-01");
        (await server.Client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var outer = spans.Single(s => s.Source.Name == "Microsoft.AspNetCore");
        (outer.DisplayName, outer.GetTagItem("http.request.method"), outer.GetTagItem("http.route"), outer.GetTagItem("http.response.status_code"), outer.GetTagItem("prazo.tenant"))
            .ShouldBe(("POST /api/v1/events", "POST", "/api/v1/events", 200, server.Workspace.TenantId.ToString()));
        var writes = spans.Where(s => s.Source.Name == "Prazo.Storage").ToList();
        writes.ShouldNotBeEmpty();
        writes.ShouldAllBe(w => w.ParentSpanId == outer.SpanId && w.DisplayName == "write" && (string?)w.GetTagItem("db.system.name") == (database == "sqlite" ? "sqlite" : "postgresql"));
        string.Join(' ', spans.SelectMany(s => s.TagObjects).Select(t => t.Value)).ShouldNotContain("Souza");
    }

    [Theory]
    [InlineData(null, null, null, false)]
    [InlineData("http://127.0.0.1:9", null, null, true)]
    [InlineData(null, "http://127.0.0.1:9", null, true)]
    [InlineData("http://127.0.0.1:9", null, "true", false)]
    public void It_is_there_only_where_somebody_is_named_who_collects(string? endpoint, string? metrics, string? disabled, bool there)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint, ["OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"] = metrics, ["OTEL_SDK_DISABLED"] = disabled,
        }).Build();
        using var telemetry = Telemetry.Start(configuration);
        (telemetry is not null).ShouldBe(there);
    }
}
