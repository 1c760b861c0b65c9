using System.Security.Cryptography;
using Npgsql;

namespace Prazo.Storage;

/// <summary>PostgreSQL: a transaction a job, at most as many at once as there are connections. A job that lost a race, or its connection before the commit, runs again.</summary>
public sealed class PostgresDb : Db
{
    private const int MostTries = 8, ConnectionsApart = 4, SpareConnections = 4;

    /// <summary>How connections name themselves, with a word of their own behind it for each process.</summary>
    internal const string Program = "prazo";

    private readonly NpgsqlDataSource _source, _reads, _apart;
    private readonly Workers _writers, _readers;

    public PostgresDb(string connectionString, int writers = 12, int readers = 12)
    {
        NpgsqlConnectionStringBuilder settings;
        try
        {
            settings = new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = writers + SpareConnections, MaxAutoPrepare = 200, AutoPrepareMinUsages = 2 };
        }
        catch (ArgumentException e)
        {
            throw new DatabaseRefusedException($"the connection string cannot be read: {e.Message}", e);
        }
        // A process that stands still in the middle of a job – stopped, swapped out, cut off – must not keep its locks: the others would wait for it. Its own jobs that wait for a lock
        // give up before the lock comes free: otherwise one after the other would get it and stand still with it.
        settings.Options = (settings.Options + " -c idle_in_transaction_session_timeout=8000 -c lock_timeout=3000").Trim();
        settings.ApplicationName = $"{Program} {RandomNumberGenerator.GetHexString(8, lowercase: true)}";
        _source = new NpgsqlDataSourceBuilder(settings.ToString()).Build();
        // What is looked for decides how: a plan for any value at all, as a prepared statement has from its sixth run, reads whole tables where a few rows are asked for.
        _reads = new NpgsqlDataSourceBuilder(new NpgsqlConnectionStringBuilder(settings.ToString()) { MaxPoolSize = readers, Options = settings.Options + " -c plan_cache_mode=force_custom_plan" }.ToString()).Build();
        // What is done apart is one statement that holds nothing, so a few connections are enough. The commit that follows it makes both durable.
        settings.MaxPoolSize = ConnectionsApart;
        settings.Options += " -c synchronous_commit=off";
        _apart = new NpgsqlDataSourceBuilder(settings.ToString()).Build();
        (_writers, _readers) = (new Workers("postgres writer", writers), new Workers("postgres reader", readers));
    }

    public override Dialect Dialect => Dialect.Postgres;

    /// <summary>After very many rows have come at once: what PostgreSQL would find out by and by, and plan badly until then.</summary>
    internal void Vacuum()
    {
        using var connection = _source.OpenConnection();
        using var command = new NpgsqlCommand("VACUUM (ANALYZE)", connection) { CommandTimeout = 0 };
        command.ExecuteNonQuery();
    }

    public override Task<T> Write<T>(Func<Tx, T> job) => StoreActivity.Of(Dialect, job, Run);

    private Task<T> Run<T>(Func<Tx, T> job) => _writers.Run(() =>
    {
        for (var attempt = 1; ; attempt++)
        {
            var committing = false;
            try
            {
                using var connection = _source.OpenConnection();
                using var transaction = connection.BeginTransaction();
                var tx = new Tx(connection, transaction, Dialect, _apart);
                var result = job(tx);
                tx.Flush();
                committing = true;
                transaction.Commit();
                tx.Committed();
                return result;
            }
            // Nothing of it was committed. Where a commit was under way and its answer is lost, nobody knows: that is for the caller, who may ask again with the same ids.
            catch (Exception e) when (attempt < MostTries && (Faults.IsLostRace(e) || (!committing && Faults.IsPassing(e))))
            {
                // Those who met once shall not meet again at once.
                Thread.Sleep(RandomNumberGenerator.GetInt32(1, 8 << attempt));
            }
        }
    });

    public override Task<T> Read<T>(Func<Session, T> query) => _readers.Run(() =>
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var connection = _reads.OpenConnection();
                // A query of several statements sees one state.
                using var snapshot = connection.BeginTransaction(System.Data.IsolationLevel.RepeatableRead);
                return query(new Session(connection, snapshot, Dialect));
            }
            catch (Exception e) when (attempt < MostTries && Faults.IsPassing(e))
            {
                Thread.Sleep(RandomNumberGenerator.GetInt32(1, 8 << attempt));
            }
        }
    });

    public override void Dispose()
    {
        _writers.Dispose();
        _readers.Dispose();
        _source.Dispose();
        _reads.Dispose();
        _apart.Dispose();
    }
}
