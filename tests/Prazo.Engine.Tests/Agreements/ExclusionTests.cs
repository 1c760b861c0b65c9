using Prazo.Engine.Agreements;
using static Prazo.Engine.Tests.Agreements.AgreementText;

namespace Prazo.Engine.Tests.Agreements;

/// <summary>What an agreement does not cover: read, matched, printed and judged.</summary>
public class ExclusionTests
{
    private const string Two = """
        exclusions:
          - clause: 4.2
            when: { category: [installation, training], channel: { not: portal } }
            text: { pt-BR: Instalação não incluída., en: Installation is not included. }
            price: 250.00 BRL
          - { clause: "4.3", text: Opened by others. }

        """;

    private static string? Outside(Agreement agreement, string category, string channel) =>
        Exclusion.Of(agreement, field => field switch { "category" => category, "channel" => channel, _ => null })?.Clause;

    [Fact]
    public void The_clause_whose_fields_fit_puts_a_ticket_outside_and_one_without_fields_puts_none()
    {
        var agreement = Good(Header + Two);
        Outside(agreement, "Installation", "email").ShouldBe("4.2");
        Outside(agreement, "installation", "portal").ShouldBeNull();
        Outside(agreement, "billing", "email").ShouldBeNull();
        agreement.Exclusions.Select(e => e.Clause).ShouldBe(["4.2", "4.3"]);
    }

    [Fact]
    public void Its_text_is_in_the_readers_language_or_the_first_and_its_price_is_exact()
    {
        var agreement = Good(Header + Two);
        agreement.Exclusions[0].Text("en").ShouldBe("Installation is not included.");
        agreement.Exclusions[0].Text("ro").ShouldBe("Instalação não incluída.");
        agreement.Exclusions[1].Text("ro").ShouldBe("Opened by others.");
        agreement.Exclusions[0].Price.ToString().ShouldBe("250.00 BRL");
        agreement.Exclusions[1].Price.ShouldBeNull();
    }

    [Fact]
    public void What_is_printed_reads_the_same_again()
    {
        var agreement = Good(Header + Two);
        var again = Good(AgreementWriter.Write(agreement.Document));
        again.Hash.ShouldBe(agreement.Hash);
        again.Exclusions.Select(e => (e.Clause, e.Price, e.Text("en"))).ShouldBe(agreement.Exclusions.Select(e => (e.Clause, e.Price, e.Text("en"))));
    }

    [Fact]
    public void An_agreement_that_extends_another_has_its_exclusions_until_it_writes_its_own()
    {
        Good(Header + Two + "---\nprazo: 1\nagreement: b\nextends: a\n").Exclusions.Length.ShouldBe(2);
        Good(Header + Two + "---\nprazo: 1\nagreement: b\nextends: a\nexclusions: [ { clause: x, text: X } ]\n").Exclusions.ShouldHaveSingleItem().Clause.ShouldBe("x");
    }

    [Theory]
    [InlineData("duplicate-id", "exclusions: [ { clause: a, text: A }, { clause: «a¦b», text: B } ]\n")]
    [InlineData("excludes-everything", "exclusions: [ { clause: a, when: «{}¦{ category: x }», text: A } ]\n")]
    [InlineData("bad-price", "exclusions: [ { clause: a, text: A, price: «250 reais¦250 BRL» } ]\n")]
    [InlineData("bad-price", "exclusions: [ { clause: a, text: A, price: «0.00 BRL¦0.01 BRL» } ]\n")]
    [InlineData("bad-price", "exclusions: [ { clause: a, text: A, price: «1.005 BRL¦1.05 BRL» } ]\n")]
    [InlineData("unknown-field", "exclusions: [ { clause: a, when: { «categry¦category»: x }, text: A } ]\n")]
    public void What_cannot_be_meant_is_named_where_it_stands(string code, string marked) => ShouldComplain(code, marked);

    [Theory]
    [InlineData("applies: { when: { channel: email } }\nexclusions: [ { clause: a, when: «{ channel: chat }¦{ channel: email, category: x }», text: A } ]\n")]
    [InlineData("exclusions: [ { clause: a, when: { category: x }, text: A }, { clause: b, when: «{ category: x, channel: email }¦{ category: y }», text: B } ]\n")]
    public void A_clause_that_takes_no_ticket_is_warned_of(string marked) => ShouldComplain("idle-exclusion", marked, Severity.Warning);
}
