using System.Collections.Immutable;
using System.Data;
using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using NodaTime;
using Npgsql;
using Prazo.Agreements;
using Prazo.Engine.Clocks;
using Prazo.Tests.Storage;

namespace Prazo.Tests.Clocks;

/// <summary>S4: the state of a clock is written once and read twice, by the engine and by the database.</summary>
public sealed class StateSqlTests : IDisposable
{
    private const int Rows = 2_000;
    // Few instants, so that marks and now often coincide.
    private const int Instants = 12;

    private readonly List<ClockMarks> _marks = [];
    private readonly int _seed = int.TryParse(Environment.GetEnvironmentVariable("PRAZO_SEED"), CultureInfo.InvariantCulture, out var given) ? given : Random.Shared.Next();
    private DbConnection? _connection;

    private void Fill(string database)
    {
        Console.WriteLine($"seed {_seed}");
        _connection = database == "sqlite" ? new SqliteConnection("Data Source=:memory:") : new NpgsqlConnection(PostgresServer.NewDatabase());
        _connection.Open();
        using var create = Command("CREATE TABLE clocks (id bigint PRIMARY KEY, started bigint NOT NULL, paused_since bigint, soon bigint, due bigint, last bigint, broken bigint, stopped bigint, ending bigint)");
        create.ExecuteNonQuery();
        using var transaction = _connection.BeginTransaction();
        var random = new Random(_seed);
        for (var id = 0; id < Rows; id++)
            Insert(transaction, id, Marks(random));
        transaction.Commit();
    }

    private DbCommand Command(string sql, params ReadOnlySpan<(string Name, long? Value)> parameters)
    {
        var command = _connection!.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.DbType, parameter.Value) = (name, DbType.Int64, value is { } v ? v : DBNull.Value);
            command.Parameters.Add(parameter);
        }
        return command;
    }

    private static ClockMarks Marks(Random random)
    {
        long? Some() => random.Next(3) == 0 ? null : random.Next(Instants);
        return new ClockMarks(random.Next(Instants), Some(), Some(), Some(), Some(), random.Next(3) == 0 ? Some() : null, Some(), random.Next(2) == 0 ? null : (ClockEnding)random.Next(4));
    }

    private void Insert(DbTransaction transaction, long id, ClockMarks m)
    {
        using var insert = Command("INSERT INTO clocks VALUES (@id, @started, @paused, @soon, @due, @last, @broken, @stopped, @ending)", ("@id", id), ("@started", m.Started),
            ("@paused", m.PausedSince), ("@soon", m.Soon), ("@due", m.Due), ("@last", m.Last), ("@broken", m.Broken), ("@stopped", m.Stopped), ("@ending", (long?)m.Ending));
        insert.Transaction = transaction;
        insert.ExecuteNonQuery();
        _marks.Add(m);
    }

    /// <summary>Rows and instants for which the expression says something else than the engine.</summary>
    private List<string> Differences(string state)
    {
        var differences = new List<string>();
        for (var now = -1L; now <= Instants; now++)
        {
            using var select = Command($"SELECT c.id, {state} FROM clocks c", ("@now", now));
            using var reader = select.ExecuteReader();
            while (reader.Read())
            {
                var marks = _marks[(int)reader.GetInt64(0)];
                var expected = AgreementExamples.Kebab(marks.StateAt(Instant.FromUnixTimeMilliseconds(now)));
                if (reader.GetString(1) != expected)
                    differences.Add($"seed {_seed}, now {now}: {marks} is {expected}, SQL says {reader.GetString(1)}");
            }
        }
        return differences;
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public void S4_The_database_reads_the_same_state_of_every_row_at_every_instant(string database)
    {
        Fill(database);
        Differences(ClockMarks.StateSql("c.", "@now")).ShouldBeEmpty();
        // Without a prefix the columns stand alone.
        Differences(ClockMarks.StateSql("", "@now")).ShouldBeEmpty();
    }

    [Fact]
    public void S4_A_rule_left_out_or_out_of_place_or_off_by_a_millisecond_would_be_noticed()
    {
        Fill("sqlite");
        var rules = StateRules.All.Rules;
        void ShouldDiffer(ImmutableArray<StateRule> wrong, string what) => Differences(new StateRules(wrong).Sql("c.", "@now")).ShouldNotBeEmpty(what);
        for (var i = 0; i < rules.Length - 1; i++)
        {
            var rule = rules[i];
            ShouldDiffer(rules.RemoveAt(i), $"without {rule.State}");
            for (var t = 0; t < rule.Tests.Length; t++)
            {
                var test = rule.Tests[t];
                MarkTest[] Other(MarkTest other) => [.. rule.Tests.Select((x, n) => n == t ? other : x)];
                if (rule.Tests.Length > 1)
                    ShouldDiffer(rules.SetItem(i, rule with { Tests = [.. rule.Tests.Where((_, n) => n != t)] }), $"{rule.State} without {test}");
                if (test.Comparison is MarkComparison.Reached or MarkComparison.Passed)
                    ShouldDiffer(rules.SetItem(i, rule with { Tests = Other(test with { Comparison = test.Comparison == MarkComparison.Reached ? MarkComparison.Passed : MarkComparison.Reached }) }), $"{rule.State}: {test} one off");
            }
        }
        // A pause before the breach, and a breach before the waiver.
        ShouldDiffer(rules.RemoveAt(6).Insert(4, rules[6]), "paused before overdue");
        ShouldDiffer(rules.RemoveAt(4).Insert(0, rules[4]), "overdue before waived");
    }

    [Fact]
    public void S4_The_expression_is_printed_rule_by_rule() => ClockMarks.StateSql("c.", "@now").ShouldBe(
        "CASE WHEN c.ending = 3 THEN 'not-applicable' WHEN c.ending = 2 THEN 'waived' WHEN c.ending = 0 AND c.broken IS NOT NULL THEN 'met-late' WHEN c.ending = 0 THEN 'met'"
        + " WHEN c.broken IS NOT NULL THEN 'overdue' WHEN c.ending = 1 THEN 'cancelled' WHEN c.paused_since <= @now THEN 'paused'"
        + " WHEN c.last < @now AND c.started <= @now THEN 'overdue' WHEN c.soon <= @now THEN 'due-soon' ELSE 'active' END");

    public void Dispose() => _connection?.Dispose();
}
