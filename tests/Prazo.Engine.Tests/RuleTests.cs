using System.Reflection;
using Prazo.Engine.Tests.Stories;

namespace Prazo.Engine.Tests;

/// <summary>Every rule of the design has tests that cite its number: as <c>T6_…</c> in a name, or first in a story's title.</summary>
public class RuleTests
{
    [Fact]
    public void Every_rule_has_tests_that_cite_its_number()
    {
        var cited = Citations(typeof(RuleTests).Assembly.GetTypes()).Concat(StoryTests.Told).ToHashSet(StringComparer.Ordinal);
        for (var rule = 1; rule <= 21; rule++)
            cited.ShouldContain($"T{rule}");
    }

    [Fact]
    public void A_number_counts_only_in_the_name_of_a_test() => Citations([typeof(Example)]).ShouldBe(["T7", "T8"]);

    private static IEnumerable<string> Citations(IEnumerable<Type> types) =>
        from type in types
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        where method.GetCustomAttribute<FactAttribute>() is not null
        from word in method.Name.Split('_').TakeWhile(w => w.Length > 1 && w[0] == 'T' && w.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0)
        select word;

    public abstract class Example
    {
        [Fact]
        private void T7_T8_A_test() => throw new NotSupportedException();

        private void T9_No_test() => throw new NotSupportedException();

        [Fact]
        private void Another_test_of_T6() => throw new NotSupportedException();
    }
}
