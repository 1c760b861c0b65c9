using System.Globalization;
using System.Text;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Prazo.Agreements;
using Prazo.Channels;
using Prazo.Engine.Explain;
using Prazo.Improvement;
using Prazo.Notifications;
using Prazo.Outages;
using Prazo.Outbox;
using Prazo.Storage;

namespace Prazo.Statements;

/// <summary>What an outbox row of a period's mail holds: ids only.</summary>
internal sealed record StatementLetter(Guid Statement, Guid User);

/// <summary>Mails a customer what a period came to: what was promised, what was kept and what was not, what it costs, and what will be better. Its message id is the same at every attempt.</summary>
public sealed class StatementMailNotifier(Db db, PublishedAgreements agreements, NoticeMailSettings settings, Func<OutgoingMail, CancellationToken, Task<MailOutcome>>? send) : INotifier
{
    public const string OfKind = "statement-mail";
    private const int MostBreaches = 20;

    public string Kind => OfKind;

    internal static void Put(Tx tx, Statement statement, Guid user, Instant now) => OutboxStore.Put(tx, statement.TenantId, OfKind, JsonSerializer.Serialize(new StatementLetter(statement.Id, user), JsonSerializerOptions.Web), now);

    public async Task<Delivery> Deliver(OutboxRow row, Instant now, CancellationToken stop)
    {
        if (send is null)
            return Delivery.Hopeless("no mail server is set up: PRAZO_SMTP_HOST names one");
        if (await db.Read(s => Compose(s, row)) is not { } mail)
            return Delivery.Done;
        var outcome = await send(mail, stop);
        return outcome.Result switch
        {
            MailResult.Sent => Delivery.Done,
            MailResult.Rejected => Delivery.Hopeless(outcome.Detail),
            _ => new Delivery(DeliveryResult.Failed, outcome.Detail),
        };
    }

    /// <summary>Null for who has no address, has gone or wants no mail, and for a draft that was taken back.</summary>
    private OutgoingMail? Compose(Session session, OutboxRow row)
    {
        var letter = JsonSerializer.Deserialize<StatementLetter>(row.Content, JsonSerializerOptions.Web)!;
        var to = Mailbox.Of(session.Value<string>("SELECT email FROM users WHERE tenant_id = @TenantId AND id = @User AND disabled IS NULL", new { row.TenantId, letter.User }));
        if (to is null || StatementActs.Find(session, row.TenantId, letter.Statement) is not { } statement || NotificationSettings.Of(session, row.TenantId, letter.User) is not { Mail: not NotificationSettings.Off } wants)
            return null;
        var w = Words.Find(session.Value<string>("""
            SELECT COALESCE(u.locale, d.locale, w.locale) FROM users u JOIN workspaces w ON w.tenant_id = u.tenant_id LEFT JOIN contact_details d ON d.tenant_id = u.tenant_id AND d.contact_id = u.contact_id
            WHERE u.tenant_id = @TenantId AND u.id = @User
            """, new { row.TenantId, letter.User }) ?? "en") ?? Words.Find("en")!;
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(wants.Zone ?? "") ?? DateTimeZone.Utc;
        var terms = agreements.All(session, row.TenantId).Agreements.FirstOrDefault(a => a.Id == statement.Agreement && a.Version == statement.Content.Version);
        var title = terms?.Titles.GetValueOrDefault(w.Language, terms.Title) is { Length: > 0 } known ? known : statement.Agreement;
        string Target(string id) => terms?.Targets.FirstOrDefault(t => t.Id == id) is { } t ? w.Metric(t.Metric, t.Id) : id;
        var period = $"{Day(w, statement.FromDate, 0)} – {Day(w, statement.ToDate, -1)}";
        return new OutgoingMail
        {
            From = settings.From, To = [to], Subject = $"{title}: {period}", Text = Text(session, statement, w, zone, Target, period),
            MessageId = $"<statement-{row.Id:N}@{settings.From.Domain}>", Automatic = true, LoopMark = "statement",
        };
    }

