using System.Globalization;
using Prazo.Conformance;
using Prazo.Engine.Tests;

namespace Prazo.Tests.Conformance;

public class WorkingTimeVectorsTests
{
    private const string Night = """{"timezone":"Etc/UTC","weekly":{"mon":[["09:00","12:00"],["13:00","17:00"]],"tue":[["22:00","06:00"]]},"holidays":["2026-03-09","--12-25","2026-04-01/2026-04-30"]}""";

    private static ConformanceResult Run(params string[] lines)
    {
        using var reader = new StringReader(string.Join('\n', lines));
        return WorkingTimeVectors.Run(reader, "vectors.jsonl");
    }

    private static string Line(string fields, string calendar = Night) => $$"""{"id":"v","calendar":{{calendar}},{{fields}}}""";

    [SharedFact("conformance/working-time.jsonl")]
    public void All_182_vectors_of_public_test_suites_pass()
    {
        using var reader = File.OpenText(SharedData.Find("conformance/working-time.jsonl")!);
        var result = WorkingTimeVectors.Run(reader, "working-time.jsonl");
        result.Problems.ShouldBeEmpty();
        result.Misses.ShouldBeEmpty();
        result.Passed.ShouldBe(182);
    }

    [Theory]
    [InlineData("""  "op":"add","start":"2026-03-02T09:00:00Z","amount_seconds":10800,"expected":"2026-03-02T12:00:00Z","boundary":"end_of_interval"  """)]
    [InlineData("""  "op":"add","start":"2026-03-02T09:00:00Z","amount_seconds":10800,"expected":"2026-03-02T13:00:00Z","boundary":"start_of_next_interval"  """)]
    [InlineData("""  "op":"add","start":"2026-03-02T09:00:00Z","amount_seconds":7200,"expected":"2026-03-02T11:00:02Z","tolerance_seconds":2  """)]
    [InlineData("""  "op":"add","start":"2026-03-02T09:00:00+01:00","amount_seconds":60,"expected":"2026-03-02T09:01:00Z"  """)]
    [InlineData("""  "op":"add","start":"2026-03-02T09:00:00Z","amount_seconds":0.5,"expected":"2026-03-02T09:00:00.5Z"  """)]
    [InlineData("""  "op":"add","start":"2026-03-02T09:00:00Z","amount_seconds":900000000000,"expected":null  """)]
    [InlineData("""  "op":"subtract","start":"2026-03-02T17:00:00Z","amount_seconds":14400,"expected":"2026-03-02T12:00:00Z","boundary":"end_of_interval"  """)]
    [InlineData("""  "op":"subtract","start":"2026-03-02T17:00:00Z","amount_seconds":14400,"expected":"2026-03-02T13:00:00Z","boundary":"start_of_next_interval"  """)]
    [InlineData("""  "op":"between","start":"2026-03-03T00:00:00Z","end":"2026-03-10T00:00:00Z","expected_seconds":28800  """)]
    [InlineData("""  "op":"between","start":"2026-03-02T10:00:00Z","end":"2026-03-02T09:58:31Z","expected_minutes_floor":-2  """)]
    public void A_vector_with_the_right_answer_passes(string fields)
    {
        var result = Run(Line(fields));
        result.Problems.ShouldBeEmpty();
        result.Misses.ShouldBeEmpty();
        result.Passed.ShouldBe(1);
    }

    [Fact]
    public void Breaks_are_taken_out_and_shifts_replace()
    {
        const string calendar = """{"timezone":"Etc/UTC","weekly":{"mon":[["09:00","17:00"]]},"holidays":[],"breaks":{"2026-03-02":[["10:00","11:00"],["16:30","18:00"]]},"shifts":{"2026-03-03":[["08:00","09:00"]],"2026-03-09":[]}}""";
        var result = Run(Line(""" "op":"between","start":"2026-03-01T00:00:00Z","end":"2026-03-16T00:00:00Z","expected_seconds":27000 """, calendar));
        result.Problems.ShouldBeEmpty();
        result.Misses.ShouldBeEmpty();
    }

    [Fact]
    public void A_miss_tells_what_was_expected_and_what_came()
    {
        var result = Run("", Line(""" "op":"between","start":"2026-03-02T00:00:00Z","end":"2026-03-03T00:00:00Z","expected_seconds":25201 """));
        result.Passed.ShouldBe(0);
        var miss = result.Misses.ShouldHaveSingleItem();
        (miss.Id, miss.At.Line, miss.Expected, miss.Got).ShouldBe(("v", 2, "25201 s", "25200 s"));
    }

