using System.Data;
using Dapper;
using Microsoft.Data.Sqlite;
using NodaTime;
using NodaTime.Text;

namespace Prazo.Storage;

/// <summary>How values stand in columns: instants as Unix milliseconds, dates as ISO text, ids as <c>uuid</c> or 16 bytes in the order in which they sort.</summary>
internal static class Handlers
{
    private static readonly Lock Once = new();
    private static bool _registered;

    public static void Register()
    {
        lock (Once)
        {
            if (_registered)
                return;
            DefaultTypeMap.MatchNamesWithUnderscores = true;
            SqlMapper.RemoveTypeMap(typeof(Guid));
            SqlMapper.RemoveTypeMap(typeof(Guid?));
            SqlMapper.AddTypeHandler(new Ids());
            SqlMapper.AddTypeHandler(new Instants());
            SqlMapper.AddTypeHandler(new Dates());
            _registered = true;
        }
    }

    private sealed class Ids : SqlMapper.TypeHandler<Guid>
    {
        public override void SetValue(IDbDataParameter parameter, Guid value)
        {
            if (parameter is SqliteParameter)
                (parameter.DbType, parameter.Value) = (DbType.Binary, value.ToByteArray(bigEndian: true));
            else
                (parameter.DbType, parameter.Value) = (DbType.Guid, value);
        }

        public override Guid Parse(object value) => value as Guid? ?? new Guid((byte[])value, bigEndian: true);
    }

    private sealed class Instants : SqlMapper.TypeHandler<Instant>
    {
        public override void SetValue(IDbDataParameter parameter, Instant value) =>
            (parameter.DbType, parameter.Value) = (DbType.Int64, value.ToUnixTimeMilliseconds());

        public override Instant Parse(object value) => Instant.FromUnixTimeMilliseconds((long)value);
    }

    private sealed class Dates : SqlMapper.TypeHandler<LocalDate>
    {
        public override void SetValue(IDbDataParameter parameter, LocalDate value) =>
            (parameter.DbType, parameter.Value) = (DbType.String, LocalDatePattern.Iso.Format(value));

        public override LocalDate Parse(object value) => LocalDatePattern.Iso.Parse((string)value).Value;
    }
}
