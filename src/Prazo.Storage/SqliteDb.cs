using System.Collections.Concurrent;
using System.Globalization;
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
    private readonly ConcurrentBag<PreparedConnection> _idle = [];
    private readonly Workers _readers = new("sqlite reader", Math.Clamp(Environment.ProcessorCount * 2, 4, 16));
    private readonly Thread _writer;
    private readonly PreparedConnection _connection;

    public SqliteDb(string path)
    {
        _path = path;
        _connection = Connect(cacheKib: 65536);
        _writer = new Thread(Work) { IsBackground = true, Name = "sqlite writer" };
        _writer.Start();
    }

    public override Dialect Dialect => Dialect.Sqlite;

    public override bool IsThere => File.Exists(_path);

    public override Task<T> Write<T>(Func<Tx, T> job) => StoreActivity.Of(Dialect, job, Queue);

    private Task<T> Queue<T>(Func<Tx, T> job)
    {
        var queued = new Job<T>(job);
        _jobs.Add(queued);
        return queued.Task;
    }

    public override Task<T> Read<T>(Func<Session, T> query) => _readers.Run(() =>
    {
        if (!_idle.TryTake(out var connection))
            connection = Connect(cacheKib: 8192);
        // A query of several statements sees one state.
        connection.Run("BEGIN");
        try
        {
            return query(new Session(connection, null, Dialect));
        }
        finally
        {
            if (!IsOver(connection))
                connection.Run("ROLLBACK");
            _idle.Add(connection);
        }
    });

    private PreparedConnection Connect(int cacheKib)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _path, Pooling = false, DefaultTimeout = 30 }.ToString());
        try
        {
            connection.Open();
            using var settings = connection.CreateCommand();
            settings.CommandText = string.Create(CultureInfo.InvariantCulture,
                $"PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 30000; PRAGMA cache_size = -{cacheKib}; PRAGMA temp_store = MEMORY;");
            settings.ExecuteNonQuery();
            return new PreparedConnection(connection);
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
                _connection.Run("BEGIN IMMEDIATE");
                for (var job = first; job is not null; job = group.Count < MostInGroup && _jobs.TryTake(out var next) ? next : null)
                {
                    group.Add(job);
                    Do(job);
                }
                _connection.Run("COMMIT");
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
        _connection.Run("SAVEPOINT job");
        try
        {
            job.Run(new Tx(_connection, null, Dialect));
        }
#pragma warning disable CA1031 // The job's fault is told to who asked for it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            if (IsOver(_connection))
                throw;
            _connection.Run("ROLLBACK TO job");
            job.Fail(e);
        }
        _connection.Run("RELEASE job");
    }

    private static bool IsOver(PreparedConnection connection) => SQLitePCL.raw.sqlite3_get_autocommit(connection.Inner.Handle) != 0;

    private void RollBack()
    {
        try
        {
            if (!IsOver(_connection))
                _connection.Run("ROLLBACK");
        }
        catch (SqliteException)
        {
            // Nothing was committed; the next group begins anew.
        }
    }

    public override void Dispose()
    {
        _jobs.CompleteAdding();
        _writer.Join();
        _readers.Dispose();
        while (_idle.TryTake(out var reader))
            reader.Dispose();
        // The last connection to close folds the log into the file.
        _connection.Dispose();
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
        private Tx? _tx;

        public Task<T> Task => _done.Task;

        public override void Run(Tx tx)
        {
            _result = job(tx);
            _tx = tx;
        }

        public override void Acknowledge()
        {
            // One that failed alone was told so, and is not in the commit.
            _tx?.Committed();
            _done.TrySetResult(_result);
        }

        public override void Fail(Exception e) => _done.TrySetException(e);
    }
}
