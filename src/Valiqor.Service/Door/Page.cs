using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Valiqor.Service.Door;

/// <summary>A part of a list, and in a header the place where the next part begins.</summary>
internal static class Page
{
    /// <summary>Present where there is more; goes into the next request as <c>continuation</c>.</summary>
    public const string ContinuationHeader = "X-Continuation";

    /// <param name="found">The list from where the page begins.</param>
    /// <param name="placeOf">How a continuation names the row behind which it goes on.</param>
    public static async Task<IResult> OfAsync<T>(
        IAsyncEnumerable<T> found,
        int limit,
        Func<T, string> placeOf,
        JsonTypeInfo<IReadOnlyList<T>> type,
        ApiCall call)
    {
        var page = new List<T>();
        await foreach (T row in found)
        {
            if (page.Count == limit)
            {
                call.Request.HttpContext.Response.Headers[ContinuationHeader] = placeOf(page[^1]);
                break;
            }

            page.Add(row);
        }

        return Results.Json(page, type);
    }
}
