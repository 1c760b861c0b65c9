using System.CommandLine;
using System.Globalization;
using Prazo.Agreements;
using Prazo.Clocks;
using Prazo.Storage;
using Prazo.Workspaces;

namespace Prazo.Cli.Commands;

/// <summary>What is kept of clocks, and what a replay says today.</summary>
internal sealed class ClocksCommand : PrazoCommand
{
    public ClocksCommand(Terminal terminal) : base("clocks", "Compare the clocks of a database with a replay, and bring them up to it.", "prazo clocks recompute --preview --database prazo.db") =>
        Add(new ClocksRecomputeCommand(terminal));
}

/// <summary>After a new version of the program, of the tz database or of a holiday list: shows which clocks stand differently, and folds every ticket anew.</summary>
internal sealed class ClocksRecomputeCommand : PrazoCommand
{
    private const int MostListed = 50;
    private readonly Terminal _terminal;
    private readonly Option<string?> _database = DatabaseOption.Create();
    private readonly Option<bool> _preview = new("--preview") { Description = "Show what would change, and change nothing." };
    private readonly Option<bool> _apply = new("--apply") { Description = "Fold every ticket anew. Verdicts that fall are taken back, not deleted: both are kept." };

    public ClocksRecomputeCommand(Terminal terminal)
        : base("recompute", "Replay every ticket and compare; with --apply, keep the result.",
            "prazo clocks recompute --preview --database prazo.db",
            "prazo clocks recompute --apply --database \"Host=localhost;Database=prazo;Username=prazo\"")
    {
        _terminal = terminal;
        Add(_database);
        Add(_preview);
        Add(_apply);
        Validators.Add(r =>
        {
            if (r.GetValue(_preview) == r.GetValue(_apply))
                r.AddError("Say one of --preview and --apply.");
        });
        SetAction(Run);
    }

    private int Run(ParseResult parsed) => DatabaseOption.With(DatabaseOption.Name(parsed, _database, _terminal), _terminal, db =>
    {
        var agreements = new PublishedAgreements();
        var workspaces = db.Read(Workspace.All).GetAwaiter().GetResult();
        foreach (var workspace in workspaces)
            Tell(workspace, db.Read(s => Recompute.Preview(s, workspace.TenantId, agreements, _terminal.Now)).GetAwaiter().GetResult());
        if (!parsed.GetValue(_apply))
            return ExitCode.Fine;
        foreach (var workspace in workspaces)
            db.Write(tx => Refold.Ask(tx, workspace.TenantId, "recompute", "all", "cli", _terminal.Now)).GetAwaiter().GetResult();
        var refolds = new Refolds(db, new ClockFold(agreements));
        var done = 0;
        while (refolds.Step(_terminal.Now).GetAwaiter().GetResult() is > 0 and var step)
            done += step;
        _terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done} tickets folded anew."));
        return ExitCode.Fine;
    });

    private void Tell(Workspace workspace, AgreementEffect effect)
    {
        _terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{workspace.Name}: {effect.Tickets} tickets, {effect.Moved.Count} clocks stand differently; {effect.WouldBreak} would be broken, {effect.WouldHeal} would be so no more."));
        foreach (var m in effect.Moved.Take(MostListed))
            _terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  #{m.Number} {m.Target} {m.Cycle}: {m.Before?.ToString() ?? "none"} due {m.DueBefore?.ToString() ?? "-"} → {m.After?.ToString() ?? "none"} due {m.DueAfter?.ToString() ?? "-"}"));
        if (effect.Moved.Count > MostListed)
            _terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  … and {effect.Moved.Count - MostListed} more"));
    }
}
