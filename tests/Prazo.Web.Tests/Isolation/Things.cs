using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Prazo.Agreements;
using Prazo.Alerts;
using Prazo.Automations;
using Prazo.Channels;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;
using Prazo.Improvement;
using Prazo.Inboxes;
using Prazo.Knowledge;
using Prazo.Lifecycle;
using Prazo.Notifications;
using Prazo.Outages;
using Prazo.Outbox;
using Prazo.People;
using Prazo.Portal;
using Prazo.Reports.Saved;
using Prazo.Statements;
using Prazo.Satisfaction;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Webhooks;
using Prazo.Workspaces;

namespace Prazo.Web.Tests.Isolation;

/// <summary>
/// What a workspace has, made when it is first asked for. <c>Kept</c> is one that stays; <c>Fresh</c> is made anew for every request that the allowed send, since they change or delete it.
/// Things that exist nowhere are ids that nobody has. Every text holds the workspace's mark, so that it is known again where it should not be.
/// </summary>
internal sealed class Things(TestServer server, Guid? tenant, string mark)
{
    private static int _words;
    private readonly Dictionary<string, object> _kept = new(StringComparer.Ordinal);

    public string Mark => mark;

    public Guid Tenant { get; } = tenant ?? Ids.New(server.Clock.Now);

    /// <summary>While the allowed ask, things that are used up are made anew.</summary>
    public bool Renews { get; set; }

    /// <summary>The organisation whose tickets a customer sees, and whose they do not.</summary>
    public Things For(string customer) => new(server, tenant, mark) { Customer = customer, Renews = Renews, _everybodys = this };

    private Things? _everybodys;

    public string Customer { get; private init; } = mark + "-loja";

    // Add things here.
    public Guid Ticket => Kept(nameof(Ticket), NewTicketIn);
    public Guid NewTicket => Fresh(nameof(NewTicket), NewTicketIn);
    /// <summary>Made for <see cref="Customer"/> alone; no ticket is under it.</summary>
    public string OwnAgreement => Kept(nameof(OwnAgreement), tx => PublishedAgreements.Publish(tx, Tenant, AgreementText(Word()).Replace("kind: service", "kind: customer", StringComparison.Ordinal) + $"\napplies: {{ when: {{ customer: {Customer}, inbox: nowhere }} }}\n", "test", Now).Agreements[0].Id, mark + "-nothing");
    public string Aimed => Kept(nameof(Aimed), tx => PublishedAgreements.Publish(tx, Tenant, AgreementText(Word()) + "\nobjectives: [ { id: aim, target: first-response, at-least: 90% } ]\n", "test", Now).Agreements[0].Id, mark + "-nothing");
    public string Agreement => Kept(nameof(Agreement), tx => PublishedAgreements.Publish(tx, Tenant, AgreementText(Word()), "test", Now).Agreements[0].Id, mark + "-nothing");
    public string Calendar => Kept(nameof(Calendar), tx => PublishedCalendars.Publish(tx, Tenant, CalendarText(Word()), "test", Now).Changed[0].Name, mark + "-nothing");
    public Guid CalendarDraft => Kept(nameof(CalendarDraft), AddCalendarDraft);
    public Guid NewCalendarDraft => Fresh(nameof(NewCalendarDraft), AddCalendarDraft);
    public Guid Draft => Kept(nameof(Draft), AddDraft);
    public Guid NewDraft => Fresh(nameof(NewDraft), AddDraft);
    /// <summary>A draft's text before a second person and <see cref="Customer"/>.</summary>
    public Guid Proposal => Of(CustomerContact, _ => Kept(nameof(Proposal), AddProposal));
    public Guid NewProposal => Of(CustomerContact, _ => Fresh(nameof(NewProposal), AddProposal));
    /// <summary>One that all have approved.</summary>
    public Guid ApprovedProposal => Of(CustomerContact, _ => Fresh(nameof(ApprovedProposal), tx =>
    {
        var id = AddProposal(tx);
        foreach (var party in ProposalQueries.Get(tx, Tenant, id)!.Parties)
            tx.Execute("INSERT INTO proposal_answers (tenant_id, proposal_id, party, approves, at, by_actor, name, text_hash) VALUES (@Tenant, @id, @party, 1, @Now, 'test', @mark, @ProposalHash)", new { Tenant, id, party, Now, mark, ProposalHash });
        return id;
    }));
    /// <summary>Of the text that was proposed last.</summary>
    public string ProposalHash { get; private set; } = "none";
    public Guid NewCustomerUser => Fresh(nameof(NewCustomerUser), tx => Users.Add(tx, Tenant, new UserInput(Word(), Role: "customer", Contact: AddContact(tx)), "test", Now).Id);
    public Guid User => Kept(nameof(User), AddUser);
    public Guid NewUser => Fresh(nameof(NewUser), AddUser);
    public Guid Team => Kept(nameof(Team), AddTeam);
    public Guid NewMember
    {
        get
        {
            var team = Team;
            return Fresh(nameof(NewMember), tx => AddMember(tx, team));
        }
    }
    public Guid NewKey => Fresh(nameof(NewKey), AddKey);
    public Guid Organisation => Kept(nameof(Organisation), AddOrganisation);
    /// <summary>A contact of <see cref="Customer"/>: what the role customer is.</summary>
    public Guid CustomerContact => Kept(nameof(CustomerContact), AddCustomer);
    public Guid Contact => Kept(nameof(Contact), AddContact);
    public Guid NewContact => Fresh(nameof(NewContact), AddContact);

