using Prazo.Engine.Agreements;

namespace Prazo.Engine.Tests.Agreements;

/// <summary>Texts of an agreement by clause, party and language, and where a rule stands.</summary>
public class ClausesTests
{
    private static IEnumerable<string> Read(string clauses, string language) =>
        Clauses.Of((MapNode)AgreementText.Documents($"prazo: 1\nclauses: {clauses}\n")[0], language).Select(t => $"{t.Path} [{t.Part}] {t.Language}: {string.Join(" | ", t.Items)}{(t.IsList ? " (list)" : "")}");

    [Theory]
    [InlineData("{ security: Logged. }", "ro", "clauses.security [] : Logged.")]
    [InlineData("{ security: [ Logged., Personal. ] }", "ro", "clauses.security [] : Logged. | Personal. (list)")]
    [InlineData("{ security: { en: Logged., pt-BR: Registrado. } }", "pt-BR", "clauses.security.pt-BR [] pt-BR: Registrado.")]
    [InlineData("{ security: { en: Logged., pt: Registrado. } }", "pt-BR", "clauses.security.pt [] pt: Registrado.")]
    [InlineData("{ security: { en: Logged., pt-BR: Registrado. } }", "ro", "clauses.security.en [] en: Logged.")]
    [InlineData("{ security: { api: Keys., web: Cookies. } }", "en", "clauses.security.api [api] : Keys.;clauses.security.web [web] : Cookies.")]
    [InlineData("{ responsibilities: { provider: { ro: [ A, B ], en: C }, customer: D } }", "ro", "clauses.responsibilities.provider.ro [provider] ro: A | B (list);clauses.responsibilities.customer [customer] : D")]
    [InlineData("{ responsibilities: { en: Both., customer: D } }", "en", "clauses.responsibilities.en [] en: Both.;clauses.responsibilities.customer [customer] : D")]
    // The order of a contract, then the writer's own as written.
    [InlineData("{ zebra: Z, cancellation: C, apple: A, services: S }", "en", "clauses.services [] : S;clauses.cancellation [] : C;clauses.zebra [] : Z;clauses.apple [] : A")]
    [InlineData("{ services: \"\", security: [] }", "en", "")]
    public void They_are_read_in_the_language_that_is_nearest(string clauses, string language, string read) => string.Join(";", Read(clauses, language)).ShouldBe(read);

    [Fact]
    public void An_agreement_without_them_has_none() => Clauses.Of((MapNode)AgreementText.Documents("prazo: 1\n")[0], "en").ShouldBeEmpty();

    [Theory]
    [InlineData("en", true)]
    [InlineData("pt-BR", true)]
    [InlineData("zh-Hant-TW", true)]
    [InlineData("api", false)]
    [InlineData("EN", false)]
    [InlineData("e", false)]
    [InlineData("pt-", false)]
    [InlineData("", false)]
    public void A_language_is_two_small_letters_with_or_without_a_region(string key, bool is_one) => Clauses.IsLanguage(key).ShouldBe(is_one);

    [Theory]
    [InlineData("targets/resolution/within/high", "targets.resolution.within.high", 4)]
    [InlineData("targets/resolution/reopen", "targets.resolution.reopen", 3)]
    [InlineData("objectives/1/at-least", "objectives[1].at-least", 7)]
    [InlineData("objectives/9", "objectives[9]", 5)]
    [InlineData("objectives/x", "objectives[x]", 5)]
    [InlineData("review", "review", 1)]
    public void A_rule_is_found_or_what_it_belongs_to(string keys, string path, int line)
    {
        var found = Clauses.Find((MapNode)AgreementText.Documents("prazo: 1\ntargets:\n  resolution:\n    within: { high: 4h }\nobjectives:\n  - { at-least: 90% }\n  - { at-least: 80% }\n")[0], keys.Split('/'));
        (found.Path, found.At.Line).ShouldBe((path, line));
    }
}
