using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Prazo.Channels;
using Prazo.People;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Alerts;
using Prazo.Web.Hosting;
using Prazo.Workspaces;

namespace Prazo.Web.Channels;

/// <summary>Mail comes in by doors: addresses that only a provider knows, each for one inbox.</summary>
internal static class MailApi
{
    private const long MostBytes = 60L << 20;

    public static void MapMail(this RouteGroupBuilder api)
    {
        api.MapGet("/mail/doors", List).For(Ability.Manage).WithSummary("Where providers post mail, for which inboxes.");
        api.MapPost("/mail/doors", Add).For(Ability.Manage).WithSummary("Opens a door for an inbox. The answer shows its path, this once.");
        api.MapDelete("/mail/doors/{id:guid}", Close).For(Ability.Manage).WithSummary("Closes a door.");
        api.MapGet("/mail/held", Held).For(Ability.Read).WithSummary("Mails that were held: loops, bounces of nothing we know, senders that write too often.");
        api.MapGet("/mail/out", Out).For(Ability.Manage).WithSummary("How mail leaves this server: by which mail server, from which address.");
        api.MapPost("/mail/out/test", Test).For(Ability.Manage).WithSummary("Sends a mail to one's own address, at once, and says what the mail server said.");
        api.MapPost("/mail/in/{token}", Receive).AllowAnonymous().DisableAntiforgery().TakesUpTo(MostBytes).Accepts<JsonElement>("application/json", "multipart/form-data", "application/x-www-form-urlencoded")
            .WithSummary("Takes a mail as Postmark (JSON) or Mailgun (a form) posts it.");
    }

    private static async Task<Ok<MailDoorList>> List(HttpContext context, Db db) =>
        TypedResults.Ok(await db.Read(s => new MailDoorList([.. (MailDoors.All(s, context.Asker().Tenant), MailDoors.LastUsed(s, context.Asker().Tenant)) is var (doors, used)
            ? doors.Select(d => MailDoorView.Of(d, null, used.TryGetValue(d.Id, out var at) ? at : null)) : []])));

    private static async Task<Created<MailDoorView>> Add(HttpContext context, MailDoorInput input, Db db, IClock clock)
    {
        var (asker, now) = (context.Asker(), clock.GetCurrentInstant());
        var (door, token) = await db.Write(tx => MailDoors.Add(tx, asker.Tenant, input.Inbox, input.Provider, input.Address, input.SigningKey, asker.Actor, now));
        return TypedResults.Created($"/api/v1/mail/doors/{door.Id}", MailDoorView.Of(door, $"/api/v1/mail/in/{token}"));
    }

    private static async Task<Results<NoContent, NotFound>> Close(HttpContext context, Guid id, Db db, IClock clock)
    {
        var (asker, now) = (context.Asker(), clock.GetCurrentInstant());
        return await db.Write(tx => MailDoors.Close(tx, asker.Tenant, id, asker.Actor, now)) ? TypedResults.NoContent() : TypedResults.NotFound();
    }

    private static async Task<Ok<HeldMails>> Held(HttpContext context, Db db) => TypedResults.Ok(new HeldMails([.. (await db.Read(s => MailLog.Held(s, context.Asker().Tenant, 200)))
        .Select(m => new HeldMail(m.MessageId, m.Nature, m.Reason, m.Address, m.Subject, m.Body, m.At))]));

    private static Ok<MailOutView> Out(MailOut mail) => TypedResults.Ok(new MailOutView(mail.Send is not null, mail.Server, mail.From.Address, mail.Address));

    private static async Task<Ok<MailTest>> Test(HttpContext context, Db db, MailOut mail, IClock clock) => TypedResults.Ok(await Tested(context, db, mail, clock));

