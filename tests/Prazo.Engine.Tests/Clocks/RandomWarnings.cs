using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine.Agreements;

namespace Prazo.Engine.Tests.Clocks;

/// <summary>Random agreements with warnings of every form, dates, missed cycles that open the next, and attachments that come late.</summary>
internal static class RandomWarnings
{
    private static readonly ImmutableArray<Warning> Warnings =
        [.. new[] { "10%", "50%", "80%", "100%", "130%", "15m before", "20h before", "45m clock before", "10m after", "3h after", "5h clock after" }.Select(w => WarningParser.Parse(w).Value!)];

    public static AgreementSet Agreements(Random random)
    {
        var agreement = Agreement(random);
        return new([random.Next(3) == 0 ? Coming(random, agreement) : agreement]);
    }

    /// <summary>With a second version, for tickets created before it and still open too.</summary>
    public static AgreementSet Versions(Random random)
    {
        var (day, old, next) = (new LocalDate(2026, 3, random.Next(3, 12)), Agreement(random), Agreement(random));
        return new([old with { To = day }, next with { Version = 2, From = day.PlusDays(1), OpenTicketsToo = true }]);
    }

    private static Agreement Agreement(Random random)
    {
        var agreement = RandomTickets.Agreement(random, dateLike: true).Agreements[0];
        return agreement with { Targets = [.. agreement.Targets.Select(t => Warned(random, t))] };
    }

    private static Agreement Coming(Random random, Agreement agreement) => agreement with
    {
        Targets = [.. agreement.Targets.Select(t => random.Next(3) == 0 ? t with { When = Sla.When("team", "n2") } : t)],
        Rematch = Rematch.Always,
        Attach = RandomTickets.Pick(random, MatchPin.Creation, MatchPin.Attachment),
    };

    private static Target Warned(Random random, Target target) => target with
    {
        Warn = [.. Warnings.Where(_ => random.Next(4) == 0).OrderBy(_ => random.Next())],
        MissedOpensNext = target.Metric == Metric.Update && random.Next(4) == 0,
        PausesExtend = random.Next(2) == 0,
        Within = random.Next(6) == 0 ? ByValue<Within>.One(Sla.W(RandomTickets.Pick(random, "until 2026-03-06", "until field promised"))) : target.Within,
    };
}
