using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;
using Prazo.Engine.Clocks;

namespace Prazo.Engine.Tests.Clocks;

/// <summary>What a clock says when somebody sits beside the ticket and makes a stroke for every minute that counts: no arithmetic on intervals, no look-ups.
/// Whole minutes, working and clock time; first response, next response and resolution.</summary>
internal sealed class MinuteReference
{
    public sealed record Result(int Cycle, long Started, long Stopped, Verdict Verdict, long VerdictAt, int Counted);

    private sealed class Sitting
    {
        public int Started, Stopped = -1, BrokenAt = -1, VerdictAt = -1;
        public Verdict Verdict = Verdict.Open;
        public string Cal = "", Limit = "";
        public bool ByEnd, Thanks, Agent;
        // One entry a minute that was neither paused nor closed nor forgotten by a restart.
        public List<(int Minute, string Cal)> Strokes = [];
        // Tallies of the strokes, made anew when terms change.
        public int? Used, UsedUpAt;
        public bool Over => Stopped >= 0;
    }

    private readonly Target _target;
    private readonly Dictionary<string, bool[]> _open;
    private readonly List<Sitting> _all = [];
    private string _status = "", _priority = "";
    private bool _byAgent, _answered, _customerWrote, _created;
    private readonly Dictionary<string, bool> _pauseOn = [], _pauseAnswered = [];

    private MinuteReference(Target target, Dictionary<string, bool[]> open) => (_target, _open) = (target, open);

    public static List<Result> Watch(Target target, Dictionary<string, bool[]> open, List<TicketEvent> events, Instant zero, int minutes)
    {
        var watch = new MinuteReference(target, open);
        var byMinute = events.OrderBy(e => e, EventOrder.Comparer).ToLookup(e => (int)(e.Occurred - zero).TotalMinutes);
        for (var m = 0; m <= minutes; m++)
        {
            watch.NoticeBefore(m);
            foreach (var e in byMinute[m].DistinctBy(EventOrder.Content))
                watch.Hear(e, m);
            if (m < minutes)
                watch.Stroke(m);
        }
        return [.. watch._all.Select((s, i) => new Result(i + 1, s.Started, s.Stopped, s.Verdict, s.VerdictAt, s.Strokes.Count(x => open[x.Cal][x.Minute])))];
    }

    private static bool Ends(string status) => status is "resolved" or "solved" or "closed";

    private bool Paused => _target.Pause.Any(p => On(p) && !_pauseAnswered.GetValueOrDefault(p.Reason));

    private bool On(PauseRule p) => ((FieldIs)p.While).Field.Values.Contains(_status);

    private int Allowed(Sitting s)
    {
        var within = _target.Within.For(s.Limit)!;
        return within is WorkingTime w ? (int)w.Length.TotalMinutes : (int)((ClockTime)within).Length.TotalMinutes;
    }

    private bool ByTheSun(Sitting s) => _target.Within.For(s.Limit) is ClockTime;

    private int Used(Sitting s) => s.Used ??= s.Strokes.Count(x => ByTheSun(s) || _open[x.Cal][x.Minute]);

    private int UsedUpAt(Sitting s) => s.UsedUpAt ??= FindUsedUp(s);

    private int FindUsedUp(Sitting s)
    {
        var used = 0;
        foreach (var (minute, cal) in s.Strokes)
            if ((ByTheSun(s) || _open[cal][minute]) && ++used == Allowed(s))
                return minute + 1;
        return -1;
    }

    private bool CloseBound(Sitting s) => _target.BoundaryClose || ByTheSun(s);

    // Strictly before minute m something may already have broken: a bound promise one millisecond after it was used up.
    private void NoticeBefore(int m)
    {
        foreach (var s in _all)
            if (!s.Over && s.BrokenAt < 0 && !Paused && CloseBound(s) && UsedUpAt(s) is > 0 and var end && end < m)
                Break(s, m - 1);
    }

    private static void Break(Sitting s, int at) => (s.BrokenAt, s.VerdictAt, s.Verdict) = (at, at, Verdict.Broken);

    private void Stroke(int m)
    {
        foreach (var s in _all)
        {
            if (s.Over || Paused)
                continue;
            if (s.BrokenAt < 0 && Used(s) >= Allowed(s) && (CloseBound(s) || _open[s.Cal][m]))
                Break(s, m);
            var (used, before) = (Used(s), UsedUpAt(s));
            s.Strokes.Add((m, s.Cal));
            if (ByTheSun(s) || _open[s.Cal][m])
                s.Used = used + 1;
            s.UsedUpAt = before < 0 && s.Used == Allowed(s) && s.Used > used ? m + 1 : before;
        }
    }

    private void Hear(TicketEvent e, int m)
    {
        var (wasEnded, wasPaused) = (Ends(_status), Paused);
        if (e is TicketCreated c)
            (_created, _byAgent, _status, _priority) = (true, c.ByAgent, c.Fields["status"], c.Fields["priority"]);
        if (e is FieldChanged { Field: "status" } st) _status = st.Value;
        if (e is FieldChanged { Field: "priority" } pr) _priority = pr.Value;
        var ended = Ends(_status);
        var running = _all.LastOrDefault(s => !s.Over);
        var person = e is AgentMessage { Public: true, Bot: false };
        var reply = _target.Metric is Metric.FirstResponse or Metric.NextResponse;

        if (running is not null && reply && person) { End(running, m, running.BrokenAt >= 0 ? Verdict.MetLate : Verdict.Met); if (_target.Metric == Metric.FirstResponse) _answered = true; }
        else if (running is not null && ended && !wasEnded) Close(running, m, reply);
        if (wasEnded && !ended) Reopen(m);
        HearPause(e);
        // Terms that came during the pause may have used up more than there was: that is broken when the pause ends, open or not.
        if (wasPaused && !Paused && _all.LastOrDefault(s => !s.Over) is { BrokenAt: < 0 } resumed && Used(resumed) > Allowed(resumed))
            Break(resumed, m);
        if (e is FieldChanged && _all.LastOrDefault(s => !s.Over) is { } changed) ChangePriority(changed, m);
        MayStart(e, m, person);
        if (e is TicketCreated && ended && _all.LastOrDefault(s => !s.Over) is { } born) Close(born, m, reply);
    }

