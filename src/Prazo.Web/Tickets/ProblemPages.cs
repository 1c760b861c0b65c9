using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Prazo.Agreements;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Clocks;
using Prazo.Web.Hosting;
using Prazo.Web.Screen;
using Prazo.Workspaces;

namespace Prazo.Web.Tickets;

/// <summary>Problems: what hangs on each, and solving one together with its incidents.</summary>
internal static class ProblemPages
{
    public static void MapProblemPages(this RouteGroupBuilder pages)
    {
        pages.MapGet("/problems", (Delegate)List).For(Ability.Read);
        pages.MapGet("/tickets/{id}/solve", (HttpContext context, string id, PublishedAgreements agreements) => context.Show<SolvePage, SolveModel>((s, viewer) => SolveModel.Of(s, agreements, viewer, id, null, Sent.Nothing))).For(Ability.Work);
        pages.MapPost("/tickets/{id}/solve", Solve).For(Ability.Work);
    }

    private static Task<IResult> List(HttpContext context) => context.Show<ProblemsPage, ProblemsModel>((s, viewer) => new ProblemsModel(ProblemSolving.Open(s, viewer.Asker!.Tenant, viewer.Now)));

    private static Task<IResult> Solve(HttpContext context, string id, PublishedAgreements agreements) => context.Send<SolvePage, SolveModel>(async form =>
    {
        var done = await ProblemApi.Do(context, id, form.Given("text"), form.Given("status"));
        return await context.Show<SolvePage, SolveModel>((s, viewer) => SolveModel.Of(s, agreements, viewer, id, done,
            new Sent(context.Request.Path, new Dictionary<string, string>(StringComparer.Ordinal) { ["text"] = done.Solved ? "" : form["text"].ToString() }, null)));
    }, (s, viewer, sent) => SolveModel.Of(s, agreements, viewer, id, null, sent));
}

public sealed record ProblemsModel(IReadOnlyList<ProblemRow> Problems);

/// <param name="Incidents">Open ones.</param>
/// <param name="Done">What became of each, when they were just solved.</param>
public sealed record SolveModel(Ticket Ticket, IReadOnlyList<Ticket> Incidents, IReadOnlyDictionary<Guid, PromiseShown> Promises, SolvedProblem? Done, Sent Sent)
{
    public static SolveModel Of(Session session, PublishedAgreements agreements, Viewer viewer, string id, SolvedProblem? done, Sent sent)
    {
        var tenant = viewer.Asker!.Tenant;
        var ticket = TicketQueries.Find(session, tenant, id) is { Type: TicketLinks.ProblemType } problem ? problem : throw new MissingException();
        var incidents = ProblemSolving.Incidents(session, tenant, ticket.Id);
        return new SolveModel(ticket, incidents, PromiseShown.Of(session, agreements, tenant, incidents, viewer.Now), done, sent);
    }
}
