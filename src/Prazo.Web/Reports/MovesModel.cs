using System.Globalization;
using Prazo.Agreements;
using Prazo.Reports.Live;
using Prazo.Storage;
using Prazo.Web.Screen;

namespace Prazo.Web.Reports;

/// <summary>Tickets of one value of the dimension that came back or went on; a null value: all.</summary>
/// <param name="Ended">Denominator of the rate of reopening.</param>
/// <param name="Held">Denominator of the rate of reassignment.</param>
public sealed record MovesLine(string? Value, string Name, int Opened, int Ended, int Reopened, int Reopenings, int Held, int Reassigned, int Reassignments)
{
    public decimal? ReopenRate => Share(Reopened, Ended);
    public decimal? ReassignRate => Share(Reassigned, Held);

    internal static MovesLine Of(string? value, string name, IEnumerable<TicketMoves> moves)
    {
        var all = moves.ToList();
        return new(value, name, all.Count, all.Count(m => m.HasEnded), all.Count(m => m.WasReopened), all.Sum(m => m.Reopened), all.Count(m => m.WasHeld), all.Count(m => m.WasReassigned), all.Sum(m => m.Reassigned));
    }

    private static decimal? Share(int part, int of) => of == 0 ? null : 100m * part / of;
}

/// <summary>How often tickets were reopened and went from hand to hand: of those that were opened in these days, up to now.</summary>
public sealed record MovesModel(ReportAsked Asked, MovesLine All, MovesLine Before, IReadOnlyList<MovesLine> Lines)
{
    public const string Reopened = "reopened", Reassigned = "reassigned";

    public static MovesModel Of(Session session, PublishedAgreements agreements, Viewer viewer, ReportAsked asked)
    {
        var tenant = viewer.Asker!.Tenant;
        var moves = Moves.Of(session, agreements, tenant, asked.Query(viewer, asked.Days(viewer), perPeriod: false));
        var before = Moves.Of(session, agreements, tenant, asked.Query(viewer, asked.DaysBefore(viewer), perPeriod: false));
        var names = ReportPageModel.NamesOf(session, tenant, asked.Dimension);
        return new MovesModel(asked, MovesLine.Of(null, "", moves), MovesLine.Of(null, "", before),
        [
            .. moves.GroupBy(m => m.Value(asked.Dimension), StringComparer.Ordinal).Select(g => MovesLine.Of(g.Key, names.GetValueOrDefault(g.Key, g.Key), g))
                .OrderByDescending(l => l.Opened).ThenBy(l => l.Name, StringComparer.Ordinal),
        ]);
    }

    /// <summary>The tickets of a denominator, those that moved first.</summary>
    /// <param name="kind"><see cref="Reopened"/> or <see cref="Reassigned"/>; null: all that were opened.</param>
    public static IReadOnlyList<(TicketMoves Moves, bool IsMarked, int Times)> Counted(IEnumerable<TicketMoves> moves, string? kind) => kind switch
    {
        Reopened => [.. moves.Where(m => m.HasEnded).Select(m => (m, m.WasReopened, m.Reopened)).OrderByDescending(m => m.Item3)],
        Reassigned => [.. moves.Where(m => m.WasHeld).Select(m => (m, m.WasReassigned, m.Reassigned)).OrderByDescending(m => m.Item3)],
        null => [.. moves.Select(m => (m, false, 0))],
        _ => throw new RefusedException("bad-value", "kind", $"'{kind}' is not counted", "write reopened or reassigned"),
    };

    public static BehindModel Behind(Session session, PublishedAgreements agreements, Viewer viewer, ReportAsked asked, string? kind, string? value)
    {
        var all = Counted(Moves.Of(session, agreements, viewer.Asker!.Tenant, asked.Query(viewer, asked.Days(viewer), perPeriod: false)).Where(m => value is null || m.Value(asked.Dimension) == value), kind);
        var said = kind is null ? viewer.Count("moves.opened", all.Count) : viewer.Say("moves.behind-" + kind, viewer.Number(all.Count(m => m.IsMarked)), viewer.Number(all.Count));
        return new BehindModel(asked.With("/reports/moves", viewer), viewer["moves." + (kind ?? "all")], said + (value is null ? "" : $" · {viewer["field." + asked.Dimension]}: {(value.Length == 0 ? viewer["reports.none"] : value)}"),
            viewer["moves.times"], kind is null ? null : viewer["moves.marked-" + kind], viewer["moves.unmarked"], all.Count,
            BehindModel.Shown(session, viewer, all, m => m.Moves.Ticket, m => m.Times == 0 ? "–" : m.Times.ToString("0×", CultureInfo.InvariantCulture), m => m.IsMarked));
    }
}
