using System.Text.Json;

namespace Valiqor.Analysis.Items;

/// <summary>The names that enum members have outside the program.</summary>
public static class Wire
{
    /// <summary><c>AgenticRag</c> is <c>agentic_rag</c>.</summary>
    public static string Name<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    /// <summary>The member of a wire name; false for an unknown one, and for a number.</summary>
    public static bool TryParse<TEnum>(string name, out TEnum value)
        where TEnum : struct, Enum
    {
        foreach (TEnum candidate in Enum.GetValues<TEnum>())
        {
            if (Name(candidate) == name)
            {
                value = candidate;
                return true;
            }
        }

        value = default;
        return false;
    }
}
