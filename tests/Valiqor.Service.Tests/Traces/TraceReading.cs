using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Valiqor.Analysis.Items;
using Valiqor.Service.Traces;
using Valiqor.Service.Traces.Formats;
using Valiqor.Service.Traces.Items;

namespace Valiqor.Service.Tests.Traces;

/// <summary>Reads bodies as the service does, without a service.</summary>
internal static class TraceReading
{
    public static IReadOnlyList<TraceDocument> Read(string body) => TraceBody.Read(Encoding.UTF8.GetBytes(body));

    /// <summary>The items of a body's only trace, after it has been written and read back.</summary>
    public static ImmutableArray<Item> ItemsOf(string body)
    {
        TraceDocument trace = Read(body).ShouldHaveSingleItem();
        return ItemsOf(TraceDocument.OfJson(trace.ToJson()));
    }

    public static ImmutableArray<Item> ItemsOf(JsonObject body) => ItemsOf(body.ToJsonString());

    public static ImmutableArray<Item> ItemsOf(TraceDocument trace) => [.. LinesOf(trace).Select(ItemOf)];

    /// <summary>The items as a run stores them.</summary>
    public static string[] LinesOf(TraceDocument trace) => Encoding.UTF8
        .GetString(TraceItemWriter.Write(TurnItems.Of(trace)).Span)
        .Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The spans that the parts of a body's items come from.</summary>
    public static ImmutableArray<TracePlaces> PlacesOf(JsonObject body)
    {
        TraceDocument trace = Read(body.ToJsonString()).ShouldHaveSingleItem();
        return [.. LinesOf(trace).Select(line => TracePlaces.Read(JsonElement.Parse(line)).ShouldNotBeNull())];
    }

    private static Item ItemOf(string line)
    {
        Item? item = ItemParser.Parse(Encoding.UTF8.GetBytes(line), out ImmutableArray<ItemProblem> problems);
        return item.ShouldNotBeNull(string.Join(' ', problems.Select(problem => problem.Message)));
    }

    public static TraceFormatException Refused(string body) =>
        Should.Throw<TraceFormatException>(() => Read(body), body[..Math.Min(200, body.Length)]);
}
