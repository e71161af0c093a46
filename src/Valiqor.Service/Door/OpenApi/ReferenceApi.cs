using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Scalar.AspNetCore;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Door.OpenApi;

/// <summary>The API described to programs, and shown to people.</summary>
/// <param name="operations">Late, since this group is one of them.</param>
internal sealed class ReferenceApi(Lazy<Operations> operations) : IOperationGroup
{
    // Scalar's package keeps its page's script inside, gzipped, for a middleware of Kestrel's. The Functions host has
    // no middleware, so the script is handed out as an operation.
    private const string ScriptResource = "ScalarStaticAssets.scalar.js";
    private const string ScriptCaching = "public, max-age=86400";

    private const string Page = $$"""
        <!doctype html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>Valiqor API</title>
        </head>
        <body>
          <div id="reference"></div>
          <script src="/{{Routes.ReferenceScript}}"></script>
          <script>
            Scalar.createApiReference('#reference', {
              url: '/{{Routes.OpenApi}}',
              authentication: { preferredSecurityScheme: 'bearer' },
              operationTitleSource: 'path',
              showDeveloperTools: 'never',
              hideClientButton: true,
              agent: { disabled: true },
              withDefaultFonts: false,
              telemetry: false,
            });
          </script>
        </body>
        </html>
        """;

    private readonly Lazy<byte[]> _document = new(() =>
        Encoding.UTF8.GetBytes(new OpenApiWriter(operations.Value).Write().ToJsonString(Indented)));

    private static readonly JsonSerializerOptions Indented = new(GroundJson.Default.Options)
    {
        WriteIndented = true,
    };

    public ImmutableArray<Operation> Operations =>
    [
        new("GetOpenApi", "GET", Routes.OpenApi, "Describes the API as an OpenAPI document.", DocumentAsync)
        {
            Access = Access.Open,
            Answer = BodyShape.Of("application/json"),
        },
        new("GetReference", "GET", Routes.Reference, "Shows the API as a page where calls can be tried.", PageAsync)
        {
            Access = Access.Open,
            Answer = BodyShape.Of("text/html"),
        },
        new("GetReferenceScript", "GET", Routes.ReferenceScript, "Gives the script of that page.", ScriptAsync)
        {
            Access = Access.Open,
            Answer = BodyShape.Of("text/javascript"),
        },
    ];

    private Task<IResult> DocumentAsync(ApiCall call) =>
        Task.FromResult(Results.Bytes(_document.Value, "application/json; charset=utf-8"));

    private static Task<IResult> PageAsync(ApiCall call) =>
        Task.FromResult(Results.Text(Page, "text/html", Encoding.UTF8));

    private static Task<IResult> ScriptAsync(ApiCall call)
    {
        HttpResponse response = call.Request.HttpContext.Response;
        response.Headers.ContentEncoding = "gzip";
        response.Headers.CacheControl = ScriptCaching;
        Stream script = Assembly.GetAssembly(typeof(ScalarOptions))!.GetManifestResourceStream(ScriptResource)
            ?? throw new InvalidOperationException($"The Scalar package has no {ScriptResource} any more.");
        return Task.FromResult(Results.Stream(script, "text/javascript; charset=utf-8"));
    }
}
