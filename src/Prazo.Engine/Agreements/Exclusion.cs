using System.Collections.Immutable;

namespace Prazo.Engine.Agreements;

/// <summary>A clause that says what an agreement does not cover.</summary>
/// <param name="Clause">By what the parties call it; unique in its agreement.</param>
/// <param name="When">The tickets that are outside; null: people mark them, no field tells.</param>
/// <param name="Texts">What it says by language; the text to show by default under "".</param>
/// <param name="Price">What such work costs where it is offered; null: not agreed.</param>
public sealed record Exclusion(string Clause, Match? When, ImmutableDictionary<string, string> Texts, Price? Price, Position At)
{
    /// <summary>In a language, such as <c>pt-BR</c>; where that is missing, the first that is written.</summary>
    public string Text(string? language) => Texts.GetValueOrDefault(language ?? "", Texts.GetValueOrDefault("", ""));

    /// <summary>The first clause of an agreement by which a ticket with these fields is outside of it; null when none says so.</summary>
    public static Exclusion? Of(Agreement agreement, Func<string, string?> field)
    {
        foreach (var exclusion in agreement.Exclusions)
            if (exclusion.When?.Fits(field) == true)
                return exclusion;
        return null;
    }
}

/// <summary>An exact amount in a currency: <c>250.00 BRL</c>.</summary>
/// <param name="Amount">More than nothing, to at most two decimals.</param>
/// <param name="Currency">Three letters of ISO 4217.</param>
public readonly record struct Price(decimal Amount, string Currency)
{
    private const decimal Most = 1_000_000_000;

    /// <summary>Null when it is no amount with a currency.</summary>
    public static Price? Parse(string? text) => text?.Trim().Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var amount, { Length: 3 } currency] && currency.All(char.IsAsciiLetterUpper)
        && decimal.TryParse(amount, System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var value) && value is > 0 and <= Most && decimal.Round(value, 2) == value
        ? new Price(value, currency) : null;

    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Amount:0.00} {Currency}");
}
