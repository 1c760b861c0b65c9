namespace Prazo.Engine.Statistics;

/// <summary>The standard normal distribution.</summary>
public static class Normal
{
    /// <summary>The z below which a value lies with the given probability: 1.96 for 0.975. M. J. Wichura's algorithm AS 241 (1988, Applied Statistics 37), about sixteen digits.</summary>
    /// <param name="probability">0.0001–0.9999 and a little beyond: the far tails are left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">Nearer to 0 or 1 than 1e-10.</exception>
    public static double Quantile(double probability)
    {
        if (!(probability is >= 1e-10 and <= 1 - 1e-10))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "from 1e-10 to 1 - 1e-10");
        var q = probability - 0.5;
        if (Math.Abs(q) <= 0.425)
        {
            var middle = 0.180625 - q * q;
            return q * Ratio(middle, A, B);
        }
        var tail = Math.Sqrt(-Math.Log(q < 0 ? probability : 1 - probability)) - 1.6;
        return Math.CopySign(Ratio(tail, C, D), q);
    }

    private static double Ratio(double x, ReadOnlySpan<double> above, ReadOnlySpan<double> below) => Polynomial(x, above) / Polynomial(x, below);

    private static double Polynomial(double x, ReadOnlySpan<double> coefficients)
    {
        var sum = 0.0;
        for (var i = coefficients.Length - 1; i >= 0; i--)
            sum = sum * x + coefficients[i];
        return sum;
    }

    private static ReadOnlySpan<double> A =>
    [
        3.3871328727963666080, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125, 45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727,
    ];

    private static ReadOnlySpan<double> B =>
    [
        1, 42.313330701600911252, 687.18700749205790830, 5394.1960214247511077, 21213.794301586595867, 39307.895800092710610, 28729.085735721942674, 5226.4952788528545610,
    ];

    private static ReadOnlySpan<double> C =>
    [
        1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504, 1.27045825245236838258, 0.241780725177450611770, 0.0227238449892691845833, 7.74545014278341407640e-4,
    ];

    private static ReadOnlySpan<double> D =>
    [
        1, 2.05319162663775882187, 1.67638483018380384940, 0.689767334985100004550, 0.148103976427480074590, 0.0151986665636164571966, 5.47593808499534494600e-4, 1.05075007164441684324e-9,
    ];
}
