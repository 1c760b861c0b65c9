using System.Globalization;
using System.Numerics;

namespace Prazo.Engine.Money;

/// <summary>An exact fraction of whole numbers, in lowest terms with a positive denominator: sums, shares and prices are never rounded on the way (T21).</summary>
public readonly struct Ratio : IComparable<Ratio>, IEquatable<Ratio>
{
    private readonly BigInteger _numerator, _lessOne;

    public static readonly Ratio Zero;

    /// <exception cref="DivideByZeroException">The denominator is 0.</exception>
    public Ratio(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero)
            throw new DivideByZeroException();
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        (_numerator, _lessOne) = (numerator / divisor, denominator / divisor - 1);
    }

    public BigInteger Numerator => _numerator;

    /// <summary>Above 0; of <c>default</c>, which is zero, 1.</summary>
    public BigInteger Denominator => _lessOne + 1;

    /// <summary>Exactly: 0.1 is a tenth.</summary>
    public static implicit operator Ratio(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var digits = (new BigInteger((uint)bits[2]) << 64) + (new BigInteger((uint)bits[1]) << 32) + (uint)bits[0];
        return new(bits[3] < 0 ? -digits : digits, BigInteger.Pow(10, (bits[3] >> 16) & 0xFF));
    }

    public static implicit operator Ratio(long value) => new(value, 1);

    public static Ratio operator +(Ratio a, Ratio b) => new(a.Numerator * b.Denominator + b.Numerator * a.Denominator, a.Denominator * b.Denominator);
    public static Ratio operator -(Ratio a, Ratio b) => a + -b;
    public static Ratio operator -(Ratio a) => new(-a.Numerator, a.Denominator);
    public static Ratio operator *(Ratio a, Ratio b) => new(a.Numerator * b.Numerator, a.Denominator * b.Denominator);
    /// <exception cref="DivideByZeroException"><paramref name="b"/> is 0.</exception>
    public static Ratio operator /(Ratio a, Ratio b) => new(a.Numerator * b.Denominator, a.Denominator * b.Numerator);
    public static bool operator <(Ratio a, Ratio b) => a.CompareTo(b) < 0;
    public static bool operator >(Ratio a, Ratio b) => a.CompareTo(b) > 0;
    public static bool operator <=(Ratio a, Ratio b) => a.CompareTo(b) <= 0;
    public static bool operator >=(Ratio a, Ratio b) => a.CompareTo(b) >= 0;
    public static bool operator ==(Ratio a, Ratio b) => a.Equals(b);
    public static bool operator !=(Ratio a, Ratio b) => !a.Equals(b);

    public static Ratio Min(Ratio a, Ratio b) => a <= b ? a : b;
    public static Ratio Max(Ratio a, Ratio b) => a >= b ? a : b;

    /// <summary>The largest whole number at or below it.</summary>
    public BigInteger Floor() => (Numerator - (Numerator % Denominator + Denominator) % Denominator) / Denominator;

    /// <summary>The smallest whole number at or above it.</summary>
    public BigInteger Ceiling() => -(-this).Floor();

    /// <summary>To so many decimals.</summary>
    /// <param name="decimals">0 to 15.</param>
    /// <exception cref="OverflowException">It is beyond what a decimal holds.</exception>
    public decimal Round(int decimals, Rounding rounding)
    {
        var scale = BigInteger.Pow(10, decimals);
        var scaled = this * new Ratio(scale, 1);
        var down = scaled.Floor();
        var rest = (scaled - new Ratio(down, 1)).CompareTo(new Ratio(1, 2));
        var up = rounding switch
        {
            // Towards nothing: of a negative amount that is up.
            Rounding.Down => Numerator.Sign < 0 && new Ratio(down, 1) != scaled,
            // Halves away from nothing.
            Rounding.HalfUp => rest > 0 || (rest == 0 && Numerator.Sign > 0),
            _ => rest > 0 || (rest == 0 && !down.IsEven),
        };
        return new decimal(1, 0, 0, false, (byte)decimals) * (decimal)(up ? down + 1 : down);
    }

    public int CompareTo(Ratio other) => (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);
    public bool Equals(Ratio other) => _numerator == other._numerator && _lessOne == other._lessOne;
    public override bool Equals(object? obj) => obj is Ratio other && Equals(other);
    public override int GetHashCode() => HashCode.Combine(_numerator, _lessOne);

    /// <summary>As a whole number or <c>numerator/denominator</c>: what a second reader can compute on.</summary>
    public override string ToString() => Denominator.IsOne ? Numerator.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");
}

/// <summary>What becomes of less than the smallest unit of a currency.</summary>
public enum Rounding
{
    /// <summary>To the nearer; of two as near to the even one (IEEE 754, roundTiesToEven; ABNT NBR 5891).</summary>
    HalfEven,
    /// <summary>To the nearer; of two as near away from nothing.</summary>
    HalfUp,
    /// <summary>What is less than a unit is dropped.</summary>
    Down,
}
