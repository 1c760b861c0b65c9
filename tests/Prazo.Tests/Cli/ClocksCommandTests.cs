using Prazo.Storage;
using Prazo.Workspaces;

namespace Prazo.Tests.Cli;

public class ClocksCommandTests
{
    [Fact]
    public async Task Recompute_looks_with_preview_keeps_with_apply_and_wants_one_of_them()
    {
        var folder = Directory.CreateTempSubdirectory("prazo-clocks-").FullName;
        var file = Path.Combine(folder, "prazo.db");
        using (var db = Db.Open(file))
            await db.Write(tx => Workspace.Create(tx, "Loja", "pt-BR", "America/Sao_Paulo", NodaTime.Instant.FromUtc(2026, 3, 2, 12, 0)));

        var preview = Shell.Run("clocks", "recompute", "--preview", "--database", file);
        (preview.ExitCode, preview.Out.Trim()).ShouldBe((0, "Loja: 0 tickets, 0 clocks stand differently; 0 would be broken, 0 would be so no more."));
        using (var db = Db.Open(file))
            (await db.Read(s => s.Value<long>("SELECT COUNT(*) FROM refolds"))).ShouldBe(0);

        Shell.Run("clocks", "recompute", "--apply", "--database", file).Out.ShouldContain("0 tickets folded anew.");
        using (var db = Db.Open(file))
            (await db.Read(s => s.Value<long>("SELECT COUNT(*) FROM refolds WHERE finished IS NOT NULL"))).ShouldBe(1);

        Shell.Run("clocks", "recompute", "--database", file).ExitCode.ShouldBe(2);
        Directory.Delete(folder, recursive: true);
    }
}
