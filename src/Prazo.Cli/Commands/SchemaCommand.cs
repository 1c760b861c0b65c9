using System.CommandLine;
using Prazo.Engine.Agreements;

namespace Prazo.Cli.Commands;

/// <summary>The JSON Schema of agreement files, for editors.</summary>
internal sealed class SchemaCommand : PrazoCommand
{
    public SchemaCommand(Terminal terminal)
        : base("schema", "Print the JSON Schema of agreement files, so that editors check and complete them.",
            "prazo schema > agreement.schema.json")
    {
        var to = new Option<string?>("--out", "-o") { Description = "File to write; default standard output.", HelpName = "FILE" };
        Add(to);
        SetAction(parsed =>
        {
            terminal.Write(parsed.GetValue(to), writer => writer.WriteLine(AgreementSchema.Json().TrimEnd()));
            return ExitCode.Fine;
        });
    }
}
