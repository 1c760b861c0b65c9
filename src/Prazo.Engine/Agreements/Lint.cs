using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Agreements;

/// <summary>Judges an agreement that can be read: promises that cannot be meant, or cannot be kept. Names that lead nowhere, ambiguous
/// durations and malformed values are refused by <see cref="AgreementReader"/> already.</summary>
public static class Lint
{
    /// <param name="today">Local date for which terms are judged; null: terms are not judged.</param>
    /// <param name="knownFields">Ticket fields known from elsewhere (a mapping, a history), beside the built-in and the declared ones.</param>
    public static IReadOnlyList<Problem> Check(Agreement agreement, LocalDate? today = null, IEnumerable<string>? knownFields = null)
    {
        var reading = new Reading();
        var root = new Cursor(reading, AgreementShape.Root, agreement.Document, agreement.Document.At, "");
        var scene = new LintScene(agreement, root, today, [.. knownFields ?? []]);
        FieldLint.Check(scene);
        ReachLint.Check(scene);
        ExclusionReader.Check(scene);
        SatisfactionReader.Check(scene);
        ConditionLint.Check(scene);
        PromiseLint.Check(scene);
        TermLint.Check(scene);
        MoneyReader.Lint(scene);
        ExampleLint.Check(scene);
        return [.. reading.Problems.OrderBy(p => p.At.Line).ThenBy(p => p.At.Column)];
    }

    /// <summary>Each agreement of a set, then all of them together.</summary>
    public static IReadOnlyList<Problem> CheckAll(IReadOnlyCollection<Agreement> agreements, LocalDate? today = null, IReadOnlyCollection<string>? knownFields = null) =>
        [.. agreements.SelectMany(a => Check(a, today, knownFields)), .. CheckSet(agreements)];

    /// <summary>Ties between agreements of a set (T19): tickets that two of them would take with the same right; and promises to customers that those they rest on leave no time for.</summary>
    public static IReadOnlyList<Problem> CheckSet(IEnumerable<Agreement> agreements)
    {
        var reading = new Reading();
        var all = agreements.ToList();
        for (var i = 0; i < all.Count; i++)
            for (var j = i + 1; j < all.Count; j++)
                if (all[i].Id != all[j].Id && Overlap(all[i], all[j]) && !all[i].IsSupporting && !all[j].IsSupporting)
                    ReachLint.CheckTie(reading, all[i], all[j]);
        ChainLint.Check(reading, all, []);
        return reading.Problems;
    }

    /// <summary>Promises of some agreements that those of others leave no time for, or the reverse. What the agreements say among themselves is <see cref="CheckSet"/>'s.</summary>
    /// <param name="beside">What holds beside them, one version of each; where it has an agreement of the same id as one of them, that is replaced.</param>
    public static IReadOnlyList<Problem> CheckChains(IReadOnlyCollection<Agreement> agreements, IEnumerable<Agreement> beside)
    {
        var reading = new Reading();
        ChainLint.Check(reading, [.. agreements], [.. beside.Where(b => agreements.All(a => a.Id != b.Id))]);
        return [.. reading.Problems.Except(CheckSet(agreements))];
    }

    internal static bool Overlap(Agreement a, Agreement b) => !(a.To < b.From) && !(b.To < a.From);
}

/// <summary>What the checks of one agreement share.</summary>
internal sealed class LintScene(Agreement agreement, Cursor root, LocalDate? today, ImmutableArray<string> knownFields)
{
    private readonly CalendarSet _calendars = new(agreement.Calendars.Values, agreement.HolidaySets.Values, agreement.Zone);

    public Agreement Agreement => agreement;
    public Cursor Root => root;
    public LocalDate? Today => today;
    public ImmutableArray<string> KnownFields => knownFields;

    public WorkingCalendar? Calendar(string id) => _calendars.Find(id);

    /// <summary>Where a target was written: its map, or the scalar of a duty.</summary>
    public Cursor At(Target target)
    {
        var targets = root["targets"];
        if ((targets.Node as MapNode)?[target.Id] is not null)
            return targets[target.Id];
        // What a follow-up may say of its clock is a part of what targets may.
        return target.Id == TicketFields.FollowUp ? root["satisfaction"][TicketFields.FollowUp] with { Shape = AgreementShape.Target } : root["duties"]["customer"]["answer"];
    }

    /// <summary>Where the promise for a value of its field was written.</summary>
    public Cursor WithinAt(Target target, string? value)
    {
        var at = At(target);
        if (!at.IsMap)
            return at;
        var within = at["within"];
        return within.IsMap ? within[value is not null && Written(target, value) is { } key ? key : "else"] : within;
    }

    // The dictionary compares ignoring case, the document does not.
    private string? Written(Target target, string value) =>
        At(target)["within"].Entries.Select(e => e.Key).FirstOrDefault(k => string.Equals(k, value, StringComparison.OrdinalIgnoreCase));

    /// <summary>Every promise of a target with the value that chooses it (null: any other) and its calendar.</summary>
    public static IEnumerable<(string? Value, Within Within, string Calendar)> Promises(Target target)
    {
        foreach (var (value, within) in target.Within.Values.OrderBy(v => v.Key, StringComparer.Ordinal))
            foreach (var calendar in CalendarsFor(target, value))
                yield return (value, within, calendar);
        if (target.Within.Else is { } other)
            foreach (var calendar in CalendarsFor(target, null))
                yield return (null, other, calendar);
    }

    /// <summary>The calendars on which a promise for that value can run.</summary>
    public static IEnumerable<string> CalendarsFor(Target target, string? value)
    {
        if (target.CalendarBy is not null && target.CalendarBy != target.By)
            return target.Calendar.Values.Values.Append(target.Calendar.Else).OfType<string>().Distinct(StringComparer.Ordinal);
        return target.Calendar.For(value) is { } one ? [one] : [];
    }
}
