using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Prazo.Web.Screen;

/// <summary>Styles, script and icons, embedded. Their address holds the hash of their content, so browsers keep them for good.</summary>
internal static class AssetFiles
{
    private static readonly FrozenDictionary<string, Asset> All = Load();

    public static string Css { get; } = Url("app.css");
    public static string Js { get; } = Url("app.js");
    public static string Editor { get; } = Url("editor.js");
    public static string Icons { get; } = Url("icons.svg");

    private sealed record Asset(byte[] Plain, byte[] Packed, string Type, string Hash);

    public static void MapAssets(this IEndpointRouteBuilder app) =>
        app.MapGet("/assets/{hash}/{name}", Get).AllowAnonymous().ExcludeFromDescription();

    private static string Url(string name) => $"/assets/{All[name].Hash}/{name}";

    private static IResult Get(HttpContext context, string hash, string name)
    {
        if (!All.TryGetValue(name, out var asset) || asset.Hash != hash)
            return TypedResults.NotFound();
        var headers = context.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.Vary = "Accept-Encoding";
        if (!context.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal))
            return TypedResults.Bytes(asset.Plain, asset.Type);
        headers.ContentEncoding = "br";
        return TypedResults.Bytes(asset.Packed, asset.Type);
    }

    private static FrozenDictionary<string, Asset> Load()
    {
        var assembly = typeof(AssetFiles).Assembly;
        return assembly.GetManifestResourceNames().Where(n => n.StartsWith("assets/", StringComparison.Ordinal)).ToFrozenDictionary(n => n["assets/".Length..], n =>
        {
            using var content = new MemoryStream();
            using (var stream = assembly.GetManifestResourceStream(n)!)
                stream.CopyTo(content);
            var plain = content.ToArray();
            return new Asset(plain, Pack(plain), TypeOf(n), Convert.ToHexStringLower(SHA256.HashData(plain))[..16]);
        }, StringComparer.Ordinal);
    }

    private static byte[] Pack(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal))
            brotli.Write(plain);
        return packed.ToArray();
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        _ => "image/svg+xml",
    };
}
