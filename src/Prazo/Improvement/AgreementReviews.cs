using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;
using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Engine.Money;
using Prazo.Notifications;
using Prazo.People;
using Prazo.Storage;
using Prazo.Tickets;
using Period = Prazo.Engine.Agreements.Period;

namespace Prazo.Improvement;

/// <summary>What is written down in a review.</summary>
/// <param name="Kind"><c>proposal</c>, <c>decision</c> or <c>action</c>.</param>
/// <param name="Owner">Of an action: the handle of who does it.</param>
/// <param name="Due">Of an action: the last day, by the agreement's zone, such as <c>2026-04-10</c>.</param>
public sealed record ReviewItemInput(string Kind, string? Text, string? Owner = null, string? Due = null);

/// <summary>The parties go through an agreement with its figures, each period; what they decide has an owner and a day, and becomes the next draft.</summary>
public static class AgreementReviews
{
    private const int LongestText = 2000, MostItems = 200;

    public static IReadOnlyList<AgreementReview> All(Session session, Guid tenant) => AgreementReviewStore.All(session, tenant);
    public static AgreementReview? Find(Session session, Guid tenant, Guid id) => AgreementReviewStore.Get(session, tenant, id);
    public static IReadOnlyList<ReviewItem> Items(Session session, AgreementReview review) => AgreementReviewStore.Items(session, review.TenantId, review.Id);
    public static IReadOnlyList<ReviewItem> OpenActions(Session session, Guid tenant) => AgreementReviewStore.OpenActions(session, tenant);

    /// <summary>By its <c>review:</c>, quarterly where it says nothing; null: never. Half-years are made of two quarters.</summary>
    public static Period? EveryOf(Agreement agreement) => agreement.Review switch { "never" => null, "weekly" => Period.Week, "monthly" => Period.Month, "yearly" => Period.Year, _ => Period.Quarter };

    /// <summary>The last whole period before a day, as its first day and the day after its last.</summary>
    public static (LocalDate First, LocalDate End, string Name)? Last(Agreement agreement, LocalDate today)
    {
        if (EveryOf(agreement) is not { } every)
            return null;
        if (agreement.Review == "half-yearly")
        {
            var end = new LocalDate(today.Year, today.Month > 6 ? 7 : 1, 1);
            var first = end.PlusMonths(-6);
            return (first, end, string.Create(CultureInfo.InvariantCulture, $"{first.Year:0000}-H{(first.Month > 6 ? 2 : 1)}"));
        }
        var until = Periods.StartOf(every, today);
        var from = Periods.StartOf(every, until.PlusDays(-1));
        return (from, until, Periods.Name(every, from));
    }

    /// <summary>Opens the review of the last whole period; that which it has where there is one.</summary>
    public static AgreementReview Open(Act act, PublishedAgreements agreements, string? agreement)
    {
        var found = agreements.Latest(act.Tx, act.Tenant, agreement ?? "") ?? throw new RefusedException("unknown-agreement", "agreement", $"there is no agreement '{agreement}'");
        var review = Make(act.Tenant, found with { Review = found.Review == "never" ? null : found.Review }, act.Now)!;
        if (AgreementReviewStore.Insert(act.Tx, review))
            act.Audit("agreement-review.opened", $"agreement-review:{review.Id}", new { review.Agreement, review.Period });
        return All(act.Tx, act.Tenant).First(r => r.Agreement == review.Agreement && r.Period == review.Period);
    }

    private static AgreementReview? Make(Guid tenant, Agreement agreement, Instant now)
    {
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(agreement.Zone) ?? DateTimeZone.Utc;
        return Last(agreement, now.InZone(zone).Date) is not var (first, end, name) ? null : new AgreementReview
        {
            TenantId = tenant, Id = Ids.New(now), Agreement = agreement.Id, Period = name, Since = zone.AtStartOfDay(first).ToInstant(), Until = zone.AtStartOfDay(end).ToInstant(), Opened = now,
        };
    }

    /// <summary>Opens what is due and tells those who manage; tells owners of late actions, once.</summary>
    internal static void Look(Tx tx, PublishedAgreements agreements, Guid tenant, Instant now)
    {
        var people = UserStore.All(tx, tenant).Where(u => u.Disabled is null).ToList();
        foreach (var newest in agreements.All(tx, tenant).Agreements.GroupBy(a => a.Id, StringComparer.Ordinal).Select(g => g.MaxBy(a => a.Version)!))
        {
            // Nothing was promised yet in a period before the first publication.
            if (Make(tenant, newest, now) is not { } review || PublishedAgreements.Versions(tx, tenant).Where(v => v.Agreement == newest.Id).Min(v => v.Published) >= review.Until || !AgreementReviewStore.Insert(tx, review))
                continue;
            Audit.AuditTrail.Write(tx, tenant, "prazo", "agreement-review.opened", $"agreement-review:{review.Id}", "{}", now);
            foreach (var manager in people.Where(u => u.Role == "manager"))
                Notices.Tell(tx, tenant, manager.Id, "review-due", null, null, $"{review.Agreement} {review.Period}", now);
        }
        foreach (var item in AgreementReviewStore.TellLate(tx, tenant, now))
            if (people.FirstOrDefault(u => u.Handle == item.Owner) is { } owner)
                Notices.Tell(tx, tenant, owner.Id, "action-late", null, null, item.Body.Length > 120 ? item.Body[..120] : item.Body, now);
    }

