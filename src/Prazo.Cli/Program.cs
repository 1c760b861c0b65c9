using Prazo.Cli;

return CommandLine.Run(args, Terminal.OfThisProcess());
