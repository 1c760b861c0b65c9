using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Hosting;
using Prazo.Workspaces;

namespace Prazo.Web.Tickets;

internal static class FieldApi
{
    public static void MapFields(this RouteGroupBuilder api)
    {
        api.MapGet("/fields", List).For(Ability.Read).WithSummary("Fields of the workspace's own.");
        api.MapPost("/fields", Declare).For(Ability.Manage).WithSummary("Declares a field.");
        api.MapPut("/fields/{name}", Change).For(Ability.Manage).WithSummary("Changes a field's title and choices, archives it or takes it back into use.");
        api.MapPut("/field-order", Order).For(Ability.Manage).WithSummary("Puts these fields first, in this order.");
    }

    private static async Task<Ok<FieldList>> List(HttpContext context, Db db)
    {
        var tenant = context.Asker().Tenant;
        return TypedResults.Ok(new FieldList(await db.Read(s => FieldDefinitions.Of(s, tenant))));
    }

    private static async Task<Created<FieldDefinition>> Declare(HttpContext context, NewField field) =>
        TypedResults.Created("/api/v1/fields", await context.Act(act => FieldDefinitions.Declare(act, new FieldDefinition(field.Name, field.Title, field.Type, field.Choices ?? []))));

    private static async Task<Ok<FieldDefinition>> Change(HttpContext context, string name, FieldBody body) =>
        TypedResults.Ok(await context.Act(act => FieldDefinitions.Change(act, name, body.Title, body.Choices ?? [], body.Archived)));

    private static async Task<NoContent> Order(HttpContext context, FieldOrder body)
    {
        await context.Act(act => FieldDefinitions.Order(act, body.Names ?? []).Count);
        return TypedResults.NoContent();
    }
}

internal sealed record FieldList(IReadOnlyList<FieldDefinition> Items);

internal sealed record NewField(string Name, string Title, FieldType Type, IReadOnlyList<string>? Choices = null);

/// <param name="Archived">Whether it is archived; without, as it was.</param>
internal sealed record FieldBody(string Title, IReadOnlyList<string>? Choices = null, bool? Archived = null);

internal sealed record FieldOrder(IReadOnlyList<string>? Names);
