using System.Collections.Immutable;
using System.Text;
using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;
using Prazo.Imports;

namespace Prazo.Tests.Imports;

public sealed class EventLogTests
{
    private static readonly Instant At = Instant.FromUtc(2026, 3, 2, 12, 0);

    private static TicketEvent[] EveryKind()
    {
        var n = 0;
        Instant Later() => At + Duration.FromMilliseconds(1500 * ++n);
        return
        [
            new TicketCreated("c", At, At, 0, ImmutableSortedDictionary<string, string>.Empty.Add("priority", "high").Add("região", "são \"paulo\""), true),
            new FieldChanged("", Later(), At, 7, "status", "pending"),
            new FieldChanged("x", Later(), At + Duration.FromDays(1), 0, "team", ""),
            new CustomerMessage("", Later(), At, 0), new CustomerMessage("", Later(), At, 0, true), new CustomerMessage("", Later(), At, 0, false, true),
            new AgentMessage("", Later(), At, 0, "ana"), new AgentMessage("", Later(), At, 0, "bot", true, true), new AgentMessage("", Later(), At, 0, "ana", false),
            new TicketAccepted("", Later(), At, 0, "ana"), new WorkaroundGiven("", Later(), At, 0), new MergedInto("", Later(), At, 0, "T9"),
            new Absorbed("", Later(), At, 0, "T8", At), new Absorbed("", Later(), At, 0, "T7", null),
            new ClockPaused("", Later(), At, 0, null, "awaits part", Party.Supplier, "ana"), new ClockPaused("", Later(), At, 0, "resolution", "", Party.Customer, ""),
            new ClockResumed("", Later(), At, 0, "resolution", "ana"), new ClockWaived("", Later(), At, 0, "resolution", "storm", "ana", "boss"),
            new ClockExtended("", Later(), At, 0, "resolution", Duration.FromHours(49) + Duration.FromMilliseconds(5), "storm", "ana"),
            new CallOffered("", Later(), At, 0, "k1"), new CallAnswered("", Later(), At, 0, "k1", "ana"), new CallAnswered("", Later(), At, 0, "k2", "ana", true),
            new CallAbandoned("", Later(), At, 0, "k3"), new CallEnded("", Later(), At, 0, "k1"),
        ];
    }

    [Fact]
    public void Every_kind_of_event_is_written_and_read_back_as_it_was()
    {
        var events = EveryKind();
        events.Select(e => e.GetType()).Distinct().Count().ShouldBe(typeof(TicketEvent).Assembly.GetTypes().Count(t => t.BaseType == typeof(TicketEvent)));
        using var stream = new MemoryStream();
        foreach (var e in events)
            EventLog.Write("T1", e, stream);

        var (result, _) = Imported.Bytes(stream.ToArray(), null);

        result.Problems.ShouldBeEmpty();
        var read = result.History.EventsOf(0);
        read.Count.ShouldBe(events.Length);
        for (var i = 0; i < events.Length; i++)
            if (read[i] is TicketCreated created)
                (created with { Fields = ((TicketCreated)events[i]).Fields }).ShouldSatisfyAllConditions(c => c.ShouldBe(events[i]), _ => created.Fields.ShouldBe(((TicketCreated)events[i]).Fields));
            else
                read[i].ShouldBe(events[i]);
        using var again = new MemoryStream();
        EventLog.Write(result.History, again);
        Encoding.UTF8.GetString(again.ToArray()).ShouldBe(Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Theory]
    [InlineData("""{"ticket":"T1","kind":"reply","at":"2026-03-02T09:00:00"}""", "bad-date")]
    [InlineData("""{"ticket":"T1","kind":"reply","at":"2026-02-30T09:00:00Z"}""", "bad-date")]
    [InlineData("""{"ticket":"T1","kind":"reply"}""", "no-time")]
    [InlineData("""{"kind":"reply","at":"2026-03-02T09:00:00Z"}""", "no-ticket-id")]
    [InlineData("""{"ticket":"T1","at":"2026-03-02T09:00:00Z"}""", "no-kind")]
    [InlineData("""{"ticket":"T1","kind":"replied","at":"2026-03-02T09:00:00Z"}""", "unknown-kind")]
    [InlineData("""{"ticket":"T1","kind":"field","at":"2026-03-02T09:00:00Z"}""", "missing-key")]
    [InlineData("""{"ticket":"T1","kind":"reply","at":"2026-03-02T09:00:00Z","agnet":"ana"}""", "unknown-key")]
    [InlineData("""{"ticket":"T1","kind":"pause","at":"2026-03-02T09:00:00Z","party":"moon"}""", "bad-value")]
    [InlineData("""{"ticket":"T1","kind":"extension","target":"r","at":"2026-03-02T09:00:00Z","length":"soon"}""", "bad-value")]
    [InlineData("""{"ticket":"T1","kind":"reply","at":"2026-03-02T09:00:00Z","seq":"first"}""", "bad-sequence")]
    [InlineData("""{"ticket":"T1","kind":"reply","at":["2026-03-02T09:00:00Z"]}""", "bad-json")]
    [InlineData("""{"ticket":"T1","kind":"reply","at":"2026-03-02T0""", "bad-json")]
    [InlineData("""{"ticket":"T1"} trailing""", "bad-json")]
    [InlineData("[1,2]", "bad-json")]
    [InlineData("""{"ticket":"T1","kind":"reply","at":"2026-03-01T09:00:00Z"}""", "before-opening")]
    public void A_bad_line_is_rejected_with_its_number_and_the_next_is_read(string line, string reason)
    {
        const string Good = """{"ticket":"T1","kind":"created","at":"2026-03-02T08:00:00Z"}""";
        var (result, rejects) = Imported.Text($"{Good}\n\n{line}\n{Good.Replace("T1", "T2", StringComparison.Ordinal)}\n{Good}", null);

        rejects.Single().ShouldSatisfyAllConditions(r => r.Reason.ShouldBe(reason), r => r.Line.ShouldBe(3));
        result.History.Tickets.ShouldBe(["T1", "T2"]);
        result.Duplicates.ShouldBe(1);
    }
}
