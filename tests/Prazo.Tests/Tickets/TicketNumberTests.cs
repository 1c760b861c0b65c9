using Prazo.Storage;
using Prazo.Tests.People;
using Prazo.Tests.Storage;
using Prazo.Tickets;

namespace Prazo.Tests.Tickets;

/// <summary>Tickets are numbered per workspace: no number twice, some left out.</summary>
public class TicketNumberTests
{
    [Theory, OnPostgres]
    public async Task A_ticket_that_is_being_created_keeps_no_other_waiting(string database)
    {
        using var office = new Office(database);
        using var inserted = new ManualResetEventSlim();
        using var another = new ManualResetEventSlim();
        var first = office.Db.Write(tx =>
        {
            var number = TicketStore.Insert(tx, office.Tenant, "shop", "T-1", office.Now).Number;
            inserted.Set();
            another.Wait(TimeSpan.FromSeconds(20)).ShouldBeTrue("the second ticket waited for the commit of the first");
            return number;
        });
        inserted.Wait(TimeSpan.FromSeconds(20)).ShouldBeTrue();
        (await office.Db.Write(tx => TicketStore.Insert(tx, office.Tenant, "shop", "T-2", office.Now).Number)).ShouldBe(2);
        another.Set();
        (await first).ShouldBe(1);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Many_who_create_at_once_get_numbers_of_their_own_and_what_is_rolled_back_takes_none_from_others(string database)
    {
        using var office = new Office(database);
        var numbers = await Task.WhenAll(Enumerable.Range(0, 60).Select(async i =>
        {
            try
            {
                return await office.Db.Write(tx =>
                {
                    var number = TicketStore.Insert(tx, office.Tenant, "shop", $"T-{i}", office.Now).Number;
                    return i % 3 == 0 ? throw new InvalidOperationException("rolled back") : number;
                });
            }
            catch (InvalidOperationException)
            {
                return 0L;
            }
        }));
        var kept = numbers.Where(n => n > 0).ToList();
        kept.Count.ShouldBe(40);
        kept.ShouldBeUnique();
        kept.Max().ShouldBeLessThanOrEqualTo(60);
        office.Read(s => s.Query<long>("SELECT number FROM tickets WHERE tenant_id = @Tenant ORDER BY number", new { office.Tenant })).ShouldBe(kept.Order());
    }
}
