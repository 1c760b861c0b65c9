using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Prazo.Tests.Webhooks;

/// <summary>A receiver on 127.0.0.1 that reads a request and then does whatever the test says with the connection.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<NetworkStream, CancellationToken, Task> _answer;
    private readonly Task _running;

    public Receiver(Func<NetworkStream, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _running = Run();
    }

    public static Receiver Answering(string response) => new((stream, stop) => stream.WriteAsync(Encoding.ASCII.GetBytes(response), stop).AsTask());

    public ConcurrentQueue<string> Requests { get; } = new();
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;
    public string Url => $"http://127.0.0.1:{Port}/hook";

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
                Requests.Enqueue(await ReadRequest(stream));
                await _answer(stream, _stop.Token);
            }
            catch (Exception end) when (end is OperationCanceledException or IOException or SocketException)
            {
                // The sender hung up, which is what most of these tests are about.
            }
        }
    }

    private async Task<string> ReadRequest(NetworkStream stream)
    {
        var (bytes, buffer) = (new MemoryStream(), new byte[4096]);
        while (true)
        {
            var read = await stream.ReadAsync(buffer, _stop.Token);
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
