using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;
using Prazo.Storage;

namespace Prazo.Tests.Proof;

/// <summary>The process died here. It is no fault of anybody's work, and nothing may catch it.</summary>
internal sealed class CrashException(string where) : DbException(where);

/// <summary>A bug planted into the store, to see that the simulation finds it.</summary>
internal enum Planted { Nothing, AcknowledgesBeforeCommit, KeepsHalfOfATransaction }

/// <summary>A database in memory, driven by one thread, that crashes before or after any statement or commit, and loses acknowledgements.</summary>
internal sealed class FaultyDb(SqliteConnection memory, Random random, Planted planted) : Db
{
    /// <summary>Of how many calls one crashes; 0: none.</summary>
    public int OneIn { get; set; }

    public int Crashes { get; private set; }

    public override Dialect Dialect => Dialect.Sqlite;

    public override Task<T> Write<T>(Func<Tx, T> job) => Answer(() =>
    {
        Run("BEGIN IMMEDIATE");
        try
        {
            var result = job(new Tx(new Calls(this), null, Dialect));
            if (planted == Planted.AcknowledgesBeforeCommit && Chance())
            {
                Run("ROLLBACK");
                return result;
            }
            Call("before the commit");
            Run("COMMIT");
            // Done, and nobody is told.
            Call("after the commit");
            return result;
        }
        catch
        {
            if (SQLitePCL.raw.sqlite3_get_autocommit(memory.Handle) == 0)
                Run(planted == Planted.KeepsHalfOfATransaction ? "COMMIT" : "ROLLBACK");
            throw;
        }
    });

    public override Task<T> Read<T>(Func<Session, T> query) => Answer(() => query(new Session(new Calls(this), null, Dialect)));

    private static Task<T> Answer<T>(Func<T> work)
    {
        try
        {
            return Task.FromResult(work());
        }
        catch (CrashException e)
        {
            return Task.FromException<T>(e);
        }
    }

    private bool Chance() => OneIn > 0 && random.Next(OneIn) == 0;

    private void Call(string where)
    {
        if (!Chance())
            return;
        Crashes++;
        throw new CrashException(where);
    }

    private void Run(string sql)
    {
        using var command = memory.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public override void Dispose() => memory.Dispose();

    /// <summary>Every statement goes through here.</summary>
    private sealed class Calls(FaultyDb db) : DbConnection
    {
        [AllowNull] public override string ConnectionString { get => ""; set { } }
        public override string Database => "";
        public override string DataSource => "";
        public override string ServerVersion => "";
        public override ConnectionState State => ConnectionState.Open;
        public override void Open() { }
        public override void Close() { }
        public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();
        protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => throw new NotSupportedException();
        protected override DbCommand CreateDbCommand() => new Statement(db);
    }

    private sealed class Statement(FaultyDb db) : DbCommand
    {
        private readonly SqliteCommand _inner = db.Memory.CreateCommand();

        [AllowNull] public override string CommandText { get => _inner.CommandText; set => _inner.CommandText = value; }
        public override int CommandTimeout { get; set; }
        public override CommandType CommandType { get; set; } = CommandType.Text;
        public override bool DesignTimeVisible { get; set; }
        public override UpdateRowSource UpdatedRowSource { get; set; }
        protected override DbConnection? DbConnection { get; set; }
        protected override DbParameterCollection DbParameterCollection => _inner.Parameters;
        protected override DbTransaction? DbTransaction { get; set; }
        protected override DbParameter CreateDbParameter() => _inner.CreateParameter();
        public override object? ExecuteScalar() => Between(_inner.ExecuteScalar);
        public override int ExecuteNonQuery() => Between(_inner.ExecuteNonQuery);
        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => Between(() => _inner.ExecuteReader(behavior));
        public override void Prepare() { }
        public override void Cancel() { }

        private T Between<T>(Func<T> run)
        {
            db.Call("before a statement");
            var result = run();
            try
            {
                db.Call("after a statement");
            }
            catch
            {
                (result as IDisposable)?.Dispose();
                throw;
            }
            return result;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _inner.Dispose();
            base.Dispose(disposing);
        }
    }

    private SqliteConnection Memory => memory;
}
