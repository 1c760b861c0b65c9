using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using Prazo.Agreements;
using Prazo.Alerts;
using Prazo.Audit;
using Prazo.Automations;
using Prazo.Clocks;
using Prazo.Desk;
using Prazo.Improvement;
using Prazo.Lifecycle;
using Prazo.Notifications;
using Prazo.Operation;
using Prazo.Outbox;
using Prazo.People;
using Prazo.Reports.Saved;
using Prazo.Satisfaction;
using Prazo.Statements;

namespace Prazo.Web.Hosting;

/// <summary>Gives the runners their beat. They poll: no deadline hangs on a notification.</summary>
internal sealed partial class Runners(DeadlineRunner deadlines, ClockFeed feed, Refolds refolds, AlertRunner alerts, AutomationRunner automations, NoticeMailRunner mails, PendingActRunner pending, ReportMailRunner reports, SurveyRunner surveys, ReviewRunner reviews, OutboxRunner outbox,
    AuditSealer audit, Retention retention, TermRunner terms, StatementRunner statements, StatementDrafter drafter, ObjectiveRunner objectives, Gauges gauges, IClock clock, ILogger<Runners> log) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);
    private Duration? _held;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        Run("deadlines", Deadlines, stoppingToken),
        Run("feed", feed.Step, stoppingToken),
        Run("refolds", () => refolds.Step(clock.GetCurrentInstant()), stoppingToken),
        Run("alerts", () => alerts.Step(clock.GetCurrentInstant()), stoppingToken),
        Run("automations", () => automations.Step(clock.GetCurrentInstant()), stoppingToken),
        Run("pending", () => pending.Step(clock.GetCurrentInstant()), stoppingToken),
        Run("mails", () => mails.Step(clock.GetCurrentInstant()), stoppingToken),
        Run("reports", () => reports.Step(clock.GetCurrentInstant()), stoppingToken),
        Run("surveys", () => surveys.Step(clock.GetCurrentInstant()), stoppingToken),
        Run("reviews", () => reviews.Step(clock.GetCurrentInstant()), stoppingToken),
        Run("outbox", () => outbox.Step(clock.GetCurrentInstant(), stoppingToken), stoppingToken),
        Run("audit", audit.Step, stoppingToken),
        Run("retention", () => retention.Step(clock.GetCurrentInstant()), stoppingToken),
        Run("terms", () => terms.Step(clock.GetCurrentInstant()), stoppingToken),
        Run("statements", () => statements.Step(clock.GetCurrentInstant()), stoppingToken),
        Run("drafts", () => drafter.Step(clock.GetCurrentInstant()), stoppingToken),
        Run("objectives", () => objectives.Step(clock.GetCurrentInstant()), stoppingToken),
        Run("gauges", () => gauges.Step(clock.GetCurrentInstant()), stoppingToken));

    private Task<int> Deadlines()
    {
        var now = clock.GetCurrentInstant();
        Watch();
        return deadlines.Step(now);
    }

    /// <summary>Steps at once while there is work, then waits a beat. A step that is under way when the server stops is finished.</summary>
    private async Task Run(string name, Func<Task<int>> step, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
            if (await Step(name, step, stopping) == 0)
                await Task.Delay(Beat, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<int> Step(string name, Func<Task<int>> step, CancellationToken stopping)
    {
        using var activity = Telemetry.Source.StartActivity("runner " + name);
        try
        {
            var done = await step();
            activity?.SetTag("prazo.done", done);
            // A step that found nothing to do is no news.
            if (done == 0 && activity is not null)
                activity.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
            return done;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return 0;
        }
#pragma warning disable CA1031 // A runner survives everything: the next beat tries again.
        catch (Exception e)
#pragma warning restore CA1031
        {
            activity?.SetStatus(ActivityStatusCode.Error).SetTag("error.type", e.GetType().FullName);
            StepFailed(log, name, e);
            return 0;
        }
    }

    /// <summary>An operator learns that the machine's clock leapt, once.</summary>
    private void Watch()
    {
        var held = (clock as SteadyClock)?.Held;
        if (held is { } ahead && _held is null)
            ClockHeld(log, ahead.TotalMinutes);
        _held = held;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The machine's clock leapt {Minutes:0} minutes ahead. Nothing fires beyond the time before until the new time has held for a minute.")]
    private static partial void ClockHeld(ILogger log, double minutes);

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        Stopping(log);
        return base.StopAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The last request is answered; runners stop after the step that is under way.")]
    private static partial void Stopping(ILogger log);

    [LoggerMessage(Level = LogLevel.Error, Message = "The step of {Runner} failed; it is tried again.")]
    private static partial void StepFailed(ILogger log, string runner, Exception e);
}
