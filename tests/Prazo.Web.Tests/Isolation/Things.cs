using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Prazo.Agreements;
using Prazo.Engine.Clocks;
using Prazo.People;
using Prazo.Storage;
using Prazo.Tickets;
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
    public Things For(string customer) => new(server, tenant, mark) { Customer = customer, Renews = Renews };

    public string Customer { get; private init; } = mark + "-loja";

    // Add things here.
    public Guid Ticket => Kept(nameof(Ticket), NewTicketIn);
    public Guid NewTicket => Fresh(nameof(NewTicket), NewTicketIn);
    public string Agreement => Kept(nameof(Agreement), tx => PublishedAgreements.Publish(tx, Tenant, AgreementText(mark + "-suporte"), "test", Now).Agreements[0].Id, mark + "-nothing");
    public Guid User => Kept(nameof(User), AddUser);
    public Guid NewUser => Fresh(nameof(NewUser), AddUser);
    public Guid Organisation => Kept(nameof(Organisation), AddOrganisation);
    /// <summary>A contact of <see cref="Customer"/>: what the role customer is.</summary>
    public Guid CustomerContact => Kept(nameof(CustomerContact), AddCustomer);
    public Guid Contact => Kept(nameof(Contact), AddContact);
    public Guid NewContact => Fresh(nameof(NewContact), AddContact);

    /// <summary>A word that no other thing has.</summary>
    public string Word() => string.Create(CultureInfo.InvariantCulture, $"{mark}-{Interlocked.Increment(ref _words)}");

    public static string AgreementText(string id) => $$"""
        prazo: 1
        agreement: {{id}}
        title: {{id}}
        kind: service
        zone: America/Sao_Paulo
        calendars: { comercial: { weekly: { mon-fri: "08:00-18:00" } } }
        targets: { first-response: { within: 4h, calendar: comercial } }
        """;

    private Instant Now => server.Clock.Now;

    private Guid NewTicketIn(Tx tx) => server.Services.GetRequiredService<TicketLog>().Record(tx, Tenant, "shop", Word(),
        [new TicketCreated("e1", Now, Now, 0, ImmutableSortedDictionary<string, string>.Empty.Add("customer", Customer).Add("priority", "high"))], "test", Now)[0].Ticket;

    private Guid AddUser(Tx tx) => Users.Add(tx, Tenant, new UserInput(Word(), Name: mark + " Ana", Email: Word() + "@example.com", Role: "agent"), "test", Now).Id;

    private Guid AddOrganisation(Tx tx)
    {
        var id = Ids.New(Now);
        tx.Execute("INSERT INTO organisations (tenant_id, id, handle, name, domains, created, version) VALUES (@Tenant, @id, @Customer, @Mark, '', @Now, 1)", new { Tenant, id, Customer, Mark, Now });
        return id;
    }

    private Guid AddCustomer(Tx tx)
    {
        var contact = AddContact(tx);
        tx.Execute("UPDATE contacts SET organisation_id = @organisation WHERE tenant_id = @Tenant AND id = @contact", new { Tenant, contact, organisation = AddOrganisation(tx) });
        return contact;
    }

    private Guid AddContact(Tx tx)
    {
        var id = Ids.New(Now);
        tx.Execute("INSERT INTO contacts (tenant_id, id, created, version) VALUES (@Tenant, @id, @Now, 1)", new { Tenant, id, Now });
        return id;
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
