using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;
using Prazo.Web.Documents;
using Prazo.Web.Screen;

namespace Prazo.Web.Portal;

/// <summary>A part of an agreement in plain words.</summary>
public sealed record PlainSection(string Title, IReadOnlyList<string> Lines);

/// <summary>An agreement as its customer reads it: its document in short lists.</summary>
public sealed record PlainAgreement(string Id, int Version, string Title, string Term, IReadOnlyList<PlainSection> Sections)
{
    public static PlainAgreement Of(ScreenWords w, Agreement a, CalendarSet calendars, DocumentReader reader)
    {
        var document = AgreementDocument.Of(w, a, calendars, reader);
        return new(a.Id, a.Version, document.Title, document.Holds, [.. document.Sections.SelectMany(Parts)]);
    }

    /// <summary>Parts with a heading of their own stand by themselves; the rest of the section follows under its title.</summary>
    private static IEnumerable<PlainSection> Parts(DocumentSection section)
    {
        foreach (var part in section.Parts)
            if (part.Title is { } title)
                yield return new PlainSection(title, [.. part.Sentences.Select(s => s.Text)]);
        IReadOnlyList<string> rest = [.. section.Parts.Where(p => p.Title is null).SelectMany(p => p.Sentences).Select(s => s.Text), .. section.Texts.SelectMany(t => t.Items.Select(i => t.Part is { } part ? $"{part}: {i}" : i))];
        if (rest.Count > 0)
            yield return new PlainSection(section.Title, rest);
    }
}
