using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;

namespace Prazo.Tests.Proof;

/// <summary>Lives of tickets in a week of March, with everything that moves, stops or breaks a promise.</summary>
internal static class Stories
{
    /// <summary>Monday, 08:00 in São Paulo.</summary>
    public static readonly Instant Monday = Instant.FromUtc(2026, 3, 2, 11, 0);

    public const string Agreement = """
        prazo: 1
        agreement: suporte
        title: Suporte
        kind: service
        zone: America/Sao_Paulo
        calendars:
          comercial:
            weekly: { mon-fri: "08:00-12:00, 13:00-18:00" }
        targets:
          first-response:
            by: priority
            within: { high: 1h, normal: 4h, low: 1 business day by 18:00 }
            calendar: comercial
            warn: [50%, 80%, 15m before, 1h after]
          next-response:
            by: priority
            within: { high: 30m clock, else: 6h }
            calendar: comercial
          resolution:
            by: priority
            within: { high: 4h clock, normal: 8h, low: 2 business days }
            calendar: comercial
            warn: [50%]
            pause:
              - { status: waiting-customer, party: customer }
              - { status: waiting-supplier, party: supplier }
            on-change: { up: carry, down: retroactive }
            reopen: resume within 7 calendar days
        """;

    /// <summary>Events of a ticket in the order in which they happened, each with an id of its source.</summary>
    public static List<Delivery> Of(string ticket, Random random, Duration within)
    {
        var at = Monday + Duration.FromMilliseconds(random.NextInt64((long)within.TotalMilliseconds));
        var events = new List<TicketEvent>
        {
            new TicketCreated("", at, at, 0, ImmutableSortedDictionary<string, string>.Empty.Add("priority", Pick(random, "high", "normal", "low")).Add("status", "new"), random.Next(10) == 0),
        };
        for (var n = random.Next(2, 7); n > 0; n--)
        {
            // Now and then two at once: T2 orders them.
            at += random.Next(8) == 0 ? Duration.Zero : Duration.FromMilliseconds(random.NextInt64(14 * 3_600_000));
            events.Add(Next(at, random));
        }
        return [.. events.Select((e, i) => new Delivery(ticket, e with { Id = string.Create(CultureInfo.InvariantCulture, $"e{i}") }))];
    }

    private static TicketEvent Next(Instant at, Random random) => random.Next(14) switch
    {
        0 or 1 or 2 => new AgentMessage("", at, at, 0, "ana"),
        3 => new AgentMessage("", at, at, 0, "ana", Public: random.Next(2) == 0, Bot: random.Next(2) == 0),
        4 or 5 => new CustomerMessage("", at, at, 0, Automatic: random.Next(4) == 0),
        6 or 7 => new FieldChanged("", at, at, 0, "status", Pick(random, "waiting-customer", "waiting-supplier", "open")),
        8 or 9 => new FieldChanged("", at, at, 0, "status", Pick(random, "resolved", "closed", "open")),
        10 => new FieldChanged("", at, at, 0, "priority", Pick(random, "high", "normal", "low")),
        11 => random.Next(2) == 0 ? new ClockPaused("", at, at, 0, null, "storm", Party.Nobody, "ana") : new ClockResumed("", at, at, 0, null, "ana"),
        12 => new ClockExtended("", at, at, 0, "resolution", Duration.FromMinutes(random.Next(1, 300)), "storm", "ana"),
        _ => random.Next(3) switch
        {
            0 => new ClockWaived("", at, at, 0, "first-response", "moved", "ana", "bia"),
            1 => new MergedInto("", at, at, 0, "T-0"),
            _ => new FieldChanged("", at, at, 0, "agent", Pick(random, "ana", "bruno")),
        },
    };

    private static string Pick(Random random, params ReadOnlySpan<string> of) => of[random.Next(of.Length)];
}
