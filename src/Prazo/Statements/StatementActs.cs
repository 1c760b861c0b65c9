using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Prazo.Agreements;
using Prazo.Audit;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;
using Prazo.Engine.Money;
using Prazo.Storage;
using Prazo.Workspaces;

namespace Prazo.Statements;

/// <summary>Drafts a period, settles what is contested, closes it. What a draft follows from is kept with it, so that it is closed on the facts that the customer saw.</summary>
public static class StatementActs
{
    internal const int YearsBack = 2;
    private const int LongestText = 2000;

    /// <summary>The item under which a customer contests what is no breach of the list: something that is missing, say.</summary>
    public const string General = "general";

    /// <summary>Why an item does not count.</summary>
    public static readonly IReadOnlyList<string> Causes = ["maintenance", "force-majeure", "customer", "supplier", "beta", "error", "goodwill"];

    public static IReadOnlyList<Statement> All(Session session, Guid tenant) => StatementStore.All(session, tenant);

    public static Statement? Find(Session session, Guid tenant, Guid id) => StatementStore.Find(session, tenant, id);

    public static IReadOnlyList<StatementDispute> Disputes(Session session, Statement statement) => StatementStore.Disputes(session, statement.TenantId, statement.Id);

    /// <summary>The latest period of an agreement that is over; null when none is.</summary>
    public static (LocalDate From, LocalDate To)? LastOver(Agreement agreement, Instant now)
    {
        var today = now.InZone(AgreementSet.ZoneOf(agreement)).Date;
        var last = today;
        if (agreement.To is { } end && end < today)
            last = end.PlusDays(1);
        var holding = PeriodOf(agreement, last);
        // A term that has ended ends its last period too.
        var (from, to) = agreement.To is { } over && over < today && holding.From <= over ? holding : PeriodOf(agreement, holding.From.PlusDays(-1));
        return agreement.From is { } first && to <= first ? null : (from, to);
    }

    public static (LocalDate From, LocalDate To) PeriodOf(Agreement agreement, LocalDate date) => StatementPeriods.Holding(agreement.Statement.Per, agreement.Statement.FromTerm ? agreement.From : null, date);

    /// <summary>Computes a period as it is known now. One that is drafted already is refused; a draft is taken back by <see cref="Discard"/>.</summary>
    public static async Task<Statement> Draft(Db db, PublishedAgreements agreements, Guid tenant, string agreement, LocalDate? within, string by, Instant now)
    {
        var (statement, bundle) = await db.Read(session =>
        {
            var all = agreements.All(session, tenant);
            var newest = all.Agreements.Where(a => a.Id == agreement).MaxBy(a => a.Version) ?? throw new RefusedException("unknown-agreement", "agreement", $"there is no agreement {agreement}");
            var (from, to) = within is { } date ? PeriodOf(newest, date) : LastOver(newest, now) ?? throw new RefusedException("no-period", "period", "no period of it is over yet");
            var terms = StatementMaker.InForce(all, agreement, from, to) ?? throw new RefusedException("not-in-force", "period", $"{agreement} was not in force from {from} to {to.PlusDays(-1)}");
            if (now < to.AtStartOfDayInZone(AgreementSet.ZoneOf(terms)).ToInstant())
                throw new RefusedException("not-over", "period", $"the period ends with {to.PlusDays(-1)}", "draft it after that day");
            if (StatementStore.Of(session, tenant, agreement, LocalDatePattern.Iso.Format(from)) is not null)
                throw Twice();
            InOrder(session, tenant, agreement, from);
            var (facts, content) = StatementInputs.Read(session, tenant, agreement, from, to, now, [], StatementStore.Past(session, tenant, agreement, LocalDatePattern.Iso.Format(from.PlusYears(-YearsBack)), LocalDatePattern.Iso.Format(from)));
            var body = content.Text();
            var made = new Statement
            {
                TenantId = tenant, Id = Ids.New(now), Agreement = agreement, FromDate = LocalDatePattern.Iso.Format(from), ToDate = LocalDatePattern.Iso.Format(to), Revision = 1, Body = body, Hash = StatementBundle.HashOf(body),
                Drafted = now, DraftedBy = by, ContestUntil = terms.Statement.Contest is { } contest ? After(all, terms, contest, now) : null,
                Customer = Approvals.CustomersOf(terms) is [var only] ? only : null, Title = terms.Title,
            };
            return (made, Packed(StatementBundle.Unsigned(terms.Provider, facts, body)));
        });
        return await db.Write(tx =>
        {
            if (!StatementStore.Insert(tx, statement, bundle))
                throw Twice();
            AuditTrail.Write(tx, tenant, by, "statement.drafted", Subject(statement), Content(statement), now);
            StatementTalk.Say(tx, statement, "", StatementEntry.Drafted, null, null, null, by, now);
            StatementNotices.Drafted(tx, statement, now);
            return statement;
        });
    }

