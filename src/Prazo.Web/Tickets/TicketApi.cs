using System.Collections.ObjectModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Agreements;
using Prazo.Statements;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Hosting;
using Prazo.Workspaces;

namespace Prazo.Web.Tickets;

internal static class TicketApi
{
    public static void MapTickets(this RouteGroupBuilder api)
    {
        api.MapEvents();
        api.MapGet("/tickets", List).For(Ability.Read).WithSummary("Tickets: filtered, searched and sorted, a page at a time. `field.NAME=value` filters by any other field.");
        api.MapPost("/tickets", Open).For(Ability.Work).WithSummary("Opens a ticket, for a contact or by an agent.");
        api.MapGet("/tickets/{id}", Get).For(Ability.Read).WithSummary("A ticket by its id or number, with its messages, links and what can be done with it.");
        api.MapPatch("/tickets/{id}", Change).For(Ability.Work).WithSummary("Changes fields, tags and the subject; `If-Match` refuses what somebody else changed meanwhile.");
        api.MapTicketActions();
        api.MapClockRequests();
        api.MapAttachments();
        api.MapBulk();
        api.MapProblems();
        api.MapScope();
        api.MapFields();
        api.MapViews();
    }

    private static async Task<Ok<TicketPageView>> List(HttpContext context, Db db, IClock clock, MoneyAtRisk risk, [AsParameters] TicketQuery query)
    {
        var (filter, tenant) = (query.Filter(context.Request.Query, clock.GetCurrentInstant()), context.Asker().Tenant);
        var (page, risks) = await db.Read(s => Page(s, risk, tenant, filter, query.Cursor, query.Limit));
        return TypedResults.Ok(TicketPageView.Of(page, risks));
    }

    /// <summary>In whichever order is asked for.</summary>
    /// <returns>What the tickets of the page may cost is only there where they are sorted by it.</returns>
    internal static (Prazo.Tickets.TicketPage Page, IReadOnlyDictionary<Guid, TicketRisk> Risks) Page(Session session, MoneyAtRisk risk, Guid tenant, TicketFilter filter, string? cursor, int? limit) =>
        filter.Sort == TicketSort.AtRisk ? risk.Page(session, tenant, filter, cursor, limit ?? 50) : (TicketList.Page(session, tenant, filter, cursor, limit ?? 50), ReadOnlyDictionary<Guid, TicketRisk>.Empty);

    private static async Task<Created<TicketDone>> Open(HttpContext context, NewTicket asked)
    {
        var done = await context.Act(act =>
        {
            var (ticket, message) = Opening.Open(act, asked);
            return TicketDone.Of(ticket, message);
        });
        context.Response.Headers.ETag = done.ETag;
        return TypedResults.Created($"/api/v1/tickets/{done.Ticket}", done);
    }

    private static async Task<Results<Ok<TicketDetails>, NotFound>> Get(HttpContext context, string id, Db db, PublishedAgreements agreements)
    {
        var asker = context.Asker();
        return await db.Read(s =>
        {
            if (TicketQueries.Find(s, asker.Tenant, id) is not { } ticket)
                return null;
            context.Response.Headers.ETag = ticket.ETag;
            return Details(s, ticket, asker, agreements);
        }) is { } details ? TypedResults.Ok(details) : TypedResults.NotFound();
    }

    public static TicketDetails Details(Session s, Ticket ticket, Principal asker, PublishedAgreements agreements)
    {
        var attachments = Attachments.Of(s, ticket.TenantId, ticket.Id).ToLookup(a => a.MessageId);
        var texts = TicketTexts.Of(s, ticket.TenantId, ticket.Id);
        var links = TicketLinks.Of(s, ticket.TenantId, ticket.Id);
        var scope = ticket.Values().ContainsKey(TicketScope.State) ? ScopeView.Of(s, ticket, agreements.For(s, ticket.TenantId, ticket.Rev), TicketQueries.Replay(s, agreements, ticket, ticket.Folded)) : null;
        return new(TicketView.Of(ticket), [.. MessageStore.Of(s, ticket.TenantId, ticket.Id).Select(m => MessageView.Of(m, attachments[m.Id]))], links,
            texts.Where(t => t.Kind == "field").ToDictionary(t => t.About, t => t.Body), TicketQueries.Followers(s, ticket),
            [.. ClockRequests.Of(s, ticket.TenantId, ticket.Id).Select(r => ClockRequestView.Of(r, texts))], Instructions.Of(s, agreements, ticket), Actions(ticket, links, scope, asker), scope);
    }

    internal static IReadOnlyList<string> Actions(Ticket ticket, IReadOnlyList<TicketLink> links, ScopeView? scope, Principal asker)
    {
        if (!asker.Abilities.Contains(Ability.Work) || links.Any(l => l is { Kind: "merged-into", Inverse: false }))
            return [];
        string[] always = ["change", "reply", "note", "link", "follow", "merge", "split"];
        string[] open = ["close", "accept", "workaround", "pause", "resume", "ask-waiver", "ask-extension", "scope"];
        string[] outside = ticket.Closed is null && scope?.State is TicketScope.Out or TicketScope.Offered ? ["decline", "offer"] : [];
        return [.. always, .. ticket.Closed is null ? open : ["reopen"], .. outside, .. asker.Abilities.Contains(Ability.Manage) ? ["decide"] : Array.Empty<string>()];
    }

