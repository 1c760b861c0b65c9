using NodaTime;
using Prazo.People;
using Prazo.Storage;
using Prazo.Tests.Storage;
using Prazo.Workspaces;

namespace Prazo.Tests.People;

/// <summary>A database with one workspace, to put people in.</summary>
internal sealed class Office : IDisposable
{
    private readonly TestDatabase _kept;

    public Office(string database)
    {
        _kept = TestDatabase.Ready(database);
        Db = Db.Open(_kept.Name);
        Tenant = Write(tx => Workspace.Create(tx, "Loja", "pt-BR", "America/Sao_Paulo", Now)).TenantId;
    }

    public Db Db { get; }
    public string Name => _kept.Name;
    public Guid Tenant { get; }
    public Instant Now { get; set; } = Instant.FromUtc(2026, 3, 2, 12, 0);

    public T Write<T>(Func<Tx, T> job) => Db.Write(job).GetAwaiter().GetResult();

    public void Do(Action<Tx> job) => Db.Write(job).GetAwaiter().GetResult();

    public T Read<T>(Func<Session, T> query) => Db.Read(query).GetAwaiter().GetResult();

    public User User(string handle, string role = "agent") => Write(tx => Users.Add(tx, Tenant, new UserInput(handle, Email: handle + "@example.com", Role: role), "test", Now));

    public User Find(string handle) => Read(s => UserStore.ByHandle(s, Tenant, handle))!;

    /// <summary>What is refused, by its code.</summary>
    public string Refused(Action<Tx> job)
    {
        try
        {
            Do(job);
            return "";
        }
        catch (RefusedException e)
        {
            return e.Problems[0].Code;
        }
    }

    public IReadOnlyList<string> Audited(string subject) =>
        Read(s => s.Query<string>("SELECT action FROM audit WHERE tenant_id = @Tenant AND subject = @subject ORDER BY id", new { Tenant, subject }));

    public void Dispose()
    {
        Db.Dispose();
        _kept.Dispose();
    }
}
