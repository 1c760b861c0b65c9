using NodaTime;
using Prazo.Agreements;
using Prazo.Tests.People;
using Prazo.Tests.Storage;

namespace Prazo.Tests.Agreements;

/// <summary>What is read of publications is kept in memory: it must be what the database holds.</summary>
public class PublishedAgreementsTests
{
    private static string Agreement(string within) => $$"""
        prazo: 1
        agreement: suporte
        title: Suporte
        kind: service
        zone: America/Sao_Paulo
        targets: { resolution: { within: {{within}} clock, calendar: 24x7 } }
        """;

    [Theory, OnSqlite, OnPostgres]
    public async Task What_was_read_of_a_publication_that_was_rolled_back_is_not_taken_for_the_next_one(string database)
    {
        using var office = new Office(database);
        var agreements = new PublishedAgreements();
        await Should.ThrowAsync<InvalidOperationException>(office.Db.Write(tx =>
        {
            PublishedAgreements.Publish(tx, office.Tenant, Agreement("4h"), "test", office.Now);
            // Read within the transaction, as a fold would.
            agreements.For(tx, office.Tenant, long.MaxValue).Agreements.Length.ShouldBe(1);
            throw new InvalidOperationException("the commit failed");
        }));
        office.Do(tx => PublishedAgreements.Publish(tx, office.Tenant, Agreement("1h"), "test", office.Now));
        office.Read(s => agreements.Latest(s, office.Tenant, "suporte"))!.Targets[0].Within.Else!.ToString().ShouldBe("1h clock");
    }
}
