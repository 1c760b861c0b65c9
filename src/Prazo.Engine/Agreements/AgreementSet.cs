using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine.Calendars;
using Prazo.Engine.Clocks;

namespace Prazo.Engine.Agreements;

public enum Strategy { First, MostSpecific, Strictest, All }

/// <summary>How a workspace chooses among targets that fit a ticket (T19): one strategy, and others per metric.</summary>
public sealed record Matching(Strategy Default, ImmutableDictionary<Metric, Strategy> PerMetric)
{
    public static readonly Matching Standard = new(Strategy.MostSpecific, ImmutableDictionary<Metric, Strategy>.Empty);
    public Strategy For(Metric metric) => PerMetric.GetValueOrDefault(metric, Default);
}

/// <summary>The agreements of a workspace in file order, all versions, with their compiled calendars.</summary>
public sealed class AgreementSet
{
    public AgreementSet(IEnumerable<Agreement> agreements, Matching? matching = null)
    {
        Agreements = [.. agreements];
        Matching = matching ?? Matching.Standard;
        HasSupporting = Agreements.Any(a => a.IsSupporting);
        _versionHashes = new(() => ReplayPin.VersionsOf(this));
        _calendarHashes = new(() => ReplayPin.CalendarsOf(this));
        _calendars = Agreements.ToImmutableDictionary(a => (a.Id, a.Version), a => new CalendarSet(a.Calendars.Values, a.HolidaySets.Values, a.Zone));
    }

    private readonly ImmutableDictionary<(string, int), CalendarSet> _calendars;

    // A workspace folds many tickets on one set.
    private readonly Lazy<ImmutableArray<string>> _versionHashes, _calendarHashes;

    internal ImmutableArray<string> VersionHashes => _versionHashes.Value;
    internal ImmutableArray<string> CalendarHashes => _calendarHashes.Value;

    public ImmutableArray<Agreement> Agreements { get; }
    /// <summary>Some are between teams or with a supplier.</summary>
    public bool HasSupporting { get; }
    public Matching Matching { get; }

    /// <summary>Calendars as one agreement version sees them.</summary>
    public CalendarSet CalendarsOf(Agreement agreement) => _calendars[(agreement.Id, agreement.Version)];

    /// <summary>The zone that bounds its days, periods and term (T20).</summary>
    public static DateTimeZone ZoneOf(Agreement agreement) => DateTimeZoneProviders.Tzdb[agreement.Zone];
}
