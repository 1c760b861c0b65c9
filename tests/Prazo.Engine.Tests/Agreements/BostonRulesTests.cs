using System.Globalization;
using System.IO.Compression;
using NodaTime;
using NodaTime.Text;
using Prazo.Engine.Agreements;
using Xunit.Abstractions;

namespace Prazo.Engine.Tests.Agreements;

/// <summary>The city's own promised dates, reproduced by a typed duration. Its rules were measured from the data, and it also sets some dates by hand.</summary>
[Trait("Rule", "T8")]
public sealed class BostonRulesTests(ITestOutputHelper output)
{
    const string File = "data/boston-311-2011.csv.gz";
    const string Rule = "business days, closed day keeping time, from 17:00 at 08:30, before opening keep";

    static readonly Lazy<List<(string Type, LocalDateTime Opened, LocalDateTime Target)>> Rows = new(Read);

    /// <summary>Shares are given rounded; the counts behind them are exact.</summary>
    [SharedTheory(File)]
    [InlineData("Street Light Outages", 10, 4910, 4837, 98.5)]
    [InlineData("Request for Pothole Repair", 2, 1636, 1608, 98.3)]
    [InlineData("Traffic Signal Repair", 1, 1151, 1150, 99.9)]
    [InlineData("Graffiti Removal", 45, 1943, 1889, 97.2)]
    [InlineData("Sign Repair", 10, 559, 550, 98.39)]
    [InlineData("Sticker Request", 2, 1309, 1307, 99.85)]
    public void T8_The_citys_promised_dates_are_reproduced_within_a_minute(string type, int days, int rows, int atLeast, double share)
    {
        var within = DeadlineTables.Parse($"{days} {Rule}");
        var calendar = OfficeHours.Of("America/New_York", "mon-fri 08:30-17:00").Compile();
        var ofType = Rows.Value.Where(r => string.Equals(r.Type, type, StringComparison.Ordinal)).ToList();
        var same = ofType.Count(r => IsWithinAMinute(r.Target, Deadlines.Of(within, calendar.ToInstant(r.Opened), calendar).Due!.Value.InZone(calendar.Zone).LocalDateTime));

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{type}: {same} of {ofType.Count}, {100.0 * same / ofType.Count:0.000} %"));
        ofType.Count.ShouldBe(rows);
        same.ShouldBeGreaterThanOrEqualTo(atLeast);
        var digits = share.ToString(CultureInfo.InvariantCulture).Split('.')[1].Length;
        Math.Round(100.0 * same / rows, digits).ShouldBeGreaterThanOrEqualTo(share);
    }

    /// <summary>Without one of its three parts the rule misses far more: each is needed.</summary>
    [SharedTheory(File)]
    [InlineData("business days")]
    [InlineData("business days, closed day keeping time")]
    [InlineData("business days, from 17:00 at 08:30")]
    [InlineData("business days, closed day at opening, from 17:00 at 08:30")]
    public void T8_Each_part_of_the_rule_is_needed(string rule)
    {
        var within = DeadlineTables.Parse($"10 {rule}");
        var calendar = OfficeHours.Of("America/New_York", "mon-fri 08:30-17:00").Compile();
        var lights = Rows.Value.Where(r => string.Equals(r.Type, "Street Light Outages", StringComparison.Ordinal)).ToList();
        var same = lights.Count(r => IsWithinAMinute(r.Target, Deadlines.Of(within, calendar.ToInstant(r.Opened), calendar).Due!.Value.InZone(calendar.Zone).LocalDateTime));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rule}: {same} of {lights.Count}"));
        same.ShouldBeLessThan(4700);
    }

    static bool IsWithinAMinute(LocalDateTime a, LocalDateTime b) =>
        Math.Abs(NodaTime.Period.Between(a, b, PeriodUnits.Milliseconds).Milliseconds) <= 60_000;

    static List<(string, LocalDateTime, LocalDateTime)> Read()
    {
        var pattern = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss");
        var rows = new List<(string, LocalDateTime, LocalDateTime)>();
        using var gzip = new GZipStream(System.IO.File.OpenRead(SharedData.Find(File)!), CompressionMode.Decompress);
        using var reader = new StreamReader(gzip);
        var header = Cells(reader.ReadLine()!);
        var (type, opened, target) = (header.IndexOf("type"), header.IndexOf("open_dt"), header.IndexOf("target_dt"));
        while (reader.ReadLine() is { } line)
        {
            var cells = Cells(line);
            if (pattern.Parse(cells[opened]) is { Success: true, Value: var o } && pattern.Parse(cells[target]) is { Success: true, Value: var t })
                rows.Add((cells[type], o, t));
        }
        return rows;
    }

    static List<string> Cells(string line)
    {
        var cells = new List<string>();
        var (cell, quoted) = ("", false);
        foreach (var c in line)
        {
            if (c == '"')
                quoted = !quoted;
            else if (c == ',' && !quoted)
                (cells, cell) = ([.. cells, cell], "");
            else
                cell += c;
        }
        return [.. cells, cell];
    }
}
