using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Prazo.Tests.Storage;

namespace Prazo.Tests.Proof;

/// <summary>A real server, and somebody who collects what it tells over OTLP.</summary>
[Collection("real processes")]
public class CollectorTests
{
    [Theory, OnSqlite]
    public async Task A_collector_gets_spans_and_metrics_over_http(string database)
    {
        using var collector = new Collector();
        using var kept = TestDatabase.New(database);
        using var load = await Load.On(kept.Name);
        using var server = await ServedProcess.Start(kept.Name, PostgresServer.FreePort(),
            $"export OTEL_EXPORTER_OTLP_ENDPOINT={collector.Url} OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf OTEL_METRIC_EXPORT_INTERVAL=500 OTEL_BSP_SCHEDULE_DELAY=300 OTEL_SERVICE_NAME=prazo-loja; ");
        load.Servers = [server.Url];
        load.Start(shops: 2);
        await Gets(collector, "/v1/metrics", "prazo-loja", "prazo.events", "prazo.clocks.open", "prazo.outbox.depth", "prazo.detection.lag", "http.server.request.duration");
        await Gets(collector, "/v1/traces", "prazo-loja", "POST /api/v1/events", "write", "runner deadlines");
        await load.End();
        server.Stop().ShouldBe(0);
    }

    private static async Task Gets(Collector collector, string path, params string[] words)
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromSeconds(60) && !words.All(w => collector.Got(path, w));)
            await Task.Delay(100);
        words.Where(w => !collector.Got(path, w)).ShouldBeEmpty();
    }

    /// <summary>Takes whatever is sent. In protobuf, texts stand as they are.</summary>
    private sealed class Collector : IDisposable
    {
        private readonly HttpListener _listener = new();
        private readonly ConcurrentQueue<(string Path, string Body)> _got = new();

        public Collector()
        {
            Url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{PostgresServer.FreePort()}/");
            _listener.Prefixes.Add(Url);
            _listener.Start();
            _ = Take();
        }

        public string Url { get; }

        public bool Got(string path, string word) => _got.Any(g => g.Path == path && g.Body.Contains(word, StringComparison.Ordinal));

        private async Task Take()
        {
            while (_listener.IsListening)
            {
                HttpListenerContext context;
                try
                {
                    context = await _listener.GetContextAsync();
                }
                catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
                {
                    return;
                }
                using (var body = new StreamReader(context.Request.InputStream, Encoding.Latin1))
                    _got.Enqueue((context.Request.Url!.AbsolutePath, await body.ReadToEndAsync()));
                context.Response.Close();
            }
        }

        public void Dispose() => _listener.Close();
    }
}
