using NodaTime;
using Prazo.Storage;
using Prazo.Workspaces;

namespace Prazo.Tickets;

/// <summary>A list of tickets with a name.</summary>
public sealed record SavedView
{
    public Guid TenantId { get; init; }
    public Guid Id { get; init; }
    public string Name { get; init; } = "";
    /// <summary>Whose it is; null: everybody's.</summary>
    public string? Owner { get; init; }
    /// <summary>As <c>GET /tickets</c> takes it.</summary>
    public string Query { get; init; } = "";
    public Instant Made { get; init; }
}

public static class SavedViews
{
    private const string Columns = "tenant_id, id, name, owner, query, made";
    private const int LongestName = 100, LongestQuery = 2000, Most = 500;

    /// <summary>A view of one's own, or of everybody, which everybody who works on tickets may change.</summary>
    public static Guid Put(Act act, Guid? id, string name, string query, bool shared)
    {
        var view = new SavedView
        {
            TenantId = act.Tenant, Id = id ?? Ids.New(act.Now), Name = Inputs.Needed("name", name, LongestName), Owner = shared ? null : act.Asker.Actor,
            Query = Inputs.Text("query", query, LongestQuery) ?? "", Made = act.Now,
        };
        if (id is not null)
            Change(act, view);
        else if (act.Tx.Value<long>("SELECT COUNT(*) FROM views WHERE tenant_id = @Tenant", new { act.Tenant }) >= Most)
            throw new RefusedException("too-many", "", $"a workspace has at most {Most} views");
        else
            act.Tx.Execute($"INSERT INTO views ({Columns}) VALUES (@TenantId, @Id, @Name, @Owner, @Query, @Made)", view);
        return view.Id;
    }

    private static void Change(Act act, SavedView view)
    {
        if (Find(act.Tx, act.Asker, view.Id) is null)
            throw new MissingException();
        act.Tx.Execute("UPDATE views SET name = @Name, owner = @Owner, query = @Query WHERE tenant_id = @TenantId AND id = @Id", view);
    }

    public static void Delete(Act act, Guid id)
    {
        if (Find(act.Tx, act.Asker, id) is null)
            throw new MissingException();
        act.Tx.Execute("DELETE FROM views WHERE tenant_id = @Tenant AND id = @id", new { act.Tenant, id });
    }

    /// <summary>Others' own views are as if there were none.</summary>
    public static SavedView? Find(Session session, Principal asker, Guid id) =>
        session.First<SavedView>($"SELECT {Columns} FROM views WHERE tenant_id = @Tenant AND id = @id AND (owner IS NULL OR owner = @Actor)", new { asker.Tenant, id, asker.Actor });

    public static IReadOnlyList<SavedView> Of(Session session, Principal asker) =>
        session.Query<SavedView>($"SELECT {Columns} FROM views WHERE tenant_id = @Tenant AND (owner IS NULL OR owner = @Actor) ORDER BY name, id", new { asker.Tenant, asker.Actor });
}
