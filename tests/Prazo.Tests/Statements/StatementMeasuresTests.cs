using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using Prazo.Agreements;
using Prazo.Engine.Clocks;
using Prazo.Satisfaction;
using Prazo.Statements;
using Prazo.Storage;
using Prazo.Tests.Demo;
using Prazo.Tests.Storage;
using Prazo.Workspaces;

namespace Prazo.Tests.Statements;

/// <summary>Objectives that count no verdicts are measured from the facts that travel in the bundle.</summary>
public class StatementMeasuresTests
{
    private static Instant At(string text) => InstantPattern.ExtendedIso.Parse(text).Value;

    private const string Terms = """
        prazo: 1
        agreement: contract
        parties: { provider: P, customer: C }
        zone: UTC
        targets:
          answer: { metric: first-response, within: 4h clock }
          seen: { metric: first-response, measure: true }
        objectives:
          - { id: kept, target: answer, at-least: 50% }
          - { id: quick, target: answer, percentile: 75%, at-most: 2h clock }
          - { id: seen-quick, target: seen, percentile: 50%, at-most: 2h clock }
          - { id: happy, satisfaction: csat, at-least: 60% }
          - { id: happy-mail, satisfaction: csat, at-least: 60%, when: { channel: email } }
          - { id: liked, satisfaction: nps, at-least: 60% }
          - { id: all-in-all, index: { kept: 1, happy: 2, liked: 5 }, at-least: 70% }
        """;

    /// <param name="answered">Hours after it was asked; null: not by the end of the period.</param>
    private static TicketFacts Ticket(long number, string channel, int? answered)
    {
        var at = At("2026-02-10T10:00:00Z");
        var created = new TicketCreated($"{number}-1", at, at, 1, ImmutableSortedDictionary<string, string>.Empty.Add("channel", channel));
        return new(number, 1, answered is { } hours ? [created, new AgentMessage($"{number}-2", at + Duration.FromHours(hours), at + Duration.FromHours(hours), 2, "ana")] : [created]);
    }

    private static StatementFacts Facts() => new("contract", new(2026, 2, 1), new(2026, 3, 1), At("2026-03-02T00:00:00Z"), [new AgreementSource { Agreement = "contract", Version = 1, Rev = 1, Source = Terms }], [],
        [Ticket(1, "email", 1), Ticket(2, "email", 2), Ticket(3, "chat", 3), Ticket(4, "chat", null)], [], [])
    {
        Answers =
        [
            new(1, "csat", 5, At("2026-02-11T00:00:00Z")), new(2, "csat", 3, At("2026-02-28T23:59:59.999Z")), new(3, "csat", 4, At("2026-02-11T00:00:00Z")),
            // Of January and of March.
            new(3, "csat", 1, At("2026-01-31T23:59:59.999Z")), new(4, "csat", 1, At("2026-03-01T00:00:00Z")),
        ],
    };

    [Fact]
    public void A_percentile_answers_and_an_index_come_to_what_the_hand_comes_to()
    {
        var objectives = StatementMaker.Make(Facts()).Objectives.ToDictionary(o => o.Objective);
        (string, string, string?, bool?) Of(string id) => (objectives[id].Kept, objectives[id].Counted, objectives[id].Percent, objectives[id].Holds);

        // Three of four answers within four hours; the one that never came is broken.
        Of("kept").ShouldBe(("3", "4", "75", true));
        // One and two hours, of one, two, three, and one that still runs and is too long already.
        Of("quick").ShouldBe(("2", "4", "50", false));
        // What is merely measured counts once it has stopped.
        Of("seen-quick").ShouldBe(("2", "3", "66.666666", true));
        // 5 and 4 of 5, 3 and 4.
        Of("happy").ShouldBe(("2", "3", "66.666666", true));
        Of("happy-mail").ShouldBe(("1", "2", "50", false));
        Of("liked").ShouldBe(("0", "0", null, null));
        // 1 × 3/4 + 2 × 2/3 = 25/12 of 3; who was not asked has no weight.
        Of("all-in-all").ShouldBe(("25/12", "3", "69.444444", false));
    }