    private static void End(Sitting s, int m, Verdict verdict)
    {
        s.Stopped = m;
        s.Verdict = verdict;
        if (s.BrokenAt < 0) s.VerdictAt = m;
    }

    private static void Close(Sitting s, int m, bool reply)
    {
        End(s, m, s.BrokenAt >= 0 ? (reply ? Verdict.Broken : Verdict.MetLate) : reply ? Verdict.Cancelled : Verdict.Met);
        s.ByEnd = true;
    }

    private void Reopen(int m)
    {
        if (_all.LastOrDefault(s => !s.Thanks) is not { Over: true, ByEnd: true } s || _target.Reopen.Rule == ReopenRule.Final)
            return;
        if (_target.Reopen.Rule == ReopenRule.NewCycle) { Begin(m); return; }
        if (_target.Reopen.Rule == ReopenRule.Count)
            for (var x = s.Stopped; x < m; x++) s.Strokes.Add((x, s.Cal));
        (s.Used, s.UsedUpAt) = (null, null);
        (s.Stopped, s.ByEnd) = (-1, false);
        (s.Verdict, s.VerdictAt) = s.BrokenAt >= 0 ? (Verdict.Broken, s.BrokenAt) : (Verdict.Open, -1);
        BreakByChange(s, m);
    }

    private void BreakByChange(Sitting s, int m)
    {
        if (s.BrokenAt >= 0) return;
        if (Used(s) > Allowed(s) || (CloseBound(s) && UsedUpAt(s) is > 0 and var end && end < m && !Paused && s.Strokes.Count > 0 && s.Strokes[^1].Minute == m - 1))
            Break(s, m);
    }

    private void HearPause(TicketEvent e)
    {
        foreach (var p in _target.Pause)
        {
            if (!On(p)) _pauseAnswered[p.Reason] = false;
            else if (p.Party == Party.Customer && e is CustomerMessage { Automatic: false }) _pauseAnswered[p.Reason] = true;
        }
    }

    private void ChangePriority(Sitting s, int m)
    {
        var (oldLimit, oldCal) = (s.Limit, s.Cal);
        var same = _target.Within.For(_priority)!.Text == _target.Within.For(oldLimit)!.Text && _target.Calendar.For(_priority) == oldCal;
        if (same) return;
        var rule = Array.IndexOf([.. Sla.Priorities], _priority) < Array.IndexOf([.. Sla.Priorities], oldLimit) ? _target.Up : _target.Down;
        if (rule == OnChange.Keep) return;
        (s.Limit, s.Cal) = (_priority, _target.Calendar.For(_priority)!);
        (s.Used, s.UsedUpAt) = (null, null);
        if (rule == OnChange.Restart) s.Strokes.Clear();
        if (rule == OnChange.Retroactive) s.Strokes = [.. s.Strokes.Select(x => (x.Minute, s.Cal))];
        if (Paused) return;
        if (s.BrokenAt < 0) { if (Used(s) > Allowed(s)) Break(s, m); }
        else if (_target.Heals && Used(s) <= Allowed(s)) (s.BrokenAt, s.VerdictAt, s.Verdict) = (-1, -1, Verdict.Open);
    }

    private void MayStart(TicketEvent e, int m, bool person)
    {
        var message = e is CustomerMessage { Automatic: false } w && !(w.Thanks && _target.IgnoreThanks);
        switch (_target.Metric)
        {
            case Metric.Resolution when e is TicketCreated: Begin(m); break;
            case Metric.FirstResponse when e is TicketCreated: Begin(m); if (_byAgent) (_all[0].Agent, _all[0].Stopped, _all[0].VerdictAt, _all[0].Verdict) = (true, m, m, Verdict.NotApplicable); break;
            case Metric.FirstResponse when _byAgent && !_answered && message && !_all.Exists(s => !s.Over): _all.RemoveAll(s => s.Agent); Begin(m); break;
            case Metric.NextResponse:
                if (e is TicketCreated) _customerWrote = !_byAgent;
                if (person) _answered |= _customerWrote;
                else if (!_answered) _customerWrote |= message;
                else if (e is CustomerMessage { Automatic: false, Thanks: true } && _target.IgnoreThanks)
                {
                    if (!_all.Exists(s => !s.Over)) _all.Add(new Sitting { Started = m, Stopped = m, VerdictAt = m, Verdict = Verdict.NotApplicable, Thanks = true, Cal = "24x7" });
                }
                else if (message && !_all.Exists(s => !s.Over)) Begin(m);
                break;
        }
    }

    private void Begin(int m) => _all.Add(new Sitting { Started = m, Limit = _priority, Cal = _target.Calendar.For(_priority)! });
}
