using Microsoft.AspNetCore.Http;
using Prazo.Tickets;

namespace Prazo.Web.Tickets;

/// <summary>A file that came with a form.</summary>
internal sealed record SentFile(string Name, string Type, byte[] Bytes);

internal static class SentFiles
{
    /// <summary>Three files of the largest size; beyond 128 MB forms are not read at all.</summary>
    public const long MostOfForm = 3 * Attachments.MostBytes;

    public static async Task<IReadOnlyList<SentFile>> Of(IFormCollection form)
    {
        var files = new List<SentFile>();
        // A field for files that was left empty is sent as a file without a name.
        foreach (var file in form.Files.Where(f => f.Length > 0 || f.FileName.Length > 0))
        {
            await using var content = file.OpenReadStream();
            files.Add(new SentFile(file.FileName, file.ContentType, await AttachmentApi.Body(content)));
        }
        return files;
    }
}
