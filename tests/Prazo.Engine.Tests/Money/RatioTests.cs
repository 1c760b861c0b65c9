using System.Numerics;
using Prazo.Engine.Money;
using Prazo.Engine.Tests.Fuzz;

namespace Prazo.Engine.Tests.Money;

/// <summary>T21: exact fractions, held against whole numbers and decimals.</summary>
public class RatioTests
{
    private static BigInteger Big(Random random)
    {
        var bytes = new byte[random.Next(1, 14)];
        random.NextBytes(bytes);
        return random.Next(8) == 0 ? random.Next(-2, 3) : new BigInteger(bytes);
    }

    private static Ratio Any(Random random)
    {
        var denominator = Big(random);
        return new Ratio(Big(random), denominator.IsZero ? 1 : denominator);
    }

    [Fact]
    public void Sums_and_products_obey_the_laws_of_fractions() => Mutator.Run("ratio laws", 20_000, random =>
    {
        var (a, b, c) = (Any(random), Any(random), Any(random));
        (a + b).ShouldBe(b + a);
        (a * b).ShouldBe(b * a);
        (a + b + c).ShouldBe(a + (b + c));
        (a * b * c).ShouldBe(a * (b * c));
        (a * (b + c)).ShouldBe(a * b + a * c);
        (a - b).ShouldBe(-(b - a));
        (a + Ratio.Zero).ShouldBe(a);
        (a * Ratio.Zero).ShouldBe(Ratio.Zero);
        (a - a).ShouldBe(Ratio.Zero);
        if (b != Ratio.Zero)
            (a / b * b).ShouldBe(a);
        // Against cross products of whole numbers.
        var sum = a + b;
        (sum.Numerator * a.Denominator * b.Denominator).ShouldBe((a.Numerator * b.Denominator + b.Numerator * a.Denominator) * sum.Denominator);
        var product = a * b;
        (product.Numerator * a.Denominator * b.Denominator).ShouldBe(a.Numerator * b.Numerator * product.Denominator);
        foreach (var one in new[] { a, sum, product, -c })
        {
            one.Denominator.Sign.ShouldBe(1);
            BigInteger.GreatestCommonDivisor(one.Numerator, one.Denominator).ShouldBe(BigInteger.One);
        }
    });

    [Fact]
    public void Order_and_equality_are_those_of_cross_products() => Mutator.Run("ratio order", 20_000, random =>
    {
        var (a, b) = (Any(random), random.Next(4) == 0 ? Any(random) : new Ratio(random.Next(-9, 9), random.Next(1, 9)));
        var order = (a.Numerator * b.Denominator).CompareTo(b.Numerator * a.Denominator);
        (a < b, a <= b, a > b, a >= b, a == b, a != b).ShouldBe((order < 0, order <= 0, order > 0, order >= 0, order == 0, order != 0));
        Math.Sign(a.CompareTo(b)).ShouldBe(Math.Sign(order));
        Ratio.Min(a, b).ShouldBe(order <= 0 ? a : b);
        Ratio.Max(a, b).ShouldBe(order >= 0 ? a : b);
        var times = random.Next(1, 1000) * (random.Next(2) == 0 ? 1 : -1);
        var same = new Ratio(a.Numerator * times, a.Denominator * times);
        same.ShouldBe(a);
        same.GetHashCode().ShouldBe(a.GetHashCode());
        same.Equals((object)a).ShouldBeTrue();
    });

