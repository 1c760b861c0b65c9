using Prazo.Agreements;
using Prazo.Engine;

namespace Prazo.Tests.Agreements;

/// <summary>What a folder of agreements gives: order, what they extend, and what is wrong with them.</summary>
public sealed class AgreementFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("prazo-agreements-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    private static string Text(string id, string rest = "") => $"prazo: 1\nagreement: {id}\nzone: UTC\n{rest}";

    [Fact]
    public void Agreements_come_in_the_order_of_files_and_documents()
    {
        var two = Write("two.yaml", Text("b") + "---\n" + Text("c"));
        var one = Write("one.yaml", Text("a"));
        var (agreements, problems) = AgreementFiles.Load([two, one]);
        problems.ShouldBeEmpty();
        agreements.Select(a => a.Id).ShouldBe(["b", "c", "a"]);
    }

    [Theory]
    [InlineData("base.yaml")]
    [InlineData("base.yml")]
    public void What_is_extended_is_found_beside_the_file_but_is_not_loaded_as_an_agreement_of_its_own(string name)
    {
        Write(name, Text("base", "targets: { resolution: { within: 8h clock } }\n"));
        var child = Write("child.yaml", "prazo: 1\nagreement: child\nextends: base\n");
        var (agreements, problems) = AgreementFiles.Load([child]);
        problems.ShouldBeEmpty();
        agreements.ShouldHaveSingleItem().Targets.ShouldHaveSingleItem().Id.ShouldBe("resolution");
    }

    [Fact]
    public void What_was_given_goes_before_what_lies_beside()
    {
        Write("base.yaml", Text("base", "title: beside\nparties: { provider: beside }\n"));
        var child = Write("child.yaml", "prazo: 1\nagreement: child\nextends: base\n");
        var given = Write("elsewhere/other.yaml", Text("base", "parties: { provider: given }\n"));
        AgreementFiles.Load([child, given]).Agreements[0].Provider.ShouldBe("given");
    }

    [Fact]
    public void A_file_of_calendars_is_for_all_agreements_beside_it()
    {
        var calendars = Write("calendars.yaml", "prazo: 1\nzone: UTC\ncalendars: { office: { weekly: { mon-fri: \"08:00-18:00\" } } }\n");
        var one = Write("one.yaml", Text("a", "targets: { resolution: { within: 4h, calendar: office } }\n"));
        var (agreements, problems) = AgreementFiles.Load([calendars, one]);
        problems.ShouldBeEmpty();
        agreements.ShouldHaveSingleItem().Calendars.Keys.ShouldBe(["office"]);
        AgreementFiles.Load([one]).Problems.Select(p => p.Code).ShouldBe(["unknown-calendar"]);
    }

    [Fact]
    public void The_latest_version_is_extended_unless_one_is_named()
    {
        var bases = Write("bases.yaml", Text("base", "version: 1\nparties: { provider: one }\n") + "---\n" + Text("base", "version: 10\nparties: { provider: ten }\n") + "---\n" + Text("base", "version: 9\nparties: { provider: nine }\n"));
        var latest = Write("latest.yaml", "prazo: 1\nagreement: latest\nextends: base\n");
        var named = Write("named.yaml", "prazo: 1\nagreement: named\nextends: base@9\n");
        var (agreements, problems) = AgreementFiles.Load([bases, latest, named]);
        problems.ShouldBeEmpty();
        agreements.Skip(3).Select(a => a.Provider).ShouldBe(["ten", "nine"]);
    }

    [Theory]
    [InlineData("../secret")]
    [InlineData("/etc/passwd")]
    [InlineData("sub/base")]
    [InlineData("..")]
    public void An_id_is_never_a_path(string reference)
    {
        Write("sub/base.yaml", Text("base"));
        var child = Write("child.yaml", $"prazo: 1\nagreement: child\nzone: UTC\nextends: {reference}\n");
        AgreementFiles.Load([child]).Problems.ShouldContain(p => p.Code == "unknown-parent");
    }

    [Fact]
    public void The_same_version_twice_is_refused_and_the_first_stands()
    {
        var (agreements, problems) = AgreementFiles.Parse(Text("a", "title: first\n") + "---\n" + Text("a", "title: second\n"), "f.yaml");
        agreements.ShouldHaveSingleItem().Title.ShouldBe("first");
        var problem = problems.ShouldHaveSingleItem();
        (problem.Code, problem.At.Line).ShouldBe(("duplicate-version", 6));
    }

    [Fact]
    public void A_problem_names_the_file_in_which_the_value_was_written()
    {
        var parent = Write("base.yaml", Text("base", "targets: { resolution: { within: 2 days } }\n"));
        var child = Write("child.yaml", "prazo: 1\nagreement: child\nextends: base\n");
        AgreementFiles.Load([child]).Problems.ShouldHaveSingleItem().At.File.ShouldBe(parent);
    }

    [Fact]
    public void Empty_missing_and_broken_files_are_problems_and_the_others_are_read()
    {
        var good = Write("good.yaml", Text("good"));
        var (agreements, problems) = AgreementFiles.Load([Write("empty.yaml", "# nothing\n"), Path.Combine(_folder, "missing.yaml"), Write("broken.yaml", "a: [\n"), good]);
        agreements.ShouldHaveSingleItem().Id.ShouldBe("good");
        problems.Select(p => p.Code).ShouldBe(["empty-file", "file-not-found", "syntax"]);
        problems.ShouldAllBe(p => p.Severity == Severity.Error);
    }

    [Fact]
    public void Binary_and_oddly_encoded_files_are_read_without_an_exception()
    {
        var path = Path.Combine(_folder, "binary.yaml");
        File.WriteAllBytes(path, [.. Enumerable.Range(0, 4096).Select(i => (byte)(i * 7))]);
        AgreementFiles.Load([path]).Agreements.ShouldBeEmpty();
        File.WriteAllText(path, Text("a"), System.Text.Encoding.Unicode);
        AgreementFiles.Load([path]).Agreements.ShouldHaveSingleItem("a byte order mark tells the encoding");
    }
}
