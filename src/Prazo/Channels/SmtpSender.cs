using System.Net;
using System.Net.Mail;
using System.Net.Sockets;
using NodaTime;

namespace Prazo.Channels;

/// <summary>The server that takes our mail.</summary>
/// <param name="Tls">STARTTLS, without which nothing is sent; false for a server on this machine or in tests. TLS from the first byte (port 465) is not offered.</param>
public sealed record SmtpSettings(string Host, int Port = 587, bool Tls = true, string? User = null, string? Password = null)
{
    public Duration Timeout { get; init; } = Duration.FromSeconds(60);

    /// <summary>Without the password.</summary>
    public override string ToString() => $"smtp{(Tls ? "+starttls" : "")}://{(User is null ? "" : User + "@")}{Host}:{Port}";
}

public enum MailResult
{
    /// <summary>The server took it.</summary>
    Sent,

    /// <summary>Not now: worth another attempt.</summary>
    Failed,

    /// <summary>The server will never take it for these recipients, or it cannot be written.</summary>
    Rejected,
}

public sealed record MailOutcome(MailResult Result, string Detail);

/// <summary>Hands mails to the server, one connection each.</summary>
public sealed class SmtpSender(SmtpSettings settings)
{
    /// <summary>Makes one attempt. Returns within the time-out; throws only when <paramref name="stop"/> is cancelled.</summary>
    public async Task<MailOutcome> Send(OutgoingMail mail, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(mail);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(stop);
        timeout.CancelAfter(settings.Timeout.ToTimeSpan());
        using var client = new SmtpClient(settings.Host, settings.Port) { EnableSsl = settings.Tls, DeliveryFormat = SmtpDeliveryFormat.SevenBit };
        if (settings.User is not null)
            client.Credentials = new NetworkCredential(settings.User, settings.Password);
        try
        {
            using var message = mail.ToMessage();
            await client.SendMailAsync(message, timeout.Token).WaitAsync(timeout.Token).ConfigureAwait(false);
            return new MailOutcome(MailResult.Sent, "");
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new MailOutcome(MailResult.Failed, $"{settings.Host} did not answer within {settings.Timeout.TotalSeconds:0.#} s");
        }
        catch (SmtpException failure)
        {
            return new MailOutcome(IsForEver(failure) ? MailResult.Rejected : MailResult.Failed, Said(failure));
        }
        catch (Exception failure) when (failure is FormatException or ArgumentException or InvalidOperationException)
        {
            return new MailOutcome(MailResult.Rejected, Said(failure));
        }
        catch (Exception failure) when (failure is IOException or SocketException or System.Security.Authentication.AuthenticationException)
        {
            return new MailOutcome(MailResult.Failed, Said(failure));
        }
    }

    /// <summary>5xx for a mailbox or a message. Refused credentials and a missing STARTTLS are mended by people: what waits is sent then.</summary>
    private static bool IsForEver(SmtpException failure) => failure switch
    {
        SmtpFailedRecipientsException several => several.InnerExceptions.All(IsForEver),
        _ => failure.StatusCode is SmtpStatusCode.MailboxUnavailable or SmtpStatusCode.MailboxNameNotAllowed or SmtpStatusCode.UserNotLocalTryAlternatePath or SmtpStatusCode.TransactionFailed or SmtpStatusCode.ExceededStorageAllocation,
    };

    private static string Said(Exception failure) => string.Concat((failure.InnerException is { } inner ? $"{failure.Message} {inner.Message}" : failure.Message).ReplaceLineEndings(" ").Where(c => !char.IsControl(c)).Take(1000));
}