    /// <summary>The customer says that an item is not right, within the time agreed.</summary>
    /// <param name="files">Evidence, uploaded before.</param>
    public static Statement Contest(Tx tx, PublishedAgreements agreements, Guid tenant, Guid id, string item, string? text, string by, Instant now, IReadOnlyList<Guid>? files = null)
    {
        var statement = NotAccepted(OpenDraft(tx, tenant, id, null));
        if (statement.ContestUntil < now)
            throw new RefusedException("too-late", "", "the time to contest is over: what was not contested counts as accepted");
        var body = Known(statement, item);
        var said = Text(text, "text");
        var dispute = StatementStore.Disputes(tx, tenant, id).FirstOrDefault(d => d.Item == item) ?? new StatementDispute { Item = item };
        if (dispute.Contested is not null)
            throw new RefusedException("contested-already", "item", "it is contested already");
        var all = agreements.All(tx, tenant);
        var terms = all.Agreements.First(a => a.Id == body.Agreement && a.Version == body.Version);
        // What was decided of it before waits for a new answer; the history keeps it.
        StatementStore.Keep(tx, tenant, id, dispute with { Contested = now, ContestedBy = by, ContestText = said, AnswerDue = terms.Statement.Answer is { } answer ? After(all, terms, answer, now) : null, Word = null, Cause = null, Settled = null, SettledBy = null, SettledText = null });
        StatementTalk.Say(tx, statement, item, StatementEntry.Contested, null, said, files, by, now);
        AuditTrail.Write(tx, tenant, by, "statement.contested", Subject(statement), JsonSerializer.Serialize(new { item }), now);
        StatementNotices.ToManagers(tx, statement, "statement-contested", item, now);
        return Changed(tx, statement);
    }

    /// <summary>The provider answers: the item stands, or is excluded by a cause. The draft is computed anew from the same facts.</summary>
    /// <param name="files">Evidence, uploaded before.</param>
    public static Task<Statement> Settle(Db db, Guid tenant, Guid id, string item, string? word, string? cause, string? text, string? ifMatch, string by, Instant now, IReadOnlyList<Guid>? files = null) =>
        Settle(db, tenant, id, [item], word, cause, text, ifMatch, by, now, files);

    /// <summary>The same answer about several items: all of them, or none.</summary>
    public static async Task<Statement> Settle(Db db, Guid tenant, Guid id, IReadOnlyList<string> items, string? word, string? cause, string? text, string? ifMatch, string by, Instant now, IReadOnlyList<Guid>? files = null)
    {
        if (word is not (SettlementWord.Stands or SettlementWord.Excluded))
            throw new RefusedException("bad-word", "word", "say whether it stands or is excluded");
        if (word == SettlementWord.Excluded ? cause is null || !Causes.Contains(cause) : cause is { Length: > 0 })
            throw new RefusedException("bad-cause", "cause", word == SettlementWord.Excluded ? "say why it does not count: " + string.Join(", ", Causes) : "what stands needs no cause");
        if (word == SettlementWord.Excluded && items.Contains(General))
            throw new RefusedException("bad-word", "word", "only a breach can be excluded", "answer it, and settle the breaches that it is about");
        var said = Text(text, "text");
        var seen = await db.Write(tx =>
        {
            var statement = NotAccepted(OpenDraft(tx, tenant, id, ifMatch));
            var disputes = StatementStore.Disputes(tx, tenant, id).ToDictionary(d => d.Item, StringComparer.Ordinal);
            foreach (var item in items)
            {
                Known(statement, item);
                StatementStore.Keep(tx, tenant, id, (disputes.GetValueOrDefault(item) ?? new() { Item = item }) with { Word = word, Cause = word == SettlementWord.Excluded ? cause : null, Settled = now, SettledBy = by, SettledText = said });
                StatementTalk.Say(tx, statement, item, word, word == SettlementWord.Excluded ? cause : null, said, files, by, now);
                AuditTrail.Write(tx, tenant, by, "statement.settled", Subject(statement), JsonSerializer.Serialize(new { item, word, cause }), now);
            }
            if (items.Any(i => disputes.GetValueOrDefault(i)?.Contested is not null))
                StatementNotices.ToCustomer(tx, statement, "statement-answered", now);
            return Changed(tx, statement);
        });
        return await Recompute(db, seen);
    }

