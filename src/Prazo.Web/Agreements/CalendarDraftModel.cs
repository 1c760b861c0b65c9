using Prazo.Agreements;
using Prazo.Engine.Calendars;
using Prazo.Storage;
using Prazo.Web.Hosting;
using Prazo.Web.Screen;
using NodaTime;

namespace Prazo.Web.Agreements;

/// <summary>Calendars being written, from both sides, with what would become of them.</summary>
/// <param name="State">Of Brazil, whose cities are offered.</param>
/// <param name="Agreements">Versions that would count on them.</param>
/// <param name="Year">Of the first calendar, as it is written.</param>
public sealed record CalendarDraftModel(AgreementDraft Draft, TextSides Sides, IReadOnlyList<InputProblem> Problems, IReadOnlyList<string> Agreements, AgreementDraftEffect? Effect, CalendarYear? Year, string? Said, string? State)
{
    public static CalendarDraftModel? Of(Session session, PublishedAgreements agreements, Viewer viewer, Guid id, string? source, string? said, string? state, bool effect = true)
    {
        var tenant = viewer.Asker!.Tenant;
        if (AgreementDrafts.Find(session, tenant, AgreementDraft.Calendar, id) is not { } draft)
            return null;
        var sides = TextSides.Of(source ?? draft.Source);
        var check = CalendarCheck.Of(session, agreements, tenant, sides.Source, viewer.Now, effect);
        return new CalendarDraftModel(draft, sides, check.Problems, check.Agreements, AgreementDraftEffect.Of(check.Effect), effect ? Written(session, tenant, sides, viewer) : null, said, state);
    }

    private static CalendarYear? Written(Session session, Guid tenant, TextSides sides, Viewer viewer) =>
        sides.Keys("calendars") is [var first, ..] && KnownCalendars.Written(session, tenant, sides.Source, first) is { } known ? known.Year(viewer.Now.InZone(known.Calendar.Zone).Year) : null;

    public bool Publishable => !Problems.Any(p => p.Severity == "error");
}
