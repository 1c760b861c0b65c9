namespace Prazo.Webhooks;

/// <summary>What an alert says about a ticket, in the words of the reader's language.</summary>
/// <param name="Number">With its mark: <c>#1042</c>.</param>
/// <param name="Promise">The target's name, such as "First response".</param>
/// <param name="State">What happened: "broken", "80 % used".</param>
/// <param name="Due">The promised time, in the receiver's zone.</param>
public sealed record AlertFacts(string Number, string Title, string Url, string Customer, string Priority, string Assignee, string Promise, string State, string Due)
{
    /// <summary>The names that a template may use.</summary>
    public IReadOnlyDictionary<string, string> ByName => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["ticket.number"] = Number,
        ["ticket.title"] = Title,
        ["ticket.url"] = Url,
        ["ticket.customer"] = Customer,
        ["ticket.priority"] = Priority,
        ["ticket.assignee"] = Assignee,
        ["clock.promise"] = Promise,
        ["clock.state"] = State,
        ["clock.due"] = Due,
    };

    public static IReadOnlyCollection<string> Names { get; } = [.. new AlertFacts("", "", "", "", "", "", "", "", "").ByName.Keys];
}
