namespace Prazo.Engine.Calendars;

/// <summary>Romania's legal holidays: Labour Code (Law 53/2003), article 139 paragraph 1, with the years since which each holds.</summary>
internal static class Romania
{
    // A law counts from the first such date after it came into force.
    public static HolidaySet Holidays() => Rule.Set("ro", "România",
        "Codul muncii (Legea 53/2003), art. 139 alin. (1), cu Legile 202/2008 (Rusaliile, 15 august), 147/2012 (30 noiembrie), 176/2016 (24 ianuarie), 220/2016 (1 iunie), "
        + "64/2018 (Vinerea Mare), 52/2023 (6 și 7 ianuarie); Paștele și Rusaliile după calendarul ortodox. "
        + "Nu cuprinde zilele pentru alte culte, nici zilele libere date prin hotărâri de guvern",
        Rule.On(1, 1, "Anul Nou"),
        Rule.On(1, 2, "A doua zi de Anul Nou"),
        Rule.On(1, 6, "Botezul Domnului – Boboteaza", from: 2024),
        Rule.On(1, 7, "Soborul Sfântului Proroc Ioan Botezătorul", from: 2024),
        Rule.On(1, 24, "Ziua Unirii Principatelor Române", from: 2017),
        Rule.OrthodoxEaster(-2, "Vinerea Mare", from: 2018),
        Rule.OrthodoxEaster(0, "Paștele"),
        Rule.OrthodoxEaster(1, "A doua zi de Paști"),
        Rule.On(5, 1, "Ziua Muncii"),
        Rule.On(6, 1, "Ziua Copilului", from: 2017),
        Rule.OrthodoxEaster(49, "Rusaliile", from: 2009),
        // Paschal and Pentecost dates may meet a fixed one (1 June 2026 is both); the earlier rule then gives the name.
        Rule.OrthodoxEaster(50, "A doua zi de Rusalii", from: 2009),
        Rule.On(8, 15, "Adormirea Maicii Domnului", from: 2009),
        Rule.On(11, 30, "Sfântul Apostol Andrei", from: 2012),
        Rule.On(12, 1, "Ziua Națională a României"),
        Rule.On(12, 25, "Crăciunul"),
        Rule.On(12, 26, "A doua zi de Crăciun"));
}
