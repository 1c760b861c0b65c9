using System.Text;

namespace Prazo.Engine.Tests.Fuzz;

public class MutatorTests
{
    private static readonly string[] Corpus = ["prazo: 1\nagreement: a\n", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", ""];

    [Fact]
    public void The_same_seed_makes_the_same_inputs()
    {
        var a = new Random(7);
        var b = new Random(7);
        for (var i = 0; i < 500; i++)
            Mutator.Mutate(a, Corpus).ShouldBe(Mutator.Mutate(b, Corpus));
    }

    [Fact]
    public void Inputs_differ_stay_bounded_and_reach_from_empty_to_huge()
    {
        var random = new Random(1);
        var inputs = Enumerable.Range(0, 5_000).Select(_ => Mutator.Mutate(random, Corpus)).ToList();
        inputs.Distinct(StringComparer.Ordinal).Count().ShouldBeGreaterThan(3_000);
        inputs.ShouldContain("");
        inputs.Max(i => i.Length).ShouldBeInRange(10_000, Mutator.MaxLength);
    }

    [Fact]
    public void Bytes_are_damaged_too_and_stay_bounded()
    {
        var corpus = Corpus.Select(Encoding.UTF8.GetBytes).ToArray();
        var random = new Random(1);
        var inputs = Enumerable.Range(0, 5_000).Select(_ => Convert.ToHexString(Mutator.Mutate(random, corpus))).ToList();
        inputs.Distinct(StringComparer.Ordinal).Count().ShouldBeGreaterThan(3_000);
        inputs.Max(i => i.Length / 2).ShouldBeLessThanOrEqualTo(Mutator.MaxLength);
    }

    [Fact]
    public void A_run_counts_its_inputs_and_names_its_seed()
    {
        var seen = 0;
        var run = Mutator.Run("counting", 1_000, _ => seen++);
        seen.ShouldBe(run.Count);
        run.ToString().ShouldContain($"seed {run.Seed}");
    }

    [Fact]
    public void A_run_fails_on_an_exception_and_says_how_to_repeat_it()
    {
        var seen = 0;
        var failure = Should.Throw<FuzzException>(() => Mutator.Run("planted fault", 1_000, _ => { if (++seen == 13) throw new FormatException("planted"); }));
        failure.Message.ShouldContain("planted");
        failure.Message.ShouldContain("PRAZO_ITERATION=12");
        failure.InnerException.ShouldBeOfType<FormatException>();
    }

    [Fact]
    public void A_run_fails_on_an_input_that_allocates_without_bound()
    {
        var failure = Should.Throw<FuzzException>(() => Mutator.Run("planted waste", 10, _ =>
        {
            for (var i = 0; i < 600; i++)
                GC.KeepAlive(new byte[1 << 20]);
        }));
        failure.Message.ShouldContain("allocated");
    }
}
