using System.CommandLine;

namespace Prazo.Cli.Commands;

internal sealed class CalendarCommand : PrazoCommand
{
    public CalendarCommand(Terminal terminal)
        : base("calendar", "Look at a calendar: opening hours, holidays, validity; export its holidays, import others.",
            "prazo calendar show --hours \"mon-fri 08:00-18:00\" --holidays br,br-sp --zone America/Sao_Paulo --month 2026-04",
            "prazo calendar ics --holidays ro --zone Europe/Bucharest --year 2026 --out ro-2026.ics")
    {
        Add(new CalendarShowCommand(terminal));
        Add(new CalendarIcsCommand(terminal));
        Add(new CalendarImportCommand(terminal));
    }
}