    /// <summary>Takes into a draft why promises broke, as it is stated now.</summary>
    public static async Task<Statement> TakeCauses(Db db, Guid tenant, Guid id, string by, Instant now) => await Recompute(db, await db.Write(tx =>
    {
        var statement = NotAccepted(OpenDraft(tx, tenant, id, null));
        AuditTrail.Write(tx, tenant, by, "statement.causes-taken", Subject(statement), Content(statement), now);
        return Changed(tx, statement);
    }));

    /// <summary>Another may have settled something in the meantime: then it is computed with that too.</summary>
    private static async Task<Statement> Recompute(Db db, Statement seen)
    {
        while (true)
        {
            var (facts, terms) = await db.Read(s => Facts(s, seen));
            (facts, var content) = StatementMaker.Made(facts);
            var body = content.Text();
            var bundle = Packed(StatementBundle.Unsigned(terms.Provider, facts, body));
            if (await db.Write(tx =>
                {
                    var now = StatementStore.Lock(tx, seen.TenantId, seen.Id) ?? throw new MissingException();
                    if (!now.Open || now.Revision != seen.Revision)
                        return (now, false);
                    var changed = now with { Body = body, Hash = StatementBundle.HashOf(body) };
                    StatementStore.Update(tx, changed);
                    StatementStore.SetBundle(tx, changed, bundle);
                    return (changed, true);
                }) is var (kept, done) && (done || !kept.Open))
                return kept;
            seen = (await db.Read(s => Find(s, seen.TenantId, seen.Id))) ?? throw new MissingException();
        }
    }

    /// <summary>Freezes and signs. Refused while something contested is not answered, or the customer may still contest and has not accepted.</summary>
    public static async Task<Statement> Close(Db db, Guid tenant, Guid id, string? ifMatch, string by, Instant now)
    {
        var (statement, key) = await db.Write(tx =>
        {
            var draft = OpenDraft(tx, tenant, id, ifMatch);
            var waiting = StatementStore.Disputes(tx, tenant, id).Where(d => d.Waits).Select(d => d.Item).ToList();
            if (waiting.Count > 0)
                throw new RefusedException("contested", "", $"not answered yet: {string.Join(", ", waiting.Take(5))}", "say of each whether it stands");
            if (draft.ContestUntil > now && draft.AcceptedAt is null)
                throw new RefusedException("may-be-contested", "", $"the customer may contest until {StatementBody.Of(draft.ContestUntil.Value)}", "wait, or let the customer accept it");
            return (draft, SigningKeys.Take(tx, tenant, by, now));
        });
        var (current, lines, facts) = await Current(db, statement);
        if (StatementMaker.InForce(facts.For(long.MaxValue), facts.Agreement, facts.From, facts.To)!.Statement.Key is { } named && named != key.Fingerprint)
            throw new RefusedException("other-key", "", $"the agreement names the key {named}, and this workspace signs with {key.Fingerprint}", "correct the agreement's `statement: { key: … }`");
        using var signed = new StringWriter(CultureInfo.InvariantCulture);
        StatementBundle.Sign(signed, lines, key);
        return await db.Write(tx =>
        {
            var draft = OpenDraft(tx, tenant, id, statement.ETag);
            // Nobody accepted while there was time: it counts as accepted.
            var closed = draft with
            {
                State = draft.AcceptedAt is null && draft.ContestUntil is null ? Statement.Closed : Statement.Accepted, Revision = draft.Revision + 1, Body = current.Body, Hash = current.Hash, ClosedAt = now, ClosedBy = by,
                AcceptedAt = draft.AcceptedAt ?? draft.ContestUntil,
            };
            StatementStore.Update(tx, closed);
            StatementStore.SetBundle(tx, closed, Packed(signed.ToString()));
            AuditTrail.Write(tx, tenant, by, "statement.closed", Subject(closed), Content(closed), now);
            StatementTalk.Say(tx, closed, "", StatementEntry.Closed, null, null, null, by, now);
            StatementNotices.ToCustomer(tx, closed, "statement-closed", now);
            return closed;
        });
    }

