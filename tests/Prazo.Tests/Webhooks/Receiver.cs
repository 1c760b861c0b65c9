using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;

namespace Prazo.Tests.Webhooks;

/// <summary>A receiver on 127.0.0.1 that reads a request and then does whatever the test says with the connection.</summary>
internal sealed class Receiver(Func<NetworkStream, CancellationToken, Task> answer) : LoopbackListener
{
    public static Receiver Answering(string response) => new((stream, stop) => stream.WriteAsync(Encoding.ASCII.GetBytes(response), stop).AsTask());

    public ConcurrentQueue<string> Requests { get; } = new();
    public string Url => $"http://127.0.0.1:{Port}/hook";

    protected override async Task Talk(NetworkStream stream, CancellationToken stop)
    {
        Requests.Enqueue(await ReadRequest(stream, stop));
        await answer(stream, stop);
    }

    private static async Task<string> ReadRequest(NetworkStream stream, CancellationToken stop)
    {
        var (bytes, buffer) = (new MemoryStream(), new byte[4096]);
        while (true)
        {
            var read = await stream.ReadAsync(buffer, stop);
            bytes.Write(buffer, 0, read);
            var latin = Encoding.Latin1.GetString(bytes.ToArray());
            var end = latin.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (read == 0 || (end >= 0 && latin.Length >= end + 4 + Length(latin)))
                return Encoding.UTF8.GetString(bytes.ToArray());
        }
    }

    private static int Length(string request)
    {
        const string header = "content-length:";
        var at = request.IndexOf(header, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? 0 : int.Parse(request[(at + header.Length)..request.IndexOf('\r', at)], System.Globalization.CultureInfo.InvariantCulture);
    }
}
