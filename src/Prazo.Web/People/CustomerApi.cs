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

/// <summary>Customers: organisations and their contacts.</summary>
internal static class CustomerApi
{
    public static void MapCustomers(this RouteGroupBuilder api)
    {
        api.MapGet("/organisations", AllOrganisations).For(Ability.Read).WithSummary("Customers' organisations.");
        api.MapPost("/organisations", AddOrganisation).For(Ability.Manage).WithSummary("Adds an organisation; its handle is what tickets have in the field customer.");
        api.MapGet("/organisations/{id:guid}", GetOrganisation).For(Ability.Read).WithSummary("An organisation.");
        api.MapPatch("/organisations/{id:guid}", ChangeOrganisation).For(Ability.Manage).WithSummary("Changes an organisation; what is left out stays.");
        api.MapPut("/organisations/{id:guid}/end", End).For(Ability.Manage).WithSummary("Says since which day an organisation is no customer any more, and why.");
        api.MapDelete("/organisations/{id:guid}/end", TakeBack).For(Ability.Manage).WithSummary("It is a customer again, as if it had never ended.");
        api.MapGet("/contacts", Contacts).For(Ability.Read).WithSummary("Contacts after a cursor; of one organisation, or with a text in name or address, where asked.");
        api.MapPost("/contacts", AddContact).For(Ability.Work).WithSummary("Adds a contact.");
        api.MapGet("/contacts/{id:guid}", GetContact).For(Ability.Read).WithSummary("A contact.");
        api.MapPatch("/contacts/{id:guid}", ChangeContact).For(Ability.Work).WithSummary("Changes a contact; what is left out stays.");
    }

    private static async Task<Ok<OrganisationList>> AllOrganisations(HttpContext context, Db db) =>
        TypedResults.Ok(new OrganisationList([.. (await db.Read(s => Organisations.All(s, context.Asker().Tenant))).Select(OrganisationView.Of)]));

    private static async Task<Created<Made>> AddOrganisation(HttpContext context, OrganisationInput request, Db db, IClock clock)
    {
        var (asker, now) = (context.Asker(), clock.GetCurrentInstant());
        var made = await context.Once(db, now, tx => new Made(Organisations.Add(tx, asker.Tenant, request, asker.Actor, now).Id));
        return TypedResults.Created($"/api/v1/organisations/{made.Id}", made);
    }

    private static async Task<Results<Ok<OrganisationView>, NotFound>> GetOrganisation(HttpContext context, Guid id, Db db)
    {
        if (await db.Read(s => Organisations.Get(s, context.Asker().Tenant, id)) is not { } found)
            return TypedResults.NotFound();
        ETags.Set(context, found.Version);
        return TypedResults.Ok(OrganisationView.Of(found));
    }

    private static async Task<Ok<OrganisationView>> ChangeOrganisation(HttpContext context, Guid id, OrganisationInput request, Db db, IClock clock)
    {
        var asker = context.Asker();
        var changed = await db.Write(tx => Organisations.Change(tx, ETags.Seen(context, Organisations.Lock(tx, asker.Tenant, id), x => x.Version), request, asker.Actor, clock.GetCurrentInstant()));
        ETags.Set(context, changed.Version);
        return TypedResults.Ok(OrganisationView.Of(changed));
    }

    private static Task<Ok<OrganisationView>> End(HttpContext context, Guid id, CustomerEnd request, Db db, IClock clock) =>
        Ended(context, id, db, (tx, o) => CustomerEnds.End(tx, o, request, context.Asker().Actor, clock.GetCurrentInstant()));

    private static Task<Ok<OrganisationView>> TakeBack(HttpContext context, Guid id, Db db, IClock clock) =>
        Ended(context, id, db, (tx, o) => CustomerEnds.TakeBack(tx, o, context.Asker().Actor, clock.GetCurrentInstant()));

    private static async Task<Ok<OrganisationView>> Ended(HttpContext context, Guid id, Db db, Func<Tx, Organisation, Organisation> change)
    {
        var changed = await db.Write(tx => change(tx, ETags.Seen(context, Organisations.Lock(tx, context.Asker().Tenant, id), x => x.Version)));
        ETags.Set(context, changed.Version);
        return TypedResults.Ok(OrganisationView.Of(changed));
    }

    private static async Task<Ok<ContactPage>> Contacts(HttpContext context, Db db, Guid? after = null, int limit = 100, Guid? organisation = null, string? text = null)
    {
        var found = await db.Read(s => Prazo.People.Contacts.After(s, context.Asker().Tenant, after ?? Guid.Empty, Math.Clamp(limit, 1, 1000), organisation, text));
        return TypedResults.Ok(new ContactPage([.. found.Select(ContactView.Of)], found.Count > 0 ? found[^1].Id : after));
    }

    private static async Task<Created<Made>> AddContact(HttpContext context, ContactInput request, Db db, IClock clock)
    {
        var (asker, now) = (context.Asker(), clock.GetCurrentInstant());
        var made = await context.Once(db, now, tx => new Made(Prazo.People.Contacts.Add(tx, asker.Tenant, request, asker.Actor, now).Id));
        return TypedResults.Created($"/api/v1/contacts/{made.Id}", made);
    }

    private static async Task<Results<Ok<ContactView>, NotFound>> GetContact(HttpContext context, Guid id, Db db)
    {
        if (await db.Read(s => Prazo.People.Contacts.Get(s, context.Asker().Tenant, id)) is not { } found)
            return TypedResults.NotFound();
        ETags.Set(context, found.Version);
        return TypedResults.Ok(ContactView.Of(found));
    }

    private static async Task<Ok<ContactView>> ChangeContact(HttpContext context, Guid id, ContactInput request, Db db, IClock clock)
    {
        var asker = context.Asker();
        var changed = await db.Write(tx => Prazo.People.Contacts.Change(tx, ETags.Seen(context, Prazo.People.Contacts.Lock(tx, asker.Tenant, id), x => x.Version), request, asker.Actor, clock.GetCurrentInstant()));
        ETags.Set(context, changed.Version);
        return TypedResults.Ok(ContactView.Of(changed));
    }
}

internal sealed record OrganisationList(IReadOnlyList<OrganisationView> Organisations);

/// <param name="Ended">The first day on which it was no customer any more, in the workspace's zone.</param>
internal sealed record OrganisationView(Guid Id, string Handle, string Name, IReadOnlyList<string> Domains, Instant Created, Instant? Closed, string? Ended, string? EndedWhy)
{
    public static OrganisationView Of(Organisation o) => new(o.Id, o.Handle, o.Name, o.Domains.Split(' ', StringSplitOptions.RemoveEmptyEntries), o.Created, o.Closed, o.Ended, o.EndedWhy);
}

/// <param name="Next">Where to go on.</param>
internal sealed record ContactPage(IReadOnlyList<ContactView> Contacts, Guid? Next);

internal sealed record ContactView(Guid Id, string Handle, Guid? Organisation, string? Name, string? Email, string? Phone, string? Locale, string? Zone, Instant Created, Instant? Erased)
{
    public static ContactView Of(Contact c) => new(c.Id, c.Handle, c.OrganisationId, c.Name, c.Email, c.Phone, c.Locale, c.Zone, c.Created, c.Erased);
}
