using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Prazo.Agreements;
using Prazo.Storage;

namespace Prazo.Statements;

/// <summary>What a billing system books of a closed statement. Amounts are exact texts with a point, in the smallest unit's decimals.</summary>
/// <param name="Number">The same for the same period of the same agreement, however often it is asked for.</param>
/// <param name="To">The last day.</param>
/// <param name="Customers">Handles of the organisations that the agreement names.</param>
/// <param name="Credit">To be credited against a later payment.</param>
/// <param name="Adjustment">To be taken off the payment of this period (glosa).</param>
/// <param name="Fine">To be paid besides (multa).</param>
/// <param name="Reward">To be charged.</param>
/// <param name="Corrected">What earlier periods come to differently; among the net.</param>
/// <param name="Net">In the customer's favour; negative: in the provider's.</param>
/// <param name="Hash">SHA-256 of the statement that it follows from.</param>
public sealed record CreditNote(
    string Number, string Agreement, long Version, string Title, string Provider, IReadOnlyList<string> Customers, string From, string To, Instant Closed, string? Currency,
    IReadOnlyList<CreditNoteLine> Lines, string Credit, string Adjustment, string Fine, string Reward, string Corrected, string Net, string Hash)
{
    /// <summary>Of what is closed.</summary>
    public static CreditNote Of(Session session, PublishedAgreements agreements, Statement statement)
    {
        if (statement.ClosedAt is not { } closed)
            throw new RefusedException("still-a-draft", "", "it is a draft: only what is closed is credited", "close it first");
        var body = statement.Content;
        var terms = agreements.All(session, statement.TenantId).Agreements.First(a => a.Id == body.Agreement && a.Version == body.Version);
        var lines = body.Lines.Where(l => l.Amount is not null && l.Amount.AsSpan().IndexOfAnyInRange('1', '9') >= 0).Select(l => new CreditNoteLine(l.Kind, l.Penalty, l.Period, l.Rule, l.Items.Count, l.Amount!, null))
            .Concat(body.Corrections.Select(c => new CreditNoteLine("correction", c.Penalty, c.From, "", c.Because.Count, c.Difference, c.Kind)));
        return new($"{body.Agreement}-{body.From}", body.Agreement, body.Version, terms.Title, terms.Provider, Approvals.CustomersOf(terms), body.From, LocalDatePattern.Iso.Format(LocalDatePattern.Iso.Parse(body.To).Value.PlusDays(-1)), closed,
            body.Currency, [.. lines], body.Credit, body.Adjustment, body.Fine, body.Reward, body.Corrected, body.Net, statement.Hash);
    }

    public static readonly IReadOnlyList<string> Columns = ["number", "agreement", "customers", "from", "to", "currency", "kind", "penalty", "period", "rule", "items", "amount"];

    /// <summary>A row a line, and the net last.</summary>
    public IEnumerable<IReadOnlyList<string>> Rows()
    {
        IReadOnlyList<string> Row(string kind, string penalty, string period, string rule, string items, string amount) => [Number, Agreement, string.Join(' ', Customers), From, To, Currency ?? "", kind, penalty, period, rule, items, amount];
        foreach (var l in Lines)
            yield return Row(l.Kind, l.Penalty, l.Period, l.Rule, l.Items.ToString(CultureInfo.InvariantCulture), l.Amount);
        yield return Row("net", "", "", "", "", Net);
    }
}

/// <param name="Kind">credit, adjustment, fine, reward or correction.</param>
/// <param name="Period">The objective's own; of a correction the first day of the period that is corrected.</param>
/// <param name="Amount">Of a credit, an adjustment and a fine in the customer's favour, of a reward in the provider's; of a correction in the customer's.</param>
/// <param name="Corrects">Of a correction: the kind of what is corrected.</param>
public sealed record CreditNoteLine(string Kind, string Penalty, string Period, string Rule, int Items, string Amount, string? Corrects);
