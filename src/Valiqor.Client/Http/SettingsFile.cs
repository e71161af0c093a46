using System.Text.Json;
using System.Text.Json.Serialization;

namespace Valiqor.Client.Http;

/// <summary>The members of a <see cref="ClientSettingsReader.FileName"/> that this client knows.</summary>
internal sealed record SettingsFile(string? BaseUrl, string? ApiKey, string? ProjectName, string? OpenaiApiKey);

/// <summary>As lenient as people are who write such files by hand.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true)]
[JsonSerializable(typeof(SettingsFile))]
internal sealed partial class SettingsJson : JsonSerializerContext;
