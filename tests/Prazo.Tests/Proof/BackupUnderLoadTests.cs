using System.Diagnostics;
using Prazo.Storage;
using Prazo.Tests.Cli;
using Prazo.Tests.Storage;

namespace Prazo.Tests.Proof;

/// <summary>S7: a backup that a real process takes while a real server takes events restores to a whole database with everything that was acknowledged before it began.</summary>
[Collection("real processes")]
public class BackupUnderLoadTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task S7_a_backup_under_load_restores_with_every_event_that_was_acknowledged_before_it(string database)
    {
        using var folder = Shell.Temporary();
        using var kept = TestDatabase.New(database);
        using var load = await Load.On(kept.Name);
        using var server = await ServedProcess.Start(kept.Name, PostgresServer.FreePort());
        load.Servers = [server.Url];
        load.Start(shops: 12);
        var backups = new List<(string File, IReadOnlyList<Delivery> Before)>();
        for (var round = 1; round <= 2; round++)
        {
            await Reaches(load, load.Acknowledged + 40);
            var (file, before) = (folder[$"{round}.prazo"], load.AcknowledgedSoFar);
            Run($"prazo backup {file} --database '{kept.Name}'");
            // A slow disk may keep no event during a short backup: that one proves nothing, and another is taken.
            for (var again = 0; again < 20 && load.Acknowledged == before.Count; again++)
            {
                before = load.AcknowledgedSoFar;
                Run($"prazo backup {file} --force --database '{kept.Name}'");
            }
            load.Acknowledged.ShouldBeGreaterThan(before.Count, "events went on while the backup was taken");
            backups.Add((file, before));
        }
        await load.End();
        server.Stop().ShouldBe(0);
        await load.Check("backups were taken");
        Run($"prazo check --database '{kept.Name}'").ShouldContain("Whole: ");
        await Restores(backups[0], "sqlite", load);
        await Restores(backups[1], PostgresServer.Missing is null ? "postgres" : "sqlite", load);
    }

    private static async Task Restores((string File, IReadOnlyList<Delivery> Before) backup, string kind, Load load)
    {
        var (file, before) = backup;
        using var target = TestDatabase.New(kind);
        Run($"prazo restore {file} --database '{target.Name}'");
        Run($"prazo check --database '{target.Name}'").ShouldContain("Whole: ");
        using var db = Db.Open(target.Name);
        var there = await new Desk(db, load.Tenant).Events();
        before.Select(d => $"{d.Ticket} {d.Event.Id}").Except(there, StringComparer.Ordinal).ShouldBeEmpty($"{file} on {kind}");
        there.ShouldBeUnique();
    }

    private static async Task Reaches(Load load, int acknowledged)
    {
        for (var waited = Stopwatch.StartNew(); load.Acknowledged < acknowledged && waited.Elapsed < TimeSpan.FromSeconds(60);)
            await Task.Delay(10);
        load.Acknowledged.ShouldBeGreaterThanOrEqualTo(acknowledged);
    }

    private static string Run(string line)
    {
        var outcome = Shell.Bash(line);
        outcome.ExitCode.ShouldBe(0, $"{line}\n{outcome.All}");
        return outcome.Out;
    }
}
