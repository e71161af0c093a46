namespace Valiqor.Service.Models;

/// <summary>A question to a model that is answered with JSON.</summary>
/// <param name="System">What stays the same from question to question, so that providers can cache it.</param>
/// <param name="Schema">
/// The answer's JSON Schema, as strict structured outputs want it: objects with all members required and no others.
/// </param>
/// <param name="SchemaName">Up to 64 letters, digits, underscores and dashes.</param>
/// <param name="EstimatedTokens">Of prompt and answer together: what the pace reserves until the use is known.</param>
internal sealed record ModelRequest(string System, string User, string Schema, string SchemaName, int EstimatedTokens);
