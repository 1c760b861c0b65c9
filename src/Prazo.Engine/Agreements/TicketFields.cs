using System.Collections.Immutable;

namespace Prazo.Engine.Agreements;

/// <summary>Fields that every ticket can have; agreements declare others under <c>fields:</c>.</summary>
public static class TicketFields
{
    public static readonly ImmutableArray<string> BuiltIn =
    [
        "status", "priority", "severity", "urgency", "impact", "type", "category", "subcategory", "subject", "channel", "inbox", "team", "agent",
        "customer", "contact", "account", "region", "country", "state", "city", "language", "stage", "product", "order", "source", "tag", "workaround", Satisfaction,
    ];

    public const string Type = "type";

    /// <summary>The customer's latest mark.</summary>
    public const string Satisfaction = "satisfaction";

    /// <summary>The type of the tickets that low marks open.</summary>
    public const string FollowUp = "follow-up";
}
