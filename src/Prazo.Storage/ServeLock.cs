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
        try
        {
            return new ServeLock(new FileStream(database + ".serve", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e)
        {
            throw new DatabaseRefusedException($"another prazo serve works on {database}", e);
        }
    }

    public void Dispose() => _file.Dispose();
}