    /// <summary>The customer accepts a draft before its time is over, or a closed statement.</summary>
    /// <param name="hash">Of what was read; null: whatever it says.</param>
    public static Statement Accept(Tx tx, Guid tenant, Guid id, string by, Instant now, string? hash = null)
    {
        var statement = NotAccepted(StatementStore.Lock(tx, tenant, id) ?? throw new MissingException());
        var (disputes, breaches) = (StatementStore.Disputes(tx, tenant, id), statement.Content.Breaches.ToDictionary(b => b.Item, StringComparer.Ordinal));
        // What has just been settled is not computed yet.
        if ((hash is not null && hash != statement.Hash) || (statement.Open && disputes.Any(d => d.Word is not null && breaches.TryGetValue(d.Item, out var b) && b.Settled != d.Word)))
            throw new StaleException("it is another now");
        if (disputes.Any(d => d.Waits))
            throw new RefusedException("contested", "", "something contested is not answered yet");
        var accepted = statement with { AcceptedAt = now, AcceptedBy = by, State = statement.Open ? statement.State : Statement.Accepted, Revision = statement.Revision + 1 };
        StatementStore.Update(tx, accepted);
        AuditTrail.Write(tx, tenant, by, "statement.accepted", Subject(accepted), Content(accepted), now);
        StatementTalk.Say(tx, accepted, "", StatementEntry.Accepted, null, null, null, by, now);
        StatementNotices.ToManagers(tx, accepted, "statement-accepted", "", now);
        return accepted;
    }

    /// <summary>Takes a draft back that nobody has contested, so that it can be drafted anew.</summary>
    public static void Discard(Tx tx, Guid tenant, Guid id, string by, Instant now)
    {
        var statement = OpenDraft(tx, tenant, id, null);
        if (statement.AcceptedAt is not null || StatementStore.Disputes(tx, tenant, id).Any(d => d.Contested is not null))
            throw new RefusedException("contested", "", "the customer has contested or accepted it already: it can only be settled and closed");
        StatementStore.Delete(tx, statement);
        AuditTrail.Write(tx, tenant, by, "statement.discarded", Subject(statement), Content(statement), now);
    }

    /// <summary>The bundle that travels, of a closed one.</summary>
    public static string Export(Session session, Statement statement) => statement.Open
        ? throw new RefusedException("still-a-draft", "", "it is a draft: only what is closed is signed", "close it first")
        : Unpacked(StatementStore.Bundle(session, statement.TenantId, statement.Id));

    // ---- what it follows from

    private static (StatementFacts Facts, Agreement Terms) Facts(Session session, Statement statement)
    {
        var (facts, _) = StatementBundle.Read(Stored(session, statement));
        return (facts with { Settlements = Settled(session, statement), Causes = CausesOf(session, statement, facts), Windows = facts.Windows ?? [] }, StatementMaker.InForce(facts.For(long.MaxValue), facts.Agreement, facts.From, facts.To)!);
    }

