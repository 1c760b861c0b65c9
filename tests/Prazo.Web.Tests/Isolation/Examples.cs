using Prazo.Web.Screen;

namespace Prazo.Web.Tests.Isolation;

/// <summary>
/// An example for every endpoint. A new endpoint needs one line here, and the isolation matrix, the fuzzer and the check of the OpenAPI document try it:
/// <code>
/// new("GET /api/v1/things/{id}", Route: t => [t.Thing])                                   reads something
/// new("POST /api/v1/things", Body: t => new { name = t.Word(), team = t.Team })           makes something of other things
/// new("DELETE /api/v1/things/{id}", Route: t => [t.NewThing])                             takes something that is made for it
/// </code>
/// Things of a workspace are in <see cref="Things"/>: add what you need there, one line each. An endpoint for anonymous callers also needs a line in <see cref="Reviewed"/>.
/// </summary>
internal static class Examples
{
    /// <summary>Endpoints without a principal, and why that is right.</summary>
    public static readonly IReadOnlyDictionary<string, string> Reviewed = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["GET /openapi/{documentName}.json"] = "describes the API, not its data",
        ["GET /health/live"] = "says that the process runs",
        ["GET /health/ready"] = "says that the database answers",
        ["POST /api/v1/mail/in/{token}"] = "the path holds 32 random bytes, which resolve to somebody who may bring mail to one inbox",
        ["POST /api/v1/login"] = "is how one becomes a principal; throttled",
        ["POST /api/v1/setup"] = "takes a link of 32 random bytes that works once",
        ["POST /api/v1/password"] = "takes a link of 32 random bytes that works once",
        ["GET /setup/{token}"] = "the path holds 32 random bytes that work once",
        ["POST /setup/{token}"] = "the path holds 32 random bytes that work once",
        ["GET /assets/{hash}/{name}"] = "styles and script, the same for everybody",
        ["GET /sign-in"] = "is how one becomes a principal",
        ["POST /sign-in"] = "is how one becomes a principal; throttled",
    };

    private const string Form = "application/x-www-form-urlencoded";

    public static readonly IReadOnlyList<Example> All =
    [
        // What everybody may see
        new("GET /openapi/{documentName}.json", Route: _ => ["v1"]),
        new("GET /health/live"),
        new("GET /assets/{hash}/{name}", Route: _ => [AssetFiles.Css.Split('/')[2], "app.css"]),
        new("GET /sign-in"),
        new("POST /sign-in", Body: t => $"login={t.Mark}&password=written", Type: Form, Ok: 422),

        // Pages
        new("GET /", Ok: 303),
        new("GET /live", Streams: true),
        new("POST /sign-out", Body: _ => "", Type: Form, Ok: 303, Ends: true),
        new("GET /queue", Query: t => $"open=true&agent=ana&field.order={t.Mark}&q={t.Mark}"),
        new("POST /queue", Body: t => $"ticket={t.Ticket}&priority=low&back=/queue?open=true", Type: Form),
        new("POST /queue/views", Body: _ => "name=written&query=open%3Dtrue", Type: Form, Ok: 303),
        new("GET /tickets/new"),
        new("POST /tickets/new", Body: _ => "subject=written&text=written&from=customer", Type: Form, Ok: 303),
        new("GET /tickets/{id}", Route: t => [t.Ticket], Query: t => $"canned={t.CannedReply}"),
        new("GET /tickets/{id}/clocks", Route: t => [t.TicketWithClock]),
        new("POST /tickets/{id}/say", Route: t => [t.NewTicket], Body: _ => "kind=note&text=written", Type: Form, Ok: 303),
        new("POST /tickets/{id}/change", Route: t => [t.Ticket], Body: _ => "priority=high&agent=ana", Type: Form, Ok: 303),
        new("POST /tickets/{id}/take", Route: t => [t.NewTicket], Body: _ => "", Type: Form, Ok: 303, ForPeople: true),
        new("POST /tickets/{id}/close", Route: t => [t.NewTicket], Body: _ => "status=resolved", Type: Form, Ok: 303),
        new("POST /tickets/{id}/reopen", Route: t => [t.ClosedTicket], Body: _ => "", Type: Form, Ok: 303),
        new("POST /tickets/{id}/pause", Route: t => [t.Ticket], Body: _ => "party=supplier&text=written", Type: Form, Ok: 303),
        new("POST /tickets/{id}/resume", Route: t => [t.Ticket], Body: _ => "", Type: Form, Ok: 303),
        new("POST /tickets/{id}/ask", Route: t => [t.TicketWithClock], Body: _ => "target=first-response&what=extension&hours=2&text=written", Type: Form, Ok: 303),
        new("POST /tickets/{id}/decide", Route: t => [t.TicketWithClock], Body: t => $"request={t.NewRequest}&answer=grant&text=written", Type: Form, Ok: 303, ForPeople: true),
        new("GET /health/ready"),

        // Tickets
        new("POST /api/v1/events", Query: _ => "source=shop", Body: t => new[] { new { ticket = t.Word(), kind = "created", at = "2026-03-02T12:00:00Z", id = "e1", fields = new { priority = "high" } } }),
        new("GET /api/v1/tickets/{id}", Route: t => [t.Ticket]),
        new("GET /api/v1/tickets", Query: t => $"open=true&agent=ana&field.order={t.Mark}&sort=-updated&q={t.Mark}"),
        new("POST /api/v1/tickets", Body: _ => new { subject = "written", text = "written", contact = "maria", tags = new[] { "vip" } }),
        new("PATCH /api/v1/tickets/{id}", Route: t => [t.Ticket], Body: _ => new { subject = "written", agent = "ana", addTags = new[] { "vip" } }),
        new("POST /api/v1/tickets/bulk", Body: t => new { tickets = new[] { t.Ticket.ToString() }, change = new { team = "second" } }),
        new("POST /api/v1/tickets/{id}/replies", Route: t => [t.Ticket], Body: _ => new { text = "written" }),
        new("POST /api/v1/tickets/{id}/notes", Route: t => [t.Ticket], Body: _ => new { text = "written" }),
        new("POST /api/v1/tickets/{id}/messages", Route: t => [t.Ticket], Body: _ => new { text = "written", from = "maria" }),
        new("POST /api/v1/tickets/{id}/accept", Route: t => [t.Ticket], Body: _ => new { }, ForPeople: true),
        new("POST /api/v1/tickets/{id}/workaround", Route: t => [t.Ticket]),
        new("POST /api/v1/tickets/{id}/close", Route: t => [t.NewTicket], Body: _ => new { incidents = true }),
        new("POST /api/v1/tickets/{id}/reopen", Route: t => [t.ClosedTicket], Body: _ => new { }),
        new("POST /api/v1/tickets/{id}/merge", Route: t => [t.NewTicket], Body: t => new { into = t.Ticket }),
        new("POST /api/v1/tickets/{id}/split", Route: t => [t.Ticket], Body: t => new { message = t.Message }),
        new("PUT /api/v1/tickets/{id}/links/{kind}", Route: t => [t.NewTicket, "parent"], Body: t => new { other = t.Ticket }),
        new("DELETE /api/v1/tickets/{id}/links/{kind}", Route: t => [t.LinkedTicket, "parent"]),
        new("PUT /api/v1/tickets/{id}/followers/{handle}", Route: t => [t.Ticket, "bia"]),
        new("DELETE /api/v1/tickets/{id}/followers/{handle}", Route: t => [t.Ticket, "bia"]),
        new("POST /api/v1/tickets/{id}/pause", Route: t => [t.Ticket], Body: _ => new { party = "supplier", text = "written" }),
        new("POST /api/v1/tickets/{id}/resume", Route: t => [t.Ticket], Body: _ => new { }),
        new("POST /api/v1/tickets/{id}/waivers", Route: t => [t.TicketWithClock], Body: _ => new { target = "first-response", text = "written" }),
        new("POST /api/v1/tickets/{id}/extensions", Route: t => [t.TicketWithClock], Body: _ => new { target = "first-response", length = "PT1H", text = "written" }),
        new("POST /api/v1/tickets/{id}/requests/{request}/grant", Route: t => [t.TicketWithClock, t.NewRequest], Body: _ => new { text = "written" }, ForPeople: true),
        new("POST /api/v1/tickets/{id}/requests/{request}/refuse", Route: t => [t.TicketWithClock, t.NewRequest], Body: _ => new { text = "written" }, ForPeople: true),
        new("GET /api/v1/clock-requests"),
        new("POST /api/v1/attachments", Query: _ => "name=note.txt", Body: t => "written", Type: "text/plain"),
        new("GET /api/v1/attachments/{id}", Route: t => [t.Attachment]),
        new("GET /api/v1/fields"),
        new("POST /api/v1/fields", Body: t => new { name = t.Word(), title = "Title", type = "text" }),
        new("PUT /api/v1/fields/{name}", Route: t => [t.Field], Body: _ => new { title = "written" }),
        new("GET /api/v1/field-rules"),
        new("PUT /api/v1/field-rules", Body: _ => new { items = new[] { new { name = "written", when = new { inbox = new[] { "loja" } }, field = "region", value = "sul" } } }),
        new("GET /api/v1/views"),
        new("POST /api/v1/views", Body: _ => new { name = "written", query = "open=true" }),
        new("PUT /api/v1/views/{id}", Route: t => [t.View], Body: _ => new { name = "written", query = "agent=ana&open=true", shared = true }),
        new("DELETE /api/v1/views/{id}", Route: t => [t.NewView]),
        new("GET /api/v1/views/{id}/tickets", Route: t => [t.View]),

        // Inboxes and what is known
        new("GET /api/v1/inboxes"),
        new("POST /api/v1/inboxes", Body: t => new { name = t.Word(), title = "Title", channel = "email" }),
        new("PUT /api/v1/inboxes/{name}", Route: t => [t.Inbox], Body: _ => new { title = "written", channel = "email" }),
        new("DELETE /api/v1/inboxes/{name}", Route: t => [t.NewInbox]),
        new("GET /api/v1/canned-replies"),
        new("POST /api/v1/canned-replies", Body: t => new { name = "written", body = "{{ticket.number}}" }),
        new("PUT /api/v1/canned-replies/{id}", Route: t => [t.CannedReply], Body: _ => new { name = "written", body = "written" }),
        new("DELETE /api/v1/canned-replies/{id}", Route: t => [t.NewCannedReply]),
        new("GET /api/v1/tickets/{id}/canned-replies/{reply}", Route: t => [t.Ticket, t.CannedReply]),
        new("GET /api/v1/articles", Query: t => "q=" + t.Mark),
        new("POST /api/v1/articles", Body: t => new { title = "Title", body = "written", language = "ro" }),
        new("GET /api/v1/articles/{id}", Route: t => [t.Article]),
        new("PUT /api/v1/articles/{id}", Route: t => [t.Article], Body: t => new { title = "Title", body = "written", language = "ro", published = true }),
        new("DELETE /api/v1/articles/{id}", Route: t => [t.NewArticle]),

        // Clocks
        new("GET /api/v1/tickets/{id}/clocks", Route: t => [t.Ticket], Query: _ => "lang=ro"),
        new("GET /api/v1/clocks/feed", Query: _ => "after=0&limit=50"),
        new("GET /api/v1/clocks/feed/stream", Query: _ => "after=0", Streams: true),
        new("GET /api/v1/set-aside"),

        // Alerts
        new("GET /api/v1/alerts", Query: _ => "open=true&limit=10"),
        new("POST /api/v1/alerts/{id}/acknowledge", Route: t => [t.Alert]),
        new("GET /api/v1/escalations"),
        new("POST /api/v1/escalations", Body: t => new { name = t.Word(), chain = new { levels = new[] { new { stage = "80%", to = new[] { "agent" } } } } }),
        new("GET /api/v1/escalations/{id}", Route: t => [t.Escalation]),
        new("PUT /api/v1/escalations/{id}", Route: t => [t.Escalation], Body: t => new { name = t.Word(), chain = new { levels = new[] { new { stage = "breached", to = new[] { "manager" } } } } }),
        new("DELETE /api/v1/escalations/{id}", Route: t => [t.NewEscalation]),
        new("GET /api/v1/notifications", Query: _ => "unread=true", ForPeople: true),
        new("POST /api/v1/notifications/read", Body: t => new { ids = new[] { t.Notification } }, ForPeople: true),
        new("GET /api/v1/notifications/settings", ForPeople: true),
        new("PUT /api/v1/notifications/settings", Body: _ => new { mail = "digest", digestAt = "08:00", zone = "Europe/Bucharest" }, ForPeople: true),
        new("GET /api/v1/dead-letters", Query: _ => "limit=10"),
        new("POST /api/v1/dead-letters/{id}/replay", Route: t => [t.NewDeadLetter]),
        new("POST /api/v1/dead-letters/replay"),
        new("GET /api/v1/webhooks"),
        new("POST /api/v1/webhooks", Body: t => new { name = t.Word(), url = "https://hooks.example.invalid/in", events = new[] { "clock.*" } }),
        new("GET /api/v1/webhooks/{id}", Route: t => [t.Webhook]),
        new("PUT /api/v1/webhooks/{id}", Route: t => [t.Webhook], Body: t => new { name = t.Word(), form = "slack", events = new[] { "clock.breached" } }),
        new("DELETE /api/v1/webhooks/{id}", Route: t => [t.NewWebhook]),
        new("POST /api/v1/webhooks/{id}/secret", Route: t => [t.NewWebhook]),
        new("POST /api/v1/webhooks/{id}/test", Route: t => [t.Webhook]),

        new("GET /api/v1/mail/doors"),
        new("POST /api/v1/mail/doors", Body: t => new { inbox = t.MailInbox, provider = "postmark", address = t.Word() + "@example.com" }),
        new("DELETE /api/v1/mail/doors/{id}", Route: t => [t.NewMailDoor]),
        new("GET /api/v1/mail/held"),
        new("POST /api/v1/mail/in/{token}", Route: t => [t.Word()], Body: _ => new { From = "a@example.com" }, Ok: 404),

        // Automations
        new("GET /api/v1/automations"),
        new("POST /api/v1/automations", Body: t => new { name = t.Word(), when = new { @event = "created" }, @if = new { priority = "high" }, then = new object[] { new { tag = "new" }, new { webhook = t.Webhook } } }),
        new("GET /api/v1/automations/{id}", Route: t => [t.Automation]),
        new("PUT /api/v1/automations/{id}", Route: t => [t.Automation], Body: t => new { name = t.Word(), when = new { field = "priority" }, then = new[] { new { note = t.Word() } } }),
        new("DELETE /api/v1/automations/{id}", Route: t => [t.NewAutomation]),
        new("POST /api/v1/automations/dry-run", Body: t => new { ticket = t.Ticket, automation = t.Automation }),
        new("GET /api/v1/automations/runs", Query: t => $"ticket={t.Ticket}&automation={t.Automation}"),

        // Agreements
        new("POST /api/v1/agreements", Body: _ => Things.AgreementText(Things.Plain()), Type: "application/yaml"),
        new("GET /api/v1/agreements"),
        new("GET /api/v1/agreements/{agreement}/versions/{version}/source", Route: t => [t.Agreement, 1]),
        new("POST /api/v1/agreements/check", Body: _ => Things.AgreementText(Things.Plain()), Type: "application/yaml"),
        new("GET /api/v1/agreements/refolds"),
        new("GET /api/v1/agreements/uncovered", Query: _ => "limit=10"),
        new("GET /api/v1/agreements/drafts"),
        new("POST /api/v1/agreements/drafts", Body: _ => new { name = Things.Plain(), source = Things.AgreementText(Things.Plain()) }),
        new("GET /api/v1/agreements/drafts/{id}", Route: t => [t.Draft]),
        new("PUT /api/v1/agreements/drafts/{id}", Route: t => [t.NewDraft], Body: _ => new { name = Things.Plain(), source = Things.AgreementText(Things.Plain()) }, IfMatch: "*"),
        new("DELETE /api/v1/agreements/drafts/{id}", Route: t => [t.NewDraft]),
        new("GET /api/v1/agreements/drafts/{id}/check", Route: t => [t.Draft]),
        new("POST /api/v1/agreements/drafts/{id}/publish", Route: t => [t.NewDraft], IfMatch: "*"),

        // Calendars
        new("GET /api/v1/calendars"),
        new("GET /api/v1/calendars/{name}/versions/{version}/source", Route: t => [t.Calendar, 1]),
        new("GET /api/v1/calendars/{name}/versions/{version}/ics", Route: t => [t.Calendar, 1], Query: _ => "from=2026&to=2027"),
        new("POST /api/v1/calendars", Body: _ => Things.CalendarText(Things.Plain()), Type: "application/yaml"),
        new("POST /api/v1/calendars/check", Body: _ => Things.CalendarText(Things.Plain()), Type: "application/yaml"),
        new("POST /api/v1/calendars/import", Query: _ => "id=" + Things.Plain(), Body: _ => "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260303\r\nSUMMARY:Inventory\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", Type: "text/calendar"),
        new("GET /api/v1/calendars/drafts"),
        new("POST /api/v1/calendars/drafts", Body: _ => new { name = Things.Plain(), source = Things.CalendarText(Things.Plain()) }),
        new("GET /api/v1/calendars/drafts/{id}", Route: t => [t.CalendarDraft]),
        new("PUT /api/v1/calendars/drafts/{id}", Route: t => [t.NewCalendarDraft], Body: _ => new { name = Things.Plain(), source = Things.CalendarText(Things.Plain()) }, IfMatch: "*"),
        new("DELETE /api/v1/calendars/drafts/{id}", Route: t => [t.NewCalendarDraft]),
        new("GET /api/v1/calendars/drafts/{id}/check", Route: t => [t.CalendarDraft]),
        new("POST /api/v1/calendars/drafts/{id}/publish", Route: t => [t.NewCalendarDraft], IfMatch: "*"),

        // Reports
        new("GET /api/v1/reports", Query: _ => "by=channel,agent&per=month&where=region:norte,sul"),
        new("GET /api/v1/reports/csv", Query: _ => "by=channel"),
        new("GET /api/v1/reports/html", Query: _ => "lang=ro"),
        new("GET /api/v1/reports/clocks", Query: t => $"by=channel&agreement={t.Agreement}&version=1&target=first-response"),

        // People
        new("POST /api/v1/login", Body: t => new { workspace = t.Tenant, login = t.Word(), password = "not the password" }, Ok: 401),
        new("POST /api/v1/setup", Body: t => new { token = "pl1.x.y", workspace = t.Word(), email = "a@example.com", password = "correct horse battery" }, Ok: 401),
        new("POST /api/v1/password", Body: _ => new { token = "pl1.x.y", password = "correct horse battery" }, Ok: 401),
        new("GET /setup/{token}", Route: _ => ["pl1.x.y"], Ok: 404),
        new("POST /setup/{token}", Route: _ => ["pl1.x.y"], Body: t => $"workspace={t.Word()}&email=a%40example.com&password=correct+horse+battery", Type: "application/x-www-form-urlencoded", Ok: 404),
        new("POST /api/v1/logout", Ends: true),
        new("GET /api/v1/me"),
        new("PATCH /api/v1/me", Body: _ => new { locale = "ro", zone = "Europe/Bucharest" }, ForPeople: true),
        new("PUT /api/v1/me/password", Body: _ => new { old = "not the password", @new = "correct horse battery" }, Ok: 422, ForPeople: true),
        new("GET /api/v1/users"),
        new("POST /api/v1/users", Body: t => new { handle = t.Word(), name = "Ana", email = t.Word() + "@example.com", role = "customer", contact = t.Contact }),
        new("GET /api/v1/users/{id}", Route: t => [t.User]),
        new("PATCH /api/v1/users/{id}", Route: t => [t.User], Body: _ => new { name = "Ana Popescu", locale = "ro" }),
        new("POST /api/v1/users/{id}/disable", Route: t => [t.NewUser]),
        new("POST /api/v1/users/{id}/enable", Route: t => [t.NewUser]),
        new("POST /api/v1/users/{id}/password-link", Route: t => [t.User]),
        new("GET /api/v1/users/{id}/data", Route: t => [t.User]),
        new("POST /api/v1/users/{id}/erase", Route: t => [t.NewUser]),
        new("GET /api/v1/teams"),
        new("POST /api/v1/teams", Body: t => new { handle = t.Word(), name = "Second level" }),
        new("GET /api/v1/teams/{id}", Route: t => [t.Team]),
        new("PATCH /api/v1/teams/{id}", Route: t => [t.Team], Body: _ => new { name = "Third level" }),
        new("PUT /api/v1/teams/{id}/members/{user}", Route: t => [t.Team, t.User], Body: _ => new { leads = true }),
        new("DELETE /api/v1/teams/{id}/members/{user}", Route: t => [t.Team, t.NewMember]),
        new("GET /api/v1/organisations"),
        new("POST /api/v1/organisations", Body: t => new { handle = t.Word(), name = "Loja Aurora", domains = new[] { "aurora.example" } }),
        new("GET /api/v1/organisations/{id}", Route: t => [t.Organisation]),
        new("PATCH /api/v1/organisations/{id}", Route: t => [t.Organisation], Body: _ => new { domains = new[] { "aurora.example", "lua.example" } }),
        new("GET /api/v1/contacts", Query: t => $"organisation={t.Organisation}&text=ana&limit=10"),
        new("POST /api/v1/contacts", Body: t => new { organisation = t.Organisation, name = "Maria", email = t.Word() + "@aurora.example" }),
        new("GET /api/v1/contacts/{id}", Route: t => [t.Contact]),
        new("PATCH /api/v1/contacts/{id}", Route: t => [t.Contact], Body: t => new { organisation = t.Organisation, phone = "+55 11 5555 0100" }),
        new("GET /api/v1/contacts/{id}/data", Route: t => [t.Contact]),
        new("POST /api/v1/contacts/{id}/erase", Route: t => [t.NewContact]),
        new("GET /api/v1/keys"),
        new("POST /api/v1/keys", Body: t => new { name = t.Word(), scopes = new[] { "events" } }),
        new("DELETE /api/v1/keys/{id}", Route: t => [t.NewKey]),
        new("GET /api/v1/workspace"),
        new("PATCH /api/v1/workspace", Body: _ => new { zone = "America/Bahia", retentionDays = 400 }),

        // Audit
        new("GET /api/v1/audit", Query: t => $"after=0&limit=50&subject=user:{t.User}"),
        new("GET /api/v1/audit/export"),
        new("GET /api/v1/audit/verify"),
    ];
}
