using System.Net;
using System.Net.Sockets;

namespace Prazo.Tests;

/// <summary>Takes connections on a port of 127.0.0.1 of its own and gives each to the test's side of the talk, until the test is over.</summary>
internal abstract class LoopbackListener : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    protected LoopbackListener()
    {
        _listener.Start();
        _running = Run();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    protected abstract Task Talk(NetworkStream stream, CancellationToken stop);

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
                await Talk(client.GetStream(), _stop.Token);
            }
            catch (Exception end) when (end is OperationCanceledException or IOException or SocketException)
            {
                // The other side hung up, which is what many of these tests are about.
            }
        }
    }
}
