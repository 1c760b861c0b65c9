using System.Text;
using NodaTime;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Tests.Calendars.ICalendar;

/// <summary>The text layer by itself: lines, folds, parameters, escapes, dates (RFC 5545 sections 3.1 and 3.3).</summary>
[Trait("Rule", "T9")]
public class ICalendarTextTests
{
    private static string Lines(string text, out IReadOnlyList<Problem> problems)
    {
        var found = new ICalendarProblems("x.ics");
        var lines = string.Join(" | ", ICalendarText.Lines(text, found).Select(l => $"{l.Number} {l.Name}={l.Value}"));
        problems = found.All;
        return lines;
    }

    [Theory]
    [InlineData("A:1\r\nB:2\r\n", "1 A=1 | 2 B=2")]
    [InlineData("A:1\rB:2\nC:3\r\n\r\nD:4", "1 A=1 | 2 B=2 | 3 C=3 | 5 D=4")]
    [InlineData("\ufeffA:1", "1 A=1")]
    [InlineData("A:1\n 2\n\t3\nB:4", "1 A=123 | 4 B=4")]
    [InlineData("A:1\n  2", "1 A=1 2")]
    [InlineData("A:1\r\n \r\n 2\r\nB:3", "1 A=12 | 4 B=3")]
    [InlineData("su\n mm\n ary:x", "1 SUMMARY=x")]
    [InlineData("A:", "1 A=")]
    [InlineData("A:b:c;d,e", "1 A=b:c;d,e")]
    [InlineData("A;P=1;Q=2:v", "1 A=v")]
    [InlineData("A;P=\"x:y;z\":v", "1 A=v")]
    [InlineData("X-FOO_1:v", "1 X-FOO_1=v")]
    [InlineData("", "")]
    [InlineData("\r\n\r\n", "")]
    public void Lines_are_unfolded_and_numbered_as_an_editor_numbers_them(string text, string lines)
    {
        Lines(text, out var problems).ShouldBe(lines);
        problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(" A:1", 1, " A:1")]
    [InlineData("A:1\nno colon", 2, "no colon")]
    [InlineData("A:1\n:empty name", 2, ":empty name")]
    [InlineData("A B:1", 1, "A B:1")]
    [InlineData("Ä:1", 1, "Ä:1")]
    [InlineData("A;P:1", 1, "A;P:1")]
    [InlineData("A;P=\"open:1", 1, "A;P=\"open:1")]
    [InlineData("A;P=1", 1, "A;P=1")]
    [InlineData("A\n\n fold of nothing", 1, "A", "fold of nothing")]
    public void What_is_no_line_is_told_with_its_number(string text, int line, params string[] shown)
    {
        Lines(text, out var problems);
        problems[0].ShouldBe(new Problem(Severity.Error, "ics-line", new Position("x.ics", line, 1), "", $"'{shown[0]}' is not a content line", "write NAME:value or NAME;PARAMETER=value:value"));
        problems.Select(p => p.Message).ShouldBe(shown.Select(s => $"'{s}' is not a content line"));
    }

    [Fact]
    public void Parameters_are_found_in_any_case_and_the_first_of_a_name_counts()
    {
        var line = ICalendarText.Lines("A;value=DATE;X=\"q;r\";VALUE=TIME;LIST=a,b:v", new ICalendarProblems(null)).ShouldHaveSingleItem();
        (line.Parameter("VALUE"), line.Parameter("x"), line.Parameter("LIST"), line.Parameter("Y")).ShouldBe(("DATE", "q;r", "a,b", null));
    }

    [Theory]
    [InlineData(74, "74")]
    [InlineData(75, "75")]
    [InlineData(76, "75 2")]
    [InlineData(149, "75 75")]
    [InlineData(150, "75 75 2")]
    [InlineData(223, "75 75 75")]
    public void A_line_is_folded_at_75_octets_the_space_counting(int length, string octets) => Folded(new string('a', length)).ShouldBe(octets);

    [Theory]
    // 73 letters and one character of 2, 3 or 4 octets: it fits, or goes whole to the next line.
    [InlineData("é", "75")]
    [InlineData("–", "73 4")]
    [InlineData("😀", "73 5")]
    [InlineData("aé", "74 3")]
    [InlineData("éa", "75 2")]
    public void A_character_is_never_cut(string end, string octets) => Folded(new string('a', 73) + end).ShouldBe(octets);

