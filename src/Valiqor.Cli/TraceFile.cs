using System.Text.Json;

namespace Valiqor.Cli;

/// <summary>Tells files of traces from files of items by how they begin.</summary>
internal static class TraceFile
{
    /// <summary>Whatever a file is, its first members stand in its beginning.</summary>
    private const int PeekBytes = 64 * 1024;

    private static readonly string[] TraceMembers =
        ["resourceSpans", "resource_spans", "record_type", "trace_id", "traceId", "traces", "spans", "messages"];

    private static readonly string[] ItemMembers = ["input", "output"];

    public static async Task<bool> HoldsTracesAsync(DatasetFile file, CancellationToken cancellationToken)
    {
        await using Stream stream = file.Read();
        byte[] beginning = new byte[PeekBytes];
        int read = await stream.ReadAtLeastAsync(
            beginning, PeekBytes, throwOnEndOfStream: false, cancellationToken: cancellationToken);
        return IsTrace(beginning.AsSpan(0, read));
    }

    /// <param name="beginning">Of a file; it may end anywhere.</param>
    internal static bool IsTrace(ReadOnlySpan<byte> beginning)
    {
        beginning = beginning is [0xEF, 0xBB, 0xBF, ..] ? beginning[3..] : beginning;
        var reader = new Utf8JsonReader(beginning, isFinalBlock: false, state: default);
        bool isTrace = false;
        try
        {
            // The members of the first object, alone or as the first of an array, are those at its own level.
            int level = -1;
            while (reader.Read() && (level < 0 || reader.CurrentDepth >= level))
            {
                level = level < 0 && reader.TokenType == JsonTokenType.StartObject ? reader.CurrentDepth + 1 : level;
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == level)
                {
                    string name = reader.GetString()!;
                    if (ItemMembers.Contains(name))
                    {
                        return false;
                    }

                    isTrace |= TraceMembers.Contains(name);
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // What is broken further on is for the service to say; a table of commas is no JSON at all.
        }

        return isTrace;
    }
}
