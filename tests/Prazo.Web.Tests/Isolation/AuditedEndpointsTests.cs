using Prazo.People;
using Prazo.Tests.Storage;
using Prazo.Workspaces;

namespace Prazo.Web.Tests.Isolation;

/// <summary>Every endpoint that writes leaves a row in the audit, or is on this reviewed list.</summary>
public class AuditedEndpointsTests
{
    /// <summary>What leaves none, and why that is right.</summary>
    private static readonly Dictionary<string, string> Reviewed = new(StringComparer.Ordinal)
    {
        ["POST /api/v1/events"] = OfTicket, ["POST /api/v1/tickets"] = OfTicket, ["PATCH /api/v1/tickets/{id}"] = OfTicket, ["POST /api/v1/tickets/bulk"] = OfTicket,
        ["POST /api/v1/tickets/{id}/replies"] = OfTicket, ["POST /api/v1/tickets/{id}/notes"] = OfTicket, ["POST /api/v1/tickets/{id}/messages"] = OfTicket,
        ["POST /api/v1/tickets/{id}/accept"] = OfTicket, ["POST /api/v1/tickets/{id}/workaround"] = OfTicket, ["POST /api/v1/tickets/{id}/close"] = OfTicket,
        ["POST /api/v1/tickets/{id}/reopen"] = OfTicket, ["POST /api/v1/tickets/{id}/merge"] = OfTicket, ["POST /api/v1/tickets/{id}/split"] = OfTicket,
        ["PUT /api/v1/tickets/{id}/links/{kind}"] = OfTicket, ["DELETE /api/v1/tickets/{id}/links/{kind}"] = OfTicket, ["POST /api/v1/tickets/{id}/pause"] = OfTicket,
        ["POST /api/v1/tickets/{id}/resume"] = OfTicket, ["POST /api/v1/attachments"] = OfTicket, ["POST /api/v1/mail/in/{token}"] = OfTicket,
        ["PUT /api/v1/tickets/{id}/followers/{handle}"] = Own, ["DELETE /api/v1/tickets/{id}/followers/{handle}"] = Own,
        ["POST /api/v1/alerts/{id}/acknowledge"] = "the acknowledgement is a row with who and when",
        ["POST /api/v1/notifications/read"] = Own, ["PUT /api/v1/notifications/settings"] = Own, ["POST /api/v1/logout"] = Own, ["POST /me/mail"] = Own,
        ["POST /api/v1/views"] = View, ["PUT /api/v1/views/{id}"] = View, ["DELETE /api/v1/views/{id}"] = View,
        ["POST /agreements/{id}/{version}/renew"] = Draft, ["POST /agreements/{id}/{version}/end"] = Draft, ["POST /api/v1/agreements/{agreement}/versions/{version}/renew"] = Draft, ["POST /api/v1/agreements/{agreement}/versions/{version}/end"] = Draft,
        ["POST /agreements/drafts"] = Draft, ["POST /agreements/drafts/{draft}"] = Draft, ["POST /sign-out"] = Own, ["POST /queue"] = OfTicket, ["POST /queue/views"] = View, ["POST /tickets/new"] = OfTicket, ["POST /tickets/{id}/say"] = OfTicket, ["POST /tickets/{id}/scope"] = OfTicket, ["PUT /api/v1/tickets/{id}/scope"] = OfTicket, ["POST /tickets/{id}/draft"] = Nothing, ["POST /api/v1/tickets/{id}/articles"] = Count, ["POST /tickets/{id}/solve"] = OfTicket, ["POST /api/v1/tickets/{id}/solve"] = OfTicket, ["POST /tickets/{id}/split"] = OfTicket, ["POST /tickets/{id}/links"] = OfTicket, ["POST /tickets/{id}/links/remove"] = OfTicket, ["POST /tickets/{id}/merge"] = OfTicket, ["POST /tickets/{id}/change"] = OfTicket,
        ["POST /start/ticket"] = OfTicket, ["POST /start/promise"] = Draft,
        ["POST /calendars/drafts"] = Draft, ["POST /calendars/drafts/{draft}"] = Draft, ["POST /calendars/import"] = Draft,
        ["POST /tickets/{id}/take"] = OfTicket, ["POST /tickets/{id}/close"] = OfTicket, ["POST /tickets/{id}/reopen"] = OfTicket, ["POST /tickets/{id}/pause"] = OfTicket, ["POST /tickets/{id}/resume"] = OfTicket,
        ["POST /portal/new"] = OfTicket, ["POST /portal/tickets/{id}/reply"] = OfTicket, ["POST /portal/tickets/{id}/close"] = OfTicket, ["POST /portal/tickets/{id}/reopen"] = OfTicket, ["POST /portal/articles/{id}/answered"] = Count,
        ["POST /api/v1/own/tickets"] = OfTicket, ["POST /api/v1/own/tickets/{id}/replies"] = OfTicket, ["POST /api/v1/own/tickets/{id}/close"] = OfTicket, ["POST /api/v1/own/tickets/{id}/reopen"] = OfTicket,
        ["POST /api/v1/own/attachments"] = OfTicket, ["POST /api/v1/own/articles/{id}/answered"] = Count,
        ["POST /api/v1/agreements/drafts"] = Draft, ["PUT /api/v1/agreements/drafts/{id}"] = Draft, ["DELETE /api/v1/agreements/drafts/{id}"] = Draft,
        ["POST /api/v1/calendars/drafts"] = Draft, ["PUT /api/v1/calendars/drafts/{id}"] = Draft, ["DELETE /api/v1/calendars/drafts/{id}"] = Draft, ["POST /api/v1/calendars/import"] = Draft,
        ["POST /api/v1/tickets/{id}/pending"] = OfTicket, ["DELETE /api/v1/tickets/{id}/pending/{pending}"] = OfTicket, ["POST /tickets/{id}/undo"] = OfTicket,
        ["PUT /api/v1/tickets/{id}/presence"] = Own, ["POST /tickets/{id}/here"] = Own, ["PUT /api/v1/me/desk"] = Own, ["POST /me/desk"] = Own, ["POST /queue/columns"] = Own,
        ["POST /notifications/read"] = Own, ["POST /notifications/{id}/open"] = Own,
        // Their examples change nothing: StatementPageTests, StatementTests and OutagePageTests see what these write.
        ["POST /statements"] = Nothing, ["POST /statements/{id}/exclusions"] = Nothing, ["POST /api/v1/statements/{id}/exclusions"] = Nothing, ["POST /statements/{id}/settle"] = Nothing, ["POST /statements/{id}/close"] = Nothing, ["POST /statements/{id}/causes"] = Nothing, ["POST /api/v1/statements/{id}/causes"] = Nothing, ["POST /api/v1/statements"] = Nothing, ["POST /api/v1/statements/{id}/settle"] = Nothing, ["POST /api/v1/statements/{id}/close"] = Nothing,
        // Their examples change nothing: UsersTests and SessionApiTests see what these write.
        ["PUT /api/v1/me/password"] = Nothing, ["POST /me/password"] = Nothing, ["POST /api/v1/users/{id}/enable"] = Nothing,
        ["POST /api/v1/agreements/check"] = Nothing, ["POST /api/v1/calendars/check"] = Nothing, ["POST /api/v1/automations/dry-run"] = Nothing, ["POST /api/v1/escalations/dry-run"] = Nothing, ["POST /api/v1/webhooks/{id}/test"] = Nothing, ["POST /settings/webhooks/{id}/test"] = Nothing, ["POST /settings/channels/test"] = Nothing, ["POST /api/v1/mail/out/test"] = Nothing,
        ["POST /api/v1/agreements/simulate"] = Nothing, ["POST /api/v1/agreements/complete"] = Nothing, ["POST /api/v1/agreements/edit"] = Nothing, ["POST /agreements/drafts/{draft}/sides"] = Nothing, ["POST /calendars/drafts/{draft}/sides"] = Nothing,
    };

