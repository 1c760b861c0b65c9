using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Hosting;
using Prazo.Workspaces;

namespace Prazo.Web.Tickets;

internal static class AttachmentApi
{
    public static void MapAttachments(this RouteGroupBuilder api)
    {
        api.MapPost("/attachments", Upload).For(Ability.Work).Accepts<Stream>("application/octet-stream", "*/*").TakesUpTo(Attachments.MostBytes + (1 << 16))
            .WithSummary("Uploads a file of at most 20 MB, as the body; a message then names its id.");
        api.MapGet("/attachments/{id}", Download).For(Ability.Read).WithSummary("The file.");
    }

    private static async Task<Created<UploadedFile>> Upload(HttpContext context, string name)
    {
        var bytes = await Body(context.Request.Body);
        var file = await context.Act(act =>
        {
            var made = Attachments.Upload(act, name, context.Request.ContentType, bytes);
            return new UploadedFile(made.Id, made.Size, Convert.ToHexStringLower(made.Sha256));
        });
        return TypedResults.Created($"/api/v1/attachments/{file.Id}", file);
    }

    /// <summary>What was sent, as far as it can be taken.</summary>
    public static async Task<byte[]> Body(Stream sent)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[1 << 16];
        int read;
        while ((read = await sent.ReadAsync(chunk)) > 0)
        {
            buffer.Write(chunk, 0, read);
            if (buffer.Length > Attachments.MostBytes)
                break;
        }
        return buffer.ToArray();
    }

    private static async Task<Results<FileContentHttpResult, NotFound>> Download(HttpContext context, Guid id, Db db)
    {
        var asker = context.Asker();
        if (await db.Read(s => Attachments.Find(s, asker.Tenant, id, asker.Actor)) is not var (about, bytes))
            return TypedResults.NotFound();
        return Saved(context, about, bytes);
    }

    /// <summary>Never shown by a browser as a page of this site: it is saved, and runs nothing.</summary>
    public static FileContentHttpResult Saved(HttpContext context, Attachment about, byte[] bytes)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return TypedResults.File(bytes, about.Type, about.Name);
    }
}

internal sealed record UploadedFile(Guid Id, long Size, string Sha256);
