namespace Prazo.Engine.Tests.Calendars;

/// <summary>Zones named by the corner they cover.</summary>
internal static class AwkwardZones
{
    public const string
        HalfHourSummer = "Australia/Lord_Howe", SkippedWholeDay = "Pacific/Apia", GapAtMidnight = "Africa/Cairo",
        NegativeSummer = "Africa/Casablanca", TwoHourSummer = "Antarctica/Troll", GapAtMidnightUntil2019 = "America/Sao_Paulo",
        GapAtMidnightInSpring = "Asia/Beirut", SummerForEverSince2024 = "America/Asuncion", FoldAtFour = "Europe/Bucharest",
        American = "America/New_York", British = "Europe/London", QuarterHour = "Asia/Kathmandu", ThreeQuarters = "Pacific/Chatham",
        NoSummer = "America/Manaus", FoldAcrossMidnight = "America/St_Johns", FoldAtMidnight = "America/Havana", Moved = "Pacific/Kwajalein";

    public static readonly string[] All =
    [
        HalfHourSummer, SkippedWholeDay, GapAtMidnight, NegativeSummer, TwoHourSummer, GapAtMidnightUntil2019, GapAtMidnightInSpring,
        SummerForEverSince2024, FoldAtFour, American, British, QuarterHour, ThreeQuarters, NoSummer, FoldAcrossMidnight, FoldAtMidnight, Moved,
    ];

    public static TheoryData<string> Theory => [.. All];
}
