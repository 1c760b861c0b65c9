using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Agreements;

/// <summary>What a survey asks: how satisfied somebody is (1 to 5), how easy it was (1 to 7), or whether they would recommend it (0 to 10).</summary>
public enum SurveyScale { Csat, Ces, Nps }

/// <summary>Customers are asked, after a resolution, what they think of it.</summary>
/// <param name="Question">In each language written, the one to show by default under ""; empty: the usual question of the scale.</param>
/// <param name="Reasons">That can be ticked beside a mark, by their ids, with their texts by language.</param>
public sealed record Satisfaction(SurveyScale Ask, ImmutableDictionary<string, string> Question, ImmutableArray<SurveyReason> Reasons, Position At)
{
    /// <summary>From the resolution until somebody is asked; null: at once.</summary>
    public Within? Wait { get; init; }
    /// <summary>From the asking until they are reminded, once; null: never.</summary>
    public Within? Remind { get; init; }
    /// <summary>From the asking until an answer comes too late.</summary>
    public required Within Expires { get; init; }
    /// <summary>How many of a hundred resolutions are asked about, 0–100.</summary>
    public decimal Sample { get; init; } = 100;
    /// <summary>For so long a contact who was asked is not asked again; null: no limit.</summary>
    public Within? Rest { get; init; }
    /// <summary>The calendar on which working time and business days of it pass.</summary>
    public required string Calendar { get; init; }
    /// <summary>A mark below it opens a follow-up; null: none does.</summary>
    public int? FollowUpBelow { get; init; }

    /// <summary>When a time of it ends that began at an instant; null: it never does.</summary>
    /// <exception cref="ArgumentException">The agreement is another's: it has no such calendar.</exception>
    public Instant? End(Agreement agreement, Within within, Instant from) => Deadlines.Of(within, from,
        new CalendarSet(agreement.Calendars.Values, agreement.HolidaySets.Values, agreement.Zone).Find(Calendar) ?? throw new ArgumentException($"there is no calendar {Calendar}", nameof(agreement))).Due;

    /// <summary>In a language, such as <c>pt-BR</c>; where that is missing, the first that is written; null: the usual question.</summary>
    public string? QuestionIn(string? language) => Question.GetValueOrDefault(language ?? "") ?? Question.GetValueOrDefault("");
}

/// <summary>Something that can be ticked beside a mark.</summary>
public sealed record SurveyReason(string Id, ImmutableDictionary<string, string> Texts)
{
    public string Text(string? language) => Texts.GetValueOrDefault(language ?? "") ?? Texts.GetValueOrDefault("", Id);
}

/// <summary>The marks of each scale, and what they are taken for.</summary>
public static class SurveyScales
{
    /// <summary>The lowest mark.</summary>
    public static int Least(this SurveyScale scale) => scale == SurveyScale.Nps ? 0 : 1;

    /// <summary>The highest mark.</summary>
    public static int Most(this SurveyScale scale) => scale switch { SurveyScale.Csat => 5, SurveyScale.Ces => 7, _ => 10 };

    /// <summary>The lowest mark of a satisfied customer: 4 of 5, 5 of 7, and 9 of 10, a promoter.</summary>
    public static int Satisfied(this SurveyScale scale) => scale switch { SurveyScale.Csat => 4, SurveyScale.Ces => 5, _ => 9 };

    /// <summary>The highest mark of an unhappy one: 2 of 5, 3 of 7, and 6 of 10, a detractor.</summary>
    public static int Unhappy(this SurveyScale scale) => scale switch { SurveyScale.Csat => 2, SurveyScale.Ces => 3, _ => 6 };
}
