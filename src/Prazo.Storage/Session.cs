using System.Data.Common;
using Dapper;

namespace Prazo.Storage;

/// <summary>Reads on one connection. Columns meet properties by name, <c>snake_case</c> as <c>SnakeCase</c>.</summary>
public class Session(DbConnection connection, DbTransaction? transaction, Dialect dialect)
{
    static Session() => Handlers.Register();

    public Dialect Dialect => dialect;

    public virtual IReadOnlyList<T> Query<T>(string sql, object? values = null) =>
        connection.Query<T>(sql, values, transaction).AsList();

    public T? First<T>(string sql, object? values = null) where T : class => Query<T>(sql, values) is [var first, ..] ? first : null;

    /// <summary>A single value; the default when there is no row or it is null.</summary>
    public T? Value<T>(string sql, object? values = null) => Query<T?>(sql, values) is [var first, ..] ? first : default;

    protected int Run(string sql, object? values) => connection.Execute(sql, values, transaction);
}

/// <summary>One transaction: everything it does is kept together, or nothing.</summary>
public class Tx(DbConnection connection, DbTransaction? transaction, Dialect dialect) : Session(connection, transaction, dialect)
{
    /// <summary>Rows changed. A list of values runs the statement once for each.</summary>
    public virtual int Execute(string sql, object? values = null) => Run(sql, values);

    /// <summary>Does a part of the work that may fail alone: then nothing of it is kept, and its fault is returned.</summary>
    public Exception? Try(Action part)
    {
        Execute("SAVEPOINT part");
        try
        {
            part();
            Execute("RELEASE SAVEPOINT part");
            return null;
        }
#pragma warning disable CA1031 // Whatever it was, the caller decides what becomes of the rest.
        catch (Exception e) when (e is not System.Data.Common.DbException { IsTransient: true })
#pragma warning restore CA1031
        {
            Execute("ROLLBACK TO SAVEPOINT part");
            Execute("RELEASE SAVEPOINT part");
            return e;
        }
    }
}
