using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using Prazo.Agreements;
using Prazo.Audit;
using Prazo.Clocks;
using Prazo.Desk;
using Prazo.Improvement;
using Prazo.Lifecycle;
using Prazo.Operation;
using Prazo.People;
using Prazo.Portal;
using Prazo.Statements;
using Prazo.Storage;
using Prazo.Tickets;
using Prazo.Web.Agreements;
using Prazo.Web.Alerts;
using Prazo.Web.Audit;
using Prazo.Web.Clocks;
using Prazo.Web.Desk;
using Prazo.Web.Documents;
using Prazo.Web.Improvement;
using Prazo.Web.Inboxes;
using Prazo.Web.Knowledge;
using Prazo.Web.Outages;
using Prazo.Web.People;
using Prazo.Web.Portal;
using Prazo.Web.Reports;
using Prazo.Web.Satisfaction;
using Prazo.Web.Screen;
using Prazo.Web.Statements;
using Prazo.Web.Tickets;

namespace Prazo.Web.Hosting;

/// <summary>What a server is started with.</summary>
/// <param name="Database">A file, or <c>Host=…</c> for PostgreSQL.</param>
/// <param name="Runs">Whether the background runners run on their own; tests step them.</param>
/// <param name="RequireHttps">Refuse plain http, health apart.</param>
/// <param name="Limits">How many requests a minute are answered; null: all.</param>
/// <param name="Log">Where the log goes; null: nowhere.</param>
/// <param name="More">Endpoints beside the product's, for tests.</param>
public sealed record ServerOptions(string Database, string[] Urls, bool Runs = true, bool RequireHttps = false, RateLimits? Limits = null, LogOptions? Log = null,
    Action<IEndpointRouteBuilder>? More = null);

/// <param name="Json">For programs; otherwise for people.</param>
/// <param name="Requests">Every request, not only faults and what was slow.</param>
/// <param name="WholeMessages">What exceptions say too, though it may quote what somebody wrote.</param>
public sealed record LogOptions(TextWriter To, bool Json, bool Requests = false, bool WholeMessages = false);

/// <summary>Puts the parts together: one database, the product's features, the API, the runners.</summary>
public static class Server
{
    public static WebApplication Build(ServerOptions options, Db db, IClock clock, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = typeof(Server).Assembly.GetName().Name });
        builder.WebHost.UseUrls(options.Urls).ConfigureKestrel(Guardrails.Limit);
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Warning).AddFilter("Prazo", LogLevel.Information);
        if (options.Log is { } log)
            builder.Logging.AddProvider(new LogLines(log.To, log.Json, clock, log.WholeMessages));
        AddProduct(builder.Services, db, clock, builder.Configuration);
        builder.Services.AddAuthentication(Authentication.Scheme).AddScheme<AuthenticationSchemeOptions, Authentication>(Authentication.Scheme, null);
        builder.Services.AddAuthorization(Policies.Add);
        builder.Services.ConfigureHttpJsonOptions(o => Json.Configure(o.SerializerOptions));
        builder.Services.AddProblemDetails();
        builder.Services.AddScreen();
        // Pages hold no secret that somebody could guess from their packed length.
        builder.Services.AddResponseCompression(o => (o.EnableForHttps, o.MimeTypes) = (true, ["text/html"]));
        builder.Services.AddExceptionHandler<Refusals>();
        builder.Services.AddOpenApi("v1", Json.Describe);
        builder.Services.AddRequestDecompression();
        builder.Services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        if (options.Limits is { } limits)
            builder.Services.AddRateLimits(limits);
        // Less than those who stop us wait before they kill us.
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(8));
        if (options.Runs)
            builder.Services.AddHostedService<Runners>();
        configure?.Invoke(builder);

        var app = builder.Build();
        if (Telemetry.Start(builder.Configuration) is { } telemetry)
            app.Lifetime.ApplicationStopped.Register(telemetry.Dispose);
        RequestLog.Use(app, options.Log?.Requests == true);
        app.UseGuardrails(options);
        // The log tells of them once, with the request and its workspace.
        app.UseExceptionHandler(new ExceptionHandlerOptions { SuppressDiagnosticsCallback = _ => true });
        app.UseStatusCodePages(status => Pages.WantsPage(status.HttpContext) ? Pages.Tell(status.HttpContext, status.HttpContext.Response.StatusCode)
            : status.HttpContext.RequestServices.GetRequiredService<IProblemDetailsService>().TryWriteAsync(new ProblemDetailsContext { HttpContext = status.HttpContext, ProblemDetails = { Status = status.HttpContext.Response.StatusCode } }).AsTask());
        app.UseResponseCompression();
        app.UseRequestDecompression();
        app.UseAuthentication();
        if (options.Limits is not null)
            app.UseRateLimiter();
        app.UseAuthorization();
        app.Use(app.Services.GetRequiredService<AuditorReads>().Watch);
        app.Use(SameOrigin.Guard);
        app.UseIdempotency();
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        app.MapGroup("/health").MapHealth();
        app.MapSetupPage();
        app.MapAssets();
        app.MapScreen();
        var api = app.MapGroup("/api/v1").RequireAuthorization();
        api.MapTickets();
        api.MapDesk();
        api.MapInboxes();
        api.MapArticles();
        api.MapClocks();
        api.MapSetAside();
        api.MapAllOfAlerts();
        api.MapAgreements();
        api.MapDocuments();
        api.MapProposals();
        api.MapTerms();
        api.MapKeepable();
        api.MapChains();
        api.MapCalendars();
        api.MapCalendarLooks();
        api.MapSimulation();
        api.MapCompletion();
        api.MapPeople();
        api.MapReports();
        api.MapStatements();
        api.MapStatementFiles();
        api.MapStatementTalk();
        api.MapOwnStatements();
        api.MapResults();
        api.MapExclusions();
        api.MapOutages();
        api.MapOwn();
        api.MapReviews();
        api.MapSatisfaction();
        api.MapCauses();
        api.MapAgreementReviews();
        api.MapAudit();
        options.More?.Invoke(api);
        return app;
    }

    private static void AddProduct(IServiceCollection services, Db db, IClock clock, IConfiguration configuration)
    {
        services.AddSingleton(db);
        services.AddSingleton(clock);
        services.AddSingleton<AuditorReads>();
        services.AddSingleton<PublishedAgreements>();
        services.AddSingleton<ClockFold>();
        services.AddSingleton<TicketLog>();
        services.AddAlerts(db, MailOut.Of(configuration));
        services.AddSingleton<ClockFeed>();
        services.AddSingleton<PendingActRunner>();
        // SQLite has one writer: turns beside each other would only keep events waiting.
        services.AddSingleton(p => new DeadlineRunner(db, p.GetRequiredService<ClockFold>(), lanes: db.Dialect == Dialect.Postgres ? 4 : 1));
        services.AddSingleton<SignIn>();
        services.AddSingleton<Refolds>();
        services.AddSingleton<ReviewRunner>();
        services.AddSingleton<AuditSealer>();
        services.AddSingleton<Retention>();
        services.AddSingleton<TermRunner>();
        services.AddSingleton<StatementRunner>();
        services.AddSingleton<StatementDrafter>();
        services.AddSingleton<Gauges>();
        services.AddSingleton<PublicFigures>();
        services.AddSingleton<MoneyAtRisk>();
        services.AddSingleton<ObjectivesNow>();
        services.AddSingleton<ObjectiveRunner>();
        services.AddSingleton(p => new PdfPrinter(p.GetRequiredService<IConfiguration>()["PRAZO_CHROMIUM"]));
    }
}
