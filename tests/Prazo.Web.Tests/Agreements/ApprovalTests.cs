using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Prazo.Lifecycle;
using Prazo.People;
using Prazo.Tests.Storage;
using Prazo.Web.Tests.Portal;
using Prazo.Web.Tests.Screen;

namespace Prazo.Web.Tests.Agreements;

/// <summary>An agreement becomes a version by approval: the provider's manager proposes, a second person and the customer approve exactly that text.</summary>
public class ApprovalTests
{
    private const string Text = """
        prazo: 1
        agreement: aurora
        title: Suporte Aurora
        kind: customer
        zone: America/Sao_Paulo
        applies: { when: { customer: aurora } }
        calendars: { comercial: { weekly: { mon-fri: "08:00-18:00" } } }
        targets:
          resolution: { within: 4h, calendar: comercial }
        """;

    [Theory, OnSqlite, OnPostgres]
    public async Task From_draft_to_version_by_both_parties_on_pages_and_each_sees_exactly_the_text(string database)
    {
        await using var shop = await Shop.Open(database);
        await MayApprove(shop, "maria");
        var ana = await Browser.Of(shop.Server, "chefe", "manager", "en");
        var draft = await Draft(shop);

        await ana.Open("/agreements/drafts/" + draft);
        await ana.Send($"/agreements/drafts/{draft}/propose", ("second", "on"), ("customer", "on"));
        ana.Status.ShouldBe(HttpStatusCode.OK);
        var path = ana.Path;
        ana.Text("aside").ShouldContain("a second person has not answered yet");
        ana.Page.QuerySelector("button[value=approve]").ShouldBeNull("nobody approves what they proposed");

        // The customer reads the very text, sends it back once with a reason, and approves the next.
        var id = path.Split('/')[^1];
        (await Shop.Page(shop.Maria, "/portal/agreement")).ShouldContain($"/portal/proposals/{id}");
        (await Shop.Page(shop.Maria, $"/portal/proposals/{id}")).ShouldContain(Text);
        await Shop.Page(shop.Jo, $"/portal/proposals/{id}", HttpStatusCode.NotFound);
        var hash = Hash(Text + "\n");
        (await Shop.Send(shop.Maria, $"/portal/proposals/{id}", ("do", "return"), ("hash", hash), ("reason", ""))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Shop.Send(shop.Maria, $"/portal/proposals/{id}", ("do", "return"), ("hash", hash), ("reason", "Two hours, please."))).Status.ShouldBe(HttpStatusCode.SeeOther);
        await ana.Open("/agreements/drafts/" + draft);
        ana.Text("#propose blockquote").ShouldContain("Two hours, please.");
        await ana.Send("/agreements/drafts/" + draft, ("source", Text.Replace("4h", "2h", StringComparison.Ordinal)));
        await ana.Open("/agreements/drafts/" + draft);
        await ana.Send($"/agreements/drafts/{draft}/propose", ("second", "on"), ("customer", "on"));
        path = ana.Path;
        id = path.Split('/')[^1];

        var rui = new Browser(shop.Rui);
        await rui.Open(path);
        await rui.Send(path, ("hash", Hash(Text.Replace("4h", "2h", StringComparison.Ordinal) + "\n")));
        rui.Text("aside").ShouldContain("Rui Costa approved for: a second person");
        (await Shop.Send(shop.Rui, path, ("do", "publish"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Shop.Send(shop.Maria, $"/portal/proposals/{id}", ("do", "approve"), ("hash", Hash(Text.Replace("4h", "2h", StringComparison.Ordinal) + "\n")))).Status.ShouldBe(HttpStatusCode.SeeOther);

        await ana.Open(path);
        await ana.Press(path, "publish");
        ana.Path.ShouldBe("/agreements/aurora/1");
        ana.Text(".approvals").ShouldContain("Maria Alves approved for: AURORA");
        ana.Text(".proof").ShouldContain(Hash(Text.Replace("4h", "2h", StringComparison.Ordinal) + "\n"));
        ana.Text(".proof").ShouldContain("key: " + (await shop.Server.Db.Read(s => Prazo.Workspaces.SigningKeys.Current(s, shop.Server.Workspace.TenantId)))!.Fingerprint);
        // What was approved is what the export gives, to the byte.
        Hash(await shop.Key.GetStringAsync(new Uri("/api/v1/agreements/aurora/versions/1/source", UriKind.Relative))).ShouldBe((await shop.Server.Get("/api/v1/agreements/aurora/versions/1/approvals")).GetProperty("textHash").GetString());
        var actions = await shop.Server.Db.Read(s => s.Query<string>("SELECT action FROM audit WHERE tenant_id = @TenantId AND subject = 'agreement:aurora@1' ORDER BY id", new { shop.Server.Workspace.TenantId }));
        actions.ShouldBe(["agreement.proposed", "agreement.returned", "agreement.proposed", "agreement.approved", "agreement.approved", "agreement.published"], ignoreOrder: true);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_change_of_the_text_voids_what_was_approved_and_saving_the_same_text_does_not(string database)
    {
        await using var shop = await Shop.Open(database);
        var (draft, proposal) = await Proposed(shop);
        await Ok(shop.Rui, $"/api/v1/agreements/proposals/{proposal}/approve", new { hash = Hash(Text + "\n") });

        await Put(shop, draft, Text + "\n\n");
        (await shop.Server.Get("/api/v1/agreements/proposals/" + proposal)).GetProperty("approved").GetBoolean().ShouldBeTrue();
        await Put(shop, draft, Text.Replace("4h", "3h", StringComparison.Ordinal));
        var changed = await shop.Server.Get("/api/v1/agreements/proposals/" + proposal);
        changed.GetProperty("outcome").GetString().ShouldBe("changed");
        await shop.Server.Post($"/api/v1/agreements/proposals/{proposal}/publish", "{}", expected: HttpStatusCode.UnprocessableEntity);
        await shop.Server.Get("/api/v1/agreements/aurora/versions/1/approvals", HttpStatusCode.NotFound);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Who_proposed_does_not_approve_a_key_approves_nothing_and_another_hash_is_refused(string database)
    {
        await using var shop = await Shop.Open(database);
        var (_, proposal) = await Proposed(shop);
        var path = $"/api/v1/agreements/proposals/{proposal}/approve";
        (await Code(Dora(shop), path, new { hash = Hash(Text + "\n") })).ShouldBe("own-proposal");
        (await Code(shop.Key, path, new { hash = Hash(Text + "\n") })).ShouldBe("not-a-person");
        using var other = await shop.Rui.PostAsJsonAsync(path, new { hash = Hash(Text) });
        other.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await shop.Server.Get("/api/v1/agreements/proposals/" + proposal)).GetProperty("answers").GetArrayLength().ShouldBe(0);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Of_two_who_answer_at_once_one_counts_and_of_two_who_publish_one_publishes(string database)
    {
        await using var shop = await Shop.Open(database);
        var (_, proposal) = await Proposed(shop);
        var second = await Manager(shop, "eva");
        var answers = await Task.WhenAll(new[] { shop.Rui, second }.Select(c => c.PostAsJsonAsync($"/api/v1/agreements/proposals/{proposal}/approve", new { hash = Hash(Text + "\n") })));
        answers.Select(a => a.StatusCode).Order().ShouldBe([HttpStatusCode.OK, HttpStatusCode.UnprocessableEntity]);
        var publishes = await Task.WhenAll(new[] { shop.Rui, second }.Select(c => c.PostAsJsonAsync($"/api/v1/agreements/proposals/{proposal}/publish", new { })));
        publishes.Select(a => a.StatusCode).Order().ShouldBe([HttpStatusCode.OK, HttpStatusCode.UnprocessableEntity]);
        (await shop.Server.Get("/api/v1/agreements")).EnumerateArray().Count(v => v.GetProperty("agreement").GetString() == "aurora").ShouldBe(1);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Where_the_workspace_wants_approval_nothing_is_published_without(string database)
    {
        await using var shop = await Shop.Open(database);
        using var patch = await shop.Key.PatchAsJsonAsync("/api/v1/workspace", new { customerApproves = true });
        patch.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await shop.Server.Post("/api/v1/agreements", Text, "application/yaml", HttpStatusCode.UnprocessableEntity)).ToString().ShouldContain("approval-needed");
        // Without a customer it is published as before; with four eyes it is not.
        await shop.Server.Post("/api/v1/agreements", Shop.Agreement.Replace("agreement: suporte", "agreement: outro", StringComparison.Ordinal), "application/yaml");
        using var both = await shop.Key.PatchAsJsonAsync("/api/v1/workspace", new { fourEyes = true });
        (await shop.Server.Post("/api/v1/agreements", Shop.Agreement.Replace("agreement: suporte", "agreement: mais", StringComparison.Ordinal), "application/yaml", HttpStatusCode.UnprocessableEntity)).ToString().ShouldContain("approval-needed");

        // Nobody of Aurora may approve yet: said when it is proposed.
        var rui = new Browser(shop.Rui);
        var draft = await Draft(shop);
        await rui.Open("/agreements/drafts/" + draft);
        await rui.Send("/agreements/drafts/" + draft, ("do", "publish"));
        rui.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        rui.Text("[role=status]").ShouldContain("has to be approved");
        await rui.Open("/agreements/drafts/" + draft);
        await rui.Send($"/agreements/drafts/{draft}/propose");
        rui.Text("[role=status]").ShouldContain("Nobody of this customer may approve agreements");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Whom_it_waits_for_is_told_and_so_is_who_proposed(string database)
    {
        await using var shop = await Shop.Open(database);
        await MayApprove(shop, "maria");
        var (_, proposal) = await Proposed(shop, customer: true);
        (await Told(shop)).ShouldBe([("maria", "agreement-proposed", $"/portal/proposals/{proposal}"), ("rui", "agreement-proposed", $"/agreements/proposals/{proposal}")]);
        await Ok(shop.Rui, $"/api/v1/agreements/proposals/{proposal}/approve", new { hash = Hash(Text + "\n") });
        await Ok(shop.Maria, $"/api/v1/own/proposals/{proposal}/approve", new { hash = Hash(Text + "\n") });
        (await Told(shop)).ShouldContain(("dora", "agreement-approved", $"/agreements/proposals/{proposal}"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_somebody_proposed_and_approved_is_among_the_data_that_they_are_given(string database)
    {
        await using var shop = await Shop.Open(database);
        await MayApprove(shop, "maria");
        var (_, proposal) = await Proposed(shop, customer: true);
        await Ok(shop.Maria, $"/api/v1/own/proposals/{proposal}/approve", new { hash = Hash(Text + "\n") });
        async Task<List<(string, string)>> Of(string handle) => await shop.Server.Db.Read(s => PersonalData.OfUser(s, shop.Server.Workspace.TenantId, UserStore.ByHandle(s, shop.Server.Workspace.TenantId, handle)!.Id)!.Approvals.Select(a => ($"{a.Agreement}@{a.Version} {a.Answer}", a.Name)).ToList());
        (await Of("dora")).ShouldBe([("aurora@1 proposed", "dora")]);
        (await Of("maria")).ShouldBe([("aurora@1 approved", "Maria Alves")]);
        (await Of("ana")).ShouldBeEmpty();
        var maria = await shop.Server.Db.Read(s => Contacts.ByHandle(s, shop.Server.Workspace.TenantId, "maria")!.Id);
        (await shop.Server.Get($"/api/v1/contacts/{maria}/data")).GetProperty("approvals")[0].GetProperty("textHash").GetString().ShouldBe(Hash(Text + "\n"));
    }

    private static async Task<List<(string, string, string)>> Told(Shop shop) => [.. (await shop.Server.Db.Read(s => s.Query<Heard>(
        "SELECT u.handle, n.kind, n.path FROM notifications n JOIN users u ON u.tenant_id = n.tenant_id AND u.id = n.user_id WHERE n.tenant_id = @TenantId ORDER BY u.handle, n.kind", new { shop.Server.Workspace.TenantId })))
        .Where(h => h.Path is not null).Select(h => (h.Handle, h.Kind, h.Path!))];

    private sealed record Heard
    {
        public string Handle { get; init; } = "";
        public string Kind { get; init; } = "";
        public string? Path { get; init; }
    }

    internal static Task MayApprove(Shop shop, string handle) => shop.Server.Db.Write(tx =>
    {
        Approvers.Set(tx, shop.Server.Workspace.TenantId, Contacts.ByHandle(tx, shop.Server.Workspace.TenantId, handle)!.Id, true, "test", shop.Server.Clock.Now);
        return true;
    });

    private static async Task<string> Draft(Shop shop) =>
        (await shop.Server.Post("/api/v1/agreements/drafts", JsonSerializer.Serialize(new { name = "Aurora", source = Text }), expected: HttpStatusCode.Created)).GetProperty("id").GetString()!;

    private static async Task<HttpClient> Manager(Shop shop, string handle) =>
        shop.Server.SignedIn(await shop.Server.Db.Write(tx => Users.Add(tx, shop.Server.Workspace.TenantId, new UserInput(handle, Role: "manager"), "test", shop.Server.Clock.Now)));

    /// <summary>By Dora, for a second person to approve.</summary>
    private static async Task<(string Draft, string Proposal)> Proposed(Shop shop, bool customer = false)
    {
        var (draft, dora) = (await Draft(shop), await Manager(shop, "dora"));
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/agreements/drafts/{draft}/propose") { Content = JsonContent.Create(new { second = true, customer }) };
        request.Headers.IfMatch.Add(new EntityTagHeaderValue("\"1\""));
        using var response = await dora.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        return (draft, (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!);
    }

    private static HttpClient Dora(Shop shop) => shop.Server.SignedIn(shop.Server.Db.Read(s => UserStore.ByHandle(s, shop.Server.Workspace.TenantId, "dora")).GetAwaiter().GetResult()!);

    private static async Task Put(Shop shop, string draft, string source)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/v1/agreements/drafts/" + draft) { Content = JsonContent.Create(new { name = "Aurora", source }) };
        request.Headers.IfMatch.Add(EntityTagHeaderValue.Any);
        using var response = await shop.Key.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task Ok(HttpClient client, string path, object body)
    {
        using var response = await client.PostAsJsonAsync(path, body);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
    }

    private static async Task<string?> Code(HttpClient client, string path, object body)
    {
        using var response = await client.PostAsJsonAsync(path, body);
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("problems")[0].GetProperty("code").GetString();
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
}
