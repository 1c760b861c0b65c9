using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Prazo.Engine.Agreements;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Clocks;

/// <summary>What becomes of the clocks of tickets of one kind: clock by clock, in columns, and without branches on what is found, as none would be foreseen.
/// Of one thread.</summary>
internal sealed class PlannedClocks(PlannedColumns columns)
{
    private static readonly Vector<long> Never = new(WorkingCalendar.Never);

    // Of the clock at hand: counted time; where its promise ends, in the measure that it runs in; and as instants.
    private Column _working, _elapsed, _dueIn, _lastIn, _due, _last, _originalDue, _unread;
    // From when to when it ran; whether it ended late, when that was known, and who held the ticket then; the share of the promise used, as bits.
    private Column _started, _stopped, _late, _verdictAt, _holder, _usedPercent;
    // A row of it that ended in time, and one that ended late.
    private readonly ClockRow[] _endings = new ClockRow[2];

    /// <summary>A value of each ticket. In place, so that a row is put together from one object.</summary>
    [InlineArray(PlannedReplay.BlockSize)]
    private struct Column
    {
        private long _first;
    }

    private Span<long> Whole(Span<long> column) => column[..columns.Count];

    private Span<Vector<long>> Vectors(Span<long> column) => MemoryMarshal.Cast<long, Vector<long>>(column[..columns.Length]);

    /// <summary>Writes the rows of all tickets in the columns, which have the plan and the terms, by lane, in common.</summary>
    public void Run(TicketPlan plan, PlannedTerms[] termsOf, Span<ClockRow> rows)
    {
        columns.Read(plan);
        for (var i = 0; i < plan.Clocks.Length; i++)
        {
            var (clock, terms) = (plan.Clocks[i], termsOf[plan.Clocks[i].Lane]);
            columns.Work(terms.Calendar, plan);
            Sum(clock, terms);
            LookUp(clock, terms);
            Judge(clock, terms);
            Hold(clock, plan);
            Write(clock, terms, rows[i..]);
            foreach (var stretch in clock.Stretches)
                if (stretch.Party is { } party)
                    AddPause(stretch, party, rows[i..]);
        }
    }

    /// <summary>Adds the counted stretches up. What is left of the promise as one begins ends in it, unless nothing was left (less than nothing, for the latest end).</summary>
    private void Sum(ClockPlan clock, PlannedTerms terms)
    {
        Span<Vector<long>> working = Vectors(_working), elapsed = Vectors(_elapsed), dueIn = Vectors(_dueIn), lastIn = Vectors(_lastIn);
        var used = terms.InClockTime ? elapsed : working;
        var length = new Vector<long>(terms.Length);
        working.Clear();
        elapsed.Clear();
        foreach (var stretch in clock.Stretches)
        {
            if (stretch.Party is not null)
                continue;
            ReadOnlySpan<Vector<long>> from = columns.At(stretch.From), to = columns.At(stretch.To), workedFrom = columns.Worked(stretch.From), workedTo = columns.Worked(stretch.To);
            var measure = terms.InClockTime ? from : workedFrom;
            for (var i = 0; i < working.Length; i++)
            {
                var left = length - used[i];
                var end = measure[i] + left;
                dueIn[i] = Vector.ConditionalSelect(Vector.GreaterThan(left, Vector<long>.Zero), end, dueIn[i]);
                lastIn[i] = Vector.ConditionalSelect(Vector.GreaterThanOrEqual(left, Vector<long>.Zero), end, lastIn[i]);
                working[i] += workedTo[i] - workedFrom[i];
                elapsed[i] += to[i] - from[i];
            }
        }
    }

    /// <summary>Makes instants of the promise's ends.</summary>
    private void LookUp(ClockPlan clock, PlannedTerms terms)
    {
        Ends(terms, _lastIn, _due, _last);
        if (!clock.Resumes)
        {
            Whole(_due).CopyTo(_originalDue);
            return;
        }
        Ends(terms, _dueIn, _due, _unread);
        var start = terms.InClockTime ? columns.At(clock.Start) : columns.Worked(clock.Start);
        var first = Vectors(_dueIn);
        for (var i = 0; i < first.Length; i++)
            first[i] = start[i] + new Vector<long>(terms.Length);
        Ends(terms, _dueIn, _originalDue, _unread);
    }

    private void Ends(PlannedTerms terms, Span<long> ends, Span<long> earliest, Span<long> latest)
    {
        if (terms.InClockTime)
        {
            Whole(ends).CopyTo(earliest);
            Whole(ends).CopyTo(latest);
        }
        else
        {
            terms.Calendar.Ends(Whole(ends), earliest, latest);
        }
    }

