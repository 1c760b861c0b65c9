using System.Globalization;
using Microsoft.Extensions.Configuration;
using Prazo.Channels;

namespace Prazo.Web.Alerts;

/// <summary>How mail leaves this server: <c>PRAZO_SMTP_HOST</c>, <c>PRAZO_SMTP_PORT</c>, <c>PRAZO_SMTP_USER</c>, <c>PRAZO_SMTP_PASSWORD</c>, <c>PRAZO_SMTP_TLS</c> and, for mails of its own,
/// <c>PRAZO_MAIL_FROM</c>; <c>PRAZO_URL</c> is where people reach it.</summary>
/// <param name="Server">What is shown of it: host, port and name, no password.</param>
/// <param name="Send">Null where no mail server is named: mails wait among the dead letters.</param>
internal sealed record MailOut(Func<OutgoingMail, CancellationToken, Task<MailOutcome>>? Send, Mailbox From, string Address, string Server = "")
{
    private const int Submission = 587;

    public static MailOut Of(IConfiguration settings)
    {
        var from = Mailbox.Of(settings["PRAZO_MAIL_FROM"], "Prazo") ?? new Mailbox("prazo@localhost.invalid", "Prazo");
        var address = settings["PRAZO_URL"] ?? "";
        if (settings["PRAZO_SMTP_HOST"] is not { Length: > 0 } host)
            return new MailOut(null, from, address);
        var port = int.TryParse(settings["PRAZO_SMTP_PORT"], NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : Submission;
        var server = new SmtpSettings(host, port, settings["PRAZO_SMTP_TLS"] != "false", settings["PRAZO_SMTP_USER"], settings["PRAZO_SMTP_PASSWORD"]);
        return new MailOut(new SmtpSender(server).Send, from, address, server.ToString());
    }
}
