using NodaTime;
using Prazo.Audit;
using Prazo.Tests.People;
using Prazo.Tests.Storage;

namespace Prazo.Tests.Audit;

public class AuditChainTests
{
    private static void Note(Office office, int rows)
    {
        for (var i = 0; i < rows; i++)
            office.Do(tx => AuditTrail.Write(tx, office.Tenant, "user:ana", "clock.waived", $"clock:{i}", """{"reason":"weather"}""", office.Now));
    }

    private static void Seal(Office office)
    {
        var sealer = new AuditSealer(office.Db);
        while (sealer.Step().GetAwaiter().GetResult() > 0) { }
    }

    private static AuditVerdict Verify(Office office, AuditHead? head = null) =>
        office.Read(s => AuditChain.Verify(office.Tenant, AuditQueries.Sealed(s, office.Tenant), head ?? AuditQueries.Head(s, office.Tenant)));

    private static Office Sealed(string database)
    {
        var office = new Office(database);
        Note(office, 5);
        Seal(office);
        return office;
    }

    [Theory, OnSqlite, OnPostgres]
    public void Rows_get_their_places_after_the_commit_without_a_gap(string database)
    {
        using var office = Sealed(database);
        Note(office, 2);
        office.Read(s => AuditQueries.Unsealed(s, office.Tenant)).ShouldBe(2);
        Seal(office);
        office.Read(s => AuditQueries.After(s, office.Tenant, 0, 100)).Select(r => r.Seq).ShouldBe([1, 2, 3, 4, 5, 6, 7]);
        Verify(office).Faults.ShouldBeEmpty();
        Verify(office).Head.Seq.ShouldBe(7);
    }

    /// <summary>The first hash worked out by hand from the rule: SHA-256 over the start's hash and the eight parts, each with its length before it.</summary>
    [Fact]
    public void A_row_is_sealed_over_the_hash_before_it_and_all_its_parts()
    {
        var tenant = Guid.Parse("0199c1f0-7d3a-7000-8000-2f6f3a1b5c4d");
        var row = new AuditEntry { TenantId = tenant, Id = Guid.Parse("0199c1f0-7d3a-7001-8000-2f6f3a1b5c4d"), At = Instant.FromUnixTimeMilliseconds(1772452800000), Actor = "user:ana", Action = "clock.waived", Subject = "clock:ă", Content = "{}" };
        Convert.ToHexStringLower(AuditChain.Seal(AuditChain.Start(tenant), row).Hash!).ShouldBe("bfe222181523ce007645cd72dd667fec41dc12bd3ccb4374ba543aa3819357d6");
    }

    [Theory]
    [InlineData("UPDATE audit SET content = '{\"reason\":\"none\"}' WHERE tenant_id = @Tenant AND seq = 3", "row 3 (clock.waived")]
    [InlineData("UPDATE audit SET actor = 'user:bia' WHERE tenant_id = @Tenant AND seq = 1", "row 1 (clock.waived")]
    [InlineData("UPDATE audit SET at = at + 1 WHERE tenant_id = @Tenant AND seq = 5", "row 5 (clock.waived")]
    [InlineData("DELETE FROM audit WHERE tenant_id = @Tenant AND seq = 3", "row 4 follows row 2: rows are missing")]
    [InlineData("DELETE FROM audit WHERE tenant_id = @Tenant AND seq = 1", "row 2 follows row 0: rows are missing")]
    [InlineData("DELETE FROM audit WHERE tenant_id = @Tenant AND seq = 5", "the chain ends with row 4, but row 5 was sealed")]
    [InlineData("DELETE FROM audit WHERE tenant_id = @Tenant", "the chain ends with row 0, but row 5 was sealed")]
    [InlineData("UPDATE audit SET seq = -2 WHERE tenant_id = @Tenant AND seq = 2; UPDATE audit SET seq = 2 WHERE tenant_id = @Tenant AND seq = 3; UPDATE audit SET seq = 3 WHERE tenant_id = @Tenant AND seq = -2", "row 2 (clock.waived")]
    [InlineData("UPDATE audit SET seq = NULL, hash = NULL WHERE tenant_id = @Tenant AND seq = 5", "the chain ends with row 4, but row 5 was sealed")]
    public void Tampering_is_found(string sql, string fault)
    {
        foreach (var database in PostgresServer.Missing is null ? new[] { "sqlite", "postgres" } : ["sqlite"])
        {
            using var office = Sealed(database);
            office.Do(tx => tx.Execute(sql, new { office.Tenant }));
            Verify(office).Faults.ShouldContain(f => f.StartsWith(fault, StringComparison.Ordinal), database);
        }
    }

    /// <summary>Whoever holds the database can forge the whole chain and its head; not a head that was noted elsewhere.</summary>
    [Fact]
    public void A_chain_forged_from_end_to_end_does_not_fit_a_head_noted_before()
    {
        using var office = Sealed("sqlite");
        var noted = Verify(office).Head;
        office.Do(tx => tx.Execute("UPDATE audit SET content = '{}', seq = NULL, hash = NULL WHERE tenant_id = @Tenant; DELETE FROM audit_heads WHERE tenant_id = @Tenant", new { office.Tenant }));
        Seal(office);
        Verify(office).Faults.ShouldBeEmpty();
        Verify(office, noted).Faults.ShouldHaveSingleItem().ShouldStartWith("row 5 is not the one that was sealed as the head");
        // It goes on growing, and the old head still proves what stood before it.
        using var honest = Sealed("sqlite");
        var head = Verify(honest).Head;
        Note(honest, 3);
        Seal(honest);
        Verify(honest, head).Faults.ShouldBeEmpty();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_sealers_and_four_writers_make_one_chain(string database)
    {
        using var office = new Office(database);
        var sealers = Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 30; i++)
                await new AuditSealer(office.Db).Step();
        }));
        var writers = Enumerable.Range(0, 4).Select(_ => Task.Run(() => Note(office, 20)));
        await Task.WhenAll(sealers.Concat(writers));
        Seal(office);
        var verdict = Verify(office);
        verdict.Faults.ShouldBeEmpty();
        verdict.Head.Seq.ShouldBe(80);
    }

    [Theory, OnSqlite, OnPostgres]
    public void An_exported_chain_is_verified_without_the_database_and_a_changed_line_is_found(string database)
    {
        using var office = Sealed(database);
        using var text = new StringWriter();
        AuditFile.Write(text, office.Tenant, office.Read(s => AuditQueries.Sealed(s, office.Tenant).ToList()));
        FaultsOf(text.ToString()).ShouldBeEmpty();
        FaultsOf(text.ToString().Replace("clock:2", "clock:9", StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldStartWith("row 3 (clock.waived");
        var lines = text.ToString().Split('\n');
        FaultsOf(string.Join('\n', lines.Where((_, i) => i != 2))).ShouldHaveSingleItem().ShouldStartWith("row 3 follows row 1");
        Should.Throw<RefusedException>(() => FaultsOf("nonsense\n")).Problems[0].Path.ShouldBe("line 1");
        Should.Throw<RefusedException>(() => FaultsOf(lines[0] + "\n{}\n")).Problems[0].Path.ShouldBe("line 2");

        IReadOnlyList<string> FaultsOf(string file)
        {
            var (tenant, rows) = AuditFile.Read(new StringReader(file));
            return AuditChain.Verify(tenant, rows, null).Faults;
        }
    }
}
