namespace Prazo.Storage;

/// <summary>Only one server works on a SQLite file (S1). The lock goes with the process, however it ends.</summary>
public sealed class ServeLock : IDisposable
{
    private readonly FileStream _file;

    private ServeLock(FileStream file) => _file = file;

    /// <summary>Null for PostgreSQL, where several may work at once.</summary>
    public static ServeLock? Take(string database)
    {
        if (Db.IsPostgres(database))
            return null;
        // By whatever name or link it is called, it is one file.
        var file = new FileInfo(database);
        var path = (file.Exists && file.ResolveLinkTarget(returnFinalTarget: true) is { } target ? target : file).FullName;
        try
        {
            return new ServeLock(new FileStream(path + ".serve", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception e) when (e is UnauthorizedAccessException or DirectoryNotFoundException)
        {
            throw new DatabaseRefusedException($"{database} cannot be worked on: {e.Message}", e);
        }
        catch (IOException e)
        {
            throw new DatabaseRefusedException($"another prazo serve works on {database}", e);
        }
    }

    public void Dispose() => _file.Dispose();
}
