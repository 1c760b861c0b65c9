using System.Data.Common;
using Dapper;

namespace Prazo.Storage;

/// <summary>Reads on one connection. Columns meet properties by name, <c>snake_case</c> as <c>SnakeCase</c>.</summary>
public class Session(DbConnection connection, DbTransaction? transaction, Dialect dialect)
{
    static Session() => Handlers.Register();

    public Dialect Dialect => dialect;

    protected internal DbConnection Connection => connection;
    protected DbTransaction? Transaction => transaction;

    public IReadOnlyList<T> Query<T>(string sql, object? values = null)
    {
        BeforeReading();
        return connection.Query<T>(sql, values, transaction).AsList();
    }

    public T? First<T>(string sql, object? values = null) where T : class => Query<T>(sql, values) is [var first, ..] ? first : null;

    /// <summary>A single value; the default when there is no row or it is null.</summary>
    public T? Value<T>(string sql, object? values = null) => Query<T?>(sql, values) is [var first, ..] ? first : default;

    /// <summary>Several queries in one round trip: statements separated by semicolons, their results read in order.</summary>
    public T Several<T>(string sql, object? values, Func<Answers, T> read)
    {
        BeforeReading();
        using var grid = connection.QueryMultiple(sql, values, transaction);
        return read(new Answers(grid));
    }

    protected virtual void BeforeReading() { }
}

/// <summary>The results of several queries, one after the other.</summary>
public readonly struct Answers(SqlMapper.GridReader grid)
{
    public IReadOnlyList<T> Next<T>() => grid.Read<T>().AsList();
}
