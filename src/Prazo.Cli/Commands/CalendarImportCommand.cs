using System.CommandLine;
using System.Text;
using Prazo.Agreements;
using Prazo.Engine;
using Prazo.Engine.Calendars;

namespace Prazo.Cli.Commands;

/// <summary>Turns an iCalendar file into a section that an agreement file takes as it is.</summary>
internal sealed class CalendarImportCommand : PrazoCommand
{
    // A calendar of holidays has kilobytes; a file of this size is something else.
    private const long Largest = 64L << 20;

    private readonly Terminal _terminal;
    private readonly Argument<string> _file = new("FILE") { Description = "An iCalendar file (.ics), or - for standard input." };
    private readonly Option<string?> _id = new("--id") { Description = "Id of the holiday set; default the file's name.", HelpName = "ID" };
    private readonly Option<string?> _out = new("--out", "-o") { Description = "File to write; default standard output.", HelpName = "FILE" };

    public CalendarImportCommand(Terminal terminal)
        : base("import", "Turn an iCalendar file into the holiday-sets section of an agreement.",
            "prazo calendar import holidays.ics --id company > holidays.yaml", "curl -s https://example.org/holidays.ics | prazo calendar import - --id company")
    {
        _terminal = terminal;
        _file.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(t => t.Value.StartsWith("--", StringComparison.Ordinal)))
                result.AddError($"Unrecognized option '{token.Value}'.");
        });
        Add(_file);
        Add(_id);
        Add(_out);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var path = parsed.GetValue(_file)!;
        var id = parsed.GetValue(_id) ?? IdOf(path);
        if (id.Length == 0 || !char.IsAsciiLetterOrDigit(id[0]) || !id.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-'))
            return _terminal.Refuse(ExitCode.Usage, CommandLine.Error("usage", $"{id} is no id", "write --id with letters, digits, dots and hyphens"));
        var (text, unreadable) = Read(path);
        if (text is null)
            return _terminal.Refuse(ExitCode.BadInput, unreadable!);
        var import = ICalendarReader.Holidays(text, id, path == "-" ? "stdin" : path);
        var errors = _terminal.Tell(import.Problems);
        if (import.Holidays.Rules.IsEmpty)
            return errors ? ExitCode.BadInput : _terminal.Refuse(ExitCode.BadInput, CommandLine.Error("no-holidays", $"{path} holds no whole-day event", "is it a calendar of holidays?"));
        _terminal.Write(parsed.GetValue(_out), writer => writer.Write(HolidaySection.Write(import.Holidays)));
        return errors ? ExitCode.BadInput : ExitCode.Fine;
    }

    private (string? Text, Problem? Problem) Read(string path)
    {
        try
        {
            using var stream = path == "-" ? _terminal.StandardInput() : File.OpenRead(path);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            var text = new StringBuilder();
            var buffer = new char[1 << 16];
            for (var n = reader.Read(buffer); n > 0; n = reader.Read(buffer))
            {
                text.Append(buffer, 0, n);
                if (text.Length > Largest)
                    return (null, CommandLine.Error("too-large", $"{path} has more than {Largest >> 20} MiB", "is it a calendar of holidays?"));
            }
            return (text.ToString(), null);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return (null, CommandLine.Error("file-not-found", $"there is no file {path}", "check the name"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, CommandLine.Error("file-unreadable", $"{path} cannot be read: {e.Message}", "check the name and the rights"));
        }
    }

    // An id has letters, digits, dots and hyphens.
    private static string IdOf(string path)
    {
        var id = new string([.. Path.GetFileNameWithoutExtension(path).ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')]).Trim('-');
        return id.Length > 0 ? id : "holidays";
    }
}
