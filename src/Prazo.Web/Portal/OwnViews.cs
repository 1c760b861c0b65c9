using NodaTime;
using Prazo.Agreements;
using Prazo.Portal;
using Prazo.People;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Tickets;
using Prazo.Workspaces;

namespace Prazo.Web.Portal;

/// <summary>A ticket as its customer sees it in a list.</summary>
/// <param name="Status"><c>new</c>, <c>open</c>, <c>waiting-for-you</c> or <c>closed</c>: what agents call it among themselves is theirs.</param>
public sealed record OwnTicketView(long Number, string? Subject, string Status, string? Priority, string? Channel, Instant? Created, Instant? Closed)
{
    public static OwnTicketView Of(Ticket t) => new(t.Number, t.Subject, StatusOf(t), t.Priority, t.Channel, t.Created, t.Closed);

    public static string StatusOf(Ticket t) => t.Closed is not null ? "closed" : t.Status switch { "new" => "new", "waiting-customer" or "pending" => "waiting-for-you", _ => "open" };
}

/// <param name="Next">Give it as <c>before</c> for those that come next.</param>
public sealed record OwnTicketList(IReadOnlyList<OwnTicketView> Items, long? Next);

/// <param name="By"><c>us</c> or <c>you</c>: who promised, or the customer.</param>
/// <param name="Name">Who wrote, by the name that they show; without one, nobody is named.</param>
public sealed record OwnMessageView(Guid Id, string By, string? Name, Instant At, string Text, IReadOnlyList<OwnFileView> Attachments);

public sealed record OwnFileView(Guid Id, string Name, string Type, long Size);

/// <param name="State">As people see it: <c>active</c>, <c>due-soon</c>, <c>overdue</c>, <c>paused</c>, <c>met</c>, …</param>
/// <param name="Remaining">ISO 8601, while it stands still.</param>
public sealed record OwnPromiseView(string Target, int Cycle, Prazo.Engine.Agreements.Metric Metric, Prazo.Engine.Clocks.ClockState State, string Limit, Instant Started, Instant? Due, Instant? Last, Instant? Stopped,
    Instant? VerdictAt, string? Remaining, IReadOnlyList<OwnPauseView> Pauses)
{
    public static OwnPromiseView Of(OwnPromise p) => new(p.Target, p.Cycle, p.Metric, p.State, p.Limit, p.Started, p.Due, p.Last, p.Stopped, p.VerdictAt,
        p.Remaining is { } left ? NodaTime.Text.PeriodPattern.NormalizingIso.Format(Period.FromMilliseconds((long)left.TotalMilliseconds)) : null, [.. p.Pauses.Select(x => new OwnPauseView(x.From, x.To, x.Party, x.Reason))]);
}

/// <param name="Reason">A word of the agreement or of the log.</param>
public sealed record OwnPauseView(Instant From, Instant? To, Prazo.Engine.Agreements.Party Party, string Reason);

/// <summary>What was contested, and what was answered.</summary>
/// <param name="Outcome"><c>accepted</c> or <c>rejected</c>; missing while it waits.</param>
public sealed record OwnReviewView(Guid Id, string About, string Target, long Cycle, Instant? Since, Instant Asked, string? Text, string? Outcome, Instant? Answered, string? Answer, string? AnsweredBy);

/// <summary>A ticket with everything that its customer may see of it: nothing that agents wrote for one another, and none of its inner fields.</summary>
/// <param name="Actions">What the asker may do with it now.</param>
public sealed record OwnTicketDetails(OwnTicketView Ticket, IReadOnlyList<OwnMessageView> Messages, IReadOnlyList<OwnPromiseView> Promises, IReadOnlyList<OwnReviewView> Reviews, IReadOnlyList<string> Actions, OwnOfferView? Offer)
{
    public static OwnTicketDetails Of(Session s, PublishedAgreements agreements, OwnScope scope, Ticket ticket, Instant now)
    {
        var names = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var user in UserStore.All(s, scope.Tenant).Where(u => u.Is != Role.Customer))
            names[user.Handle] = names[user.Actor] = user.Name;
        var files = Attachments.Of(s, scope.Tenant, ticket.Id).ToLookup(a => a.MessageId);
        var texts = TicketTexts.Of(s, scope.Tenant, ticket.Id);
        var offer = ticket.Values().ContainsKey(TicketScope.Offer) && ScopeView.Of(s, ticket, agreements.For(s, scope.Tenant, ticket.Rev), TicketQueries.Replay(s, agreements, ticket, now)) is { Offer: { } price } made
            ? new OwnOfferView(price, made.Clause, made.Text, made.State) : null;
        var merged = TicketLinks.Of(s, scope.Tenant, ticket.Id, LinkKind.MergedInto) is not null;
        return new(OwnTicketView.Of(ticket),
            [.. OwnQueries.Messages(s, scope, ticket).Select(m => new OwnMessageView(m.Id, m.Kind == "customer" ? "you" : "us", m.Kind == "customer" ? NameOf(s, scope, m.Author) : names.GetValueOrDefault(m.Author), m.At, m.Body,
                [.. files[m.Id].Select(a => new OwnFileView(a.Id, a.Name, a.Type, a.Size))]))],
            [.. OwnPromises.Of(OwnPromises.Account(s, agreements, ticket, now)).Select(OwnPromiseView.Of)],
            [.. Prazo.Portal.Reviews.Of(s, scope.Tenant, ticket.Id).Select(r => ViewOf(r, texts, names))],
            merged ? [] : ["reply", "review", ticket.Closed is null ? "close" : "reopen", .. offer?.State == TicketScope.Offered && ticket.Closed is null ? ["answer-offer"] : Array.Empty<string>()], offer);
    }

    public static OwnReviewView ViewOf(ReviewRequest r, IReadOnlyList<TicketText> texts, IReadOnlyDictionary<string, string?> names)
    {
        var about = r.Id.ToString();
        return new(r.Id, r.About, r.Target, r.Cycle, r.Since, r.Asked, Text("reason"), r.Outcome, r.Answered, Text("decision"), r.AnsweredBy is { } by ? names.GetValueOrDefault(by) : null);

        string? Text(string kind) => texts.FirstOrDefault(t => t.Kind == kind && t.About == about)?.Body;
    }

    /// <summary>A contact's name; of one whom nobody knows, none.</summary>
    private static string? NameOf(Session s, OwnScope scope, string author) => author == scope.Contact.Handle ? scope.Contact.Name : Contacts.ByHandle(s, scope.Tenant, author)?.Name;
}

/// <summary>What is outside of the agreement and was offered for a price.</summary>
/// <param name="Price">Such as <c>250.00 BRL</c>.</param>
/// <param name="State"><c>offered</c>, <c>accepted</c> or <c>refused</c>.</param>
public sealed record OwnOfferView(string Price, string Clause, string Text, string State);

/// <summary>A customer's answer to an offer.</summary>
public sealed record OwnOfferAnswer(bool Accept);

/// <summary>What was done: numbers and ids only, as it may be kept for the sake of its idempotency key.</summary>
public sealed record OwnDone(long Number, Guid? Message = null, Guid? Review = null);

public sealed record OwnWriting(string? Text, IReadOnlyList<Guid>? Attachments = null);

public sealed record OwnArticleView(Guid Id, string Title, string Body, string Language)
{
    public static OwnArticleView Of(Prazo.Knowledge.Article a) => new(a.Id, a.Title, a.Body, a.Language);
}

public sealed record OwnArticleList(IReadOnlyList<OwnArticleView> Items);
