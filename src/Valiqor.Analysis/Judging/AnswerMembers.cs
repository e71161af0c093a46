using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Valiqor.Analysis.Judging;

/// <summary>
/// The members of a judge's answer as they came: those of the object itself, and those of <c>verdicts</c> and
/// <c>metrics</c>. Reading stops where the JSON does, and keeps what was complete by then.
/// </summary>
/// <param name="IsWhole">False where the JSON ended too early, or went on as none.</param>
internal sealed record AnswerMembers(
    ImmutableArray<AnswerMember> Own,
    ImmutableArray<AnswerMember> Verdicts,
    ImmutableArray<AnswerMember> Metrics,
    bool IsWhole)
{
    /// <summary>Verdicts are four levels deep.</summary>
    private const int DepthLimit = 16;

    /// <summary>
    /// An answer may come in a code fence, or in prose; more objects than this are looked at in none.
    /// </summary>
    private const int MostObjects = 20;

    /// <summary>
    /// The object of a text that repeats the item's code, else the first one; null where there is none.
    /// </summary>
    public static AnswerMembers? Find(string text, string itemCode)
    {
        AnswerMembers? first = null;
        int at = text.IndexOf('{', StringComparison.Ordinal);
        for (int tries = 0; at >= 0 && tries < MostObjects; tries++)
        {
            (AnswerMembers members, int length) = Read(text[at..]);
            if (members.HasCode(itemCode))
            {
                return members;
            }

            first ??= members.Own.IsEmpty && members.Verdicts.IsEmpty ? null : members;
            int next = at + Math.Max(1, length);
            at = next < text.Length ? text.IndexOf('{', next) : -1;
        }

        return first;
    }

    public bool HasCode(string itemCode) => Own.Any(member =>
        member.Name == VerdictSchema.Code
        && member.Value.ValueKind == JsonValueKind.String
        && member.Value.GetRawText() == $"\"{itemCode}\"");

    private static (AnswerMembers Members, int Length) Read(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(
            utf8, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = DepthLimit }));
        var own = new List<AnswerMember>();
        var verdicts = new List<AnswerMember>();
        var metrics = new List<AnswerMember>();
        bool whole = false;
        try
        {
            whole = reader.Read() && ReadObject(ref reader, own, (verdicts, metrics));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // What was read so far stands; the rest is no JSON, or has a name that is no text.
        }

        int length = Encoding.UTF8.GetCharCount(utf8, 0, (int)reader.BytesConsumed);
        return (new AnswerMembers([.. own], [.. verdicts], [.. metrics], whole), length);
    }

    /// <summary>Reads on to the end of an object; false where the text ends before.</summary>
    private static bool ReadObject(
        ref Utf8JsonReader reader,
        List<AnswerMember> members,
        (List<AnswerMember> Verdicts, List<AnswerMember> Metrics)? inner)
    {
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndObject)
            {
                return true;
            }

            string name = reader.GetString()!;
            List<AnswerMember>? deeper = name switch
            {
                VerdictSchema.Verdicts => inner?.Verdicts,
                VerdictSchema.Metrics => inner?.Metrics,
                _ => null,
            };
            if (deeper is null)
            {
                if (!JsonDocument.TryParseValue(ref reader, out JsonDocument? value))
                {
                    return false;
                }

                members.Add(new AnswerMember(name, value.RootElement));
            }
            else if (!reader.Read() || !ReadInner(ref reader, name, members, deeper))
            {
                return false;
            }
        }

        return false;
    }

    private static bool ReadInner(
        ref Utf8JsonReader reader,
        string name,
        List<AnswerMember> members,
        List<AnswerMember> deeper)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            return ReadObject(ref reader, deeper, null);
        }

        // Of another shape than asked for, it is a member that nobody knows.
        members.Add(new AnswerMember(name, default));
        return reader.TrySkip();
    }
}

/// <param name="Value">Undefined where the member's value is of a shape that tells nothing.</param>
internal readonly record struct AnswerMember(string Name, JsonElement Value);
