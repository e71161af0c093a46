using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Valiqor.Client;
using Valiqor.Service.Door;

namespace Valiqor.Service.Intake.Playground;

/// <summary>One item, tried out and answered at once.</summary>
internal sealed class PlaygroundApi(PlaygroundReader reader, PlaygroundCounter counter, PlaygroundAnalysis analysis)
    : IOperationGroup
{
    public ImmutableArray<Operation> Operations =>
    [
        new("Playground", "POST", Routes.Playground, "Analyses one item at once, and stores nothing.", AnalyzeAsync)
        {
            SpendsTokens = true,
            Body = BodyShape.Json(WireJson.Default.PlaygroundRequest),
            Answer = BodyShape.Json(WireJson.Default.PlaygroundResult),
        },
    ];

    /// <summary>What is not valid is refused before anything is counted.</summary>
    private async Task<IResult> AnalyzeAsync(ApiCall call)
    {
        using JsonDocument document = await Body.ParseAsync(call);
        PlaygroundItem item = reader.Read(document.RootElement);
        PlaygroundUse use = await counter.TakeAsync(call.Owner, call.Aborted);
        use.Rate?.WriteTo(call.Request.HttpContext.Response);
        PlaygroundFindings found = await analysis.AnalyzeAsync(
            call.Organization, item.Item, item.FeatureKind, item.OwnKey, call.Aborted);
        var result = new PlaygroundResult
        {
            RunId = found.RunId,
            Summary = found.Summary,
            FailureTags = found.Tags,
            ChecksPassed = found.Passed,
            PlaygroundRunsToday = use.RunsToday,
            PlaygroundLimitPerDay = use.LimitPerDay,
        };
        return Results.Json(result, WireJson.Default.PlaygroundResult);
    }
}
