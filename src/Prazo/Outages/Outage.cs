using NodaTime;

namespace Prazo.Outages;

/// <summary>A time in which something promised was not there, or which does not count; as it was known at some instant.</summary>
public sealed record Outage
{
    /// <summary>A service is down.</summary>
    public const string Down = "outage";
    /// <summary>A channel that should be open was closed, or nobody was there.</summary>
    public const string Unstaffed = "unstaffed";
    public const string Maintenance = "maintenance";
    public const string ForceMajeure = "force-majeure";

    public static readonly IReadOnlyList<string> Kinds = [Down, Unstaffed, Maintenance, ForceMajeure];

    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    /// <summary>Grows with every change.</summary>
    public long Version { get; init; } = 1;
    public string Kind { get; init; } = Down;
    /// <summary>The service or channel, as agreements name it; null: everything, which only what does not count may concern.</summary>
    public string? What { get; init; }
    public Instant Starts { get; init; }
    /// <summary>Exclusive; null: it lasts.</summary>
    public Instant? Ends { get; init; }
    public Instant? Announced { get; init; }
    public string Title { get; init; } = "";
    public string? Note { get; init; }
    public Instant? Withdrawn { get; init; }
    public string? Why { get; init; }
    public Instant Recorded { get; init; }
    public string RecordedBy { get; init; } = "";

    /// <summary>What counts against the provider.</summary>
    public bool Counts => Counting(Kind);

    /// <summary>What is neither promised nor lost: force majeure, and maintenance of which customers were told before it began.</summary>
    public bool Excludes => Excluding(Kind, Starts, Announced);

    public static bool Counting(string kind) => kind is Down or Unstaffed;

    public static bool Excluding(string kind, Instant starts, Instant? announced) => kind == ForceMajeure || (kind == Maintenance && announced < starts);

    /// <summary><c>withdrawn</c>, <c>planned</c>, <c>lasts</c> or <c>over</c>.</summary>
    public string State(Instant now) => Withdrawn is not null ? "withdrawn" : Starts > now ? "planned" : Ends is null || Ends > now ? "lasts" : "over";
}