    public string MailInbox => Kept(nameof(MailInbox), AddMailInbox, mark + "-nowhere");
    public Guid NewMailDoor => Fresh(nameof(NewMailDoor), tx => MailDoors.Add(tx, Tenant, AddMailInbox(tx), "postmark", "help@example.com", null, "test", Now).Door.Id);
    public Guid Alert => Kept(nameof(Alert), AddAlert);
    public Guid Notification => Kept(nameof(Notification), tx => Notices.Tell(tx, Tenant, AddUser(tx), "warned", NewTicketIn(tx), null, null, Now));
    public Guid Escalation => Kept(nameof(Escalation), AddEscalation);
    public Guid NewEscalation => Fresh(nameof(NewEscalation), AddEscalation);
    public Guid Automation => Kept(nameof(Automation), AddAutomation);
    public Guid NewAutomation => Fresh(nameof(NewAutomation), AddAutomation);
    public Guid Webhook => Kept(nameof(Webhook), AddWebhook);
    public Guid NewWebhook => Fresh(nameof(NewWebhook), AddWebhook);
    /// <summary>Something sent to <see cref="Webhook"/>.</summary>
    public Guid NewDelivery => Of(Webhook, hook => Fresh(nameof(NewDelivery), tx => OutboxStore.Put(tx, Tenant, "webhook", "{}", Now, about: hook)));
    public Guid NewDeadLetter => Fresh(nameof(NewDeadLetter), AddDeadLetter);
    public Guid ClosedTicket => Fresh(nameof(ClosedTicket), tx => Done(tx, NewTicketIn(tx), (act, t) => TicketEdits.Close(act, t, null)));
    public Guid LinkedTicket => Fresh(nameof(LinkedTicket), tx => Done(tx, NewTicketIn(tx), (act, t) => TicketLinks.Put(act, t, LinkKind.Parent, NewTicketIn(tx).ToString())));
    /// <summary>A ticket outside of its agreement by clause 4.2.</summary>
    public Guid OutsideTicket => Fresh(nameof(OutsideTicket), AddOutsideTicket);
    /// <summary>One that was offered for a price.</summary>
    public Guid OfferedTicket => Fresh(nameof(OfferedTicket), tx => Done(tx, AddOutsideTicket(tx), (act, t) => ScopeActs.Offer(act, server.Services.GetRequiredService<PublishedAgreements>(), t, "10.00 BRL", mark, null)));
    /// <summary>A ticket with a contact, who was not asked yet what they think; and one who was.</summary>
    public Guid ContactedTicket => Of(CustomerContact, contact => Fresh(nameof(ContactedTicket), tx => AddContacted(tx, contact)));
    public Guid AskedTicket => Of(CustomerContact, contact => Fresh(nameof(AskedTicket), tx => Done(tx, AddContacted(tx, contact), (act, t) =>
    {
        Surveys.Ask(act, server.Services.GetRequiredService<PublishedAgreements>(), t);
        return t;
    })));
    /// <summary>A cause of the workspace's own, and a promise that was broken weeks ago with the ticket that it was made for.</summary>
    public string Cause => Kept(nameof(Cause), tx => Causes.Add(By(tx), new Dictionary<string, string>(StringComparer.Ordinal) { ["en"] = mark }).Id, mark + "-cause");
    public (Guid Clock, Guid Ticket) Broken => Of(TicketWithClock, _ => Kept(nameof(Broken), tx =>
    {
        var began = Now - Duration.FromDays(30);
        var ticket = server.Services.GetRequiredService<TicketLog>().Record(tx, Tenant, "shop", Word(), [new TicketCreated("e1", began, Now, 0, ImmutableSortedDictionary<string, string>.Empty.Add("customer", Customer))], "test", Now)[0].Ticket;
        return (tx.Value<Guid>("SELECT id FROM clocks WHERE tenant_id = @Tenant AND ticket_id = @ticket ORDER BY lane LIMIT 1", new { Tenant, ticket }), ticket);
    }, (Ids.New(Now), Ids.New(Now))));
    public Guid AgreementReview => Kept(nameof(AgreementReview), AddReview);
    public Guid NewAgreementReview => Fresh(nameof(NewAgreementReview), AddReview);
    /// <summary>An agreement that was not reviewed yet.</summary>
    public string NewAgreement => Renews ? server.Db.Write(AddAgreement).GetAwaiter().GetResult() : Kept(nameof(NewAgreement), AddAgreement, mark + "-nothing");
    /// <summary>A review and one of its actions.</summary>
    public object[] NewAction => Of(AgreementReview, review => new object[] { review, Fresh(nameof(NewAction), tx => AgreementReviews.Add(By(tx), server.Services.GetRequiredService<PublishedAgreements>(), review,
        new ReviewItemInput(ReviewItem.Action, mark, Users.Add(tx, Tenant, new UserInput(Word(), Role: "agent"), "test", Now).Handle, "2027-01-01")).Id) });
    public Guid NewProblem => Fresh(nameof(NewProblem), tx => Done(tx, NewTicketIn(tx), (act, t) => TicketEdits.Change(act, t, new TicketChange(Type: "problem"))));
    /// <summary>A message that a customer wrote on <see cref="Ticket"/>.</summary>
    public Guid Message => Of(Ticket, ticket => Kept(nameof(Message), tx => Messages.FromCustomer(By(tx), By(tx).Ticket(ticket.ToString()), new Writing(mark)).Message));
    public Guid TicketWithClock => Kept(nameof(TicketWithClock), tx =>
    {
        PublishedAgreements.Publish(tx, Tenant, AgreementText(Word()), "test", Now);
        return NewTicketIn(tx);
    });
    /// <summary>A waiver that somebody asked for on <see cref="TicketWithClock"/>.</summary>
    public Guid NewRequest => Of(TicketWithClock, ticket => Fresh(nameof(NewRequest), tx => ClockRequests.Ask(By(tx), By(tx).Ticket(ticket.ToString()), new ClockAsk("first-response", "other", mark, null), null).Request));
    public Guid Attachment => Of(Ticket, ticket => Kept(nameof(Attachment), tx =>
    {
        var file = Attachments.Upload(By(tx), mark + ".txt", "text/plain", [1]).Id;
        Messages.FromCustomer(By(tx), By(tx).Ticket(ticket.ToString()), new Writing(mark, Attachments: [file]));
        return file;
    }));
    /// <summary>A ticket whose clocks stand still.</summary>
    public Guid PausedTicket => Of(TicketWithClock, _ => Fresh(nameof(PausedTicket), AddPausedTicket));
    /// <summary>A pause that a customer contests.</summary>
    public Guid NewReview => Of(TicketWithClock, _ => Fresh(nameof(NewReview), tx =>
        Reviews.Ask(By(tx), server.Services.GetRequiredService<PublishedAgreements>(), By(tx).Ticket(AddPausedTicket(tx).ToString()), new ReviewAsk(Reviews.Pause, "first-response", 1, mark)).Id));
    public string Field => Kept(nameof(Field), tx => FieldDefinitions.Declare(By(tx), new FieldDefinition(Word(), mark, FieldType.Text, [])).Name, mark + "-field");
    public Guid View => Kept(nameof(View), AddView);
    public Guid Statement => Kept(nameof(Statement), tx => AddStatement(tx, Prazo.Statements.Statement.Draft, "2026-01-01"));
    public Guid NewStatement => Fresh(nameof(NewStatement), tx => AddStatement(tx, Prazo.Statements.Statement.Draft, "2026-01-01"));
    public Guid ClosedStatement => Of(CustomerContact, _ => Kept(nameof(ClosedStatement), tx => AddStatement(tx, Prazo.Statements.Statement.Closed, "2026-02-01")));
    /// <summary>Of <see cref="Customer"/>, who may still contest.</summary>
    public Guid OwnStatement => Of(CustomerContact, _ => Kept(nameof(OwnStatement), tx => AddStatement(tx, Prazo.Statements.Statement.Draft, "2026-01-01")));
    public Guid NewOwnStatement => Of(CustomerContact, _ => Fresh(nameof(NewOwnStatement), tx => AddStatement(tx, Prazo.Statements.Statement.Draft, "2026-01-01")));
    public Guid ContestedStatement => Of(CustomerContact, _ => Kept(nameof(ContestedStatement), tx => AddStatement(tx, Prazo.Statements.Statement.Draft, "2026-03-01")));
    /// <summary>Was a customer.</summary>
    public Guid EndedCustomer => Fresh(nameof(EndedCustomer), tx =>
        CustomerEnds.End(tx, Organisations.Add(tx, Tenant, new OrganisationInput(Word(), mark), "test", Now), new CustomerEnd("2026-10-01", mark), "test", Now).Id);
    public Guid StatementToPublish => Of(CustomerContact, _ => Fresh(nameof(StatementToPublish), tx => AddStatement(tx, Prazo.Statements.Statement.Closed, "2026-02-01")));
    /// <summary>The provider has proposed to publish its results.</summary>
    public Guid OfferedStatement => Of(CustomerContact, _ => Fresh(nameof(OfferedStatement), tx => Offered(tx).Id));
    public Guid PublishedStatement => Of(CustomerContact, _ => Kept(nameof(PublishedStatement), tx =>
    {
        var statement = Offered(tx);
        ResultPages.Consent(tx, statement, "test", Now);
        return statement.Id;
    }));
    /// <summary>A file that came with what was contested in it.</summary>
    public Guid Evidence => Of(ContestedStatement, statement => Kept(nameof(Evidence), tx =>
    {
        var file = Attachments.Upload(By(tx), mark + ".txt", "text/plain", [1, 2, 3]).Id;
        StatementTalk.Say(tx, StatementActs.Find(tx, Tenant, statement)!, StatementActs.General, StatementEntry.Contested, null, mark, [file], "test", Now);
        return file;
    }));
    /// <summary>What an agreement promises to be available.</summary>
    public string Service => Kept(nameof(Service), tx =>
    {
        var service = Word();
        PublishedAgreements.Publish(tx, Tenant, AgreementText(Word()) + $"\nobjectives: [ {{ id: up, availability: {service}, at-least: 99% }} ]\n", "test", Now);
        return service;
    }, mark + "-nothing");
    /// <summary>One that lasts.</summary>
    public Guid Outage => Of(Service, service => Kept(nameof(Outage), tx => AddOutage(tx, service)));
    public Guid NewOutage => Of(Service, service => Fresh(nameof(NewOutage), tx => AddOutage(tx, service)));
    public string BeforeNow => NodaTime.Text.InstantPattern.ExtendedIso.Format(Now - Duration.FromHours(1));
    public Guid NewWall => Fresh(nameof(NewWall), AddWall);
    public Guid SavedReport => Kept(nameof(SavedReport), AddSavedReport);
    public Guid NewSavedReport => Fresh(nameof(NewSavedReport), AddSavedReport);
    public Guid NewView => Fresh(nameof(NewView), AddView);
    public string Inbox => Kept(nameof(Inbox), AddInbox, mark + "-inbox");
    public string NewInbox => Renews ? server.Db.Write(AddInbox).GetAwaiter().GetResult() : Kept(nameof(NewInbox), AddInbox, mark + "-inbox");
    public Guid CannedReply => Kept(nameof(CannedReply), AddCannedReply);
    public Guid NewCannedReply => Fresh(nameof(NewCannedReply), AddCannedReply);
    public Guid Article => Kept(nameof(Article), AddArticle);
    public Guid NewArticle => Fresh(nameof(NewArticle), AddArticle);
    /// <summary>The same for every customer.</summary>
    public Guid PublishedArticle => _everybodys?.PublishedArticle ?? Kept(nameof(PublishedArticle), tx => Articles.Create(tx, Somebody, mark, mark, "en", published: true, Now).Id);

