using System.Globalization;
using Microsoft.AspNetCore.Http;
using Valiqor.Analysis;
using Valiqor.Client;
using Valiqor.Pipeline.Runs;
using Valiqor.Pipeline.Storage;

namespace Valiqor.Pipeline.Http;

/// <summary>What can be asked of a run's tags.</summary>
public sealed class TagsApi(RunStorage storage, TagReader tags)
{
    /// <summary>The header from which a limited list goes on, as <c>continuation</c>.</summary>
    public const string ContinuationHeader = "X-Continuation";

    private const int MostTagsAPage = 1_000;

    /// <summary>All tags as a stream; with <c>limit</c> a page, and the header where it goes on.</summary>
    public async Task<IResult> ListAsync(ApiCall call)
    {
        TagFilter filter = ReadFilter(call.Request.Query);
        TagPlace? after = Text(call.Request.Query, "continuation") is not { } text ? null
            : TagPlace.Parse(text)
                ?? throw ProblemException.BadParameter("continuation", "is not one that was given out.");
        int? limit = Number(call.Request.Query, "limit", 1, MostTagsAPage);
        RunRow row = await call.FindRunAsync(storage);
        IAsyncEnumerable<FailureTag> found = tags.ReadAsync(row, filter, after, call.Aborted);
        return limit is { } most
            ? await PageAsync(found, most, call)
            : new JsonArrayResult<FailureTag>(found, WireJson.Default.FailureTag);
    }

    private static async Task<IResult> PageAsync(IAsyncEnumerable<FailureTag> found, int limit, ApiCall call)
    {
        var page = new List<FailureTag>();
        await foreach (FailureTag tag in found)
        {
            if (page.Count == limit)
            {
                var last = new TagPlace(page[^1].ItemIndex, page[^1].SubcategoryId);
                call.Request.HttpContext.Response.Headers[ContinuationHeader] = last.ToString();
                break;
            }

            page.Add(tag);
        }

        return Results.Json(page, WireJson.Default.IReadOnlyListFailureTag);
    }

    private static TagFilter ReadFilter(IQueryCollection query)
    {
        string? decision = Text(query, "decision");
        if (decision is not null && !Wire.TryParse(decision, out Decision _))
        {
            string known = string.Join(", ", Enum.GetValues<Decision>().Select(Wire.Name));
            throw ProblemException.Invalid(
                FieldProblems.Of($"'{decision}' is none of: {known}.", "enum", "query", "decision"));
        }

        return new TagFilter
        {
            Decision = decision,
            BucketId = Text(query, "bucket_id"),
            SubcategoryId = Text(query, "subcategory_id"),
            MinSeverity = Severity(query),
            ItemIndex = Number(query, "item_index", 0, int.MaxValue),
            IsReviewed = Text(query, "is_reviewed") is not { } text ? null
                : bool.TryParse(text, out bool reviewed) ? reviewed
                : throw ProblemException.BadParameter("is_reviewed", "should be true or false."),
        };
    }

    private static double? Severity(IQueryCollection query)
    {
        if (Text(query, "min_severity") is not { } text)
        {
            return null;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            && value is >= 0 and <= 5
            ? value
            : throw ProblemException.BadParameter("min_severity", "should be a number from 0 to 5.");
    }

    private static int? Number(IQueryCollection query, string name, int least, int most)
    {
        if (Text(query, name) is not { } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
            && value >= least
            && value <= most
            ? value
            : throw ProblemException.BadParameter(name, $"should be a whole number from {least} to {most}.");
    }

    private static string? Text(IQueryCollection query, string name) =>
        query[name].ToString() is { Length: > 0 } text ? text : null;
}
