using System.Collections.Immutable;
using NodaTime;
using Period = Prazo.Engine.Agreements.Period;

namespace Prazo.Reports.Live;

/// <summary>What is asked of a workspace's clocks as they stand.</summary>
/// <param name="From">Only clocks that count at or after it (T20); null: from the beginning.</param>
/// <param name="To">Only clocks that count before it; null: to the end, and those that have no verdict yet.</param>
/// <param name="Where">Only tickets whose fields have one of the values.</param>
public sealed record LiveQuery(Instant AsOf, ImmutableArray<string> By, Period? Per, Instant? From, Instant? To, ImmutableArray<(string Field, ImmutableArray<string> Values)> Where);

/// <summary>One number of a report: whose clocks are asked for.</summary>
/// <param name="Period">As in the report; null: all.</param>
/// <param name="Values">One per dimension of the query; null: all.</param>
public sealed record CellQuery(string Agreement, int Version, string Target, string? Period, ImmutableArray<string>? Values);
