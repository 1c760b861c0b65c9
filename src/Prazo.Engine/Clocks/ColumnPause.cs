using Prazo.Engine.Agreements;

namespace Prazo.Engine.Clocks;

/// <summary>Which pause rule holds, for status rules on columns; the same meaning as <see cref="PauseWatch"/>.</summary>
internal struct ColumnPause(LaneProgram lane, int status)
{
    // Since when each rule holds, four at most; −1 not, −2 not until its condition was false again.
    private long _a = -1, _b = -1, _c = -1, _d = -1;
    private int _status = status;

    public int Current { get; private set; } = -1;

    public void See(ColumnKind kind, int status, long at)
    {
        if (lane.Pauses.Length == 0)
            return;
        if (status >= 0)
            _status = status;
        Current = -1;
        var first = long.MaxValue;
        for (var i = 0; i < lane.Pauses.Length; i++)
        {
            ref var since = ref Since(ref this, i);
            if (!lane.PausedBy[i][_status])
                since = -1;
            else if (kind == ColumnKind.Customer && lane.Pauses[i].Party == Party.Customer)
                since = -2;
            else if (since == -1)
                since = at;
            if (since >= 0 && since < first)
                (Current, first) = (i, since);
        }
    }

    private static ref long Since(ref ColumnPause pause, int rule)
    {
        switch (rule)
        {
            case 0: return ref pause._a;
            case 1: return ref pause._b;
            case 2: return ref pause._c;
            default: return ref pause._d;
        }
    }
}