    /// <summary>A word that no other thing has.</summary>
    public string Word() => string.Create(CultureInfo.InvariantCulture, $"{mark}-{Interlocked.Increment(ref _words)}");

    /// <summary>A word that is nobody's: for what the asker makes and others may see.</summary>
    public static string Plain() => string.Create(CultureInfo.InvariantCulture, $"word-{Interlocked.Increment(ref _words)}");

    public static string AgreementText(string id) => $$"""
        prazo: 1
        agreement: {{id}}
        title: {{id}}
        kind: service
        zone: America/Sao_Paulo
        calendars: { comercial: { weekly: { mon-fri: "08:00-18:00" } } }
        targets: { first-response: { within: 4h, calendar: comercial } }
        """;

    public static string CalendarText(string id) => $$"""
        prazo: 1
        zone: America/Sao_Paulo
        calendars: { {{id}}: { weekly: { mon-fri: "08:00-18:00" } } }
        """;

    private Instant Now => server.Clock.Now;

    private Guid NewTicketIn(Tx tx) => server.Services.GetRequiredService<TicketLog>().Record(tx, Tenant, "shop", Word(),
        [new TicketCreated("e1", Now, Now, 0, ImmutableSortedDictionary<string, string>.Empty.Add("customer", Customer).Add("priority", "high"))], "test", Now)[0].Ticket;

