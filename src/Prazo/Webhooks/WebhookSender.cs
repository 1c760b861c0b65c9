using System.Collections.Immutable;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using NodaTime;

namespace Prazo.Webhooks;

/// <summary>What a sender may reach and how long it waits.</summary>
public sealed record WebhookOptions
{
    /// <summary>From the look-up of the name to the last byte of the answer that is read.</summary>
    public Duration Timeout { get; init; } = Duration.FromSeconds(15);

    /// <summary>Of the answer, so much is read and kept for people to see.</summary>
    public int MaxAnswerBytes { get; init; } = 8 * 1024;

    /// <summary>Plain http, for intranets and tests.</summary>
    public bool AllowHttp { get; init; }

    /// <summary>Networks that may be reached although they are not public.</summary>
    public ImmutableArray<IPNetwork> AllowedNetworks { get; init; } = [];

    /// <summary>Looks a name up.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = (host, stop) => Dns.GetHostAddressesAsync(host, stop);
}

/// <summary>One attempt to deliver one message.</summary>
/// <param name="Id">The message's id: the same at every attempt, so that a receiver can drop repetitions.</param>
/// <param name="At">When this attempt is made; signed.</param>
/// <param name="Secrets">The secrets in force; none for chat webhooks, whose address is the secret.</param>
public sealed record WebhookMessage(string Url, string Id, Instant At, ReadOnlyMemory<byte> Body, ImmutableArray<WebhookSecret> Secrets, string ContentType = "application/json");

public enum WebhookResult
{
    /// <summary>Answered with 2xx.</summary>
    Delivered,

    /// <summary>Answered with something else, or not at all, or not in time: worth another attempt.</summary>
    Failed,

    /// <summary>410: the receiver wants no more of these.</summary>
    Gone,

    /// <summary>An address that may not be reached; nothing was sent.</summary>
    Refused,
}

/// <summary>What became of an attempt.</summary>
/// <param name="Detail">For people: what the receiver answered, or what went wrong.</param>
/// <param name="RetryAfter">How long the receiver asked us to wait.</param>
public sealed record WebhookOutcome(WebhookResult Result, int? Status, string Detail, Duration Took, Duration? RetryAfter = null);

/// <summary>Sends webhooks to addresses that people of a workspace typed in, which must not become a way into the network that the server stands in:
/// the very address that is connected to is checked, so that a name that changes its mind does not help; redirects are not followed.</summary>
public sealed class WebhookSender : IDisposable
{
    private readonly WebhookOptions _options;
    private readonly HttpClient _client;

