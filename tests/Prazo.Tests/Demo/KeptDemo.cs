using NodaTime;
using Prazo.Demo;
using Prazo.Storage;
using Prazo.Tests.Storage;

namespace Prazo.Tests.Demo;

/// <summary>The demo's shop of one moment: told once, and put in place for every test that begins from it.</summary>
internal static class KeptDemo
{
    public static readonly Instant Now = Instant.FromUtc(2026, 3, 11, 13, 0);

    private const int Tickets = 900;

    private static readonly Lazy<Task<string>> Backup = new(async () =>
    {
        var folder = Directory.CreateTempSubdirectory("prazo-demo-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var (database, file) = (Path.Combine(folder, "told.db"), Path.Combine(folder, "demo.backup"));
        using (var db = Db.Open(database))
            await DemoShop.Make(db, Now, Tickets);
        Prazo.Storage.Backup.Take(database, file, replace: false);
        return file;
    });

    public static async Task<OpenDatabase> Open(string database)
    {
        var file = await Backup.Value;
        var kept = TestDatabase.New(database);
        Prazo.Storage.Backup.Restore(file, kept.Name, replace: true);
        return new OpenDatabase(kept);
    }
}