    private static T Of<T, TFirst>(TFirst first, Func<TFirst, T> then) => then(first);

    private Principal Somebody => new(Tenant, "test", null, Principal.Scopes["admin"]);

    private Act By(Tx tx) => new(tx, server.Services.GetRequiredService<TicketLog>(), Somebody, Now);

    private Guid Done(Tx tx, Guid ticket, Func<Act, Ticket, Ticket> act) => act(By(tx), By(tx).Ticket(ticket.ToString())).Id;

    private Guid AddPausedTicket(Tx tx) => server.Services.GetRequiredService<TicketLog>().Record(tx, Tenant, "shop", Word(),
    [
        new TicketCreated("e1", Now - Duration.FromHours(2), Now, 0, ImmutableSortedDictionary<string, string>.Empty.Add("customer", Customer).Add("priority", "high")),
        new ClockPaused("e2", Now - Duration.FromHours(1), Now, 0, null, "other", Party.Supplier, "test"),
    ], "test", Now)[0].Ticket;

    private Guid AddOutsideTicket(Tx tx)
    {
        var order = Word();
        PublishedAgreements.Publish(tx, Tenant, AgreementText(Word()) + $"\napplies: {{ when: {{ order: {order} }} }}\nexclusions: [ {{ clause: \"4.2\", when: {{ order: {order} }}, text: {mark} }} ]\n", "test", Now);
        return server.Services.GetRequiredService<TicketLog>().Record(tx, Tenant, "shop", Word(),
            [new TicketCreated("e1", Now, Now, 0, ImmutableSortedDictionary<string, string>.Empty.Add("customer", Customer).Add("order", order))], "test", Now)[0].Ticket;
    }

