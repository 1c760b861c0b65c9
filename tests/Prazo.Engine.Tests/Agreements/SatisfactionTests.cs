using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;
using static Prazo.Engine.Tests.Agreements.AgreementText;

namespace Prazo.Engine.Tests.Agreements;

/// <summary>How customers are asked: read, timed and judged; and the promise that a low mark starts.</summary>
public class SatisfactionTests
{
    private const string Full = """
        satisfaction:
          ask: ces
          question: { pt-BR: Foi fácil?, en: Was it easy? }
          reasons: { speed: { pt-BR: Rapidez, en: Speed }, tone: Tone }
          wait: 1h clock
          remind: 3 calendar days
          expires: 10 calendar days
          sample: 12.5%
          rest: 30 calendar days
          follow-up: { below: 3, within: 4h clock, warn: 50% }

        """;

    [Fact]
    public void What_is_written_is_read_and_what_is_not_has_its_usual_value()
    {
        var asks = Good(Header + Full).Satisfaction.ShouldNotBeNull();
        (asks.Ask, asks.Sample, asks.FollowUpBelow).ShouldBe((SurveyScale.Ces, 12.5m, 3));
        (asks.QuestionIn("pt-BR"), asks.QuestionIn("en"), asks.QuestionIn("ro")).ShouldBe(("Foi fácil?", "Was it easy?", "Foi fácil?"));
        asks.Reasons.Select(r => (r.Id, r.Text("en"))).ShouldBe([("speed", "Speed"), ("tone", "Tone")]);

        var usual = Good(Header + "satisfaction: { ask: nps }\n").Satisfaction.ShouldNotBeNull();
        (usual.Wait, usual.Remind, usual.Rest, usual.Sample, usual.FollowUpBelow).ShouldBe((null, null, null, 100m, null));
        (usual.Expires.Text, usual.QuestionIn("en"), usual.Reasons.Length).ShouldBe(("30 calendar days", null, 0));
        Good(Header).Satisfaction.ShouldBeNull();
    }

    [Fact]
    public void Its_times_end_on_the_agreements_own_days()
    {
        var agreement = Good(Header + Full);
        var asks = agreement.Satisfaction!;
        var from = Instant.FromUtc(2026, 3, 2, 12, 0);
        asks.End(agreement, asks.Wait!, from).ShouldBe(from + Duration.FromHours(1));
        // Calendar days end with the last of them, by the zone of the agreement.
        asks.End(agreement, asks.Remind!, from)!.Value.InZone(DateTimeZoneProviders.Tzdb[agreement.Zone]).Date.ShouldBe(from.InZone(DateTimeZoneProviders.Tzdb[agreement.Zone]).Date.PlusDays(3));
    }

    [Fact]
    public void A_low_mark_starts_a_promise_for_tickets_of_its_type_and_for_no_others()
    {
        var agreement = Good(Header + Full);
        var target = agreement.Targets.Single(t => t.Id == "follow-up");
        (target.Metric, target.Warn.Length, target.Within.Else!.Text).ShouldBe((Metric.Custom, 1, "4h clock"));
        var at = Instant.FromUtc(2026, 3, 2, 12, 0);
        var replay = Replay(agreement, at, "follow-up", at + Duration.FromHours(5));
        replay.Clocks.Single(c => c.Target == "follow-up").ShouldSatisfyAllConditions(c => c.Due.ShouldBe(at + Duration.FromHours(4)), c => c.Verdict.ShouldBe(Verdict.Met));
        // Nothing else runs: an agent opened it.
        replay.Clocks.Count(c => c.Run == Run.Running).ShouldBe(0);
        Replay(agreement, at, "question", at + Duration.FromHours(5)).Clocks.ShouldNotContain(c => c.Target == "follow-up");
    }

    private static TicketReplay Replay(Agreement agreement, Instant at, string type, Instant now) => ClockEngine.Replay(new AgreementSet([agreement]),
    [
        new TicketCreated("1", at, at, 1, ImmutableSortedDictionary<string, string>.Empty.Add("type", type).Add("status", "open"), ByAgent: true),
        new FieldChanged("2", at + Duration.FromHours(3), at + Duration.FromHours(3), 2, "status", "resolved"),
    ], now);

    [Fact]
    public void What_is_printed_reads_the_same_again_and_who_extends_it_has_it_too()
    {
        var agreement = Good(Header + Full);
        Good(AgreementWriter.Write(agreement.Document)).Hash.ShouldBe(agreement.Hash);
        var child = Good(Header + Full + "---\nprazo: 1\nagreement: b\nextends: a\nsatisfaction: { sample: 50% }\n");
        (child.Satisfaction!.Ask, child.Satisfaction.Sample).ShouldBe((SurveyScale.Ces, 50m));
    }

    [Theory]
    [InlineData(SurveyScale.Csat, 1, 5, 4, 2)]
    [InlineData(SurveyScale.Ces, 1, 7, 5, 3)]
    [InlineData(SurveyScale.Nps, 0, 10, 9, 6)]
    public void A_scale_says_who_is_satisfied_and_who_is_not(SurveyScale scale, int least, int most, int satisfied, int unhappy) =>
        (scale.Least(), scale.Most(), scale.Satisfied(), scale.Unhappy()).ShouldBe((least, most, satisfied, unhappy));

    [Theory]
    [InlineData("unknown-word", "satisfaction: { ask: «stars¦csat» }\n")]
    [InlineData("bad-number", "satisfaction: { ask: csat, follow-up: { below: «6¦3», within: 4h clock } }\n")]
    [InlineData("no-length", "satisfaction: { ask: csat, wait: «until 2026-12-24¦1h clock» }\n")]
    [InlineData("no-length", "satisfaction: { ask: csat, follow-up: { below: 3, within: «until 2026-12-24¦4h clock» } }\n")]
    [InlineData("unknown-calendar", "satisfaction: { ask: csat, calendar: «lua¦24x7» }\n")]
    [InlineData("bad-percentage", "satisfaction: { ask: csat, sample: «101%¦100%» }\n")]
    public void What_cannot_be_meant_is_named_where_it_stands(string code, string marked) => ShouldComplain(code, marked);

    [Theory]
    [InlineData("idle-reminder", "satisfaction: { ask: csat, expires: 5 calendar days, remind: «7 calendar days¦2 calendar days» }\n")]
    [InlineData("idle-survey", "satisfaction: { ask: csat, sample: «0%¦1%» }\n")]
    public void What_does_nothing_is_warned_of(string code, string marked) => ShouldComplain(code, marked, Severity.Warning);

    [Theory]
    [InlineData("question", "idle-follow-up")]
    [InlineData("[question, follow-up]", null)]
    public void A_follow_up_that_the_agreement_would_not_take_is_warned_of(string types, string? code) =>
        Problems(Header + $"applies: {{ when: {{ type: {types} }} }}\nsatisfaction: {{ ask: csat, follow-up: {{ below: 3, within: 4h clock }} }}\n").Select(p => p.Code).ShouldBe(code is null ? [] : [code]);
}
