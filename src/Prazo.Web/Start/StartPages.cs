using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Agreements;
using Prazo.Engine;
using Prazo.Engine.Agreements;
using Prazo.Inboxes;
using Prazo.Start;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Hosting;
using Prazo.Web.People;
using Prazo.Web.Portal;
using Prazo.Web.Documents;
using Prazo.Web.Screen;
using Prazo.Web.Tickets;
using Prazo.Workspaces;

namespace Prazo.Web.Start;

/// <param name="Step">The one that is shown; <c>end</c> after the last.</param>
/// <param name="Plain">The chosen template in plain words, as it would be published here.</param>
/// <param name="Problems">Why it cannot be.</param>
/// <param name="Published">Ids of agreements that there are already.</param>
public sealed record StartModel(IReadOnlyList<FirstStep> Steps, string Step, AgreementTemplate? Template, PlainAgreement? Plain, IReadOnlyList<Problem> Problems, IReadOnlySet<string> Published,
    IReadOnlyList<Inbox> Inboxes, string? Holidays, Sent Sent, OnceShown? Link = null);

/// <summary>The first use: hours, a first promise, a channel, people; each in a minute, each skippable, each again at any time.</summary>
internal static class StartPages
{
    private const string Start = "/start";

    public static void MapStartPages(this RouteGroupBuilder pages)
    {
        pages.MapGet(Start, Show).For(Ability.Manage);
        pages.MapPost(Start + "/hours", Hours).For(Ability.Manage);
        pages.MapPost(Start + "/promise", Promise).For(Ability.Manage);
        pages.MapPost(Start + "/channel", (Delegate)Channel).For(Ability.Manage);
        pages.MapPost(Start + "/people", People).For(Ability.Administer);
        pages.MapPost(Start + "/pass", Pass).For(Ability.Manage);
        pages.MapPost(Start + "/ticket", (Delegate)Ticket).For(Ability.Manage);
    }

    private static Task<IResult> Show(HttpContext context, string? step, string? template) => context.Show<StartPage, StartModel>((s, viewer) => Of(s, viewer, step, template, Sent.Nothing) with { Link = context.Once() });

    private static StartModel Of(Session session, Viewer viewer, string? step, string? template, Sent sent)
    {
        var (tenant, workspace) = (viewer.Asker!.Tenant, viewer.Workspace!);
        var steps = FirstSteps.Of(session, tenant);
        var shown = step is not null && (step == "end" || FirstSteps.Names.Contains(step)) ? step : steps.FirstOrDefault(x => x.IsOpen)?.Name ?? "end";
        var chosen = AgreementTemplate.Find(template);
        var read = chosen is null ? null : PublishedAgreements.Check(session, tenant, chosen.For(session, workspace));
        var plain = read is { HasErrors: false, Agreements: [var agreement, ..] } ? PlainAgreement.Of(viewer.Words, agreement, new AgreementSet([agreement]).CalendarsOf(agreement), DocumentReader.Staff) : null;
        return new(steps, shown, chosen, plain, [.. (read?.Problems ?? []).Where(p => p.Severity == Severity.Error)], PublishedAgreements.Versions(session, tenant).Select(v => v.Agreement).ToHashSet(StringComparer.Ordinal),
            InboxStore.Of(session, tenant), FirstHours.HolidaysOf(workspace.Zone), sent);
    }

    /// <summary>On to the next step that is open.</summary>
    private static IResult Next(HttpContext context) => context.SeeOther(Start);

    private static Task<IResult> Hours(HttpContext context, Db db, IClock clock) => context.Send<StartPage, StartModel>(async form =>
    {
        await StartApi.Publish(context, new FirstHours(form.Given("weekdays"), form.Given("saturday"), form.Given("sunday"), form["holidays"] == "on"), db, clock);
        return Next(context);
    }, (s, viewer, sent) => Of(s, viewer, FirstSteps.Hours, null, sent));

    /// <summary>Publishes the template, or opens it as a draft in the editor.</summary>
    private static Task<IResult> Promise(HttpContext context, Db db, IClock clock) => context.Send<StartPage, StartModel>(async form =>
    {
        var (asker, now, template) = (context.Asker(), clock.GetCurrentInstant(), AgreementTemplate.Find(form["template"]) ?? throw new MissingException());
        if (form["do"] == "draft")
        {
            var draft = await db.Write(tx => AgreementDrafts.Create(tx, asker.Tenant, AgreementDraft.Agreement, template.Id, template.For(tx, Workspace.Get(tx, asker.Tenant)), asker.Actor, now));
            return context.SeeOther($"/agreements/drafts/{draft.Id}");
        }
        await db.Write(tx => PublishedAgreements.Publish(tx, asker.Tenant, template.For(tx, Workspace.Get(tx, asker.Tenant)), asker.Actor, now));
        return Next(context);
    }, (s, viewer, sent) => Of(s, viewer, FirstSteps.Promise, sent.Or(Start + "/promise", "template"), sent));

    private static Task<IResult> Channel(HttpContext context) => context.Send<StartPage, StartModel>(async form =>
    {
        var channel = form["channel"].ToString();
        await context.Act(act =>
        {
            var taken = InboxStore.Of(act.Tx, act.Tenant).Select(i => i.Name).ToHashSet(StringComparer.Ordinal);
            var name = Enumerable.Range(1, 1000).Select(n => n == 1 ? channel : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{channel}-{n}")).First(n => !taken.Contains(n));
            return InboxEdits.Add(act, new Inbox(name, form["title"].ToString(), channel, form.Given("address"), new Dictionary<string, string>()));
        });
        return channel == "email" ? context.SeeOther("/settings/channels") : Next(context);
    }, (s, viewer, sent) => Of(s, viewer, FirstSteps.Channel, null, sent));

    private static Task<IResult> People(HttpContext context, Db db, IClock clock) => context.Send<StartPage, StartModel>(async form =>
    {
        var email = form.Given("email");
        var handle = form.Given("handle") ?? Prazo.People.FirstStart.HandleOf(email ?? form.Given("name"));
        var (user, link, ends) = await UserApi.Invite(context, new UserRequest(handle, form.Given("name"), email, form.Given("role"), null, null, null), db, clock);
        return context.SeeOther(Start + "?step=people", UserPages.Link(context, user, link, ends));
    }, (s, viewer, sent) => Of(s, viewer, FirstSteps.People, null, sent));

    private static async Task<IResult> Pass(HttpContext context, Db db, IClock clock)
    {
        var (asker, now, form) = (context.Asker(), clock.GetCurrentInstant(), await context.Form());
        await db.Write(tx => FirstSteps.Pass(tx, asker.Tenant, form["step"].ToString(), form["do"] != "again", asker.Actor, now));
        return form["do"] == "again" ? context.SeeOther($"{Start}?step={Uri.EscapeDataString(form["step"].ToString())}") : Next(context);
    }

    private static Task<IResult> Ticket(HttpContext context) => context.Send<StartPage, StartModel>(async form =>
    {
        await context.Act(act => Opening.Open(act, new NewTicket(Subject: form.Given("subject"), Text: form.Given("text"), From: "customer", Inbox: InboxStore.Of(act.Tx, act.Tenant) is [var first, ..] ? first.Name : null)).Ticket.Id);
        return context.SeeOther("/queue?open=true");
    }, (s, viewer, sent) => Of(s, viewer, "end", null, sent));
}
