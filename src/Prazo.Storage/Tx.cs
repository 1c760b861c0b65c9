using System.Data.Common;
using Dapper;
using Npgsql;

namespace Prazo.Storage;

/// <summary>One transaction: everything it does is kept together, or nothing.</summary>
public class Tx(DbConnection connection, DbTransaction? transaction, Dialect dialect, DbDataSource? apart = null) : Session(connection, transaction, dialect)
{
    private const int MostQueued = 1000;

    private readonly List<NpgsqlBatchCommand> _queued = [];
    private List<Action>? _whenCommitted;

    /// <summary>Rows changed. A list of values runs the statement once for each.</summary>
    public int Execute(string sql, object? values = null)
    {
        Flush();
        return Connection.Execute(sql, values, Transaction);
    }

    /// <summary>A change of one row that is kept at once, whatever becomes of this transaction, and what it returns: nobody waits for the row's lock until the commit. For counts that may
    /// leave numbers out. What this transaction itself has done is not seen. Where one writes at a time it is a part of the transaction like any other.</summary>
    public T? Apart<T>(string sql, object values)
    {
        if (apart is null)
            return Value<T>(sql, values);
        using var own = apart.OpenConnection();
        return new Session(own, null, Dialect).Value<T>(sql, values);
    }

    /// <summary>A change whose answer nobody waits for: on PostgreSQL it goes with its neighbours in one round trip, before the next read and before the commit at the latest.
    /// A fault of it shows there.</summary>
    public void Queue(string sql, object values)
    {
        if (Connection is not NpgsqlConnection)
        {
            Connection.Execute(sql, values, Transaction);
            return;
        }
        _queued.Add(PostgresBatch.Command(sql, values));
        if (_queued.Count >= MostQueued)
            Flush();
    }

    /// <summary>Done once the transaction is durable, and not at all when it, or the part that asked for it, is rolled back. For counting, which must not fail and must not wait.</summary>
    public void WhenCommitted(Action told) => (_whenCommitted ??= []).Add(told);

    internal void Committed() => _whenCommitted?.ForEach(told => told());

    /// <summary>Sends what is queued.</summary>
    internal void Flush()
    {
        if (_queued.Count == 0)
            return;
        using var batch = new NpgsqlBatch((NpgsqlConnection)Connection, (NpgsqlTransaction?)Transaction);
        foreach (var command in _queued)
            batch.BatchCommands.Add(command);
        _queued.Clear();
        batch.ExecuteNonQuery();
    }

    protected override void BeforeReading() => Flush();

    /// <summary>Does a part of the work that may fail alone: then nothing of it is kept, and its fault is returned. A fault of the database itself – the disk is full, the
    /// connection is gone, a race is lost – is not the part's, and ends the transaction.</summary>
    public Exception? Try(Action part)
    {
        Execute("SAVEPOINT part");
        var told = _whenCommitted?.Count ?? 0;
        try
        {
            part();
            Execute("RELEASE SAVEPOINT part");
            return null;
        }
#pragma warning disable CA1031 // Whatever it was, the caller decides what becomes of the rest.
        catch (Exception e) when (e is not DbException fault || Faults.IsOfTheData(fault))
#pragma warning restore CA1031
        {
            _queued.Clear();
            _whenCommitted?.RemoveRange(told, _whenCommitted.Count - told);
            Execute("ROLLBACK TO SAVEPOINT part");
            Execute("RELEASE SAVEPOINT part");
            return e;
        }
    }
}
