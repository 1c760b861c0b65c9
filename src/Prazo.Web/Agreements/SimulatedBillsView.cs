using NodaTime;
using NodaTime.Text;
using Prazo.Engine.Money;
using Prazo.Statements;

namespace Prazo.Web.Agreements;

/// <param name="NoPenalties">Agreements that charge nothing on either side.</param>
/// <param name="NoPeriods">Agreements of which no period lies wholly in the days.</param>
internal sealed record SimulatedBillsView(IReadOnlyList<SimulatedBillView> Bills, IReadOnlyList<string> NoPenalties, IReadOnlyList<string> NoPeriods)
{
    public static SimulatedBillsView Of(SimulatedBills bills) => new([.. bills.Bills.Select(SimulatedBillView.Of)], bills.NoPenalties, bills.NoPeriods);
}

/// <param name="To">The period's last day.</param>
/// <param name="Difference">What it comes to more for the customer; none where a side is missing or unknown, or in another currency.</param>
internal sealed record SimulatedBillView(string Agreement, string From, string To, BillSideView? Before, BillSideView? After, decimal? Difference, bool OtherCurrency, IReadOnlyList<SimulatedLineView> Lines)
{
    public static SimulatedBillView Of(SimulatedBill b)
    {
        static string Text(LocalDate date) => LocalDatePattern.Iso.Format(date);
        return new(b.Agreement, Text(b.From), Text(b.To.PlusDays(-1)), BillSideView.Of(b.Before), BillSideView.Of(b.After), b.Difference, b.OtherCurrency, [.. b.Lines.Select(SimulatedLineView.Of)]);
    }
}

/// <param name="Net">In the customer's favour; none where an amount is unknown.</param>
internal sealed record BillSideView(int Version, string? Currency, decimal? Net, decimal Credit, decimal Adjustment, decimal Fine, decimal Reward)
{
    public static BillSideView? Of(BillSide? s) => s is null ? null : new(s.Terms.Version, s.Bill.Currency, s.Net, s.Bill.Credit, s.Bill.Adjustment, s.Bill.Fine, s.Bill.Reward);
}

internal sealed record SimulatedLineView(string Penalty, string Period, PenaltyKind Kind, BilledLineView? Before, BilledLineView? After)
{
    public static SimulatedLineView Of(SimulatedLine l) => new(l.Penalty, l.Period, l.Kind, BilledLineView.Of(l.Before), BilledLineView.Of(l.After));
}

/// <param name="Kept">What the objective came to, as an exact number or fraction.</param>
/// <param name="Breaches">How many single breaches count.</param>
internal sealed record BilledLineView(BillOutcome Outcome, string Rule, string? Amount, decimal Points, string? Objective, string? Kept, string? Counted, int Breaches)
{
    public static BilledLineView? Of(BilledLine? l) =>
        l is null ? null : new(l.Line.Outcome, l.Line.Rule, l.Amount, l.Line.Points, l.From?.Objective, l.From?.Kept.ToString(), l.From?.Counted.ToString(), l.Line.Items.Length);
}