    // Of a period in which the customer may still contest.
    private Guid AddStatement(Tx tx, string state, string from)
    {
        // Whoever of the customer asks may answer.
        tx.Execute("UPDATE contacts SET approves = @Now WHERE tenant_id = @Tenant AND organisation_id = @organisation", new { Now, Tenant, organisation = AddOrganisation(tx) });
        var agreement = PublishedAgreements.Publish(tx, Tenant, AgreementText(Word()), "test", Now).Agreements[0].Id;
        var body = new StatementBody(agreement, 1, "", "UTC", from, from, StatementBody.Of(Now), "1", null, [], [], [], [], "0", "0", "0", "0", "0", "0", [], [], 0, 0, "").Text();
        var statement = new Statement { TenantId = Tenant, Id = Ids.New(Now), Agreement = agreement, Title = mark, Customer = Customer, FromDate = from, ToDate = from, State = state, Revision = 1, Body = body, Hash = mark, Drafted = Now, DraftedBy = "test", ContestUntil = Now + Duration.FromDays(3650) };
        StatementStore.Insert(tx, statement, StatementActs.Packed(body + "\n"));
        if (!statement.Open)
            StatementStore.Update(tx, statement with { ClosedAt = Now, ClosedBy = "test" });
        return statement.Id;
    }
    private Statement Offered(Tx tx)
    {
        var statement = StatementActs.Find(tx, Tenant, AddStatement(tx, Prazo.Statements.Statement.Closed, "2026-02-01"))!;
        ResultPages.Propose(tx, statement, "test", Now);
        return statement;
    }

