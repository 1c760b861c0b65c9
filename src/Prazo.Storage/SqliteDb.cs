using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Prazo.Storage;

/// <summary>One SQLite file (S1). A single thread writes: it takes what jobs there are, gives each a savepoint, commits them together, and only then acknowledges.
/// Readers have connections of their own and see the last commit.</summary>
public sealed class SqliteDb : Db
{
    // A group is committed when the queue is empty, or when it is this large.
    private const int MostInGroup = 500;

    private readonly string _path;
    private readonly BlockingCollection<Job> _jobs = new();
    private readonly ConcurrentBag<SqliteConnection> _readers = [];
    private readonly Thread _writer;
    private readonly SqliteConnection _connection;

    public SqliteDb(string path)
    {
        _path = path;
        _connection = Connect();
        _writer = new Thread(Work) { IsBackground = true, Name = "sqlite writer" };
        _writer.Start();
    }

    public override Dialect Dialect => Dialect.Sqlite;

    public override Task<T> Write<T>(Func<Tx, T> job)
    {
        var queued = new Job<T>(job);
        _jobs.Add(queued);
        return queued.Task;
    }

    public override Task<T> Read<T>(Func<Session, T> query) => Task.Run(() =>
    {
        if (!_readers.TryTake(out var connection))
            connection = Connect();
        try
        {
            // A query of several statements sees one state.
            using var snapshot = connection.BeginTransaction(deferred: true);
            return query(new Session(connection, snapshot, Dialect));
        }
        finally
        {
            _readers.Add(connection);
        }
    });

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _path, Pooling = false, DefaultTimeout = 30 }.ToString());
        try
        {
            connection.Open();
            Run(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 30000; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;");
            return connection;
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw new DatabaseRefusedException($"{_path} cannot be opened as a database: {e.Message}", e);
        }
    }

    private void Work()
    {
        var group = new List<Job>();
        foreach (var first in _jobs.GetConsumingEnumerable())
        {
            group.Clear();
            try
            {
                Run(_connection, "BEGIN IMMEDIATE");
                for (var job = first; job is not null; job = group.Count < MostInGroup && _jobs.TryTake(out var next) ? next : null)
                {
                    group.Add(job);
                    Do(job);
                }
                Run(_connection, "COMMIT");
                foreach (var job in group)
                    job.Acknowledge();
            }
#pragma warning disable CA1031 // Whatever went wrong is the answer to everybody who waits; the writer goes on.
            catch (Exception e)
#pragma warning restore CA1031
            {
                if (group.Count == 0)
                    group.Add(first);
                RollBack();
                foreach (var job in group)
                    job.Fail(e);
            }
        }
    }

    /// <summary>Runs a job in a savepoint of its own. A fault of the database that ended the whole transaction ends the group.</summary>
    private void Do(Job job)
    {
        Run(_connection, "SAVEPOINT job");
        try
        {
            job.Run(new Tx(_connection, null, Dialect));
        }
#pragma warning disable CA1031 // The job's fault is told to who asked for it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            if (IsOver)
                throw;
            Run(_connection, "ROLLBACK TO job");
            job.Fail(e);
        }
        Run(_connection, "RELEASE job");
    }

    private bool IsOver => SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) != 0;

    private void RollBack()
    {
        try
        {
            if (!IsOver)
                Run(_connection, "ROLLBACK");
        }
        catch (SqliteException)
        {
            // Nothing was committed; the next group begins anew.
        }
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public override void Dispose()
    {
        _jobs.CompleteAdding();
        _writer.Join();
        _connection.Dispose();
        while (_readers.TryTake(out var reader))
            reader.Dispose();
        _jobs.Dispose();
    }

    private abstract class Job
    {
        public abstract void Run(Tx tx);
        public abstract void Acknowledge();
        public abstract void Fail(Exception e);
    }

    private sealed class Job<T>(Func<Tx, T> job) : Job
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T _result = default!;

        public Task<T> Task => _done.Task;

        public override void Run(Tx tx) => _result = job(tx);

        public override void Acknowledge() => _done.TrySetResult(_result);

        public override void Fail(Exception e) => _done.TrySetException(e);
    }
}
