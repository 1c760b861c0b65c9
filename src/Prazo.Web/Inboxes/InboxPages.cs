using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Prazo.Inboxes;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Hosting;
using Prazo.Web.Screen;
using Prazo.Web.Tickets;
using Prazo.Workspaces;

namespace Prazo.Web.Inboxes;

public sealed record InboxesModel(IReadOnlyList<Inbox> Inboxes, Sent Sent);

public sealed record RepliesModel(IReadOnlyList<CannedReply> Replies, Sent Sent);

/// <summary>Where tickets come in, and answers that are used again and again.</summary>
internal static class InboxPages
{
    private const string Inboxes = "/settings/inboxes", Replies = "/settings/replies";

    public static void MapInboxPages(this RouteGroupBuilder pages)
    {
        pages.MapGet(Inboxes, (Delegate)ShowInboxes).For(Ability.Manage);
        pages.MapPost(Inboxes, (Delegate)AddInbox).For(Ability.Manage);
        pages.MapPost(Inboxes + "/{name}", ChangeInbox).For(Ability.Manage);
        pages.MapGet(Replies, (Delegate)ShowReplies).For(Ability.Manage);
        pages.MapPost(Replies, (Delegate)AddReply).For(Ability.Manage);
        pages.MapPost(Replies + "/{id:guid}", ChangeReply).For(Ability.Manage);
    }

    private static Task<IResult> ShowInboxes(HttpContext context) => context.Show<InboxesPage, InboxesModel>((s, viewer) => AllInboxes(s, viewer, Sent.Nothing));

    private static InboxesModel AllInboxes(Session session, Viewer viewer, Sent sent) => new(InboxStore.Of(session, viewer.Asker!.Tenant), sent);

    private static Task<IResult> AddInbox(HttpContext context) => context.Send<InboxesPage, InboxesModel>(async form =>
    {
        await context.Act(act => InboxEdits.Add(act, new Inbox(form["name"].ToString(), form["title"].ToString(), form["channel"].ToString(), form.Given("address"), new Dictionary<string, string>())));
        return context.SeeOther(Inboxes);
    }, AllInboxes);

    private static Task<IResult> ChangeInbox(HttpContext context, string name) => context.Send<InboxesPage, InboxesModel>(async form =>
    {
        await context.Act(act =>
        {
            // The fields that its tickets begin with are changed by the API alone: they stay.
            var known = InboxStore.Of(act.Tx, act.Tenant).FirstOrDefault(i => i.Name == name) ?? throw new MissingException();
            return form["do"] == "delete" ? InboxEdits.Delete(act, name)
                : InboxEdits.Change(act, known with { Title = form["title"].ToString(), Channel = form["channel"].ToString(), Address = form.Given("address") }) is not null;
        });
        return context.SeeOther(Inboxes);
    }, AllInboxes);

    private static Task<IResult> ShowReplies(HttpContext context) => context.Show<RepliesPage, RepliesModel>((s, viewer) => AllReplies(s, viewer, Sent.Nothing));

    private static RepliesModel AllReplies(Session session, Viewer viewer, Sent sent) => new(CannedReplies.Of(session, viewer.Asker!.Tenant), sent);

    private static Task<IResult> AddReply(HttpContext context) => context.Send<RepliesPage, RepliesModel>(async form =>
    {
        await context.Act(act => CannedReplies.Put(act, null, form["name"].ToString(), form.Given("language"), form["body"].ToString()));
        return context.SeeOther(Replies);
    }, AllReplies);

    private static Task<IResult> ChangeReply(HttpContext context, Guid id) => context.Send<RepliesPage, RepliesModel>(async form =>
    {
        if (form["do"] != "delete")
            await context.Act(act => CannedReplies.Put(act, id, form["name"].ToString(), form.Given("language"), form["body"].ToString()));
        else if (!await context.Act(act => CannedReplies.Delete(act, id)))
            throw new MissingException();
        return context.SeeOther(Replies);
    }, AllReplies);
}
