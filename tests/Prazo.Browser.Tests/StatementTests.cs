using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using NodaTime;
using NodaTime.Text;
using Prazo.Agreements;
using Prazo.Engine.Clocks;
using Prazo.People;
using Prazo.Statements;
using Prazo.Storage;
using Prazo.Tests.Cli;
using Prazo.Tickets;
using Prazo.Web.Hosting;
using Prazo.Workspaces;

namespace Prazo.Browser.Tests;

/// <summary>A month is closed between two parties in real browsers: drafted, contested with evidence, answered, accepted, signed; and recomputed by the customer on a machine that has nothing but the file.</summary>
[Collection(BrowserTests.Name)]
public sealed class StatementTests(Chromium browser) : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("prazo-month-").FullName;
    private Db _db = null!;
    private WebApplication? _app;
    private string _url = "", _manager = "", _customer = "", _key = "", _month = "";

    public async Task InitializeAsync()
    {
        if (Chromium.Path is null)
            return;
        var database = Path.Combine(_folder, "month.db");
        _db = Db.Open(database);
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            _url = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
        }
        _app = Server.Build(new ServerOptions(database, [_url], Runs: false), _db, SystemClock.Instance, b => b.Configuration["PRAZO_CHROMIUM"] = Chromium.Path);
        await _app.StartAsync();
        var now = SystemClock.Instance.GetCurrentInstant();
        await _db.Write(tx =>
        {
            var tenant = Workspace.Create(tx, "Loja", "pt-BR", "America/Sao_Paulo", now).TenantId;
            _key = SigningKeys.Take(tx, tenant, "test", now).Fingerprint;
            _manager = Sessions.Start(tx, Users.Add(tx, tenant, new UserInput("rui", "Rui Costa", Role: "manager", Locale: "ro"), "test", now), now);
            var aurora = Organisations.Add(tx, tenant, new OrganisationInput("aurora", "Aurora"), "test", now);
            var contact = Contacts.Add(tx, tenant, new ContactInput("maria", aurora.Id, "Maria Alves"), "test", now);
            Approvers.Set(tx, tenant, contact.Id, true, "test", now);
            _customer = Sessions.Start(tx, Users.Add(tx, tenant, new UserInput("maria", "Maria Alves", Role: "customer", Locale: "pt-BR", Contact: contact.Id), "test", now), now);
            PublishedAgreements.Publish(tx, tenant, $$"""
                prazo: 1
                agreement: aurora-suporte
                title: Suporte Aurora
                kind: customer
                parties: { provider: Loja, customer: Aurora }
                zone: UTC
                term: { from: 2020-01-01 }
                applies: { when: { customer: aurora } }
                targets: { first-response: { within: 1h clock, calendar: 24x7 } }
                objectives: [ { id: respostas, target: first-response, at-least: 95%, per: month } ]
                money: { currency: BRL, amounts: { mensalidade: 1000.00 BRL } }
                penalties: [ { objective: respostas, bands: { "95%..100%": none, "0%..95%": 10% }, of: mensalidade } ]
                statement: { contest: 10 calendar days, answer: 48h clock, key: {{_key}} }
                """, "test", now);
            var last = now.InUtc().Date.PlusMonths(-1);
            _month = LocalDatePattern.CreateWithInvariantCulture("uuuu-MM").Format(last);
            var log = _app.Services.GetRequiredService<TicketLog>();
            foreach (var hours in new[] { 2, 3, 0 })
            {
                var at = last.With(DateAdjusters.StartOfMonth).AtStartOfDayInZone(DateTimeZone.Utc).ToInstant() + Duration.FromDays(2);
                log.Record(tx, tenant, "shop", $"T-{hours}", [new TicketCreated("c", at, now, 0, ImmutableSortedDictionary<string, string>.Empty.Add("customer", "aurora")), new AgentMessage("a", at + Duration.FromHours(hours) + Duration.FromMinutes(5), now, 0, "rui")], "test", now);
            }
            return true;
        });
    }

    [BrowserTheory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task From_a_draft_to_a_proof_that_the_other_party_recomputes(int width)
    {
        await using var provider = await Visit(_manager, width);
        await using var customer = await Visit(_customer, width);
        var (rui, maria) = (provider.Page, customer.Page);
        await rui.GotoAsync(_url + "/statements");
        await rui.FillAsync("form[action='/statements'] [name=period]", _month);
        await rui.ClickAsync("form[action='/statements'][method=post] .btn-primary");
        await rui.Arrive(u => u.Contains("/statements/", StringComparison.Ordinal));
        var id = rui.Url.Split('/')[^1];
        await Fine(rui, "draft", width);

        await maria.GotoAsync(_url + "/portal/agreement");
        await maria.ClickAsync("a[href='/portal/statements']");
        await maria.ClickAsync(".tickets a");
        await Fine(maria, "own-draft", width);
        var item = maria.Locator(".plain-list > li").First;
        await item.Locator("summary").ClickAsync();
        await item.Locator("[name=text]").FillAsync("O retorno foi por telefone");
        await item.Locator("[name=files]").SetInputFilesAsync(new FilePayload { Name = "ligacao.txt", MimeType = "text/plain", Buffer = "12:20"u8.ToArray() });
        await item.Locator("button").ClickAsync();
        await maria.Locator(".plain-list blockquote").First.WaitForAsync();

        await rui.GotoAsync(_url + "/statements");
        await Fine(rui, "list", width);
        await rui.ClickAsync(".contested a");
        await rui.Locator(".contested .files a").WaitForAsync();
        await Fine(rui, "contested", width);
        await rui.SelectOptionAsync(".contested [name=cause]", "error");
        await rui.FillAsync(".contested [name=why]", "É verdade, foi por telefone");
        await rui.ClickAsync(".contested button");
        await rui.Locator(".story blockquote:has-text('É verdade')").WaitForAsync();
        (await rui.Locator(".contested").CountAsync()).ShouldBe(0);

        await maria.ReloadAsync();
        await maria.ClickAsync("#accept button");
        await maria.Locator("#accept").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await rui.ReloadAsync();
        await rui.ClickAsync($"form[action='/statements/{id}/close'] button");
        await rui.Locator("a[href$='/bundle']").WaitForAsync();
        await Fine(rui, "closed", width);
        await maria.ReloadAsync();
        await Fine(maria, "own-closed", width);
        var command = await maria.Locator("pre.source").InnerTextAsync();
        var file = await maria.RunAndWaitForDownloadAsync(() => maria.ClickAsync("a[href$='/bundle']"));

        // On a machine that has the file, the command, and nothing else.
        var empty = Directory.CreateTempSubdirectory("prazo-empty-").FullName;
        try
        {
            await file.SaveAsAsync(Path.Combine(empty, file.SuggestedFilename));
            var verified = Shell.Bash($"cd '{empty}' && env -i HOME='{empty}' PATH=\"$PATH\" {command.Trim()}");
            verified.ExitCode.ShouldBe(0, verified.All);
            verified.Out.ShouldContain("Identical: aurora-suporte");
            verified.Out.ShouldContain("Signed with the key that you named, " + _key);
        }
        finally
        {
            Directory.Delete(empty, recursive: true);
        }
        // Both want it public: by its link anybody sees the results.
        await rui.ClickAsync("#publication button[value=propose]");
        await rui.Locator("#publication button[value=withdraw]").WaitForAsync();
        await Fine(rui, "proposed", width);
        await maria.ReloadAsync();
        await maria.ClickAsync("#publication button[value=consent]");
        await Fine(maria, "consented", width);
        var results = await maria.Locator("#publication a").GetAttributeAsync("href");
        await using (var anybody = await browser.Blank(width))
        {
            await anybody.Page.GotoAsync(_url + results);
            (await anybody.Page.Locator("#main").InnerTextAsync()).ShouldContain("Suporte Aurora");
            await Fine(anybody.Page, "results", width);
            anybody.Complaints.ShouldBeEmpty();
        }
        await maria.GotoAsync($"{_url}/portal/statements/{id}/print?language=ro");
        await Fine(maria, "paper", width);
        var pdf = await maria.PdfAsync(new() { PreferCSSPageSize = true });
        Encoding.ASCII.GetString(pdf, 0, 5).ShouldBe("%PDF-");
        await maria.EmulateMediaAsync(new() { Media = Media.Print });
        (await maria.Locator(".top-bar").IsVisibleAsync()).ShouldBeFalse();
        (await maria.Locator(".sheet table").First.IsVisibleAsync()).ShouldBeTrue();
        provider.Complaints.Concat(customer.Complaints).ShouldBeEmpty();
    }

    /// <summary>As the server prints it, for either party and in the language that is asked for: its words are read out of the PDF.</summary>
    [BrowserTheory]
    [InlineData("pt-BR", "2 promessas descumpridas", "1 cumpridos de 3 contados")]
    [InlineData("ro", "2 promisiuni încălcate", "1 respectate din 3 numărate")]
    [InlineData("en", "2 promises broke", "1 kept of 3 counted")]
    public async Task The_server_prints_a_statement_with_all_that_it_says(string language, string heading, string kept)
    {
        var statement = await StatementActs.Draft(_db, new PublishedAgreements(), (await _db.Read(Workspace.All)).Single().TenantId, "aurora-suporte", null, "rui", SystemClock.Instance.GetCurrentInstant());
        foreach (var (session, path) in new[] { (_manager, "/statements/"), (_customer, "/portal/statements/") })
        {
            await using var open = await Visit(session, 1280);
            await open.Page.GotoAsync($"{_url}{path}{statement.Id}/print?language={language}");
            var link = await open.Page.Locator("a[href*='/pdf']").GetAttributeAsync("href");
            var answer = await open.Page.APIRequest.GetAsync(_url + link);

            answer.Status.ShouldBe(200);
            answer.Headers["content-type"].ShouldBe("application/pdf");
            var pdf = await answer.BodyAsync();
            Encoding.Latin1.GetString(pdf).ShouldContain("/MediaBox [0 0 594.95996 841.91998]");
            var text = PdfText.Of(pdf);
            foreach (var said in new[] { "Suporte Aurora", heading, kept, "#1", "100", statement.Hash })
                text.ShouldContain(PdfText.Plain(said), Case.Insensitive, $"{path} {language}");
        }
    }

    private static async Task Fine(IPage page, string name, int width)
    {
        foreach (var scheme in new[] { ColorScheme.Dark, ColorScheme.Light })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            (await PageTests.Violations(page, coloursOnly: scheme == ColorScheme.Dark)).ShouldBeEmpty($"{name} {scheme}");
            await PageTests.Picture(page, $"statement-{name}-{scheme}-{width}");
        }
        (await page.EvaluateAsync<int>("() => document.scrollingElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width, name);
    }

    private async Task<OpenPage> Visit(string session, int width)
    {
        var open = await browser.Blank(width);
        await open.Context.AddCookiesAsync([new() { Name = "prazo", Value = session, Url = _url }]);
        return open;
    }

    public async Task DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
        _db?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
