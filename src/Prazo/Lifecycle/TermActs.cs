using NodaTime;
using NodaTime.Text;
using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Storage;
using Prazo.Tickets;

namespace Prazo.Lifecycle;

/// <summary>What becomes of an agreement at its end. Each is a draft of the next version, so that its effect on open tickets is seen, and whoever has to approves it, before it counts.</summary>
public static class TermActs
{
    /// <summary>The next term, as long as the one that ends.</summary>
    public static AgreementDraft Renew(Act act, PublishedAgreements agreements, string id, int version)
    {
        var (term, source) = Found(act, agreements, id, version);
        if (term.Ends is not { } ends)
            throw new RefusedException("no-end", "", "this agreement has no end", "there is nothing to renew");
        if (term.Renews)
            throw new RefusedException("renews-itself", "", "this agreement renews itself", "change it, or end it");
        var from = term.Agreement.From is { } began && term.Agreement.Document["term"] is MapNode map && map["from"] is ScalarNode { Text: var text } && LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var first } ? first : term.Agreement.From;
        var next = ends.PlusDays(1);
        // Whole months where it is some: a year after a leap year is a year.
        var length = from is { } since ? NodaTime.Period.Between(since, next, PeriodUnits.Months | PeriodUnits.Days) : NodaTime.Period.FromMonths(12);
        return Draft(act, id, source, [new(["term", "from"], Iso(next), Order), new(["term", "to"], Iso((next + length).PlusDays(-1)), Order),
            .. term.Agreement.Document["effective"] is null ? Array.Empty<YamlChange>() : [new(["effective"], Iso(next), AgreementSchema.Keys)]]);
    }

    /// <summary>The same, up to a day.</summary>
    public static AgreementDraft End(Act act, PublishedAgreements agreements, string id, int version, LocalDate on)
    {
        var (term, source) = Found(act, agreements, id, version);
        if (on < AgreementTerm.Today(term.Agreement, act.Now))
            throw new RefusedException("end-past", "on", "that day has gone by", "choose today or a later day");
        return Draft(act, id, source, [new(["term", "to"], Iso(on), Order), .. term.Renews ? [new(["term", "renews"], "never", Order)] : Array.Empty<YamlChange>()]);
    }

    private static readonly string[] Order = ["from", "to", "renews", "notice"];

    private static string Iso(LocalDate date) => LocalDatePattern.Iso.Format(date);

    private static (AgreementTerm Term, string Source) Found(Act act, PublishedAgreements agreements, string id, int version)
    {
        var term = AgreementTerm.All(agreements.All(act.Tx, act.Tenant), act.Now).FirstOrDefault(t => t.Agreement.Id == id && t.Agreement.Version == version) ?? throw new MissingException();
        return term.State == TermState.Replaced ? throw new RefusedException("replaced", "", "a later version has begun", "take that one") : (term, PublishedAgreements.Source(act.Tx, act.Tenant, id, version)!);
    }

    private static AgreementDraft Draft(Act act, string id, string source, IEnumerable<YamlChange> changes) => AgreementDrafts.Create(act.Tx, act.Tenant, AgreementDraft.Agreement, id,
        PublishedAgreements.NextVersion(act.Tx, act.Tenant, YamlEdit.Apply(source, changes)), act.Asker.Actor, act.Now);
}
