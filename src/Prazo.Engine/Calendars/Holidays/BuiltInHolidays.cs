using System.Collections.Concurrent;

namespace Prazo.Engine.Calendars;

/// <summary>The holiday sets that ship with the engine: <c>br</c>, <c>br-carnaval</c>, <c>br-cinzas</c>, <c>br-corpus-christi</c>, <c>br-UF</c> for the 27 states,
/// <c>br-UF-city</c> for the cities of the list, and <c>ro</c>. Sets do not include each other: an agreement layers them, as in <c>[br, br-sp, br-sp-sao-paulo]</c>.
/// Ids are lower case. Thread-safe; a set is built when first asked for, a state's cities are read only for a city of that state.</summary>
public static class BuiltInHolidays
{
    // Only found sets are kept, so that unknown ids cannot fill it.
    private static readonly ConcurrentDictionary<string, HolidaySet> Found = new(StringComparer.Ordinal);

    private static readonly string[] Countries = ["br", "br-carnaval", "br-cinzas", "br-corpus-christi", "ro"];

    /// <summary>The built-in set of that id, or null.</summary>
    public static HolidaySet? Find(string id)
    {
        if (Found.TryGetValue(id, out var known))
            return known;
        return Build(id) is { } set ? Found.GetOrAdd(id, set) : null;
    }

    /// <summary>All ids: national sets, states, then the cities state by state. Reads every list; for listings and spelling hints.</summary>
    public static IEnumerable<string> Ids =>
        [.. Countries, .. BrazilStates.Codes.Select(uf => "br-" + uf), .. BrazilStates.Codes.SelectMany(BrazilCities.Ids)];

    /// <summary>Sets that hold in a whole country or state, with their names.</summary>
    public static IEnumerable<(string Id, string Name)> Wide =>
        Countries.Concat(BrazilStates.Codes.Select(uf => "br-" + uf)).Select(id => (id, Find(id)!.Name));

    /// <summary>The city sets of a state of Brazil, such as <c>sp</c>, with their names; none for any other text.</summary>
    public static IEnumerable<(string Id, string Name)> CitiesOf(string state) => BrazilStates.Codes.Contains(state) ? BrazilCities.Names(state) : [];

    private static HolidaySet? Build(string id) => id switch
    {
        "br" => BrazilNational.Holidays(),
        "br-carnaval" => BrazilNational.Carnival(),
        "br-cinzas" => BrazilNational.AshWednesday(),
        "br-corpus-christi" => BrazilNational.CorpusChristi(),
        "ro" => Romania.Holidays(),
        ['b', 'r', '-', _, _] => BrazilStates.Find(id[3..]),
        ['b', 'r', '-', _, _, '-', _, ..] when BrazilStates.Codes.Contains(id[3..5]) => BrazilCities.Find(id[3..5], id[6..]),
        _ => null,
    };
}
