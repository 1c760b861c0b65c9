using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Prazo.Web.Hosting;

/// <summary>Completes the OpenAPI document, so that a client can be generated from it: who may ask, what every operation is called, how it says no.</summary>
internal static class ApiDescription
{
    private const string Key = "key", Session = "session", Problem = "Problem";

    public static void Complete(OpenApiOptions options)
    {
        options.AddOperationTransformer((operation, context, _) =>
        {
            var path = context.Description.RelativePath ?? "";
            operation.OperationId ??= OperationId(context.Description.HttpMethod ?? "GET", path);
            var document = context.Document!;
            DefineProblem(document);
            var metadata = context.Description.ActionDescriptor.EndpointMetadata;
            if (!metadata.OfType<IAllowAnonymous>().Any())
                operation.Security = [Requirement(Key, document), Requirement(Session, document)];
            foreach (var (status, words) in Errors(context.Description.HttpMethod ?? "GET", path, operation, metadata.OfType<IAllowAnonymous>().Any()))
                Add(operation, document, status, words);
            foreach (var (status, response) in operation.Responses ?? [])
                if (status[0] is '4' or '5' && response is OpenApiResponse { Content: null or { Count: 0 } } bare)
                    bare.Content = Content(document);
            return Task.CompletedTask;
        });
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Prazo", Version = typeof(ApiDescription).Assembly.GetName().Version!.ToString(3),
                Description = "Service level agreements, tickets, clocks and deadlines. Times are RFC 3339, errors application/problem+json.",
            };
            document.Servers = [new OpenApiServer { Url = "/" }];
            DefineProblem(document);
            return Task.CompletedTask;
        });
    }

    private static IEnumerable<(string Status, string Words)> Errors(string method, string path, OpenApiOperation operation, bool anonymous)
    {
        var asks = operation.RequestBody is not null || operation.Parameters is { Count: > 0 };
        if (asks)
            yield return ("400", "The request cannot be read.");
        if (!anonymous)
        {
            yield return ("401", "Nobody: the key or session is missing, wrong or over.");
            yield return ("403", "Not allowed to this role or scope.");
        }
        if (path.Contains('{', StringComparison.Ordinal))
            yield return ("404", "There is none such in this workspace.");
        if (method is "PATCH" or "PUT")
            yield return ("412", "It was changed since it was read (If-Match).");
        if (operation.RequestBody is not null)
            yield return ("413", "The request is too large.");
        if (asks)
            yield return ("422", "The input is refused; `problems` says what is wrong and what to write.");
        yield return ("429", "Too many requests; Retry-After says when to come back.");
    }

    private static void Add(OpenApiOperation operation, OpenApiDocument document, string status, string words)
    {
        operation.Responses ??= [];
        if (!operation.Responses.TryGetValue(status, out var response))
            operation.Responses[status] = response = new OpenApiResponse { Description = words };
        if (response is OpenApiResponse own)
            own.Content = Content(document);
    }

    private static Dictionary<string, OpenApiMediaType> Content(OpenApiDocument document) =>
        new(StringComparer.Ordinal) { ["application/problem+json"] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(Problem, document) } };

    private static OpenApiSecurityRequirement Requirement(string scheme, OpenApiDocument document) => new() { [new OpenApiSecuritySchemeReference(scheme, document)] = [] };

    private static void DefineProblem(OpenApiDocument document)
    {
        var components = document.Components ??= new OpenApiComponents();
        components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
        components.SecuritySchemes.TryAdd(Key, new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API key: pz1.…" });
        components.SecuritySchemes.TryAdd(Session, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = "__Host-prazo",
            Description = "A browser's session (over plain http the cookie is called prazo). What changes something must come from a page of this server, or with the header Prazo-Request: 1.",
        });
        if (components.Schemas?.ContainsKey(Problem) == true)
            return;
        document.AddComponent(Problem, new OpenApiSchema
        {
            Type = JsonSchemaType.Object, Description = "RFC 9457",
            Required = new HashSet<string>(StringComparer.Ordinal) { "status", "title" },
            Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
            {
                ["type"] = Text(), ["title"] = Text(), ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer }, ["detail"] = Text(), ["instance"] = Text(), ["code"] = Text(),
                ["traceId"] = Text(), ["problems"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = InputProblem() },
            },
        });
    }

    private static OpenApiSchema InputProblem() => new()
    {
        Type = JsonSchemaType.Object,
        Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
        {
            ["severity"] = Text(), ["code"] = Text(), ["line"] = new OpenApiSchema { Type = JsonSchemaType.Integer }, ["column"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
            ["path"] = Text(), ["message"] = Text(), ["hint"] = Text(),
        },
    };

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };

    /// <summary><c>GET /api/v1/tickets/{id}/clocks</c> is <c>getTicketsByIdClocks</c>.</summary>
    private static string OperationId(string method, string path)
    {
        var id = new StringBuilder(method.ToLowerInvariant());
        foreach (var segment in path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(s => s is not ("api" or "v1")))
            foreach (var word in (segment[0] == '{' ? "by-" + segment.Trim('{', '}').Split(':')[0] : segment).Split('-', '.', '*', '{', '}').Where(w => w.Length > 0))
                id.Append(char.ToUpperInvariant(word[0])).Append(word.AsSpan(1));
        return id.ToString();
    }
}
