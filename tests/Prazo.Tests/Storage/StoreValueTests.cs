using NodaTime;
using Prazo.Storage;

namespace Prazo.Tests.Storage;

/// <summary>What goes into a column comes out of it, and sorts in the same order in both databases (S3).</summary>
public class StoreValueTests
{
    private static Guid Id(string text) => Guid.Parse(text);

    [Theory, OnSqlite, OnPostgres]
    public async Task S3_every_type_comes_back_as_it_went_in(string database)
    {
        using var things = new Things(database);
        var full = new Thing
        {
            Id = Id("0198c0de-0000-7000-8000-00000000ff01"), Label = "Solução nº 1 — 😀 'quoted' \"twice\"", Amount = long.MinValue,
            At = Instant.FromUnixTimeMilliseconds(1_772_452_800_123), Day = new LocalDate(2026, 2, 28), Content = [0, 255, 7],
        };
        var empty = new Thing { Id = Id("0198c0de-0000-7000-8000-00000000ff02") };
        await things.Db.Write(tx =>
        {
            Things.Put(tx, full);
            Things.Put(tx, empty);
        });
        var found = await things.Ordered("id");
        (found[0] with { Content = null }).ShouldBe(full with { Content = null });
        found[0].Content.ShouldBe([0, 255, 7]);
        found[1].ShouldBe(empty);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task S3_queued_statements_bind_their_values_like_the_others(string database)
    {
        using var things = new Things(database);
        var full = new Thing { Id = Id("0198c0de-0000-7000-8000-00000000ff01"), Label = "é", Amount = 7, At = Things.Noon, Day = new LocalDate(2026, 12, 31), Content = [1] };
        var empty = new Thing { Id = Id("0198c0de-0000-7000-8000-00000000ff02") };
        var inside = await things.Db.Write(tx =>
        {
            foreach (var thing in new[] { full, empty })
                tx.Queue("INSERT INTO things (id, label, amount, at, day, content) VALUES (@Id, @Label, @Amount, @At, @Day, @Content)", thing);
            // A read sees what was queued before it.
            return tx.Value<long>("SELECT COUNT(*) FROM things");
        });
        inside.ShouldBe(2);
        var found = await things.Ordered("id");
        (found[0] with { Content = null }).ShouldBe(full with { Content = null });
        found[1].ShouldBe(empty);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task S3_single_values_of_every_type_are_found_and_absent_ones_are_null(string database)
    {
        using var things = new Things(database);
        var id = Id("0198c0de-0000-7000-8000-00000000ff01");
        await things.Db.Write(tx => Things.Put(tx, new Thing { Id = id, At = Things.Noon, Day = new LocalDate(2026, 3, 2), Amount = 5 }));
        await things.Db.Read(s =>
        {
            s.Value<Guid>("SELECT id FROM things").ShouldBe(id);
            s.Value<Instant?>("SELECT at FROM things").ShouldBe(Things.Noon);
            s.Value<Instant?>("SELECT at FROM things WHERE id <> @id", new { id }).ShouldBeNull();
            s.Value<LocalDate?>("SELECT day FROM things").ShouldBe(new LocalDate(2026, 3, 2));
            s.Value<string>("SELECT label FROM things").ShouldBeNull();
            s.Value<long?>("SELECT amount FROM things WHERE at = @Noon AND day = @day AND id = @id", new { Things.Noon, day = new LocalDate(2026, 3, 2), id }).ShouldBe(5);
            return true;
        });
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task S3_ids_sort_by_their_bytes_and_so_by_the_instant_at_which_they_were_made(string database)
    {
        using var things = new Things(database);
        // Little-endian storage would put the second before the first.
        Guid[] order = [Id("00000001-0000-7000-8000-000000000000"), Id("01000000-0000-7000-8000-000000000000"), Id("80000000-0000-7000-8000-000000000000"), Id("ff000000-0000-7000-8000-000000000000")];
        await things.Db.Write(tx =>
        {
            foreach (var id in order.Reverse())
                Things.Put(tx, new Thing { Id = id });
        });
        (await things.Ordered("id")).Select(t => t.Id).ShouldBe(order);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task S3_ids_made_one_after_the_other_sort_so_though_several_instants_come_by_turns(string database)
    {
        using var things = new Things(database);
        var (first, later) = (Things.Noon, Things.Noon + Duration.FromMilliseconds(1));
        var made = new List<Thing>();
        for (var i = 0; i < 300; i++)
        {
            made.Add(new Thing { Id = Ids.New(first), Amount = i });
            Ids.New(later);
        }
        await things.Db.Write(tx =>
        {
            foreach (var thing in made)
                Things.Put(tx, thing);
        });
        (await things.Ordered("id")).Select(t => t.Amount!.Value).ShouldBe(Enumerable.Range(0, 300).Select(i => (long)i));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task S3_text_sorts_by_code_point_whatever_the_locale_of_the_server(string database)
    {
        using var things = new Things(database);
        // In a locale "a" would come before "B", and "é" beside "e". UTF-16 would put U+FF5E after the emoji.
        string[] order = ["", "B", "Z", "_", "a", "ab", "b", "z", "é", "～", "😀"];
        await things.Db.Write(tx =>
        {
            foreach (var label in order.Reverse())
                Things.Put(tx, Things.Labelled(label));
        });
        (await things.Labels()).ShouldBe(order);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task S3_instants_before_1970_and_dates_sort_by_time(string database)
    {
        using var things = new Things(database);
        Instant[] instants = [Instant.FromUtc(1969, 12, 31, 23, 59), Instant.FromUnixTimeMilliseconds(-1), Instant.FromUnixTimeMilliseconds(0), Instant.FromUtc(9999, 1, 1, 0, 0)];
        LocalDate[] days = [new(999, 12, 31), new(2025, 12, 31), new(2026, 1, 1), new(2026, 10, 2)];
        await things.Db.Write(tx =>
        {
            for (var i = 3; i >= 0; i--)
                Things.Put(tx, new Thing { Id = Ids.New(Things.Noon), At = instants[i], Day = days[i] });
        });
        (await things.Ordered("at")).Select(t => t.At!.Value).ShouldBe(instants);
        (await things.Ordered("day")).Select(t => t.Day!.Value).ShouldBe(days);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Several_ids_are_asked_for_at_once(string database)
    {
        using var things = new Things(database);
        var made = Enumerable.Range(0, 5).Select(i => Things.Labelled(i.ToString("00", null))).ToList();
        await things.Db.Write(tx => made.ForEach(t => Things.Put(tx, t)));
        var found = await things.Db.Read(s => s.Query<string>($"SELECT label FROM things WHERE {s.Dialect.AnyOf("id", "ids")} ORDER BY label",
            new { ids = s.Dialect.Ids([made[4].Id, made[1].Id, Ids.New(Things.Noon)]) }));
        found.ShouldBe(["01", "04"]);
    }
}
