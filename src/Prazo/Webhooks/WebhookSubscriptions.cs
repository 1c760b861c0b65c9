using System.Security.Cryptography;
using NodaTime;
using Prazo.Audit;
using Prazo.Engine;
using Prazo.Storage;

namespace Prazo.Webhooks;

/// <summary>A workspace's webhooks.</summary>
public static class WebhookSubscriptions
{
    private const string Columns = """
        tenant_id, id, name, form, url, events, template AS body, secret, old_secret, old_until, failing_since, last_success, last_fault, disabled, version, updated, updated_by
        """;

    public static IReadOnlyList<WebhookSubscription> All(Session session, Guid tenant) =>
        session.Query<WebhookSubscription>($"SELECT {Columns} FROM webhooks WHERE tenant_id = @tenant ORDER BY name, id", new { tenant });

    public static WebhookSubscription? Find(Session session, Guid tenant, Guid id) =>
        session.First<WebhookSubscription>($"SELECT {Columns} FROM webhooks WHERE tenant_id = @tenant AND id = @id", new { tenant, id });

    /// <summary>Those that are switched on and want to hear of something.</summary>
    internal static IEnumerable<WebhookSubscription> Wanting(Session session, Guid tenant, string type) =>
        All(session, tenant).Where(w => w.Disabled is null && w.Wants(type));

    public static string NewSecret() => WebhookSecret.Of(RandomNumberGenerator.GetBytes(32)).Reveal();

    /// <summary>Keeps a new webhook or another version of one; what is wrong with it is refused.</summary>
    public static void Keep(Tx tx, WebhookSubscription hook, WebhookSender sender)
    {
        var problems = Problems(tx, hook, sender);
        if (problems.Count > 0)
            throw new RefusedException(problems);
        tx.Execute("""
            INSERT INTO webhooks (tenant_id, id, name, form, url, events, template, secret, old_secret, old_until, failing_since, last_success, last_fault, disabled, version, updated, updated_by)
            VALUES (@TenantId, @Id, @Name, @Form, @Url, @Events, @Body, @Secret, @OldSecret, @OldUntil, @FailingSince, @LastSuccess, @LastFault, @Disabled, @Version, @Updated, @UpdatedBy)
            ON CONFLICT (tenant_id, id) DO UPDATE SET name = @Name, form = @Form, url = @Url, events = @Events, template = @Body, secret = @Secret, old_secret = @OldSecret, old_until = @OldUntil,
              failing_since = @FailingSince, last_success = @LastSuccess, last_fault = @LastFault, disabled = @Disabled, version = @Version, updated = @Updated, updated_by = @UpdatedBy
            """, hook);
        AuditTrail.Write(tx, hook.TenantId, hook.UpdatedBy, "webhook.kept", $"webhook:{hook.Id}", "{}", hook.Updated);
    }

    public static bool Delete(Tx tx, Guid tenant, Guid id, string by, Instant now)
    {
        if (tx.Execute("DELETE FROM webhooks WHERE tenant_id = @tenant AND id = @id", new { tenant, id }) == 0)
            return false;
        AuditTrail.Write(tx, tenant, by, "webhook.deleted", $"webhook:{id}", "{}", now);
        return true;
    }

    /// <summary>What an attempt tells of the address. True when it is switched off by this: after days of failures, or at the receiver's wish.</summary>
    internal static bool Note(Tx tx, WebhookSubscription hook, WebhookOutcome outcome, Instant now)
    {
        if (outcome.Result == WebhookResult.Delivered)
        {
            tx.Execute("UPDATE webhooks SET failing_since = NULL, last_fault = NULL, last_success = @now WHERE tenant_id = @TenantId AND id = @Id", new { now, hook.TenantId, hook.Id });
            return false;
        }
        tx.Execute("UPDATE webhooks SET failing_since = COALESCE(failing_since, @now), last_fault = @Detail WHERE tenant_id = @TenantId AND id = @Id", new { now, outcome.Detail, hook.TenantId, hook.Id });
        return tx.Execute("UPDATE webhooks SET disabled = @now WHERE tenant_id = @TenantId AND id = @Id AND disabled IS NULL AND (failing_since <= @since OR @gone = 1)",
            new { now, since = now - WebhookSubscription.Patience, gone = outcome.Result == WebhookResult.Gone ? 1L : 0L, hook.TenantId, hook.Id }) == 1;
    }

    private static List<Problem> Problems(Session session, WebhookSubscription hook, WebhookSender sender)
    {
        var problems = new List<Problem>();
        if (string.IsNullOrWhiteSpace(hook.Name) || hook.Name.Length > 100)
            problems.Add(Wrong("bad-name", "name", "a name has 1 to 100 characters"));
        if (session.Value<long>("SELECT COUNT(*) FROM webhooks WHERE tenant_id = @TenantId AND name = @Name AND id <> @Id", hook) > 0)
            problems.Add(Wrong("name-taken", "name", $"another webhook is called '{hook.Name}'"));
        if (hook.Form is not (WebhookSubscription.Signed or WebhookSubscription.Slack or WebhookSubscription.Template))
            problems.Add(Wrong("unknown-form", "form", $"'{hook.Form}' is no form", "write signed, slack or template"));
        if (sender.Objection(hook.Url) is { } objection)
            problems.Add(Wrong("bad-address", "url", objection, "give an https address of the public internet"));
        if (hook.Wanted.Count == 0)
            problems.Add(Wrong("no-events", "events", "it wants to hear of nothing", "list events such as clock.breached, or clock.*"));
        foreach (var (type, i) in hook.Wanted.Select((t, i) => (t, i)))
            if (!WebhookEvents.IsKnown(type))
                problems.Add(Wrong("unknown-event", $"events[{i}]", $"'{type}' never happens", "write clock.* or ticket.*, or one of " + string.Join(", ", WebhookEvents.All)));
        if (hook.Form == WebhookSubscription.Template)
            problems.AddRange(hook.Body is { Length: > 0 } body ? BodyTemplate.Read(body, AlertFacts.Names).Problems : [Wrong("no-template", "template", "this form needs a template", """write JSON such as {"text": "{{ticket.number}}"}""")]);
        return problems;
    }

    private static Problem Wrong(string code, string path, string message, string hint = "") => new(Severity.Error, code, Position.None, path, message, hint);
}
