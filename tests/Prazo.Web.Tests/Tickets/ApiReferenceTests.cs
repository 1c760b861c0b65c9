using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Prazo.Agreements;
using Prazo.Tests.Storage;

namespace Prazo.Web.Tests.Tickets;

/// <summary>Requests that pages show, as blocks marked <c>http</c>, do what stands behind their arrow.</summary>
public partial class ApiReferenceTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task The_examples_of_pages_do_what_they_say(string database)
    {
        var pages = Directory.EnumerateFiles(Path.Combine(Root(), "docs"), "*.md", SearchOption.AllDirectories).Where(f => Example().IsMatch(File.ReadAllText(f))).ToList();
        pages.Count.ShouldBeGreaterThan(1);
        foreach (var page in pages)
            await Do(page, database);
    }

    private static async Task Do(string page, string database)
    {
        await using var server = await TestServer.Start(database, "2026-03-02T20:00:00Z");
        var text = await File.ReadAllTextAsync(page);
        if (Agreement().Match(text) is { Success: true } agreement)
        {
            var source = await File.ReadAllTextAsync(Path.Combine(Root(), agreement.Groups["file"].Value));
            await server.Db.Write(tx => PublishedAgreements.Publish(tx, server.Workspace.TenantId, source, "test", TestServer.At("2026-01-01T00:00:00Z")));
        }
        foreach (Match example in Example().Matches(text))
        {
            var (method, path, body) = (example.Groups["method"].Value, example.Groups["path"].Value, example.Groups["body"].Value.Trim());
            using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
            if (body.Length > 0)
                request.Content = new StringContent(body, Encoding.UTF8, path.Contains("/events", StringComparison.Ordinal) ? "application/x-ndjson" : "application/json");
            using var response = await server.Client.SendAsync(request);
            var answer = await response.Content.ReadAsStringAsync();
            ((int)response.StatusCode).ShouldBe(int.Parse(example.Groups["status"].Value, CultureInfo.InvariantCulture), $"{page}: {method} {path}: {answer}");
            answer.ShouldContain(example.Groups["part"].Value.Trim(), customMessage: $"{page}: {method} {path}");
        }
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Prazo.slnx")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }

    [GeneratedRegex(@"```http\n(?<method>[A-Z]+) (?<path>\S+)\n(?<body>[^→]*)→ (?<status>\d+)(?<part>[^\n]*)\n```", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Example();

    [GeneratedRegex(@"<!-- agreement: (?<file>\S+) -->", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Agreement();
}
