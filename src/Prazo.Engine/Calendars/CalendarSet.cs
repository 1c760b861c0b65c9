using System.Collections.Concurrent;
using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine.Calendars.Tables;

namespace Prazo.Engine.Calendars;

/// <summary>Calendars by name, compiled on first use; the built-in <c>24x7</c> is always there. Thread-safe.
/// A calendar with an unknown zone, a malformed week or shift, an unknown operand or a cycle has problems and is not found; one with an unknown holiday set is compiled without it.</summary>
public sealed class CalendarSet
{
    public const string AlwaysOpen = "24x7";

    private readonly Dictionary<string, CalendarDefinition> _definitions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HolidaySet> _sets = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, WorkingCalendar?> _compiled = new(StringComparer.Ordinal);
    private readonly ImmutableArray<Problem> _problems;
    private readonly HashSet<string> _broken = new(StringComparer.Ordinal);
    private readonly IDateTimeZoneProvider _zones;
    private readonly string _zone;

    /// <param name="definitions">Calendars by id.</param>
    /// <param name="holidaySets">Holiday sets by id, beside the built-in ones, which they may replace.</param>
    /// <param name="zone">IANA zone of <c>24x7</c> and default of calendars without one.</param>
    /// <param name="zones">Source of zones; default the tz database that ships with NodaTime.</param>
    public CalendarSet(IEnumerable<CalendarDefinition> definitions, IEnumerable<HolidaySet> holidaySets, string zone, IDateTimeZoneProvider? zones = null)
    {
        _zones = zones ?? DateTimeZoneProviders.Tzdb;
        var problems = ImmutableArray.CreateBuilder<Problem>();
        foreach (var set in holidaySets)
            if (!_sets.TryAdd(set.Id, set))
                problems.Add(Error("duplicate-holiday-set", set.At, $"holidays.{set.Id}", $"There are two holiday sets called \"{set.Id}\".", "Give one of them another name."));
        foreach (var definition in definitions)
            if (!_definitions.TryAdd(definition.Id, definition))
                problems.Add(Error("duplicate-calendar", definition.At, $"calendars.{definition.Id}", $"There are two calendars called \"{definition.Id}\".", "Give one of them another name."));
        var known = _zones.GetZoneOrNull(zone) is not null;
        _zone = known ? zone : "Etc/UTC";
        if (!known)
            problems.Add(Error("unknown-zone", Position.None, "zone", $"\"{zone}\" is not a time zone.", CalendarChecks.ZoneHint));
        _definitions.TryAdd(AlwaysOpen, new AlwaysOpenCalendar(AlwaysOpen, _zone, Position.None));
        new CalendarChecks(_definitions, FindSet, z => _zones.GetZoneOrNull(z) is not null, problems, _broken).Run();
        _problems = problems.ToImmutable();
    }

    /// <summary>What is wrong with the definitions: unknown zone, holiday set or operand, cycles.</summary>
    public IReadOnlyList<Problem> Problems => _problems;

    /// <summary>Null when there is no calendar of that name, or its definition is among <see cref="Problems"/>.</summary>
    public WorkingCalendar? Find(string id) => _compiled.TryGetValue(id, out var calendar) ? calendar : _compiled.GetOrAdd(id, Compile);

    /// <exception cref="KeyNotFoundException">No calendar of that name.</exception>
    public WorkingCalendar this[string id] => Find(id) ?? throw new KeyNotFoundException($"There is no calendar called \"{id}\".");

    /// <summary>The exception that a weekly calendar makes on a local date, if any; composed calendars have none of their own.</summary>
    public SpecialDay? ExceptionOn(string id, LocalDate date) =>
        _definitions.TryGetValue(id, out var definition) && definition is WeeklyCalendar weekly ? weekly.Exceptions.FirstOrDefault(e => e.Date == date) : null;

    private WorkingCalendar? Compile(string id)
    {
        if (!_definitions.TryGetValue(id, out var definition) || _broken.Contains(id))
            return null;
        switch (definition)
        {
            case AlwaysOpenCalendar always:
                return Make(definition, new AlwaysOpenings(ZoneOf(always.Zone)), [], []);
            case WeeklyCalendar weekly:
                var layers = Layers(weekly.HolidaySets);
                return Make(definition, new WeeklyOpenings(weekly, ZoneOf(weekly.Zone), new LayeredHolidays(layers)), layers, []);
            case ComposedCalendar composed:
                // Checks have refused cycles, so that this ends.
                var operands = composed.Operands.Select(o => this[o]).ToList();
                var zone = string.IsNullOrEmpty(composed.Zone) ? operands[0].Zone : ZoneOf(composed.Zone);
                return Make(definition, new ComposedOpenings(composed.Composition, [.. operands.Select(o => o.Source)], zone), [], operands);
            case SplicedCalendar spliced:
                WorkingCalendar[] both = [spliced.Before[id], spliced.After[id]];
                return Make(definition, new SplicedOpenings(both[0].Source, spliced.Change.ToUnixTimeSeconds(), both[1].Source), [], both);
            default:
                throw new InvalidOperationException($"Unknown calendar definition {definition.GetType().Name}.");
        }
    }

    private WorkingCalendar Make(CalendarDefinition definition, OpeningSource source, IReadOnlyList<HolidaySet> sets, IReadOnlyList<WorkingCalendar> operands)
    {
        var canonical = CalendarHash.Canonical(definition, source.Zone.Id, sets, operands.Select(o => o.Hash), _zones.VersionId);
        var limits = sets.Where(s => s.KnownTo is not null).Select(s => (KnownTo: s.KnownTo!.Value, Set: s.Name))
            .Concat(operands.Where(o => o.Validity is not null).Select(o => o.Validity!.Value))
            .OrderBy(v => v.KnownTo).ToList();
        return new WorkingCalendar(definition.Id, source, CalendarHash.Of(canonical), limits.Count > 0 ? limits[0] : null);
    }

    private DateTimeZone ZoneOf(string? zone) => _zones.GetZoneOrNull(string.IsNullOrEmpty(zone) ? _zone : zone) ?? _zones[_zone];

    private HolidaySet? FindSet(string id) => _sets.TryGetValue(id, out var set) ? set : BuiltInHolidays.Find(id);

    /// <summary>The sets in order, each followed by those it includes, each once.</summary>
    private List<HolidaySet> Layers(ImmutableArray<string> ids)
    {
        var layers = new List<HolidaySet>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        void Visit(ImmutableArray<string> names)
        {
            foreach (var name in names.IsDefault ? [] : names)
            {
                if (!seen.Add(name) || FindSet(name) is not { } set)
                    continue;
                layers.Add(set);
                Visit(set.Includes);
            }
        }
        Visit(ids);
        return layers;
    }

    private static Problem Error(string code, Position at, string path, string message, string hint) => new(Severity.Error, code, at, path, message, hint);
}
