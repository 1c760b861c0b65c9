using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Prazo.People;

namespace Prazo.Web.Tests.Screen;

/// <summary>A browser without a script: it opens pages, follows links and sends forms as people fill them in.</summary>
internal sealed class Browser(HttpClient client)
{
    public IHtmlDocument Page { get; private set; } = null!;
    public HttpStatusCode Status { get; private set; }
    public string Path { get; private set; } = "";

    /// <summary>Somebody of a role, signed in.</summary>
    public static async Task<Browser> Of(TestServer server, string handle, string role, string? locale = null)
    {
        var user = await server.Db.Write(tx => Users.Add(tx, server.Workspace.TenantId, new UserInput(handle, Role: role, Locale: locale), "test", server.Clock.Now));
        return new Browser(server.SignedIn(user));
    }

    public async Task<Browser> Open(string path)
    {
        Path = path;
        return await Show(await client.GetAsync(new Uri(path, UriKind.Relative)));
    }

    public Task<Browser> Follow(IElement link) => Open(link.GetAttribute("href")!);

    /// <summary>Presses a button that says what to do, in the form that has it.</summary>
    public async Task<Browser> Press(string action, string verb)
    {
        var form = Page.Forms.First(f => f.GetAttribute("action") == action && f.QuerySelector($"button[name=do][value={verb}]") is not null);
        var values = form.Elements.OfType<IHtmlInputElement>().Where(i => i.Name is { Length: > 0 } && (i.Type is not ("radio" or "checkbox") || i.IsChecked)).Select(i => KeyValuePair.Create(i.Name!, i.Value));
        return await Show(await client.PostAsync(new Uri(action, UriKind.Relative), new FormUrlEncodedContent(values.Append(new("do", verb)))));
    }

    /// <summary>Fills in fields by name and sends the form that holds them all and goes to a path.</summary>
    public async Task<Browser> Send(string action, params (string Name, string Value)[] filled)
    {
        var form = Page.Forms.Where(f => f.GetAttribute("action") == action && f.Method == "post").OrderBy(f => filled.Count(v => f.QuerySelector($"[name='{v.Name}']") is null)).FirstOrDefault() ?? throw new InvalidOperationException($"{Path} has no form to {action}: {string.Join(", ", Page.Forms.Select(f => f.GetAttribute("action")))}");
        var values = form.Elements.OfType<IHtmlInputElement>().Where(i => i.Name is { Length: > 0 } && (i.Type is not ("radio" or "checkbox") || i.IsChecked)).Select(i => (i.Name!, i.Value))
            .Concat(form.Elements.OfType<IHtmlTextAreaElement>().Select(t => (t.Name!, t.Value))).Concat(form.Elements.OfType<IHtmlSelectElement>().Select(s => (s.Name!, s.Value ?? ""))).ToList();
        foreach (var (name, value) in filled)
        {
            form.QuerySelector($"[name='{name}']").ShouldNotBeNull($"{action} has no field {name}");
            values.RemoveAll(v => v.Item1 == name);
            values.Add((name, value));
        }
        return await Show(await client.PostAsync(new Uri(action, UriKind.Relative), new FormUrlEncodedContent(values.Select(v => KeyValuePair.Create(v.Item1, v.Item2)))));
    }

    /// <summary>As browsers do, it keeps cookies and goes where a 303 leads.</summary>
    private async Task<Browser> Show(HttpResponseMessage response)
    {
        if (response.Headers.TryGetValues("Set-Cookie", out var set))
            Keep(set);
        if (response.StatusCode == HttpStatusCode.SeeOther)
            return await Open(response.Headers.Location!.OriginalString);
        Status = response.StatusCode;
        Page = await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync());
        return this;
    }

    private void Keep(IEnumerable<string> set)
    {
        var known = client.DefaultRequestHeaders.TryGetValues("Cookie", out var sent) ? sent.SelectMany(c => c.Split("; ")).ToList() : [];
        foreach (var (name, value) in set.Select(c => c.Split(';')[0].Split('=', 2)).Select(c => (c[0], c[1])))
        {
            known.RemoveAll(c => c.StartsWith(name + "=", StringComparison.Ordinal));
            if (value.Length > 0)
                known.Add($"{name}={value}");
        }
        client.DefaultRequestHeaders.Remove("Cookie");
        client.DefaultRequestHeaders.Add("Cookie", string.Join("; ", known));
    }

    /// <summary>What people read in each element, a line each.</summary>
    public string Text(string selector) => string.Join('\n', Page.QuerySelectorAll(selector).Select(e =>
        string.Join(' ', e.DescendantsAndSelf().OfType<IText>().SelectMany(t => t.Data.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))));
}
