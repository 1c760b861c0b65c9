using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Prazo.Operation;
using Prazo.Storage;

namespace Prazo.Web.Hosting;

/// <summary>OpenTelemetry over OTLP, by its standard variables: on where an endpoint is named, and otherwise not there at all. Spans and metrics hold routes, codes and numbers, no names and
/// no texts (S9).</summary>
internal sealed class Telemetry : IDisposable
{
    /// <summary>Steps of runners.</summary>
    public static readonly ActivitySource Source = new("Prazo");

    private readonly TracerProvider _traces;
    private readonly MeterProvider _metrics;

    private Telemetry(ResourceBuilder resource)
    {
        _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Source.Name, StoreActivity.Name, "Microsoft.AspNetCore").AddOtlpExporter().Build();
        _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource)
            .AddMeter(Metrics.Meter, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Npgsql")
            // Promises are noticed within a second or two; what matters is how far beyond.
            .AddView("prazo.detection.lag", new ExplicitBucketHistogramConfiguration { Boundaries = [0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 3600] })
            .AddOtlpExporter().Build();
    }

    /// <summary>Null where nobody is named who collects.</summary>
    public static Telemetry? Start(IConfiguration configuration)
    {
        bool Is(string variable) => configuration[variable] is { Length: > 0 };
        if (!(Is("OTEL_EXPORTER_OTLP_ENDPOINT") || Is("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT") || Is("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"))
            || string.Equals(configuration["OTEL_SDK_DISABLED"], "true", StringComparison.OrdinalIgnoreCase))
            return null;
        // What the variables say comes last, and so stands.
        return new Telemetry(ResourceBuilder.CreateEmpty().AddService("prazo", serviceVersion: typeof(Telemetry).Assembly.GetName().Version?.ToString(3)).AddTelemetrySdk().AddEnvironmentVariableDetector());
    }

    /// <summary>Sends what is left.</summary>
    public void Dispose()
    {
        _traces.Dispose();
        _metrics.Dispose();
    }
}