    private void Judge(ClockPlan clock, PlannedTerms terms)
    {
        ReadOnlySpan<Vector<long>> started = columns.At(clock.Start), stopped = columns.At(clock.Stop), used = terms.InClockTime ? Vectors(_elapsed) : Vectors(_working);
        started.CopyTo(Vectors(_started));
        stopped.CopyTo(Vectors(_stopped));
        Span<Vector<long>> due = Vectors(_due), last = Vectors(_last), original = Vectors(_originalDue), late = Vectors(_late), verdictAt = Vectors(_verdictAt), percent = Vectors(_usedPercent);
        var (length, whole, hundred) = (new Vector<long>(terms.Length), new Vector<double>(terms.Length), new Vector<double>(100));
        for (var i = 0; i < late.Length; i++)
        {
            late[i] = Vector.GreaterThan(used[i], length);
            verdictAt[i] = Vector.ConditionalSelect(late[i], Vector.Max(last[i], started[i]), stopped[i]);
            percent[i] = Vector.AsVectorInt64(hundred * Vector.ConvertToDouble(used[i]) / whole);
            due[i] = Shown(due[i]);
            last[i] = Shown(last[i]);
            original[i] = Shown(original[i]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<long> Shown(Vector<long> at) => Vector.ConditionalSelect(Vector.Equals(at, Never), -Vector<long>.One, at);

    /// <summary>Who held the tickets at the verdict: after its start, whoever came to hold them up to then.</summary>
    private void Hold(ClockPlan clock, TicketPlan plan)
    {
        Span<Vector<long>> verdictAt = Vectors(_verdictAt), holder = Vectors(_holder);
        columns.Held(clock.Held).CopyTo(holder);
        for (var h = clock.Held; h < clock.HeldEnd; h++)
        {
            ReadOnlySpan<Vector<long>> at = columns.At(plan.Holding[h].Place), held = columns.Held(h + 1);
            for (var i = 0; i < holder.Length; i++)
                holder[i] = Vector.ConditionalSelect(Vector.LessThanOrEqual(at[i], verdictAt[i]), held[i], holder[i]);
        }
    }

    private void Write(ClockPlan clock, PlannedTerms terms, Span<ClockRow> rows)
    {
        var endings = _endings;
        endings[0] = Ending(clock, terms, clock.Keeps ? Verdict.Met : Verdict.Cancelled, clock.Keeps ? ClockState.Met : ClockState.Cancelled);
        endings[1] = Ending(clock, terms, clock.Keeps ? Verdict.MetLate : Verdict.Broken, clock.Keeps ? ClockState.MetLate : ClockState.Overdue);
        ReadOnlySpan<int> tickets = columns.Tickets, rowsAt = columns.RowsAt;
        for (var i = 0; i < tickets.Length; i++)
        {
            ref var row = ref rows[rowsAt[i]];
            row = endings[-_late[i]];
            row.Ticket = tickets[i];
            (row.Started, row.Stopped, row.VerdictAt) = (_started[i], _stopped[i], _verdictAt[i]);
            (row.Due, row.Last, row.OriginalDue) = (_due[i], _last[i], _originalDue[i]);
            (row.Worked, row.Elapsed, row.UsedPercent) = (_working[i], _elapsed[i], BitConverter.Int64BitsToDouble(_usedPercent[i]));
            (row.Agent, row.Team) = ((int)_holder[i], (int)(_holder[i] >> 32));
        }
    }

    private static ClockRow Ending(ClockPlan clock, PlannedTerms terms, Verdict verdict, ClockState state) =>
        new() { Target = terms.Target, Cycle = clock.Cycle, Run = Clocks.Run.Stopped, Verdict = verdict, State = state, Promised = true };

    private void AddPause(StretchPlan stretch, Party party, Span<ClockRow> rows)
    {
        ReadOnlySpan<long> from = MemoryMarshal.Cast<Vector<long>, long>(columns.At(stretch.From)), to = MemoryMarshal.Cast<Vector<long>, long>(columns.At(stretch.To));
        var rowsAt = columns.RowsAt;
        for (var i = 0; i < rowsAt.Length; i++)
        {
            ref var row = ref rows[rowsAt[i]];
            switch (party)
            {
                case Party.Customer: row.PausedCustomer += to[i] - from[i]; break;
                case Party.Provider: row.PausedProvider += to[i] - from[i]; break;
                case Party.Supplier: row.PausedSupplier += to[i] - from[i]; break;
                default: row.PausedNobody += to[i] - from[i]; break;
            }
        }
    }
}
