using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using NodaTime;
using Prazo.Engine.Explain;

namespace Prazo.Engine.Tests.Explain;

/// <summary>Every sentence in every language against its golden text. <c>PRAZO_GOLDEN=write</c> writes them anew, for a human to review.</summary>
public sealed partial class WordsTests
{
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["America/Sao_Paulo"];
    private static readonly Instant Base = Instant.FromUtc(2026, 3, 3, 21, 0);

    public static TheoryData<string> Languages => [.. Words.Languages];

    [Theory, MemberData(nameof(Languages))]
    public void Every_sentence_reads_as_its_golden_text(string language)
    {
        var words = Words.Find(language)!;
        var lines = words.Keys.Where(k => !k.StartsWith("form.", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(k => $"{k}: {words.Say(Sample(k), Zone)}").ToList();
        var path = Path.Combine(Folder(), "golden", language + ".txt");
        if (Environment.GetEnvironmentVariable("PRAZO_GOLDEN") == "write")
            File.WriteAllLines(path, lines);
        // A label's hole is filled where the label is used.
        lines.Where(l => !l.StartsWith("label.", StringComparison.Ordinal)).ShouldAllBe(l => !Holes().IsMatch(l));
        string.Join('\n', lines).ShouldBe(string.Join('\n', File.ReadAllLines(path)));
    }

    [Theory, MemberData(nameof(Languages))]
    public void T19_Every_reason_of_a_choice_has_words(string language)
    {
        foreach (var why in new[] { "only", "first", "most-specific", "strictest", "all", "rematch", "open-tickets-too" })
            Words.Find(language)!["why." + why].ShouldNotStartWith("why.");
    }

    [Theory, MemberData(nameof(Languages))]
    public void Languages_have_the_same_keys_and_the_same_values_in_them(string language)
    {
        var (english, other) = (Words.Find("en")!, Words.Find(language)!);
        other.Keys.Order(StringComparer.Ordinal).ShouldBe(english.Keys.Order(StringComparer.Ordinal));
        foreach (var key in english.Keys.Where(k => !k.StartsWith("form.", StringComparison.Ordinal)))
            Holes().Matches(other[key]).Select(m => m.Value).Order(StringComparer.Ordinal)
                .ShouldBe(Holes().Matches(english[key]).Select(m => m.Value).Order(StringComparer.Ordinal), key);
    }

    [Theory]
    [InlineData("pt-BR", "ter., 3 mar., 18:00", "2 h 15 min", "1,5")]
    [InlineData("ro", "mar., 3 mar., 18:00", "2 h 15 min", "1,5")]
    [InlineData("en", "Tue, 3 Mar, 18:00", "2 h 15 min", "1.5")]
    public void Dates_lengths_and_numbers_follow_the_language(string language, string moment, string length, string number)
    {
        var form = Words.Find(language)!.Form;
        form.Moment(Base, Zone, withYear: false).ShouldBe(moment);
        form.Length(Duration.FromMinutes(135)).ShouldBe(length);
        form.Number(1.5m).ShouldBe(number);
    }

    [Theory]
    [InlineData(0, "0 min")]
    [InlineData(250, "0,250 s")]
    [InlineData(45_000, "45 s")]
    [InlineData(61_005, "1 min 1,005 s")]
    [InlineData(360_000_000, "100 h")]
    [InlineData(-5_400_000, "−1 h 30 min")]
    public void Lengths_are_exact_to_the_millisecond(long ms, string text) =>
        Words.Find("pt")!.Form.Length(Duration.FromMilliseconds(ms)).ShouldBe(text);

    [Fact]
    public void A_time_that_the_wall_clock_shows_twice_says_which()
    {
        var form = Words.Find("en")!.Form;
        form.Moment(Instant.FromUtc(2018, 2, 18, 1, 30), Zone, true).ShouldBe("Sat, 17 Feb 2018, 23:30 (UTC−2)");
        form.Moment(Instant.FromUtc(2018, 2, 18, 2, 30), Zone, true).ShouldBe("Sat, 17 Feb 2018, 23:30 (UTC−3)");
    }

    [Fact]
    public void Values_with_braces_stay_as_they_are() =>
        Words.Find("en")!.Say(Statement.Of("promise.by", ("value", new TextValue("{at}")), ("at", new TextValue("no"))), Zone).ShouldContain("{at}");

    [Fact]
    public void Unknown_languages_are_not_there() => Words.Find("xx").ShouldBeNull();

    [GeneratedRegex(@"\{[a-z]+\}", RegexOptions.None, 1000)]
    private static partial Regex Holes();

    private static Statement Sample(string key) => Statement.Of(key,
        ("from", new MomentValue(Base)), ("to", new MomentValue(Base + Duration.FromHours(14))), ("at", new MomentValue(Base)), ("due", new MomentValue(Base)),
        ("last", key.StartsWith("days.", StringComparison.Ordinal) ? new DayValue(new LocalDate(2026, 3, 6)) : new MomentValue(Base + Duration.FromHours(14))), ("stopped", new MomentValue(Base + Duration.FromSeconds(5))), ("open", new MomentValue(Base)),
        ("length", new LengthValue(Duration.FromMinutes(135))), ("working", new LengthValue(Duration.FromMinutes(60))), ("remaining", new LengthValue(Duration.FromMinutes(90))),
        ("late", new LengthValue(Duration.FromSeconds(5))), ("worked", new LengthValue(Duration.FromHours(4))), ("elapsed", new LengthValue(Duration.FromHours(20))),
        ("date", new DateValue(new LocalDate(2026, 12, 31))), ("n", new NumberValue(2)), ("calendar", new TextValue("comercial")), ("before", new TextValue("comercial")),
        ("after", new TextValue("manaus")), ("name", new TextValue("Tiradentes")), ("reason", new TextValue("waiting-customer")), ("call", new TextValue("c-1")),
        ("limit", key.StartsWith("days.", StringComparison.Ordinal) ? new TimeOfDayValue(new LocalTime(17, 0)) : new TextValue("4h")), ("value", new TextValue("high")), ("agent", new TextValue("Ana")), ("team", new TextValue("N1")), ("detail", new TextValue("high → low")),
        ("field", new TextValue("region")), ("cause", new TextValue("some-cause")), ("link", new TextValue("T-7")), ("set", new TextValue("São Paulo")),
        ("agreement", new TextValue("loja")), ("target", new TextValue("resolution")), ("code", new TextValue("some-code")),
        ("local", new WallValue(new LocalDateTime(2026, 3, 4, 16, 0))), ("zone", new TextValue("America/Sao_Paulo")), ("first", new DayValue(new LocalDate(2026, 3, 4))),
        ("hours", new HoursValue([new(new LocalTime(8, 0), new LocalTime(12, 0)), new(new LocalTime(13, 0), LocalTime.Midnight)])),
        ("m", new NumberValue(4)), ("of", new NumberValue(25)), ("closed", new NumberValue(3)), ("rest", new LengthValue(Duration.FromHours(3))),
        ("share", new LengthValue(Duration.FromMinutes(200))), ("time", new TimeOfDayValue(new LocalTime(16, 0))), ("why", new TextValue("most-specific")));

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