    private string Text(Session session, Statement statement, Words w, DateTimeZone zone, Func<string, string> target, string period)
    {
        var (body, text) = (statement.Content, new StringBuilder());
        var causes = body.CausesByItem();
        void Part(string heading, IReadOnlyList<string> lines)
        {
            if (lines.Count == 0)
                return;
            text.Append(heading).Append('\n');
            foreach (var line in lines)
                text.Append("- ").Append(line).Append('\n');
            text.Append('\n');
        }
        string Named(StatementObjective o) => o.Target.Length > 0 ? target(o.Target) : o.Objective;
        text.Append(In(w, $"What was promised and what was kept, {period}.", $"O que foi prometido e o que foi cumprido, {period}.", $"Ce s-a promis și ce s-a respectat, {period}.")).Append("\n\n");
        Part(In(w, "Promised and kept", "Prometido e cumprido", "Promis și respectat"), [.. body.Objectives.Select(o => o.Percent is { } percent
            ? $"{Named(o)}: {Number(w, o.AtLeast)}% / {Number(w, percent)}% ({o.Amount(o.Kept)}/{o.Amount(o.Counted)}) – {(o.Holds == true ? In(w, "kept", "cumprido", "respectat") : In(w, "not kept", "não cumprido", "nerespectat"))}"
            : $"{Named(o)}: {In(w, "nothing to measure", "nada a medir", "nimic de măsurat")}")]);
        Part(In(w, "Not kept in time", "Não cumprido a tempo", "Nerespectat la timp"), [.. body.Breaches.Take(MostBreaches).Select(b =>
            $"#{b.Ticket.ToString(CultureInfo.InvariantCulture)} {target(b.Target)}, {w.Form.Moment(InstantPattern.ExtendedIso.Parse(b.At).Value, zone, true)}, +{w.Form.Length(Duration.FromMilliseconds(b.LateClock))}{(b.Settled == SettlementWord.Excluded ? In(w, " (does not count)", " (não conta)", " (nu se numără)") : "")}{(causes.GetValueOrDefault(b.Item) is { } cause ? $" – {cause.Name(w.Language)}" : "")}"),
            .. body.Breaches.Count > MostBreaches ? [$"… {(body.Breaches.Count - MostBreaches).ToString(CultureInfo.InvariantCulture)}"] : Array.Empty<string>()]);
        Part(In(w, "Outages, maintenance and force majeure", "Indisponibilidades, manutenção e força maior", "Indisponibilități, mentenanță și forță majoră"), [.. (body.Windows ?? []).Select(x => Window(w, body.Zone, x))]);
        Part(In(w, "Why, as the provider states it", "Por quê, segundo o fornecedor", "De ce, potrivit furnizorului"), [.. (body.Causes ?? []).Select(c => $"{c.Name(w.Language)}: {c.Items.Count.ToString(CultureInfo.InvariantCulture)}")]);
        if (body.Lines.Count > 0)
            text.Append(In(w, "In your favour: ", "A seu favor: ", "În favoarea dumneavoastră: ")).Append(Number(w, body.Net)).Append(' ').Append(body.Currency).Append("\n\n");
        Part(In(w, "What will be better", "O que vai melhorar", "Ce va fi mai bine"), Better(session, statement));
        if (statement.ContestUntil is { } until)
            text.Append(In(w, "You may contest until ", "Você pode contestar até ", "Puteți contesta până la ")).Append(w.Form.Moment(until, zone, true)).Append(".\n");
        if (settings.Address.Length > 0)
            text.Append(In(w, "Every figure with its tickets: ", "Cada número com os seus chamados: ", "Fiecare cifră cu tichetele ei: ")).Append(settings.Address.TrimEnd('/')).Append("/portal/statements/").Append(statement.Id).Append('\n');
        return text.ToString().TrimEnd();
    }

    /// <summary>By the clock of the agreement; its length too, once it is over.</summary>
    private static string Window(Words w, string zone, StatementWindow x)
    {
        var at = DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) ?? DateTimeZone.Utc;
        static Instant Read(string text) => InstantPattern.ExtendedIso.Parse(text).Value;
        string Moment(string text) => w.Form.Moment(Read(text), at, true);
        var kind = x.Kind switch
        {
            Outage.Down => In(w, "outage", "indisponibilidade", "indisponibilitate"),
            Outage.Unstaffed => In(w, "closed or nobody there", "fechado ou sem ninguém", "închis sau fără nimeni"),
            Outage.Maintenance => In(w, "maintenance", "manutenção", "mentenanță"),
            _ => In(w, "force majeure", "força maior", "forță majoră"),
        };
        return $"{x.Title} ({kind}{(x.What is { } what ? ", " + what : "")}): {Moment(x.From)} – {(x.Until is { } until ? $"{Moment(until)}, {StatementObjective.Hours((long)(Read(until) - Read(x.From)).TotalMilliseconds)}" : "…")}";
    }

    /// <summary>What the last review that is closed decided; not who does it.</summary>
    private static IReadOnlyList<string> Better(Session session, Statement statement) =>
        AgreementReviewStore.All(session, statement.TenantId).FirstOrDefault(r => r.Agreement == statement.Agreement && r.Closed is not null) is { } review
            ? [.. AgreementReviewStore.Items(session, statement.TenantId, review.Id).Where(i => i.Kind is ReviewItem.Decision or ReviewItem.Action && i.Done is null).Select(i => i.Body.ReplaceLineEndings(" "))] : [];

    private static string In(Words w, string en, string pt, string ro) => w.Language switch { "pt-BR" => pt, "ro" => ro, _ => en };

    private static string Day(Words w, string date, int plus) => w.Form.Day(LocalDatePattern.Iso.Parse(date).Value.PlusDays(plus), true);

    private static string Number(Words w, string number) => decimal.Parse(number, NumberStyles.Number, CultureInfo.InvariantCulture).ToString(number.Contains('.', StringComparison.Ordinal) ? "#,0.00##" : "#,0", CultureInfo.GetCultureInfo(w.Language));
}