    private static Task<Ok<TicketDone>> Change(HttpContext context, string id, TicketChange change) => context.Do(id, (act, ticket) => TicketEdits.Change(act, ticket, change));
}

/// <summary>What a list shows. Values separated by commas mean any of them; <c>none</c> means that the field is empty.</summary>
public sealed record TicketQuery
{
    public string? Status { get; init; }
    public string? Priority { get; init; }
    public string? Agent { get; init; }
    public string? Team { get; init; }
    public string? Inbox { get; init; }
    public string? Channel { get; init; }
    public string? Region { get; init; }
    public string? Stage { get; init; }
    public string? Type { get; init; }
    public string? Customer { get; init; }
    /// <summary>Separated by commas: all of them.</summary>
    public string? Tag { get; init; }
    public bool? Open { get; init; }
    public bool? Covered { get; init; }
    public string? DueBefore { get; init; }
    public string? UpdatedAfter { get; init; }
    public string? Follower { get; init; }
    /// <summary>A clock of the ticket is in this state: <c>overdue</c>, <c>due-soon</c>, <c>active</c>, <c>paused</c>, <c>met</c>, …</summary>
    public string? Clock { get; init; }
    /// <summary>Words that the subject or a message holds, whatever their case and accents.</summary>
    public string? Q { get; init; }
    /// <summary><c>next-due</c>, <c>updated</c>, <c>created</c> or <c>number</c>; a dash before it turns the order round. <c>-at-risk</c>: only those whose promises cost money if they break, the dearest first.</summary>
    public string? Sort { get; init; }
    public string? Cursor { get; init; }
    public int? Limit { get; init; }

    private const string FieldPrefix = "field.";

    public static readonly string[] Keys =
    [
        "status", "priority", "agent", "team", "inbox", "channel", "region", "stage", "type", "customer", "tag", "open", "covered", "dueBefore", "updatedAfter", "follower", "clock", "q", "sort",
    ];

    /// <summary>As a form sends it, in which an empty field asks for nothing.</summary>
    public TicketQuery WithoutBlanks() => this with
    {
        Status = Some(Status), Priority = Some(Priority), Agent = Some(Agent), Team = Some(Team), Inbox = Some(Inbox), Channel = Some(Channel), Region = Some(Region), Stage = Some(Stage), Type = Some(Type),
        Customer = Some(Customer), Tag = Some(Tag), DueBefore = Some(DueBefore), UpdatedAfter = Some(UpdatedAfter), Follower = Some(Follower), Clock = Some(Clock), Q = Some(Q), Sort = Some(Sort), Cursor = Some(Cursor),
    };

    private static string? Some(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    public TicketFilter Filter(IQueryCollection all, Instant now)
    {
        var fields = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var (name, value) in new[] { ("status", Status), ("priority", Priority), ("agent", Agent), ("team", Team), ("inbox", Inbox), ("channel", Channel), ("region", Region), ("stage", Stage), ("type", Type), ("customer", Customer) })
            if (value is not null)
                fields[name] = Values(value);
        foreach (var (name, value) in all)
            if (name.StartsWith(FieldPrefix, StringComparison.Ordinal) && name.Length > FieldPrefix.Length)
                fields[name[FieldPrefix.Length..]] = Values(value.ToString());
        return new TicketFilter
        {
            Fields = fields, Tags = Tag is null ? [] : Tag.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), Open = Open, Covered = Covered,
            DueBefore = Time("dueBefore", DueBefore), UpdatedAfter = Time("updatedAfter", UpdatedAfter), Follower = Follower, Words = Q, Now = now, Clock = Clock is null ? [] : [.. Values(Clock).Select(State)],
            Sort = (Sort ?? "").TrimStart('-') switch
            {
                "" or "next-due" => TicketSort.NextDue,
                "updated" => TicketSort.Updated,
                "created" => TicketSort.Created,
                "number" => TicketSort.Number,
                "at-risk" when Sort is ['-', ..] => TicketSort.AtRisk,
                "at-risk" => throw new RefusedException("bad-value", "sort", "money at risk is listed from the dearest on", "write -at-risk"),
                var other => throw new RefusedException("bad-value", "sort", $"'{other}' is not an order", "write next-due, updated, created, number or -at-risk"),
            },
            Descending = Sort is ['-', ..],
        };
    }

    private static List<string> Values(string text) => [.. text.Split(',', StringSplitOptions.TrimEntries).Select(v => v == "none" ? "" : v).Distinct()];

    private static string State(string text) => Enum.TryParse<Prazo.Engine.Clocks.ClockState>(text.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out _) && text.All(c => c is '-' || char.IsAsciiLetterLower(c)) ? text
        : throw new RefusedException("bad-value", "clock", $"'{text}' is not a state of clocks", "write overdue, due-soon, active, paused, met, met-late, cancelled, waived or not-applicable");

    private static Instant? Time(string path, string? text) => text is null ? null
        : NodaTime.Text.OffsetDateTimePattern.ExtendedIso.Parse(text) is { Success: true } parsed ? parsed.Value.ToInstant()
        : throw new RefusedException("bad-date", path, $"'{text}' is not an instant", "write one such as 2026-03-02T09:00:00-03:00");
}
