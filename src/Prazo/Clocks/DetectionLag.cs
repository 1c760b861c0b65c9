using System.Diagnostics.Metrics;

namespace Prazo.Clocks;

/// <summary>How long after its instant a warning or a breach was noticed (T3), in seconds, as the metric <c>prazo.detection.lag</c>.</summary>
public static class DetectionLag
{
    private static readonly Meter Meter = new("Prazo");
    private static readonly Histogram<double> Seconds = Meter.CreateHistogram<double>("prazo.detection.lag", "s", "From the instant of a warning or breach to its notice.");

    /// <summary>What came with a history tells nothing of how fast deadlines are noticed, and neither does what a late event brings.</summary>
    public static void Measure(IEnumerable<ClockFactEntry> noticed)
    {
        foreach (var fact in noticed)
            if (fact.Kind is "warned" or "breached")
                Seconds.Record(Math.Max(0, (fact.Noticed - fact.At).TotalSeconds), new KeyValuePair<string, object?>("kind", fact.Kind));
    }
}
