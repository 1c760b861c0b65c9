using NodaTime;
using Prazo.Storage;

namespace Prazo.Tests.Storage;

/// <summary>A table of one column a type, to look at the store without the product.</summary>
internal sealed class Things : IDisposable
{
    public static readonly Instant Noon = Instant.FromUtc(2026, 3, 2, 12, 0);

    private readonly TestDatabase _database;

    public Things(string kind)
    {
        _database = TestDatabase.Ready(kind);
        Db = Db.Open(_database.Name);
        Db.Write(tx => tx.Execute(tx.Dialect.Write("CREATE TABLE things (id {id} NOT NULL PRIMARY KEY, label {text}, amount {long}, at {long}, day {text}, content {bytes}) {table}"))).GetAwaiter().GetResult();
    }

    public Db Db { get; }
    public string Name => _database.Name;

    public static void Put(Tx tx, Thing thing) =>
        tx.Execute("INSERT INTO things (id, label, amount, at, day, content) VALUES (@Id, @Label, @Amount, @At, @Day, @Content)", thing);

    public static Thing Labelled(string label) => new() { Id = Ids.New(Noon), Label = label };

    public Task<IReadOnlyList<string>> Labels() => Db.Read(s => s.Query<string>("SELECT label FROM things ORDER BY label"));

    public Task<IReadOnlyList<Thing>> Ordered(string by) => Db.Read(s => s.Query<Thing>($"SELECT id, label, amount, at, day, content FROM things ORDER BY {by}"));

    public void Dispose()
    {
        Db.Dispose();
        _database.Dispose();
    }
}

internal sealed record Thing
{
    public Guid Id { get; init; }
    public string? Label { get; init; }
    public long? Amount { get; init; }
    public Instant? At { get; init; }
    public LocalDate? Day { get; init; }
    public byte[]? Content { get; init; }
}
