using Npgsql;

namespace Prazo.Storage;

/// <summary>PostgreSQL: a transaction a job, at most as many at once as there are connections. A job that lost a conflict runs again.</summary>
public sealed class PostgresDb : Db
{
    private const int MostTries = 5;

    private readonly NpgsqlDataSource _source;
    private readonly SemaphoreSlim _writers, _readers;

    public PostgresDb(string connectionString, int writers = 12, int readers = 12)
    {
        NpgsqlConnectionStringBuilder settings;
        try
        {
            settings = new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = writers + readers + 4, MaxAutoPrepare = 200, AutoPrepareMinUsages = 2 };
        }
        catch (ArgumentException e)
        {
            throw new DatabaseRefusedException($"the connection string cannot be read: {e.Message}", e);
        }
        _source = new NpgsqlDataSourceBuilder(settings.ToString()).Build();
        (_writers, _readers) = (new SemaphoreSlim(writers), new SemaphoreSlim(readers));
    }

    public override Dialect Dialect => Dialect.Postgres;

    public override Task<T> Write<T>(Func<Tx, T> job) => On(_writers, () =>
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var connection = _source.OpenConnection();
                using var transaction = connection.BeginTransaction();
                var result = job(new Tx(connection, transaction, Dialect));
                transaction.Commit();
                return result;
            }
            // Nothing of it was committed: a lost race may be run again.
            catch (PostgresException e) when (attempt < MostTries && e.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected)
            {
            }
        }
    });

    public override Task<T> Read<T>(Func<Session, T> query) => On(_readers, () =>
    {
        using var connection = _source.OpenConnection();
        // A query of several statements sees one state.
        using var snapshot = connection.BeginTransaction(System.Data.IsolationLevel.RepeatableRead);
        return query(new Session(connection, snapshot, Dialect));
    });

    private static async Task<T> On<T>(SemaphoreSlim turn, Func<T> work)
    {
        await turn.WaitAsync();
        try
        {
            return await Task.Run(work);
        }
        finally
        {
            turn.Release();
        }
    }

    public override void Dispose()
    {
        _source.Dispose();
        _writers.Dispose();
        _readers.Dispose();
    }
}
