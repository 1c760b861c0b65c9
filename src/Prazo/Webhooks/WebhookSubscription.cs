using NodaTime;
using Prazo.Engine.Agreements;

namespace Prazo.Webhooks;

/// <summary>An address that wants to hear of events and clocks.</summary>
public sealed record WebhookSubscription
{
    public const string Signed = "signed", Slack = "slack", Template = "template";

    /// <summary>How long an old secret still signs beside the new one.</summary>
    public static readonly Duration Overlap = Duration.FromHours(24);

    /// <summary>After so long without a success it is switched off.</summary>
    public static readonly Duration Patience = Duration.FromDays(5);

    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    public string Name { get; init; } = "";
    public string Form { get; init; } = Signed;
    public string Url { get; init; } = "";
    public string Events { get; init; } = "";
    /// <summary>The body of form <c>template</c>.</summary>
    public string? Body { get; init; }
    public string? Secret { get; init; }
    public string? OldSecret { get; init; }
    public Instant? OldUntil { get; init; }
    public Instant? FailingSince { get; init; }
    public Instant? LastSuccess { get; init; }
    public string? LastFault { get; init; }
    public Instant? Disabled { get; init; }
    public long Version { get; init; }
    public Instant Updated { get; init; }
    public string UpdatedBy { get; init; } = "";

    public IReadOnlyList<string> Wanted => Events.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public bool Wants(string type) => Wanted.Any(w => w == type || (w.EndsWith('*') && type.StartsWith(w[..^1], StringComparison.Ordinal)));

    /// <summary>What signs at an instant: the secret, and for a day the one before it.</summary>
    internal IEnumerable<WebhookSecret> Secrets(Instant now) =>
        new[] { Secret, OldUntil > now ? OldSecret : null }.Select(WebhookSecret.Parse).OfType<WebhookSecret>();
}

public static class WebhookEvents
{
    /// <summary>What can be said of a clock.</summary>
    public static readonly IReadOnlyList<string> Clock = ["started", "paused", "resumed", "warned", "breached", "met", "met-late", "cancelled", "waived", "not-applicable", "shifted", "reopened", "withdrawn"];

    public static IReadOnlyList<string> All { get; } = [.. Clock.Select(c => "clock." + c), .. TicketConditions.Kinds.Select(k => "ticket." + k)];

    internal static bool IsKnown(string type) => All.Contains(type, StringComparer.Ordinal) || type is "*" or "clock.*" or "ticket.*";
}