    [Theory]
    [InlineData("{", "bad-json", "")]
    [InlineData("{\"id\":\"\\ud800\"}", "bad-json", "")]
    [InlineData("[1]", "bad-vector", "")]
    [InlineData("{\"id\":7}", "bad-vector", "id")]
    [InlineData("{\"id\":\"x\"}", "bad-vector", "calendar")]
    public void A_line_that_is_no_vector_is_a_problem_with_its_line(string line, string code, string path)
    {
        var result = Run(line);
        var problem = result.Problems.ShouldHaveSingleItem();
        (problem.Code, problem.At.Line, problem.Path).ShouldBe((code, 1, path));
        result.Total.ShouldBe(1);
    }

    [Theory]
    [InlineData("""  "op":"multiply","start":"2026-03-02T09:00:00Z"  """, "op")]
    [InlineData("""  "op":"add","start":"2026-03-32T09:00:00Z"  """, "start")]
    [InlineData("""  "op":"add","start":"2026-03-02T09:00:00Z"  """, "amount_seconds")]
    [InlineData("""  "op":"add","start":"2026-03-02T09:00:00Z","amount_seconds":-1,"expected":null  """, "amount_seconds")]
    [InlineData("""  "op":"add","start":"2026-03-02T09:00:00Z","amount_seconds":"1","expected":null  """, "amount_seconds")]
    [InlineData("""  "op":"add","start":"2026-03-02T09:00:00Z","amount_seconds":1,"boundary":"left","expected":null  """, "boundary")]
    public void A_vector_with_a_faulty_field_names_it(string fields, string path) =>
        Run(Line(fields)).Problems.ShouldHaveSingleItem().Path.ShouldBe(path);

    [Theory]
    [InlineData("""{"timezone":"Mars/Olympus","weekly":{}}""")]
    [InlineData("""{"timezone":"Etc/UTC","weekly":{"lun":[]}}""")]
    [InlineData("""{"timezone":"Etc/UTC","weekly":{"mon":[["09:00"]]}}""")]
    [InlineData("""{"timezone":"Etc/UTC","weekly":{"mon":[["9","17"]]}}""")]
    [InlineData("""{"timezone":"Etc/UTC","weekly":{"mon":[["09:00","09:00"]]}}""")]
    [InlineData("""{"timezone":"Etc/UTC","weekly":{"mon":"09:00-17:00"}}""")]
    [InlineData("""{"timezone":"Etc/UTC","weekly":{},"holidays":["--13-01"]}""")]
    [InlineData("""{"timezone":"Etc/UTC","weekly":{},"holidays":["2026-02-30"]}""")]
    [InlineData("""{"timezone":"Etc/UTC","weekly":{},"holidays":["a/b/c"]}""")]
    [InlineData("""{"timezone":"Etc/UTC","weekly":{},"shifts":{"2026-3-1":[]}}""")]
    public void A_faulty_calendar_is_a_problem(string calendar)
    {
        var result = Run(Line(""" "op":"between","start":"2026-03-02T00:00:00Z","end":"2026-03-03T00:00:00Z","expected_seconds":1 """, calendar));
        result.Problems.ShouldHaveSingleItem().Code.ShouldBe("bad-vector");
        result.Problems[0].Path.ShouldStartWith("calendar");
    }

    [Fact]
    public void Mutated_vectors_never_throw()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("PRAZO_SEED"), CultureInfo.InvariantCulture, out var fixedSeed) ? fixedSeed : Environment.TickCount;
        var random = new Random(seed);
        var line = Line(""" "op":"add","start":"2026-03-02T09:00:00Z","amount_seconds":10800,"expected":"2026-03-02T12:00:00Z" """);
        for (var i = 0; i < 3000; i++)
        {
            var mutated = line.ToCharArray();
            for (var n = random.Next(1, 4); n > 0; n--)
                mutated[random.Next(mutated.Length)] = "0123456789-:/\"{}[],TZ\n"[random.Next(22)];
            Should.NotThrow(() => Run(new string(mutated)).Total, $"seed {seed}, input {new string(mutated)}");
        }
    }
}
