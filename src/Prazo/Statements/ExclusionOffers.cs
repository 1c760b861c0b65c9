using NodaTime;
using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Engine.Explain;
using Prazo.Outages;
using Prazo.Storage;
using Prazo.Workspaces;

namespace Prazo.Statements;

/// <summary>Breaches of a draft whose clock ran in a time that was declared not to count. By itself it excludes none of them: the provider does, on this evidence, and the customer may contest it as anything else.</summary>
/// <param name="Items">Of which nothing has been said yet.</param>
public sealed record ExclusionOffer(KnownOutage Window, IReadOnlyList<string> Items);

public static class ExclusionOffers
{
    /// <summary>By what is declared now, the earliest first; nothing for what is closed or accepted.</summary>
    public static IReadOnlyList<ExclusionOffer> Of(Session session, PublishedAgreements agreements, Statement statement, Instant now)
    {
        if (statement is not { Open: true, AcceptedAt: null })
            return [];
        var (body, said) = (statement.Content, StatementStore.Disputes(session, statement.TenantId, statement.Id).Where(d => d.Word is not null || d.Waits).Select(d => d.Item).ToHashSet(StringComparer.Ordinal));
        var open = body.Breaches.Where(b => !said.Contains(b.Item)).ToLookup(b => (b.Ticket, b.Target, b.Cycle), b => b.Item);
        var terms = agreements.All(session, statement.TenantId).Agreements.FirstOrDefault(a => a.Id == body.Agreement && a.Version == body.Version);
        if (open.Count == 0 || terms is null)
            return [];
        var windows = OutageActs.All(session, statement.TenantId, now).Where(w => w.Now is { Withdrawn: null, Excludes: true } && StatementWindows.Concerns(terms, w.Now.What)).OrderBy(w => w.Now.Starts).ToList();
        var ran = windows.Count == 0 ? [] : session.Query<Ran>("""
            SELECT t.number, c.target, c.cycle, c.started, c.stopped FROM clocks c JOIN tickets t ON t.tenant_id = c.tenant_id AND t.id = c.ticket_id
            WHERE c.tenant_id = @TenantId AND c.agreement = @Agreement AND c.started < @last AND (c.stopped IS NULL OR c.stopped > @first) ORDER BY t.number, c.target, c.cycle
            """, new { statement.TenantId, statement.Agreement, first = windows[0].Now.Starts, last = windows.Max(w => w.Now.Ends ?? now) });
        return [.. windows.Select(w => new ExclusionOffer(w, [.. ran.Where(r => StatementWindows.Fact(w).Touches(r.Started, r.Stopped ?? now)).SelectMany(r => open[(r.Number, r.Target, r.Cycle)]).Distinct()])).Where(o => o.Items.Count > 0)];
    }

    /// <summary>Excludes breaches on the evidence of what was declared.</summary>
    /// <param name="items">Null: all that are offered for it.</param>
    public static async Task<Statement> Take(Db db, PublishedAgreements agreements, Guid tenant, Guid id, Guid window, IReadOnlyList<string>? items, string by, Instant now)
    {
        var (offer, why) = await db.Read(s =>
        {
            var statement = StatementActs.Find(s, tenant, id) ?? throw new MissingException();
            var found = Of(s, agreements, statement, now).FirstOrDefault(o => o.Window.Now.Id == window) ?? throw new RefusedException("not-offered", "window", "no breach of this draft ran in such a time, or it was answered already");
            return (found, Why(found.Window, statement.Content.Zone, Workspace.Get(s, tenant).Locale));
        });
        if (items?.FirstOrDefault(i => !offer.Items.Contains(i)) is { } other)
            throw new RefusedException("not-offered", "items", $"{other} did not run in that time, or it was answered already");
        return await StatementActs.Settle(db, tenant, id, [.. (items ?? offer.Items).Distinct(StringComparer.Ordinal)], SettlementWord.Excluded, offer.Window.Now.Kind, why, null, by, now);
    }

    /// <summary>Title, span, when it was announced and when reported: what the customer reads as the reason.</summary>
    private static string Why(KnownOutage window, string zone, string language)
    {
        var (w, now, at) = (Words.Find(language) ?? Words.Find("en")!, window.Now, DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) ?? DateTimeZone.Utc);
        string Moment(Instant instant) => w.Form.Moment(instant, at, true);
        string In(string en, string pt, string ro) => w.Language switch { "pt-BR" => pt, "ro" => ro, _ => en };
        return $"{now.Title}{(now.What is { } what ? $" ({what})" : "")}: {Moment(now.Starts)} – {(now.Ends is { } end ? Moment(end) : "…")} ({zone})"
            + (now.Announced is { } told ? $"; {In("announced", "anunciada em", "anunțată la")} {Moment(told)}" : "") + $"; {In("reported", "registrada em", "înregistrată la")} {Moment(window.Reported)}";
    }

    private sealed record Ran
    {
        public long Number { get; init; }
        public string Target { get; init; } = "";
        public long Cycle { get; init; }
        public Instant Started { get; init; }
        public Instant? Stopped { get; init; }
    }
}