    /// <summary>To nobody but who asks: a server that mails whomever one names is soon used for it.</summary>
    internal static async Task<MailTest> Tested(HttpContext context, Db db, MailOut mail, IClock clock)
    {
        var (asker, now) = (context.Asker(), clock.GetCurrentInstant());
        var (user, workspace) = await db.Read(s => (asker.Person is { } id ? UserStore.Get(s, asker.Tenant, id) : null, Workspace.Get(s, asker.Tenant)));
        if (mail.Send is not { } send)
            throw new RefusedException("no-mail-server", "", "no mail server is set up", "PRAZO_SMTP_HOST names one");
        if (Mailbox.Of(user?.Email) is not { } to)
            throw new RefusedException("no-own-address", "", "you have no address to send to", "add one to your user");
        var outcome = await send(new OutgoingMail
        {
            From = mail.From, To = [to], Subject = "Prazo", Text = workspace.Name, MessageId = $"<{Ids.New(now):n}@{mail.From.Address[(mail.From.Address.LastIndexOf('@') + 1)..]}>", Automatic = true, LoopMark = "test",
        }, context.RequestAborted);
        return new MailTest(outcome.Result == MailResult.Sent, to.Address, outcome.Detail);
    }

    /// <summary>The token resolves to who may bring mail to one inbox, and only that carries the workspace.</summary>
    private static async Task<Results<Ok<TakenMail>, NotFound>> Receive(HttpContext context, string token, Db db, TicketLog log, IClock clock)
    {
        if (await db.Read(s => MailDoors.Find(s, token)) is not { } door)
            return TypedResults.NotFound();
        context.Features.Set(door.Asker);
        var now = clock.GetCurrentInstant();
        var (mail, problems) = door.Provider == MailDoor.Postmark ? PostmarkInbound.Read(await Body(context)) : MailgunInbound.Read(await Form(context, door, now));
        return mail is null ? throw new RefusedException([.. problems]) : TypedResults.Ok(await db.Write(tx => IncomingMail.Take(tx, log, door, mail, now)));
    }

    private static async Task<ReadOnlyMemory<byte>> Body(HttpContext context)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[1 << 16];
        int read;
        while ((read = await context.Request.Body.ReadAsync(chunk)) > 0)
        {
            if (buffer.Length + read > MostBytes)
                throw new RefusedException("too-large", "", "a mail has at most 60 MB");
            buffer.Write(chunk, 0, read);
        }
        return buffer.ToArray();
    }

    private static async Task<MailgunForm> Form(HttpContext context, MailDoor door, Instant now)
    {
        if (!context.Request.HasFormContentType)
            throw new RefusedException("no-form", "", "Mailgun posts a form", "check the provider of this door");
        var form = await context.Request.ReadFormAsync();
        var files = new List<Prazo.Channels.FormFile>();
        foreach (var file in form.Files)
        {
            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes);
            files.Add(new Prazo.Channels.FormFile(file.Name, file.FileName, file.ContentType, bytes.ToArray()));
        }
        var posted = new MailgunForm([.. form.SelectMany(f => f.Value.Select(v => KeyValuePair.Create(f.Key, v ?? "")))], files);
        if (door.SigningKey is { } key && MailgunSignature.Verify(posted.Field("timestamp"), posted.Field("token"), posted.Field("signature"), key, now) is var verdict && verdict != MailgunVerdict.Genuine)
            throw new RefusedException("bad-signature", "signature", $"the posting is not Mailgun's: {verdict.ToString().ToLowerInvariant()}");
        return posted;
    }
}

internal sealed record MailDoorList(IReadOnlyList<MailDoorView> Items);

/// <param name="Path">What the provider posts to; shown once, when it is made.</param>
/// <param name="LastMail">When mail last came in by it.</param>
internal sealed record MailDoorView(Guid Id, string Inbox, string Provider, string Address, Instant Created, string? Path, Instant? LastMail)
{
    public static MailDoorView Of(MailDoor d, string? path = null, Instant? last = null) => new(d.Id, d.Inbox, d.Provider, d.Address, d.Created, path, last);
}

/// <param name="Address">From where answers are sent; answers to them come to <c>reply+…</c> at its domain.</param>
/// <param name="SigningKey">Mailgun's; postings with a wrong signature are refused.</param>
internal sealed record MailDoorInput(string? Inbox, string? Provider, string? Address, string? SigningKey);

/// <param name="Ready">A mail server is named; without, mails wait among the dead letters.</param>
/// <param name="Address">Where people reach this server: what links in mails lead to.</param>
internal sealed record MailOutView(bool Ready, string Server, string From, string Address);

public sealed record MailTest(bool Sent, string To, string Detail);

internal sealed record HeldMails(IReadOnlyList<HeldMail> Items);

internal sealed record HeldMail(string MessageId, string Nature, string Reason, string? Address, string? Subject, string? Body, Instant At);
