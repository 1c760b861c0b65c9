using NodaTime;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Tests.Calendars.Holidays;

[Trait("Rule", "T9")]
public class BuiltInHolidaysTests
{
    private static readonly Lazy<List<string>> AllIds = new(() => [.. BuiltInHolidays.Ids]);

    [Fact]
    public void Ids_are_unique_and_each_finds_its_set()
    {
        AllIds.Value.Distinct(StringComparer.Ordinal).Count().ShouldBe(AllIds.Value.Count);
        foreach (var id in AllIds.Value)
            BuiltInHolidays.Find(id).ShouldNotBeNull(id).Id.ShouldBe(id);
    }

    [Fact]
    public void There_are_national_sets_27_states_and_3845_cities()
    {
        AllIds.Value.Count(id => id.Length == 5).ShouldBe(27);
        AllIds.Value.Count(id => id.Length > 6 && id[5] == '-').ShouldBe(3845);
        AllIds.Value.Count.ShouldBe(5 + 27 + 3845);
    }

    [Fact]
    public void Every_set_says_where_it_comes_from()
    {
        foreach (var id in AllIds.Value)
            BuiltInHolidays.Find(id)!.Source.Length.ShouldBeGreaterThan(5, id);
    }

    [Fact]
    public void A_set_is_built_once() =>
        BuiltInHolidays.Find("br-sp-sao-paulo").ShouldBeSameAs(BuiltInHolidays.Find("br-sp-sao-paulo"));

    [Theory]
    [InlineData("")]
    [InlineData("b")]
    [InlineData("BR")]
    [InlineData("br-")]
    [InlineData("br-xx")]
    [InlineData("br-SP")]
    [InlineData("br-sp-")]
    [InlineData("br-xx-sao-paulo")]
    [InlineData("br-sp-atlantis")]
    [InlineData("br-sp-sao")]
    [InlineData("br-sp-sao-paulo\t3550308")]
    [InlineData("br-carnival")]
    [InlineData("pt")]
    public void An_unknown_id_finds_nothing(string id) => BuiltInHolidays.Find(id).ShouldBeNull();

    [Fact]
    public void Rules_have_no_end_and_lists_do()
    {
        foreach (var id in AllIds.Value)
        {
            var set = BuiltInHolidays.Find(id)!;
            var listed = set.Rules.Any(r => r is DatedHoliday);
            (set.KnownTo is not null).ShouldBe(listed, id);
            if (listed)
                set.KnownTo!.Value.ShouldBe(new LocalDate(set.Rules.OfType<DatedHoliday>().Max(r => r.To.Year), 12, 31), id);
        }
    }

    [Theory]
    [InlineData("br-sp-sao-paulo", 2026)]
    [InlineData("br-go-goiania", 2025)]
    [InlineData("br-rn-natal", 2025)]
    [InlineData("br-am-apui", 2025)]
    public void A_city_is_known_to_the_end_of_its_last_list(string id, int year) =>
        BuiltInHolidays.Find(id)!.KnownTo.ShouldBe(new LocalDate(year, 12, 31));

    [Fact]
    public void Rio_de_Janeiro_has_its_patron_and_from_the_state_Carnival_and_Saint_George()
    {
        var city = BuiltInHolidays.Find("br-rj-rio-de-janeiro")!;
        city.Name.ShouldBe("Rio de Janeiro (RJ)");
        city.Rules.OfType<DatedHoliday>().Where(r => r.Name.Contains("São Sebastião", StringComparison.Ordinal)).Select(r => r.From)
            .ShouldBe([new LocalDate(2024, 1, 20), new LocalDate(2025, 1, 20), new LocalDate(2026, 1, 20)]);
        BuiltInHolidays.Find("br-rj")!.Rules.Select(r => r.Name).ShouldBe(["Terça-feira de Carnaval", "São Jorge", "Consciência Negra"]);
    }

    [Fact]
    public void Sets_do_not_contain_each_other()
    {
        foreach (var id in AllIds.Value)
            BuiltInHolidays.Find(id)!.Includes.ShouldBeEmpty(id);
    }
}