    private string AddAgreement(Tx tx) => PublishedAgreements.Publish(tx, Tenant, AgreementText(Word()), "test", Now).Agreements[0].Id;

    private Guid AddReview(Tx tx) => AgreementReviews.Open(By(tx), server.Services.GetRequiredService<PublishedAgreements>(), AddAgreement(tx)).Id;

    private Guid AddContacted(Tx tx, Guid contact) => server.Services.GetRequiredService<TicketLog>().Record(tx, Tenant, "shop", Word(),
        [new TicketCreated("e1", Now, Now, 0, ImmutableSortedDictionary<string, string>.Empty.Add("customer", Customer).Add("contact", Contacts.Get(tx, Tenant, contact)!.Handle))], "test", Now)[0].Ticket;

    private Guid AddOutage(Tx tx, string service) => OutageActs.Report(By(tx), server.Services.GetRequiredService<PublishedAgreements>(), new OutageInput(Prazo.Outages.Outage.Down, service, Now - Duration.FromHours(2), null, null, mark, mark)).Id;

    private Guid AddWall(Tx tx)
    {
        WallLinks.Create(tx, Tenant, mark, "test", Now);
        return WallLinks.All(tx, Tenant)[0].Id;
    }

    private Guid AddSavedReport(Tx tx) => SavedReports.Put(By(tx) with { Asker = Somebody with { Person = AddUser(tx) } }, null, new SavedReportInput(mark, "kept", "by=agent", "last-month", Shared: true)).Id;

    private Guid AddView(Tx tx) => SavedViews.Put(By(tx), null, mark, "agent=ana", shared: true);

    private string AddInbox(Tx tx) => InboxEdits.Add(By(tx), new Inbox(Word(), mark, "email", null, new Dictionary<string, string>())).Name;

    private Guid AddCannedReply(Tx tx) => CannedReplies.Put(By(tx), null, mark, null, mark);

    private Guid AddArticle(Tx tx) => Articles.Create(tx, Somebody, mark, mark, "en", published: false, Now).Id;

    private Guid AddUser(Tx tx) => Users.Add(tx, Tenant, new UserInput(Word(), Name: mark + " Ana", Email: Word() + "@example.com", Role: "agent"), "test", Now).Id;

    private Guid AddDraft(Tx tx) => AgreementDrafts.Create(tx, Tenant, AgreementDraft.Agreement, Word(), AgreementText(Word()), "test", Now).Id;

    private Guid AddProposal(Tx tx)
    {
        if (Approvers.Users(tx, Tenant, Customer).Count == 0)
            Users.Add(tx, Tenant, new UserInput(Word(), Role: "customer", Contact: AddCustomer(tx)), "test", Now);
        // Whoever of the customer asks may approve.
        tx.Execute("UPDATE contacts SET approves = @Now WHERE tenant_id = @Tenant AND organisation_id = @organisation", new { Now, Tenant, organisation = AddOrganisation(tx) });
        var draft = AgreementDrafts.Create(tx, Tenant, AgreementDraft.Agreement, Word(), AgreementText(Word()) + $"\napplies: {{ when: {{ customer: {Customer} }} }}\n", "test", Now);
        var proposal = Proposals.Propose(By(tx), draft.Id, null, new ProposalAsk(Second: true, Customer: true));
        ProposalHash = proposal.TextHash;
        return proposal.Id;
    }

