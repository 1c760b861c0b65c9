using NodaTime;

namespace Prazo.Clocks;

/// <summary>The server's clock: the machine's, unless it leaps. A clock that jumps ahead by more than ten minutes between two looks, against a count that nobody can set, would break
/// promises that still run; so it is not believed until the new time has held for a minute. Until then time goes on from before the leap, and nothing beyond it fires.
/// A clock that goes back is believed at once: nothing is said twice, because a fold never looks from before an earlier fold of its ticket.</summary>
/// <param name="count">Time since some moment, that only ever grows: <see cref="System.Diagnostics.Stopwatch"/>. It may stand still while the machine sleeps.</param>
public sealed class SteadyClock(IClock machine, Func<Duration> count) : IClock
{
    public static readonly Duration Leap = Duration.FromMinutes(10);
    public static readonly Duration Trial = Duration.FromMinutes(1);

    private readonly Lock _turn = new();
    private (Instant Time, Duration Count) _believed = (machine.GetCurrentInstant(), count());
    private (Instant Time, Duration Count)? _leap;

    /// <summary>How far the machine's clock is ahead of what is believed; null while it is believed.</summary>
    public Duration? Held { get; private set; }

    public Instant GetCurrentInstant()
    {
        lock (_turn)
        {
            var look = (Time: machine.GetCurrentInstant(), Count: count());
            var expected = Later(_believed, look.Count);
            if (look.Time - expected <= Leap || Holds(look))
            {
                (_believed, _leap, Held) = (look, null, null);
                return look.Time;
            }
            Held = look.Time - expected;
            return expected;
        }
    }

    /// <summary>Whether the leap has stood its trial. Another leap begins another trial.</summary>
    private bool Holds((Instant Time, Duration Count) look)
    {
        if (_leap is not { } leap || Duration.Max(look.Time - Later(leap, look.Count), Later(leap, look.Count) - look.Time) > Leap)
        {
            _leap = look;
            return false;
        }
        return look.Count - leap.Count >= Trial;
    }

    private static Instant Later((Instant Time, Duration Count) from, Duration count) => from.Time + (count - from.Count);
}
