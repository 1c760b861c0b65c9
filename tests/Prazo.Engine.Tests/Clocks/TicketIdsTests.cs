using NodaTime;
using Prazo.Engine.Clocks;

namespace Prazo.Engine.Tests.Clocks;

public class TicketIdsTests
{
    private static readonly Instant At = Instant.FromUtc(2026, 3, 2, 9, 0);

    private static TicketIds Of(params string[] ids)
    {
        var builder = new HistoryBuilder();
        foreach (var id in ids)
            builder.Add(id, new CustomerMessage("", At, At, 0));
        return builder.Build().Tickets;
    }

    [Fact]
    public void Ids_of_any_script_come_back_in_order_of_first_sight()
    {
        Of("T10", "São 1", "T1", "T10", "Țară", "🎫").ShouldBe(["T10", "São 1", "T1", "Țară", "🎫"]);
    }

    [Theory]
    [InlineData("T1", 2)]
    [InlineData("T10", 0)]
    [InlineData("São 1", 1)]
    [InlineData("T", -1)]
    [InlineData("t1", -1)]
    [InlineData("T100", -1)]
    [InlineData("", -1)]
    public void An_id_is_found_whole_and_letter_by_letter(string id, int index)
    {
        Of("T10", "São 1", "T1").IndexOf(id).ShouldBe(index);
    }
}
