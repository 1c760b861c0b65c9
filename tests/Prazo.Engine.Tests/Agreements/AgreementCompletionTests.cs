using Prazo.Engine.Agreements;

namespace Prazo.Engine.Tests.Agreements;

/// <summary>What may stand where somebody writes; the cursor is the bar.</summary>
public class AgreementCompletionTests
{
    private static (string Text, int Line, int Column) Cursor(string written)
    {
        var before = written[..written.IndexOf('|', StringComparison.Ordinal)];
        return (written.Remove(before.Length, 1), before.Count(c => c == '\n') + 1, before.Length - before.LastIndexOf('\n'));
    }

    [Theory]
    [InlineData("|", "", true, "")]
    [InlineData("ag|", "", true, "ag")]
    [InlineData("kind: h|", "kind", false, "h")]
    [InlineData("targets:\n  resolution:\n    wi|", "targets resolution", true, "wi")]
    [InlineData("targets:\n  resolution:   # what\n\n    # more\n    calendar: |\n    warn: [50%]", "targets resolution calendar", false, "")]
    [InlineData("targets:\n  first-response: { by: priority, within: { cri|", "targets first-response within", true, "cri")]
    [InlineData("targets:\n  first-response: { within: { high: 1h }, cal|", "targets first-response", true, "cal")]
    [InlineData("targets:\n  a:\n    pause: [{ status: wait|", "targets a pause [] status", false, "wait")]
    [InlineData("targets:\n  a:\n    warn: [50%, 8|", "targets a warn []", false, "8")]
    [InlineData("objectives:\n  - id: a\n    tar|", "objectives []", true, "tar")]
    [InlineData("objectives:\n- id: a\n  target: |", "objectives [] target", false, "")]
    [InlineData("objectives:\n  - { id: a, per: m|", "objectives [] per", false, "m")]
    [InlineData("calendars:\n  office:\n    holidays:\n      - b|", "calendars office holidays []", true, "b")]
    [InlineData("title: \"a: b\"\nzone: Am|", "zone", false, "Am")]
    public void The_keys_above_and_the_open_brackets_say_where_one_is(string written, string path, bool key, string typed)
    {
        var (text, line, column) = Cursor(written);
        var place = AgreementCompletion.PlaceOf(text, line, column);
        (string.Join(' ', place.Path), place.Key, place.Typed).ShouldBe((path, key, typed));
    }

    [Theory]
    [InlineData("prazo: 1\nob|", "objectives")]
    [InlineData("kind: |", "service customer hybrid operational supplier")]
    [InlineData("open-tickets: t|", "true")]
    [InlineData("targets:\n  resolution:\n    calendar: |\ncalendars:\n  office:\n    weekly: [", "office comercial 24x7")]
    [InlineData("targets:\n  fi|", "first-response")]
    [InlineData("targets:\n  a: { within: { |", "critical high else")]
    [InlineData("targets:\n  answers: { within: 1h }\nobjectives:\n  - { id: a, target: |", "answers")]
    [InlineData("targets:\n  a:\n    on-change: { up: re|", "restart retroactive")]
    [InlineData("applies: { when: { pri|", "priority")]
    [InlineData("applies: { when: { priority: |", "critical high")]
    [InlineData("zone: America/S|", "America/Sao_Paulo")]
    [InlineData("calendars:\n  both:\n    union:\n      - com|", "comercial")]
    [InlineData("targets:\n  a:\n    pause:\n      - pa|", "party")]
    [InlineData("nowhere:\n  what:\n    |", "")]
    public void Keys_values_and_the_names_of_the_workspace_are_offered(string written, string offered)
    {
        var (text, line, column) = Cursor(written);
        var found = AgreementCompletion.At(text, line, column, of => of switch
        {
            "calendars" => ["comercial", "24x7"],
            "fields" => ["priority", "region"],
            "field:priority" => ["critical", "high"],
            "zones" => ["America/Sao_Paulo", "Europe/Bucharest"],
            _ => [],
        }).Select(c => c.Label).ToList();
        if (offered.Length == 0)
            found.ShouldBeEmpty();
        else
            found.Order().ShouldBe(offered.Split(' ').Order());
    }

    [Fact]
    public void Anywhere_in_any_text_there_is_an_answer_and_no_exception()
    {
        var random = new Random(5);
        const string Letters = "ab:-{}[],#\"' \n";
        for (var i = 0; i < 3000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, 40).Select(_ => Letters[random.Next(Letters.Length)]));
            Should.NotThrow(() => AgreementCompletion.At(text, random.Next(-1, 8), random.Next(-1, 30), _ => ["x"]), text);
        }
    }
}