    [Fact]
    public void What_was_excluded_leaves_the_percentile()
    {
        var facts = Facts() with { Settlements = [new("4/answer/1", SettlementWord.Excluded, "force-majeure", "ana", "2026-03-01T00:00:00.000Z")] };
        StatementMaker.Make(facts).Objectives.Where(o => o.Objective == "quick").Select(o => (o.Kept, o.Counted)).ShouldBe([("2", "3")]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Answers_travel_in_the_bundle_and_are_recomputed_by_the_other_party(string database)
    {
        var now = KeptDemo.Now;
        using var kept = await KeptDemo.Open(database);
        var tenant = (await kept.Db.Read(Workspace.All)).Single().TenantId;
        await kept.Db.Write(tx =>
        {
            var source = PublishedAgreements.Source(tx, tenant, "aurora-premium", PublishedAgreements.Versions(tx, tenant).Where(v => v.Agreement == "aurora-premium").Max(v => v.Version))!;
            var line = source.Split('\n').First(l => l.Contains("id: solucoes", StringComparison.Ordinal));
            var indent = line[..line.IndexOf('-', StringComparison.Ordinal)];
            string[] more = ["{ id: satisfeitos, satisfaction: nps, at-least: 50% }", "{ id: rapidas, target: first-response, percentile: 90%, at-most: 30m clock }", "{ id: email, satisfaction: nps, at-least: 50%, when: { channel: email } }"];
            var next = PublishedAgreements.NextVersion(tx, tenant, source.Replace(line, string.Join('\n', more.Select(m => indent + "- " + m).Prepend(line)), StringComparison.Ordinal));
            return PublishedAgreements.Publish(tx, tenant, next, "user:ana", now, approved: true);
        });
        var draft = await StatementActs.Draft(kept.Db, new PublishedAgreements(), tenant, "aurora-premium", new LocalDate(2026, 2, 10), "ana", now);

        // The same answers, read from the surveys.
        var zone = DateTimeZoneProviders.Tzdb[draft.Content.Zone];
        var (from, to) = (new LocalDate(2026, 2, 1).AtStartOfDayInZone(zone).ToInstant(), new LocalDate(2026, 3, 1).AtStartOfDayInZone(zone).ToInstant());
        var answers = (await kept.Db.Read(s => SurveyStore.Asked(s, tenant, null, null))).Where(s => s.Agreement == "aurora-premium" && s.Scale == "nps" && s.Answered >= from && s.Answered < to).ToList();
        answers.ShouldNotBeEmpty();
        var happy = draft.Content.Objectives.Single(o => o.Objective == "satisfeitos");
        (happy.Kept, happy.Counted).ShouldBe((Count(answers.Count(a => a.Mark >= 9)), Count(answers.Count)));
        var email = draft.Content.Objectives.Single(o => o.Objective == "email");
        Number(email.Counted).ShouldBeInRange(1, answers.Count - 1);
        Number(draft.Content.Objectives.Single(o => o.Objective == "rapidas").Counted).ShouldBeGreaterThan(0);

        var closed = await StatementActs.Close(kept.Db, tenant, draft.Id, null, "ana", now + Duration.FromDays(11));
        var bundle = await kept.Db.Read(s => StatementActs.Export(s, StatementActs.Find(s, tenant, closed.Id)!));
        StatementVerification.Verify(new StringReader(bundle), null, null).Fault.ShouldBeNull();
        var lines = bundle.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var written = lines.Select(l => JsonNode.Parse(l)!.AsObject()).Where(l => l["line"]!.ToString() == "answer").ToList();
        written.Count.ShouldBe(answers.Count);
        // A mark, an instant and a ticket, and nobody's name or words.
        written.ShouldAllBe(l => string.Join(' ', l.Select(p => p.Key)) == "at line mark scale ticket");

        // Without its worst answer the period looks better than it was: signed anew, it comes to something else.
        var (facts, statement) = StatementBundle.Read(lines[..^2]);
        using var forged = new StringWriter();
        StatementBundle.Write(forged, "Aurora", facts with { Answers = [.. facts.Answers.OrderBy(a => a.Mark).Skip(1)] }, statement, (await kept.Db.Read(s => SigningKeys.Current(s, tenant)))!);
        StatementVerification.Verify(new StringReader(forged.ToString()), null, null).Fault.ShouldNotBeNull().ShouldStartWith("recomputed from its facts it is different: objectives[");
    }

    private static string Count(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
    private static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
