using Prazo.Web.Screen;

namespace Prazo.Web.Tests;

/// <summary>What the screen says is said in every language, with the same values in their places.</summary>
public class ScreenWordsTests
{
    [Fact]
    public void Every_sentence_is_there_in_every_language()
    {
        ScreenWords.Everything.ShouldNotBeEmpty();
        foreach (var (key, texts) in ScreenWords.Everything)
            for (var i = 0; i < texts.Length; i++)
                texts[i].ShouldNotBeNullOrWhiteSpace($"{key} in {ScreenWords.Languages[i]}");
    }

    [Fact]
    public void The_same_values_stand_in_every_language()
    {
        foreach (var (key, texts) in ScreenWords.Everything.Where(t => !t.Key.EndsWith(".few", StringComparison.Ordinal)))
            texts.Select(Places).Distinct().Count().ShouldBe(1, key);

        static string Places(string text) => string.Concat(Enumerable.Range(0, 9).Where(i => text.Contains("{" + i, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("en", 1, "1 ticket was changed.")]
    [InlineData("en", 1000, "1,000 tickets were changed.")]
    [InlineData("pt-BR", 1, "1 chamado foi alterado.")]
    [InlineData("pt-BR", 1000, "1.000 chamados foram alterados.")]
    [InlineData("ro", 1, "1 tichet a fost modificat.")]
    [InlineData("ro", 19, "19 tichete au fost modificate.")]
    [InlineData("ro", 20, "20 de tichete au fost modificate.")]
    [InlineData("ro", 101, "101 tichete au fost modificate.")]
    public void Numbers_take_the_form_of_the_language(string language, long number, string said) => ScreenWords.For(language).Count("queue.done", number).ShouldBe(said);
}
