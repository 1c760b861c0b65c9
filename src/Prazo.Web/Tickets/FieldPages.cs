using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Hosting;
using Prazo.Web.Screen;
using Prazo.Workspaces;

namespace Prazo.Web.Tickets;

public sealed record FieldsModel(IReadOnlyList<FieldDefinition> Fields, Sent Sent);

/// <summary>Fields of the workspace's own.</summary>
internal static class FieldPages
{
    private const string Fields = "/settings/fields";

    public static void MapFieldPages(this RouteGroupBuilder pages)
    {
        pages.MapGet(Fields, (Delegate)Show).For(Ability.Manage);
        pages.MapPost(Fields, (Delegate)Declare).For(Ability.Manage);
        pages.MapPost(Fields + "/{name}", Change).For(Ability.Manage);
    }

    private static Task<IResult> Show(HttpContext context) => context.Show<FieldsPage, FieldsModel>((s, viewer) => All(s, viewer, Sent.Nothing));

    private static FieldsModel All(Session session, Viewer viewer, Sent sent) => new([.. FieldDefinitions.Of(session, viewer.Asker!.Tenant).OrderBy(f => f.Archived is not null)], sent);

    private static Task<IResult> Declare(HttpContext context) => context.Send<FieldsPage, FieldsModel>(async form =>
    {
        await context.Act(act => FieldDefinitions.Declare(act, new FieldDefinition(form["name"].ToString(), form["title"].ToString(), Enum.TryParse<FieldType>(form["type"], ignoreCase: true, out var type) ? type : FieldType.Text, Choices(form))));
        return context.SeeOther(Fields);
    }, All);

    private static Task<IResult> Change(HttpContext context, string name) => context.Send<FieldsPage, FieldsModel>(async form =>
    {
        await context.Act(act =>
        {
            var all = FieldDefinitions.Of(act.Tx, act.Tenant);
            var known = all.FirstOrDefault(f => f.Name == name) ?? throw new MissingException();
            if (form["do"] == "up" || form["do"] == "down")
                return FieldDefinitions.Order(act, Moved([.. all.Where(f => f.Archived is null).Select(f => f.Name)], name, form["do"] == "up" ? -1 : 1)).Count;
            form.Check(Forms.Mark(known));
            FieldDefinitions.Change(act, name, form.Given("title") ?? known.Title, form.ContainsKey("choices") ? Choices(form) : known.Choices, form["do"].ToString() switch { "archive" => true, "revive" => false, _ => null });
            return all.Count;
        });
        return context.SeeOther(Fields);
    }, All);

    /// <summary>One place further, as far as there is one.</summary>
    internal static List<T> Moved<T>(List<T> order, T one, int by)
    {
        var at = order.IndexOf(one);
        if (at >= 0 && at + by >= 0 && at + by < order.Count)
            (order[at], order[at + by]) = (order[at + by], order[at]);
        return order;
    }

    private static List<string> Choices(IFormCollection form) => [.. form["choices"].ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
