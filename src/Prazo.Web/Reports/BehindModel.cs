using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Screen;

namespace Prazo.Web.Reports;

/// <summary>A line behind a number.</summary>
/// <param name="Measured">What it was measured at, in words.</param>
/// <param name="IsMarked">It is in the numerator, too.</param>
public sealed record BehindTicket(Ticket Ticket, string Measured, bool IsMarked);

/// <summary>The tickets behind one number of a report, whatever it counts.</summary>
/// <param name="Said">What the number is.</param>
/// <param name="Marked">What those of the numerator are called; null where the number is no share.</param>
public sealed record BehindModel(string Back, string Title, string Said, string Measure, string? Marked, string? Unmarked, long Total, IReadOnlyList<BehindTicket> Tickets)
{
    /// <summary>The first of them, with what they are about.</summary>
    public static IReadOnlyList<BehindTicket> Shown<T>(Session session, Viewer viewer, IEnumerable<T> all, Func<T, Ticket> ticket, Func<T, string> measured, Func<T, bool> isMarked)
    {
        var some = all.Take(ReportTicketsModel.Most).ToList();
        var named = TicketQueries.Named(session, viewer.Asker!.Tenant, some.Select(t => ticket(t).Id)).ToDictionary(t => t.Id);
        return [.. some.Select(t => new BehindTicket(named[ticket(t).Id], measured(t), isMarked(t)))];
    }
}
