using System.Globalization;
using NodaTime;
using Prazo.Engine.Calendars;

namespace Prazo.Engine.Tests.Calendars.Holidays;

/// <summary>The rules against the public lists of 2010–2026: every difference is named here with its reason, and none of these may vanish unnoticed.</summary>
[Trait("Rule", "T9")]
public class BrazilListTests
{
    private const string National = """
        br list 2026-11-20 2024 | the known fault of the list of 2024: Consciência Negra dated two years late
        br rule 11-20 2024 | the law 14.759/2023 holds from 2024
        """;

    private const string States = """
        ac list 01-20 2010-2016 | Dia do Católico is a law of 2016
        ac list 01-20 2020-2022,2025 | on Monday to Thursday kept later in the week (law 2.126/2009)
        ac rule 01-21 2022 | so kept on Friday
        ac rule 01-22 2021 | so kept on Friday
        ac rule 01-22 2026 | kept on Thursday, the 23rd being Friday; the list of 2026 does not have it
        ac list 01-23 2012-2014,2017-2019,2023,2024 | Dia do Evangélico on Monday to Thursday, kept on Friday (law 2.126/2009)
        ac rule 01-24 2014,2020,2025 | so kept on Friday
        ac rule 01-25 2013,2019 | so kept on Friday
        ac rule 01-26 2018,2024 | so kept on Friday
        ac rule 01-27 2012,2017,2023 | so kept on Friday
        ac list 01-24 2026 | the list repeats the Friday of 2025; in 2026 the 23rd is a Friday
        ac rule 01-23 2026 | the 23rd is a Friday
        ac list 09-07 2012,2018 | Friday is Independence Day already; kept on Thursday
        ac rule 09-06 2012,2018 | so kept on Thursday
        ac rule 11-17 2012,2013,2017-2019,2023,2024 | Tratado de Petrópolis (law 57/1965), which the list does not have
        ac rule 11-18 2011,2016,2022 | the same, kept on Friday
        ac rule 11-19 2010,2021 | the same, kept on Friday
        ac rule 11-20 2015,2020,2026 | the same, kept on Friday
        ac rule 11-21 2014,2025 | the same, kept on Friday
        al list 11-30 2010-2012 | Dia do Evangélico is a law of 2013
        al list 11-30 2017,2021,2023 | on Tuesday and Thursday kept beside the week-end (law 7.530/2013)
        al rule 11-29 2021 | so kept on Monday
        al rule 12-01 2017,2023 | so kept on Friday
        al rule 06-24 2026 | dropped from the list of 2026, not from the state's holidays
        al rule 11-20 2026 | state law; national too since 2024
        al rule 11-30 2026 | dropped from the list of 2026, the law stands
        am rule 11-20 2026 | state law; national too since 2024
        ap list 05-15 2010-2017 | Dia de Cabralzinho is a law of 2017
        ap list 07-25 2010,2011 | São Tiago is a law of 2012
        ap list 07-25 2019-2025 | struck down by the Supreme Court in September 2018
        ap rule 11-20 2026 | state law; national too since 2024
        ap rule 11-30 2026 | dropped from the list of 2026
        ce list 03-25 2010,2011 | instituted on 6 December 2011
        df rule 04-21 2010-2026 | coincides with the national Tiradentes
        es list 04-28 2026 | the list repeats the date of 2025
        es rule 04-20 2020 | Nossa Senhora da Penha, law 11.010/2019: eight days after Easter; not in the list before 2026
        es rule 04-12 2021 | the same
        es rule 04-25 2022 | the same
        es rule 04-17 2023 | the same
        es rule 04-08 2024 | the same
        es rule 04-28 2025 | the same
        es rule 04-13 2026 | the same, on the right date
        ma list 11-20 2010-2017,2019-2025 | law of 2017, kept in 2018 only; national since 2024
        mg rule 04-21 2010-2026 | coincides with the national Tiradentes
        mt rule 11-20 2026 | state law; national too since 2024
        pb list 07-26 2016-2025 | revoked by law 10.601/2015
        pe list 03-06 2010-2017 | until 2017 on the first Sunday of March
        rj list 03-04 2026 | the list repeats the Carnival of 2025
        rj rule 02-17 2026 | the Carnival of 2026
        rj rule 04-23 2026 | São Jorge, dropped from the list of 2026, the law stands
        rj rule 11-20 2026 | state law; national too since 2024
        ro rule 06-18 2026 | dropped from the list of 2026, the law stands
        rr list 10-30 2015 | a day off for public servants, moved from 28 October; no holiday
        sc list 08-11 2010-2012,2014-2018,2020-2023,2025 | by law 12.906/2004 kept on the next Sunday
        sc rule 08-12 2012,2018 | so kept on Sunday
        sc rule 08-13 2017,2023 | so kept on Sunday
        sc rule 08-14 2011,2016,2022 | so kept on Sunday
        sc rule 08-15 2010,2021 | so kept on Sunday
        sc rule 08-16 2015,2020,2026 | so kept on Sunday
        sc rule 08-17 2014,2025 | so kept on Sunday
        to rule 08-15 2025,2026 | Senhor do Bonfim, law 4.509/2024, not in the list
        """;

