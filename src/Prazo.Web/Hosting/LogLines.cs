using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Text;
using Npgsql;

namespace Prazo.Web.Hosting;

/// <summary>The log, a line an entry: for programs as JSON, for people as text. Lines go far and are kept long, so names and texts stay out of them (S9): of a request its route and not its
/// path, of an exception its kind and its place; its message only where it speaks of the machine and not of what somebody wrote.</summary>
internal sealed class LogLines(TextWriter to, bool json, IClock clock, bool wholeMessages) : ILoggerProvider
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ConcurrentDictionary<string, Category> _logs = new(StringComparer.Ordinal);
    private readonly Lock _turn = new();

    public ILogger CreateLogger(string categoryName) => _logs.GetOrAdd(categoryName, name => new Category(this, name));

    public void Dispose() { }

    private void Write(string category, LogLevel level, EventId what, string message, IEnumerable<KeyValuePair<string, object?>> values, Exception? fault)
    {
        var fields = new List<KeyValuePair<string, object?>> { new("time", InstantPattern.ExtendedIso.Format(clock.GetCurrentInstant())), new("level", Name(level)), new("source", category), new("message", message) };
        if (what.Name is { } name)
            fields.Add(new("event", name));
        if (Activity.Current is { } activity)
            fields.Add(new("trace", activity.TraceId.ToString()));
        fields.AddRange(values.Where(v => v.Key != "{OriginalFormat}" && v.Value is not null).Select(v => new KeyValuePair<string, object?>(JsonNamingPolicy.CamelCase.ConvertName(v.Key), v.Value)));
        if (fault is not null)
            fields.Add(new("fault", Fault(fault)));
        var line = json ? Json(fields) : Text(fields, message);
        lock (_turn)
        {
            to.WriteLine(line);
            to.Flush();
        }
    }

    private static string Name(LogLevel level) => level switch
    {
        LogLevel.Critical or LogLevel.Error => "error",
        LogLevel.Warning => "warning",
        LogLevel.Information => "info",
        _ => "debug",
    };

    private static string Json(List<KeyValuePair<string, object?>> fields)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            foreach (var field in fields.DistinctBy(f => f.Key, StringComparer.Ordinal))
                switch (field.Value)
                {
                    case long number: writer.WriteNumber(field.Key, number); break;
                    case int number: writer.WriteNumber(field.Key, number); break;
                    case double number: writer.WriteNumber(field.Key, Math.Round(number, 3)); break;
                    default: writer.WriteString(field.Key, Convert.ToString(field.Value, CultureInfo.InvariantCulture)); break;
                }
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static string Text(List<KeyValuePair<string, object?>> fields, string message)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{fields[0].Value} {fields[1].Value,-7} {message.ReplaceLineEndings(" ")}");
        return fields.Find(f => f.Key == "fault").Value is { } fault ? $"{line}\n{fault}" : line;
    }

    /// <summary>Kinds and places, from the outermost to the innermost.</summary>
    private string Fault(Exception fault)
    {
        var text = new StringBuilder();
        for (var e = fault; e is not null; e = e.InnerException)
            text.Append(CultureInfo.InvariantCulture, $"{(text.Length > 0 ? "\ncaused by " : "")}{e.GetType().FullName}{(Said(e) is { } said ? ": " + said : "")}{(e.StackTrace is { } at ? "\n" + at : "")}");
        return text.ToString();
    }

    private string? Said(Exception e) => e switch
    {
        _ when wholeMessages => e.Message,
        // Its message may quote the value that it stumbled over.
        PostgresException p => string.Join(' ', new[] { p.SqlState, p.TableName, p.ColumnName, p.ConstraintName }.Where(t => t is not null)),
        SqliteException or DbException or IOException or System.Net.Sockets.SocketException or TimeoutException or ObjectDisposedException or Storage.DatabaseRefusedException => e.Message,
        _ => null,
    };

    private sealed class Category(LogLines lines, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Write(category, logLevel, eventId, formatter(state, exception), state as IEnumerable<KeyValuePair<string, object?>> ?? [], exception);
    }
}
