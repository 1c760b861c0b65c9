using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NodaTime;
using Prazo.Idempotency;
using Prazo.Storage;
using Prazo.Workspaces;

namespace Prazo.Web.Hosting;

/// <summary>A request that may be sent again: its key, and a hash of who asked for what.</summary>
internal sealed record RepeatableRequest(string Key, byte[] Hash);

/// <summary><c>Idempotency-Key</c> (S6): the same key and body get the first answer again, the same key with another body is refused. Every POST that writes does it through <see cref="Once"/>.</summary>
internal static class RepeatableRequests
{
    public const string Header = "Idempotency-Key";
    private const int LongestKey = 200;
    private const int InMemory = 1 << 20;

    /// <summary>Does the job in one transaction with the record of its answer, or returns the answer that the key was given first. A job that returns null did nothing: its key stays free,
    /// and so does the key of one that was refused. What is kept outlives an erasure (S9): answers hold ids and categories, never texts, names or secrets.</summary>
    /// <typeparam name="T">The answer as it is sent: what is kept is its JSON.</typeparam>
    public static Task<T> Once<T>(this HttpContext context, Db db, Instant now, Func<Tx, T> job)
    {
        if (context.Features.Get<RepeatableRequest>() is not { } request)
            return db.Write(job);
        var (tenant, options) = (context.Asker().Tenant, Options(context));
        return db.Write(tx =>
        {
            if (AnswerStore.Take(tx, tenant, request.Key, request.Hash, now) is { } first)
                return JsonSerializer.Deserialize<T>(first, options)!;
            var answer = job(tx);
            if (answer is null)
                AnswerStore.Release(tx, tenant, request.Key);
            else
                AnswerStore.Keep(tx, tenant, request.Key, JsonSerializer.Serialize(answer, options));
            return answer;
        });
    }

    /// <summary>For work in several transactions that may be repeated without harm: the answer is kept after the last of them.</summary>
    public static async Task<T> OnceDone<T>(this HttpContext context, Db db, Instant now, Func<Task<T>> work) where T : class
    {
        if (context.Features.Get<RepeatableRequest>() is not { } request)
            return await work();
        var (tenant, options) = (context.Asker().Tenant, Options(context));
        var known = await db.Read(s => AnswerStore.Find(s, tenant, request.Key, request.Hash));
        return known is null ? await KeepAfter(await work()) : JsonSerializer.Deserialize<T>(known, options)!;

        Task<T> KeepAfter(T answer) => context.Once(db, now, _ => answer);
    }

    /// <summary>Reads what is asked before it is done, for those who want to ask again.</summary>
    public static void UseIdempotency(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (HttpMethods.IsPost(context.Request.Method) && context.Request.Headers.TryGetValue(Header, out var header) && context.Features.Get<Principal>() is { } asker)
        {
            var key = header.ToString();
            if (key.Length is 0 or > LongestKey || key.AsSpan().ContainsAnyExceptInRange('!', '~'))
                throw new RefusedException("bad-key", Header, "an idempotency key has 1 to 200 visible ASCII characters", "a UUID is one");
            context.Features.Set(new RepeatableRequest(key, await Hash(context.Request, asker)));
        }
        await next(context);
    });

    private static async Task<byte[]> Hash(HttpRequest request, Principal asker)
    {
        request.EnableBuffering(InMemory);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{asker.Actor}\n{request.Path}{request.QueryString}\n"));
        var chunk = new byte[1 << 16];
        int read;
        while ((read = await request.Body.ReadAsync(chunk)) > 0)
            hash.AppendData(chunk.AsSpan(0, read));
        request.Body.Position = 0;
        return hash.GetHashAndReset();
    }

    private static JsonSerializerOptions Options(HttpContext context) =>
        context.RequestServices.GetRequiredService<IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions>>().Value.SerializerOptions;
}