    private const string OfTicket = "the ticket's log holds who and when", Own = "one's own, and changes nothing for others", View = "a list with a name",
        Draft = "in force nowhere; publishing it is audited", Count = "a number that grows by one", Nothing = "nothing is kept";

    /// <summary>Tried by tests of their own: who comes in is nobody before.</summary>
    private static readonly string[] Anonymous = ["POST /api/v1/login", "POST /api/v1/setup", "POST /setup/{token}", "POST /api/v1/password", "POST /password/{link}", "POST /sign-in", "POST /api/v1/mail/in/{token}", "POST /reports/stop/{link}", "POST /survey/{link}"];

    [Theory, OnSqlite, OnPostgres]
    public async Task Whoever_changes_something_leaves_a_row_in_the_audit(string database)
    {
        await using var server = await TestServer.Start(database);
        var things = new Things(server, server.Workspace.TenantId, "eigen") { Renews = true };
        var endpoints = AppEndpoint.Of(server.Services).ToDictionary(e => e.Name);
        var (silent, loud) = (new List<string>(), new List<string>());
        foreach (var example in Examples.All.Where(e => !e.Endpoint.StartsWith("GET ", StringComparison.Ordinal) && !Anonymous.Contains(e.Endpoint)))
        {
            using var request = example.Request(things);
            // Each as an administrator of their own, since some leave or change themselves; what is for customers, as one.
            var contact = endpoints[example.Endpoint].For is [Ability.Own] ? things.CustomerContact : (Guid?)null;
            var admin = await server.Db.Write(tx => Users.Add(tx, server.Workspace.TenantId, new UserInput(things.Word(), Role: contact is null ? "admin" : "customer", Contact: contact), "test", server.Clock.Now));
            var client = server.SignedIn(admin);
            var before = await Rows(server);
            using var response = await client.SendAsync(request);
            var body = await response.Content.ReadAsStringAsync();
            var right = example.Ok == 0 ? response.IsSuccessStatusCode : (int)response.StatusCode == example.Ok;
            right.ShouldBeTrue($"{example.Endpoint}: {response.StatusCode} {body}");
            (await Rows(server) > before ? loud : silent).Add(example.Endpoint);
        }
        silent.Where(e => !Reviewed.ContainsKey(e)).ShouldBeEmpty("write an audit row (AuditTrail.Write), or say on the reviewed list why not");
        Reviewed.Keys.Except(Anonymous).Except(silent).ShouldBeEmpty("these leave a row, or are not there: take them off the list");
        loud.ShouldNotBeEmpty();
    }

    private static Task<long> Rows(TestServer server) => server.Db.Read(s => s.Value<long>("SELECT COUNT(*) FROM audit WHERE tenant_id = @TenantId", new { server.Workspace.TenantId }));
}
