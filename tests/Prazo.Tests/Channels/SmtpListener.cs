using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Prazo.Tests.Channels;

/// <summary>What arrived: the envelope, and the mail as it came over the wire.</summary>
internal sealed record Arrived(string From, IReadOnlyList<string> To, string Data);

/// <summary>A mail server on 127.0.0.1, of RFC 5321 just what a client needs; a refusal makes it answer a command otherwise.</summary>
internal sealed class SmtpListener : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<string, string?> _refusal;
    private readonly Task _running;

    public SmtpListener(Func<string, string?>? refusal = null)
    {
        _refusal = refusal ?? (_ => null);
        _listener.Start();
        _running = Run();
    }

    public ConcurrentQueue<Arrived> Mails { get; } = new();
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _running;
        _stop.Dispose();
    }

    private async Task Run()
    {
        try
        {
            while (true)
                _ = Serve(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (Exception) when (_stop.IsCancellationRequested)
        {
            // The test is over.
        }
    }

    private async Task Serve(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.Latin1);
                using var writer = new StreamWriter(stream, Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
                await Talk(reader, writer);
            }
            catch (Exception end) when (end is OperationCanceledException or IOException or SocketException)
            {
                // The client hung up.
            }
        }
    }

    private async Task Talk(StreamReader reader, StreamWriter writer)
    {
        var (from, to) = ("", new List<string>());
        await writer.WriteLineAsync("220 test");
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            if (_refusal(line) is { } refusal)
            {
                if (refusal == "hang")
                    await Task.Delay(-1, _stop.Token);
                await writer.WriteLineAsync(refusal);
                continue;
            }
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            if (verb == "MAIL")
                from = line.Split('<', '>')[1];
            if (verb == "RCPT")
                to.Add(line.Split('<', '>')[1]);
            if (verb == "DATA")
            {
                await writer.WriteLineAsync("354 go on");
                Mails.Enqueue(new Arrived(from, [.. to], await ReadData(reader)));
            }
            await writer.WriteLineAsync(verb == "EHLO" ? "250-test\r\n250 8BITMIME" : verb == "QUIT" ? "221 bye" : "250 ok");
            if (verb == "QUIT")
                return;
        }
    }

    private async Task<string> ReadData(StreamReader reader)
    {
        var data = new StringBuilder();
        while (await reader.ReadLineAsync(_stop.Token) is { } line && line != ".")
            data.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        return data.ToString();
    }
}
