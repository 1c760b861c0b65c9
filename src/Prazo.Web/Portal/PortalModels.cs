using NodaTime;
using Prazo.Agreements;
using Prazo.Explain;
using Prazo.Knowledge;
using Prazo.Portal;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Clocks;
using Prazo.Web.Satisfaction;
using Prazo.Web.Screen;

namespace Prazo.Web.Portal;

/// <summary>A customer's tickets.</summary>
/// <param name="Open">Which were asked for; null: all.</param>
public sealed record PortalModel(IReadOnlyList<OwnTicketView> Tickets, IReadOnlyDictionary<long, PromiseShown> Promises, bool? Open, long? Next, string? Organisation)
{
    public static PortalModel Of(Session s, PublishedAgreements agreements, Viewer viewer, bool? open, long? before)
    {
        var scope = OwnScope.Of(s, viewer.Asker!);
        var found = OwnQueries.List(s, scope, open, before);
        var numbers = found.ToDictionary(t => t.Id);
        var promises = new Dictionary<long, PromiseShown>();
        foreach (var clocks in OwnQueries.OpenClocks(s, scope.Tenant, numbers.Keys).GroupBy(c => c.TicketId))
            promises[numbers[clocks.Key].Number] = PromiseShown.Of(clocks.OrderBy(c => c.Due is null).ThenBy(c => c.Due).ThenBy(c => c.Lane, StringComparer.Ordinal).First(), agreements.For(s, scope.Tenant, numbers[clocks.Key].Rev), viewer.Now);
        return new([.. found.Select(OwnTicketView.Of)], promises, open, found.Count == OwnQueries.MostOnPage ? found[^1].Number : null, scope.Customer is { } handle ? Prazo.People.Organisations.ByHandle(s, scope.Tenant, handle)?.Name : null);
    }
}

/// <summary>What a customer is about to ask.</summary>
/// <param name="Fitting">Articles that may answer it; null before the question was looked at.</param>
public sealed record PortalNewModel(OwnQuestion Asked, IReadOnlyList<Article>? Fitting, IReadOnlyList<Inbox> Inboxes, IReadOnlyList<string> Categories, string? Wrong)
{
    public static PortalNewModel Of(Session s, Viewer viewer, OwnQuestion asked, bool looks = false, string? wrong = null)
    {
        var tenant = viewer.Asker!.Tenant;
        return new(asked, looks ? Articles.Fitting(s, tenant, $"{asked.Subject} {asked.Text}", viewer.Words.Language, 3) : null, OwnActs.Inboxes(s, tenant), OwnActs.Categories(s, tenant), wrong is null ? null : viewer.Say("error.refused", wrong));
    }
}

/// <summary>One's own ticket with everything that its page shows.</summary>
/// <param name="Typed">What somebody wrote that was not accepted.</param>
public sealed record PortalTicketModel(OwnTicketDetails Details, IReadOnlyList<OwnPromise> Promises, string? Typed, string? Wrong)
{
    /// <summary>What was asked about it; null: nothing.</summary>
    public SurveyForm? Survey { get; init; }

    public static PortalTicketModel Of(Session s, PublishedAgreements agreements, Viewer viewer, string id, string? typed = null, string? wrong = null)
    {
        var scope = OwnScope.Of(s, viewer.Asker!);
        var ticket = scope.Find(s, id);
        return new(OwnTicketDetails.Of(s, agreements, scope, ticket, viewer.Now), OwnPromises.Of(OwnPromises.Account(s, agreements, ticket, viewer.Now)), typed, wrong)
        {
            Survey = OwnSurveys.Of(s, scope, ticket) is { } survey ? SurveyForm.Of(s, agreements, survey, viewer.Words.Language, viewer.Now) : null,
        };
    }

    public bool May(string action) => Details.Actions.Contains(action);
}

public sealed record PortalClocksModel(long Number, string? Subject, TicketAccount Account)
{
    public static PortalClocksModel Of(Session s, PublishedAgreements agreements, Viewer viewer, string id)
    {
        var ticket = OwnScope.Of(s, viewer.Asker!).Find(s, id);
        return new(ticket.Number, ticket.Subject, OwnPromises.Account(s, agreements, ticket, viewer.Now));
    }
}

/// <summary>The tickets behind one number of what was kept.</summary>
public sealed record PortalBehindModel(string Name, string Month, IReadOnlyList<(OwnTicketView Ticket, bool? Kept)> Tickets);