    public static ReviewItem Add(Act act, PublishedAgreements agreements, Guid id, ReviewItemInput input)
    {
        var review = Opened(act, id);
        if (input.Kind is not (ReviewItem.Proposal or ReviewItem.Decision or ReviewItem.Action))
            throw new RefusedException("bad-value", "kind", $"'{input.Kind}' is nothing that a review has", "write proposal, decision or action");
        if (Items(act.Tx, review).Count >= MostItems)
            throw new RefusedException("too-many", "", $"a review has at most {MostItems} of these");
        var isAction = input.Kind == ReviewItem.Action;
        var last = isAction ? LastDay(input.Due) : null;
        if (isAction && (last is null || string.IsNullOrWhiteSpace(input.Owner)))
            throw new RefusedException("missing-key", last is null ? "due" : "owner", "an action has an owner and a day");
        if (isAction && UserStore.All(act.Tx, act.Tenant).All(u => u.Handle != input.Owner || u.Disabled is not null || u.Role == "customer"))
            throw new RefusedException("unknown-user", "owner", $"nobody here is called {input.Owner}");
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(agreements.Latest(act.Tx, act.Tenant, review.Agreement)?.Zone ?? "") ?? DateTimeZone.Utc;
        var item = new ReviewItem
        {
            TenantId = act.Tenant, Id = Ids.New(act.Now), ReviewId = id, Kind = input.Kind, Body = Inputs.Needed("text", input.Text, LongestText), Owner = isAction ? input.Owner : null,
            Due = last is { } day ? zone.AtStartOfDay(day.PlusDays(1)).ToInstant() : null, Made = act.Now, MadeBy = act.Asker.Actor,
        };
        AgreementReviewStore.Insert(act.Tx, item);
        act.Audit("agreement-review.noted", $"agreement-review:{id}", new { item = item.Id, item.Kind, item.Owner });
        return item;
    }

    private static LocalDate? LastDay(string? text) => string.IsNullOrWhiteSpace(text) ? null : LocalDatePattern.Iso.Parse(text) is { Success: true, Value: { Year: > 1970 and < 9000 } date } ? date
        : throw new RefusedException("bad-date", "due", $"'{text}' is not a date", "write one such as 2026-03-02");

    /// <summary>An action is done; done twice is done once. Actions outlive their review.</summary>
    public static ReviewItem Finish(Act act, Guid id, Guid item)
    {
        var found = AgreementReviewStore.Item(act.Tx, act.Tenant, id, item) ?? throw new MissingException();
        if (found.Kind != ReviewItem.Action)
            throw new RefusedException("no-action", "", "only an action can be done");
        if (found.Done is not null)
            return found;
        var done = found with { Done = act.Now, DoneBy = act.Asker.Actor };
        AgreementReviewStore.Done(act.Tx, done);
        act.Audit("agreement-review.done", $"agreement-review:{id}", new { item });
        return done;
    }

    /// <summary>Closed twice is closed once.</summary>
    public static AgreementReview Close(Act act, Guid id)
    {
        var review = AgreementReviewStore.Lock(act.Tx, act.Tenant, id) ?? throw new MissingException();
        if (review.Closed is not null)
            return review;
        var closed = review with { Closed = act.Now, ClosedBy = act.Asker.Actor };
        AgreementReviewStore.Update(act.Tx, closed);
        act.Audit("agreement-review.closed", $"agreement-review:{id}");
        return closed;
    }

    /// <summary>The newest version as a draft of the next, with the decisions as a note above it. Once made, the same draft while it is there.</summary>
    public static AgreementDraft Draft(Act act, Guid id)
    {
        var review = AgreementReviewStore.Lock(act.Tx, act.Tenant, id) ?? throw new MissingException();
        if (review.DraftId is { } made && AgreementDrafts.Find(act.Tx, act.Tenant, AgreementDraft.Agreement, made) is { } there)
            return there;
        var newest = PublishedAgreements.Versions(act.Tx, act.Tenant).Where(v => v.Agreement == review.Agreement).Max(v => v.Version);
        var note = new StringBuilder().Append(CultureInfo.InvariantCulture, $"# {review.Agreement}, {review.Period}\n");
        foreach (var item in Items(act.Tx, review).Where(i => i.Kind == ReviewItem.Decision))
            note.Append("# - ").Append(item.Body.ReplaceLineEndings(" ")).Append('\n');
        var source = note + PublishedAgreements.NextVersion(act.Tx, act.Tenant, PublishedAgreements.Source(act.Tx, act.Tenant, review.Agreement, newest)!);
        var draft = AgreementDrafts.Create(act.Tx, act.Tenant, AgreementDraft.Agreement, review.Agreement, source, act.Asker.Actor, act.Now);
        AgreementReviewStore.Update(act.Tx, review with { DraftId = draft.Id });
        act.Audit("agreement-review.drafted", $"agreement-review:{id}", new { draft = draft.Id });
        return draft;
    }

    private static AgreementReview Opened(Act act, Guid id) => AgreementReviewStore.Lock(act.Tx, act.Tenant, id) is not { } review ? throw new MissingException()
        : review.Closed is null ? review : throw new RefusedException("closed", "", "the review is closed", "open the next one, or mark its actions as done");
}

/// <summary>Looks once an hour whether a review is due or an action late.</summary>
public sealed class ReviewRunner(Db db, PublishedAgreements agreements)
{
    private static readonly Duration Pause = Duration.FromHours(1);

    public async Task<int> Step(Instant now)
    {
        var done = 0;
        foreach (var tenant in await db.Read(s => AgreementReviewStore.Waiting(s, now)))
            done += await db.Write(tx =>
            {
                if (!AgreementReviewStore.Looks(tx, tenant, now, now + Pause))
                    return 0;
                AgreementReviews.Look(tx, agreements, tenant, now);
                return 1;
            });
        return done;
    }
}
