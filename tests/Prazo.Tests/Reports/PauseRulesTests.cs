using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;
using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;
using Prazo.Reports.Live;

namespace Prazo.Tests.Reports;

/// <summary>Each rule with times on both sides of its limit. A resolution of 10 hours of clock time that a wait for the customer stops.</summary>
public class PauseRulesTests
{
    private const string Text = """
        prazo: 1
        agreement: loja
        title: Loja
        kind: service
        zone: America/Sao_Paulo
        targets:
          resolution: { within: 10h clock, pause: { status: pending, party: customer } }
        """;

    private static readonly Lazy<AgreementSet> Set = new(() =>
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("prazo").FullName, "loja.yaml");
        File.WriteAllText(file, Text);
        var (agreements, problems) = AgreementFiles.Load([file]);
        problems.ShouldBeEmpty();
        return new AgreementSet(agreements);
    });

    private static readonly Instant Late = At("2026-06-01T00:00:00Z");

    [Fact]
    public void A_wait_for_the_customer_who_spoke_last_is_shown()
    {
        var pause = Judge(Created("2026-03-02T12:00:00Z"), Reply("2026-03-02T13:00:00Z"), Customer("2026-03-02T13:30:00Z"), Pause("2026-03-02T13:40:00Z", Party.Customer), Resume("2026-03-02T15:00:00Z")).ShouldHaveSingleItem();

        pause.Rules.ShouldBe([PauseRules.AfterAnswer]);
        (pause.From, pause.To, pause.Party).ShouldBe((At("2026-03-02T13:40:00Z"), At("2026-03-02T15:00:00Z"), Party.Customer));
        pause.Targets.ShouldBe(["resolution"]);
    }

    [Fact]
    public void A_wait_for_the_customer_who_was_answered_is_right_also_at_the_instant_of_the_answer()
    {
        Judge(Created("2026-03-02T12:00:00Z"), Reply("2026-03-02T13:00:00Z"), Pause("2026-03-02T13:00:00Z", Party.Customer), Resume("2026-03-02T15:00:00Z")).ShouldBeEmpty();
        // Neither a machine's message nor thanks ask for anything.
        Judge(Created("2026-03-02T12:00:00Z"), Reply("2026-03-02T13:00:00Z"), Customer("2026-03-02T13:30:00Z", automatic: true), Pause("2026-03-02T13:40:00Z", Party.Customer), Resume("2026-03-02T15:00:00Z")).ShouldBeEmpty();
    }

    [Fact]
    public void A_wait_for_somebody_else_is_right_though_the_customer_spoke_last() =>
        Judge(Created("2026-03-02T12:00:00Z"), Pause("2026-03-02T13:40:00Z", Party.Supplier), Resume("2026-03-02T15:00:00Z")).ShouldBeEmpty();

    [Fact]
    public void Four_short_pauses_of_a_clock_are_a_row_and_three_are_not()
    {
        TicketEvent[] Short(int count, int minutes) =>
        [
            Created("2026-03-02T12:00:00Z"),
            .. Enumerable.Range(0, count).SelectMany(i => new TicketEvent[] { Pause($"2026-03-02T{13 + i}:00:00Z", Party.Supplier), Resume($"2026-03-02T{13 + i}:{minutes:00}:00Z") }),
        ];

        Judge(Short(3, 29)).ShouldBeEmpty();
        Judge(Short(4, 30)).ShouldBeEmpty();
        var row = Judge(Short(4, 29));
        row.Count.ShouldBe(4);
        row.ShouldAllBe(p => p.Rules.SequenceEqual(new[] { PauseRules.Serial }));
    }

    [Theory]
    [InlineData("2026-03-02T21:29:59Z", false)]
    [InlineData("2026-03-02T21:30:00Z", true)]
    [InlineData("2026-03-02T21:59:00Z", true)]
    [InlineData("2026-03-02T22:00:01Z", false)]
    public void A_pause_at_95_percent_of_the_promise_is_shown_and_not_after_its_end(string at, bool shown)
    {
        var found = Judge(Created("2026-03-02T12:00:00Z"), Pause(at, Party.Supplier), Resume("2026-03-03T12:00:00Z"));

        found.Select(p => p.Rules.Single()).ShouldBe(shown ? [PauseRules.Brink] : []);
        if (shown)
            found[0].Used!.Value.ShouldBeGreaterThanOrEqualTo(95);
    }

    // Midnight of the first of April is 03:00 UTC in São Paulo.
    [Theory]
    [InlineData("2026-03-29T23:00:00Z", "2026-03-31T23:00:00Z", "2026-04-01T01:00:00Z", true)]
    [InlineData("2026-03-29T23:00:00Z", "2026-03-31T22:59:59Z", "2026-04-01T01:00:00Z", false)]
    [InlineData("2026-03-31T01:00:00Z", "2026-03-31T23:00:00Z", "2026-04-01T01:00:00Z", false)]
    [InlineData("2026-03-29T23:00:00Z", "2026-03-31T23:00:00Z", "2026-04-01T03:00:00Z", false)]
    public void A_long_pause_that_ends_just_before_the_month_is_shown_when_the_promise_is_kept_in_it(string from, string to, string solved, bool shown) =>
        Judge(Created("2026-03-29T20:00:00Z"), Pause(from, Party.Supplier), Resume(to), Status(solved, "resolved")).Select(p => p.Rules.Single()).ShouldBe(shown ? [PauseRules.MonthEnd] : []);

    [Fact]
    public void A_pause_that_lasts_has_no_end_and_can_be_shown() =>
        Judge(Created("2026-03-02T12:00:00Z"), Pause("2026-03-02T13:00:00Z", Party.Customer)).ShouldHaveSingleItem().To.ShouldBeNull();

    private static IReadOnlyList<JudgedPause> Judge(params TicketEvent[] events) => PauseRules.Judge(Set.Value, events, Late);

    private static Instant At(string text) => InstantPattern.ExtendedIso.Parse(text).Value;

    private static TicketCreated Created(string at) => new("", At(at), At(at), 0, ImmutableSortedDictionary<string, string>.Empty.Add("status", "new"));
    private static AgentMessage Reply(string at) => new("", At(at), At(at), 0, "ana");
    private static CustomerMessage Customer(string at, bool automatic = false) => new("", At(at), At(at), 0, automatic);
    private static ClockPaused Pause(string at, Party party) => new("", At(at), At(at), 0, null, "other", party, "ana");
    private static ClockResumed Resume(string at) => new("", At(at), At(at), 0, null, "ana");
    private static FieldChanged Status(string at, string status) => new("", At(at), At(at), 0, "status", status);
}
