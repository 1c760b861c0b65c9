using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Prazo.Tests.Storage;

namespace Prazo.Web.Tests.Tickets;

/// <summary>The examples of docs/reference/api-tickets.md do what they say.</summary>
public partial class ApiReferenceTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task The_examples_of_the_reference_do_what_they_say(string database)
    {
        await using var server = await TestServer.Start(database);
        var examples = Example().Matches(await File.ReadAllTextAsync(Reference()));
        examples.Count.ShouldBeGreaterThan(10);
        foreach (Match example in examples)
        {
            var (method, path, body) = (example.Groups["method"].Value, example.Groups["path"].Value, example.Groups["body"].Value.Trim());
            using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
            if (body.Length > 0)
                request.Content = new StringContent(body, Encoding.UTF8, "application/json");
            using var response = await server.Client.SendAsync(request);
            var answer = await response.Content.ReadAsStringAsync();
            ((int)response.StatusCode).ShouldBe(int.Parse(example.Groups["status"].Value, CultureInfo.InvariantCulture), $"{method} {path}: {answer}");
            answer.ShouldContain(example.Groups["part"].Value.Trim(), customMessage: $"{method} {path}");
        }
    }

    private static string Reference()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Prazo.slnx")))
            folder = Path.GetDirectoryName(folder)!;
        return Path.Combine(folder, "docs", "reference", "api-tickets.md");
    }

    [GeneratedRegex(@"```http\n(?<method>[A-Z]+) (?<path>\S+)\n(?<body>[^→]*)→ (?<status>\d+)(?<part>[^\n]*)\n```", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Example();
}
