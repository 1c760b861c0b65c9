using NodaTime;
using Prazo.Storage;

namespace Prazo.Tests.Storage;

public class IdsTests
{
    [Fact]
    public void Ids_of_one_instant_sort_as_they_were_made_although_others_are_made_in_between()
    {
        var (mine, others) = (Instant.FromUtc(2026, 3, 2, 9, 0), Instant.FromUtc(2026, 3, 2, 9, 1));
        var ids = new List<string>();
        for (var i = 0; i < 200; i++)
        {
            ids.Add(Ids.New(mine).ToString());
            Ids.New(others);
        }
        ids.ShouldBe(ids.Order(StringComparer.Ordinal));
    }
}
