using System.Text.Json;
using System.Text.Json.Serialization;

namespace Valiqor.StandInModel;

/// <summary>
/// The JSON of the control. It is read by reflection: generated code would lose what a control leaves out.
/// </summary>
public static class StandInJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        WriteIndented = true,
    };

    public static StandInControl ReadControl(string json) => JsonSerializer.Deserialize<StandInControl>(json, Options)!;

    public static StandInLog ReadLog(string json) => JsonSerializer.Deserialize<StandInLog>(json, Options)!;
}
