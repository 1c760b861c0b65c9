using System.CommandLine;
using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Prazo.Agreements;
using Prazo.Statements;
using Prazo.Storage;
using Prazo.Workspaces;

namespace Prazo.Cli.Commands;

internal sealed class StatementCommand : PrazoCommand
{
    public StatementCommand(Terminal terminal)
        : base("statement", "Close a period of an agreement to the cent, hand it over with its proof, and verify one that was handed to you.",
            "prazo statement draft suporte-loja-aurora --period 2026-10", "prazo statement close suporte-loja-aurora 2026-10", "prazo statement export suporte-loja-aurora 2026-10 --out outubro.jsonl", "prazo statement verify outubro.jsonl --key 9f86d0…")
    {
        Add(new Key(terminal));
        Add(new ListAll(terminal));
        Add(new Draft(terminal));
        Add(new Show(terminal));
        Add(new Settle(terminal));
        Add(new Close(terminal));
        Add(new Export(terminal));
        Add(new Verify(terminal));
    }

    /// <summary>A command about one statement: of an agreement, for a period that a day or a month names.</summary>
    private abstract class OfOne : StoreCommand
    {
        private readonly Argument<string> _agreement = OneArgument("AGREEMENT", "The agreement's id.");
        private readonly Argument<string?> _period = OptionalArgument("PERIOD", "A month like 2026-10, or any day of the period; without it, the latest.");

        protected OfOne(Terminal terminal, string name, string description, params string[] examples) : base(terminal, name, description, examples)
        {
            Add(_agreement);
            Add(_period);
        }

        protected Statement Find(ParseResult parsed, Session session, Guid tenant)
        {
            var (agreement, day) = (parsed.GetValue(_agreement)!, Day(parsed.GetValue(_period)));
            var text = day is { } d ? LocalDatePattern.Iso.Format(d) : null;
            return StatementActs.All(session, tenant).FirstOrDefault(s => s.Agreement == agreement && (text is null || (string.CompareOrdinal(s.FromDate, text) <= 0 && string.CompareOrdinal(text, s.ToDate) < 0)))
                ?? throw new RefusedException("unknown-statement", "", $"{agreement} has no statement {(text is null ? "yet" : "for that period")}", "draft one with `prazo statement draft`");
        }

        protected int Tell(ParseResult parsed, Statement statement)
        {
            if (parsed.GetValue(CommandLine.Json))
                Terminal.Out.WriteLine(statement.Body);
            else
                StatementText.Write(Terminal.Out, statement);
            return ExitCode.Fine;
        }
    }