    [Fact]
    public void Decimals_are_taken_exactly_and_given_back() => Mutator.Run("ratio decimals", 20_000, random =>
    {
        var value = new decimal(random.Next(int.MinValue, int.MaxValue), random.Next(), random.Next(4) == 0 ? random.Next() : 0, random.Next(2) == 0, (byte)random.Next(0, 29));
        Ratio ratio = value;
        (ratio * new Ratio(BigInteger.Pow(10, 28), 1)).Denominator.ShouldBe(BigInteger.One);
        // The number that all its digits make, over its power of ten.
        var (digits, scale) = (BigInteger.Parse(Math.Abs(value).ToString(System.Globalization.CultureInfo.InvariantCulture).Replace(".", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture), value.Scale);
        ratio.ShouldBe(new Ratio(digits * Math.Sign(value), BigInteger.Pow(10, scale)));
        // Within what a decimal holds, rounding is the library's.
        if (Math.Abs(value) > 1e12m)
            return;
        var decimals = random.Next(0, 10);
        ratio.Round(decimals, Rounding.HalfEven).ShouldBe(decimal.Round(value, decimals, MidpointRounding.ToEven));
        ratio.Round(decimals, Rounding.HalfUp).ShouldBe(decimal.Round(value, decimals, MidpointRounding.AwayFromZero));
        ratio.Round(decimals, Rounding.Down).ShouldBe(decimal.Round(value, decimals, MidpointRounding.ToZero));
        ((decimal)ratio.Floor()).ShouldBe(decimal.Floor(value));
        ((decimal)ratio.Ceiling()).ShouldBe(decimal.Ceiling(value));
    });

    [Fact]
    public void Halves_are_rounded_as_the_library_rounds_them() => Mutator.Run("ratio halves", 5_000, random =>
    {
        // k + 1/2 units of so many decimals: every one is a tie.
        var (k, decimals) = (random.Next(-1_000_000, 1_000_000), random.Next(0, 6));
        var tie = new Ratio(2 * (BigInteger)k + 1, 2 * BigInteger.Pow(10, decimals));
        var value = (k + 0.5m) / (decimal)BigInteger.Pow(10, decimals);
        tie.ShouldBe((Ratio)value);
        tie.Round(decimals, Rounding.HalfEven).ShouldBe(decimal.Round(value, decimals, MidpointRounding.ToEven));
        tie.Round(decimals, Rounding.HalfUp).ShouldBe(decimal.Round(value, decimals, MidpointRounding.AwayFromZero));
        tie.Round(decimals, Rounding.Down).ShouldBe(decimal.Round(value, decimals, MidpointRounding.ToZero));
    });

    [Theory]
    [InlineData(1, 200, 0.00, 0.01, 0.00)]   // 0.005
    [InlineData(3, 200, 0.02, 0.02, 0.01)]   // 0.015
    [InlineData(-1, 200, 0.00, -0.01, 0.00)]
    [InlineData(-3, 200, -0.02, -0.02, -0.01)]
    [InlineData(-5, 200, -0.02, -0.03, -0.02)]
    [InlineData(1, 3, 0.33, 0.33, 0.33)]
    [InlineData(-2, 3, -0.67, -0.67, -0.66)]
    [InlineData(7, 1, 7.00, 7.00, 7.00)]
    public void Cents_by_hand(int numerator, int denominator, double even, double up, double down)
    {
        var ratio = new Ratio(numerator, denominator);
        ((double)ratio.Round(2, Rounding.HalfEven), (double)ratio.Round(2, Rounding.HalfUp), (double)ratio.Round(2, Rounding.Down)).ShouldBe((even, up, down));
    }

    [Theory]
    [InlineData(7, 2, 3, 4)]
    [InlineData(-7, 2, -4, -3)]
    [InlineData(6, 2, 3, 3)]
    [InlineData(-6, 2, -3, -3)]
    [InlineData(1, 1000, 0, 1)]
    [InlineData(-1, 1000, -1, 0)]
    [InlineData(0, 5, 0, 0)]
    public void Floor_and_ceiling_by_hand(int numerator, int denominator, int floor, int ceiling)
    {
        new Ratio(numerator, denominator).Floor().ShouldBe(floor);
        new Ratio(numerator, denominator).Ceiling().ShouldBe(ceiling);
    }

    [Fact]
    public void Nothing_is_nothing_however_it_was_made()
    {
        default(Ratio).ShouldBe(Ratio.Zero);
        new Ratio(0, -7).ShouldBe(Ratio.Zero);
        ((Ratio)0.00m).ShouldBe(Ratio.Zero);
        (default(Ratio) + new Ratio(1, 3)).ShouldBe(new Ratio(1, 3));
        default(Ratio).Denominator.ShouldBe(BigInteger.One);
        default(Ratio).Round(2, Rounding.HalfUp).ShouldBe(0);
        Should.Throw<DivideByZeroException>(() => new Ratio(1, 0));
        Should.Throw<DivideByZeroException>(() => new Ratio(1, 2) / Ratio.Zero);
    }

    [Fact]
    public void It_is_written_so_that_it_can_be_computed_on()
    {
        new Ratio(6, -4).ToString().ShouldBe("-3/2");
        ((Ratio)12).ToString().ShouldBe("12");
        ((Ratio)0.125m).ToString().ShouldBe("1/8");
        ((Ratio)79228162514264337593543950335m).ToString().ShouldBe("79228162514264337593543950335");
        ((Ratio)long.MinValue).ToString().ShouldBe("-9223372036854775808");
    }

    [Fact]
    public void What_no_decimal_holds_is_refused_and_not_cut() =>
        Should.Throw<OverflowException>(() => ((Ratio)79228162514264337593543950335m * 2).Round(0, Rounding.Down));
}
