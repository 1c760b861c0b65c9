using System.Diagnostics;

namespace Prazo.Storage;

/// <summary>A write as a span, from when it is asked for to when it is durable. Where nobody listens it costs one look.</summary>
public static class StoreActivity
{
    public const string Name = "Prazo.Storage";

    private static readonly ActivitySource Source = new(Name);

    internal static Task<T> Of<T>(Dialect dialect, Func<Tx, T> job, Func<Func<Tx, T>, Task<T>> write) => Source.HasListeners() ? Traced(dialect, job, write) : write(job);

    private static async Task<T> Traced<T>(Dialect dialect, Func<Tx, T> job, Func<Func<Tx, T>, Task<T>> write)
    {
        using var activity = Source.StartActivity("write", ActivityKind.Client);
        activity?.SetTag("db.system.name", dialect.Name == "sqlite" ? "sqlite" : "postgresql");
        try
        {
            return await write(job).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // Its message may quote what somebody wrote.
            activity?.SetStatus(ActivityStatusCode.Error).SetTag("error.type", e.GetType().FullName);
            throw;
        }
    }
}
