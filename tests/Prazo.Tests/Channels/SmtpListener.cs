using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;

namespace Prazo.Tests.Channels;

/// <summary>What arrived: the envelope, and the mail as it came over the wire.</summary>
internal sealed record Arrived(string From, IReadOnlyList<string> To, string Data);

/// <summary>A mail server on 127.0.0.1, of RFC 5321 just what a client needs; a refusal makes it answer a command otherwise.</summary>
internal sealed class SmtpListener(Func<string, string?>? refusal = null) : LoopbackListener
{
    public ConcurrentQueue<Arrived> Mails { get; } = new();

    protected override async Task Talk(NetworkStream stream, CancellationToken stop)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1);
        using var writer = new StreamWriter(stream, Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
        await Talk(reader, writer, stop);
    }

    private async Task Talk(StreamReader reader, StreamWriter writer, CancellationToken stop)
    {
        var (from, to) = ("", new List<string>());
        await writer.WriteLineAsync("220 test");
        while (await reader.ReadLineAsync(stop) is { } line)
        {
            if (refusal?.Invoke(line) is { } refused)
            {
                if (refused == "hang")
                    await Task.Delay(-1, stop);
                await writer.WriteLineAsync(refused);
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
                Mails.Enqueue(new Arrived(from, [.. to], await ReadData(reader, stop)));
            }
            await writer.WriteLineAsync(verb == "EHLO" ? "250-test\r\n250 8BITMIME" : verb == "QUIT" ? "221 bye" : "250 ok");
            if (verb == "QUIT")
                return;
        }
    }

    private static async Task<string> ReadData(StreamReader reader, CancellationToken stop)
    {
        var data = new StringBuilder();
        while (await reader.ReadLineAsync(stop) is { } line && line != ".")
            data.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        return data.ToString();
    }
}