    private static string Folded(string line)
    {
        var output = new StringBuilder();
        ICalendarText.AppendLine(output, line);
        var text = output.ToString();
        text.ShouldEndWith("\r\n");
        text.Replace("\r\n ", "", StringComparison.Ordinal).ShouldBe(line + "\r\n");
        return string.Join(' ', text.Split("\r\n")[..^1].Select(l => Encoding.UTF8.GetByteCount(l)));
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a,b;c", "a\\,b\\;c")]
    [InlineData("back\\slash", "back\\\\slash")]
    [InlineData("one\r\ntwo\rthree\nfour", "one\\ntwo\\nthree\\nfour")]
    [InlineData("bell\u0007 nul\0 tab\t", "bell nul tab\t")]
    [InlineData("\"colon: quoted\"", "\"colon: quoted\"")]
    public void Text_is_escaped(string text, string value) => ICalendarText.Escape(text).ShouldBe(value);

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a\\,b\\;c\\\\d", "a,b;c\\d")]
    [InlineData("one\\ntwo\\Nthree", "one\ntwo\nthree")]
    [InlineData("\\\\n", "\\n")]
    [InlineData("\\x\\:", "x:")]
    [InlineData("ends in \\", "ends in \\")]
    public void Escapes_are_taken_back(string value, string text) => ICalendarText.Unescape(value).ShouldBe(text);

    [Theory]
    [InlineData("20261225", "Date", "2026-12-25")]
    [InlineData(" 20261225 ", "Date", "2026-12-25")]
    [InlineData("20240229", "Date", "2024-02-29")]
    [InlineData("00010101", "Date", "0001-01-01")]
    [InlineData("99991231", "Date", "9999-12-31")]
    [InlineData("20261225T000000", "Midnight", "2026-12-25")]
    [InlineData("20261225t000000", "Midnight", "2026-12-25")]
    [InlineData("20261225T000000Z", "Timed", "2026-12-25")]
    [InlineData("20261225T000001", "Timed", "2026-12-25")]
    [InlineData("20261225T235960", "Timed", "2026-12-25")]
    [InlineData("20261225T093000z", "Timed", "2026-12-25")]
    public void Dates_are_told_from_times_and_local_midnight_from_both(string value, string kind, string date)
    {
        var parsed = ICalendarDate.Parse(value);
        (parsed.Kind.ToString(), parsed.Date).ShouldBe((kind, CalendarDsl.Date(date)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026122")]
    [InlineData("202612255")]
    [InlineData("20260229")]
    [InlineData("20261301")]
    [InlineData("20260001")]
    [InlineData("20261200")]
    [InlineData("20261232")]
    [InlineData("00001225")]
    [InlineData("+0261225")]
    [InlineData("2026 225")]
    [InlineData("20261225Z")]
    [InlineData("20261225T")]
    [InlineData("20261225T0000")]
    [InlineData("20261225T240000")]
    [InlineData("20261225T006000")]
    [InlineData("20261225T000061")]
    [InlineData("20261225X000000")]
    [InlineData("20261225T000000+0300")]
    [InlineData("２０２６1225")]
    public void What_is_no_date_is_none(string value) => ICalendarDate.Parse(value).ShouldBe(default);

    [Theory]
    [InlineData("short", "short")]
    [InlineData("tab\tand nul\0", "tab�and nul�")]
    public void A_value_is_shown_on_one_line(string value, string shown) => ICalendarProblems.Shown(value).ShouldBe(shown);

    [Fact]
    public void A_long_value_is_shown_in_part()
    {
        ICalendarProblems.Shown(new string('a', 41)).ShouldBe(new string('a', 41));
        ICalendarProblems.Shown(new string('a', 42)).ShouldBe(new string('a', 41) + "…");
        ICalendarProblems.Shown(string.Concat(Enumerable.Repeat("😀", 60))).ShouldBe(string.Concat(Enumerable.Repeat("😀", 21)) + "…");
    }

    [Fact]
    public void A_hundred_problems_are_kept_and_the_rest_counted()
    {
        var problems = new ICalendarProblems("x.ics");
        for (var i = 1; i <= 100; i++)
            problems.Warning(i, "w", "", "m", "h");
        problems.All.Count.ShouldBe(100);
        problems.Error(101, "e", "", "m", "h");
        problems.Error(102, "e", "", "m", "h");
        problems.All.Count.ShouldBe(101);
        problems.All[^1].ShouldBe(new Problem(Severity.Error, "ics-more", new Position("x.ics", 0, 0), "", "2 more problems", "correct the first ones and read the file again"));
    }
}
