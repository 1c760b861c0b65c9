using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;
using Npgsql;
using NpgsqlTypes;

namespace Prazo.Storage;

/// <summary>Statements whose answer nobody waits for, sent together in one round trip. Values are bound as the type handlers bind them.</summary>
internal static partial class PostgresBatch
{
    private static readonly ConcurrentDictionary<(string Sql, Type Values), Plan> Plans = new();

    public static NpgsqlBatchCommand Command(string sql, object values)
    {
        var plan = Plans.GetOrAdd((sql, values.GetType()), key => Plan.Of(key.Sql, key.Values));
        var command = new NpgsqlBatchCommand(plan.Sql);
        foreach (var (property, type) in plan.Parameters)
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type, Value = Bound(property.GetValue(values)) });
        return command;
    }

    private static object Bound(object? value) => value switch
    {
        null => DBNull.Value,
        Instant instant => instant.ToUnixTimeMilliseconds(),
        LocalDate date => LocalDatePattern.Iso.Format(date),
        int number => (long)number,
        _ => value,
    };

    [GeneratedRegex(@"@(?<name>\w+)", RegexOptions.NonBacktracking)]
    private static partial Regex Names();

    /// <summary>A statement with its named parameters numbered, so that its text is the same each time and stays prepared.</summary>
    private sealed record Plan(string Sql, IReadOnlyList<(PropertyInfo Property, NpgsqlDbType Type)> Parameters)
    {
        public static Plan Of(string sql, Type values)
        {
            var parameters = new List<(PropertyInfo, NpgsqlDbType)>();
            var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
            var numbered = Names().Replace(sql, m =>
            {
                var name = m.Groups["name"].Value;
                if (!numbers.TryGetValue(name, out var number))
                {
                    var property = values.GetProperty(name) ?? throw new InvalidOperationException($"{values} has no {name}");
                    parameters.Add((property, TypeOf(property.PropertyType)));
                    numbers[name] = number = parameters.Count;
                }
                return string.Create(CultureInfo.InvariantCulture, $"${number}");
            });
            return new Plan(numbered, parameters);
        }

        private static NpgsqlDbType TypeOf(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
        {
            var t when t == typeof(Guid) => NpgsqlDbType.Uuid,
            var t when t == typeof(string) || t == typeof(LocalDate) => NpgsqlDbType.Text,
            var t when t == typeof(long) || t == typeof(int) || t == typeof(Instant) => NpgsqlDbType.Bigint,
            var t when t == typeof(byte[]) => NpgsqlDbType.Bytea,
            var t => throw new InvalidOperationException($"{t} has no column type"),
        };
    }
}
