using System.CommandLine;

namespace Prazo.Cli;

/// <summary>A command with the examples that its help shows.</summary>
internal abstract class PrazoCommand(string name, string description, params string[] examples) : Command(name, description)
{
    public string[] Examples { get; } = examples;
}
