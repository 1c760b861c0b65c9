using NodaTime;
using Prazo.Outbox;
using Prazo.Webhooks;

namespace Prazo.Tests.Webhooks;

public sealed class BackOffTests
{
    private static readonly Guid Id = new("018f6e2a-1111-7222-8333-444455556666");

    [Theory]
    [InlineData(1, 4, 6)]
    [InlineData(2, 48, 72)]
    [InlineData(3, 480, 720)]
    [InlineData(4, 2880, 4320)]
    [InlineData(5, 8640, 12960)]
    [InlineData(6, 23040, 34560)]
    [InlineData(13, 23040, 34560)]
    public void Waits_grow_from_seconds_to_eight_hours_and_differ_by_a_fifth(int failed, int least, int most) =>
        Enumerable.Range(0, 1000).Select(i => BackOff.After(failed, new Guid(i, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10))!.Value.TotalSeconds).ShouldAllBe(s => s >= least && s <= most);

    [Fact]
    public void A_delivery_is_dead_after_fourteen_attempts_over_about_three_days()
    {
        BackOff.After(14, Id).ShouldBeNull();
        BackOff.After(1000, Id).ShouldBeNull();
        var whole = Enumerable.Range(1, 13).Select(n => BackOff.After(n, Id)!.Value).Aggregate((a, b) => a + b);
        whole.TotalHours.ShouldBeInRange(0.8 * 68, 1.2 * 68.2);
    }

    [Fact]
    public void The_wait_is_the_same_for_one_delivery_and_spread_over_many()
    {
        BackOff.After(3, Id).ShouldBe(BackOff.After(3, Id));
        var waits = Enumerable.Range(0, 1000).Select(i => BackOff.After(6, new Guid(i, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))!.Value.TotalHours).ToList();
        waits.Average().ShouldBeInRange(7.9, 8.1);
        waits.Count(w => w < 7.2).ShouldBeInRange(200, 300);
    }

    [Fact]
    public void A_receiver_may_ask_for_more_time_but_not_for_ever()
    {
        BackOff.After(1, Id, Duration.FromMinutes(2)).ShouldBe(Duration.FromMinutes(2));
        BackOff.After(1, Id, Duration.FromDays(400)).ShouldBe(Duration.FromHours(24));
        BackOff.After(6, Id, Duration.FromSeconds(1))!.Value.ShouldBeGreaterThan(Duration.FromHours(6));
    }
}
