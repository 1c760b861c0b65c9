using System.Reflection;
using Xunit.Sdk;

namespace Prazo.Tests.Storage;

/// <summary>Runs a theory on SQLite: its first argument is the database.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnSqliteAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [["sqlite"]];
}

/// <summary>Runs a theory on PostgreSQL; where there is no server it is skipped and says so, but where CI is true it fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnPostgresAttribute : DataAttribute
{
    public OnPostgresAttribute()
    {
        if (PostgresServer.Missing is { } why && Environment.GetEnvironmentVariable("CI") != "true")
            Skip = why;
    }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [["postgres"]];
}

/// <summary>A fresh database of one kind, gone with the test.</summary>
public sealed class TestDatabase : IDisposable
{
    private readonly string? _folder;

    private TestDatabase(string kind, bool ready)
    {
        if (kind == "sqlite")
        {
            _folder = Directory.CreateTempSubdirectory("prazo-db-").FullName;
            Name = Path.Combine(_folder, "prazo.db");
        }
        else
        {
            Name = ready ? PostgresServer.NewReadyDatabase() : PostgresServer.NewDatabase();
        }
    }

    /// <summary>Nothing is in it.</summary>
    public static TestDatabase New(string kind) => new(kind, ready: false);

    /// <summary>The program's tables may be in it already, empty: to open it takes less time.</summary>
    public static TestDatabase Ready(string kind) => new(kind, ready: true);

    /// <summary>As <c>--database</c> takes it.</summary>
    public string Name { get; }

    public void Dispose()
    {
        if (_folder is not null)
            Directory.Delete(_folder, recursive: true);
    }
}
