using System.Collections.Immutable;
using NodaTime;
using Prazo.Agreements;
using Prazo.Engine.Agreements;

namespace Prazo.Engine.Tests.Agreements;

/// <summary>Agreements from text, as people write them.</summary>
internal static class AgreementText
{
    public const string Header = "prazo: 1\nagreement: a\nzone: America/Sao_Paulo\n";

    /// <summary>Documents of a text, which must be proper YAML.</summary>
    public static ImmutableArray<Node> Documents(string yaml)
    {
        var (documents, problems) = YamlNodes.Parse(yaml, "a.yaml");
        problems.ShouldBeEmpty(yaml);
        return documents;
    }

    /// <summary>The last document read, the others being there to extend.</summary>
    public static (Agreement? Agreement, IReadOnlyList<Problem> Problems) Read(string yaml)
    {
        var documents = Documents(yaml);
        return AgreementReader.Read(documents[^1], id => documents.FirstOrDefault(d => d is MapNode m && (m["agreement"] as ScalarNode)?.Text == id));
    }

    /// <summary>Reads and judges.</summary>
    public static IReadOnlyList<Problem> Problems(string yaml, LocalDate? today = null)
    {
        var (agreement, problems) = Read(yaml);
        return agreement is null ? problems : [.. problems, .. Lint.Check(agreement, today)];
    }

    public static Agreement Good(string yaml)
    {
        var (agreement, problems) = Read(yaml);
        problems.ShouldBeEmpty();
        return agreement.ShouldNotBeNull();
    }

    public static Target Target(string lines)
    {
        var text = Header + "calendars: { c: { weekly: { mon-fri: \"08:00-18:00\" } } }\ntargets:\n  first-response:\n" + string.Concat(lines.Split('\n').Select(l => "    " + l + "\n"));
        return Good(text).Targets.ShouldHaveSingleItem();
    }

    /// <summary>Runs a case in which <c>«bad|good»</c> marks what is wrong and what should stand there: the problem must be exactly there, and gone with the good text.</summary>
    public static void ShouldComplain(string code, string marked, Severity severity = Severity.Error, LocalDate? today = null, string? says = null, bool header = true)
    {
        var text = (header ? Header : "") + marked;
        var at = text.IndexOf('«', StringComparison.Ordinal);
        var bar = text.IndexOf('¦', at);
        var end = text.IndexOf('»', bar);
        var before = text[..at];
        var line = before.Count(c => c == '\n') + 1;
        var column = at - before.LastIndexOf('\n');

        var bad = before + text[(at + 1)..bar] + text[(end + 1)..];
        var problems = Problems(bad, today);
        var problem = problems.FirstOrDefault(p => p.Code == code).ShouldNotBeNull($"expected {code} in\n{bad}\nfound: {string.Join("\n", problems)}");
        (problem.At.Line, problem.At.Column).ShouldBe((line, column), $"{problem}\n{bad}");
        problem.At.File.ShouldBe("a.yaml");
        problem.Severity.ShouldBe(severity);
        problem.Message.ShouldNotBeEmpty();
        if (says is not null)
            problem.ToString().ShouldContain(says);

        var good = before + text[(bar + 1)..end] + text[(end + 1)..];
        Problems(good, today).ShouldBeEmpty(good);
    }
}
