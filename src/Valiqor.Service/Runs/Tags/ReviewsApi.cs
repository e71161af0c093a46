using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Scoring.Insights;
using Valiqor.Client;
using Valiqor.Service.Door;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Runs.Tags;

/// <summary>What people say of tags.</summary>
internal sealed class ReviewsApi(RunStorage storage, TagReviews reviews) : IOperationGroup
{
    private const int LongestUrl = 2_000;

    private static readonly ImmutableArray<string> Decisions = [.. AgreementTally.Decisions.Select(Wire.Name)];

    public ImmutableArray<Operation> Operations =>
    [
        new(
            "UpdateTag", "PATCH", Routes.Tag,
            "Notes that a tag was looked at, what the reviewer decides, or where it is followed up.", UpdateAsync)
        {
            Aliases = [new("PutTag", "PUT", Routes.Tag), new("PostTag", "POST", Routes.Tag)],
            Body = BodyShape.Json(WireJson.Default.TagUpdate),
            Answer = BodyShape.Json(WireJson.Default.UpdatedTag),
        },
    ];

    private async Task<IResult> UpdateAsync(ApiCall call)
    {
        using JsonDocument document = await Body.ParseAsync(call);
        TagUpdate update = Check(Body.Read(document.RootElement, WireJson.Default.TagUpdate));
        string tagId = call.RouteValue("tagId");
        if (TagIds.Parse(tagId) is not { } tag)
        {
            throw ProblemException.TagNotFound("(not a tag id)");
        }

        RunRow run = await call.FindRunAsync(storage, tag.RunId) ?? throw ProblemException.TagNotFound(tagId);
        TagRow row = await reviews.UpdateAsync(run, tag.Place, update, call.Aborted)
            ?? throw ProblemException.TagNotFound(tagId);
        var updated = new UpdatedTag
        {
            TagId = tagId,
            IsReviewed = row.IsReviewed == true,
            ReviewedAt = row.ReviewedAt,
            ReviewedDecision = row.ReviewedDecision,
            IssueUrl = row.IssueUrl,
            Message = MessageOf(row),
        };
        return Results.Json(updated, WireJson.Default.UpdatedTag);
    }

    private static TagUpdate Check(TagUpdate update)
    {
        if (update is { IsReviewed: null, ReviewedDecision: null, IssueUrl: null })
        {
            throw ProblemException.Invalid(FieldProblems.Of(
                "Give `is_reviewed`, `reviewed_decision`, `issue_url` or several of them.", "missing", "body"));
        }

        if (update.ReviewedDecision is { Length: > 0 } decision && !Decisions.Contains(decision))
        {
            throw ProblemException.Invalid(FieldProblems.Of(
                $"A reviewer's decision is one of {string.Join(", ", Decisions)}; an empty text takes it back.",
                "enum",
                "body",
                "reviewed_decision"));
        }

        return update.IssueUrl is null or "" || IsWebAddress(update.IssueUrl)
            ? update
            : throw ProblemException.Invalid(FieldProblems.Of(
                $"An issue's address is an absolute http or https URL of at most {LongestUrl:N0} characters; "
                + "an empty text unlinks it.",
                "url",
                "body",
                "issue_url"));
    }

    private static bool IsWebAddress(string text) =>
        text.Length <= LongestUrl
        && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))
        && Uri.TryCreate(text, UriKind.Absolute, out Uri? address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);

    private static string MessageOf(TagRow row) => row.ReviewedDecision is { } decision
        ? $"{ReviewOf(row)} The reviewer's decision is {decision}."
        : ReviewOf(row);

    private static string ReviewOf(TagRow row) => (row.IsReviewed == true, row.IssueUrl is not null) switch
    {
        (true, true) => "The tag is reviewed and linked to an issue.",
        (true, false) => "The tag is reviewed.",
        (false, true) => "The tag is linked to an issue and not reviewed.",
        (false, false) => "The tag is neither reviewed nor linked to an issue.",
    };
}
