using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;
using Prazo.Engine.Clocks;

namespace Prazo.Engine.Tests.Clocks;

/// <summary>A ticket's story in local times, for tests to read like one.</summary>
internal sealed class Script(string zone = "America/Sao_Paulo")
{
    private static readonly LocalDateTimePattern[] Patterns =
    [
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm"),
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss"),
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss.fff"),
    ];

    public List<TicketEvent> Events { get; } = [];

    public Instant At(string local)
    {
        foreach (var p in Patterns)
            if (p.Parse(local) is { Success: true } parsed)
                return parsed.Value.InZoneLeniently(DateTimeZoneProviders.Tzdb[zone]).ToInstant();
        throw new FormatException(local);
    }

    public static string Local(Instant? at, string zone = "America/Sao_Paulo") => at is { } t
        ? t.InZone(DateTimeZoneProviders.Tzdb[zone]).LocalDateTime.ToString(t.ToUnixTimeMilliseconds() % 1000 == 0 ? (t.ToUnixTimeSeconds() % 60 == 0 ? "uuuu-MM-dd HH:mm" : "uuuu-MM-dd HH:mm:ss") : "uuuu-MM-dd HH:mm:ss.fff", null)
        : "never";

    public Script Created(string at, string fields = "", bool byAgent = false) => Add(new TicketCreated("", At(at), At(at), 0, Fields(fields), byAgent));
    public Script Set(string at, string field, string value) => Add(new FieldChanged("", At(at), At(at), 0, field, value));
    public Script Status(string at, string value) => Set(at, "status", value);
    public Script Customer(string at, bool automatic = false, bool thanks = false) => Add(new CustomerMessage("", At(at), At(at), 0, automatic, thanks));
    public Script Reply(string at, string agent = "ana") => Add(new AgentMessage("", At(at), At(at), 0, agent));
    public Script Bot(string at) => Add(new AgentMessage("", At(at), At(at), 0, "bot", Public: true, Bot: true));
    public Script Note(string at) => Add(new AgentMessage("", At(at), At(at), 0, "ana", Public: false));
    public Script Add(Func<Instant, TicketEvent> e, string at) => Add(e(At(at)));

    public Script Add(TicketEvent e)
    {
        Events.Add(e);
        return this;
    }

    public TicketReplay Replay(AgreementSet set, string asOf) => ClockEngine.Replay(set, Events, At(asOf));

    public Clock Clock(AgreementSet set, string asOf) => Replay(set, asOf).Clocks.ShouldHaveSingleItem();

    private static ImmutableSortedDictionary<string, string> Fields(string fields) => fields.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(f => f.Split('=')).ToImmutableSortedDictionary(f => f[0], f => f[1], StringComparer.Ordinal);
}

/// <summary>Agreements for tests: office hours Monday to Friday 9 to 18 in São Paulo, Manaus the same by its own sun, nights, and 24x7.</summary>
internal static class Sla
{
    public static readonly ImmutableArray<string> Priorities = ["critical", "high", "normal", "low"];

    public static CalendarDefinition Week(string id, string zone, params (int From, int To)[] hours)
    {
        ImmutableArray<Shift> day = [.. hours.Select(h => new Shift(h.From, h.To))];
        return new WeeklyCalendar(id, zone, [new EffectiveHours(LocalDate.MinIsoValue, [day, day, day, day, day, [], []])], [], [], HolidayCut.Shifts, default);
    }

    public static readonly CalendarDefinition[] Calendars =
    [
        Week("office", "America/Sao_Paulo", (540, 1080)),
        Week("manaus", "America/Manaus", (540, 1080)),
        Week("lunch", "America/Sao_Paulo", (480, 720), (780, 1080)),
        Week("night", "America/Sao_Paulo", (1320, 1800)),
    ];

    public static Within W(string text) => WithinParser.Parse(text).Value ?? throw new FormatException(text);

    public static Target Target(Metric metric, string within, string calendar = "office", string? id = null) =>
        new(id ?? metric.ToString(), metric, null, ByValue<Within>.One(W(within)), ByValue<string>.One(calendar), Match.Any, false, default);

    public static Target By(Metric metric, string field, string values, string calendars = "office", string? calendarBy = null)
    {
        var (within, other) = Map(values, W);
        var (cal, otherCal) = Map(calendars.Contains('=', StringComparison.Ordinal) ? calendars : "else=" + calendars, x => x);
        return new Target(metric.ToString(), metric, field, new ByValue<Within>(within, other), new ByValue<string>(cal, otherCal), Match.Any, false, default) { CalendarBy = calendarBy };
    }

    private static (ImmutableDictionary<string, T>, T?) Map<T>(string text, Func<string, T> read) where T : class
    {
        var pairs = text.Split(", ").Select(p => p.Split('=')).ToDictionary(p => p[0], p => read(p[1]), StringComparer.Ordinal);
        pairs.Remove("else", out var other);
        return (pairs.ToImmutableDictionary(), other);
    }

    public static Agreement Agreement(string id, params Target[] targets) => new(
        id, 1, id, AgreementKind.Service, null, "us", "them", "America/Sao_Paulo", null, null, false, Match.Any,
        Calendars.ToImmutableDictionary(c => c.Id), ImmutableDictionary<string, HolidaySet>.Empty, [.. targets], [], Rematch.Never, MatchPin.Creation, [],
        new MapNode(default, []), default)
    {
        Orders = ImmutableDictionary<string, ImmutableArray<string>>.Empty.Add("priority", Priorities),
    };

    public static AgreementSet Of(params Target[] targets) => new([Agreement("sla", targets)]);

    public static PauseRule Pause(string status = "waiting-customer", Party party = Party.Customer) =>
        new(new FieldIs(new FieldIn("status", [status], Negated: false, default)), status, party, default);

    public static Match When(string field, params string[] values) => new([new FieldIn(field, [.. values], Negated: false, default)]);
}
