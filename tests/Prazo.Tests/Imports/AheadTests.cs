using Prazo.Imports;

namespace Prazo.Tests.Imports;

public sealed class AheadTests
{
    private sealed class Box
    {
        public int Number;
    }

    [Fact]
    public void Batches_come_in_order_and_few_are_made()
    {
        var made = new HashSet<Box>(ReferenceEqualityComparer.Instance);
        var filled = 0;
        using var ahead = new Ahead<Box>("test", box =>
        {
            made.Add(box);
            return (box.Number = filled++) < 10_000;
        });

        for (var i = 0; i < 10_000; i++)
            ahead.Take()!.Number.ShouldBe(i);
        ahead.Take().ShouldBeNull();
        ahead.Take().ShouldBeNull("the end stays the end");
        made.Count.ShouldBeLessThan(20);
    }

    [Fact]
    public void What_filling_throws_comes_after_the_batches_before_it()
    {
        var filled = 0;
        using var ahead = new Ahead<Box>("test", box => (box.Number = filled++) < 3 ? true : throw new InvalidDataException("cut"));

        for (var i = 0; i < 3; i++)
            ahead.Take()!.Number.ShouldBe(i);
        Should.Throw<InvalidDataException>(ahead.Take).Message.ShouldBe("cut");
        ahead.Take().ShouldBeNull();
    }

    [Fact]
    public void Whoever_leaves_early_ends_the_filling()
    {
        var filled = 0;
        using (var ahead = new Ahead<Box>("test", _ => Interlocked.Increment(ref filled) > 0))
            ahead.Take();

        var then = Volatile.Read(ref filled);
        Thread.Sleep(50);
        Volatile.Read(ref filled).ShouldBe(then);
    }
}
