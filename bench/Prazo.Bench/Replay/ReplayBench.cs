using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;
using Prazo.Engine.Clocks;

namespace Prazo.Bench.Replay;

/// <summary>A million tickets of eight events, three clocks each with pauses, on three calendars: against reading the same columns and writing as many rows.</summary>
internal static class ReplayBench
{
    private const int Tickets = 1_000_000, EventsEach = 8, Checked = 5_000;
    private static readonly string[] Priorities = ["critical", "high", "normal", "low"];
    private static readonly Instant AsOf = Instant.FromUtc(2027, 6, 1, 0, 0);

    public static string Run(string[] options)
    {
        var history = Generate();
        var set = new AgreementSet([Agreement()]);
        var (replay, slow) = (new HistoryReplay(set, history), new HistoryReplay(set, history, columns: false));
        Check(replay, slow);
        long sink = 0;
        var rows = new ClockRow[Tickets * 5];
        var count = 0;
        var measured = Measure.Together(Tickets,
        [
            () => { count = 0; replay.Run(0, Tickets, AsOf, (ReadOnlySpan<ClockRow> some) => { some.CopyTo(rows.AsSpan(count)); count += some.Length; }, _ => { }); },
            () => sink += ScanAndWrite(history, rows.AsSpan(0, count)),
        ], repetitions: 7);
        var one = Measure.Least(Checked, () => slow.Run(0, Checked, AsOf, (in ClockRow row) => sink += row.Worked, _ => { }), repetitions: 5);
        GC.KeepAlive(sink);
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{Tickets:N0} tickets × {EventsEach} events, times to the millisecond in 8 bytes and codes in 4; first response, next response and resolution with pauses; {count / (double)Tickets:0.0} clocks a ticket, a row of {System.Runtime.CompilerServices.Unsafe.SizeOf<ClockRow>()} bytes each, written to memory. {Checked:N0} tickets give the same rows as the replay ticket by ticket before anything is timed. Thread CPU time, the least of 7 repetitions in turn, one thread.").AppendLine();
        text.AppendLine("| | ns a ticket | million tickets a second | ratio to scan and write (aim ≤ 5) | B a ticket |\n|---|---|---|---|---|");
        text.AppendLine(CultureInfo.InvariantCulture, $"| columns | {measured[0].Nanoseconds:0.0} | {1e3 / measured[0].Nanoseconds:0.0} | {measured[0].Nanoseconds / measured[1].Nanoseconds:0.0} | {measured[0].Bytes:0} |");
        text.AppendLine(CultureInfo.InvariantCulture, $"| scan and write of the same columns | {measured[1].Nanoseconds:0.0} | {1e3 / measured[1].Nanoseconds:0.0} | 1 | {measured[1].Bytes:0} |");
        text.AppendLine(CultureInfo.InvariantCulture, $"| ticket by ticket, with all facts for explanations | {one.Nanoseconds:0} | {1e3 / one.Nanoseconds:0.000} | {one.Nanoseconds / measured[1].Nanoseconds:0} | {one.Bytes:0} |");
        return text.ToString().TrimEnd();
    }

    private static long ScanAndWrite(History history, Span<ClockRow> written)
    {
        long sum = 0;
        foreach (var at in history.Occurred) sum += at;
        foreach (var code in history.Codes) sum += code;
        foreach (var offset in history.Offsets) sum += offset;
        for (var i = 0; i < written.Length; i++)
            written[i] = new ClockRow { Ticket = i, Started = sum };
        return sum;
    }

    private static void Check(HistoryReplay fast, HistoryReplay slow)
    {
        List<ClockRow> Rows(HistoryReplay replay)
        {
            var rows = new List<ClockRow>();
            replay.Run(0, Checked, AsOf, (in ClockRow row) => rows.Add(row), _ => { });
            return rows;
        }
        var (a, b) = (Rows(fast), Rows(slow));
        if (a.Count != b.Count || a.Zip(b).Any(p => (p.First.Verdict, p.First.Worked, p.First.Due, p.First.VerdictAt, p.First.Agent) != (p.Second.Verdict, p.Second.Worked, p.Second.Due, p.Second.VerdictAt, p.Second.Agent)))
            throw new InvalidOperationException("The two replays differ: nothing is worth timing.");
    }

    private static Agreement Agreement()
    {
        CalendarDefinition Week(string id, string zone, params Shift[] day) =>
            new WeeklyCalendar(id, zone, [new EffectiveHours(LocalDate.MinIsoValue, [[.. day], [.. day], [.. day], [.. day], [.. day], [], []])], ["br"], [], HolidayCut.Shifts, default);
        CalendarDefinition[] calendars = [Week("sp", "America/Sao_Paulo", new Shift(540, 720), new Shift(780, 1080)), Week("am", "America/Manaus", new Shift(510, 1020))];
        Target Promise(Metric metric, string within) => new(metric.ToString(), metric, "priority",
            new ByValue<Within>(Priorities.Select((p, i) => (p, i)).ToImmutableDictionary(x => x.p, x => WithinParser.Parse($"{(x.i + 1) * int.Parse(within, CultureInfo.InvariantCulture)}m").Value!), null),
            new ByValue<string>(ImmutableDictionary<string, string>.Empty.Add("critical", "24x7").Add("low", "am"), "sp"), Match.Any, false, default)
        {
            Pause = [new PauseRule(new FieldIs(new FieldIn("status", ["waiting-customer"], Negated: false, default)), "waiting-customer", Party.Customer, default)],
        };
        return new Agreement("bench", 1, "bench", AgreementKind.Service, null, "", "", "America/Sao_Paulo", null, null, false, Match.Any, calendars.ToImmutableDictionary(c => c.Id),
            ImmutableDictionary<string, HolidaySet>.Empty, [Promise(Metric.FirstResponse, "30"), Promise(Metric.NextResponse, "60"), Promise(Metric.Resolution, "480")], [], Rematch.Never, MatchPin.Creation, [], new MapNode(default, []), default);
    }

    private static History Generate()
    {
        var random = new Random(1);
        var builder = new HistoryBuilder();
        var zero = Instant.FromUnixTimeMilliseconds(0);
        var first = Instant.FromUtc(2026, 1, 1, 0, 0).ToUnixTimeMilliseconds();
        int Code(TicketEvent e) => builder.Code(e);
        var (created, customer) = (Code(new TicketCreated("", zero, zero, 0, ImmutableSortedDictionary<string, string>.Empty)), Code(new CustomerMessage("", zero, zero, 0)));
        int[] replies = [.. Enumerable.Range(0, 20).Select(i => Code(new AgentMessage("", zero, zero, 0, $"agent{i}")))];
        int Status(string value) => Code(new FieldChanged("", zero, zero, 0, "status", value));
        var (waiting, open, resolved) = (Status("waiting-customer"), Status("open"), Status("resolved"));
        var (status, priority) = (builder.Column("status"), builder.Column("priority"));
        int[] values = [.. Priorities.Select(builder.Value)];
        var opened = builder.Value("open");
        for (var i = 0; i < Tickets; i++)
        {
            var ticket = builder.Ticket(i.ToString(CultureInfo.InvariantCulture));
            builder.SetField(ticket, status, opened);
            builder.SetField(ticket, priority, values[random.Next(4)]);
            var at = first + random.NextInt64(300 * 86_400_000L);
            var agent = replies[random.Next(20)];
            foreach (var code in (ReadOnlySpan<int>)[created, agent, waiting, customer, open, agent, customer, resolved])
            {
                builder.Add(ticket, at, code);
                at += 1 + random.NextInt64(20 * 3_600_000L);
            }
        }
        return builder.Build();
    }
}
