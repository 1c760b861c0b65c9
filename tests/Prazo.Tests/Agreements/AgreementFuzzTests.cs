using Prazo.Agreements;
using Prazo.Engine.Agreements;
using Prazo.Engine.Tests.Fuzz;

namespace Prazo.Tests.Agreements;

/// <summary>Damaged agreements end in problems: no exception, no hang, no unbounded memory.</summary>
public class AgreementFuzzTests
{
    private static readonly string[] Corpus = [.. Directory.EnumerateFiles(AgreementFilesTests.Samples, "*.yaml").Order(StringComparer.Ordinal).Select(File.ReadAllText)];

    [Fact]
    public void Mutated_agreements_are_read_and_judged_without_an_exception()
    {
        var read = 0;
        Mutator.Run("agreements", 100_000, random =>
        {
            var text = Mutator.Mutate(random, Corpus);
            // The parent is part of the text as often as not, so that inheritance is exercised too.
            if (random.Next(2) == 0)
                text = Corpus[^1] + "\n---\n" + text;
            var (agreements, problems) = AgreementFiles.Parse(text, "mutant.yaml");
            foreach (var problem in problems)
            {
                problem.At.Line.ShouldBeGreaterThanOrEqualTo(1, problem.ToString());
                problem.Code.ShouldNotBeEmpty();
                problem.Message.ShouldNotBeEmpty();
            }
            foreach (var agreement in agreements)
            {
                read++;
                Provenance.Of(agreement);
                AgreementWriter.Write(agreement.Document);
                if (random.Next(10) == 0)
                    Lint.Check(agreement, new NodaTime.LocalDate(2026, 3, 2)).ShouldAllBe(p => p.Message.Length > 0);
            }
        });
        read.ShouldBeGreaterThan(1000, "mutants that are all refused at once would test nothing but YAML");
    }

    [Fact]
    public void Mutated_texts_that_are_no_agreements_are_read_without_an_exception() => Mutator.Run("yaml", 100_000, random =>
    {
        var (documents, problems) = YamlNodes.Parse(Mutator.Mutate(random, Texts));
        foreach (var document in documents)
            AgreementWriter.Write(document);
        foreach (var problem in problems)
            problem.At.Line.ShouldBeGreaterThanOrEqualTo(1);
    });

    private static readonly string[] Texts =
    [
        "a: &x [1, 2, { b: c }]\nd: *x\ne: |\n  block\n  text\nf: >-\n  folded\n  text\n", "? key\n: value\n? - list\n: - list\n", "---\n...\n---\n- - - a\n    - b\n",
        "{ \"json\": [ null, true, 1.5e3, \"\\u00e9\\n\" ], 'single': 'it''s' }", "%YAML 1.2\n---\n!!map { !!str a: !!int 1 }\n", "plain text\n  on several\n  lines # comment\n",
        "a: \"double \\\n  folded\"\nb: 'single\n\n  folded'\n", "- &a1 x\n- *a1\n- &a2 [ *a1, *a1 ]\n- [ *a2, *a2 ]\n",
    ];
}
