using System.Collections.Immutable;
using System.Reflection;
using NodaTime;
using Prazo.Engine.Agreements;
using Prazo.Engine.Clocks;

namespace Prazo.Engine.Tests.Clocks;

/// <summary>T2: what makes two events the same, and which of two comes first. Every kind of event there is takes part.</summary>
public class EventContentTests
{
    private static readonly Instant At = Instant.FromUtc(2026, 3, 2, 12, 0);

    private static readonly Type[] Kinds = [.. typeof(TicketEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(TicketEvent)))];

    public static readonly TheoryData<string> Names = [.. Kinds.Select(k => k.Name)];

    private static ConstructorInfo Constructor(Type kind) => kind.GetConstructors().Single(c => c.GetParameters() is [{ Name: "Id" }, ..]);

    private static TicketEvent Make(Type kind, string? changed = null) =>
        (TicketEvent)Constructor(kind).Invoke([.. Constructor(kind).GetParameters().Select(p => Value(p, p.Name == changed))]);

    private static object? Value(ParameterInfo p, bool other) => p.Name switch
    {
        "Id" => other ? "e2" : "",
        "Occurred" => other ? At + Duration.FromMilliseconds(1) : At,
        "Recorded" => other ? At + Duration.FromHours(1) : At,
        "Sequence" => other ? 1L : 0L,
        _ => p.ParameterType switch
        {
            var t when t == typeof(string) => other ? "other" : "one",
            var t when t == typeof(bool) => other,
            var t when t == typeof(Party) => other ? Party.Supplier : Party.Customer,
            var t when t == typeof(Duration) => Duration.FromHours(other ? 2 : 1),
            var t when t == typeof(Instant?) => other ? At : null,
            var t when t == typeof(ImmutableSortedDictionary<string, string>) => ImmutableSortedDictionary<string, string>.Empty.Add("status", other ? "open" : "new"),
            var t => throw new NotSupportedException($"{p.Name} is a {t}"),
        },
    };

    private static Type Kind(string name) => Kinds.Single(k => k.Name == name);

    [Fact]
    public void There_are_sixteen_kinds_of_events() => Kinds.Length.ShouldBe(16);

    [Theory]
    [MemberData(nameof(Names))]
    public void T2_Whatever_an_event_says_is_part_of_its_content(string name)
    {
        var e = Make(Kind(name));
        foreach (var p in Constructor(Kind(name)).GetParameters().Where(p => p.Name is not ("Id" or "Recorded")))
            EventOrder.Content(Make(Kind(name), p.Name)).ShouldNotBe(EventOrder.Content(e), p.Name);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void T2_Id_and_the_moment_of_learning_are_no_part_of_the_content(string name)
    {
        var e = Make(Kind(name));
        EventOrder.Content(Make(Kind(name), "Id")).ShouldBe(EventOrder.Content(e));
        EventOrder.Content(Make(Kind(name), "Recorded")).ShouldBe(EventOrder.Content(e));
        // Told twice without an id, learned at two moments: once.
        EventOrder.Of([e, Make(Kind(name), "Recorded")], At).Count.ShouldBe(1);
        // With ids of their own: twice.
        EventOrder.Of([e with { Id = "e1" }, Make(Kind(name), "Id")], At).Count.ShouldBe(2);
    }

    [Fact]
    public void T2_No_two_kinds_of_events_look_alike() =>
        Kinds.Select(k => EventOrder.Content(Make(k))).Distinct(StringComparer.Ordinal).Count().ShouldBe(Kinds.Length);

    [Fact]
    public void T2_Texts_that_contain_the_separators_stay_apart()
    {
        var a = new FieldChanged("", At, At, 0, "a|1:b", "c");
        var b = new FieldChanged("", At, At, 0, "a", "1:b|c");
        EventOrder.Content(a).ShouldNotBe(EventOrder.Content(b));
        EventOrder.Content(new ClockPaused("", At, At, 0, null, "r", Party.Nobody, "x")).ShouldNotBe(EventOrder.Content(new ClockPaused("", At, At, 0, "", "r", Party.Nobody, "x")));
    }

    [Theory]
    [InlineData("TicketCreated", 0)]
    [InlineData("FieldChanged", 1)]
    [InlineData("ClockPaused", 1)]
    [InlineData("ClockResumed", 1)]
    [InlineData("ClockWaived", 1)]
    [InlineData("ClockExtended", 1)]
    [InlineData("CustomerMessage", 2)]
    [InlineData("Absorbed", 2)]
    [InlineData("CallOffered", 2)]
    [InlineData("AgentMessage", 3)]
    [InlineData("TicketAccepted", 3)]
    [InlineData("WorkaroundGiven", 3)]
    [InlineData("CallAnswered", 3)]
    [InlineData("CallAbandoned", 3)]
    [InlineData("CallEnded", 4)]
    [InlineData("MergedInto", 9)]
    public void T2_Within_an_instant_kinds_have_their_ranks(string name, int rank) => Make(Kind(name)).Rank.ShouldBe(rank);

    [Theory]
    [InlineData("status", "resolved", 9)]
    [InlineData("status", "solved", 9)]
    [InlineData("status", "closed", 9)]
    [InlineData("status", "open", 1)]
    [InlineData("status", "done", 1)]
    [InlineData("stage", "closed", 1)]
    public void T2_Only_a_change_of_status_to_a_built_in_end_ranks_as_a_stop(string field, string value, int rank) =>
        new FieldChanged("", At, At, 0, field, value).Rank.ShouldBe(rank);

    [Fact]
    public void T2_The_order_is_a_total_one()
    {
        var all = Kinds.SelectMany(k => Constructor(k).GetParameters().Select(p => Make(k, p.Name)).Append(Make(k))).ToList();
        foreach (var a in all)
            foreach (var b in all)
            {
                Math.Sign(EventOrder.Comparer.Compare(a, b)).ShouldBe(-Math.Sign(EventOrder.Comparer.Compare(b, a)));
                if (EventOrder.Comparer.Compare(a, b) == 0)
                    a.ShouldBe(b);
            }
        var sorted = all.Order(EventOrder.Comparer).ToList();
        for (var i = 0; i < sorted.Count; i++)
            for (var j = i + 1; j < sorted.Count; j++)
                EventOrder.Comparer.Compare(sorted[i], sorted[j]).ShouldBeLessThanOrEqualTo(0);
    }

    [Fact]
    public void T2_Of_two_reports_of_one_id_the_earliest_in_order_stands_whatever_came_first()
    {
        TicketEvent early = new FieldChanged("x", At, At + Duration.FromHours(9), 0, "priority", "high");
        TicketEvent late = new FieldChanged("x", At + Duration.FromMinutes(1), At, 0, "priority", "low");
        EventOrder.Of([late, early], At + Duration.FromHours(1)).ShouldHaveSingleItem().ShouldBe(early);
        EventOrder.Of([early, late], At + Duration.FromHours(1)).ShouldHaveSingleItem().ShouldBe(early);
        // An id belongs to its first report also while the second alone would be visible.
        EventOrder.Of([early with { Occurred = At + Duration.FromHours(2) }, late with { Occurred = At + Duration.FromHours(3) }], At + Duration.FromHours(1)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("2026-03-05T12:00:00Z", "2026-03-05T12:00:00Z")]
    [InlineData("2026-03-05T12:00:00-03:00", "2026-03-05T15:00:00Z")]
    [InlineData("2026-03-05T12:00:00+05:30", "2026-03-05T06:30:00Z")]
    [InlineData("2026-03-05T12:00:00.1239Z", "2026-03-05T12:00:00.123Z")]
    [InlineData("2026-03-05", null)]
    [InlineData("2026-03-05T12:00:00", null)]
    [InlineData("2026-02-30T12:00:00Z", null)]
    [InlineData("tomorrow", null)]
    [InlineData("", null)]
    public void T2_Instants_in_fields_are_RFC_3339_cut_to_milliseconds(string text, string? expected) =>
        InstantText.Parse(text).ShouldBe(expected is null ? null : NodaTime.Text.InstantPattern.ExtendedIso.Parse(expected).Value);
}
