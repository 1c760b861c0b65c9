using System.Text.Json;
using NodaTime;
using Prazo.Audit;
using Prazo.Storage;
using Prazo.Workspaces;

namespace Prazo.People;

/// <summary>Somebody at a customer's. The id stays; who it is goes with an erasure (S9).</summary>
public sealed record Contact
{
    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    /// <summary>What tickets have in their field <c>contact</c>.</summary>
    public string Handle { get; init; } = "";
    public Guid? OrganisationId { get; init; }
    public Instant Created { get; init; }
    public Instant? Erased { get; init; }
    public long Version { get; init; }
    public string? Name { get; init; }
    public string? Email { get; init; }
    public string? Phone { get; init; }
    public string? Locale { get; init; }
    public string? Zone { get; init; }
}

/// <summary>What is null is left as it is when a contact is changed.</summary>
public sealed record ContactInput(string? Handle = null, Guid? Organisation = null, string? Name = null, string? Email = null, string? Phone = null, string? Locale = null, string? Zone = null);

public static class Contacts
{
    private const string Joined = """
        SELECT c.tenant_id, c.id, c.handle, c.organisation_id, c.created, c.erased, c.version, d.name, d.email, d.phone, d.locale, d.zone
        FROM contacts c LEFT JOIN contact_details d ON d.tenant_id = c.tenant_id AND d.contact_id = c.id
        """;

    /// <summary>After an id, in the order in which they came; of one organisation, or with a text in name or address, where asked.</summary>
    public static IReadOnlyList<Contact> After(Session session, Guid tenant, Guid after, int most, Guid? organisation = null, string? text = null) => session.Query<Contact>($"""
        {Joined} WHERE c.tenant_id = @tenant AND c.id > @after{(organisation is null ? "" : " AND c.organisation_id = @organisation")}{(text is null ? "" : " AND (d.email_key LIKE @like OR LOWER(d.name) LIKE @like)")}
        ORDER BY c.id LIMIT @most
        """, new { tenant, after, most, organisation, like = "%" + Handles.Key(text)?.Replace("%", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal) + "%" });

    public static Contact? Get(Session session, Guid tenant, Guid id) => session.First<Contact>($"{Joined} WHERE c.tenant_id = @tenant AND c.id = @id", new { tenant, id });

    public static Contact? ByHandle(Session session, Guid tenant, string handle) =>
        session.First<Contact>($"{Joined} WHERE c.tenant_id = @tenant AND c.handle = @handle", new { tenant, handle });

    public static Contact? ByEmail(Session session, Guid tenant, string email) =>
        session.First<Contact>($"{Joined} WHERE c.tenant_id = @tenant AND d.email_key = @key", new { tenant, key = Handles.Key(email.Trim()) });

    /// <summary>The contact with this address; made when it is seen first, and put to the organisation whose domain it is.</summary>
    public static Contact Seen(Tx tx, Guid tenant, string email, string? name, string by, Instant now) =>
        ByEmail(tx, tenant, email) ?? Add(tx, tenant, new ContactInput(null, Organisations.ByDomain(tx, tenant, email)?.Id, name, email), by, now);

    public static Contact? Lock(Tx tx, Guid tenant, Guid id) =>
        tx.Value<long>($"SELECT version FROM contacts WHERE tenant_id = @tenant AND id = @id{tx.Dialect.ForUpdate}", new { tenant, id }) > 0 ? Get(tx, tenant, id) : null;

    public static Contact Add(Tx tx, Guid tenant, ContactInput input, string by, Instant now)
    {
        var id = Ids.New(now);
        var contact = Checked(tx, new Contact { TenantId = tenant, Id = id, Handle = input.Handle is null ? id.ToString() : Handles.Checked(input.Handle), Created = now, Version = 1 }, input);
        if (ByHandle(tx, tenant, contact.Handle) is not null)
            throw new RefusedException("taken", "handle", $"the handle {contact.Handle} is taken", "choose another, or leave it out");
        if (contact.Name is null && contact.Email is null && contact.Phone is null)
            throw new RefusedException("missing", "name", "a contact has a name, an address or a telephone number", "write one of them");
        tx.Execute("INSERT INTO contacts (tenant_id, id, handle, organisation_id, created, version) VALUES (@TenantId, @Id, @Handle, @OrganisationId, @Created, 1)", contact);
        KeepDetails(tx, contact);
        AuditTrail.Write(tx, tenant, by, "contact.added", $"contact:{contact.Id}", JsonSerializer.Serialize(new { organisation = contact.OrganisationId }), now);
        return contact;
    }

    public static Contact Change(Tx tx, Contact contact, ContactInput input, string by, Instant now)
    {
        if (contact.Erased is not null)
            throw new RefusedException("erased", "", "the contact was erased", "add a new one");
        if (input.Handle is not null && input.Handle != contact.Handle)
            throw new RefusedException("handle-stays", "handle", "a handle cannot be changed: tickets know the contact by it", "leave it out");
        var changed = Checked(tx, contact, input);
        if (changed == contact)
            return contact;
        tx.Execute("UPDATE contacts SET organisation_id = @OrganisationId, version = version + 1 WHERE tenant_id = @TenantId AND id = @Id", changed);
        KeepDetails(tx, changed);
        AuditTrail.Write(tx, contact.TenantId, by, "contact.changed", $"contact:{contact.Id}", JsonSerializer.Serialize(new { organisation = changed.OrganisationId }), now);
        return changed with { Version = contact.Version + 1 };
    }

    private static void KeepDetails(Tx tx, Contact c) => tx.Execute("""
        INSERT INTO contact_details (tenant_id, contact_id, name, email, email_key, phone, locale, zone) VALUES (@TenantId, @Id, @Name, @Email, @key, @Phone, @Locale, @Zone)
        ON CONFLICT (tenant_id, contact_id) DO UPDATE SET name = @Name, email = @Email, email_key = @key, phone = @Phone, locale = @Locale, zone = @Zone
        """, new { c.TenantId, c.Id, c.Name, c.Email, key = Handles.Key(c.Email), c.Phone, c.Locale, c.Zone });

    private static Contact Checked(Tx tx, Contact contact, ContactInput input)
    {
        var filled = contact with
        {
            OrganisationId = input.Organisation ?? contact.OrganisationId,
            Name = input.Name is null ? contact.Name : Handles.Line(input.Name, "name"), Email = input.Email is null ? contact.Email : Handles.Email(input.Email),
            Phone = input.Phone is null ? contact.Phone : Handles.Line(input.Phone, "phone", 40),
            Locale = input.Locale is null ? contact.Locale : Handles.Locale(input.Locale), Zone = input.Zone is null ? contact.Zone : Handles.Zone(input.Zone),
        };
        if (input.Organisation is { } organisation && Organisations.Get(tx, contact.TenantId, organisation) is null)
            throw new RefusedException("unknown-organisation", "organisation", "there is no such organisation", "add it first");
        if (filled.Email is { } email && ByEmail(tx, contact.TenantId, email) is { } known && known.Id != contact.Id)
            throw new RefusedException("taken", "email", "another contact has this address", "one address, one contact");
        return filled;
    }
}
