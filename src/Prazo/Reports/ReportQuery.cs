using System.Collections.Immutable;
using NodaTime;
using Prazo.Engine.Agreements;

namespace Prazo.Reports;

/// <summary>What is asked of a history: as of when, by which dimensions, per which period.</summary>
/// <param name="By">Dimensions: <c>agent</c> and <c>team</c> (who held the ticket at the verdict), <c>target</c>, <c>agreement</c>, or any ticket field.</param>
/// <param name="Per">Null: the whole history as one period.</param>
public sealed record ReportQuery(Instant AsOf, ImmutableArray<string> By, Engine.Agreements.Period? Per);
