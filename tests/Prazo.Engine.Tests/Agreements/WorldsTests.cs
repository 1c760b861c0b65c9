using System.Collections.Immutable;
using Prazo.Engine.Agreements;

namespace Prazo.Engine.Tests.Agreements;

/// <summary>"Always" and "never" of conditions, by trying every way in which a ticket can stand as far as they can tell.</summary>
public class WorldsTests
{
    /// <summary>A condition as it stands in the file.</summary>
    private static Condition Read(string condition) => AgreementText.Target("within: 4h\nreset: " + condition).Reset.ShouldNotBeNull();

    [Theory]
    [InlineData("{ status: open }", true, true)]
    [InlineData("{ status: { not: open } }", true, true)]
    [InlineData("{ event: reply }", true, true)]
    [InlineData("{ not: { event: reply } }", true, true)]
    [InlineData("{ any: [ { status: open }, { not: { status: open } } ] }", true, false)]
    [InlineData("{ any: [ { status: open }, { status: { not: OPEN } } ] }", true, false)]
    [InlineData("{ all: [ { status: open }, { status: closed } ] }", false, true)]
    [InlineData("{ status: open, not: { status: [open, closed] } }", false, true)]
    [InlineData("{ all: [ { status: [open, held] }, { status: [held, closed] } ] }", true, true)]
    [InlineData("{ all: [ { event: reply }, { event: note } ] }", false, true)] // one event at a time
    [InlineData("{ event: [reply, note], not: { event: reply } }", true, true)]
    [InlineData("{ not: { any: [ { event: reply }, { not: { event: reply } } ] } }", false, true)]
    [InlineData("{ not: { not: { not: { status: open } } } }", true, true)]
    [InlineData("{ any: [ { status: { not: open } }, { status: { not: closed } } ] }", true, false)] // no status is both
    [InlineData("{ status: \"\" }", true, true)]
    [InlineData("{ any: [ { team: n1 }, { all: [ { status: a }, { not: { status: a } } ] } ] }", true, true)]
    public void A_condition_can_hold_and_can_fail(string condition, bool canHold, bool canFail)
    {
        var read = Read(condition);
        new Worlds().Over(read).Any(w => w.Holds(read)).ShouldBe(canHold);
        new Worlds().Over(read).Any(w => !w.Holds(read)).ShouldBe(canFail);
    }

    [Theory]
    [InlineData("{ status: open }", "{ status: [open, held] }", true)]
    [InlineData("{ status: [open, held] }", "{ status: open }", false)]
    [InlineData("{ status: open }", "{ status: { not: closed } }", true)]
    [InlineData("{ status: { not: [open, closed] } }", "{ status: { not: open } }", true)]
    [InlineData("{ status: { not: open } }", "{ status: closed }", false)] // there are others
    [InlineData("{ status: open, team: n1 }", "{ any: [ { team: n1 }, { event: reply } ] }", true)]
    [InlineData("{ any: [ { status: open }, { team: n1 } ] }", "{ status: open }", false)]
    [InlineData("{ event: reply }", "{ not: { event: [note, merged] } }", true)]
    [InlineData("{ not: { any: [ { status: a }, { team: b } ] } }", "{ all: [ { not: { status: a } }, { not: { team: b } } ] }", true)] // De Morgan, there
    [InlineData("{ all: [ { not: { status: a } }, { not: { team: b } } ] }", "{ not: { any: [ { status: a }, { team: b } ] } }", true)] // and back
    public void One_condition_implies_another(string condition, string implied, bool always)
    {
        var (a, b) = (Read(condition), Read(implied));
        new Worlds().Over(a).Over(b).Any(w => w.Holds(a) && !w.Holds(b)).ShouldBe(!always);
    }

    [Theory]
    [InlineData(19_999, true)] // with the one value that nobody names: twenty thousand worlds
    [InlineData(20_000, false)]
    public void More_than_twenty_thousand_worlds_are_not_tried(int values, bool tried)
    {
        var match = new Match([new FieldIn("order", [.. Enumerable.Range(0, values).Select(i => $"v{i}")], false, default)]);
        new Worlds().Over(match).Any(w => !w.Fits(match)).ShouldBe(tried ? true : null);
        new Worlds().Over(match).Any(_ => false).ShouldBe(tried ? false : null);
    }

    [Fact]
    public void Many_fields_of_two_values_are_soon_too_many()
    {
        static Match Fields(int count) => new([.. Enumerable.Range(0, count).Select(i => new FieldIn($"f{i}", ["a", "b"], false, default))]);
        new Worlds().Over(Fields(9)).Any(w => w.Fits(Fields(9))).ShouldBe(true); // 3^9 = 19,683
        new Worlds().Over(Fields(10)).Any(w => w.Fits(Fields(10))).ShouldBeNull(); // 3^10 = 59,049
    }

    [Fact]
    public void Without_conditions_there_is_one_world() => new Worlds().Any(_ => true).ShouldBe(true);

    [Theory]
    [InlineData("{ status: waiting }", "waiting")]
    [InlineData("{ status: [a, b] }", "a/b")]
    [InlineData("{ status: { not: [a, b] } }", "not a/b")]
    [InlineData("{ event: reply }", "reply")]
    [InlineData("{ event: [reply, note] }", "reply/note")]
    [InlineData("{ status: a, team: { not: n1 } }", "a and not n1")]
    [InlineData("{ any: [ { status: a }, { status: b, team: c } ] }", "a/b and c")]
    [InlineData("{ not: { status: a } }", "not a")]
    [InlineData("{ not: { any: [ { event: note }, { team: n1 } ] } }", "not note/n1")]
    public void A_pause_without_a_reason_gives_its_condition_in_short(string condition, string reason) =>
        AgreementText.Target("within: 4h\npause: " + condition).Pause.ShouldHaveSingleItem().Reason.ShouldBe(reason);
}
