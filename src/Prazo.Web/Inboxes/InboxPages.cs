using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Prazo.Inboxes;
using Prazo.People;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Hosting;
using Prazo.Web.Screen;
using Prazo.Web.Tickets;
using Prazo.Workspaces;

namespace Prazo.Web.Inboxes;

/// <param name="Fields">Those that a ticket of an inbox can begin with, beside the built-in ones.</param>
public sealed record InboxesModel(IReadOnlyList<Inbox> Inboxes, IReadOnlyList<FieldDefinition> Fields, IReadOnlyList<Team> Teams, Sent Sent);

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

    private static InboxesModel AllInboxes(Session session, Viewer viewer, Sent sent) => new(InboxStore.Of(session, viewer.Asker!.Tenant),
        [.. FieldDefinitions.Of(session, viewer.Asker.Tenant).Where(f => f.Type != FieldType.Text && f.Archived is null)], [.. Teams.All(session, viewer.Asker.Tenant).Where(t => t.Closed is null)], sent);

    private static Task<IResult> AddInbox(HttpContext context) => context.Send<InboxesPage, InboxesModel>(async form =>
    {
        await context.Act(act => InboxEdits.Add(act, new Inbox(form["name"].ToString(), form["title"].ToString(), form["channel"].ToString(), form.Given("address"), Begins(form, new Dictionary<string, string>()))));
        return context.SeeOther(Inboxes);
    }, AllInboxes);

    private static Task<IResult> ChangeInbox(HttpContext context, string name) => context.Send<InboxesPage, InboxesModel>(async form =>
    {
        await context.Act(act =>
        {
            var known = InboxStore.Of(act.Tx, act.Tenant).FirstOrDefault(i => i.Name == name) ?? throw new MissingException();
            form.Check(Forms.Mark(known));
            return form["do"] == "delete" ? InboxEdits.Delete(act, name)
                : InboxEdits.Change(act, known with { Title = form["title"].ToString(), Channel = form["channel"].ToString(), Address = form.Given("address"), Defaults = Begins(form, known.Defaults) }) is not null;
        });
        return context.SeeOther(Inboxes);
    }, AllInboxes);

    /// <summary>What the form says of the fields that tickets begin with; those that it does not name stay.</summary>
    private static Dictionary<string, string> Begins(IFormCollection form, IReadOnlyDictionary<string, string> known)
    {
        var asked = form.Where(f => f.Key.StartsWith("begins.", StringComparison.Ordinal)).ToDictionary(f => f.Key["begins.".Length..], f => f.Value.ToString().Trim());
        return known.Where(k => !asked.ContainsKey(k.Key)).Concat(asked.Where(a => a.Value.Length > 0)).ToDictionary(StringComparer.Ordinal);
    }

    private static Task<IResult> ShowReplies(HttpContext context) => context.Show<RepliesPage, RepliesModel>((s, viewer) => AllReplies(s, viewer, Sent.Nothing));

    private static RepliesModel AllReplies(Session session, Viewer viewer, Sent sent) => new(CannedReplies.Of(session, viewer.Asker!.Tenant), sent);

    private static Task<IResult> AddReply(HttpContext context) => context.Send<RepliesPage, RepliesModel>(async form =>
    {
        await context.Act(act => CannedReplies.Put(act, null, form["name"].ToString(), form.Given("language"), form["body"].ToString()));
        return context.SeeOther(Replies);
    }, AllReplies);

    private static Task<IResult> ChangeReply(HttpContext context, Guid id) => context.Send<RepliesPage, RepliesModel>(async form =>
    {
        await context.Act(act =>
        {
            form.Check(Forms.Mark(CannedReplies.Of(act.Tx, act.Tenant).FirstOrDefault(r => r.Id == id) ?? throw new MissingException()));
            return form["do"] == "delete" ? CannedReplies.Delete(act, id) : CannedReplies.Put(act, id, form["name"].ToString(), form.Given("language"), form["body"].ToString()) == id;
        });
        return context.SeeOther(Replies);
    }, AllReplies);
}