    internal static LocalDate? Day(string? text)
    {
        if (text is null)
            return null;
        if (LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var date })
            return date;
        return LocalDatePattern.Iso.Parse(text + "-01") is { Success: true, Value: var first } ? first
            : throw new RefusedException("bad-period", "PERIOD", $"{text} is no period", "write a month like 2026-10, or a day like 2026-10-15");
    }

    private sealed class Key : StoreCommand
    {
        public Key(Terminal terminal) : base(terminal, "key", "Print the fingerprint of the key that signs statements, for the agreement's `statement: { key: … }`; makes the key when there is none.", "prazo statement key") { }

        protected override int Run(ParseResult parsed, Db db, string? workspace)
        {
            var key = Write(db, workspace, (tx, w) => SigningKeys.Take(tx, w.TenantId, Actor, Now));
            if (parsed.GetValue(CommandLine.Json))
                Terminal.WriteJson(json =>
                {
                    json.WriteString("fingerprint", key.Fingerprint);
                    json.WriteString("publicKey", Convert.ToBase64String(key.PublicKey));
                });
            else
                Terminal.Out.WriteLine(key.Fingerprint);
            return ExitCode.Fine;
        }
    }

    private sealed class ListAll : StoreCommand
    {
        public ListAll(Terminal terminal) : base(terminal, "list", "List statements, the latest period first.", "prazo statement list") { }

        protected override int Run(ParseResult parsed, Db db, string? workspace) => List(parsed, "statements", ["agreement", "from", "to", "state", "net", "hash"],
            Read(db, workspace, (s, w) => StatementActs.All(s, w.TenantId)).Select(s => (string?[])[s.Agreement, s.FromDate, s.ToDate, s.State, $"{s.Content.Net} {s.Content.Currency}".Trim(), s.Hash]));
    }

    private sealed class Draft : StoreCommand
    {
        private readonly Argument<string> _agreement = OneArgument("AGREEMENT", "The agreement's id.");
        private readonly Option<string?> _period = new("--period") { Description = "A month like 2026-10, or any day of the period; without it, the latest that is over.", HelpName = "PERIOD" };

        public Draft(Terminal terminal) : base(terminal, "draft", "Compute a period that is over, for the customer to look at.", "prazo statement draft suporte-loja-aurora", "prazo statement draft suporte-loja-aurora --period 2026-10")
        {
            Add(_agreement);
            Add(_period);
        }

        protected override int Run(ParseResult parsed, Db db, string? workspace)
        {
            var tenant = Read(db, workspace, (_, w) => w.TenantId);
            var statement = StatementActs.Draft(db, new PublishedAgreements(), tenant, parsed.GetValue(_agreement)!, Day(parsed.GetValue(_period)), Actor, Now).GetAwaiter().GetResult();
            if (parsed.GetValue(CommandLine.Json))
                Terminal.Out.WriteLine(statement.Body);
            else
                StatementText.Write(Terminal.Out, statement);
            return ExitCode.Fine;
        }
    }

    private sealed class Show : OfOne
    {
        public Show(Terminal terminal) : base(terminal, "show", "Print a statement.", "prazo statement show suporte-loja-aurora 2026-10") { }

        protected override int Run(ParseResult parsed, Db db, string? workspace) => Tell(parsed, Read(db, workspace, (s, w) => Find(parsed, s, w.TenantId)));
    }

    private sealed class Settle : OfOne
    {
        private readonly Option<string> _item = new("--item") { Description = "Which breach, as the statement names it: TICKET/TARGET/CYCLE.", Required = true };
        private readonly Option<string?> _exclude = new("--exclude") { Description = "It does not count, for this cause: " + string.Join(", ", StatementActs.Causes) + ". Without it, it stands.", HelpName = "CAUSE" };
        private readonly Option<string> _why = new("--why") { Description = "In words, for the other party.", Required = true };

        public Settle(Terminal terminal) : base(terminal, "settle", "Say of a breach of a draft whether it stands.", "prazo statement settle suporte-loja-aurora 2026-10 --item 1042/resolution/1 --exclude maintenance --why \"Announced on 3 October\"")
        {
            Add(_item);
            Add(_exclude);
            Add(_why);
        }

        protected override int Run(ParseResult parsed, Db db, string? workspace)
        {
            var statement = Read(db, workspace, (s, w) => Find(parsed, s, w.TenantId));
            var cause = parsed.GetValue(_exclude);
            return Tell(parsed, StatementActs.Settle(db, statement.TenantId, statement.Id, parsed.GetValue(_item)!, cause is null ? SettlementWord.Stands : SettlementWord.Excluded, cause, parsed.GetValue(_why), null, Actor, Now).GetAwaiter().GetResult());
        }
    }

    private sealed class Close : OfOne
    {
        public Close(Terminal terminal) : base(terminal, "close", "Freeze and sign a draft: nothing changes it from then on.", "prazo statement close suporte-loja-aurora 2026-10") { }

        protected override int Run(ParseResult parsed, Db db, string? workspace)
        {
            var statement = Read(db, workspace, (s, w) => Find(parsed, s, w.TenantId));
            return Tell(parsed, StatementActs.Close(db, statement.TenantId, statement.Id, null, Actor, Now).GetAwaiter().GetResult());
        }
    }

    private sealed class Export : OfOne
    {
        private readonly Option<string?> _out = new("--out", "-o") { Description = "File to write; standard output without it.", HelpName = "FILE" };

        public Export(Terminal terminal) : base(terminal, "export", "Write a closed statement with all that it follows from, which `prazo statement verify` recomputes anywhere.", "prazo statement export suporte-loja-aurora 2026-10 --out outubro.jsonl") => Add(_out);

        protected override int Run(ParseResult parsed, Db db, string? workspace)
        {
            var bundle = Read(db, workspace, (s, w) => StatementActs.Export(s, Find(parsed, s, w.TenantId)));
            Terminal.Write(parsed.GetValue(_out), writer => writer.Write(bundle));
            return ExitCode.Fine;
        }
    }

    /// <summary>Needs no server and no database.</summary>
    private sealed class Verify : PrazoCommand
    {
        private readonly Argument<string> _bundle = OneArgument("BUNDLE", "The file that the other party exported.");
        private readonly Option<string?> _key = new("--key") { Description = "Fingerprint of the key that must have signed: the one in your copy of the agreement.", HelpName = "FINGERPRINT" };
        private readonly Option<string?> _agreement = new("--agreement-hash") { Description = "SHA-256 of the agreement that you approved.", HelpName = "HASH" };

        private readonly Option<string?> _receipts = new("--receipts") { Description = "Receipts of what you told, from the portal: what the statement leaves out is found.", HelpName = "FILE" };

        public Verify(Terminal terminal) : base("verify", "Recompute a statement from its facts; exit code 1 when it is not identical.", "prazo statement verify outubro.jsonl", "prazo statement verify outubro.jsonl --key 9f86d081884c7d65… --receipts recibos.jsonl")
        {
            Add(_bundle);
            Add(_key);
            Add(_agreement);
            Add(_receipts);
            SetAction(parsed =>
            {
                using var receipts = parsed.GetValue(_receipts) is { } file ? new StreamReader(file) : null;
                using var reader = new StreamReader(parsed.GetValue(_bundle)!);
                var verdict = StatementVerification.Verify(reader, parsed.GetValue(_key)?.ToLowerInvariant(), parsed.GetValue(_agreement)?.ToLowerInvariant(), receipts);
                if (parsed.GetValue(CommandLine.Json))
                    terminal.WriteJson(json =>
                    {
                        json.WriteBoolean("identical", verdict.Fault is null);
                        json.WriteString("fault", verdict.Fault);
                        json.WriteString("key", verdict.Fingerprint);
                        json.WriteBoolean("vouched", verdict.Vouched);
                        json.WriteStartArray("absent");
                        foreach (var ticket in verdict.Absent)
                            json.WriteNumberValue(ticket);
                        json.WriteEndArray();
                        json.WriteString("net", verdict.Statement is { } s ? $"{s.Net} {s.Currency}".Trim() : null);
                    });
                else
                    Tell(terminal, verdict);
                return verdict.Fault is null ? ExitCode.Fine : ExitCode.Broken;
            });
        }

        private static void Tell(Terminal terminal, StatementVerdict verdict)
        {
            if (verdict.Fault is { } fault)
            {
                terminal.Out.WriteLine("NOT identical: " + fault);
                return;
            }
            var s = verdict.Statement!;
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Identical: {s.Agreement}, {s.From} to {s.To} (exclusive), {s.Tickets} tickets and {s.Events} events come to {s.Net} {s.Currency}"));
            terminal.Out.WriteLine(verdict.Vouched ? $"Signed with the key that you named, {verdict.Fingerprint}" : $"Signed with {verdict.Fingerprint}. A file that brings its own key proves nothing: compare it with the one in your agreement, or say --key.");
            if (verdict.Absent.Count > 0)
                terminal.Out.WriteLine($"You have receipts for tickets of which nothing is in it: {string.Join(", ", verdict.Absent.Select(n => string.Create(CultureInfo.InvariantCulture, $"#{n}")))}. They came under another agreement or count in another period, or were left out: ask.");
        }
    }
}
