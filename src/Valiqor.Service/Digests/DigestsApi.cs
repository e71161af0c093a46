using System.Collections.Immutable;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Valiqor.Client;
using Valiqor.Service.Days;
using Valiqor.Service.Digests.Rendering;
using Valiqor.Service.Digests.Schedule;
using Valiqor.Service.Door;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Digests;

/// <summary>A project's digest, made when it is asked for. Nothing is written and nobody is told.</summary>
internal sealed class DigestsApi(
    DigestReader reader,
    ActiveProjects projects,
    IOptions<DigestOptions> options,
    TimeProvider clock) : IOperationGroup
{
    private static readonly QueryParameter<string?> Window = QueryParameter.OneOf(
        "window", "How many days; absent: as the service is set.", [DigestWindows.Day, DigestWindows.Week]);

    private static readonly QueryParameter<DateOnly?> Date = QueryParameter.Day(
        "date", "The last day of the window, UTC; absent: today so far.");

    private static readonly QueryParameter<string?> Format = QueryParameter.OneOf(
        "format", "What to answer with; absent: json.",
        [DigestFormats.Json, DigestFormats.Markdown, DigestFormats.Html]);

    public ImmutableArray<Operation> Operations =>
    [
        new(
            "GetDigest", "GET", Routes.Digest,
            "Says what got worse, what is new and what got better in a project.", GetAsync)
        {
            Query = [Window, Date, Format],
            Answer = BodyShape.Json(WireJson.Default.Digest),
            OtherAnswers = [BodyShape.Of("text/markdown"), BodyShape.Of("text/html")],
        },
    ];

    private async Task<IResult> GetAsync(ApiCall call)
    {
        string project = call.RouteValue("project");
        var place = new DigestPlace(call.Organization, project);
        DateOnly today = DayRange.DayOf(clock.GetUtcNow());
        DateOnly lastDay = Date.Of(call) ?? today;
        string? format = Format.Of(call);
        var window = new DigestWindow(Window.Of(call) ?? options.Value.Window, lastDay);
        if (lastDay > today || lastDay < DateOnly.FromDateTime(DateTime.UnixEpoch))
        {
            throw ProblemException.BadParameter(Date.Name, "should be a day since 1970 that has begun.");
        }

        if (!Layout.IsName(project) || !await projects.IsKnownAsync(place, call.Aborted))
        {
            throw ProblemException.ProjectNotFound(Layout.IsName(project) ? project : "(not a project's name)");
        }

        Digest digest = await reader.ReadAsync(place, window, call.Aborted);
        return format switch
        {
            DigestFormats.Markdown => Results.Text(DigestMarkdown.Render(digest), "text/markdown", Encoding.UTF8),
            DigestFormats.Html => Page(digest, call.Request.HttpContext.Response),
            _ => Results.Json(digest, WireJson.Default.Digest),
        };
    }

    private static IResult Page(Digest digest, HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = DigestHtml.ContentSecurityPolicy;
        response.Headers.XContentTypeOptions = "nosniff";
        return Results.Text(DigestHtml.Render(digest), "text/html", Encoding.UTF8);
    }
}
