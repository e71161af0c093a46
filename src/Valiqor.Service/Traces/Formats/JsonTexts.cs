using System.Runtime.InteropServices;
using System.Text.Json;

namespace Valiqor.Service.Traces.Formats;

/// <summary>Makes sure of the texts of a JSON value, once, so that nobody after has to doubt them.</summary>
internal static class JsonTexts
{
    /// <summary>Passes over every text and member name of a value.</summary>
    /// <exception cref="TraceFormatException">One is too long, or no Unicode.</exception>
    public static void Check(JsonElement value, IEnumerable<object> place)
    {
        var path = new List<object>(place);
        Check(value, path);
    }

    /// <summary>False where a text of the value is too long, or no Unicode.</summary>
    public static bool AreGood(JsonElement value)
    {
        try
        {
            Check(value, []);
            return true;
        }
        catch (TraceFormatException)
        {
            return false;
        }
    }

    private static void Check(JsonElement value, List<object> path)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                CheckMembers(value, path);
                break;
            case JsonValueKind.Array:
                foreach ((int i, JsonElement element) in value.EnumerateArray().Index())
                {
                    path.Add(i);
                    Check(element, path);
                    path.RemoveAt(path.Count - 1);
                }

                break;
            case JsonValueKind.String:
                CheckText(value, path);
                break;
            default:
                break;
        }
    }

    private static void CheckMembers(JsonElement value, List<object> path)
    {
        foreach (JsonProperty member in value.EnumerateObject())
        {
            ReadOnlySpan<byte> name = JsonMarshal.GetRawUtf8PropertyName(member);
            if (name.Contains((byte)'\\') && !IsUnicode(() => member.Name))
            {
                throw NoUnicode(path);
            }

            path.Add(member.Name);
            Check(member.Value, path);
            path.RemoveAt(path.Count - 1);
        }
    }

    private static void CheckText(JsonElement value, List<object> path)
    {
        ReadOnlySpan<byte> raw = JsonMarshal.GetRawUtf8Value(value);
        if (raw.IndexOf("\\u"u8) >= 0 && !IsUnicode(() => value.GetString()!))
        {
            throw NoUnicode(path);
        }

        if (raw.Length > TraceLimits.TextCharacters && value.GetString()!.Length > TraceLimits.TextCharacters)
        {
            throw new TraceFormatException(
                [.. path],
                $"The text has more than {TraceLimits.TextCharacters:N0} characters: record less of it.");
        }
    }

    /// <summary>A lone surrogate (\ud83d without its other half) is valid JSON, and no text.</summary>
    private static bool IsUnicode(Func<string> read)
    {
        try
        {
            read();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static TraceFormatException NoUnicode(List<object> path) => new(
        [.. path], "The text has half of a surrogate pair (\\ud800–\\udfff), which is not valid Unicode.");
}
