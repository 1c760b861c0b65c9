using System.Diagnostics.Metrics;

namespace Prazo;

/// <summary>What is counted of the product, for those who watch over it. Beside it stands <see cref="Clocks.DetectionLag"/>.</summary>
public static class Metrics
{
    public const string Meter = "Prazo";

    private static readonly Meter Product = new(Meter);

    /// <summary>Events that are durable.</summary>
    internal static readonly Counter<long> Events = Product.CreateCounter<long>("prazo.events", "{event}", "Events recorded.");

    private static readonly Counter<long> Refusals = Product.CreateCounter<long>("prazo.refusals", "{refusal}", "Inputs refused, by the code of the reason.");

    public static void Refused(string code) => Refusals.Add(1, new KeyValuePair<string, object?>("code", code));
}
