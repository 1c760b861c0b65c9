using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.People;
using Prazo.Storage;
using Prazo.Web.Hosting;
using Prazo.Web.Screen;
using Prazo.Workspaces;

namespace Prazo.Web.People;

/// <param name="Text">What handles and names are searched for.</param>
/// <param name="All">How many fit; some are shown.</param>
public sealed record CustomersModel(IReadOnlyList<Organisation> Customers, string Text, int All, Sent Sent);

/// <summary>The customers, and since when somebody is none any more.</summary>
internal static class CustomerPages
{
    private const string Room = "/settings/customers";
    private const int Most = 200;

    public static void MapCustomerPages(this RouteGroupBuilder pages)
    {
        pages.MapGet(Room, (HttpContext context, string? text) => context.Show<CustomersPage, CustomersModel>((s, viewer) => All(s, viewer, Sent.Nothing, text))).For(Ability.Manage);
        pages.MapPost(Room + "/{id:guid}", Change).For(Ability.Manage);
    }

    private static CustomersModel All(Session session, Viewer viewer, Sent sent, string? text = null)
    {
        var found = Organisations.All(session, viewer.Asker!.Tenant).Where(o => string.IsNullOrWhiteSpace(text) || o.Handle.Contains(text.Trim(), StringComparison.OrdinalIgnoreCase) || o.Name.Contains(text.Trim(), StringComparison.CurrentCultureIgnoreCase)).ToList();
        return new([.. found.OrderBy(o => o.Ended is not null).ThenBy(o => o.Name, StringComparer.CurrentCulture).Take(Most)], text ?? "", found.Count, sent);
    }

    private static Task<IResult> Change(HttpContext context, Guid id, Db db, IClock clock) => context.Send<CustomersPage, CustomersModel>(async form =>
    {
        var (asker, now) = (context.Asker(), clock.GetCurrentInstant());
        await db.Write(tx =>
        {
            var customer = Organisations.Lock(tx, asker.Tenant, id) ?? throw new MissingException();
            form.Check(customer.Version);
            return form["do"] == "return" ? CustomerEnds.TakeBack(tx, customer, asker.Actor, now) : CustomerEnds.End(tx, customer, new CustomerEnd(form.Given("date"), form.Given("reason")), asker.Actor, now);
        });
        return context.SeeOther(Room);
    }, (s, viewer, sent) => All(s, viewer, sent));
}
