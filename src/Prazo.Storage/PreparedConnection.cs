using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Prazo.Storage;

/// <summary>A SQLite connection that prepares a statement once and keeps it: for statements as short as ours, preparing costs more than running.</summary>
internal sealed class PreparedConnection(SqliteConnection inner) : DbConnection
{
    // Texts beyond these come from migrations or from filters that people write; they are prepared each time, or crowd the others out.
    private const int LongestText = 4000, Most = 400;

    private readonly Dictionary<string, SqliteCommand> _kept = new(StringComparer.Ordinal);

    public SqliteConnection Inner => inner;

    [AllowNull] public override string ConnectionString { get => inner.ConnectionString; set => throw new NotSupportedException(); }
    public override string Database => inner.Database;
    public override string DataSource => inner.DataSource;
    public override string ServerVersion => inner.ServerVersion;
    public override ConnectionState State => inner.State;
    public override void Open() => inner.Open();
    public override void Close() => inner.Close();
    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();
    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => throw new NotSupportedException();
    protected override DbCommand CreateDbCommand() => new Command(this);

    public void Run(string sql)
    {
        using var command = new Command(this) { CommandText = sql };
        command.ExecuteNonQuery();
    }

    private SqliteCommand Take(string sql)
    {
        if (_kept.Remove(sql, out var kept))
            return kept;
        var made = inner.CreateCommand();
        made.CommandText = sql;
        return made;
    }

    private void GiveBack(SqliteCommand command)
    {
        if (command.CommandText.Length > LongestText || _kept.Count >= Most || !_kept.TryAdd(command.CommandText, command))
            command.Dispose();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var command in _kept.Values)
                command.Dispose();
            inner.Dispose();
        }
        base.Dispose(disposing);
    }

    private sealed class Command(PreparedConnection connection) : DbCommand
    {
        // Only its collection of parameters is used.
        private readonly SqliteCommand _parameters = new();
        private SqliteCommand? _running;

        [AllowNull] public override string CommandText { get; set; } = "";
        public override int CommandTimeout { get; set; }
        public override CommandType CommandType { get; set; } = CommandType.Text;
        public override bool DesignTimeVisible { get; set; }
        public override UpdateRowSource UpdatedRowSource { get; set; }
        protected override DbConnection? DbConnection { get => connection; set => throw new NotSupportedException(); }
        protected override DbParameterCollection DbParameterCollection => _parameters.Parameters;
        protected override DbTransaction? DbTransaction { get; set; }
        protected override DbParameter CreateDbParameter() => new SqliteParameter();
        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => With(c => c.ExecuteReader(behavior));
        public override int ExecuteNonQuery() => With(c => c.ExecuteNonQuery());
        public override object? ExecuteScalar() => With(c => c.ExecuteScalar());
        public override void Prepare() { }
        public override void Cancel() { }

        private T With<T>(Func<SqliteCommand, T> run)
        {
            if (_running is null)
                _running = connection.Take(CommandText);
            else if (_running.CommandText != CommandText)
                throw new InvalidOperationException("a command keeps its text");
            _running.Parameters.Clear();
            foreach (SqliteParameter p in _parameters.Parameters)
                _running.Parameters.Add(p);
            try
            {
                return run(_running);
            }
            catch
            {
                // In whatever state the fault left it, nobody meets it again.
                _running.Dispose();
                _running = null;
                throw;
            }
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                if (_running is not null)
                {
                    _running.Parameters.Clear();
                    connection.GiveBack(_running);
                    _running = null;
                }
                _parameters.Dispose();
            }
            base.Dispose(disposing);
        }
    }
}
