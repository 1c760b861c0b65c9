using System.Globalization;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Prazo.Agreements;
using Prazo.Lifecycle;
using Prazo.Storage;
using Prazo.Web.Hosting;
using Prazo.Web.Screen;

namespace Prazo.Web.Agreements;

/// <summary>What a form said of a draft, and how it is answered.</summary>
/// <param name="Source">With what was changed in the form beside it.</param>
/// <param name="Said">Beside the form; null: nothing.</param>
internal sealed record DraftSaid(string Source, string? Said, int Status);

/// <summary>What one does to drafts on pages, whatever they are of: save, publish, throw away.</summary>
internal static class DraftDesk
{
    /// <param name="list">Where one goes when a draft is thrown away.</param>
    /// <param name="publish">Publishes a text and says where it is then seen.</param>
    /// <param name="again">Shows the draft once more.</param>
    public static async Task<IResult> Send(HttpContext context, Db db, IClock clock, Guid draft, string kind, string list, Func<Tx, string, string> publish, Func<IFormCollection, DraftSaid, Task<IResult>> again)
    {
        var form = await context.Form();
        var (asker, now, action) = (context.Asker(), clock.GetCurrentInstant(), form["do"].ToString());
        if (action == "delete")
        {
            await db.Write(tx => AgreementDrafts.Delete(tx, asker.Tenant, kind, draft));
            return context.SeeOther(list);
        }
        var words = await db.Read(s => context.Viewer(s));
        string source;
        try
        {
            source = new DraftInput("draft", TextSides.Merged(form, words.Words)).Text();
        }
        catch (RefusedException e)
        {
            return await again(form, new DraftSaid(form["source"].ToString().ReplaceLineEndings("\n"), words.Say("draft.cannot", e.Problems is [var first, ..] ? first.Path : ""), StatusCodes.Status422UnprocessableEntity));
        }
        if (action == "look")
            return await again(form, new DraftSaid(source, null, StatusCodes.Status200OK));
        var saved = await db.Write(tx => AgreementDrafts.Find(tx, asker.Tenant, kind, draft) is { } kept
            ? Proposals.Save(tx, kept with { Source = source, Updated = now, UpdatedBy = asker.Actor }, long.TryParse(form["revision"], CultureInfo.InvariantCulture, out var revision) ? revision : kept.Revision)
            : throw new MissingException());
        if (saved is null)
            return await again(form, new DraftSaid(source, words["error.stale"], StatusCodes.Status412PreconditionFailed));
        if (action != "publish")
            return await again(form, new DraftSaid(source, words["draft.saved"], StatusCodes.Status200OK));
        try
        {
            return context.SeeOther(await db.Write(tx =>
            {
                AgreementDrafts.Delete(tx, asker.Tenant, kind, draft);
                return publish(tx, source);
            }));
        }
        catch (RefusedException e)
        {
            return await again(form, new DraftSaid(source, e.Problems is [{ Code: "approval-needed" }] ? Forms.Why(words, e) : words["draft.has-errors"], StatusCodes.Status422UnprocessableEntity));
        }
    }

    /// <summary>Both sides of a text as they are, for a script that keeps them in step.</summary>
    public static async Task<IResult> Look(HttpContext context, Db db, Func<IFormCollection, string, Task<IResult>> show)
    {
        var form = await context.Form();
        var viewer = await db.Read(s => context.Viewer(s));
        try
        {
            return await show(form, new DraftInput("draft", TextSides.Merged(form, viewer.Words)).Text());
        }
        catch (RefusedException e)
        {
            return TypedResults.Text(viewer.Say("draft.cannot", e.Problems is [var first, ..] ? first.Path : ""), statusCode: StatusCodes.Status422UnprocessableEntity);
        }
    }
}
