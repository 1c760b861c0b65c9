using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using SQLitePCL;

namespace Prazo.Storage;

/// <summary>Whose fault an error of the database is.</summary>
public static class Faults
{
    /// <summary>The values or the statement are at fault: the same would fail again, whatever the state of the machine.</summary>
    public static bool IsOfTheData(DbException fault) => fault switch
    {
        SqliteException e => e.SqliteErrorCode is raw.SQLITE_ERROR or raw.SQLITE_CONSTRAINT or raw.SQLITE_MISMATCH or raw.SQLITE_TOOBIG or raw.SQLITE_RANGE,
        // Data exceptions, violated constraints, wrong statements.
        PostgresException e => e.SqlState is ['2', '2' or '3', ..] or ['4', '2', ..],
        _ => false,
    };

    /// <summary>A lost race: nothing was committed, and the same may go well at the next try.</summary>
    public static bool IsLostRace(Exception fault) => fault is PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable };

    /// <summary>The server or the way to it is at fault, for now. What was not committed by then is rolled back.</summary>
    public static bool IsPassing(Exception fault) => fault is PostgresException { SqlState: ['5', '7', 'P', ..] or ['2', '5', 'P', '0', '3'] } or NpgsqlException { IsTransient: true };
}
