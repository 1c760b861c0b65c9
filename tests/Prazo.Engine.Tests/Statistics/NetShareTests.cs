using Prazo.Engine.Statistics;

namespace Prazo.Engine.Tests.Statistics;

/// <summary>Intervals of differences of shares, by hand and by what must hold of them.</summary>
public class NetShareTests
{
    /// <summary>By hand: 50 up, 20 down of 100 give (50.75 − 20.75) / 103 = 0.29126 and a variance of (71.5 / 103 − 0.29126²) / 103.</summary>
    [Fact]
    public void A_net_share_is_as_computed_by_hand()
    {
        var interval = NetShare.Of(50, 20, 100)!.Value;
        interval.Low.ShouldBe(0.29126 - 1.95996 * 0.076900, 0.0002);
        interval.High.ShouldBe(0.29126 + 1.95996 * 0.076900, 0.0002);
    }

    [Fact]
    public void A_net_share_stays_between_minus_one_and_one_and_turns_with_its_sides()
    {
        for (var of = 1; of <= 20; of++)
            for (var up = 0; up <= of; up++)
                for (var down = 0; down <= of - up; down++)
                {
                    var (i, turned) = (NetShare.Of(up, down, of)!.Value, NetShare.Of(down, up, of)!.Value);
                    i.Low.ShouldBeInRange(-1, i.High);
                    i.High.ShouldBeLessThanOrEqualTo(1);
                    turned.Low.ShouldBe(-i.High, 1e-12);
                }
    }

    [Fact]
    public void Without_a_sample_there_is_none() => NetShare.Of(0, 0, 0).ShouldBeNull();

    [Theory]
    [InlineData(2, 0, 1)]
    [InlineData(1, 1, 1)]
    [InlineData(-1, 0, 1)]
    [InlineData(0, -1, 1)]
    public void More_than_the_sample_is_a_mistake(long up, long down, long of) => Should.Throw<ArgumentOutOfRangeException>(() => NetShare.Of(up, down, of));
}