    private static string[] Stored(Session session, Statement statement) => Unpacked(StatementStore.Bundle(session, statement.TenantId, statement.Id)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static List<Settlement> Settled(Session session, Statement statement) => [.. StatementStore.Disputes(session, statement.TenantId, statement.Id).Where(d => d.Word is not null)
        .Select(d => new Settlement(d.Item, d.Word!, d.Cause ?? "", d.SettledBy!, StatementBody.Of(d.Settled!.Value)))];

    /// <summary>The lines of a draft as it would be made now, its head and the agreement that it follows: as it is kept, unless something was settled or another cause stated meanwhile or it was made by other rules.</summary>
    private static async Task<(Statement Draft, string[] Lines, StatementFacts Facts)> Current(Db db, Statement draft)
    {
        for (var again = false; ; again = true)
        {
            var (now, lines, settled, stated) = await db.Read(s => Find(s, draft.TenantId, draft.Id) is { } found ? (found, Stored(s, draft), Settled(s, draft), StatedCauses.Of(s, draft.TenantId, draft.Agreement, found.Content.Breaches)) : throw new MissingException());
            var (facts, statement) = StatementBundle.Read(lines.Where(l => !BundleLine.IsTicket(l)));
            if (again || (StatementBundle.IsOfThisProgram(lines[0]) && statement == now.Body && facts.Settlements.SequenceEqual(settled) && (now.AcceptedAt is not null || StatedCauses.Same(facts.Causes, stated))))
                return (draft with { Body = now.Body, Hash = now.Hash }, lines, facts);
            await Recompute(db, now);
        }
    }

    /// <summary>As they are stated now; what the customer has accepted stays as it was read.</summary>
    private static IReadOnlyList<CauseFact> CausesOf(Session session, Statement statement, StatementFacts facts) => statement.AcceptedAt is null ? StatedCauses.Of(session, statement.TenantId, statement.Agreement) : facts.Causes;

    internal static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest))
            brotli.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    private static string Unpacked(byte[] bytes)
    {
        using var text = new StreamReader(new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress), Encoding.UTF8);
        return text.ReadToEnd();
    }

    // ---- checks

    private static Statement OpenDraft(Tx tx, Guid tenant, Guid id, string? ifMatch)
    {
        var statement = StatementStore.Lock(tx, tenant, id) ?? throw new MissingException();
        if (!statement.Open)
            throw new RefusedException("closed-already", "", "it is closed: later facts go into the next one");
        if (ifMatch is not null and not "*" && ifMatch != statement.ETag)
            throw new StaleException($"it is at {statement.ETag} now");
        return statement;
    }

    /// <summary>What the customer accepted is not changed any more.</summary>
    private static Statement NotAccepted(Statement statement) => statement.AcceptedAt is null ? statement : throw new RefusedException("accepted-already", "", "the customer has accepted it already");

    private static Statement Changed(Tx tx, Statement statement)
    {
        var changed = statement with { Revision = statement.Revision + 1 };
        StatementStore.Update(tx, changed);
        return changed;
    }

    private static StatementBody Known(Statement statement, string item)
    {
        var body = statement.Content;
        return item == General || body.Breaches.Any(b => b.Item == item) ? body : throw new RefusedException("unknown-item", "item", $"the statement has no item {item}", "take one of its breaches, TICKET/TARGET/CYCLE, or `general`");
    }

    private static string Text(string? text, string field) => text?.Trim() is { Length: > 0 and <= LongestText } said ? said
        : throw new RefusedException("missing-key", field, string.Create(CultureInfo.InvariantCulture, $"say why, in at most {LongestText} characters"));

    private static Instant After(AgreementSet all, Agreement terms, Within within, Instant now)
    {
        var calendars = all.CalendarsOf(terms);
        var calendar = terms.Calendars.Keys.Order(StringComparer.Ordinal).Select(calendars.Find).FirstOrDefault(c => c is not null) ?? calendars[CalendarSet.AlwaysOpen];
        return Deadlines.Of(within, now, calendar).Due ?? now;
    }

    /// <summary>Caps of a year and corrections need what came before, closed.</summary>
    private static void InOrder(Session session, Guid tenant, string agreement, LocalDate from)
    {
        var (others, first) = (StatementStore.All(session, tenant).Where(s => s.Agreement == agreement).ToList(), LocalDatePattern.Iso.Format(from));
        if (others.Find(s => s.Open && string.CompareOrdinal(s.FromDate, first) < 0) is { } earlier)
            throw new RefusedException("earlier-draft", "period", $"the period from {earlier.FromDate} is a draft still", "close it first: caps of a year and corrections go by it");
        if (others.Find(s => string.CompareOrdinal(s.FromDate, first) > 0) is { } later)
            throw new RefusedException("later-statement", "period", $"the period from {later.FromDate} has its statement already, which was made without this one", "periods are accounted in their order");
    }

    private static RefusedException Twice() => new("drafted-already", "period", "this period has a statement already", "open it; a draft that nobody contested can be discarded and drafted anew");
    private static string Subject(Statement s) => $"statement:{s.Id}";
    private static string Content(Statement s) => JsonSerializer.Serialize(new { agreement = s.Agreement, from = s.FromDate, to = s.ToDate, hash = s.Hash });
}
