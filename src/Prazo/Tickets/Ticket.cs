using System.Globalization;
using System.Text.Json;
using NodaTime;

namespace Prazo.Tickets;

/// <summary>A ticket as it stands: its latest fields, and when its next promise is due.</summary>
public sealed record Ticket
{
    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    /// <summary>What people call it: #1042.</summary>
    public long Number { get; init; }
    /// <summary>The foreign system it comes from, and its name there; both empty for Prazo's own.</summary>
    public string Source { get; init; } = "";
    public string Ref { get; init; } = "";
    /// <summary>What was published when it was first seen (T18).</summary>
    public long Rev { get; init; }
    public Instant Recorded { get; init; }
    public Instant? Created { get; init; }
    public Instant Updated { get; init; }
    public long Events { get; init; }
    public string? Status { get; init; }
    public string? Priority { get; init; }
    public string? Agent { get; init; }
    public string? Team { get; init; }
    public string? Inbox { get; init; }
    public string? Channel { get; init; }
    public string? Region { get; init; }
    public string? Stage { get; init; }
    public string? Type { get; init; }
    public string? Customer { get; init; }
    /// <summary>All fields, as a JSON object.</summary>
    public string Fields { get; init; } = "{}";
    /// <summary>1: an agreement covers it.</summary>
    public long Covered { get; init; }
    /// <summary>Targets and agreements that gave it no clock, and why (T19), as a JSON array.</summary>
    public string WithoutClock { get; init; } = "[]";
    public Instant? NextDue { get; init; }
    /// <summary>When it must be looked at again, though nothing happens.</summary>
    public Instant? Wake { get; init; }
    public Instant? Closed { get; init; }
    /// <summary>As of when it was last folded.</summary>
    public Instant Folded { get; init; }
    /// <summary>Read for views and lists; a text that can be erased, kept apart from the row.</summary>
    public string? Subject { get; init; }
    /// <summary>Grows with what is edited without an event.</summary>
    public long Edits { get; init; }

    /// <summary>Changes with everything that people change.</summary>
    public string ETag => string.Create(CultureInfo.InvariantCulture, $"\"{Events}.{Edits}\"");

    /// <summary>Its fields by name.</summary>
    public IReadOnlyDictionary<string, string> Values() => JsonSerializer.Deserialize<Dictionary<string, string>>(Fields)!;
}
