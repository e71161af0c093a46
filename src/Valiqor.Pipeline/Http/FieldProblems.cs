using System.Text.Json;
using Valiqor.Client;

namespace Valiqor.Pipeline.Http;

/// <summary>Builds the rows of a validation problem.</summary>
internal static class FieldProblems
{
    public static FieldProblem Of(string message, string type, params IEnumerable<object> place) =>
        new([.. place.Select(Part)], message, type);

    private static JsonElement Part(object part) => part is int index
        ? JsonSerializer.SerializeToElement(index, PipelineJson.Default.Int32)
        : JsonSerializer.SerializeToElement((string)part, PipelineJson.Default.String);
}
