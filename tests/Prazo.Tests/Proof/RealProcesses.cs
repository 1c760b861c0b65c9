namespace Prazo.Tests.Proof;

/// <summary>One after the other: they measure time, and would starve each other.</summary>
[CollectionDefinition("real processes", DisableParallelization = true)]
public sealed class RealProcesses;
