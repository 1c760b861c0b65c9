using System.Globalization;
using Prazo.Engine.Tests.Agreements;
using Prazo.Engine.Tests.Clocks;

namespace Prazo.Engine.Tests.Money;

/// <summary>T21: bands of penalties are half-open and cover 0–100 % without gap; what they cost is a percentage, an amount with its currency, or nothing.</summary>
public class BandTests
{
    private static IReadOnlyList<Problem> Problems(IEnumerable<(string Band, string Cost)> bands) => AgreementText.Problems(AgreementText.Header
        + "targets: { resolution: { within: 4h clock } }\nobjectives: [ { id: o, target: resolution, at-least: 95% } ]\n"
        + $"penalties: [ {{ objective: o, of: fee, bands: {{ {string.Join(", ", bands.Select(b => $"\"{b.Band}\": {b.Cost}"))} }} }} ]\n");

    private static string Band(decimal from, decimal to) => string.Create(CultureInfo.InvariantCulture, $"{from}%..{to}%");

    private static List<(string Band, string Cost)> Costing(IEnumerable<(decimal From, decimal To)> bands) => [.. bands.Select(b => (Band(b.From, b.To), "1%"))];

    // Cuts 0–100 at places of up to four decimals.
    private static List<(decimal From, decimal To)> Cut(Random random)
    {
        var cuts = Enumerable.Range(0, random.Next(1, 7)).Select(_ => random.Next(1, 1_000_000) / 10_000m).Append(0).Append(100).Distinct().Order().ToList();
        return [.. cuts.Zip(cuts.Skip(1))];
    }

    [Fact]
    public void T21_Bands_that_adjoin_cover_everything_in_whatever_order_they_stand()
    {
        var random = new Random(OrderTests.Seed());
        for (var i = 0; i < 60; i++)
        {
            var bands = Costing(Cut(random)).ToArray();
            random.Shuffle(bands);
            Problems(bands).ShouldBeEmpty(string.Join(' ', bands));
        }
    }

    [Fact]
    public void T21_One_band_left_out_is_a_gap_of_exactly_that_band()
    {
        var random = new Random(OrderTests.Seed());
        for (var i = 0; i < 60; i++)
        {
            var bands = Cut(random);
            var lost = bands[random.Next(bands.Count)];
            bands.Remove(lost);
            // Without any band there is nothing between 0 and 100 either.
            var problem = Problems(Costing(bands)).ShouldHaveSingleItem();
            (problem.Code, problem.Message).ShouldBe(("gap-in-bands", $"no band covers {Print(lost.From)}..{Print(lost.To)}"));
        }
    }

    [Fact]
    public void T21_One_band_that_reaches_into_its_neighbour_overlaps_by_exactly_that_much()
    {
        var random = new Random(OrderTests.Seed());
        for (var i = 0; i < 60; i++)
        {
            var bands = Cut(random);
            if (bands.Count < 2)
                continue;
            var at = random.Next(1, bands.Count);
            var (from, to) = bands[at - 1];
            bands[at] = (from + (to - from) / 2, bands[at].To);
            var problem = Problems(Costing(bands)).ShouldHaveSingleItem();
            problem.Code.ShouldBe("overlapping-bands");
            problem.Message.ShouldContain($"{Print(bands[at].From)}..{Print(to)} stands in both");
        }
    }

    [Theory]
    [InlineData("none")]
    [InlineData("0%")]
    [InlineData("12.5%")]
    [InlineData("100%")]
    [InlineData("250.00 BRL")]
    [InlineData("0.01 RON")]
    [InlineData("1000000000 EUR")]
    public void T21_A_band_costs_nothing_or_a_percentage_or_an_amount_with_its_currency(string cost) => Problems([("0%..100%", cost)]).ShouldBeEmpty();

    [Theory]
    [InlineData("250", "no currency")]
    [InlineData("250.00 brl", "a currency is three capitals")]
    [InlineData("250.00 REAL", "three, not four")]
    [InlineData("1e3 BRL", "money is decimal")]
    [InlineData("NaN BRL", "money is a number")]
    [InlineData("\"1,000.00 BRL\"", "one way to write it")]
    [InlineData("1000000000.01 EUR", "sums of it must fit a decimal")]
    [InlineData("0.00001 EUR", "four decimals at most")]
    [InlineData("BRL 250", "the amount comes first")]
    [InlineData("free", "nothing is written none")]
    public void T21_Anything_else_is_no_cost(string cost, string because) => Problems([("0%..100%", cost)]).ShouldHaveSingleItem().Code.ShouldBe("bad-penalty", because);

    [Theory]
    [InlineData("95%..95%", "an empty band")]
    [InlineData("100%..95%", "from the lower to the higher")]
    [InlineData("95..100", "shares are percentages")]
    [InlineData("95%", "two ends")]
    [InlineData("95%..100%..101%", "two ends")]
    [InlineData("95%..101%", "nothing is above 100 %")]
    public void T21_What_is_no_band_is_refused(string band, string because) => Problems([("0%..95%", "1%"), (band, "none")]).ShouldHaveSingleItem().Code.ShouldBe("bad-band", because);

    private static string Print(decimal percent) => percent.ToString("0.##########", CultureInfo.InvariantCulture) + "%";
}
