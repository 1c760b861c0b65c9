using System.Globalization;
using Prazo.Bench;
using Prazo.Bench.Calendars;
using Prazo.Bench.Replay;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

// One line for each benchmark: its name, what it measures, and the run, which returns the Markdown that is committed.
Benchmark[] benchmarks =
[
    new("calendars", "add and between against a copy and against a NodaTime day walk; compilation", CalendarBench.Run),
    new("replay", "a million tickets on columns against a scan and write of the same columns", ReplayBench.Run),
];

var chosen = benchmarks.FirstOrDefault(b => args.Length > 0 && b.Name == args[0]);
if (chosen is null)
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project bench/Prazo.Bench -- NAME [--write]");
    foreach (var benchmark in benchmarks)
        Console.Error.WriteLine($"  {benchmark.Name,-12} {benchmark.About}");
    return 2;
}
var markdown = $"""
    # {chosen.Name}: {chosen.About}

    {Machine.Describe()}

    Command: `dotnet run -c Release --project bench/Prazo.Bench -- {chosen.Name} --write`

    {chosen.Run(args[1..])}
    """;
Console.WriteLine(markdown);
if (args.Contains("--write"))
{
    var results = Directory.CreateDirectory(Path.Combine(Machine.RepositoryRoot(), "bench", "results"));
    File.WriteAllText(Path.Combine(results.FullName, chosen.Name + ".md"), markdown.TrimEnd() + "\n");
}
return 0;
