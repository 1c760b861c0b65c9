using System.CommandLine;
using System.Globalization;
using Prazo.Audit;
using Prazo.Storage;

namespace Prazo.Cli.Commands;

internal sealed class AuditCommand : PrazoCommand
{
    public AuditCommand(Terminal terminal)
        : base("audit", "The record of who changed what: verify it, export it.", "prazo audit verify", "prazo audit export --out audit.jsonl", "prazo audit verify audit.jsonl --head 1042:9f86d08…")
    {
        Add(new VerifyAudit(terminal));
        Add(new ExportAudit(terminal));
    }

    /// <summary>Needs no server; with a file, no database either.</summary>
    private sealed class VerifyAudit : StoreCommand
    {
        private readonly Argument<string?> _file = OptionalArgument("FILE", "An exported audit; without it, the database is looked at.");
        private readonly Option<string?> _head = new("--head") { Description = "A head that an earlier verification printed: proves that nothing before it was cut off or forged since.", HelpName = "SEQ:HASH" };

        public VerifyAudit(Terminal terminal)
            : base(terminal, "verify", "Follow the chain from its beginning; exit code 1 when a row was changed, removed, added or moved.", "prazo audit verify", "prazo audit verify audit.jsonl")
        {
            Add(_file);
            Add(_head);
        }

        protected override int Start(ParseResult parsed) => parsed.GetValue(_file) is { } file ? RunOnFile(parsed, file) : base.Start(parsed);

        protected override int Run(ParseResult parsed, Db db, string? workspace)
        {
            var given = Head(parsed);
            var (verdicts, waiting) = Read(db, workspace, (s, w) =>
            {
                var found = new List<AuditVerdict> { AuditChain.Verify(w.TenantId, AuditQueries.Sealed(s, w.TenantId), AuditQueries.Head(s, w.TenantId)) };
                if (given is not null)
                    found.Add(AuditChain.Verify(w.TenantId, AuditQueries.Sealed(s, w.TenantId), given));
                return (found, AuditQueries.Unsealed(s, w.TenantId));
            });
            return Tell(parsed, verdicts[0].Head, [.. verdicts.SelectMany(v => v.Faults).Distinct()], waiting);
        }

        private int RunOnFile(ParseResult parsed, string file)
        {
            try
            {
                using var reader = new StreamReader(file);
                var (tenant, rows) = AuditFile.Read(reader);
                var verdict = AuditChain.Verify(tenant, rows, Head(parsed));
                return Tell(parsed, verdict.Head, verdict.Faults, 0);
            }
            catch (RefusedException e)
            {
                return Terminal.Refuse(ExitCode.BadInput, e.Problems);
            }
        }

        private AuditHead? Head(ParseResult parsed)
        {
            if (parsed.GetValue(_head) is not { } text)
                return null;
            return text.Split(':') is [var seq, { Length: 64 } hash] && long.TryParse(seq, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && hash.All(char.IsAsciiHexDigit)
                ? new AuditHead(number, Convert.FromHexString(hash))
                : throw new RefusedException("bad-head", "--head", "that is not a head", "write SEQ:HASH as a verification printed it");
        }

        private int Tell(ParseResult parsed, AuditHead head, IReadOnlyList<string> faults, long waiting)
        {
            if (parsed.GetValue(CommandLine.Json))
                Terminal.WriteJson(json =>
                {
                    json.WriteBoolean("whole", faults.Count == 0);
                    json.WriteString("head", head.ToString());
                    json.WriteNumber("waiting", waiting);
                    json.WriteStartArray("faults");
                    foreach (var fault in faults)
                        json.WriteStringValue(fault);
                    json.WriteEndArray();
                });
            else
                TellPeople(head, faults, waiting);
            return faults.Count == 0 ? ExitCode.Fine : ExitCode.Broken;
        }

        private void TellPeople(AuditHead head, IReadOnlyList<string> faults, long waiting)
        {
            foreach (var fault in faults)
                Terminal.Out.WriteLine(fault);
            Terminal.Out.WriteLine(faults.Count == 0 ? string.Create(CultureInfo.InvariantCulture, $"The chain is whole: {head.Seq} rows.") : "The chain is not whole.");
            if (waiting > 0)
                Terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{waiting} rows have no place yet: a running server gives them one."));
            Terminal.Out.WriteLine($"Head {head}");
        }
    }

    private sealed class ExportAudit : StoreCommand
    {
        private readonly Option<string?> _out = new("--out", "-o") { Description = "File to write; standard output without it.", HelpName = "FILE" };

        public ExportAudit(Terminal terminal) : base(terminal, "export", "Write the chain as JSON Lines, which prazo audit verify checks anywhere.", "prazo audit export --out audit.jsonl") => Add(_out);

        protected override int Run(ParseResult parsed, Db db, string? workspace)
        {
            Read(db, workspace, (s, w) =>
            {
                Terminal.Write(parsed.GetValue(_out), writer => AuditFile.Write(writer, w.TenantId, AuditQueries.Sealed(s, w.TenantId)));
                return true;
            });
            return ExitCode.Fine;
        }
    }
}
