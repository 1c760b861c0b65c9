using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Hosting;
using Prazo.Workspaces;

namespace Prazo.Web.Tickets;

internal static class ProblemApi
{
    public static void MapProblems(this RouteGroupBuilder api)
    {
        api.MapGet("/problems", List).For(Ability.Read).WithSummary("Open problems with their incidents and how many of those are overdue or due soon; `field.problem=NUMBER` lists the incidents of one.");
        api.MapPost("/tickets/{id}/solve", Solve).For(Ability.Work).WithSummary("Answers every open incident of a problem with one text and ends it, each with a result of its own; then the problem, unless an incident was refused.");
    }

    private static async Task<Ok<ProblemList>> List(HttpContext context, Db db, IClock clock)
    {
        var (tenant, now) = (context.Asker().Tenant, clock.GetCurrentInstant());
        return TypedResults.Ok(new ProblemList([.. (await db.Read(s => ProblemSolving.Open(s, tenant, now))).Select(p => new ProblemView(TicketView.Of(p.Ticket), p.Incidents, p.Open, p.Overdue, p.DueSoon))]));
    }

    private static async Task<Ok<SolvedProblem>> Solve(HttpContext context, string id, Solution body) => TypedResults.Ok(await Do(context, id, body.Text, body.Status));

    public static Task<SolvedProblem> Do(HttpContext context, string id, string? text, string? status) => context.Act(act =>
    {
        var (problem, results) = ProblemSolving.Solve(act, id, text, status);
        return new SolvedProblem(TicketDone.Of(problem), problem.Closed is not null,
            [.. results.Select(r => new IncidentResult(r.Ticket, r.Number, r.Refused is null ? "done" : "refused", r.Refused is { Problems: [var first, ..] } ? InputProblem.Of(first) : null))]);
    });
}

/// <param name="Text">What every customer reads.</param>
/// <param name="Status"><c>resolved</c>, if nothing is written.</param>
internal sealed record Solution(string Text, string? Status = null);

/// <param name="Solved">False while an incident was refused: what was done is done, and asking again does the rest.</param>
public sealed record SolvedProblem(TicketDone Problem, bool Solved, IReadOnlyList<IncidentResult> Results);

/// <param name="Status"><c>done</c> or <c>refused</c>.</param>
public sealed record IncidentResult(Guid Ticket, long Number, string Status, InputProblem? Problem);

/// <param name="Incidents">All of them.</param>
/// <param name="Open">Those that are not solved yet.</param>
/// <param name="Overdue">Open ones with a promise that is overdue.</param>
/// <param name="DueSoon">Open ones with a promise that is due soon.</param>
internal sealed record ProblemView(TicketView Ticket, long Incidents, long Open, long Overdue, long DueSoon);

internal sealed record ProblemList(IReadOnlyList<ProblemView> Items);
