using Prazo.Engine.Agreements;

namespace Prazo.Agreements;

/// <summary>A value that two versions of an agreement have differently; null where one has none.</summary>
public sealed record ChangedValue(string Path, string? Before, string? After);

/// <summary>What differs between two versions as in force, inheritance applied.</summary>
public static class AgreementDiff
{
    public static IReadOnlyList<ChangedValue> Of(Agreement? before, Agreement after)
    {
        var (old, changed) = (Values(before), Values(after));
        return
        [
            .. old.Keys.Concat(changed.Keys.Where(k => !old.ContainsKey(k)))
                .Select(path => new ChangedValue(path, old.GetValueOrDefault(path), changed.GetValueOrDefault(path)))
                .Where(c => c.Before != c.After),
        ];
    }

    private static Dictionary<string, string> Values(Agreement? agreement)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var origin in agreement is null ? [] : Provenance.Of(agreement))
            values[origin.Path] = origin.Value;
        return values;
    }
}
