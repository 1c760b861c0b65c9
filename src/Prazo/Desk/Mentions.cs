using System.Text.RegularExpressions;
using Prazo.Notifications;
using Prazo.People;
using Prazo.Tickets;
using Prazo.Workspaces;

namespace Prazo.Desk;

/// <summary>A note that names colleagues, <c>@ana</c> or a team <c>@second-level</c>, tells them. Customers are never told: a note is not for them.</summary>
public static partial class Mentions
{
    public const string Kind = "mentioned";

    private const int LongestQuoted = 160;

    public static (Ticket Ticket, Guid Message) Note(Act act, Ticket ticket, Writing writing)
    {
        var done = Messages.Note(act, ticket, writing);
        var text = MessageStore.Find(act.Tx, act.Tenant, ticket.Id, done.Message)!.Body;
        var quoted = text.ReplaceLineEndings(" ");
        foreach (var user in Named(act, text))
            Notices.Tell(act.Tx, act.Tenant, user, Kind, ticket.Id, null, $"{act.Handle ?? act.Asker.Actor}: {(quoted.Length > LongestQuoted ? quoted[..LongestQuoted] + "…" : quoted)}", act.Now);
        return done;
    }

    private static IReadOnlyList<Guid> Named(Act act, string text)
    {
        var names = Mention().Matches(text).Select(m => m.Groups["name"].Value.TrimEnd('.', '-', '_')).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (names.Count == 0)
            return [];
        var people = UserStore.All(act.Tx, act.Tenant).Where(u => u.Disabled is null && u.Is != Role.Customer).ToDictionary(u => u.Id);
        var named = people.Values.Where(u => names.Contains(u.Handle)).Select(u => u.Id)
            .Concat(Teams.All(act.Tx, act.Tenant).Where(t => t.Closed is null && names.Contains(t.Handle)).SelectMany(t => Teams.Members(act.Tx, act.Tenant, t.Id)).Select(m => m.UserId));
        return [.. named.Distinct().Where(u => people.ContainsKey(u) && u != act.Asker.Behind)];
    }

    // Not the end of an address such as ana@example.com.
    [GeneratedRegex(@"(?<![\p{L}\p{N}._@-])@(?<name>[\p{L}\p{N}][\p{L}\p{N}._-]{0,99})", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mention();
}
