using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using NodaTime.Text;
using Prazo.Reports;

namespace Prazo.Statements;

/// <summary>Bills of a simulation as a table and as JSON.</summary>
public static class SimulatedBillText
{
    /// <summary>One row a line, and a total a period.</summary>
    public static ReportTable Table(SimulatedBills bills, string language)
    {
        var w = ReportWords.For(language);
        static string Cell(BilledLine? l) => l is null ? "–" : string.Join(' ', new[] { l.Amount is { } amount ? $"{amount} {l.Currency}" : StatementMaker.Kebab(l.Line.Outcome.ToString()), l.Facts.Length > 0 ? $"({l.Facts})" : "" }.Where(t => t.Length > 0));
        static string Total(BillSide? s) => s?.Net is { } net ? $"{StatementMaker.Money(net, s.Bill.Currency)} {s.Bill.Currency}".TrimEnd() : "–";
        string Of(SimulatedBill b) => $"{LocalDatePattern.Iso.Format(b.From)} … {LocalDatePattern.Iso.Format(b.To.PlusDays(-1))}";
        return new ReportTable(w["bills"], [w["agreement"], w["period"], w["bill-line"], w["before"], w["after"], w["difference"]],
            [
                .. bills.Bills.SelectMany(b => b.Lines.Select(l => (ImmutableArray<string>)[b.Agreement, Of(b), $"{l.Penalty} {l.Period}".TrimEnd(), Cell(l.Before), Cell(l.After), ""])
                    .Append([b.Agreement, Of(b), w["bill-total"], Total(b.Before), Total(b.After), b.OtherCurrency ? w["other-currency"] : b.Difference is { } more ? more.ToString("+0.############;-0.############;0", CultureInfo.InvariantCulture) : "–"])),
                .. bills.NoPenalties.Select(id => (ImmutableArray<string>)[id, "–", w["no-penalties"], "–", "–", "–"]),
                .. bills.NoPeriods.Select(id => (ImmutableArray<string>)[id, "–", w["no-periods"], "–", "–", "–"]),
            ]);
    }

    public static void WriteJson(SimulatedBills bills, Utf8JsonWriter json)
    {
        json.WriteStartArray("bills");
        foreach (var b in bills.Bills)
        {
            json.WriteStartObject();
            json.WriteString("agreement", b.Agreement);
            json.WriteString("from", LocalDatePattern.Iso.Format(b.From));
            json.WriteString("to", LocalDatePattern.Iso.Format(b.To.PlusDays(-1)));
            json.WriteString("currencyBefore", b.Before?.Bill.Currency);
            json.WriteString("currencyAfter", b.After?.Bill.Currency);
            Write("netBefore", b.Before?.Net);
            Write("netAfter", b.After?.Net);
            Write("difference", b.Difference);
            json.WriteStartArray("lines");
            foreach (var l in b.Lines)
            {
                json.WriteStartObject();
                json.WriteString("penalty", l.Penalty);
                json.WriteString("period", l.Period);
                json.WriteString("kind", StatementMaker.Kebab(l.Kind.ToString()));
                WriteLine("before", l.Before);
                WriteLine("after", l.After);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();

        void Write(string name, decimal? number)
        {
            if (number is { } n)
                json.WriteNumber(name, n);
            else
                json.WriteNull(name);
        }

        void WriteLine(string name, BilledLine? l)
        {
            if (l is null)
            {
                json.WriteNull(name);
                return;
            }
            json.WriteStartObject(name);
            json.WriteString("outcome", StatementMaker.Kebab(l.Line.Outcome.ToString()));
            json.WriteString("rule", l.Line.Rule);
            json.WriteString("amount", l.Amount);
            json.WriteNumber("points", l.Line.Points);
            json.WriteString("kept", l.From?.Kept.ToString());
            json.WriteString("counted", l.From?.Counted.ToString());
            json.WriteNumber("breaches", l.Line.Items.Length);
            json.WriteEndObject();
        }
    }
}
