using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.People;
using Prazo.Storage;
using Prazo.Web.Hosting;
using Prazo.Workspaces;

namespace Prazo.Web.People;

/// <summary>What a person may ask for: everything that is held about them, and that it is forgotten.</summary>
internal static class PrivacyApi
{
    public static void MapPrivacy(this RouteGroupBuilder api)
    {
        api.MapGet("/contacts/{id:guid}/data", ContactData).For(Ability.Administer).WithSummary("Everything that is held about a contact, to hand out to them.");
        api.MapPost("/contacts/{id:guid}/erase", EraseContact).For(Ability.Administer).WithSummary("Forgets a contact: name, addresses, everything they wrote and the texts of their tickets. Clocks and the audit stay provable.");
        api.MapGet("/users/{id:guid}/data", UserData).For(Ability.Administer).WithSummary("Everything that is held about a user, to hand out to them.");
        api.MapPost("/users/{id:guid}/erase", EraseUser).For(Ability.Administer).WithSummary("Forgets a user: name, address, sessions. What they did stays, under their handle.");
    }

    private static async Task<Results<Ok<PersonalData>, NotFound>> ContactData(HttpContext context, Guid id, Db db) =>
        await db.Read(s => PersonalData.OfContact(s, context.Asker().Tenant, id)) is { } data ? TypedResults.Ok(data) : TypedResults.NotFound();

    private static async Task<Results<Ok<PersonalData>, NotFound>> UserData(HttpContext context, Guid id, Db db) =>
        await db.Read(s => PersonalData.OfUser(s, context.Asker().Tenant, id)) is { } data ? TypedResults.Ok(data) : TypedResults.NotFound();

    private static async Task<NoContent> EraseContact(HttpContext context, Guid id, Db db, IClock clock)
    {
        var asker = context.Asker();
        await db.Write(tx => Erasure.OfContact(tx, Contacts.Lock(tx, asker.Tenant, id) ?? throw new MissingException(), asker.Actor, clock.GetCurrentInstant()));
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> EraseUser(HttpContext context, Guid id, Db db, IClock clock)
    {
        var asker = context.Asker();
        await db.Write(tx => Erasure.OfUser(tx, UserStore.Lock(tx, asker.Tenant, id) ?? throw new MissingException(), asker.Actor, clock.GetCurrentInstant()));
        return TypedResults.NoContent();
    }
}