    private Guid AddCalendarDraft(Tx tx) => AgreementDrafts.Create(tx, Tenant, AgreementDraft.Calendar, Word(), CalendarText(Word()), "test", Now).Id;

    private Guid AddTeam(Tx tx) => Teams.Add(tx, Tenant, Word(), mark + " level", "test", Now).Id;

    private Guid AddMember(Tx tx, Guid team)
    {
        var user = AddUser(tx);
        Teams.Put(tx, Teams.Lock(tx, Tenant, team)!, user, leads: false, "test", Now);
        return user;
    }

    private Guid AddOrganisation(Tx tx) => (Organisations.ByHandle(tx, Tenant, Customer) ?? Organisations.Add(tx, Tenant, new OrganisationInput(Customer, mark + " Loja"), "test", Now)).Id;

    private string AddMailInbox(Tx tx)
    {
        var name = Word();
        InboxStore.Insert(tx, Tenant, new Inbox(name, mark, "email", null, new Dictionary<string, string>()));
        return name;
    }

    private Guid AddAlert(Tx tx)
    {
        var alert = new Alert { TenantId = Tenant, Id = Ids.New(Now), FactId = Ids.New(Now), UserId = AddUser(tx), TicketId = NewTicketIn(tx), ClockId = Ids.New(Now), Generation = 1, Level = 1, Kind = "warned", Stage = "warned 80%", Target = "first-response", Cycle = 1, At = Now, Made = Now };
        AlertStore.Insert(tx, alert);
        return alert.Id;
    }

    private Guid AddEscalation(Tx tx) => Escalations.Keep(tx, new OrderedRow { TenantId = Tenant, Id = Ids.New(Now), Name = Word(), Enabled = 1, Version = 1, Updated = Now, UpdatedBy = "test" },
        new EscalationContent(null, null, [new EscalationLevel("80%", null, ["agent"])])).Id;

    private Guid AddAutomation(Tx tx) => AutomationStore.Keep(tx, new OrderedRow { TenantId = Tenant, Id = Ids.New(Now), Name = Word(), Version = 1, Updated = Now, UpdatedBy = "test" },
        new AutomationContent(new TriggerContent(Event: "created"), null, [new StepContent(Tag: "new")])).Id;

    private Guid AddWebhook(Tx tx)
    {
        var hook = new WebhookSubscription { TenantId = Tenant, Id = Ids.New(Now), Name = Word(), Url = "https://hooks.example.invalid/" + mark, Events = "clock.*", Secret = WebhookSubscriptions.NewSecret(), Version = 1, Updated = Now, UpdatedBy = "test" };
        WebhookSubscriptions.Keep(tx, hook, server.Services.GetRequiredService<WebhookSender>());
        return hook.Id;
    }

    private Guid AddDeadLetter(Tx tx)
    {
        var id = OutboxStore.Put(tx, Tenant, "nothing", "{}", Now);
        tx.Execute("UPDATE outbox SET due = NULL, dead = @Now WHERE tenant_id = @Tenant AND id = @id", new { Now, Tenant, id });
        return id;
    }

    private Guid AddCustomer(Tx tx) => Contacts.Add(tx, Tenant, new ContactInput(Organisation: AddOrganisation(tx), Name: mark + " Maria"), "test", Now).Id;

    private Guid AddContact(Tx tx) => Contacts.Add(tx, Tenant, new ContactInput(Name: mark + " Jo", Email: Word() + "@example.com"), "test", Now).Id;

    private Guid AddKey(Tx tx)
    {
        ApiKeys.Create(tx, Tenant, Word(), ["read"], "test", Now);
        return ApiKeys.All(tx, Tenant)[^1].Id;
    }

    private Guid Kept(string name, Func<Tx, Guid> make) => Kept(name, make, Ids.New(Now));

    private T Kept<T>(string name, Func<Tx, T> make, T nowhere) where T : notnull
    {
        if (!_kept.TryGetValue(name, out var thing))
            _kept[name] = thing = tenant is null ? nowhere : server.Db.Write(make).GetAwaiter().GetResult();
        return (T)thing;
    }

    private Guid Fresh(string name, Func<Tx, Guid> make) => Renews ? server.Db.Write(make).GetAwaiter().GetResult() : Kept(name, make);
}
