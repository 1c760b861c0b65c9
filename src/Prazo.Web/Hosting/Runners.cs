using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using Prazo.Clocks;

namespace Prazo.Web.Hosting;

/// <summary>Gives the runners their beat. They poll: no deadline hangs on a notification.</summary>
internal sealed partial class Runners(DeadlineRunner deadlines, ClockFeed feed, IClock clock, ILogger<Runners> log) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        Run("deadlines", () => deadlines.Step(clock.GetCurrentInstant()), stoppingToken),
        Run("feed", feed.Step, stoppingToken));

    /// <summary>Steps at once while there is work, then waits a beat.</summary>
    private async Task Run(string name, Func<Task<int>> step, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var done = 0;
            try
            {
                done = await step();
            }
#pragma warning disable CA1031 // A runner survives everything: the next beat tries again.
            catch (Exception e)
#pragma warning restore CA1031
            {
                StepFailed(log, name, e);
            }
            if (done == 0)
                await Task.Delay(Beat, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The step of {Runner} failed; it is tried again.")]
    private static partial void StepFailed(ILogger log, string runner, Exception e);
}