    [SharedFact(BrazilLists.Folder)]
    public void National_rules_differ_from_the_lists_only_by_the_fault_of_2024()
    {
        var found = Years(2010, 2026).SelectMany(y => BrazilLists.Differences("br", BrazilLists.Rows("nacional", y).Select(r => r.Date), Dates("br", y), y));
        found.Order().ShouldBe(BrazilLists.Explained(National).Order());
    }

    [SharedFact(BrazilLists.Folder)]
    public void State_rules_differ_from_the_lists_only_where_it_is_explained()
    {
        var found = from year in Years(2010, 2026)
                    let rows = BrazilLists.Rows("estadual", year).ToLookup(r => r.State.ToLowerInvariant(), r => r.Date)
                    from uf in BrazilStates.Codes
                    from difference in BrazilLists.Differences(uf, rows[uf], Dates("br-" + uf, year), year)
                    select difference;
        found.Order().ShouldBe(BrazilLists.Explained(States).Order());
    }

    [SharedFact(BrazilLists.Folder)]
    public void Every_state_of_the_lists_has_a_set() =>
        Years(2010, 2026).SelectMany(y => BrazilLists.Rows("estadual", y)).Select(r => r.State.ToLowerInvariant()).Distinct().ShouldBeSubsetOf(BrazilStates.Codes);

    [SharedFact(BrazilLists.Folder)]
    public void Cities_carry_every_day_of_the_lists_but_260_movable_feasts_that_repeat_2025()
    {
        var towns = File.ReadLines(SharedData.Find("data/brazil/municipios.csv")!).Skip(1).Select(l => l.Split(',')).ToDictionary(f => f[0], f => f[1]);
        var sets = BuiltInHolidays.Ids.Where(id => id.Length > 6 && id[5] == '-').Select(id => BuiltInHolidays.Find(id)!).ToLookup(s => s.Name);
        int same = 0, mended = 0, townless = 0;
        foreach (var year in Years(2024, 2026))
            foreach (var row in BrazilLists.Rows("municipal", year))
            {
                if (row.Town.Length == 0)
                {
                    townless++;
                    continue;
                }
                var set = sets[$"{towns[row.Town]} ({row.State})"].ShouldHaveSingleItem();
                if (set.Rules.OfType<DatedHoliday>().Any(r => r.From == row.Date))
                    same++;
                else if (set.Source.Contains($"(na lista {row.Date.ToString("MM-dd", CultureInfo.InvariantCulture)})", StringComparison.Ordinal) && row.Date.Year == 2026)
                    mended++;
                else
                    Assert.Fail($"{set.Id} lost {row}");
            }
        (same, mended, townless).ShouldBe((19_242, 260, 8));
    }

    [SharedFact(BrazilLists.Folder)]
    public void The_lists_of_2026_give_no_named_movable_feast_its_own_date()
    {
        // The fault that the generator mends: should a corrected list arrive, this test says that mending is over.
        var feasts = new Dictionary<string, LocalDate> { ["Corpus Christi"] = new(2026, 6, 4), ["Sexta-feira Santa"] = new(2026, 4, 3), ["Carnaval"] = new(2026, 2, 17) };
        BrazilLists.Rows("municipal", 2026).Count(r => feasts.TryGetValue(r.Name, out var date) && date == r.Date).ShouldBe(0);
        BrazilLists.Rows("municipal", 2026).Count(r => r.Name == "Corpus Christi" && r.Date == new LocalDate(2026, 6, 19)).ShouldBeGreaterThan(100);
    }

    private static IEnumerable<int> Years(int from, int to) => Enumerable.Range(from, to - from + 1);

    private static IEnumerable<LocalDate> Dates(string id, int year) => HolidayDates.InYear(BuiltInHolidays.Find(id)!, year).Select(d => d.Date);
}
