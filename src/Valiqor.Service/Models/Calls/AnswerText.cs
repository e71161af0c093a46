using System.Text.Json;

namespace Valiqor.Service.Models.Calls;

/// <summary>What models put around JSON, and whether it is the JSON that was asked for.</summary>
internal static class AnswerText
{
    private const string ReasoningEnd = "</think>";
    private const string Fence = "```";

    /// <summary>The text without a reasoning preface and without a code fence around all of it.</summary>
    public static string Bare(string text)
    {
        ReadOnlySpan<char> bare = text.AsSpan().Trim();
        if (bare.StartsWith("<think>", StringComparison.Ordinal)
            && bare.IndexOf(ReasoningEnd, StringComparison.Ordinal) is >= 0 and var end)
        {
            bare = bare[(end + ReasoningEnd.Length)..].Trim();
        }

        if (bare.Length > 2 * Fence.Length
            && bare.StartsWith(Fence, StringComparison.Ordinal)
            && bare.EndsWith(Fence, StringComparison.Ordinal)
            && bare.IndexOf('\n') is >= 0 and var line)
        {
            bare = bare[(line + 1)..^Fence.Length].Trim();
        }

        return bare.ToString();
    }

    /// <summary>True if the text is an object with all that the schema requires of it at the top.</summary>
    public static bool HasShapeOf(string text, string schema)
    {
        JsonElement? answer = Parse(text);
        return answer is { ValueKind: JsonValueKind.Object }
            && Parse(schema).Field("required").Items().All(name => answer.Field(name.Text() ?? "") is not null);
    }

    private static JsonElement? Parse(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
