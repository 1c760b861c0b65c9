using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Statements;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Documents;
using Prazo.Web.Screen;

namespace Prazo.Web.Reports;

/// <summary>Objectives in their present periods, by agreement.</summary>
public sealed record ObjectivesModel(IReadOnlyList<ObjectiveNow> Objectives)
{
    /// <summary>What is to be held, in a sentence.</summary>
    public static string Sentence(Viewer v, ObjectiveNow o) => MoneySentences.ObjectiveLine(v.Words, target => v.Words.Clocks.Metric(o.Terms.Targets.FirstOrDefault(t => t.Id == target)?.Metric ?? Metric.Custom, target), o.Objective);

    public static string Days(Viewer v, ObjectiveNow o) => $"{v.Words.Clocks.Form.Day(o.From, true)} – {v.Words.Clocks.Form.Day(o.To.PlusDays(-1), true)}";

    public static string Percent(Viewer v, Engine.Money.Ratio? percent) => percent is { } p ? v.Percent(p.Round(2, Engine.Money.Rounding.Down), "0.0#") : v["statements.no-data"];

    /// <summary>As a number of tickets, or as time.</summary>
    public static string Counted(Viewer v, ObjectiveNow o) => o.Objective.Measure switch
    {
        AvailabilityMeasure => v.Say("objectives.of", Hours(o.SoFar.Kept), Hours(o.SoFar.Counted)),
        IndexMeasure => "",
        _ => v.Say("objectives.of", o.SoFar.Kept.ToString(), o.SoFar.Counted.ToString()),
    };

    private static string Hours(Engine.Money.Ratio milliseconds) => Prazo.Web.Statements.StatementWords.Late((long)milliseconds.Round(0, Engine.Money.Rounding.Down));
}

/// <summary>One objective, down to the tickets.</summary>
/// <param name="Tickets">The first of them, by number.</param>
public sealed record ObjectiveModel(ObjectiveNow Objective, IReadOnlyList<ObjectiveItem> Items, IReadOnlyDictionary<long, Ticket> Tickets)
{
    public const int Most = 200;

    /// <summary>Those that broke first: they are what one looks for.</summary>
    public static ObjectiveModel Of(Session session, Viewer viewer, ObjectiveNow objective)
    {
        List<ObjectiveItem> items = [.. objective.Items.OrderBy(i => i.Kept switch { false => 0, null => 1, _ => 2 }).ThenByDescending(i => i.At).Take(Most)];
        return new(objective, items, TicketList.Numbered(session, viewer.Asker!.Tenant, new TicketFilter { Now = viewer.Now }, items.Select(i => i.Ticket).Distinct()).ToDictionary(t => t.Number));
    }
}
