using System.Text.Json;
using Valiqor.Client;

namespace Valiqor.Service.Ground;

/// <summary>Builds the rows of a validation problem.</summary>
internal static class FieldProblems
{
    public static FieldProblem Of(string message, string type, params IEnumerable<object> place) =>
        new([.. place.Select(Part)], message, type);

    private static JsonElement Part(object part) => part is int index
        ? JsonSerializer.SerializeToElement(index, GroundJson.Default.Int32)
        : JsonSerializer.SerializeToElement((string)part, GroundJson.Default.String);
}
