using NodaTime;
using Prazo.Agreements;
using Prazo.Audit;
using Prazo.Clocks;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;
using Prazo.Notifications;
using Prazo.People;
using Prazo.Portal;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Workspaces;

namespace Prazo.Demo;

public enum DemoState { Empty, Untouched, Changed, Unfinished, Other }

/// <summary>Loja Aurora: a workspace filled with three months that end now, so that there is something to look at.</summary>
public static class DemoShop
{
    public const string Name = "Loja Aurora";
    public const int Tickets = 1150;

    /// <summary>Whether the workspace is one that was made to be looked at.</summary>
    public static bool IsIn(Session session, Guid? tenant = null) => DemoStore.Find(session) is { } row && (tenant is null || row.TenantId == tenant);

    /// <summary>What is in a database, and when a demo in it was made.</summary>
    public static (DemoState State, Instant? Made) Look(Session session) => (Workspace.All(session), DemoStore.Find(session)) switch
    {
        ([], _) => (DemoState.Empty, null),
        ([var only], { } row) when only.TenantId == row.TenantId => row.Made is not { } made ? (DemoState.Unfinished, null)
            : (DemoStore.IsTouched(session, row.TenantId, made) ? DemoState.Changed : DemoState.Untouched, made),
        _ => (DemoState.Other, null),
    };

    public static long Count(Session session) => DemoStore.Find(session) is { } row ? DemoStore.Count(session, row.TenantId) : 0;

    /// <summary>Fills a database in which nothing else is; a demo that was there goes.</summary>
    public static async Task Make(Db db, Instant now, int tickets = Tickets)
    {
        var (began, hash) = (now - Duration.FromDays(Story.Days + 1), Passwords.Hash(DemoLogins.Password));
        var (tenant, people) = await db.Write(tx => Found(tx, now, began, hash));
        var agreements = await db.Read(s => new PublishedAgreements().All(s, tenant).Agreements);
        var hours = new[] { ("sudeste", "aurora-sao-paulo"), ("norte", "aurora-manaus"), ("nordeste", "aurora-recife") }.ToDictionary(r => r.Item1, r => Hours(agreements.First(a => a.Id == r.Item2)));
        var always = new CalendarSet([], [], Cast.SaoPaulo)[CalendarSet.AlwaysOpen];
        await new Play(db, tenant, people, new PublishedAgreements()).Run(new Story(now, hours, always).Beats(tickets), now);
        var feed = new ClockFeed(db);
        while (await feed.Step() > 0) { }
        await db.Write(tx => DemoAlerts.Tell(tx, tenant, now));
        await DemoReviews.Hold(db, tenant, people, now);
        await db.Write(tx => DemoCauses.Give(tx, tenant, people, now));
        await db.Write(tx => DemoStore.Finish(tx, tenant, now));
        var audit = new AuditSealer(db);
        while (await audit.Step() > 0) { }
    }

    /// <summary>The workspace with its people, its furniture and its promises.</summary>
    private static (Guid Tenant, Dictionary<string, Principal> People) Found(Tx tx, Instant now, Instant began, string hash)
    {
        Emptied.All(tx);
        var tenant = FirstStart.Open(tx, Name, "pt-BR", Cast.SaoPaulo, "demo", began).TenantId;
        DemoStore.Begin(tx, tenant);
        var people = new Dictionary<string, Principal>(StringComparer.Ordinal) { [""] = new(tenant, "key:canais", null, Principal.Scopes["tickets"]) };
        foreach (var (handle, name) in Cast.Teams)
            Teams.Add(tx, tenant, handle, name, "demo", began);
        foreach (var person in Cast.People)
            people[person.Handle] = Hire(tx, tenant, person, hash, began);
        Customers(tx, tenant, hash, began);
        Furniture.Put(new Act(tx, new TicketLog(new ClockFold(new PublishedAgreements())), people["ana"], began));
        PublishedAgreements.Publish(tx, tenant, Promises.Text(now.InZone(DateTimeZoneProviders.Tzdb[Cast.SaoPaulo]).Date), "user:ana", began);
        PromisePage.Put(tx, people["ana"], published: true, figures: true, began);
        return (tenant, people);
    }

    private static Principal Hire(Tx tx, Guid tenant, Person person, string hash, Instant at)
    {
        var user = Users.Add(tx, tenant, new UserInput(person.Handle, person.Name, person.Handle + "@lojaaurora.example", person.Role, "pt-BR", person.Zone), "demo", at);
        Users.SetPassword(tx, user, hash, "demo", at);
        // Nobody reads the mail of people who are invented.
        NotificationSettings.Keep(tx, new NotificationSettings { TenantId = tenant, UserId = user.Id, Mail = NotificationSettings.Off });
        if (person.Team is { } team)
            Teams.Put(tx, Teams.ByHandle(tx, tenant, team)!, user.Id, person.Leads, "demo", at);
        return new Principal(tenant, user.Actor, user.Id, Principal.AbilitiesOf(user.Is));
    }

    private static void Customers(Tx tx, Guid tenant, string hash, Instant at)
    {
        foreach (var company in Cast.Companies)
        {
            var made = Organisations.Add(tx, tenant, new OrganisationInput(company.Handle, company.Name, [Domain(company)]), "demo", at);
            foreach (var contact in company.People)
                Contacts.Add(tx, tenant, new ContactInput(contact.Handle, made.Id, contact.Name, $"{contact.Handle}@{Domain(company)}", Locale: "pt-BR", Zone: Cast.ZoneOf(company.Region)), "demo", at);
        }
        foreach (var (contact, region) in Cast.Consumers)
            Contacts.Add(tx, tenant, new ContactInput(contact.Handle, Name: contact.Name, Email: contact.Handle + "@correio.example", Locale: "pt-BR", Zone: Cast.ZoneOf(region)), "demo", at);
        var login = DemoLogins.All.Single(l => l.Role == "customer");
        var helena = Contacts.ByHandle(tx, tenant, DemoLogins.Customer)!;
        var user = Users.Add(tx, tenant, new UserInput(login.Handle, login.Name, helena.Email, login.Role, "pt-BR", Cast.SaoPaulo, helena.Id), "demo", at);
        Users.SetPassword(tx, user, hash, "demo", at);
        NotificationSettings.Keep(tx, new NotificationSettings { TenantId = tenant, UserId = user.Id, Mail = NotificationSettings.Off });
    }

    private static string Domain(Company company) => company.Handle + ".example";

    private static WorkingCalendar Hours(Agreement agreement) => new CalendarSet(agreement.Calendars.Values, agreement.HolidaySets.Values, agreement.Zone)["comercial"];
}
