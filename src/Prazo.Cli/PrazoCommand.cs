using System.CommandLine;
using System.CommandLine.Parsing;

namespace Prazo.Cli;

/// <summary>A command with the examples that its help shows.</summary>
internal abstract class PrazoCommand(string name, string description, params string[] examples) : Command(name, description)
{
    public string[] Examples { get; } = examples;

    /// <summary>One or more files. A mistyped option is no file and no name: it would be looked for, and the real mistake never be said.</summary>
    protected static Argument<string[]> FilesArgument(string name, string description)
    {
        var files = new Argument<string[]>(name) { Description = description, Arity = ArgumentArity.OneOrMore };
        files.Validators.Add(RefuseOptions);
        return files;
    }

    protected static Argument<string> OneArgument(string name, string description)
    {
        var file = new Argument<string>(name) { Description = description };
        file.Validators.Add(RefuseOptions);
        return file;
    }

    protected static Argument<string?> OptionalArgument(string name, string description)
    {
        var file = new Argument<string?>(name) { Description = description, Arity = ArgumentArity.ZeroOrOne };
        file.Validators.Add(RefuseOptions);
        return file;
    }

    private static void RefuseOptions(ArgumentResult result)
    {
        foreach (var token in result.Tokens.Where(t => t.Value.StartsWith("--", StringComparison.Ordinal)))
            result.AddError($"Unrecognized option '{token.Value}'.");
    }
}