    public WebhookSender(WebhookOptions options)
    {
        _options = options;
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectCallback = Connect,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20),
            MaxConnectionsPerServer = 8,
            MaxResponseHeadersLength = 16,
            MaxResponseDrainSize = 0,
            ActivityHeadersPropagator = null,
        })
        {
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Why an address will not be called, for the form in which it is typed; null when it may be.</summary>
    public string? Objection(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
            return "not an absolute address";
        if (uri.Scheme != Uri.UriSchemeHttps && !(uri.Scheme == Uri.UriSchemeHttp && _options.AllowHttp))
            return "only https is called";
        if (uri.UserInfo.Length > 0)
            return "an address holds no user and password";
        if (!HasName(uri))
            return "not an absolute address";
        return IPAddress.TryParse(uri.IdnHost.Trim('[', ']'), out var literal) && !PublicAddress.Allows(literal, _options.AllowedNetworks) ? NotPublic(uri.Host) : null;
    }

    /// <summary>Some hosts are letters that no name can hold: the address is read, and its name cannot be written.</summary>
    private static bool HasName(Uri uri)
    {
        try
        {
            return uri.IdnHost.Length > 0;
        }
        catch (Exception e) when (e is UriFormatException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Makes one attempt. Whatever the receiver does, this returns within the time-out; it throws only when <paramref name="stop"/> is cancelled.</summary>
    public async Task<WebhookOutcome> Send(WebhookMessage message, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        var started = Stopwatch.GetTimestamp();
        if (Objection(message.Url) is { } objection)
            return new WebhookOutcome(WebhookResult.Refused, null, objection, Since(started));
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(stop);
        timeout.CancelAfter(_options.Timeout.ToTimeSpan());
        try
        {
            using var request = Request(message);
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timeout.Token).ConfigureAwait(false);
            var answer = await Read(response.Content, timeout.Token, stop).ConfigureAwait(false);
            return Judge(response, answer, Since(started));
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new WebhookOutcome(WebhookResult.Failed, null, $"no complete answer within {_options.Timeout.TotalSeconds:0.#} s", Since(started));
        }
        catch (HttpRequestException failure) when (failure.InnerException is RefusedAddress refused)
        {
            return new WebhookOutcome(WebhookResult.Refused, null, refused.Message, Since(started));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or SocketException)
        {
            return new WebhookOutcome(WebhookResult.Failed, null, Printable(failure.Message), Since(started));
        }
    }

    public void Dispose() => _client.Dispose();

    private static HttpRequestMessage Request(WebhookMessage message)
    {
        var content = new ReadOnlyMemoryContent(message.Body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(message.ContentType);
        var request = new HttpRequestMessage(HttpMethod.Post, message.Url) { Content = content };
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Prazo", "1"));
        request.Headers.Add(WebhookSignature.IdHeader, message.Id);
        request.Headers.Add(WebhookSignature.TimestampHeader, WebhookSignature.Seconds(message.At));
        if (!message.Secrets.IsDefaultOrEmpty)
            request.Headers.Add(WebhookSignature.SignatureHeader, WebhookSignature.Sign(message.Id, message.At, message.Body.Span, message.Secrets));
        return request;
    }

    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken stop)
    {
        var host = context.DnsEndPoint.Host;
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await _options.Resolve(host, stop).ConfigureAwait(false);
        // One private address among public ones is no accident to be worked around.
        if (addresses.Length == 0 || addresses.Any(a => !PublicAddress.Allows(a, _options.AllowedNetworks)))
            throw new RefusedAddress(addresses.Length == 0 ? $"{host} has no address" : NotPublic(host));
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, stop).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The beginning of the answer. The status says what the receiver did: an answer that breaks off or drips changes nothing of it.</summary>
    private async Task<string> Read(HttpContent content, CancellationToken timeout, CancellationToken stop)
    {
        var (buffer, length) = (new byte[_options.MaxAnswerBytes], 0);
        try
        {
            using var stream = await content.ReadAsStreamAsync(timeout).ConfigureAwait(false);
            while (length < buffer.Length && await stream.ReadAsync(buffer.AsMemory(length), timeout).ConfigureAwait(false) is var read and > 0)
                length += read;
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or SocketException || (failure is OperationCanceledException && !stop.IsCancellationRequested))
        {
            // What arrived is shown.
        }
        return Printable(Encoding.UTF8.GetString(buffer, 0, length));
    }

    private static WebhookOutcome Judge(HttpResponseMessage response, string answer, Duration took)
    {
        var status = (int)response.StatusCode;
        var wait = response.Headers.RetryAfter?.Delta is { } delta && delta >= TimeSpan.Zero ? Duration.FromTimeSpan(delta) : (Duration?)null;
        return status switch
        {
            >= 200 and < 300 => new(WebhookResult.Delivered, status, answer, took),
            410 => new(WebhookResult.Gone, status, answer, took),
            >= 300 and < 400 => new(WebhookResult.Failed, status, "redirects are not followed: give the final address", took),
            _ => new(WebhookResult.Failed, status, answer, took, wait),
        };
    }

    private static string Printable(string text) => string.Concat(text.Where(c => !char.IsControl(c) || c is '\n').Take(2000));

    private static string NotPublic(string host) => $"{host} is not a public address";

    private static Duration Since(long started) => Duration.FromTimeSpan(Stopwatch.GetElapsedTime(started));

    private sealed class RefusedAddress(string message) : Exception(message);
}
