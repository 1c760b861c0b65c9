using NodaTime;
using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Workspaces;

namespace Prazo.Outages;

/// <param name="Kind">outage, unstaffed, maintenance or force-majeure.</param>
/// <param name="What">The service or channel as agreements name it; of maintenance and force majeure null: everything.</param>
/// <param name="Until">Exclusive; null: it lasts.</param>
/// <param name="Announced">When customers were told: maintenance does not count only if that was before it began.</param>
/// <param name="Title">For customers, who read it in their statements.</param>
/// <param name="Note">The workspace's own.</param>
/// <param name="Why">Of a change: why it is another now.</param>
public sealed record OutageInput(string? Kind, string? What, Instant? From, Instant? Until, Instant? Announced, string? Title, string? Note = null, string? Why = null);

/// <summary>An outage as it stands, with when it was reported first.</summary>
public sealed record KnownOutage(Outage Now, Instant Reported, string ReportedBy);

/// <summary>Outages are reported, maintenance and force majeure declared; all of it is corrected and taken back with its reason, and nothing that was said is lost.</summary>
public static class OutageActs
{
    public const int LongestTitle = 120, LongestNote = 2000, LongestWhy = 500;
    private static readonly Instant Earliest = Instant.FromUtc(1990, 1, 1, 0, 0), Latest = Instant.FromUtc(2100, 1, 1, 0, 0);

    /// <summary>As they were known at an instant, the latest first.</summary>
    public static IReadOnlyList<KnownOutage> All(Session session, Guid tenant, Instant known) =>
        [.. OutageStore.All(session, tenant, known).Select(v => new KnownOutage(v.Last(), v.First().Recorded, v.First().RecordedBy)).OrderByDescending(o => o.Now.Starts).ThenByDescending(o => o.Now.Id)];

    /// <summary>All that was said of one, the first first; nothing when there is none.</summary>
    public static IReadOnlyList<Outage> History(Session session, Guid tenant, Guid id) => OutageStore.Versions(session, tenant, id);

    /// <summary>What any version of an agreement promises to be available.</summary>
    public static IReadOnlyList<string> Services(IEnumerable<Agreement> agreements) =>
        [.. agreements.SelectMany(Services).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    public static IEnumerable<string> Services(Agreement agreement) => agreement.Objectives.Select(o => o.Measure).OfType<AvailabilityMeasure>().Select(m => m.Service);

    public static Outage Report(Act act, PublishedAgreements agreements, OutageInput input)
    {
        var outage = Checked(act, agreements, input, new Outage { TenantId = act.Tenant, Id = Ids.New(act.Now) });
        if (!outage.Counts && !act.Asker.May(Ability.Manage))
            throw new RefusedException("managers-only", "kind", "only who manages declares what does not count", "report an outage");
        return Kept(act, outage, "outage.reported");
    }

    public static Outage Correct(Act act, PublishedAgreements agreements, Guid id, OutageInput input, long? seen = null)
    {
        var outage = Standing(act, id, seen);
        return Kept(act, Checked(act, agreements, input, outage with { Why = Inputs.Needed("why", input.Why, LongestWhy) }), "outage.corrected");
    }

    /// <param name="until">Null: now.</param>
    public static Outage End(Act act, Guid id, Instant? until, long? seen = null)
    {
        var outage = Standing(act, id, seen);
        if (outage.Ends is not null)
            throw new RefusedException("ended-already", "", "it has an end already", "correct it, and say why");
        var ended = outage with { Ends = Kept(until) ?? act.Now, Why = null };
        InOrder(act, ended);
        return Kept(act, ended, "outage.ended");
    }

    public static Outage Withdraw(Act act, Guid id, string? why, long? seen = null) =>
        Kept(act, Standing(act, id, seen) with { Withdrawn = act.Now, Why = Inputs.Needed("why", why, LongestWhy) }, "outage.withdrawn");

    private static Outage Standing(Act act, Guid id, long? seen)
    {
        var outage = OutageStore.Versions(act.Tx, act.Tenant, id) is [.., var last] ? last : throw new MissingException();
        if (seen is { } version && version != outage.Version)
            throw new StaleException($"it is at version {outage.Version} now");
        return outage.Withdrawn is null ? outage with { Version = outage.Version + 1 } : throw new RefusedException("withdrawn-already", "", "it was withdrawn", "report it anew");
    }

    private static Outage Kept(Act act, Outage outage, string action)
    {
        var kept = outage with { Recorded = act.Now, RecordedBy = act.Asker.Actor };
        if (!OutageStore.Insert(act.Tx, kept))
            throw new StaleException("somebody else has just changed it");
        act.Audit(action, $"outage:{kept.Id}", new { kept.Kind, kept.What, kept.Version });
        return kept;
    }

    private static Outage Checked(Act act, PublishedAgreements agreements, OutageInput input, Outage outage)
    {
        if (input.Kind is null || !Outage.Kinds.Contains(input.Kind))
            throw new RefusedException("bad-kind", "kind", "say what it is: " + string.Join(", ", Outage.Kinds));
        var checkedOne = outage with
        {
            Kind = input.Kind, What = Service(act, agreements, input), Starts = Kept(input.From) ?? throw new RefusedException("missing-key", "from", "say when it began"), Ends = Kept(input.Until),
            Announced = Outage.Counting(input.Kind) ? null : Kept(input.Announced), Title = Handles.Needed(input.Title, "title", LongestTitle), Note = Inputs.Text("note", input.Note, LongestNote),
        };
        InOrder(act, checkedOne);
        return checkedOne;
    }

    /// <summary>To the millisecond, as it is kept.</summary>
    private static Instant? Kept(Instant? at) => at is { } given ? Instant.FromUnixTimeMilliseconds(given.ToUnixTimeMilliseconds()) : null;

    /// <summary>What nobody promises would count nowhere, and nobody would notice that it is misspelt.</summary>
    private static string? Service(Act act, PublishedAgreements agreements, OutageInput input)
    {
        if (input.What?.Trim() is not { Length: > 0 } what)
            return Outage.Counting(input.Kind!) ? throw new RefusedException("missing-key", "what", "say what was not there", "name a service or channel as agreements do in `availability:`") : null;
        var known = Services(agreements.All(act.Tx, act.Tenant).Agreements);
        return known.Contains(what) ? what : throw new RefusedException("unknown-service", "what", "no agreement promises that this is available",
            known.Count == 0 ? "no agreement has an objective with `availability:` yet" : "known are: " + string.Join(", ", known.Take(20)));
    }

    private static void InOrder(Act act, Outage outage)
    {
        foreach (var (at, path) in new[] { (outage.Starts, "from"), (outage.Ends ?? outage.Starts, "until"), (outage.Announced ?? outage.Starts, "announced") })
            if (at < Earliest || at >= Latest)
                throw new RefusedException("bad-time", path, "that is no time of ours");
        if (outage.Ends <= outage.Starts)
            throw new RefusedException("ends-first", "until", "it ends before it begins");
        if (outage.Counts && (outage.Starts > act.Now || outage.Ends > act.Now))
            throw new RefusedException("not-yet", outage.Starts > act.Now ? "from" : "until", "nobody knows yet that it will not be there", outage.Starts > act.Now ? "declare maintenance" : "leave its end open until it is over");
        if (outage.Announced > act.Now)
            throw new RefusedException("not-yet", "announced", "nobody has been told yet");
    }
}
