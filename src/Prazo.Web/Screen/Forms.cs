using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Prazo.Storage;

namespace Prazo.Web.Screen;

/// <summary>What was sent by a form and refused: where to, what was typed, and why not. Passwords are not kept.</summary>
public sealed record Sent(string To, IReadOnlyDictionary<string, string> Values, string? Wrong)
{
    public static readonly Sent Nothing = new("", new Dictionary<string, string>(), null);

    /// <summary>What was typed into a field of a form, or what stands there otherwise.</summary>
    public string? Or(string to, string name, string? otherwise = null) => To == to && Values.TryGetValue(name, out var typed) ? typed : otherwise;
}

internal static class Forms
{
    /// <summary>Does what a form asks; what is refused is told beside the form, with what was typed.</summary>
    public static async Task<IResult> Send<T, TModel>(this HttpContext context, Func<IFormCollection, Task<IResult>> job, Func<Session, Viewer, Sent, TModel> again) where T : IComponent where TModel : class
    {
        var form = await context.Form();
        try
        {
            return await job(form);
        }
        catch (Exception e) when (e is RefusedException or StaleException)
        {
            var typed = form.Where(f => !f.Key.StartsWith("password", StringComparison.Ordinal)).ToDictionary(f => f.Key, f => f.Value.ToString(), StringComparer.Ordinal);
            return await context.Show<T, TModel>((s, viewer) => again(s, viewer, new Sent(context.Request.Path, typed, Why(viewer, e))),
                e is StaleException ? StatusCodes.Status412PreconditionFailed : StatusCodes.Status422UnprocessableEntity);
        }
    }

    /// <summary>What a form sent; what is none, or cannot be read, is the sender's fault.</summary>
    public static async Task<IFormCollection> Form(this HttpContext context)
    {
        if (!context.Request.HasFormContentType)
            throw new BadHttpRequestException("a form was expected", StatusCodes.Status415UnsupportedMediaType);
        try
        {
            return await context.Request.ReadFormAsync();
        }
        catch (InvalidDataException e)
        {
            throw new BadHttpRequestException("the form cannot be read", e);
        }
    }

    public static string? Given(this IFormCollection form, string name) => form[name].ToString().Trim() is { Length: > 0 } value ? value : null;

    /// <summary>Refuses what was typed over something that somebody else has changed meanwhile: the form holds what was seen.</summary>
    public static void Check(this IFormCollection form, string now)
    {
        if (form.Given("version") is { } seen && seen != now)
            throw new StaleException("it was changed meanwhile");
    }

    public static void Check(this IFormCollection form, long version) => form.Check(version.ToString(CultureInfo.InvariantCulture));

    /// <summary>By what a form knows again what it was filled from, where that has no version of its own.</summary>
    public static string Mark(object? thing) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(thing)).AsSpan(0, 8));

    /// <summary>In the reader's language where the refusal is a common one.</summary>
    public static string Why(Viewer viewer, Exception e) => e switch
    {
        RefusedException { Problems: [var first, ..] } when viewer.Words.Has("refused." + first.Code) => viewer["refused." + first.Code],
        RefusedException => viewer.Say("error.refused", e.Message),
        _ => viewer["error.stale"],
    };
}
