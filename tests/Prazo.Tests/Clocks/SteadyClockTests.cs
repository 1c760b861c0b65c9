using NodaTime;
using Prazo.Clocks;

namespace Prazo.Tests.Clocks;

public class SteadyClockTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 3, 2, 12, 0);
    private readonly Machine _machine = new();

    [Fact]
    public void A_clock_that_drifts_or_is_set_by_less_than_ten_minutes_is_believed()
    {
        var clock = _machine.Clock();
        _machine.Later(Duration.FromHours(5), leap: Duration.FromMinutes(9));
        clock.GetCurrentInstant().ShouldBe(Noon + Duration.FromHours(5) + Duration.FromMinutes(9));
    }

    [Fact]
    public void While_a_leap_is_on_trial_time_goes_on_from_before_it()
    {
        var clock = _machine.Clock();
        _machine.Later(Duration.FromSeconds(1), leap: Duration.FromHours(1));
        clock.GetCurrentInstant().ShouldBe(Noon + Duration.FromSeconds(1));
        _machine.Later(Duration.FromSeconds(59));
        clock.GetCurrentInstant().ShouldBe(Noon + Duration.FromSeconds(60));
        _machine.Later(Duration.FromSeconds(1));
        clock.GetCurrentInstant().ShouldBe(Noon + Duration.FromSeconds(61) + Duration.FromHours(1));
    }

    [Fact]
    public void A_leap_that_is_mended_within_the_minute_never_was()
    {
        var clock = _machine.Clock();
        _machine.Later(Duration.FromSeconds(1), leap: Duration.FromDays(400));
        clock.GetCurrentInstant();
        _machine.Later(Duration.FromSeconds(30), leap: -Duration.FromDays(400));
        clock.GetCurrentInstant().ShouldBe(Noon + Duration.FromSeconds(31));
        clock.Held.ShouldBeNull();
        // And the next one begins its own trial.
        _machine.Later(Duration.FromSeconds(50), leap: Duration.FromHours(2));
        clock.GetCurrentInstant().ShouldBe(Noon + Duration.FromSeconds(81));
    }

    [Fact]
    public void A_second_leap_while_the_first_is_on_trial_begins_the_trial_anew()
    {
        var clock = _machine.Clock();
        _machine.Later(Duration.FromSeconds(1), leap: Duration.FromHours(1));
        clock.GetCurrentInstant();
        _machine.Later(Duration.FromSeconds(40), leap: Duration.FromHours(1));
        clock.GetCurrentInstant();
        _machine.Later(Duration.FromSeconds(40));
        clock.GetCurrentInstant().ShouldBe(Noon + Duration.FromSeconds(81));
        _machine.Later(Duration.FromSeconds(20));
        clock.GetCurrentInstant().ShouldBe(Noon + Duration.FromSeconds(101) + Duration.FromHours(2));
    }

    [Fact]
    public void A_clock_that_goes_back_is_believed_at_once()
    {
        var clock = _machine.Clock();
        _machine.Later(Duration.FromSeconds(1), leap: -Duration.FromHours(6));
        clock.GetCurrentInstant().ShouldBe(Noon + Duration.FromSeconds(1) - Duration.FromHours(6));
    }

    private sealed class Machine : IClock
    {
        private Instant _now = Noon;
        private Duration _count = Duration.FromDays(3);

        public SteadyClock Clock() => new(this, () => _count);

        public void Later(Duration by, Duration leap = default) => (_now, _count) = (_now + by + leap, _count + by);

        public Instant GetCurrentInstant() => _now;
    }
}
